"""A report as one HTML file that opens anywhere and prints well: no scripts, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from checkin.domain.phrases import clock_time, full_day
from checkin.report.page import Cell, Column, Kind, Report, Table, shown

__all__ = ["html"]

_HEIGHT, _STEP, _FOOT = 120, 44, 34
_LINE = "\n"


def html(report: Report) -> str:
    """Return a report as one HTML page."""
    style = resources.files("checkin.report").joinpath("page.css").read_text(encoding="utf-8")
    body = _LINE.join(_body(report))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    yield f"<p>Made {full_day(report.made)}, {clock_time(report.made)}</p>"
    yield from (f"<p>{escape(note)}</p>" for note in report.notes)
    filled = [one for one in report.tables if one.rows]
    if filled:
        links = (f'<a href="#{one.key}">{escape(one.title)} ({len(one.rows)})</a>' for one in filled)
        yield f"<nav>{' '.join(links)}</nav>"
    if report.chart:
        yield "<h2>Arrivals over time</h2>"
        yield from _chart(report.chart)
    for table in report.tables:
        yield from _table(table)
    yield '<p class="signature">Signed<span></span>Date<span></span></p>'


def _table(table: Table) -> Iterator[str]:
    yield f'<h2 id="{table.key}">{escape(table.title)}</h2>'
    if not table.rows and not table.total:
        yield "<p>none</p>"
        return
    heads = "".join(f"<th{_class(one)}>{escape(one.title)}</th>" for one in table.columns)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    yield from (_row(row, table.columns) for row in table.rows)
    if table.total:
        yield _row(table.total, table.columns).replace("<tr>", '<tr class="total">', 1)
    yield "</tbody>\n</table>"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    cells = (
        f'<td{_class(column)} dir="auto">{escape(shown(cell))}</td>'
        for cell, column in zip(row, columns, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _class(column: Column) -> str:
    return ' class="number"' if column.kind is Kind.NUMBER else ""


def _chart(chart: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """Yield the arrivals as an SVG, a bar with its number over it and its time under it."""
    most = max(count for _, count in chart)
    width, height = len(chart) * _STEP, _HEIGHT + _FOOT
    size = f'viewBox="0 0 {width} {height}" style="max-width:{width}px"'
    yield f'<svg {size} role="img" aria-label="Arrivals over time">'
    for place, (under, count) in enumerate(chart):
        left, tall = place * _STEP, round(count * (_HEIGHT - 20) / most)
        middle, top = left + _STEP // 2, _HEIGHT - tall
        yield f'<rect x="{left + 4}" y="{top}" width="{_STEP - 8}" height="{tall}"/>'
        yield f'<text x="{middle}" y="{top - 4}">{count}</text>'
        yield f'<text x="{middle}" y="{_HEIGHT + 16}">{escape(under)}</text>'
    yield "</svg>"
