"""A report on paper: letter pages with numbers, headers repeated, the arrivals as bars, a line to sign."""

from __future__ import annotations

from checkin.domain.phrases import clock_time, full_day
from checkin.print.pages import LINE, MARGIN, SIZE, Pages
from checkin.report.page import Kind, Report, Table, shown

__all__ = ["pdf"]

_CHART = 30.0
"""Millimetres."""


def pdf(report: Report) -> bytes:
    """Return a report as a PDF that carries its own fonts."""
    pages = Pages(report.title, report.made)
    _front(pages, report)
    for table in report.tables:
        _listing(pages, table)
    pages.signature()
    return bytes(pages.output())


def _front(pages: Pages, report: Report) -> None:
    """Draw what stands before the lists."""
    pages.add_page()
    pages.put(MARGIN, pages.y + 5, report.title, size=16, style="B")
    pages.y += 12
    made = f"Made {full_day(report.made)}, {clock_time(report.made)}"
    for line in (made, *report.notes):
        pages.put(MARGIN, pages.y, line, size=SIZE + 1)
        pages.y += LINE + 1
    if report.chart:
        _bars(pages, report.chart)


def _bars(pages: Pages, chart: tuple[tuple[str, int], ...]) -> None:
    most = max(count for _, count in chart)
    step = min(16.0, pages.epw / len(chart))
    pages.heading("Arrivals over time")
    foot = pages.y + _CHART
    pages.set_fill_color(47, 111, 159)
    for place, (under, count) in enumerate(chart):
        left, tall = MARGIN + place * step, count * (_CHART - 4) / most
        pages.rect(left + 1, foot - tall, max(step - 2, 0.5), tall, style="F")
        for text, at in ((str(count), foot - tall - 1), (under, foot + 3.5)):
            size = min(SIZE - 1, 0.9 * step / max(pages.measure(under, 1), 0.01))
            pages.put(left + (step - pages.measure(text, size)) / 2, at, text, size=size)
    pages.set_fill_color(0)
    pages.y = foot + 6


def _listing(pages: Pages, table: Table) -> None:
    pages.listing(
        table.title,
        [one.title for one in table.columns],
        [[shown(cell) for cell in row] for row in table.rows],
        right=[place for place, one in enumerate(table.columns) if one.kind is Kind.NUMBER],
        total=[shown(cell) for cell in table.total],
    )
