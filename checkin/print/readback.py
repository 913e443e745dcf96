"""Reads what was drawn the way a scanner would: each sheet as a picture, each code on its own label.

The two packages that this takes (PDFium draws the sheets, ZXing reads them) have no wheels for a few rare
systems; there, `missing` names them and nothing is read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING

from checkin.print.stocks import Spot

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["missing", "seen", "unread"]

_DOTS = 200
"""Per inch: fewer than any printer's."""


def missing() -> tuple[str, ...]:
    """Return the packages that reading back takes and that are not installed."""
    packages = {"pypdfium2": "pypdfium2", "zxingcpp": "zxing-cpp"}
    return tuple(name for module, name in packages.items() if find_spec(module) is None)


def seen(picture: Image) -> tuple[str, ...]:
    """Return the texts of all codes in a picture."""
    import zxingcpp  # noqa: PLC0415  only who reads back pays for it

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return tuple(one.text for one in zxingcpp.read_barcodes(picture, formats=formats))


def unread(
    pdf: bytes, expected: Sequence[tuple[Spot, str]], tell: Callable[[int], object] = lambda _: None
) -> list[int]:
    """Return which labels don't show their own code and no other; `tell` hears how many more were read."""
    failed = []
    numbered = sorted(enumerate(expected), key=lambda one: one[1][0].sheet)
    drawn = _sheets(pdf)
    for _, labels in groupby(numbered, key=lambda one: one[1][0].sheet):
        sheet = next(drawn, None)
        done = 0
        for number, (spot, code) in labels:
            if sheet is None or seen(_cut_out(sheet, spot)) != (code,):
                failed.append(number)
            done += 1
        tell(done)
    return sorted(failed)


def _sheets(pdf: bytes) -> Iterator[Image]:
    import pypdfium2  # noqa: PLC0415  only who reads back pays for it

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=_DOTS / 72, grayscale=True).to_pil()
    finally:
        document.close()


def _cut_out(sheet: Image, spot: Spot) -> Image:
    edges = (spot.left, spot.top, spot.left + spot.width, spot.top + spot.height)
    left, top, right, bottom = (round(one * _DOTS / 25.4) for one in edges)
    return sheet.crop((max(0, left), max(0, top), min(sheet.width, right), min(sheet.height, bottom)))
