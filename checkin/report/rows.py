"""What the tables of a summary are put together with, and those of them that stand alone."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.domain.summary import Summary
from checkin.domain.summary_lists import Trace
from checkin.report.page import Cell, Column, Kind, Table

__all__ = ["TRACE", "counted_table", "notes_table", "table_of", "traced"]

TRACE = (Column("When", Kind.INSTANT), Column("Desk"), Column("By"))
"""Columns that say when, where and by whom something was recorded."""


def table_of(
    key: str, title: str, columns: Iterable[str | Column], rows: Iterable[tuple[Cell, ...]]
) -> Table:
    """Return a list; a column that is only a title holds text."""
    heads = (one if isinstance(one, Column) else Column(one) for one in columns)
    return Table(key, title, tuple(heads), tuple(rows))


def traced(trace: Trace | None) -> tuple[Cell, Cell, Cell]:
    """Return the cells under those columns, empty where nothing was recorded."""
    return (trace.at, trace.desk, trace.by) if trace else (None, "", "")


def counted_table(key: str, summary: Summary) -> Table:
    """Return what the closing count of each item and division said."""
    rows = (
        (
            one.on,
            one.division,
            one.item,
            one.recorded,
            one.counted,
            ", ".join(one.missing),
            "agree" if one.agrees else "differ",
            *traced(one.trace),
        )
        for one in summary.counted
    )
    columns = (
        *(Column("Evening", Kind.DATE), Column("Division"), Column("Item")),
        *(Column("By the record", Kind.NUMBER), Column("Counted", Kind.NUMBER)),
        *(Column("Can't be found"), Column("Result"), *TRACE),
    )
    return table_of(key, "Closing count", columns, rows)


def notes_table(key: str, summary: Summary) -> Table:
    """Return the notes that volunteers left on people and teams."""
    rows = (
        (
            one.about,
            ", ".join(one.teams),
            one.text,
            (f"read by {one.read_by}" if one.read_by else "not read yet") if one.must_see else "",
            *traced(one.trace),
        )
        for one in summary.notes
    )
    return table_of(key, "Notes", ("About", "Teams", "Note", "Must be seen", *TRACE), rows)
