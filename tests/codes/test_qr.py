"""Every picture of a code reads back as the code."""

from __future__ import annotations

import io
import re

import pyte
import pytest
import zxingcpp
from PIL import Image, ImageColor

from checkin.codes import qr
from checkin.domain.payload import Kind, Payload, encode

CODES = [encode(Payload(kind, "J", key, "Q7ZT")) for kind in Kind for key in ("7K2", "7K2M9", "ABCDEFGHJ")]


def seen(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image.convert("L"))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("code", CODES)
def test_a_png_reads_back(code: str) -> None:
    assert seen(Image.open(io.BytesIO(qr.png(code)))) == code


def test_a_code_of_any_mask_reads_back_as_small_as_the_best() -> None:
    for mask, code in enumerate(CODES * 2):
        picture = Image.open(io.BytesIO(qr.png(code, mask=mask % 8)))
        assert seen(picture) == code
        assert picture.size == Image.open(io.BytesIO(qr.png(code))).size


def drawn(rows: tuple[str, ...], scale: int = 8) -> Image.Image:
    """Draw what a terminal shows for half blocks."""
    image = Image.new("L", (len(rows[0]), len(rows) * 2), 255)
    for down, row in enumerate(rows):
        for right, block in enumerate(row):
            image.putpixel((right, 2 * down), 0 if block in "▀█" else 255)
            image.putpixel((right, 2 * down + 1), 0 if block in "▄█" else 255)
    return image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("code", CODES)
def test_a_terminals_half_blocks_read_back(code: str) -> None:
    assert seen(drawn(qr.half_blocks(code))) == code


def test_a_badge_is_the_smallest_code_there_is() -> None:
    assert {len(qr.matrix(code)) for code in CODES} == {21}


def test_a_badge_stands_more_damage_than_its_size_asks_for() -> None:
    found = [zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(code))))[0] for code in CODES]
    assert {one.ec_level for one in found} == {"Q", "H"}


def squares(image: Image.Image) -> qr.Matrix:
    """The modules of a picture whose quiet zone is four wide, one pixel of each."""
    scale = image.width // 29
    assert image.size == (29 * scale, 29 * scale)
    middle = [place * scale + scale // 2 for place in range(29)]
    rows = [[image.convert("L").getpixel((right, down)) == 0 for right in middle] for down in middle]
    assert not any(map(any, rows[:4] + rows[-4:]))
    assert not any(any(row[:4] + row[-4:]) for row in rows)
    return tuple(tuple(row[4:-4]) for row in rows[4:-4])


def drawn_svg(text: str) -> Image.Image:
    """Draw what the one path of an SVG says."""
    image = Image.new("L", (29, 29), 255)
    for right, down in re.findall(r"M(\d+) (\d+)h1v1h-1z", text):
        image.putpixel((int(right), int(down)), 0)
    return image.resize((290, 290), Image.Resampling.NEAREST)


def drawn_terminal(text: str) -> Image.Image:
    """Draw what a dark terminal shows, by its colours."""
    screen = pyte.Screen(40, 20)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    image = Image.new("RGB", (40, 40), "#202020")
    for down, row in screen.buffer.items():
        for right, cell in row.items():
            light, dark = f"#{cell.bg}", f"#{cell.fg}"
            if cell.bg != "default":
                image.putpixel((right, 2 * down), ImageColor.getrgb(dark if cell.data in "▀█" else light))
                image.putpixel((right, 2 * down + 1), ImageColor.getrgb(dark if cell.data in "▄█" else light))
    return image.resize((400, 400), Image.Resampling.NEAREST)


@pytest.mark.parametrize("code", CODES)
def test_an_svg_reads_back(code: str) -> None:
    assert seen(drawn_svg(qr.svg(code))) == code


@pytest.mark.parametrize("code", CODES)
def test_a_dark_terminal_reads_back(code: str) -> None:
    assert seen(drawn_terminal(qr.terminal(code, ansi=True))) == code


@pytest.mark.parametrize("scale", [1, 4, 12])
def test_every_picture_shows_the_same_modules_the_right_way_round(scale: int) -> None:
    code = CODES[0]
    assert squares(Image.open(io.BytesIO(qr.png(code, scale)))) == qr.matrix(code)
    assert squares(drawn_svg(qr.svg(code))) == qr.matrix(code)


def test_a_next_step_in_any_language_reads_back() -> None:
    step = "12U Coach: sesión en el campo, sábado 29 9:00 · https://example.org/c?a=1&b=2"
    assert seen(Image.open(io.BytesIO(qr.png(step)))) == step


def test_an_svg_is_one_path_on_white_with_its_quiet_zone() -> None:
    code = CODES[0]
    text = qr.svg(code)
    assert 'viewBox="0 0 29 29"' in text
    assert text.count("<path") == 1
    assert text.count("M") == sum(map(sum, qr.matrix(code)))


def test_colours_make_a_terminals_code_dark_on_light_in_any_theme() -> None:
    lines = qr.terminal(CODES[0], ansi=True).splitlines()
    assert all(line.startswith("\x1b[38;5;16;48;5;231m") and line.endswith("\x1b[0m") for line in lines)
    assert "\x1b" not in qr.terminal(CODES[0], ansi=False)
