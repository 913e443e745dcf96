"""Badges and labels on sheets: the name as large as fits, the code in squares that nothing runs into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from checkin.codes import qr
from checkin.print.fit import LEAD, POINT, Fitted, fitted, shrunk
from checkin.print.paper import Paper
from checkin.print.stocks import Spot, Stock
from checkin.print.tags import Tag

__all__ = ["TagSheets", "filled", "spots", "trial_sheet"]

_TALL = 55.0
"""Millimetres; a higher label has its name across the whole width."""
_LARGEST_CODE, _TEXT_SHARE = 42.0, 0.56
"""Millimetres of the largest code with its quiet zone; share of a low label's width that is for text."""
_BARE = 1.2
"""Millimetres between a code's quiet zone and the edge of the label: sheets are never fed quite straight."""
_GAP = 1.5
_SIZES = ((70.0, 13.0), (45.0, 11.0), (35.0, 8.5), (0.0, 7.0))
"""Millimetres that a label is high at least, and points of its lines."""
_ARM = 3.0
_GREY = 150
_RULER = 50.0


def filled(
    tags: Sequence[Tag],
    stock: Stock,
    *,
    title: str,
    made: datetime,
    start: int = 1,
    tell: Callable[[int], object] = lambda _: None,
) -> TagSheets:
    """Return the sheets of tags on a stock, the first on label `start` of a sheet that was used before.

    `tell` hears of each tag that is drawn.
    """
    paper = TagSheets(title, made, stock)
    for tag, spot in zip(tags, spots(len(tags), stock, start), strict=True):
        paper.tag(tag, spot)
        tell(1)
    return paper


def trial_sheet(code: str, stock: Stock, *, title: str, made: datetime) -> bytes:
    """Return a PDF of one sheet to hold against a real one: each label's frame, number and a test code."""
    paper = TagSheets(title, made, stock)
    for number, spot in enumerate(spots(stock.count, stock, 1), start=1):
        paper.tag(Tag(code, f"Test {number}", lines=(stock.name, f"label {number} of {stock.count}")), spot)
        paper.frame(spot)
    paper.ruler()
    return bytes(paper.output())


def spots(count: int, stock: Stock, start: int = 1) -> list[Spot]:
    """Return where so many tags are."""
    return [stock.spot(number) for number in range(start - 1, start - 1 + count)]


