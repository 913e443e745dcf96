"""What was marked on paper while the power was gone is taken over row by row, with its own time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.checklist import Row, letters_of
from checkin.domain.commands import CheckIn, Recorded, Refused, TakeBack, TakeBackLast
from checkin.domain.desk_facts import Arrived, HandedOver
from checkin.domain.evening_commands import EnterRow, PrintChecklist
from checkin.exchange import plan_import
from tests.conftest import Clock


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Desk]:
    one = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    one.load()
    yield one
    one.close()


def printed(desk: Desk) -> list[Row]:
    meeting = desk.meeting()
    assert meeting
    assert isinstance(desk.do(PrintChecklist(meeting.key)), Recorded)
    told = desk.checklist()
    assert told
    return list(told.rows)


def plain(rows: list[Row]) -> Row:
    """The first row of somebody with a team whose box nobody has."""
    twice = [one.team for one in rows]
    return next(
        one
        for one in rows
        if one.box and twice.count(one.team) == 1 and [row.name for row in rows].count(one.name) == 1
    )


def local(desk: Desk, at: datetime) -> str:
    return f"{desk.local(at):%H:%M}"


def test_rows_are_everybody_expected_by_division_and_every_team(desk: Desk) -> None:
    rows = printed(desk)
    meeting = desk.meeting()
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    assert [one.division for one in rows] == sorted(one.division for one in rows)
    people = {one.person for one in desk.summary(meeting).no_shows}
    assert people <= {one.name for one in rows}
    teams = {one.team for one in desk.summary(meeting).teams}
    assert teams <= {one.team for one in rows}
    assert letters_of(desk.region) == {"r": "roster", "b": "uniform-box"}


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("{} arb 18:50", "18:50"),
        ("{} arb 6:50", "18:50"),
        ("{}ARB 650", "18:50"),
        ("{} arb 6.50 pm", "18:50"),
        ("{} arb", ""),
    ],
)
def test_a_row_is_taken_over_with_its_own_time_and_says_where_it_is_from(
    desk: Desk, typed: str, time: str
) -> None:
    row = plain(printed(desk))
    meant = desk.paper_row(EnterRow(typed.format(row.number)))
    assert not isinstance(meant, Refused)
    shown = f", {row.number and '6:50 pm'}" if time else ""
    assert meant.sentence == f"{row.number} · {row.name} · {row.team}: here, roster, box {row.box}{shown}"
    answer = desk.do(EnterRow(typed.format(row.number)))
    assert isinstance(answer, Recorded)
    assert [type(one.fact) for one in answer.events] == [Arrived, HandedOver, HandedOver]
    told = desk.checklist()
    assert told
    for event in answer.events:
        assert event.paper == f"{told.sheet} {row.number}"
        assert (local(desk, event.own_time) if event.own_time else "") == time
        assert local(desk, event.at) == "19:00"
    again = desk.do(EnterRow(typed.format(row.number)))
    assert isinstance(again, Refused)
    assert again.sentence.startswith("Recorded already: ")
    came = desk.summary(desk.meeting()).came[0]
    assert f"{came.trace.at:%H:%M}" == (time or "19:00")
    assert any(f"paper {told.sheet} {row.number}" in one.where for one in desk.history())


def test_what_a_desk_recorded_before_the_cut_is_not_recorded_twice(desk: Desk) -> None:
    row = plain(printed(desk))
    key = next(key for key, one in desk.roster.people.items() if one.name == row.name)
    desk.do(CheckIn(key, hand_over=False))
    answer = desk.do(EnterRow(f"{row.number} arb"))
    assert isinstance(answer, Recorded)
    assert [type(one.fact) for one in answer.events] == [HandedOver, HandedOver]
    assert [*desk.night.doubled()] == []


def test_somebody_else_who_took_it_stands_in_the_record(desk: Desk) -> None:
    row = plain(printed(desk))
    answer = desk.do(EnterRow(f"{row.number} b 18:50 Ana Reyes, spouse"))
    assert isinstance(answer, Recorded)
    (fact,) = (one.fact for one in answer.events)
    assert isinstance(fact, HandedOver)
    assert (fact.collector, fact.relation, fact.person) == ("Ana Reyes", "spouse", None)


def test_rows_mean_the_same_after_an_import_and_on_another_desk(
    desk: Desk, season: Path, clock: Clock, tmp_path: Path
) -> None:
    rows = printed(desk)
    row = plain(rows)
    sheet = tmp_path / "new.csv"
    sheet.write_text("Team,First Name,Last Name,Role,Notes\n12U-G91 Aardvarks,Aaron,Aaa,Head Coach,\n")
    plan = plan_import([sheet], desk.roster, new_key=desk.new_person_key, now=desk.now())
    assert isinstance(desk.apply(plan), Recorded)
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    meant = other.paper_row(EnterRow(f"{row.number} a"))
    assert not isinstance(meant, Refused)
    assert meant.name == row.name
    assert isinstance(other.do(EnterRow(f"{row.number} a")), Recorded)
    assert isinstance(desk.do(EnterRow(f"{row.number} a")), Refused)
    assert printed(desk)[0].name == "Aaron Aaa"
    other.close()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hello", "not-a-row"),
        ("9999 a", "no-such-row"),
        ("0 a", "no-such-row"),
        ("1 q", "no-such-mark"),
        ("1 a 25:10", "not-a-time"),
        ("1 a 8:59 pm", "ahead"),
        ("1", "nothing-new"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_nothing_counts(desk: Desk, typed: str, code: str) -> None:
    printed(desk)
    before = len(desk.night)
    answer = desk.do(EnterRow(typed))
    assert isinstance(answer, Refused)
    assert answer.code == code
    assert len(desk.night) == before


def test_without_a_printed_list_there_are_no_rows(desk: Desk) -> None:
    answer = desk.do(EnterRow("1 a"))
    assert isinstance(answer, Refused)
    assert answer.code == "no-sheet"


def test_a_row_is_taken_back_like_anything_else(desk: Desk) -> None:
    row = plain(printed(desk))
    desk.do(EnterRow(f"{row.number} arb 18:50"))
    assert isinstance(desk.do(TakeBackLast()), Recorded)
    assert isinstance(desk.do(EnterRow(f"{row.number} arb 18:55")), Recorded)


def test_a_printing_is_never_taken_back_while_its_paper_is_out(desk: Desk) -> None:
    printed(desk)
    line = desk.history()[-1]
    assert not line.undoable
    answer = desk.do(TakeBack(line.event, "by mistake"))
    assert isinstance(answer, Refused)
    assert answer.code == "not-undoable"


def test_an_hour_still_ahead_is_never_taken_for_one_twelve_hours_before(desk: Desk) -> None:
    row = plain(printed(desk))
    answer = desk.do(EnterRow(f"{row.number} a 7:20"))
    assert isinstance(answer, Refused)
    assert answer.sentence == "7:20 pm is still ahead. Check the time."
