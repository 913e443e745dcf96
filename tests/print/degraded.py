"""Pictures of badges as a phone or a web camera takes them: six troubles, each from slight to hopeless."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import pi, sin
from random import Random

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from checkin.domain.payload import ALPHABET, Kind, Payload, encode
from checkin.print.stocks import STOCKS
from checkin.print.tags import Tag
from tests.print.reading import sheets

FRAME = (640, 480)
"""Pixels of a plain web camera."""
LEVELS = 6
BADGES = (("5392", "Dana Reyes"), ("5160", "María Ortíz-Quintanilla"), ("L7163", "Bo Li"))
_CODE = 0.42
"""Share of the frame's height that the code takes: a badge held up at arm's length."""


@dataclass(frozen=True)
class Shot:
    """One picture and what it should say."""

    trouble: str
    level: int
    code: str
    picture: Image.Image

    @property
    def read(self) -> list[str]:
        return [str(one.text) for one in zxingcpp.read_barcodes(self.picture)]


def shots() -> Iterator[Shot]:
    """108 pictures, the same ones every time."""
    plain = [held_up(stock, name, number) for number, (stock, name) in enumerate(BADGES)]
    for trouble, spoil in TROUBLES.items():
        for level in range(1, LEVELS + 1):
            for number, (code, picture) in enumerate(plain):
                yield Shot(trouble, level, code, spoil(picture, level, Random(number * 100 + level)))


def held_up(key: str, name: str, number: int) -> tuple[str, Image.Image]:
    """A printed label in front of a camera, its code in the middle of the frame."""
    code = encode(Payload(Kind.COACH, "J", f"7K2M{ALPHABET[number]}", "Q7ZT"))
    stock = STOCKS[key]
    tag = Tag(code, name, lines=("12U-G03 Scorpions, head coach",), foot="Fall 2026")
    pdf = sheets([tag], stock, title="Badges", made=datetime(2026, 8, 1, tzinfo=UTC))
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    document.close()
    spot = stock.spot(0)
    edges = (spot.left, spot.top, spot.left + spot.width, spot.top + spot.height)
    left, top, right, bottom = (round(one * 300 / 25.4) for one in edges)
    label = page.crop((left, top, right, bottom))
    (found,) = zxingcpp.read_barcodes(label)
    corner, far = found.position.top_left, found.position.bottom_right
    scale = FRAME[1] * _CODE / (far.y - corner.y)
    label = label.resize((round(label.width * scale), round(label.height * scale)), Image.Resampling.LANCZOS)
    middle = (round((corner.x + far.x) / 2 * scale), round((corner.y + far.y) / 2 * scale))
    frame = Image.new("L", FRAME, 150)
    frame.paste(label, (FRAME[0] // 2 - middle[0], FRAME[1] // 2 - middle[1]))
    return code, frame


def _rotated(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    return picture.rotate(level * 29 + chance.uniform(-5, 5), Image.Resampling.BICUBIC, fillcolor=150)


def _blurred(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    return _noisy(picture.filter(ImageFilter.GaussianBlur(level * 1.2)), 6, chance)


def _dark(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    light = 0.6 * 0.6**level
    return _noisy(picture.point([round(12 + one * light) for one in range(256)]), 4 + 3 * level, chance)


def _tilted(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    """A badge that hangs askew: its far side is further away."""
    width, height = FRAME
    near, far = 0.03 * level, chance.uniform(0.02, 0.03) * level
    shrink = 0.09 * level
    source = (0, 0, 0, height, width, height, width, 0)
    corners = (
        (width * shrink, height * near),
        (width * shrink, height * (1 - far)),
        (width * (1 - shrink / 2), height * (1 - near * 2)),
        (width * (1 - shrink / 2), height * far * 2),
    )
    pairs = zip(corners, zip(source[::2], source[1::2], strict=True), strict=True)
    factors = _perspective([(*to, *of) for to, of in pairs])
    return picture.transform(
        FRAME, Image.Transform.PERSPECTIVE, factors, Image.Resampling.BICUBIC, fillcolor=150
    )


def _perspective(points: list[tuple[float, float, float, float]]) -> list[float]:
    """Solve for the eight factors that take each (x, y) to its (u, v)."""
    rows: list[list[float]] = []
    for x, y, u, v in points:
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for place in range(8):
        pivot = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [one / rows[place][place] for one in rows[place]]
        for other in range(8):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[8] for row in rows]


def _glaring(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    """A lamp mirrored in the plastic of the badge, over one part of the code."""
    radius = 10 + 13 * level
    x, y = FRAME[0] / 2 + chance.uniform(-60, 60), FRAME[1] / 2 + chance.uniform(-60, 60)
    mask = Image.new("L", FRAME, 0)
    ImageDraw.Draw(mask).ellipse((x - radius, y - radius * 0.7, x + radius, y + radius * 0.7), fill=255)
    glare = mask.filter(ImageFilter.GaussianBlur(radius / 3))
    return Image.composite(Image.new("L", FRAME, 255), picture, glare)


def _screened(picture: Image.Image, level: int, chance: Random) -> Image.Image:
    """A code on a phone: the grids of screen and camera beat against each other."""
    for period in (3.1 + 0.9 * level, 2.3 + 1.7 * level):
        row = bytes(round(127.5 + 127.5 * sin(2 * pi * x / period)) for x in range(900))
        grid = Image.frombytes("L", (900, 1), row).resize((900, 900)).rotate(chance.uniform(0, 90))
        lines = grid.crop((130, 210, 130 + FRAME[0], 210 + FRAME[1]))
        weak = 0.1 + 0.07 * level
        picture = ImageChops.multiply(
            picture, lines.point([round(255 - weak * (255 - one)) for one in range(256)])
        )
    return _noisy(picture, 5, chance)


def _noisy(picture: Image.Image, much: int, chance: Random) -> Image.Image:
    noise = Image.frombytes("L", FRAME, chance.randbytes(FRAME[0] * FRAME[1]))
    even = noise.point([round(128 + (one - 128) * much / 128) for one in range(256)])
    return ImageChops.add(picture, even, 1, -128)


TROUBLES: dict[str, Callable[[Image.Image, int, Random], Image.Image]] = {
    "rotation": _rotated,
    "blur": _blurred,
    "low light": _dark,
    "perspective": _tilted,
    "glare": _glaring,
    "moire": _screened,
}
