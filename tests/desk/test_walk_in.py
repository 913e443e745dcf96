"""Whoever no file knows is taken down, counted where they came, and joined by the next import; never lost."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded, Refused, TakeBack, TakeBackImport
from checkin.domain.evening_commands import WalkIn
from checkin.domain.evening_facts import WalkedIn
from checkin.domain.states import Standing, State
from checkin.exchange import plan_import
from tests.conftest import Clock

ANA = WalkIn("Ana Quillfeather", "12U-G91 Hawks", "", "(505) 555-0142")


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Desk]:
    one = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    one.load()
    yield one
    one.close()


def taken_down(answer: object) -> str:
    assert isinstance(answer, Recorded)
    return next(one.fact.person for one in answer.events if isinstance(one.fact, WalkedIn))


def team_sheet(path: Path, *rows: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["Team", "First Name", "Last Name", "Role", "Notes"], *(row.split(";") for row in rows)]
        )
    return path


def read(desk: Desk, *files: Path) -> None:
    plan = plan_import(files, desk.roster, new_key=desk.new_person_key, now=desk.now())
    assert isinstance(desk.apply(plan), Recorded)


def test_a_walk_in_is_here_unknown_and_has_a_code_and_boxes_that_wait(desk: Desk) -> None:
    before = desk.summary(desk.meeting()).totals
    key = taken_down(desk.do(ANA))
    card = desk.card(key)
    assert card.standing is Standing.UNKNOWN
    assert {one.state for one in card.teams[0].requirements} == {State.UNKNOWN, State.MISSING}
    assert card.arrived
    assert card.proposal == "hand over"
    assert (card.teams[0].name, card.teams[0].division) == ("12U-G91 Hawks", "12U")
    found = desk.look_up(desk.badge(key), scanned=True)
    assert found
    assert not isinstance(found, Refused)
    assert found.person == key
    assert isinstance(desk.do(CheckIn(key)), Recorded)
    after = desk.summary(desk.meeting()).totals
    assert (after.expected, after.walk_ins, after.no_shows) == (before.expected, 1, before.no_shows)
    box = after.items["uniform-box"]
    assert (box.given, box.expected) == (1, box.left + 1)
    assert [one.expected for one in desk.summary(desk.meeting()).came] == ["walk-in"]


def test_the_next_import_joins_by_name_and_what_was_recorded_stays_theirs(desk: Desk, tmp_path: Path) -> None:
    key = taken_down(desk.do(ANA))
    desk.do(CheckIn(key))
    read(desk, team_sheet(tmp_path / "new.csv", "12U-G91 Hawks;Ana;Quillfeather;Head Coach;"))
    assert desk.roster.walk_ins == frozenset()
    assert [one.name for one in desk.roster.people.values()].count("Ana Quillfeather") == 1
    card = desk.card(key)
    assert card.arrived
    assert {item.state.value for item in card.teams[0].items} == {"given"}
    assert desk.summary(desk.meeting()).totals.walk_ins == 0


def test_another_import_or_none_of_them_loses_nobody(desk: Desk, tmp_path: Path) -> None:
    key = taken_down(desk.do(ANA))
    for number in (1, 2):
        sheet = team_sheet(
            tmp_path / f"{number}.csv", f"12U-G9{number + 1} Kites;Ole;Sunde{number};Head Coach;"
        )
        read(desk, sheet)
        assert key in desk.roster.walk_ins
        assert desk.card(key).teams[0].name == "12U-G91 Hawks"
    desk.do(TakeBackImport())
    assert key in desk.roster.walk_ins


def test_somebody_whom_two_keys_turn_out_to_mean_is_one_person_with_both_histories(
    desk: Desk, tmp_path: Path
) -> None:
    read(desk, team_sheet(tmp_path / "1.csv", "12U-G91 Hawks;Robert;Quillfeather;Head Coach;"))
    theirs = next(key for key, one in desk.roster.people.items() if one.last == "Quillfeather")
    walked = taken_down(desk.do(WalkIn("Bob Quillfeather", "12U-G91 Hawks", sure=True)))
    code = desk.badge(walked)
    assert walked != theirs
    read(desk, team_sheet(tmp_path / "1.csv", "12U-G91 Hawks;Robert;Quillfeather;Head Coach;"))
    (key,) = (key for key, one in desk.roster.people.items() if one.last == "Quillfeather")
    for one in {walked, theirs} - {key}:
        assert desk.roster.now_called.get(one, key) == key
    assert desk.card(key).arrived
    assert desk.look_up(code, scanned=True) is not None
    desk.do(TakeBackImport())
    assert walked in desk.roster.people
    assert theirs in desk.roster.people
    assert desk.card(walked).arrived


def test_a_like_name_or_the_same_phone_is_asked_about_first(desk: Desk) -> None:
    dana = next(one for one in desk.roster.people.values() if one.name == "Dana Reyes")
    for command in (WalkIn("Danna Reyes"), WalkIn("Ole Sunde", contact=dana.phones[0])):
        answer = desk.do(command)
        assert isinstance(answer, Refused)
        assert answer.code == "likely-duplicate"
        assert dana.key in answer.keys
        assert any("Dana Reyes" in one for one in answer.candidates)
    assert isinstance(desk.do(WalkIn("Ole Sunde")), Recorded)
    again = desk.do(WalkIn("Ole Sunde"))
    assert isinstance(again, Refused)
    assert again.code == "likely-duplicate"


def test_a_known_coach_of_a_team_more_gets_that_team_and_no_new_person(desk: Desk, tmp_path: Path) -> None:
    dana = next(one for one in desk.roster.people.values() if one.name == "Dana Reyes")
    people = len(desk.roster.people)
    assert isinstance(desk.do(WalkIn("Dana Reyes", "8U-G77 Newts", same_as=dana.key)), Recorded)
    assert len(desk.roster.people) == people
    assert [one.name for one in desk.card(dana.key).teams][-1] == "8U-G77 Newts"
    assert desk.card(dana.key).standing is Standing.FLAGGED
    assert isinstance(desk.do(WalkIn("Dana Reyes", "8U-G77 Newts", same_as=dana.key)), Refused)
    read(desk, team_sheet(tmp_path / "1.csv", "12U-G91 Hawks;Ole;Sunde;Head Coach;"))
    assert "8U-G77 Newts" in [one.name for one in desk.card(dana.key).teams]


def test_a_walk_in_that_was_taken_back_is_gone_also_after_an_import(desk: Desk, tmp_path: Path) -> None:
    answer = desk.do(ANA)
    key = taken_down(answer)
    assert isinstance(answer, Recorded)
    read(desk, team_sheet(tmp_path / "1.csv", "12U-G92 Kites;Ole;Sunde;Head Coach;"))
    assert isinstance(desk.do(TakeBack(answer.act, "wrong evening")), Recorded)
    assert key not in desk.roster.people
    assert not any(row.person == key for row in desk.roster.assignments)
    assert any(
        line.told.startswith("Ana Quillfeather walked in") and line.taken_back for line in desk.history()
    )


def test_another_desk_knows_a_walk_in_at_once(desk: Desk, season: Path, clock: Clock) -> None:
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    key = taken_down(desk.do(ANA))
    assert other.catch_up()
    assert other.find("quillfeather")[0].person == key
    assert isinstance(other.do(CheckIn(key)), Recorded)
    assert isinstance(desk.do(CheckIn(key)), Refused)
    other.close()


@pytest.mark.parametrize(
    ("typed", "team"),
    [
        ("12U-G91", "12U-G91"),
        ("B12-91", "B12-91"),
        ("12U - 91", "12U - 91"),
        ("12U Girls", ""),
        ("u11/u12", ""),
        ("12UG", ""),
    ],
)
def test_a_new_team_is_kept_and_a_division_alone_is_none(desk: Desk, typed: str, team: str) -> None:
    key = taken_down(desk.do(WalkIn("Ana Quillfeather", typed)))
    (row,) = desk.roster.by_person[key]
    assert (row.team, row.division) == (team, "12U")
