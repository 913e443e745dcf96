"""Scans over the palette, and codes with control characters in them."""

from __future__ import annotations

import pytest
from textual import events

from tests.tui.conftest import NARROW, Open, Table


async def burst(at: Table, *keys: str) -> None:
    """Let these keys come as fast as a scanner's."""
    at._at += 5
    for key in keys:
        at._at += 0.001
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = at._at
        at.app.post_message(event)
    await at.settle()


@pytest.mark.parametrize("end", ["enter", "ctrl+j", "enter ctrl+j"])
async def test_a_scan_over_the_palette_opens_its_card_and_chooses_nothing(table: Open, end: str) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.press("f1", "ctrl+p")
        assert at.app.screen.id == "--command-palette"
        await burst(at, *at.code(key), *end.split())
        assert at.app.screen is at.app.table
        assert at.name(key) in at.screen()
        assert at.app.table.box.text == ""
        assert at.desk.counts().arrived == 0


async def test_typing_and_enter_in_the_palette_are_the_palettes_own(table: Open) -> None:
    async with table(NARROW) as at:
        await at.press("ctrl+p")
        await at.type("history")
        assert at.app.screen.id == "--command-palette"
        assert at.app.table.box.text == ""


@pytest.mark.parametrize("inside", ["ctrl+q", "ctrl+c", "f8", "escape", "ctrl+p", "ctrl+t", "f1"])
async def test_a_control_character_inside_a_code_presses_nothing(table: Open, inside: str) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        code = at.code(at.person(standing="flagged", teams=1, tonight=True))
        theme, before = at.app.theme, len(at.desk.night)
        await burst(at, *code[:4], inside, *code[4:], "enter")
        card = at.card()
        assert card
        assert code in {one.value for one in card.person.ids}
        assert at.app.screen is at.app.table
        assert (at.app.theme, len(at.desk.night)) == (theme, before)
        assert at.app._exit is False


async def test_a_paste_over_a_page_goes_to_the_box(table: Open) -> None:
    async with table(NARROW) as at:
        await at.press("f1")
        at.app.post_message(events.Paste("garcia"))
        await at.settle()
        assert at.app.screen is at.app.table
        assert "Luis Garcia" in at.screen()


@pytest.mark.parametrize("end", [("enter", "ctrl+j"), ("ctrl+j", "enter"), ("enter", "enter")])
async def test_the_second_half_of_a_scans_end_never_confirms_the_card_it_opened(
    table: Open, end: tuple[str, str]
) -> None:
    async with table(NARROW) as at:
        await at.scan(at.code(at.person(standing="flagged", teams=1, of="coach-course", state="expired")))
        await at.press("f4")
        assert at.app.screen is not at.app.table
        key = at.person(standing="clear", teams=1, tonight=True)
        await burst(at, *at.code(key), end[0])
        assert at.name(key) in at.screen()
        at._at -= 5
        await burst(at, end[1])
        assert at.desk.counts().arrived == 0
        await at.press("enter")
        assert at.desk.counts().arrived == 1


async def test_a_scan_that_begins_while_the_one_before_opens_is_whole(table: Open) -> None:
    async with table(NARROW) as at:
        one = at.person(standing="clear", teams=1, tonight=True)
        two = at.person(standing="flagged", teams=1, tonight=True)
        evening, box = at.app.evening, at.app.table.box
        assert evening
        for place, letter in enumerate(at.code(two)):
            box.take(letter, 900.0 + place / 1000)
            if place == 3:
                evening.take(at.code(one), scanned=True)
        box.end("enter", 900.01)
        await at.settle()
        assert at.name(two) in at.screen()


async def test_codes_that_are_pasted_open_their_cards_line_by_line(table: Open) -> None:
    async with table() as at:
        keys = [at.person(standing=one, teams=1, tonight=True) for one in ("clear", "flagged")]
        first, second = map(at.code, keys)
        at.app.post_message(events.Paste(f"{first}\n{second}\n"))
        await at.settle()
        card = at.card()
        assert card
        assert card.person.key == keys[1]
        assert f"{at.name(keys[0])} was not recorded" in at.screen()
        at.app.post_message(events.Paste("dana reyes"))
        await at.settle()
        assert at.app.table.box.text == "dana reyes"
