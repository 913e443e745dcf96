"""Numbered pages of headings and tables, each table's header repeated where a page ends in it.

Text is put in its place directly: 5,000 coaches would wait for the cells of fpdf2's own tables.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from checkin.print.columns import widths, wrapped
from checkin.print.paper import FAMILY, Paper, Size

__all__ = ["LINE", "MARGIN", "SIZE", "Pages"]

MARGIN, LINE, SIZE = 12.0, 3.9, 8
"""Millimetres around the page and from line to line, and points for the size of the letters."""
_GAP, _FOOT = 2.5, 14.0
_HAIR = 0.01
"""Millimetres that a text may be wider than its column: what adding and taking off the gap may lose."""


class Pages(Paper):
    """Pages that are filled from top to bottom; `y` is where the next thing goes."""

    def __init__(self, title: str, made: datetime, size: Size = "letter", *, landscape: bool = True) -> None:
        super().__init__(title, made, size, landscape=landscape)
        self.set_margin(MARGIN)
        self.set_draw_color(190)
        self.set_line_width(0.1)

    def footer(self) -> None:
        """Draw the title and the page's number."""
        self.put(MARGIN, self.h - 7.1, str(self.title), size=SIZE)
        self.set_font(FAMILY, "", SIZE)
        self.set_xy(MARGIN, self.h - 10)
        self.cell(self.epw, 4, f"Page {self.page_no()} of {{nb}}", align="R")

    def heading(self, title: str) -> None:
        """Write a heading."""
        self.y += 5
        self.put(MARGIN, self.y + 2, title, size=SIZE + 3, style="B")
        self.y += 4

    def room(self, height: float) -> bool:
        """Begin a page when that much doesn't fit on this one, and tell whether it did."""
        if self.y + height <= self.h - _FOOT:
            return False
        self.add_page()
        return True

    def listing(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        right: Collection[int] = (),
        total: Sequence[str] = (),
    ) -> None:
        """Draw a table over as many pages as it takes; columns in `right` end at their right edge."""
        cells = [[self.known(cell) for cell in row] for row in (*rows, *filter(None, [total]))]
        if not cells:
            self.room(10)
            self.heading(title)
            self.put(MARGIN, self.y + 1, "none", size=SIZE)
            self.y += LINE
            return
        natural = [
            max(self.measure(heads[place], SIZE, "B"), *(self.measure(row[place], SIZE) for row in cells))
            + _GAP
            for place in range(len(heads))
        ]
        wide = widths(natural, self.epw)
        self.room(30)
        self.heading(title)
        self._row(heads, wide, right, style="B")
        for number, row in enumerate(cells):
            bold = "B" if total and number == len(cells) - 1 else ""
            lines = [self._wrapped(cell, width, bold) for cell, width in zip(row, wide, strict=True)]
            if self.room(max(map(len, lines)) * LINE + 1):
                self.heading(f"{title}, continued")
                self._row(heads, wide, right, style="B")
            self._lines(lines, wide, right, bold)

    def signature(self) -> None:
        """Draw the line that whoever closes the night signs."""
        self.room(20)
        self.y += 14
        for left, what, width in ((MARGIN, "Signed", 80), (MARGIN + 110, "Date", 45)):
            self.put(left, self.y, what, size=SIZE)
            self.line(left + 14, self.y, left + 14 + width, self.y)

    def _row(self, cells: Sequence[str], wide: list[float], right: Collection[int], style: str) -> None:
        lines = [self._wrapped(cell, width, style) for cell, width in zip(cells, wide, strict=True)]
        self._lines(lines, wide, right, style)

    def _lines(self, cells: list[list[str]], wide: list[float], right: Collection[int], style: str) -> None:
        left = MARGIN
        for column, (lines, width) in enumerate(zip(cells, wide, strict=True)):
            for place, line in enumerate(lines):
                shift = width - _GAP - self.measure(line, SIZE, style) if column in right else 0
                if line:
                    self.put(left + shift, self.y + place * LINE + 3, line, size=SIZE, style=style)
            left += width
        self.y += max(map(len, cells)) * LINE + 0.6
        self.line(MARGIN, self.y, self.w - MARGIN, self.y)
        self.y += 0.3

    def _wrapped(self, cell: str, width: float, style: str) -> list[str]:
        return wrapped(cell, width - _GAP + _HAIR, lambda text: self.measure(text, SIZE, style))
