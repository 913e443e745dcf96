"""The board counts what the log says, and tells when the line clears."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.basis import Basis
from checkin.domain.board import Board, board_of, steps
from checkin.domain.desk_facts import Arrived, HandedOver, Undone
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.domain.region import Meeting
from checkin.domain.states import Standing
from checkin.domain.summary import plan_of
from tests.report.golden import REGION

ZONE = ZoneInfo("America/Denver")
BEGUN = datetime(2026, 8, 25, 18, 30, tzinfo=ZONE)
MEETING = Meeting("m", "Annual Coach Meeting", date(2026, 8, 25), time(18, 30), time(20, 30), ("12U", "14U"))
PEOPLE = tuple(f"P{place:02}" for place in range(20))
TEAMS = tuple(f"T{place:02}" for place in range(10))
ROSTER = Roster(
    {key: Person(key, key, "Reyes", registered=True) for key in PEOPLE},
    {key: Team(key, key, "12U" if place < 5 else "14U") for place, key in enumerate(TEAMS)},
    tuple(
        Assignment(person, TEAMS[place // 2], "12U" if place < 10 else "14U", "Head Coach")
        for place, person in enumerate(PEOPLE)
    ),
)


def basis(night: Night) -> Basis:
    return Basis(
        region=REGION,
        roster=ROSTER,
        night=night,
        meeting=lambda _: MEETING,
        today=MEETING.on,
        local=lambda at: at.astimezone(ZONE),
        desk="A",
        writer="w",
        new_tag=lambda: "TAG0",
        now=BEGUN,
        new_key=lambda: "WALK1",
    )


def event(number: int, minutes: float, fact: Arrived | HandedOver | Undone, desk: str = "A") -> Event:
    at = (BEGUN + timedelta(minutes=minutes)).astimezone(UTC)
    return Event(f"e{number}", f"a{number}", "w", number, number, at, desk, "Maria", fact)


def board(night: Night, minutes: float) -> Board:
    found = basis(night)
    return board_of(MEETING, BEGUN + timedelta(minutes=minutes), plan_of(MEETING, found), {}, found)


def test_the_line_clears_when_those_who_are_missing_have_come_at_this_pace() -> None:
    night = Night(event(place, place, Arrived(PEOPLE[place], "m"), "AB"[place % 2]) for place in range(10))
    told = board(night, 10)
    assert (told.expected, told.arrived, told.an_hour) == (20, 10, 40)
    assert told.clears == BEGUN + timedelta(minutes=25)
    assert {one.desk: (one.an_hour, one.arrived) for one in told.desks} == {"A": (30, 5), "B": (33, 5)}
    assert board(night, 60).clears is None
    everybody = Night(event(place, place, Arrived(one, "m")) for place, one in enumerate(PEOPLE))
    assert board(everybody, 20).clears is None


def test_a_line_that_would_clear_after_midnight_is_not_said_to_clear_at_an_hour() -> None:
    told = board(Night([event(0, 170, Arrived(PEOPLE[0], "m"))]), 180)
    assert (told.an_hour, told.expected - told.arrived) == (4, 19)
    assert told.clears is None


def test_the_first_arrivals_stand_at_the_end_of_an_hour() -> None:
    came = [BEGUN + timedelta(minutes=one) for one in (10, 12, 16)]
    shown = steps(came, 5, BEGUN + timedelta(minutes=17), least=12)
    assert [count for _, count in shown] == [0] * 10 + [2, 1]
    assert shown == [*((at, 0) for at, _ in shown[:10]), *steps(came, 5, BEGUN + timedelta(minutes=17))]
    early = [BEGUN.replace(hour=0, minute=7)]
    assert steps(early, 5, early[0], least=12) == [
        (BEGUN.replace(hour=0, minute=0), 0),
        (BEGUN.replace(hour=0, minute=5), 1),
    ]


def test_an_evening_without_anybody_is_an_empty_board() -> None:
    told = board(Night(), 5)
    assert (told.expected, told.arrived, told.an_hour, told.clears, told.desks) == (20, 0, 0, None, ())
    assert steps(told.arrivals, 15, told.at) == []
    assert {one.label: (one.left, one.expected) for one in told.items} == {
        "Roster": (10, 10),
        "Uniform box": (10, 10),
    }


@st.composite
def nights(draw: st.DrawFn) -> list[Event]:
    """Any arrivals, hand-overs and takings back in any order."""
    facts = st.one_of(
        st.builds(Arrived, st.sampled_from((*PEOPLE, "NOBODY")), st.sampled_from(("m", "other", None))),
        st.builds(HandedOver, st.sampled_from(TEAMS), st.sampled_from(("roster", "uniform-box"))),
        st.builds(lambda number: Undone((f"e{number}",)), st.integers(0, 29)),
    )
    found = draw(st.lists(st.tuples(st.floats(0, 90), facts, st.sampled_from("AB")), max_size=30))
    return [event(number, minutes, fact, desk) for number, (minutes, fact, desk) in enumerate(found)]


@given(nights())
def test_the_board_adds_up_with_the_log(events: list[Event]) -> None:
    night = Night(events)
    takings = [(one.id, one.fact.events) for one in events if isinstance(one.fact, Undone)]
    void = {one for _, targets in takings for one in targets}
    gone = {one for taking, targets in takings if taking not in void for one in targets}
    here = {
        one.fact.person
        for one in events
        if isinstance(one.fact, Arrived) and one.fact.meeting == "m" and one.id not in gone
    }
    given_out = {
        (one.fact.team, one.fact.item)
        for one in events
        if isinstance(one.fact, HandedOver) and one.id not in gone
    }
    told = board(night, 90)
    assert told.arrived == len(here & set(PEOPLE))
    assert told.visitors + told.walk_ins == len(here - set(PEOPLE))
    assert len(told.arrivals) == len(here)
    assert sum(count for _, count in steps(told.arrivals, 15, told.at)) == len(here)
    assert sum(one.arrived for one in told.desks) == len(here)
    assert sum(one.arrived for one in told.divisions) == told.arrived
    left = Counter(dict.fromkeys(("roster", "uniform-box"), 10)) - Counter(item for _, item in given_out)
    assert [one.left for one in told.items] == [left["roster"], left["uniform-box"]]
    for place, _ in enumerate(told.items):
        assert sum(one.items[place].left for one in told.divisions) == told.items[place].left


@given(st.permutations(range(12)), st.integers(0, 11))
def test_the_order_in_which_logs_arrive_changes_nothing(order: list[int], gone: int) -> None:
    events = [event(place, place, Arrived(PEOPLE[place], "m")) for place in range(12)]
    events[gone] = event(gone, 12, Undone((f"e{(gone + 1) % 12}",)))
    assert board(Night(events), 30) == board(Night(events[place] for place in order), 30)


def test_standings_are_those_counted_and_the_rest_is_said() -> None:
    found = basis(Night())
    counted = {PEOPLE[0]: Standing.CLEAR, PEOPLE[1]: Standing.FLAGGED}
    told = board_of(MEETING, BEGUN, plan_of(MEETING, found), counted, found)
    assert (told.standings[Standing.CLEAR], told.standings[Standing.FLAGGED], told.uncounted) == (1, 1, 18)


def test_a_past_evening_is_not_told_when_its_line_will_clear() -> None:
    found = basis(Night([event(1, 5, Arrived(PEOPLE[0], "m"))]))
    at = BEGUN + timedelta(minutes=6)
    tonight = board_of(MEETING, at, plan_of(MEETING, found), {}, found)
    later = replace(found, today=MEETING.on + timedelta(days=6))
    past = board_of(MEETING, at, plan_of(MEETING, later), {}, later)
    assert tonight.clears
    assert past.clears is None
