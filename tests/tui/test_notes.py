"""A note that must be seen comes before everything; one that may be seen costs nothing."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Collect, HandOver, Recorded, Refused
from checkin.domain.evening_commands import LeaveNote
from tests.conftest import Clock
from tests.tui.conftest import NARROW, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


async def test_a_note_that_must_be_seen_takes_one_enter_of_its_own_once(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("ctrl+o")
        await at.type("ask for the spare keys", "enter")
        seen = told(at)
        assert (
            f"READ THIS Note on {at.name(key)} from Maria, Tue Aug 25, 7:00 pm: ask for the spare keys"
            in seen
        )
        assert "⏎ note read" in seen
        await at.press("enter")
        assert at.desk.card(key).arrived is None
        assert "READ THIS" not in at.screen()
        assert "(seen by Maria)" in told(at)
        await at.press("enter")
        assert at.desk.card(key).arrived
        await at.press("f8", "f8")
        assert "READ THIS" in at.screen()


async def test_a_note_that_may_be_seen_leaves_enter_as_it_is(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("ctrl+o", "down")
        await at.type("has a new phone", "enter")
        assert "has a new phone" in at.screen()
        await at.press("enter")
        assert at.desk.card(key).arrived


async def test_a_note_on_a_team_meets_whoever_comes_for_it_at_any_desk(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        key = next(
            one
            for one in sorted(at.desk.roster.people)
            if at.desk.card(one).gives and any(team.others for team in at.desk.card(one).teams)
        )
        team = next(one for one in at.desk.card(key).teams if one.others)
        other = next(
            one.person for one in at.desk.roster.by_team[team.team] if one.person != key and one.person
        )
        await at.scan(at.code(key))
        second = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
        second.load()
        assert isinstance(second.do(LeaveNote("box is open", team=team.team, must_see=True)), Recorded)
        second.close()
        await at.until_told("box is open")
        for command in (
            CheckIn(key),
            CheckIn(other),
            Collect(key, "Ana Reyes"),
            HandOver(team.team, "roster", key),
        ):
            answer = at.desk.do(command)
            assert isinstance(answer, Refused)
            assert answer.code == "note-first"
            assert "box is open" in answer.candidates[0]
        await at.press("enter")
        assert "(seen by Maria)" in told(at)
        assert isinstance(at.desk.do(CheckIn(other)), Recorded)


async def test_enter_over_a_note_of_this_very_moment_records_nothing_yet(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        second = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
        second.load()
        second.do(LeaveNote("call the coordinator", key, must_see=True))
        second.close()
        at.app.evening.enter()  # type: ignore[union-attr]  # before the table's next look at the log
        await at.settle()
        assert at.desk.card(key).arrived is None
        assert "call the coordinator" in told(at)


async def test_a_note_without_words_asks_for_them_and_a_scan_goes_on(table: Open) -> None:
    async with table() as at:
        one, two = (at.person(teams=teams, tonight=True) for teams in (1, 2))
        await at.scan(at.code(one))
        await at.press("ctrl+o", "enter")
        assert "Type the note first" in at.screen()
        await at.scan(at.code(two))
        card = at.card()
        assert card
        assert card.person.key == two
        assert card.notes == ()


async def test_a_note_half_typed_when_a_scan_comes_is_there_again_for_the_same_person_only(
    table: Open,
) -> None:
    async with table() as at:
        one, two = at.person(standing="clear", teams=1, tonight=True), at.person(teams=2)
        await at.scan(at.code(one))
        await at.press("ctrl+o")
        await at.type("bring the shed")
        await at.scan(at.code(two))
        assert at.name(two) in at.screen()
        await at.press("ctrl+o")
        assert "the shed" not in at.screen()
        await at.press("escape")
        await at.scan(at.code(one))
        await at.press("ctrl+o")
        await at.type(" key back", "enter")
        assert "bring the shed key back" in told(at)
