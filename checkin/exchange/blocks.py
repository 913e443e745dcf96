"""Rows of a table by column: cleaning a whole column costs little more than cleaning one of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

from checkin.exchange.cells import as_text

__all__ = ["Block", "Row", "is_blank", "said_first"]

Row = tuple[int, list[object]]
"""A row with the line it stands on."""

_UNCLEAN = ("  ", "| ", " |", "|=", "|#")
"""What shows, in cells joined by `|`, that one of them isn't clean as it is."""


class Block:
    """Some rows of one width."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.lines = [line for line, _ in rows]
        self._cells = list(zip(*(row for _, row in rows), strict=True))
        self._texts: dict[int, Sequence[str]] = {}
        self._clean: dict[int, bool] = {}

    def cells(self, at: int) -> Sequence[object]:
        """Return a column as the file has it."""
        return self._cells[at]

    def texts(self, at: int) -> Sequence[str]:
        """Return a column as clean text."""
        if at not in self._texts:
            self._texts[at], self._clean[at] = _as_texts(self._cells[at])
        return self._texts[at]

    def is_clean(self, at: int) -> bool:
        """Tell whether nothing had to be cleaned in a column."""
        self.texts(at)
        return self._clean[at]

    def first(self, places: Sequence[int]) -> Iterable[str]:
        """Return for each row the first of these columns that says anything."""
        if len(places) == 1:
            return self.texts(places[0])
        return map(said_first, self.each(places)) if places else repeat("", len(self.lines))

    def each(self, places: Sequence[int]) -> Iterable[tuple[str, ...]]:
        """Return for each row what all these columns say."""
        columns = [self.texts(at) for at in places]
        return zip(*columns, strict=True) if columns else repeat((), len(self.lines))


def said_first(texts: Iterable[str]) -> str:
    """Return the first text that isn't empty, or an empty one."""
    return next(filter(None, texts), "")


def is_blank(row: Iterable[object]) -> bool:
    """Tell whether no cell of a row says anything."""
    for cell in row:  # noqa: SIM110  a generator costs more than the first cell, which mostly decides
        if cell != "" and as_text(cell):
            return False
    return True


def _as_texts(cells: Sequence[object]) -> tuple[Sequence[str], bool]:
    """Return cells as clean text, and whether they were that already."""
    try:
        whole = f"|{'|'.join(cells)}|"  # type: ignore[arg-type]
    except TypeError:
        return [as_text(cell) for cell in cells], False
    if whole.isascii() and whole.isprintable() and not any(one in whole for one in _UNCLEAN):
        return cells, True  # type: ignore[return-value]
    return [as_text(cell) for cell in cells], False
