"""Every picture of a code reads back as the code."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

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
