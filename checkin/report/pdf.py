"""A report on paper: letter pages with numbers, headers repeated, the arrivals as bars, a line to sign.

Text is put in its place directly: 5,000 coaches would wait for the cells of fpdf2's own tables.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import resources

from fpdf import FPDF
from fpdf.fonts import TTFFont

from checkin.domain.phrases import clock_time, full_day
from checkin.report.columns import widths, wrapped
from checkin.report.page import Kind, Report, Table, shown

__all__ = ["pdf"]

_FAMILY = "DejaVu"
_MARGIN, _LINE, _GAP, _SIZE = 12.0, 3.9, 2.5, 8
"""Millimetres, and points for the size of the letters."""
_CHART = 30.0
_UNKNOWN = "□"
_JOINED = frozenset({"R", "AL", "AN", "NSM"})
"""Directions of letters that must be shaped: Hebrew and Arabic, and marks that sit on others."""


def pdf(report: Report) -> bytes:
    """Return a report as a PDF that carries its own fonts."""
    paper = _Paper(report)
    paper.front()
    for table in report.tables:
        paper.listing(table)
    paper.signature()
    return bytes(paper.output())


class _Paper(FPDF):
    """Pages of one report."""

    def __init__(self, report: Report) -> None:
        super().__init__(orientation="landscape", format="letter")
        self._report = report
        fonts = resources.files("checkin.report").joinpath("fonts")
        for style, name in (("", "DejaVuSansCondensed.ttf"), ("B", "DejaVuSansCondensed-Bold.ttf")):
            with resources.as_file(fonts.joinpath(name)) as path:
                self.add_font(_FAMILY, style, path)
        found = {style: self.fonts[_FAMILY.lower() + style] for style in ("", "B")}
        self._glyphs = {style: one for style, one in found.items() if isinstance(one, TTFFont)}
        self.measure = lru_cache(maxsize=65536)(self._measured)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(False)
        self.set_title(report.title)
        self.set_creation_date(report.made)
        self.set_lang("en-US")
        self.set_draw_color(190)
        self.set_line_width(0.1)

    def footer(self) -> None:
        """Draw the title and the page's number."""
        self.set_font(_FAMILY, "", _SIZE)
        self.set_xy(_MARGIN, self.h - 10)
        self.cell(self.epw, 4, self._known(self._report.title))
        self.set_x(_MARGIN)
        self.cell(self.epw, 4, f"Page {self.page_no()} of {{nb}}", align="R")

    def front(self) -> None:
        """Draw what stands before the lists."""
        self.add_page()
        self._put(_MARGIN, self.y + 5, self._report.title, size=16, style="B")
        self.y += 12
        made = f"Made {full_day(self._report.made)}, {clock_time(self._report.made)}"
        for line in (made, *self._report.notes):
            self._put(_MARGIN, self.y, line, size=_SIZE + 1)
            self.y += _LINE + 1
        if self._report.chart:
            self._bars(self._report.chart)

    def _bars(self, chart: tuple[tuple[str, int], ...]) -> None:
        most = max(count for _, count in chart)
        step = min(16.0, self.epw / len(chart))
        self._heading("Arrivals over time")
        foot = self.y + _CHART
        self.set_fill_color(47, 111, 159)
        for place, (under, count) in enumerate(chart):
            left, tall = _MARGIN + place * step, count * (_CHART - 4) / most
            self.rect(left + 1, foot - tall, max(step - 2, 0.5), tall, style="F")
            for text, at in ((str(count), foot - tall - 1), (under, foot + 3.5)):
                size = min(_SIZE - 1, (_SIZE - 1) * step / max(self.measure(under, ""), 0.1) * 0.9)
                wide = self.measure(text, "") * size / _SIZE
                self._put(left + (step - wide) / 2, at, text, size=size)
        self.set_fill_color(0)
        self.y = foot + 6

    def listing(self, table: Table) -> None:
        """Draw one list over as many pages as it takes."""
        rows = [*table.rows, *filter(None, [table.total])]
        if not rows:
            self._room(10)
            self._heading(table.title)
            self._put(_MARGIN, self.y + 1, "none")
            self.y += _LINE
            return
        heads = [one.title for one in table.columns]
        cells = [[self._known(shown(cell)) for cell in row] for row in rows]
        natural = [
            max(self.measure(heads[place], "B"), *(self.measure(row[place], "") for row in cells)) + _GAP
            for place in range(len(heads))
        ]
        wide = widths(natural, self.epw)
        right = [one.kind is Kind.NUMBER for one in table.columns]
        self._room(30)
        self._heading(table.title)
        self._row(heads, wide, right, style="B")
        for number, row in enumerate(cells):
            bold = "B" if table.total and number == len(cells) - 1 else ""
            lines = [self._wrapped(cell, width, bold) for cell, width in zip(row, wide, strict=True)]
            if self._room(max(map(len, lines)) * _LINE + 1):
                self._heading(f"{table.title}, continued")
                self._row(heads, wide, right, style="B")
            self._lines(lines, wide, right, bold)

    def _row(self, cells: list[str], wide: list[float], right: list[bool], style: str) -> None:
        lines = [self._wrapped(cell, width, style) for cell, width in zip(cells, wide, strict=True)]
        self._lines(lines, wide, right, style)

    def _lines(self, cells: list[list[str]], wide: list[float], right: list[bool], style: str) -> None:
        left = _MARGIN
        for lines, width, to_right in zip(cells, wide, right, strict=True):
            for place, line in enumerate(lines):
                shift = width - _GAP - self.measure(line, style) if to_right else 0
                if line:
                    self._put(left + shift, self.y + place * _LINE + 3, line, style=style)
            left += width
        self.y += max(map(len, cells)) * _LINE + 0.6
        self.line(_MARGIN, self.y, self.w - _MARGIN, self.y)
        self.y += 0.3

    def _wrapped(self, cell: str, width: float, style: str) -> list[str]:
        return wrapped(cell, width - _GAP, lambda text: self.measure(text, style))

    def signature(self) -> None:
        """Draw the line that whoever closes the night signs."""
        self._room(20)
        self.y += 14
        for left, what, width in ((_MARGIN, "Signed", 80), (_MARGIN + 110, "Date", 45)):
            self._put(left, self.y, what)
            self.line(left + 14, self.y, left + 14 + width, self.y)

    def _heading(self, title: str) -> None:
        self.y += 5
        self._put(_MARGIN, self.y + 2, title, size=_SIZE + 3, style="B")
        self.y += 4

    def _room(self, height: float) -> bool:
        """Begin a page when that much doesn't fit on this one, and tell whether it did."""
        if self.y + height <= self.h - 14:
            return False
        self.add_page()
        return True

    def _put(self, x: float, y: float, text: str, *, size: float = _SIZE, style: str = "") -> None:
        """Write a text from a point on its base line."""
        self.set_font(_FAMILY, style, size)
        text = self._known(text)
        if text.isascii() or not any(unicodedata.bidirectional(one) in _JOINED for one in text):
            self.text(x, y, text)
            return
        place = self.y
        self.set_text_shaping(True)
        self.set_xy(x, y - 3)
        self.cell(None, _LINE, text)
        self.set_text_shaping(False)
        self.y = place

    def _known(self, text: str) -> str:
        """Return a text with a box for each letter that the font has no glyph for."""
        if text.isascii():
            return text
        known = self._glyphs[""].cmap
        return "".join(one if ord(one) in known else _UNKNOWN for one in text)

    def _measured(self, text: str, style: str) -> float:
        """Return the width of a text in millimetres at the size of the lists."""
        letters = self._glyphs[style].cw
        return float(sum(letters[ord(one)] for one in text)) * _SIZE / 1000 / self.k