class TagSheets(Paper):
    """Sheets of one stock."""

    def __init__(self, title: str, made: datetime, stock: Stock) -> None:
        super().__init__(title, made, stock.paper)
        self._stock = stock
        self.odd: dict[str, None] = {}
        """Names with letters that the font hasn't."""

    def tag(self, tag: Tag, spot: Spot) -> None:
        """Draw one badge or label, on a new sheet where the last one is full."""
        if self.page <= spot.sheet:
            self.add_page()
            if self._stock.cut:
                self._cut_marks()
        if self.known(tag.name) != tag.name:
            self.odd[tag.name] = None
        if spot.height >= _TALL:
            self._tall(tag, spot)
        else:
            self._low(tag, spot)

    def frame(self, spot: Spot) -> None:
        """Draw the edge of a label."""
        self.set_draw_color(_GREY)
        self.set_line_width(0.2)
        self.rect(spot.left, spot.top, spot.width, spot.height)

    def ruler(self) -> None:
        """Draw a line of known length at the head of the sheet, where no label is."""
        left, top = self.w / 2 - _RULER / 2, 8.0
        self.set_draw_color(0)
        self.line(left, top, left + _RULER, top)
        for end in (left, left + _RULER):
            self.line(end, top - 1, end, top + 1)
        told = f"{_RULER:.0f} mm. Shorter or longer? Print at 100 %, not fitted to the page."
        self.put(left, top - 1.8, told, size=6)

    def _low(self, tag: Tag, spot: Spot) -> None:
        """Draw the text on the left and the code on the right."""
        pad = min(4.0, spot.height * 0.1)
        side = min(spot.height - 2 * _BARE, spot.width * (1 - _TEXT_SHARE), _LARGEST_CODE)
        width = spot.width - pad - side - _BARE - _GAP
        edges = (spot.left + pad, spot.top + pad, width, spot.height - 2 * pad)
        self._texts(tag, *edges, _line_size(spot))
        self._code(tag.code, spot.left + spot.width - _BARE - side, spot.top + (spot.height - side) / 2, side)

    def _tall(self, tag: Tag, spot: Spot) -> None:
        """Draw the name across the whole width, and the code under its right end."""
        pad = spot.height * 0.08
        side = min(spot.height * 0.52, _LARGEST_CODE)
        width, top = spot.width - 2 * pad, spot.top + pad
        room = spot.height - 2 * pad - side + 2
        name = fitted(tag.name, width, room, self._bold, largest=44, smallest=12)
        self._block(name, spot.left + pad, top, style="B")
        low = spot.top + spot.height - pad - side + 4
        rest = Tag(tag.code, "", tag.place, tag.lines, tag.foot)
        edges = (spot.left + pad, low, width - side - _GAP, spot.top + spot.height - pad - low)
        self._texts(rest, *edges, _line_size(spot))
        self._code(
            tag.code,
            spot.left + spot.width - pad / 2 - side,
            spot.top + spot.height - pad / 2 - side,
            side,
        )

    def _texts(self, tag: Tag, left: float, top: float, width: float, height: float, size: float) -> None:
        """Draw name, place and lines from the top down, and the foot at the bottom."""
        bottom = top + height
        if tag.foot:
            foot = shrunk(tag.foot, width, self._plain, largest=min(7, size * 0.7), smallest=4.5)
            bottom -= foot.height
            self._block(foot, left, bottom)
        large = [one for one in (tag.name, tag.place) if one]
        rows = max(1, int((bottom - top) * (0.45 if large else 1) / (size * LEAD * POINT)))
        lines = self._lines(tag.lines, width, size, rows)
        room = (bottom - top - sum(one.height for one in lines) - 1) / max(1, len(large))
        for text in large:
            found = fitted(text, width, room, self._bold, largest=30, smallest=8)
            self._block(found, left, top, style="B")
            top += found.height + 0.5
        for one in lines:
            self._block(one, left, top)
            top += one.height

    def _lines(self, texts: Sequence[str], width: float, size: float, rows: int) -> list[Fitted]:
        """Return texts that fit in so many rows together, a long one in two rows where there is room."""
        if len(texts) > rows:
            texts = [*texts[: rows - 1], f"and {len(texts) - rows + 1} more"]
        lines: list[Fitted] = []
        for place, text in enumerate(texts):
            spare = rows - sum(len(one.lines) for one in lines) - (len(texts) - place)
            most = 2 if spare else 1
            height = most * size * LEAD * POINT
            lines.append(fitted(text, width, height, self._plain, largest=size, smallest=6, most=most))
        return lines

    def _block(self, text: Fitted, left: float, top: float, style: str = "") -> None:
        for place, line in enumerate(text.lines):
            self.put(left, top + (place * LEAD + 0.95) * text.size * POINT, line, size=text.size, style=style)

    def _plain(self, text: str) -> float:
        return self.measure(text, 1)

    def _bold(self, text: str) -> float:
        return self.measure(text, 1, "B")

    def _code(self, code: str, left: float, top: float, side: float) -> None:
        """Draw a code's dark modules as one shape, on a white ground that is its quiet zone."""
        modules = qr.matrix(code)
        module = side / (len(modules) + 2 * qr.QUIET)
        self.set_fill_color(255)
        self.rect(left, top, side, side, style="F")
        self.set_fill_color(0)
        self.squares(modules, left + qr.QUIET * module, top + qr.QUIET * module, module)

    def _cut_marks(self) -> None:
        stock = self._stock
        self.set_draw_color(_GREY)
        self.set_line_width(0.15)
        for x in (stock.left + column * stock.across for column in range(stock.columns + 1)):
            for y in (stock.top + row * stock.down for row in range(stock.rows + 1)):
                self.line(x - _ARM, y, x + _ARM, y)
                self.line(x, y - _ARM, x, y + _ARM)


def _line_size(spot: Spot) -> float:
    return next(points for least, points in _SIZES if spot.height >= least)
