"""A badge as one picture for e-mail and phones: the code, the name under it, what it is for."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from checkin.codes import qr
from checkin.print.fit import LEAD, fitted, shrunk
from checkin.print.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFont import FreeTypeFont

__all__ = ["png", "svg"]

_MODULE = 20
_WIDE = (21 + 2 * qr.QUIET) * _MODULE
"""Pixels."""
_MARGIN, _LARGEST, _LINE = 24, 64, 26
_FONTS = resources.files("checkin.print").joinpath("fonts")
_PLAIN, _BOLD = "DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"
_OTHERS = ("WenQuanYiMicroHei-Subset.ttf", "NotoEmoji-Subset.ttf")
"""For letters that the first has no shape for."""
_WIDER_FONTS = 0.84
"""How much smaller a text is drawn where another font than ours may stand for it."""


def png(tag: Tag) -> bytes:
    """Return a badge as a PNG file."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  only who writes a file pays for it

    texts = list(_texts(tag))
    image = Image.new("L", (_WIDE, _height(texts)), 255)
    side = 21 + 2 * qr.QUIET
    code = Image.open(io.BytesIO(qr.png(tag.code, _WIDE // side)))
    image.paste(code.resize((_WIDE, _WIDE), Image.Resampling.NEAREST), (0, 0))
    draw = ImageDraw.Draw(image)
    top = float(_WIDE)
    for text, size, bold in texts:
        x = (_WIDE - _length(text, size, bold=bold)) / 2
        for name, run in _runs(text, bold=bold):
            font = _font(size, name)
            draw.text((x, top + size), run, fill=0, font=font, anchor="ls")
            x += font.getlength(run)
        top += size * LEAD
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return file.getvalue()


def svg(tag: Tag) -> str:
    """Return a badge as an SVG file; its text stays text, in whatever font the reader has."""
    texts, top, lines = list(_texts(tag)), float(_WIDE), []
    for text, size, bold in texts:
        weight = ' font-weight="bold"' if bold else ""
        look = f'y="{top + size:.0f}" font-size="{size * _WIDER_FONTS:.0f}"{weight}'
        lines.append(f'<text x="{_WIDE // 2}" {look}>{escape(text)}</text>')
        top += size * LEAD
    height = _height(texts)
    inside = qr.svg(tag.code).strip().replace("<svg ", f'<svg width="{_WIDE}" height="{_WIDE}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" '
        f'height="{height}" font-family="DejaVu Sans Condensed, Arial, sans-serif" text-anchor="middle">'
        f'<rect width="{_WIDE}" height="{height}" fill="#fff"/>{inside}{"".join(lines)}</svg>\n'
    )


def _texts(tag: Tag) -> Iterator[tuple[str, float, bool]]:
    """Yield each line with its size in pixels, and whether it is bold."""
    room = _WIDE - 2 * _MARGIN
    name = fitted(
        tag.name,
        room,
        1000,
        lambda text: _length(text, 100, bold=True) / 100,
        largest=_LARGEST,
        smallest=30,
        most=2,
    )
    yield from ((one, name.size, True) for one in name.lines)
    for text in filter(None, (tag.place, *tag.lines, tag.foot)):
        line = shrunk(text, room, lambda one: _length(one, 100, bold=False) / 100, largest=_LINE, smallest=14)
        yield line.lines[0], line.size, False


def _height(texts: list[tuple[str, float, bool]]) -> int:
    return round(_WIDE + sum(size * LEAD for _, size, _ in texts) + _MARGIN)


def _length(text: str, size: float, *, bold: bool) -> float:
    return sum(_font(size, name).getlength(run) for name, run in _runs(text, bold=bold))


def _runs(text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text with the first of our fonts that has their letters."""
    first = _BOLD if bold else _PLAIN
    if text.isascii():
        yield first, text
        return
    fonts = (first, *_OTHERS)
    for name, letters in groupby(
        text, key=lambda one: next((font for font in fonts if ord(one) in _letters(font)), first)
    ):
        yield name, "".join(letters)


@cache
def _letters(name: str) -> frozenset[int]:
    """Return the letters that a font has a shape for."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only who writes such a name pays for it

    with resources.as_file(_FONTS.joinpath(name)) as file, TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _font(size: float, name: str) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415  only who writes a file pays for it

    with resources.as_file(_FONTS.joinpath(name)) as file:
        return ImageFont.truetype(file, size)
