"""A list of a report as lines of the screen: columns share the room, long cells take several lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from checkin.print.columns import widths, wrapped
from checkin.report import Kind, Table
from checkin.report.page import Column, shown

__all__ = ["table_lines", "without"]

_WIDEST_GAP = 2
"""Columns of the screen between two columns of a list, where there is room; else one."""


def table_lines(table: Table, width: int) -> tuple[Content, list[Content]]:
    """Return the columns' titles, on several lines where they are long, and the lines of the rows."""
    if _least(table) > width and _least(_turned(table)) < _least(table):
        table = _turned(table)
    heads = [one.title for one in table.columns]
    cells = [[shown(cell) for cell in row] for row in (*table.rows, *filter(None, [table.total]))]
    least = [max(one.split() or [""], key=cell_len) for one in heads]
    natural = [max(map(cell_len, column)) for column in zip(least, *cells, strict=True)]
    natural = _roomier(natural, heads, width)
    gap = _WIDEST_GAP if sum(natural) + (len(natural) - 1) * _WIDEST_GAP <= width else 1
    room = width - (len(natural) - 1) * gap
    columns = natural if sum(natural) <= room else [max(int(one), 1) for one in widths(natural, room)]
    right = [one.kind is Kind.NUMBER for one in table.columns]
    head = "\n".join(_lines(heads, columns, right, gap))
    rows: list[Content] = []
    for number, row in enumerate(cells):
        style = "bold" if table.total and number == len(cells) - 1 else ""
        rows += [Content.styled(line, style) for line in _lines(row, columns, right, gap)]
    return Content.styled(head, "bold $quiet"), rows


def _roomier(natural: list[int], heads: Sequence[str], width: int) -> list[int]:
    """Return the columns wide enough for titles of few lines, where the window has the room."""
    for lines in (1, 2, 3):
        columns = [max(one, _columns_for(head, lines)) for one, head in zip(natural, heads, strict=True)]
        if sum(columns) + (len(columns) - 1) * _WIDEST_GAP <= width:
            return columns
    return natural


def _columns_for(head: str, lines: int) -> int:
    """Return how many columns a title needs for so many lines."""
    least = max(map(cell_len, head.split()), default=0)
    sizes = range(least, cell_len(head))
    return next((one for one in sizes if len(wrapped(head, one, cell_len)) <= lines), cell_len(head))


def without(table: Table, titles: Collection[str]) -> Table:
    """Return a table without the columns of those titles."""
    kept = [place for place, one in enumerate(table.columns) if one.title not in titles]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        total=tuple(table.total[place] for place in kept) if table.total else (),
    )


def _least(table: Table) -> int:
    """Return the columns of the screen that a list of figures needs for its words; none for other lists."""
    if {one.kind for one in table.columns[1:]} != {Kind.NUMBER}:
        return 0
    rows = [*table.rows, *filter(None, [table.total])]
    words = [
        [*column.title.split(), *(word for row in rows for word in shown(row[place]).split())]
        for place, column in enumerate(table.columns)
    ]
    return sum(max(map(cell_len, one), default=0) for one in words) + len(words) - 1


def _turned(table: Table) -> Table:
    """Return a list with a row for each of its figures: many figures of few things fit on their side."""
    rows = [*table.rows, *filter(None, [table.total])]
    heads = (Column(""), *(Column(shown(row[0]), Kind.NUMBER) for row in rows))
    figures = tuple(
        (one.title, *(row[place] for row in rows)) for place, one in enumerate(table.columns) if place
    )
    return Table(table.key, table.title, heads, figures)


def _lines(row: Sequence[str], columns: Sequence[int], right: Sequence[bool], gap: int) -> Iterator[str]:
    parts = [wrapped(cell, column, cell_len) for cell, column in zip(row, columns, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        put = (_put(*one) for one in zip(line, columns, right, strict=True))
        yield (" " * gap).join(put).rstrip()


def _put(text: str, column: int, right: bool) -> str:  # noqa: FBT001  one of three that go together
    blank = " " * (column - cell_len(text))
    return blank + text if right else text + blank
