"""A report before it has a format: sentences, tables and one chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checkin.domain.phrases import clock_time, day, full_day

__all__ = ["Cell", "Column", "Kind", "Report", "Table", "shown"]

Cell = str | int | date | datetime | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """One list of the report."""

    key: str
    title: str
    """Short enough for the tab of a workbook."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a format draws."""

    title: str
    notes: tuple[str, ...]
    """Sentences for under the title."""
    tables: tuple[Table, ...]
    chart: tuple[tuple[str, int], ...]
    """Arrivals over time: what stands under each bar, and its height."""
    made: datetime
    """When, in the region's time zone."""


def shown(cell: Cell) -> str:
    """Return a cell as people read it."""
    match cell:
        case datetime():
            return f"{day(cell)} {clock_time(cell)}"
        case date():
            return full_day(cell)
        case None:
            return ""
        case _:
            return str(cell)
