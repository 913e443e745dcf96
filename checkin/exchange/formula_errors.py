"""Cells of a workbook that are errors of a formula (#REF!, #N/A): its reader gives them as empty ones."""

from __future__ import annotations

import re
from collections import defaultdict

from checkin.exchange.errors import ImportRefused

__all__ = ["FormulaErrors", "column_place"]

_MOST = 20_000
"""Errors of a sheet; more are no table."""
_TAIL = 4096
"""Bytes of a chunk that are looked at again with the next one: a cell with its formula is shorter."""
_CELL = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*(#[^<]{1,20}?)\s*</")
_UNKNOWN = "#ERROR!"


class FormulaErrors:
    """Takes a sheet's XML chunk by chunk, and notes which cells are errors."""

    def __init__(self, file: str) -> None:
        self.cells: defaultdict[int, dict[int, str]] = defaultdict(dict)
        """The error by row and column, from 0."""
        self._file = file
        self._rest = b""
        self._number = 0

    def look(self, chunk: bytes) -> None:
        """Note the errors of the next chunk.

        Raises `ImportRefused` for more of them than any table has.
        """
        text = self._rest + chunk
        self._rest = text[-_TAIL:]
        if b't="e"' not in text and b"t='e'" not in text:
            return
        for cell in _CELL.finditer(text):
            if not (found := _REFERENCE.search(cell[1])):
                continue
            value = _VALUE.search(text, cell.end(), cell.end() + _TAIL)
            self._note(int(found[2]) - 1, column_place(found[1]), value[1].decode() if value else _UNKNOWN)

    def _note(self, row: int, column: int, error: str) -> None:
        self._number += column not in self.cells[row]
        self.cells[row][column] = error
        if self._number > _MOST:
            raise ImportRefused(
                f"More than {_MOST:,} cells of this sheet are errors such as {error}. "
                "Open it, mend its formulas and save it again.",
                self._file,
            )


def column_place(letters: bytes) -> int:
    """Return the place of a column by its letters, from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
