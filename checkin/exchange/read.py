"""Read files into records: what each row says of a person or a team, and what it can't be used for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import cast

from checkin.domain.phrases import listed
from checkin.exchange.blocks import Row
from checkin.exchange.cells import as_text
from checkin.exchange.certificates import ORDERS
from checkin.exchange.columns import FIELDS, ColumnsRead, Heading, Unread
from checkin.exchange.errors import ImportRefused, Unclear
from checkin.exchange.mapping import DateOrder, Field, Mapping, load_mappings
from checkin.exchange.open_file import SheetsOf, bytes_of, opened_ahead, tables_of
from checkin.exchange.progress import Meter
from checkin.exchange.recognise import HEADER_WITHIN, Column, Layout, as_head, recognise
from checkin.exchange.records import Record, Rejected, TeamRow
from checkin.exchange.rows import RowReader
from checkin.exchange.troubles import Troubles
from checkin.exchange.workbook import hidden_in

__all__ = ["Answers", "SheetRead", "read_files"]

_AT_ONCE = 2000
"""Rows that are looked at together."""
_ONCE: tuple[Field, ...] = (
    "first", "last", "name", "team", "division", "role", "shelf", "box", "contents", "pages",
)  # fmt: skip
"""What a row says once."""
_NAMED = 5
"""Columns of a table that are named as not read."""


@dataclass(slots=True)
class SheetRead:
    """One table of one file, read."""

    file: str
    sheet: str
    """Name of the sheet when the workbook has several."""
    mapping: Mapping
    as_of: datetime
    sha256: str
    header: int
    """Line of the header, the last one when it has two, 0 for a table that begins with data."""
    columns: tuple[Column, ...]
    path: Path
    head: tuple[tuple[int, tuple[str, ...]], ...]
    """The first rows below the header with their lines."""
    rows: int = 0
    """Rows below the header that have anything in them."""
    records: list[Record] = field(default_factory=list)
    teams: list[TeamRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    """Rows that can't be used."""
    odd: list[Rejected] = field(default_factory=list)
    """Values that can't be used, in rows that can."""
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """Other sheets of the workbook, of which nothing is read; they stand with the last one that is."""

    @property
    def kind(self) -> str:
        """The kind of file."""
        return self.mapping.kind

    @property
    def columns_read(self) -> ColumnsRead:
        """What the columns were taken for."""
        names = tuple(one.header for one in self.columns)
        heading = Heading(self.header, names, tuple(row for _, row in self.head))
        return ColumnsRead(
            self.path, self.name, self.mapping, heading, tuple(one.slots for one in self.columns)
        )

    @property
    def name(self) -> str:
        """The file, with the sheet when there are several."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of a file that isn't clear by itself."""

    kind: str | None = None
    mapping: Path | Mapping | None = None
    date_order: DateOrder | None = None
    said: tuple[Mapping, ...] = ()
    """What somebody said of the columns of its tables; goes before all other mappings."""


def read_files(
    paths: Sequence[Path],
    answers: Answers = Answers(),
    *,
    each: Dict[Path, Answers] | None = None,
    extra_mappings: Path | None = None,
    now: datetime | None = None,
    meter: Meter | None = None,
) -> list[SheetRead]:
    """Return every table of the files; dates after `now`, or after the file was made, are called odd.

    The answers are for all files, or for each of them.
    Raises `ImportRefused` for a file that is broken, is nothing that can be imported, or is not clear.
    """
    meter = meter or Meter(None)
    reads: list[SheetRead] = []
    with opened_ahead(paths) as sheets_of:
        for path in paths:
            said = (each or {}).get(path, answers)
            mappings = _mappings(said, extra_mappings)
            try:
                reads += _read_file(path, mappings, said.date_order, now, meter, sheets_of)
            except Unclear as question:
                question.path = path
                raise
    return reads


def _mappings(said: Answers, extra: Path | None) -> list[Mapping]:
    mappings = [*said.said, *load_mappings(extra, said.mapping)]
    if said.kind is None:
        return mappings
    known = sorted({one.kind for one in mappings})
    mappings = [one for one in mappings if one.kind == said.kind]
    if not mappings:
        raise ImportRefused(f"No kind of file is called {said.kind!r}. There are: {', '.join(known)}.")
    return mappings


