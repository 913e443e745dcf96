"""What a window without room still shows, and what its footer never leaves out."""

from __future__ import annotations

import pytest

from checkin.domain.commands import CheckIn
from checkin.tui.card_text import card_lines
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_board import counted
from tests.tui.test_pictures import flagged, hits, recorded, wrong_box
from tests.tui.test_pictures_evening import count, from_paper, shift, walked_in

SMALL = (40, 10)


def seen(at: Table) -> str:
    return " ".join(at.screen().split())


async def test_every_box_of_somebody_with_several_teams_is_seen_without_scrolling(table: Open) -> None:
    async with table(NARROW) as at:
        sheet = at.app.table.sheet.content_size
        several = 0
        for key in at.desk.roster.people:
            card = at.desk.card(key)
            collects = [one for one in card.teams if one.items]
            rows = card_lines(card, at.desk, sheet.width, sheet.height, wide=False)
            shown = [one.plain for one in rows[: sheet.height - (len(rows) > sheet.height)]]
            if len(rows) > sheet.height and len(collects) > 1:
                several += 1
                for team in collects[1:]:
                    line = f"shelf {team.shelf or '?':<3} box {team.box or '?'}"
                    assert any(team.name in row and line in row for row in shown), card.person.name
        assert several


async def test_a_stop_says_what_to_do_in_every_window(table: Open) -> None:
    for size in (SMALL, NARROW):
        async with table(size) as at:
            await wrong_box(at)
            assert "WRONG BOX" in at.screen() or "█" in at.screen()
            assert "Put it back and scan the right one." in at.screen()


async def test_the_large_letters_of_a_stop_are_whole_where_they_stand(table: Open) -> None:
    async with table(NARROW) as at:
        await wrong_box(at)
        rows = [row for row in at.screen().split("\n") if "█" in row]
        assert len(rows) == 5


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_footer_never_hides_help_and_quit(table: Open, size: tuple[int, int]) -> None:
    async with table(size) as at:
        for play in (flagged, walked_in):
            await play(at)
            foot = "\n".join(at.screen().split("\n")[-2:])
            assert "F1 help" in foot
            assert "^P actions" in foot
            assert "^Q quit" in foot
            await at.press("escape")


async def test_what_can_be_done_is_never_torn_apart(table: Open) -> None:
    async with table(WIDE) as at:
        await recorded(at)
        assert "F8 takes it back" in at.screen()


async def test_a_small_window_says_who_was_recorded(table: Open) -> None:
    async with table(SMALL) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        assert at.name(key) in at.screen().split("\n")[-2]


async def test_a_small_window_says_why_each_hit_was_found(table: Open) -> None:
    async with table(SMALL) as at:
        await hits(at)
        rows = [row for row in at.screen().split("\n") if "Garcia" in row]
        assert len(rows) >= 5
        assert all(row.endswith("name") for row in rows)


async def test_a_small_board_shows_every_division_of_the_evening(table: Open) -> None:
    async with table(SMALL) as at:
        at.desk.do(CheckIn(at.person(standing="clear", teams=1, tonight=True)))
        await at.press("f10")
        await counted(at)
        assert "0 of 123" in seen(at)
        assert "1 of 88" in seen(at)
        assert "left: rosters, boxes" in seen(at)


async def test_a_date_that_is_none_stays_to_be_mended(table: Open) -> None:
    async with table(NARROW) as at:
        await flagged(at)
        await at.press("f4")
        await at.type("15/8/2026", "enter")
        assert "That is no date up to today." in at.screen()
        assert "15/8/2026" in at.screen()


async def test_the_pages_of_an_evening_show_what_they_are_for_in_a_small_window(table: Open) -> None:
    for play, words in (
        (count, ("▶ ✘ shelf G3", "▢ shelf D4", "85 counted")),
        (shift, ("takes over", "Open: 3", "Sent away to do first: 1")),
        (from_paper, ("here, roster, box 94", "✔ 16 ·", "Enter records the row")),
    ):
        async with table(SMALL) as at:
            await play(at)
            for word in words:
                assert word in seen(at), at.screen()
