"""Open a file whatever it is: text or workbook, or nothing that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checkin.exchange.errors import ImportRefused
from checkin.exchange.inside import Errors
from checkin.exchange.recognise import HEADER_WITHIN
from checkin.exchange.text_table import decode, text_rows
from checkin.exchange.workbook import Sheet, errors_in, sheets

__all__ = ["SheetsOf", "Table", "bytes_of", "opened_ahead", "tables_of"]

SheetsOf = Callable[[Path], list[Sheet]]
"""Returns the visible sheets of a workbook; raises `ImportRefused`."""

MAX_ROWS = 100_000
"""Rows that a table may have below its header; a nation has as many coaches."""
MAX_FILE = 128 * 1024 * 1024
"""Bytes that a file may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = (".xlsx", ".xlsm")
_OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, its rows still to be read."""

    sheet: str
    """Name of the sheet, empty for text."""
    rows: Iterator[tuple[int, list[object]]]
    about: int
    """How many rows it has, more or less."""
    errors: bool
    """True when some of its cells may be errors of a formula, such as #REF!."""


@contextmanager
def opened_ahead(paths: Sequence[Path]) -> Iterator[SheetsOf]:
    """Give what returns a workbook's sheets; those of later files are read in a thread meanwhile.

    The other cores of the processor have nothing else to do.
    """
    with ThreadPoolExecutor(1) as thread:
        opened = {
            path: thread.submit(sheets, path, errors)
            for path in paths[1:]
            if (errors := _errors_in(path)) is not None
        }
        try:
            yield lambda path: opened.pop(path).result() if path in opened else _sheets(path)
        finally:
            thread.shutdown(cancel_futures=True)


def _sheets(path: Path) -> list[Sheet]:
    return sheets(path, errors_in(path))


def _errors_in(path: Path) -> Errors | None:
    """Return what `sheets` needs, or None for what is no sound workbook, which is said in its turn."""
    try:
        if path.suffix.lower() not in _WORKBOOKS or path.stat().st_size > MAX_FILE:
            return None
        return errors_in(path)
    except (OSError, ImportRefused):
        return None


def bytes_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises `ImportRefused` for one that is too large or can't be read.
    """
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


def tables_of(path: Path, data: bytes, sheets_of: SheetsOf) -> Iterator[Table]:
    """Yield the tables of a file.

    Raises `ImportRefused` for anything that has none.
    """
    file = path.name
    workbook = path.suffix.lower() in _WORKBOOKS
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
            raise ImportRefused(_of_archive(path.suffix), file)
        for sheet in sheets_of(path):
            if sheet.height > MAX_ROWS:
                _count(sheet.rows(), file)
            yield Table(sheet.name, iter(sheet.rows()), sheet.height, bool(sheet.errors))
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
    about = max(text.count("\n"), text.count("\r"))
    if about > MAX_ROWS:
        _count(text_rows(text, file), file)
    yield Table("", iter(text_rows(text, file)), about, "#" in text)


def _of_archive(ending: str) -> str:
    """Return what to do with a file that is packed as a workbook is, and is named otherwise."""
    if ending.lower() == ".zip":
        return "This is a ZIP file. Take the export out of it and import that."
    if ending.lower() in (".ods", ".numbers", ".xlsb", ".xltx"):
        return f"This is a {ending} spreadsheet. Open it, save it as XLSX or CSV, and import that."
    told = f"The name ends in {ending or 'nothing'}, but this is a workbook or ZIP file."
    return f"{told} Give it the ending .xlsx, or export it again."


def _count(rows: Iterable[tuple[int, list[object]]], file: str) -> None:
    """Refuse a table of too many rows before anything is made of them."""
    for number, _ in enumerate((one for one in rows if any(one[1])), start=1):
        if number > MAX_ROWS + HEADER_WITHIN:
            raise ImportRefused(
                f"This table has more than {MAX_ROWS:,} rows, which is more than any region has. "
                "Export fewer programs or seasons.",
                file,
            )
