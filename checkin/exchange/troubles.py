"""What can't be used in a table: rows and single values, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from checkin.exchange.blocks import Row
from checkin.exchange.cells import as_text, is_error
from checkin.exchange.recognise import Column
from checkin.exchange.records import Rejected

__all__ = ["Troubles"]

_SHOWN = 80
"""Characters of a value that show what it is."""


@dataclass(slots=True)
class Troubles:
    """Collects them while a table is read."""

    file: str
    columns: Sequence[Column]
    rejected: list[Rejected] = field(default_factory=list)
    """Rows that can't be used."""
    odd: list[Rejected] = field(default_factory=list)
    """Values that can't be used, in rows that can."""

    def reject(self, line: int, at: int, value: object, reason: str) -> None:
        """Take note of a row that can't be used, for what stands in this column."""
        self.rejected.append(self._found(line, at, value, reason))

    def strange(self, line: int, at: int, value: object, reason: str) -> None:
        """Take note of a value that can't be used."""
        self.odd.append(self._found(line, at, value, reason))

    def reject_errors(self, rows: Iterable[Row]) -> None:
        """Reject rows that have nothing but errors of formulas in them."""
        for line, row in rows:
            at = next(at for at, cell in enumerate(row) if is_error(cell))
            self.reject(line, at, row[at], "nothing but errors of the spreadsheet: mend its formulas")

    def list_errors(self, rows: Iterable[Row]) -> None:
        """List the cells that are used and are errors of formulas, but for those that are listed already."""
        used = [at for at, column in enumerate(self.columns) if column.slots]
        found = [
            (line, at, row[at]) for line, row in rows for at in used if at < len(row) and is_error(row[at])
        ]
        listed = {(one.line, one.column) for one in self.odd} if found else ()
        rejected = {one.line for one in self.rejected} if found else ()
        for line, at, cell in found:
            if line not in rejected and (line, self.columns[at].header) not in listed:
                self.strange(line, at, cell, "an error of the spreadsheet, counts as empty")

    def sort(self) -> None:
        """Put them in the order of their lines."""
        self.rejected.sort(key=attrgetter("line"))
        self.odd.sort(key=attrgetter("line"))

    def _found(self, line: int, at: int, value: object, reason: str) -> Rejected:
        header = self.columns[at].header if at < len(self.columns) else f"column {at + 1}"
        shown = str(value).strip() if is_error(value) else as_text(value)
        return Rejected(self.file, line, header, shown[:_SHOWN], reason)
