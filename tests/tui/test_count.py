"""The closing count by keys: scans and numbers, a line settled, the night closed."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, IssueBoxLabels
from checkin.domain.evening_commands import CountBox
from tests.conftest import Clock
from tests.tui.conftest import NARROW, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


def count_all_but(at: Table, left: int) -> None:
    for line in at.desk.shelf().lines[left:]:
        at.desk.do(CountBox(line.team))


async def test_scans_and_numbers_count_and_the_last_enter_closes_the_night(table: Open) -> None:
    async with table() as at:
        teams = [one.team for one in at.desk.shelf().lines]
        at.desk.do(IssueBoxLabels(tuple(teams[:1]), reissue=False))
        count_all_but(at, 3)
        await at.press("ctrl+k")
        assert "Closing count · 12U, 14U · Tue Aug 25" in told(at)
        assert "91 counted · 3 to go" in told(at)
        await at.scan(at.desk.box_label(teams[0]))
        assert "92 counted · 2 to go" in told(at)
        await at.type(at.desk.roster.teams[teams[1]].box, "enter")
        await at.type(at.desk.roster.teams[teams[2]].name, "enter")
        assert "Record and shelf agree." in told(at)
        await at.press("enter")
        assert "The night is closed." in told(at)
        assert at.desk.shelf().closed


async def test_a_line_is_settled_by_enter(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        team = at.desk.card(key).teams[0]
        count_all_but(at, 2)
        await at.press("ctrl+k")
        await at.type(team.box, "enter")
        assert "1 recorded as gone" in told(at)
        assert "on the shelf, but handed to" in told(at)
        await at.press("enter", "enter")
        assert at.desk.night.handed_over(team.team, "uniform-box") is None
        await at.press("enter", "down")
        await at.type("Ana Reyes, spouse", "enter")
        assert "handed to Ana Reyes (spouse)" in told(at)
        await at.press("enter", "down", "down", "enter")
        assert "1 can't be found" in told(at)
        assert "Record and shelf agree." in told(at)


async def test_what_is_no_box_is_said_and_f8_takes_the_last_count_back(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        line = at.desk.shelf().lines[0]
        await at.press("ctrl+k")
        await at.type("nonsense", "enter")
        assert "No team is called 'nonsense'" in told(at)
        await at.scan(at.code(key))
        assert "No team is called" in told(at)
        await at.type(line.box, "enter")
        assert "1 counted" in told(at)
        await at.type(line.box, "enter")
        assert "is counted already" in told(at)
        await at.press("f8")
        assert "0 counted" in told(at)
        await at.press("escape")
        assert "Ready for the next coach." in at.screen()


async def test_another_desks_count_is_seen_within_a_moment(table: Open, season: Path, clock: Clock) -> None:
    async with table() as at:
        await at.press("ctrl+k")
        other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
        other.load()
        other.do(CountBox(other.shelf().lines[0].team))
        other.close()
        await at.until_told("1 counted")


async def test_a_name_that_is_typed_shows_that_somebody_has_the_box(table: Open) -> None:
    async with table(NARROW) as at:
        count_all_but(at, 1)
        await at.press("ctrl+k", "enter")
        assert "▶ it is on the shelf: count it" in told(at)
        await at.type("Ana")
        assert "▶ somebody has it" in told(at)


async def test_why_a_counted_box_had_been_recorded_as_gone_stays_in_the_history(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        team = at.desk.card(key).teams[0]
        await at.press("ctrl+k")
        await at.type(team.box, "enter")
        await at.press("enter")
        assert "Why, if anything is known" in told(at)
        await at.type("coach left it", "enter")
        assert "Reason: on the shelf when counted: coach left it." in told(at)


async def test_rosters_are_counted_by_a_number_for_each_division_one_after_the_other(table: Open) -> None:
    async with table(NARROW) as at:
        count_all_but(at, 0)
        twelve, fourteen = at.desk.shelf().piles
        await at.press("ctrl+k")
        assert "roster: not counted" in told(at)
        await at.press("down", "enter")
        assert "Roster, 12U: how many are left?" in told(at)
        await at.type(str(len(twelve.left)), "enter")
        assert "Roster, 14U: how many are left?" in told(at)
        await at.type("many", "enter")
        assert "Type how many there are, a number." in told(at)
        await at.type(str(len(fourteen.left)), "enter")
        assert f"roster: {len(twelve.left) + len(fourteen.left)} counted" in told(at)
        await at.press("up", "up", "enter")
        assert "The night is closed." in told(at)
        assert [one.agrees for one in at.desk.summary(at.desk.meeting()).counted] == [True] * 4


async def test_one_roster_too_few_is_asked_about_before_the_night_closes(table: Open) -> None:
    async with table(NARROW) as at:
        count_all_but(at, 0)
        twelve, _ = at.desk.shelf().piles
        await at.press("ctrl+k")
        await at.type(f"rosters 12u {len(twelve.left) - 2}", "enter")
        said = f"Roster, 12U: {len(twelve.left) - 2} counted, the record says {len(twelve.left)}"
        assert f"{said}. Enter settles it." in told(at)
        await at.press("enter", "down")
        await at.type("Ana Reyes, spouse", "enter")
        assert at.desk.night.handed_over(twelve.left[0], "roster")
        assert f"the record says {len(twelve.left) - 1}" in told(at)
        await at.press("enter", "down", "enter")
        assert f"{len(twelve.left) - 2} counted, as the record says, 1 can't be found" in told(at)
        assert "Record and shelf agree." in told(at)
        await at.press("f8")
        assert f"the record says {len(twelve.left) - 1}" in told(at)


async def test_one_roster_too_many_takes_its_hand_over_back(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        team = at.desk.card(key).teams[0]
        count_all_but(at, 0)
        pile = next(one for one in at.desk.shelf().piles if team.team in one.gone)
        await at.press("ctrl+k")
        await at.type(f"roster {pile.division} {len(pile.left) + 1}", "enter")
        await at.press("enter", "down")
        assert f"{team.name}: given to {at.name(key)}" in told(at)
        await at.press("enter")
        assert at.desk.night.handed_over(team.team, "roster") is None
        assert at.desk.night.handed_over(team.team, "uniform-box")
        assert "as the record says" in told(at)


async def test_f8_takes_back_what_was_counted_and_nothing_that_the_table_recorded_before(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        await at.press("ctrl+k", "f8")
        assert "Nothing that was recorded on this page is left to take back." in told(at)
        assert at.desk.card(key).arrived
        await at.type(at.desk.shelf().lines[0].box, "enter")
        await at.press("f8", "f8")
        assert at.desk.shelf().counted == ()
        assert at.desk.card(key).arrived
        await at.press("escape", "ctrl+b", "f8")
        assert at.desk.card(key).arrived


async def test_f8_after_a_count_that_was_a_mistake_takes_back_the_count_before_it(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        first = at.desk.shelf().lines[0]
        await at.press("ctrl+k")
        await at.type(first.box, "enter")
        await at.type(at.desk.card(key).teams[0].box, "enter")
        await at.press("enter", "down", "enter")
        assert at.desk.shelf().counted == (first.team,)
        await at.press("f8")
        assert at.desk.shelf().counted == ()
        assert at.desk.card(key).arrived
