"""What a workbook holds, looked at from outside before its reader unpacks it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO

from checkin.exchange.errors import ImportRefused
from checkin.exchange.formula_errors import FormulaErrors, column_place
from checkin.exchange.sheet_list import sheet_parts

__all__ = ["Errors", "look_inside"]

Errors = Mapping[str, Mapping[int, Mapping[int, str]]]
"""Texts of cells by the name of their sheet, their row and column."""

MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes that a workbook may have once unpacked."""
MAX_CELLS = 20_000_000
"""Cells between the corners of a sheet."""
CELL_BYTES = 32
"""What the reader takes for each of them, filled or not."""
MAX_SPARE = 50 * 1024 * 1024
"""Bytes that the reader may take beyond ten times the unpacked size."""
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
_WIDER = (
    (re.compile(rb"""r=["']\s*[A-Za-z]{2,3}\d"""), 26),
    (re.compile(rb"""r=["']\s*[A-Za-z]{3}\d"""), 26 * 27),
    (None, 26 * 27 * 27),
)
"""What finds a reference with more letters than so many columns need."""


def look_inside(archive: zipfile.ZipFile, file: str) -> Errors:
    """Return the cells of each sheet that are errors of a formula, by row and column from 0.

    Raises `ImportRefused` for what is no workbook, or would fill the memory.
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
    for name, entry in entries.items():
        if _is_sheet(name) and (long or not _surely_fits(archive, entry, room)):
            with archive.open(entry) as part:
                _measure(part, file, room, long)
    return _errors(archive, [one for name, one in entries.items() if _is_sheet(name)], file)


def _errors(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], file: str) -> Errors:
    found: dict[str, FormulaErrors] = {}
    for entry in entries:
        errors = FormulaErrors(file)
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                errors.look(chunk)
        if errors.cells:
            found[entry.filename] = errors
    if not found:
        return {}
    return {sheet: found[part].cells for sheet, part in sheet_parts(archive).items() if part in found}


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


def _surely_fits(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bool:
    """Tell, without looking at each cell, that no cell is too far out; False when one may be."""
    most = min(MAX_CELLS, room // CELL_BYTES)
    for wider, columns in _WIDER:
        farther = _beyond(most // columns)
        grown, rest = False, b""
        with archive.open(entry) as part:
            while (chunk := part.read(_CHUNK)) and not grown:
                text = rest + chunk
                if farther.search(text):
                    return False
                grown = bool(wider and wider.search(text))
                rest = text[-32:]
        if not grown:
            return True
    return False


def _beyond(row: int) -> re.Pattern[bytes]:
    """Return what finds a reference to a row beyond this one."""
    digits = str(row)
    larger = [rf"\d{{{len(digits) + 1},9}}"] + [
        rf"{digits[:place]}[{int(digit) + 1}-9]\d{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if digit < "9"
    ]
    return re.compile(rf"""r=["']\s*[A-Za-z]{{0,3}}(?:{"|".join(larger)})["']""".encode())


def _measure(part: IO[bytes], file: str, room: int, long: Mapping[bytes, int]) -> None:
    """Refuse a sheet that would fill the memory: its corners far apart, or one long text in all its cells."""
    rows = columns = texts = 0
    rest = b""
    while chunk := part.read(_CHUNK):
        text = rest + chunk
        rows = max(rows, max(map(int, _longest(_ROWS, text, len(str(rows)))), default=0))
        columns = max(
            columns, max(map(column_place, _longest(_COLUMNS, text, _letters(columns))), default=-1) + 1
        )
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
