"""The live board: it follows every desk within a second, and a scan over it goes on with the work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.desk.board import LiveBoard
from checkin.domain.commands import CheckIn, Recorded, RecordEvidence, TakeBackLast
from checkin.domain.states import Standing
from checkin.tui.board_app import BoardApp
from checkin.tui.screens.board import BoardScreen
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_pictures import compare


def other(at: Table, clock: Clock, path: Path) -> Desk:
    """Another desk of the same evening."""
    desk = Desk.open(path, desk="B", by="José", clock=clock, writer="b0b0b0b0b0b0")
    desk.load()
    assert desk.night.clock == at.desk.night.clock
    return desk


async def counted(at: Table) -> None:
    """Wait until every standing is counted."""
    await at.until(lambda: "counting" not in at.screen())


def squeezed(at: Table) -> str:
    return " ".join(at.screen().split())


async def test_f10_shows_the_evening_and_escape_goes_back(table: Open) -> None:
    async with table(NARROW) as at:
        await at.scan(at.code(at.person(standing="flagged", teams=1, tonight=True)))
        await at.press("enter", "f10")
        await counted(at)
        told = squeezed(at)
        assert "Annual Coach Meeting · 12U, 14U · Tue Aug 25" in told
        assert "ROSTERS LEFT BOXES LEFT" in told
        assert "1 of 123" in told or "1 of 88" in told
        assert "pace 4 an hour" in told
        assert "desks A 12 an hour (1)" in told
        assert "of those expected" in told
        await at.press("escape")
        assert not isinstance(at.app.screen, BoardScreen)
        await at.press("f10", "f10")
        assert not isinstance(at.app.screen, BoardScreen)


async def test_what_another_desk_records_is_there_within_a_second(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table(WIDE) as at:
        await at.press("f10")
        await counted(at)
        assert "Nobody has arrived yet." in at.screen()
        desk = other(at, clock, season)
        assert isinstance(desk.do(CheckIn(at.person(standing="clear", tonight=True))), Recorded)
        await at.until_told("B 12 an hour (1)")
        desk.do(TakeBackLast())
        await at.until_told("Nobody has arrived yet.")
        desk.close()


async def test_a_scan_over_the_board_opens_the_card(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.press("f10")
        await at.scan(at.code(key))
        assert at.name(key) in at.screen()
        assert at.desk.counts().arrived == 0


async def test_the_board_of_its_own_is_large_and_takes_no_scan(season: Path, clock: Clock) -> None:
    app = BoardApp(lambda: Desk.open(season, desk="board", by="", clock=clock, writer="feedc0ffee01"))
    async with app.run_test(size=NARROW) as pilot:
        while not isinstance(app.screen, BoardScreen):
            await pilot.pause(0.01)
        await pilot.pause()
        assert app.screen.has_class("-large")
        await pilot.press(*"70123456", "enter", "escape")
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("left")
        assert not app.screen.has_class("-large")
    assert [one.name for one in (season / "log").iterdir() if one.name.startswith("board")] == []


async def test_a_meeting_that_nobody_knows_is_said(season: Path, clock: Clock) -> None:
    app = BoardApp(lambda: Desk.open(season, desk="board", by="", clock=clock, writer="f"), meeting="nosuch")
    async with app.run_test(size=NARROW) as pilot:
        while app.return_code is None:
            await pilot.pause(0.01)
    assert app.return_code == 1


def test_a_past_evening_is_shown_as_it_ended(season: Path, clock: Clock, ids: Callable[[int], str]) -> None:
    desk = Desk.open(season, desk="A", by="", clock=clock, ids=ids, writer="feedc0ffee01")
    desk.load()
    person = min(desk.roster.people)
    meeting = desk.meeting()
    desk.do(CheckIn(person))
    clock.advance(days=3)
    told = LiveBoard(desk, meeting).update()
    assert told.arrived + told.visitors == 1
    assert f"{told.at:%Y-%m-%d %H:%M}" == "2026-08-25 19:01"
    assert len(told.arrivals) == 1
    desk.close()


def test_a_standing_is_counted_anew_when_something_was_shown(season: Path, clock: Clock) -> None:
    desk = Desk.open(season, desk="A", by="", clock=clock, writer="feedc0ffee01")
    desk.load()
    live = LiveBoard(desk)
    live.update()
    while live.count(50):
        pass
    before = live.update()
    assert (before.uncounted, sum(before.standings.values())) == (0, before.expected)
    dana = next(key for key, one in desk.roster.people.items() if one.name == "Dana Reyes")
    desk.do(RecordEvidence(dana, "coach-course", "12U Coach", desk.today()))
    assert live.update().uncounted == 1
    live.count(50)
    after = live.update()
    assert after.standings[Standing.FLAGGED] == before.standings[Standing.FLAGGED] - 1
    assert after.standings[Standing.ATTENTION] == before.standings[Standing.ATTENTION] + 1
    desk.close()


SHOTS = [
    ("board", NARROW, ()),
    ("board", WIDE, ()),
    ("board-light", NARROW, ("ctrl+t",)),
    ("board-large", NARROW, ("left",)),
    ("board-large", WIDE, ("left",)),
    ("board", (60, 16), ()),
]


@pytest.mark.parametrize(("name", "size", "keys"), SHOTS)
async def test_the_board_looks_as_it_was_approved(
    table: Open,
    clock: Clock,
    name: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    request: pytest.FixtureRequest,
) -> None:
    async with table(size) as at:
        meeting = at.desk.meeting()
        expected = sorted(
            key for key in at.desk.roster.people if (found := at.desk.meeting(key)) == meeting and found
        )
        for place, key in enumerate(expected[::4]):
            clock.advance(seconds=20 + 37 * place % 60)
            at.desk.do(CheckIn(key))
        if keys == ("ctrl+t",):
            await at.press(*keys)
        await at.press("f10")
        await at.press(*(one for one in keys if one == "left"))
        await counted(at)
        svg = at.app.export_screenshot(title="checkin")
    compare(f"{name}-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))
