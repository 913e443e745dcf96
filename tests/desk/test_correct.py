"""A correction takes back what was wrong and records what is right in one act, and loses nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import (
    Answer,
    CheckIn,
    MarkItem,
    Recorded,
    RecordEvidence,
    Refused,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.desk_facts import HandedOver
from checkin.domain.evening_commands import Correct, LeaveNote, WalkIn
from checkin.domain.evening_facts import WalkedIn
from tests.conftest import Clock


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Desk]:
    one = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    one.load()
    yield one
    one.close()


def event_of(answer: Answer, kind: type) -> str:
    assert isinstance(answer, Recorded)
    return next(reversed([one.id for one in answer.events if isinstance(one.fact, kind)]))


def coach(desk: Desk) -> str:
    return next(
        one for one in sorted(desk.roster.people) if desk.card(one).gives and len(desk.card(one).teams) == 1
    )


def test_a_short_box_stays_short_when_who_took_it_is_corrected(desk: Desk) -> None:
    key = coach(desk)
    given = event_of(desk.do(CheckIn(key)), HandedOver)
    team = desk.card(key).teams[0].team
    desk.do(MarkItem(team, "uniform-box", "short", ("2 YM",)))
    assert isinstance(desk.do(Correct(given, "Ana Reyes, spouse")), Recorded)
    box = desk.card(key).teams[0].items[-1]
    assert (box.state.value, box.collected_by, box.missing) == ("short", "Ana Reyes (spouse)", "2 YM")
    assert [*desk.night.doubled()] == []


def test_what_came_back_since_is_not_corrected_underneath(desk: Desk) -> None:
    key = coach(desk)
    given = event_of(desk.do(CheckIn(key)), HandedOver)
    desk.do(MarkItem(desk.card(key).teams[0].team, "uniform-box", "returned"))
    answer = desk.do(Correct(given, "Ana Reyes"))
    assert isinstance(answer, Refused)
    assert answer.code == "came-back"


def test_a_date_a_note_and_a_name_are_corrected(desk: Desk) -> None:
    key = coach(desk)
    shown = desk.do(RecordEvidence(key, "concussion", "CDC Concussion", date(2026, 8, 1)))
    assert isinstance(shown, Recorded)
    desk.do(Correct(shown.events[0].id, "7/1/2026"))
    (evidence,) = desk.summary(desk.meeting()).evidence
    assert evidence.completed_on == date(2026, 7, 1)
    left = desk.do(LeaveNote("call hmoe", key))
    assert isinstance(left, Recorded)
    desk.do(Correct(left.events[0].id, "call home"))
    assert [one.text for one in desk.card(key).notes] == ["call home"]
    walked = event_of(desk.do(WalkIn("Zyxo Qwvut", "12U")), WalkedIn)
    desk.do(Correct(walked, "Zyxo Qwvutt Jr."))
    (walk_in,) = desk.roster.walk_ins
    assert desk.roster.people[walk_in].name == "Zyxo Qwvutt Jr."
    assert desk.card(walk_in).arrived


@pytest.mark.parametrize(
    ("text", "code"), [("", "no-text"), (", spouse", "no-name"), ("Dana Nobody, x", ""), ("same", "the-same")]
)
def test_a_correction_that_says_nothing_is_refused(desk: Desk, text: str, code: str) -> None:
    key = coach(desk)
    given = event_of(desk.do(CheckIn(key)), HandedOver)
    fact = next(one.fact for one in desk.night if one.id == given)
    assert isinstance(fact, HandedOver)
    answer = desk.do(Correct(given, f"{fact.collector}, {fact.relation}" if text == "same" else text))
    assert (answer.code if isinstance(answer, Refused) else "") == code


def test_what_was_taken_back_or_never_recorded_is_not_corrected(desk: Desk) -> None:
    given = event_of(desk.do(CheckIn(coach(desk))), HandedOver)
    desk.do(TakeBack(given))
    for target in (given, "nosuch"):
        assert isinstance(desk.do(Correct(target, "Ana Reyes")), Refused)


def test_two_desks_that_correct_one_entry_make_one_correction(desk: Desk, season: Path, clock: Clock) -> None:
    given = event_of(desk.do(CheckIn(coach(desk))), HandedOver)
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    asked = other.do(Correct(given, "Ana Reyes"))
    assert isinstance(asked, Refused)
    assert asked.code == "reason-needed"
    assert isinstance(other.do(Correct(given, "Ana Reyes", "she signed")), Recorded)
    assert isinstance(desk.do(Correct(given, "Ole Sunde")), Refused)
    assert [*desk.night.doubled()] == []
    other.close()


def test_f8_after_a_correction_brings_back_what_stood_there(desk: Desk) -> None:
    key = coach(desk)
    given = event_of(desk.do(CheckIn(key)), HandedOver)
    team = desk.card(key).teams[0].team
    desk.do(MarkItem(team, "uniform-box", "short", ("2 YM",)))
    before = desk.card(key).teams
    desk.do(Correct(given, "Ana Reyes, spouse"))
    back = desk.do(TakeBackLast())
    assert isinstance(back, Recorded)
    assert "handed to Ana Reyes (spouse)" in back.sentence.partition(" Again: ")[0]
    assert f"handed to {desk.roster.people[key].name}." in back.sentence.partition(" Again: ")[2]
    assert desk.card(key).teams == before
    assert [line.taken_back for line in desk.history(key) if "Ana Reyes" in line.sentence] == [True]


def test_a_correction_is_not_taken_back_under_what_came_since(desk: Desk, season: Path, clock: Clock) -> None:
    key = coach(desk)
    given = event_of(desk.do(CheckIn(key)), HandedOver)
    desk.do(Correct(given, "Ana Reyes"))
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    other.do(MarkItem(desk.card(key).teams[0].team, "uniform-box", "returned"))
    other.close()
    answer = desk.do(TakeBackLast())
    assert isinstance(answer, Refused)
    assert answer.sentence.endswith("changed at 7:00 pm, desk B, by José. Take that back first.")
