"""A report for a bare terminal, and as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from checkin.domain.phrases import clock_time, full_day
from checkin.report.page import Kind, Report, Table, shown

__all__ = ["chart_lines", "markdown", "text"]

_BAR = 40
"""Columns of the longest bar."""


def text(report: Report) -> str:
    """Return a report as plain text with aligned columns."""
    return "\n".join(_text_lines(report)) + "\n"


def _text_lines(report: Report) -> Iterator[str]:
    yield report.title
    yield _made(report)
    yield from report.notes
    if report.chart:
        yield ""
        yield "Arrivals over time:"
        yield from chart_lines(report.chart)
    for table in report.tables:
        yield ""
        yield f"{table.title}: {'' if table.rows or table.total else 'none'}".rstrip()
        if table.rows or table.total:
            yield from _aligned(table)


def _made(report: Report) -> str:
    return f"Made {full_day(report.made)}, {clock_time(report.made)}"


def chart_lines(chart: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """Yield the arrivals over time, a bar a line."""
    most = max(count for _, count in chart)
    label = max(len(one) for one, _ in chart)
    for under, count in chart:
        bar = "▇" * -(-count * _BAR // most)
        yield " ".join(filter(None, (f"{under:>{label}}", bar, str(count))))


def _aligned(table: Table) -> Iterator[str]:
    heads = tuple(one.title for one in table.columns)
    lines = [heads, *(tuple(map(shown, row)) for row in (*table.rows, *filter(None, [table.total])))]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        cells = (
            _filled(cell, width, right=column.kind is Kind.NUMBER)
            for cell, width, column in zip(line, widths, table.columns, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _filled(cell: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if right else cell + blank


def _width(cell: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if cell.isascii():
        return len(cell)
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in cell)
    return len(cell) + wide - sum(unicodedata.category(one) in ("Mn", "Me", "Cf") for one in cell)


def markdown(report: Report) -> str:
    """Return a report as Markdown, every cell as plain text."""
    return "\n".join(_markdown_lines(report)) + "\n"


def _markdown_lines(report: Report) -> Iterator[str]:
    yield f"# {_plain(report.title)}"
    yield ""
    yield _made(report)
    for note in report.notes:
        yield ""
        yield _plain(note)
    if report.chart:
        yield from ("", "## Arrivals over time", "", "```text", *chart_lines(report.chart), "```")
    for table in report.tables:
        yield from ("", f"## {table.title}", "")
        if not table.rows and not table.total:
            yield "none"
            continue
        yield _markdown_row(tuple(one.title for one in table.columns))
        yield "|" + "|".join("---:" if one.kind is Kind.NUMBER else "---" for one in table.columns) + "|"
        for row in table.rows:
            yield _markdown_row(tuple(map(shown, row)))
        if table.total:
            yield _markdown_row(tuple(map(shown, table.total)))


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(cell: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#~&])", r"\\\1", cell)
