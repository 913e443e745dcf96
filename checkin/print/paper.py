"""Paper with fonts of its own: text in any script that they have, put down at a point and measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import cast

from fpdf import FPDF
from fpdf.fonts import TTFFont

__all__ = ["FAMILY", "Paper", "Size"]

FAMILY = "DejaVu"
_EMOJI, _EAST_ASIAN = "NotoEmoji", "WenQuanYiMicroHei"
"""Families of the letters that the first has no glyph for; each is loaded when a text needs it."""
_EAST = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
"""Chinese, Japanese and Korean letters, and the marks between them."""
Size = tuple[float, float] | str
"""Width and height in millimetres, or a name such as `letter`."""
_UNKNOWN = "□"
_DRESS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\U0001f9b0-\U0001f9b3\U000e0020-\U000e007f]")
"""What joins emoji or colours them: none of it has a shape of its own on paper."""
_JOINED = frozenset({"R", "AL", "AN", "NSM"})
"""Directions of letters that must be shaped: Hebrew and Arabic, and marks that sit on others."""


class Paper(FPDF):
    """Pages in millimetres; a text is written from a point on its base line."""

    def __init__(self, title: str, made: datetime, size: Size = "letter", *, landscape: bool = False) -> None:
        super().__init__(orientation="landscape" if landscape else "portrait", format=size)
        fonts = resources.files("checkin.print").joinpath("fonts")
        for style, name in (("", "DejaVuSansCondensed.ttf"), ("B", "DejaVuSansCondensed-Bold.ttf")):
            with resources.as_file(fonts.joinpath(name)) as path:
                self.add_font(FAMILY, style, path)
        found = {style: self.fonts[FAMILY.lower() + style] for style in ("", "B")}
        self._glyphs = {style: one for style, one in found.items() if isinstance(one, TTFFont)}
        self._width = lru_cache(maxsize=65536)(self._measured)
        self._encoded = lru_cache(maxsize=65536)(self._encoded_now)
        self.c_margin = 0
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_creation_date(made)
        self.set_lang("en-US")

    def put(self, x: float, y: float, text: str, *, size: float, style: str = "") -> None:
        """Write a text of that many points, `B` for bold, a box for each letter that the font hasn't."""
        if text.isascii():
            self._put_run(x, y, text, size, FAMILY, style)
            return
        for family, run in self._runs_of(self.known(text)):
            self._put_run(x, y, run, size, family, style if family == FAMILY else "")
            x += self.measure(run, size, style)

    def _put_run(self, x: float, y: float, text: str, size: float, family: str, style: str) -> None:
        if self.font_size_pt != size or self.font_style != style or self.font_family != family.lower():
            self.set_font(family, style, size)
        if not _shaped(text):
            self._put_plain(x, y, text)
            return
        before = self.x, self.y
        self.set_text_shaping(True)
        self.set_xy(x, y - 0.8 * self.font_size)
        self.cell(None, self.font_size, text)
        self.set_text_shaping(False)
        self.x, self.y = before

    def _put_plain(self, x: float, y: float, text: str) -> None:
        """Write a text as `text` does, without looking at every setting for each of 80,000 cells."""
        if self.fill_color != self.text_color or not self.current_font_is_set_on_page:
            self.text(x, y, text)
            return
        encoded = self._encoded(self.font_family, self.font_style, text)
        self._out(f"BT {x * self.k:.2f} {(self.h - y) * self.k:.2f} Td {encoded} ET")

    def _encoded_now(self, _family: str, _style: str, text: str) -> str:
        """Return a text as the font that is set writes it; the same text comes many times."""
        return str(self.current_font.encode_text(text)) if self.current_font else ""

    def measure(self, text: str, size: float, style: str = "") -> float:
        """Return the width of a text in millimetres."""
        return self._width(text, style) * size

    def squares(self, modules: Sequence[Sequence[bool]], left: float, top: float, side: float) -> None:
        """Fill the modules that are true: as one shape, so that no viewer shows seams between them."""
        runs = [
            f"{(left + begin * side) * self.k:.3f} {(self.h - top - (row + 1) * side) * self.k:.3f} "
            f"{(end - begin) * side * self.k:.3f} {side * self.k:.3f} re"
            for row, dark in enumerate(modules)
            for begin, end in _runs(dark)
        ]
        self._out(" ".join([*runs, "f"]))

    def known(self, text: str) -> str:
        """Return a text with a box for each letter that no font here has a glyph for."""
        if text.isascii():
            return text
        glyphs = self._glyphs[""].cmap
        if all(ord(one) in glyphs for one in text):
            return text
        bare = _DRESS.sub("", text) or text
        return "".join(one if ord(one) in self._font(self._family(one)).cmap else _UNKNOWN for one in bare)

    def _family(self, letter: str) -> str:
        """Return the family that a letter is written in."""
        if ord(letter) in self._glyphs[""].cmap:
            return FAMILY
        return _EAST_ASIAN if _EAST.match(letter) else _EMOJI

    def _font(self, family: str, style: str = "") -> TTFFont:
        """Return a font, loaded the first time that a text needs it."""
        if family == FAMILY:
            return self._glyphs[style]
        if family.lower() not in self.fonts:
            path = resources.files("checkin.print").joinpath("fonts", f"{family}-Subset.ttf")
            with resources.as_file(path) as found:
                self.add_font(family, "", found)
        return cast("TTFFont", self.fonts[family.lower()])

    def _runs_of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the parts of a text that are of one font, each with its family."""
        if text.isascii():
            yield FAMILY, text
            return
        for family, letters in groupby(text, key=self._family):
            yield family, "".join(letters)

    def _measured(self, text: str, style: str) -> float:
        """Return the width of a text of one point."""
        runs = self._runs_of(self.known(text))
        return sum(self._run_width(run, self._font(family, style), style) for family, run in runs)

    def _run_width(self, text: str, font: TTFFont, style: str) -> float:
        if _shaped(text):
            self.set_font(FAMILY, style, 1)
            self.set_text_shaping(True)
            width = self.get_string_width(text)
            self.set_text_shaping(False)
            return width
        return float(sum(font.cw[ord(one)] for one in text)) / 1000 / self.k


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of true begins and ends."""
    begin = 0
    for dark, same in groupby(row):
        end = begin + len(list(same))
        if dark:
            yield begin, end
        begin = end


def _shaped(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(one) in _JOINED for one in text)
