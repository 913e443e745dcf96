"""Reads sheets back without the program: poppler draws them, ZXing reads every label by itself."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import zxingcpp
from PIL import Image

from checkin.print.sheets import filled
from checkin.print.stocks import Spot, Stock
from checkin.print.tags import Tag

DOTS = 200


def sheets(tags: Sequence[Tag], stock: Stock, *, title: str, made: datetime, start: int = 1) -> bytes:
    """The PDF of tags on a stock."""
    return bytes(filled(tags, stock, title=title, made=made, start=start).output())


def pages(pdf: bytes, folder: Path, last: int = 10_000) -> Iterator[Image.Image]:
    """The sheets as pictures."""
    (folder / "sheets.pdf").write_bytes(pdf)
    line = ["pdftoppm", "-gray", "-r", str(DOTS), "-l", str(last), "sheets.pdf", "sheet"]
    subprocess.run(line, cwd=folder, check=True)
    for path in sorted(folder.glob("sheet-*.pgm")):
        with Image.open(path) as image:
            yield image.copy()
        path.unlink()


def label(page: Image.Image, spot: Spot) -> Image.Image:
    """One label's own piece of the sheet."""
    edges = (spot.left, spot.top, spot.left + spot.width, spot.top + spot.height)
    left, top, right, bottom = (round(one * DOTS / 25.4) for one in edges)
    return page.crop((left, top, right, bottom))


def read(picture: Image.Image) -> list[str]:
    return [str(one.text) for one in zxingcpp.read_barcodes(picture)]


def wrong(pdf: bytes, expected: Sequence[tuple[Spot, str]], folder: Path, last: int = 10_000) -> list[str]:
    """The codes of the first sheets that their own label doesn't show alone."""
    sheets = list(pages(pdf, folder, last))
    near = [(spot, code) for spot, code in expected if spot.sheet < last]
    return [code for spot, code in near if read(label(sheets[spot.sheet], spot)) != [code]]