def _read_file(
    path: Path,
    mappings: Sequence[Mapping],
    date_order: DateOrder | None,
    now: datetime | None,
    meter: Meter,
    sheets_of: SheetsOf,
) -> Iterator[SheetRead]:
    file = path.name
    meter.row(file, 0, 0, 0)
    data = bytes_of(path)
    as_of = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    digest, size = hashlib.sha256(data).hexdigest(), len(data)
    tables = list(tables_of(path, data, sheets_of))
    del data
    last: SheetRead | None = None
    bare: list[str] = []
    unknown: dict[str, list[tuple[int, list[object]]]] = {}
    for table in tables:
        head = list(islice(table.rows, HEADER_WITHIN))
        layout = recognise(head, mappings, file)
        if layout is None:
            if any(any(map(as_text, row)) for _, row in head):
                unknown[table.sheet] = head
            continue
        sheet = table.sheet if len(tables) > 1 else ""
        below = as_head(head[layout.rows :])
        read = SheetRead(file, sheet, layout.mapping, as_of, digest, layout.line, layout.columns, path, below)
        _read_rows(
            read,
            layout,
            _metered(chain(head[layout.rows :], table.rows), file, size, table.about, meter),
            date_order,
            now,
            errors=table.errors,
        )
        read.notes += [*_without_header(read), *_doubled(read), *_not_read(read)]
        if date_order and any("date" in {slot for slot, _ in one.slots or ()} for one in layout.columns):
            read.notes.append(f"{read.name}: dates are read as {ORDERS[date_order]}, as somebody said.")
        if read.rows:
            last = read
            yield read
        else:
            bare.append(table.sheet)
    if last is None:
        if bare:
            raise ImportRefused("There is a header, but no row below it. Export the file again.", file)
        raise _not_known(file, next(iter(unknown.values()), []))
    last.notes += _left_out(file, [*unknown], bare, hidden_in(path))
    last.unread += [Unread(path, f"{file} [{sheet}]", as_head(head)) for sheet, head in unknown.items()]
    meter.file(size)


def _left_out(file: str, unknown: Sequence[str], bare: Sequence[str], hidden: Sequence[str]) -> Iterator[str]:
    """Yield which sheets of a workbook nothing is read from, and why."""
    why_not = (
        (unknown, "no row there is a header that is known"),
        (bare, "only a header stands there"),
        (hidden, "hidden in the workbook"),
    )
    for sheets, why in why_not:
        if sheets:
            what = "sheet" if len(sheets) == 1 else "sheets"
            yield f"{file}: nothing is read from the {what} {listed(sheets)}: {why}."


def _without_header(read: SheetRead) -> Iterator[str]:
    """Yield what the columns of a table are taken for that begins with data."""
    if read.header:
        return
    taken = (f"{one.header} for {_in_words(*one.slots[0], read)}" for one in read.columns if one.slots)
    yield f"{read.name} has no header. Its mapping takes column {', '.join(taken)}."


def _in_words(part: str, place: int, read: SheetRead) -> str:
    """Return what a column says, in words."""
    certificates = read.mapping.certificates
    return FIELDS.get(cast("Field", part)) or f"{part} of {certificates[place].name or 'a certificate'}"


def _doubled(read: SheetRead) -> Iterator[str]:
    """Yield a sentence for each thing that several columns say and only one can."""
    for once in _ONCE:
        names = [one.header or "(no name)" for one in read.columns if (once, 0) in (one.slots or ())]
        if len(names) > 1:
            told = f"{read.name}: the columns {listed(names)} are all taken for the {FIELDS[once]}"
            yield f"{told}; in each row the first that has anything counts."


def _not_read(read: SheetRead) -> Iterator[str]:
    """Yield a sentence that names the columns which no mapping knows."""
    names = [one.header for one in read.columns if one.slots is None and one.header]
    if names:
        more = f" and {len(names) - _NAMED} more (--explain lists them)" if len(names) > _NAMED else ""
        what = "the column" if len(names) == 1 else "the columns"
        yield f"{read.name}: nothing is read from {what} {', '.join(names[:_NAMED])}{more}."


def _metered(rows: Iterator[Row], file: str, size: int, about: int, meter: Meter) -> Iterator[list[Row]]:
    """Yield some rows at a time, and tell how far it is."""
    place = 0
    while some := list(islice(rows, _AT_ONCE)):
        meter.row(file, size, place, about)
        place += len(some)
        yield some


def _not_known(file: str, head: Sequence[tuple[int, list[object]]]) -> ImportRefused:
    """Return the refusal of a file without a header that is known, or the question which columns it has."""
    if not head:
        return ImportRefused("The file is empty. Export it again.", file)
    sentence = (
        "No row of this file is a header that is known. If it is the right file, say what its columns are: "
        "on the import screen (^F at the desk), or in a mapping file that --map names "
        "(--explain prints one to begin with)."
    )
    shown = as_head(head)
    if sum(sum(map(bool, row)) > 1 for _, row in shown) < 2:  # noqa: PLR2004  a header and a row make a table
        return ImportRefused(sentence, file)
    asked = "No row of this file is a header that is known. Say what its columns are."
    return Unclear(sentence, file, None, about="columns", question=asked, head=shown)


def _read_rows(
    read: SheetRead,
    layout: Layout,
    rows: Iterable[Sequence[Row]],
    date_order: DateOrder | None,
    now: datetime | None,
    *,
    errors: bool,
) -> None:
    reader = RowReader(layout, Troubles(read.name, layout.columns), read.as_of, now or read.as_of)
    for some in rows:
        read.rows += reader.read(some, errors=errors)
    reader.finish(date_order)
    read.records = list(reader.records.values())
    read.teams = reader.teams
    read.rejected = reader.troubles.rejected
    read.odd = reader.troubles.odd
    read.notes = reader.notes
