"""Rows of XLSX workbooks, looked at from outside before they are unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from checkin.exchange.errors import ImportRefused
from checkin.exchange.formula_errors import FormulaErrors, sheet_parts

CellValue = int | float | str | bool | time | date | datetime | timedelta

__all__ = ["Sheet", "sheets"]

MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes that a workbook may have once unpacked."""
MAX_CELLS = 20_000_000
"""Cells between the corners of a sheet."""
CELL_BYTES = 32
"""What the reader takes for each of them, filled or not."""
MAX_SPARE = 50 * 1024 * 1024
"""Bytes that the reader may take beyond ten times the unpacked size."""
MAX_CELL = 32_767
"""Characters that Excel itself allows in a cell."""

MAX_MERGED = 5_000
"""Merged cells of a sheet that are filled in."""

_CHUNK = 1 << 20
_LONG_TEXT = 1_000
"""Bytes of a shared text from which it is counted how often it stands in a sheet."""
_SHARED = re.compile(rb"<v>\s*(\d+)\s*</v>")
_ROWS = [
    re.compile(rb"""r=["']\s*[A-Za-z]{0,3}(\d{%s})["']""" % digits)
    for digits in (b"1", b"2", b"3", b"4", b"5", b"6", b"7,9")
]
"""References by the digits of their row, so that only the longest are looked at one by one."""
_COLUMNS = [re.compile(rb"""r=["']\s*([A-Za-z]{%d})\d""" % letters) for letters in range(1, 4)]
"""The same by the letters of their column."""
_DAMAGED = "This workbook is damaged or was not downloaded whole. Download it again."


class _Merged:
    """The merged cells of a sheet, filled in as its rows come by."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._left = sheet.start[1] if sheet.start else 0
        self._begin: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:MAX_MERGED]:
            self._begin[top].append((bottom, left - self._left, right - self._left))
        self._open: list[tuple[int, int, int, CellValue]] = []

    def fill(self, place: int, row: list[CellValue]) -> None:
        """Write what a merged cell says into each of its cells in this row."""
        if begun := self._begin.get(place):
            self._open += [(*one, row[one[1]]) for one in begun if 0 <= one[1] < len(row)]
        if self._open:
            for _, left, right, value in self._open:
                row[left : right + 1] = [value] * (min(right + 1, len(row)) - left)
            self._open = [one for one in self._open if one[0] > place]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet of a workbook."""

    name: str
    errors: Mapping[int, Mapping[int, str]]
    """Cells that are errors of a formula, which the reader leaves empty: by row and column, from 0."""
    _sheet: CalamineSheet
    _file: str

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self._sheet.total_height

    def rows(self) -> Iterator[tuple[int, list[object]]]:
        """Yield each row with its number; each part of a merged cell says what the cell says."""
        merged = _Merged(self._sheet)
        left = self._sheet.start[1] if self._sheet.start else 0
        for line, row in enumerate(self._sheet.iter_rows(), start=1):
            for column, error in self.errors.get(line - 1, {}).items():
                if left <= column < left + len(row):
                    row[column - left] = error
            merged.fill(line - 1, row)
            for cell in row:
                if type(cell) is str and len(cell) > MAX_CELL:
                    raise ImportRefused(
                        f"A cell is longer than {MAX_CELL:,} characters. Shorten it and save the file again.",
                        self._file,
                        line,
                    )
            yield line, list[object](row)


