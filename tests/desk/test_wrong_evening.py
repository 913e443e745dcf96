"""Whoever comes on another evening is served, counted where they came, and not chased on their own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded
from checkin.report import report_of
from tests.conftest import Clock


def test_the_wrong_evening_is_said_served_and_counted_where_they_came(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    desk = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    desk.load()
    tonight, thursday = desk.meeting(), next(one for one in desk.region.meetings if one.key == "meeting-1")
    key = next(
        key
        for key in sorted(desk.roster.people)
        if any("Your meeting is Thu Aug 27, 6U" in one.sentence for one in desk.card(key).banners)
        and desk.card(key).gives
    )
    expected = desk.summary(tonight).totals
    assert isinstance(desk.do(CheckIn(key)), Recorded)
    told = desk.summary(tonight)
    assert (told.totals.visitors, told.totals.expected) == (1, expected.expected)
    assert told.totals.no_shows == expected.no_shows
    (came,) = told.came
    assert (came.expected, came.own) == ("another evening", date(2026, 8, 27))
    assert came.took[0] == "roster"
    assert came.took[1].startswith("box ")
    theirs = desk.summary(thursday)
    (missing,) = [one for one in theirs.no_shows if one.came_on]
    assert (missing.person, missing.came_on) == (desk.roster.people[key].name, date(2026, 8, 25))
    assert all(one.expected == one.given + one.left for one in theirs.totals.items.values())
    clock.advance(days=2)
    assert any(one.sentence.startswith("They came on Tue Aug 25 already") for one in desk.card(key).banners)
    desk.close()


def test_a_manager_on_their_own_evening_is_not_said_to_come_from_another(
    season: Path, clock: Clock, ids: Callable[[int], str]
) -> None:
    with closing(
        Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    ) as desk:
        desk.load()
        tonight = desk.meeting()
        coaches = {one.person for one in desk.roster.assignments if "Coach" in one.role}
        rows = [one for one in desk.roster.assignments if one.division.startswith("12U")]
        key = next(one.person for one in rows if one.person not in coaches)
        assert isinstance(desk.do(CheckIn(key)), Recorded)
        told = desk.summary(tonight)
        assert [(one.expected, one.own) for one in told.came] == [("not expected", None)]
        assert (told.totals.visitors, told.totals.arrived) == (1, 1)
        notes = report_of(told, desk.region, desk.local(desk.now())).notes
        assert "Came and were not expected, such as team managers and referees: 1" in notes
        assert not any("another evening" in one for one in notes)
