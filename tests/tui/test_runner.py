"""The runner's screen: the queue from all desks, cleared by Enter, by scan or by number."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import (
    CheckIn,
    Collect,
    FetchBox,
    IssueBadges,
    IssueBoxLabels,
    Recorded,
    Refused,
    TakeBackLast,
)
from checkin.domain.errands import errands
from checkin.domain.item_facts import BoxFetched
from checkin.tui.runner_app import RunnerApp
from checkin.tui.screens.runner import RunnerScreen
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Table
from tests.tui.test_pictures import compare
from tests.tui.test_two_scans import asked


class Shelves(Table):
    """A runner at the shelves, with a scanner, and a desk somewhere in the hall."""

    other: Desk

    def send(self, many: int, start: int = 0) -> list[str]:
        """Let the desk check in some coaches of one team each, and return their teams."""
        teams = []
        for key in sorted(self.other.roster.people):
            card = self.other.card(key)
            if card.proposal == "check in, hand over" and len(card.teams) == 1 and card.teams[0].box:
                teams.append(card.teams[0].team)
                if len(set(teams)) > start and card.gives:
                    assert isinstance(self.other.do(CheckIn(key)), Recorded)
                if len(set(teams)) == start + many:
                    break
        return list(dict.fromkeys(teams))[start:]

    async def caught_up(self) -> None:
        """Wait until the runner has everything that the desk recorded."""
        await self.until(lambda: self.desk.night.clock >= self.other.night.clock)

    def seen(self) -> str:
        return " ".join(self.screen().split())

    def queue(self) -> list[str]:
        return [one.team for one in errands(self.desk.basis_in("en"))]


@asynccontextmanager
async def runner(
    season: Path, clock: Clock, ids: Callable[[int], str], size: tuple[int, int] = WIDE
) -> AsyncIterator[Shelves]:
    desk = Desk.open(season, desk="runner", by="Ben", clock=clock, ids=ids, writer="feedc0ffee01")
    other = Desk.open(season, desk="A", by="Maria", clock=clock, writer="feedc0ffee02")
    other.load()
    app = RunnerApp(lambda: desk)
    async with app.run_test(size=size) as pilot:
        while not isinstance(app.screen, RunnerScreen):
            await pilot.pause(0.01)
        at = Shelves(app, pilot, desk)  # type: ignore[arg-type]  # it presses keys on any app
        at.other = other
        await at.settle()
        yield at
    desk.close()
    other.close()


@pytest.fixture
def shelves(season: Path, clock: Clock, ids: Callable[[int], str]) -> Callable[..., object]:
    return lambda size=WIDE: runner(season, clock, ids, size)


async def test_a_box_comes_by_itself_and_enter_clears_the_oldest(shelves, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    async with shelves() as at:
        assert "Nothing to fetch" in at.seen()
        (first,) = at.send(1)
        clock.advance(minutes=2)
        (second,) = at.send(1, start=1)
        await at.caught_up()
        assert at.queue() == [first, second]
        assert "Fetch 2 boxes" in at.seen()
        assert at.desk.roster.teams[first].name in at.seen()
        assert "2 min ago" in at.seen()
        await at.press("enter")
        assert at.queue() == [second]
        assert "was fetched from the shelf" in at.seen()
        await at.press("f8")
        assert at.queue() == [first, second]


async def test_the_arrows_choose_another_box(shelves) -> None:  # type: ignore[no-untyped-def]
    async with shelves(NARROW) as at:
        teams = at.send(3)
        await at.caught_up()
        order = at.queue()
        assert set(order) == set(teams)
        await at.press("down", "enter")
        assert at.queue() == [order[0], order[2]]


async def test_a_scan_of_the_label_or_the_typed_number_clears_that_box(shelves) -> None:  # type: ignore[no-untyped-def]
    async with shelves() as at:
        at.other.do(IssueBoxLabels(tuple(sorted(at.other.roster.teams))))
        at.send(3)
        await at.caught_up()
        one, two, three = at.queue()
        await at.scan(at.desk.box_label(two))
        assert at.queue() == [one, three]
        await at.type(at.desk.roster.teams[three].box, "enter")
        assert at.queue() == [one]
        await at.scan(at.desk.box_label(two))
        assert "isn't asked for now" in at.seen()
        await at.type("9999", "enter")
        assert "No box 9999 is in the queue" in at.seen()


async def test_two_runners_at_once_clear_one_box_once(shelves, season: Path, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    second = Desk.open(season, desk="runner 2", by="Eva", clock=clock, writer="feedc0ffee03")
    second.load()
    async with shelves() as at:
        (team,) = at.send(1)
        await at.caught_up()
        assert isinstance(second.do(FetchBox(team)), Recorded)
        await at.press("enter")
        assert "Nothing to fetch" in at.seen()
        answer = at.desk.do(FetchBox(team))
        assert isinstance(answer, Refused)
        assert answer.code == "not-called"
        assert len(at.desk.night.every(BoxFetched)) == 1
    second.close()


async def test_what_is_taken_back_or_came_back_is_not_fetched(shelves) -> None:  # type: ignore[no-untyped-def]
    async with shelves() as at:
        at.send(1)
        await at.caught_up()
        assert len(at.queue()) == 1
        at.other.do(TakeBackLast())
        await at.caught_up()
        assert "Nothing to fetch" in at.seen()


async def test_late_screens_ask_for_no_box_of_half_an_hour_ago(shelves, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    async with shelves() as at:
        at.send(2)
        clock.advance(minutes=29)
        await at.caught_up()
        assert len(at.queue()) == 2
        clock.advance(minutes=2)
        at.app.screen.draw()
        assert at.queue() == []


async def test_a_call_for_a_label_stays_until_it_is_scanned_and_is_gone_the_next_day(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    asked(season, "required")
    async with runner(season, clock, ids) as at:
        at.send(1)
        clock.advance(minutes=50)
        await at.caught_up()
        assert len(at.queue()) == 1
        clock.advance(hours=20)
        assert at.queue() == []


async def test_where_the_label_is_required_the_box_is_called_until_it_is_scanned(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    asked(season, "required")
    async with runner(season, clock, ids) as at:
        (team,) = at.send(1)
        await at.caught_up()
        assert at.queue() == [team]
        row = at.other.roster.by_team[team][0]
        assert at.other.roster.people[row.person].name in at.seen() or "for " in at.seen()
        coach = next(
            one.person for one in at.other.roster.by_team[team] if at.other.night.arrivals(one.person)
        )
        assert isinstance(at.other.do(CheckIn(coach, box=team)), Recorded)
        await at.caught_up()
        assert at.queue() == []


async def test_a_box_for_somebody_else_is_fetched_under_their_name(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    async with runner(season, clock, ids) as at:
        key = next(one for one in sorted(at.other.roster.people) if at.other.card(one).gives)
        at.other.do(Collect(key, "Ana Lopez", "spouse"))
        await at.caught_up()
        assert "for Ana Lopez" in at.seen()


@pytest.mark.parametrize(
    ("size", "look"), [(WIDE, "dark"), (NARROW, "dark"), (WIDE, "light")], ids=["wide", "narrow", "light"]
)
async def test_the_queue_looks_as_it_was_approved(  # type: ignore[no-untyped-def]
    shelves, clock: Clock, size: tuple[int, int], look: str, request: pytest.FixtureRequest
) -> None:
    async with shelves(size) as at:
        for start in range(6):
            at.send(1, start=start)
            clock.advance(minutes=1)
        await at.caught_up()
        if look == "light":
            await at.press("ctrl+t")
        at.app.screen.draw()
        await at.settle()
        svg = at.app.export_screenshot(title="checkin")
    update = bool(request.config.getoption("--update-pictures"))
    light = "light-" if look == "light" else ""
    compare(f"runner-{light}{size[0]}x{size[1]}", svg, update=update)


async def test_hostile_names_are_text_in_the_queue(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    async with runner(season, clock, ids, NARROW) as at:
        key = next(one for one in sorted(at.other.roster.people) if at.other.card(one).gives)
        at.other.do(Collect(key, "[/red][@click=app.quit]x[/]", "spouse"))
        await at.caught_up()
        assert "for [/red][@click=app.quit]x[/]" in at.seen()
        await at.type("[/red]", "enter")
        assert "No box [/red] is in the queue" in at.seen()
        assert not at.app._exit


async def test_a_very_small_window_still_shows_where_to_go(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    async with runner(season, clock, ids, (40, 12)) as at:
        (team,) = at.send(1)
        await at.caught_up()
        assert "SHELF" in at.seen()
        await at.press("enter")
        assert team not in at.queue()


async def test_what_is_no_label_of_a_box_is_named(shelves) -> None:  # type: ignore[no-untyped-def]
    async with shelves(NARROW) as at:
        at.other.do(IssueBadges((key := at.person(teams=1, tonight=True),)))
        await at.caught_up()
        for code in (at.other.badge(key), at.code(key)):
            await at.scan(code)
            assert f"This is {at.name(key)}, not a box. Scan the label of the box." in at.seen()
        old = at.other.badge(key)
        at.other.do(IssueBadges((key,), reissue=True))
        await at.caught_up()
        await at.scan(old)
        assert "This is no label of a box." in at.seen()
        assert old not in at.seen()
        await at.scan("https://example.org/t/1")
        assert "This is no label of a box." in at.seen()


async def test_a_long_sentence_is_told_whole_in_a_small_window(shelves) -> None:  # type: ignore[no-untyped-def]
    async with shelves(NARROW) as at:
        at.send(3)
        await at.caught_up()
        await at.type("a box that nobody in this hall has ever heard of", "enter")
        assert "Scan the label of the box, or type its number." in at.seen()
        assert "⏎ fetched" in at.seen()