def sheets(path: Path) -> list[Sheet]:
    """Return the visible sheets of a workbook.

    Raises `ImportRefused` for a workbook that is damaged, locked or would not fit into memory.
    """
    file = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            errors = _look_inside(archive, file)
        book = CalamineWorkbook.from_path(str(path))
        visible = [
            one.name
            for one in book.sheets_metadata
            if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
        ]
        return [Sheet(name, errors.get(name, {}), book.get_sheet_by_name(name), file) for name in visible]
    except PasswordError as error:
        raise ImportRefused(
            "This workbook has a password. Open it, save it without one, and import that.", file
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportRefused(_DAMAGED, file) from error
    except (CalamineError, ZipError, XmlError, ValueError, OSError) as error:
        raise ImportRefused(_DAMAGED, file) from error


def _look_inside(archive: zipfile.ZipFile, file: str) -> dict[str, Mapping[int, Mapping[int, str]]]:
    """Return the cells of each sheet that are errors of a formula.

    Raises `ImportRefused` for a workbook that would fill the memory.
    """
    entries = {one.filename: one for one in archive.infolist()}
    if "xl/workbook.xml" not in {name.lower() for name in entries}:
        raise ImportRefused(
            "This is a ZIP file, but no XLSX workbook. Take the export out of it and import that.", file
        )
    unpacked = sum(one.file_size for one in entries.values())
    if unpacked > MAX_UNPACKED:
        raise ImportRefused(
            f"This workbook unpacks to {unpacked // 2**20:,} MB; the limit is {MAX_UNPACKED // 2**20} MB. "
            "Export fewer columns or fewer divisions.",
            file,
        )
    room = 10 * unpacked + MAX_SPARE
    long: dict[bytes, int] = {}
    for name, entry in entries.items():
        with archive.open(entry) as part:
            if name.lower() == "xl/sharedstrings.xml":
                long = _long_texts(part)
            elif not _is_sheet(name):
                while part.read(_CHUNK):
                    pass
    errors: dict[str, FormulaErrors] = {}
    for name, entry in entries.items():
        if _is_sheet(name):
            errors[name] = FormulaErrors(file)
            with archive.open(entry) as part:
                _measure(part, file, room, long, errors[name])
    if not any(one.cells for one in errors.values()):
        return {}
    parts = sheet_parts(archive)
    return {sheet: errors[part].cells for sheet, part in parts.items() if part in errors}


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _long_texts(part: IO[bytes]) -> dict[bytes, int]:
    """Return the shared texts that are longer than any sensible cell, by number, with their bytes."""
    long: dict[bytes, int] = {}
    number = size = 0
    rest = b""
    while chunk := part.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"</si>")
        for text in whole:
            if size + len(text) > _LONG_TEXT:
                long[b"%d" % number] = size + len(text)
            number, size = number + 1, 0
        if len(rest) > _CHUNK:
            size, rest = size + len(rest) - 8, rest[-8:]
    return long


def _measure(part: IO[bytes], file: str, room: int, long: Mapping[bytes, int], errors: FormulaErrors) -> None:
    """Refuse a sheet that would fill the memory: its corners far apart, or one long text in all its cells."""
    rows = columns = texts = 0
    rest = b""
    while chunk := part.read(_CHUNK):
        errors.look(chunk)
        text = rest + chunk
        rows = max(rows, max(map(int, _longest(_ROWS, text, len(str(rows)))), default=0))
        columns = max(columns, max(map(_column, _longest(_COLUMNS, text, _letters(columns))), default=0))
        if rows * columns > MAX_CELLS or rows * columns * CELL_BYTES > room:
            raise ImportRefused(
                f"This sheet has cells as far out as row {rows:,} and column {columns:,}. "
                "Copy the filled part into a new workbook and import that.",
                file,
            )
        texts += sum(long.get(number, 0) for number in _SHARED.findall(text)) if long else 0
        if texts > room:
            raise ImportRefused(
                "Very long texts stand in very many cells of this sheet. Shorten them and save it again.",
                file,
            )
        rest = text[-32:]


def _longest(patterns: list[re.Pattern[bytes]], text: bytes, least: int) -> set[bytes]:
    """Return what the pattern of the longest references finds, none shorter than what was found before."""
    for pattern in reversed(patterns[min(least, len(patterns)) - 1 :]):
        if found := set(pattern.findall(text)):
            return found
    return set()


def _letters(column: int) -> int:
    """Return how many letters a column has."""
    return 1 if column <= 26 else 2 if column <= 26 * 27 else 3  # noqa: PLR2004  Z and ZZ


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
