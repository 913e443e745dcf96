"""Rows of XLSX workbooks."""

from __future__ import annotations

import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

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
from checkin.exchange.inside import Errors, look_inside
from checkin.exchange.sheet_list import hidden_sheets

CellValue = int | float | str | bool | time | date | datetime | timedelta

__all__ = ["Sheet", "errors_in", "hidden_in", "sheets"]

MAX_CELL = 32_767
"""Characters that Excel itself allows in a cell."""

MAX_MERGED = 5_000
"""Merged cells of a sheet that are filled in."""

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


def errors_in(path: Path) -> Errors:
    """Return the cells of a workbook that are errors of a formula, without reading its sheets.

    Raises `ImportRefused` for one that is damaged or would not fit into memory.
    """
    with _in_words(path.name), zipfile.ZipFile(path) as archive:
        return look_inside(archive, path.name)


def hidden_in(path: Path) -> list[str]:
    """Return the names of a workbook's hidden sheets, which are not read; none for any other file."""
    if not zipfile.is_zipfile(path):
        return []
    with _in_words(path.name), zipfile.ZipFile(path) as archive:
        return hidden_sheets(archive)


def sheets(path: Path, errors: Errors) -> list[Sheet]:
    """Return the visible sheets of a workbook in which these cells are errors.

    Raises `ImportRefused` for one that is damaged or locked.
    """
    with _in_words(path.name):
        book = CalamineWorkbook.from_path(str(path))
        visible = [
            one.name
            for one in book.sheets_metadata
            if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
        ]
        return [
            Sheet(name, errors.get(name, {}), book.get_sheet_by_name(name), path.name) for name in visible
        ]


@contextmanager
def _in_words(file: str) -> Iterator[None]:
    """Turn what goes wrong into a refusal."""
    try:
        yield
    except PasswordError as error:
        raise ImportRefused(
            "This workbook has a password. Open it, save it without one, and import that.", file
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportRefused(_DAMAGED, file) from error
    except (CalamineError, ZipError, XmlError, ValueError, OSError) as error:
        raise ImportRefused(_DAMAGED, file) from error
