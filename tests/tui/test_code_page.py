"""The next step as a code: a phone reads what the card says."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from tests.tui.conftest import NARROW, WIDE, Open, Table

DARK, LIGHT = (0, 0, 0), (255, 255, 255)
SCALE = 6


def photograph(at: Table) -> Image.Image:
    """Return the screen as a picture of half characters, each in the colours that are drawn."""
    width, height = at.app.size
    picture = Image.new("RGB", (width, height * 2), (14, 18, 23))
    for down, strip in enumerate(at.app.screen._compositor.render_strips()):
        right = 0
        for segment in strip:
            style = segment.style
            for letter in segment.text:
                if style and style.bgcolor and style.bgcolor.triplet:
                    ground = tuple(style.bgcolor.triplet)
                    ink = tuple(style.color.triplet) if style.color and style.color.triplet else LIGHT
                    for half, filled in enumerate((letter in "█▀", letter in "█▄")):
                        picture.putpixel((right, down * 2 + half), ink if filled else ground)
                right += 1
    return picture.resize((width * SCALE, height * 2 * SCALE), Image.Resampling.NEAREST)


@pytest.mark.parametrize("size", [NARROW, WIDE, (160, 50)])
@pytest.mark.parametrize("look", ["dark", "light"])
async def test_a_phone_reads_the_next_step_off_the_screen(
    table: Open, size: tuple[int, int], look: str
) -> None:
    async with table(size) as at:
        if look == "light":
            await at.press("ctrl+t")
        await at.scan(
            at.code(at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired"))
        )
        await at.press("f7")
        await at.settle()
        read = zxingcpp.read_barcodes(photograph(at))
        card = at.card()
        assert [one.text for one in read] == [card.to_photograph[0] if card else ""]
        assert "Sat Sep 5, 9:00" in read[0].text


@pytest.mark.parametrize("size", [WIDE, (160, 50)])
async def test_a_phone_reads_the_small_code_off_the_card(table: Open, size: tuple[int, int]) -> None:
    async with table(size) as at:
        key = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
        await at.scan(at.code(key))
        read = zxingcpp.read_barcodes(photograph(at))
        card = at.card()
        assert card
        assert [one.text for one in read] == [card.to_photograph[-1]]
        assert "Sat Sep 5, 9:00" in read[0].text
        assert all(part not in read[0].text for part in at.name(key).split())


async def test_a_window_too_small_for_the_code_says_so_and_shows_the_words(table: Open) -> None:
    async with table((60, 14)) as at:
        await at.scan(at.code(at.person(standing="flagged", teams=1, tonight=True)))
        await at.press("f7")
        assert "Enlarge the window" in at.screen()
        assert "photograph" in at.screen()
