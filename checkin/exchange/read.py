"""Read files into records: what each row says of a person or a team, and what it can't be used for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from checkin.exchange.cells import as_text
from checkin.exchange.errors import ImportRefused
from checkin.exchange.mapping import DateOrder, Mapping, load_mappings
from checkin.exchange.recognise import HEADER_WITHIN, Column, Layout, recognise
from checkin.exchange.records import Record, Rejected, TeamRow
from checkin.exchange.rows import RowReader
from checkin.exchange.text_table import decode, text_rows
from checkin.exchange.workbook import sheets

__all__ = ["Progress", "SheetRead", "read_files"]

Progress = Callable[[int, int], None]
"""Told how many rows are read, and how many there are or 0 when that isn't known."""

MAX_FILE = 128 * 1024 * 1024
"""Bytes that a file may have."""
PROGRESS_EVERY = 2000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}


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
    """Line of the header, the last one when it has two."""
    columns: tuple[Column, ...]
    rows: int = 0
    """Rows below the header that have anything in them."""
    records: list[Record] = field(default_factory=list)
    teams: list[TeamRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    """Rows that can't be used."""
    odd: list[Rejected] = field(default_factory=list)
    """Values that can't be used, in rows that can."""
    notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of file."""
        return self.mapping.kind

    @property
    def name(self) -> str:
        """The file, with the sheet when there are several."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


def read_files(
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    mapping: Path | None = None,
    date_order: DateOrder | None = None,
    extra_mappings: Path | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> list[SheetRead]:
    """Return every table of the files; dates after `now`, or after the file was made, are called odd.

    Raises `ImportRefused` for a file that is broken, is nothing that can be imported, or is not clear.
    """
    mappings = load_mappings(extra_mappings, mapping)
    if kind is not None:
        known = sorted({one.kind for one in mappings})
        mappings = [one for one in mappings if one.kind == kind]
        if not mappings:
            raise ImportRefused(f"No kind of file is called {kind!r}. There are: {', '.join(known)}.")
    reads: list[SheetRead] = []
    done = 0
    for path in paths:
        for one in _read_file(Path(path), mappings, date_order, now, _counting(progress, done)):
            done += one.rows
            reads.append(one)
    if progress:
        progress(done, done)
    return reads


def _counting(progress: Progress | None, before: int) -> Callable[[int], None] | None:
    return (lambda rows: progress(before + rows, 0)) if progress else None


def _read_file(
    path: Path,
    mappings: Sequence[Mapping],
    date_order: DateOrder | None,
    now: datetime | None,
    tell: Callable[[int], None] | None,
) -> Iterator[SheetRead]:
    file = path.name
    data = _bytes_of(path)
    as_of = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    digest = hashlib.sha256(data).hexdigest()
    tables = [(name, rows) for name, rows in _tables(path, data)]
    del data
    found = False
    unknown: list[str] = []
    for name, rows in tables:
        head = list(islice(rows, HEADER_WITHIN))
        layout = recognise(head, mappings, file)
        if layout is None:
            if any(any(map(as_text, row)) for _, row in head):
                unknown.append(name)
            continue
        found = True
        read = SheetRead(
            file, name if len(tables) > 1 else "", layout.mapping, as_of, digest, layout.line, layout.columns
        )
        _read_rows(read, layout, chain(head[layout.rows :], rows), date_order, now, tell)
        if not read.rows:
            raise ImportRefused("There is a header, but no row below it. Export the file again.", file)
        if unknown:
            read.notes.append(f"{file}: nothing is read from the sheets {', '.join(unknown)}.")
            unknown = []
        yield read
    if not found:
        raise ImportRefused(_not_known(mappings, empty=not unknown), file)


def _not_known(mappings: Sequence[Mapping], *, empty: bool) -> str:
    if empty:
        return "The file is empty. Export it again."
    titles = dict.fromkeys(one.title for one in mappings)
    return (
        f"No row of this file is a header that is known ({'; '.join(titles)}). "
        "Import another file, or describe its columns in a mapping file and give that with --map."
    )


def _read_rows(
    read: SheetRead,
    layout: Layout,
    rows: Iterable[tuple[int, list[object]]],
    date_order: DateOrder | None,
    now: datetime | None,
    tell: Callable[[int], None] | None,
) -> None:
    reader = RowReader(layout, read.name, read.as_of, now or read.as_of)
    for line, row in rows:
        if reader.read(line, row):
            read.rows += 1
            if tell and read.rows % PROGRESS_EVERY == 0:
                tell(read.rows)
    reader.finish(date_order)
    read.records = list(reader.records.values())
    read.teams = list(reader.teams.values())
    read.rejected = reader.rejected
    read.odd = reader.odd
    read.notes = reader.notes


def _bytes_of(path: Path) -> bytes:
    file = path.name
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise ImportRefused(
                f"This file has {size // 2**20:,} MB; the limit is {MAX_FILE // 2**20} MB. "
                "Export fewer columns or fewer divisions.",
                file,
            )
        return path.read_bytes()
    except OSError as error:
        words = "is no file" if path.exists() else "doesn't exist"
        raise ImportRefused(
            f"This {words} or can't be read. Check the name and the folder.", str(path)
        ) from error


def _tables(path: Path, data: bytes) -> Iterator[tuple[str, Iterator[tuple[int, list[object]]]]]:
    file = path.name
    workbook = path.suffix.lower() in (".xlsx", ".xlsm")
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ImportRefused(
            "This workbook has a password. Open it, save it without one, and import that."
            if locked
            else "This is an old Excel file. Open it, save it as XLSX or CSV, and import that.",
            file,
        )
    if data.startswith(b"PK\x03\x04"):
        if not workbook:
            raise ImportRefused(
                f"The name ends in {path.suffix or 'nothing'}, but this is a workbook or ZIP file. "
                "Give it the ending .xlsx, or export it again.",
                file,
            )
        for sheet in sheets(path):
            yield sheet.name, iter(sheet.rows())
        return
    if workbook and data:
        raise ImportRefused(
            "The name ends in .xlsx, but this is no workbook. Export it again; if it is text, name it .csv.",
            file,
        )
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise ImportRefused(f"This is {what}, not a table. Export it as CSV or XLSX.", file)
    if data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise ImportRefused(
            "This is a web page, not a table: often a login page that was saved instead. Export it again.",
            file,
        )
    text, _ = decode(data, file)
    yield "", iter(text_rows(text, file))
