"""What went wrong, and what to do about it, can be read whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static
from textual.widgets._toast import Toast  # there is no public name for it

from checkin.desk import Desk
from checkin.tui.app import CheckinApp
from tests.conftest import Clock
from tests.tui.conftest import NARROW, Open

LONG = (
    "NOT recorded: the disk reported an error, Input/output error (A-feedc0ffee01.jsonl). Check the disk, or "
    "go on with another laptop and a copy of the folder. Then try again."
)


@pytest.mark.parametrize("size", [NARROW, (40, 12)])
async def test_a_long_sentence_takes_more_rows_instead_of_losing_its_end(
    table: Open, size: tuple[int, int]
) -> None:
    async with table(size) as at:
        at.app.table.say(LONG, "error")
        await at.settle()
        assert LONG[-16:] in at.screen()
        at.app.table.say("Ready.")
        await at.settle()
        assert at.app.table.query_one("#notice", Static).size.height == (2 if size == NARROW else 1)


async def test_a_passing_note_covers_neither_what_was_recorded_nor_the_keys(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    desk = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    app = CheckinApp(lambda: desk, desk="A", by="Maria")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        app.notify(LONG, timeout=60)
        for _ in range(100):
            await pilot.pause(0.02)
            if app.screen.query(Toast) and app.screen.query(Toast).first().region.height:
                break
        toast = app.screen.query(Toast).first().region
        assert toast.height
        assert toast.bottom <= app.table.query_one("#notice").region.y
    desk.close()


async def test_a_small_window_asks_the_whole_question_who_sits_there(table: Open) -> None:
    async with table((40, 10), desk="", by="") as at:
        seen = at.screen()
        for part in ("Who sits", "Desk", "Volunteer", "your first name", "this desk records."):
            assert part in seen
        assert seen.count("╮") == seen.count("╯") == 2
