"""A change of shift is two keys, with one screen that says what is open, short, and who was sent away."""

from __future__ import annotations

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, HandOver, MarkItem, Recorded
from checkin.domain.evening_commands import LeaveNote, ReadNotes, WalkIn
from tests.tui.conftest import NARROW, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


def busy(at: Table) -> tuple[str, str]:
    """An evening with something in every list; the one who was sent away, and the one who is not given."""
    away = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
    at.desk.do(CheckIn(away))
    waits = next(
        one
        for one in sorted(at.desk.roster.people)
        if at.desk.card(one).gives and at.desk.card(one).standing.value == "clear"
    )
    at.desk.do(CheckIn(waits, hand_over=False))
    team = at.desk.card(away).teams[0].team
    at.desk.do(MarkItem(team, "uniform-box", "short", ("2 YM",)))
    at.desk.do(LeaveNote("keys are in the van", waits, must_see=True))
    at.desk.do(WalkIn("Zyxo Qwvutt", "12U"))
    return away, waits


async def test_two_keys_give_the_desk_to_the_next_volunteer(table: Open) -> None:
    async with table() as at:
        at.desk.sit_down("A", "José")
        at.desk.do(CheckIn(at.person(teams=1, tonight=True)))
        at.desk.sit_down("A", "Maria")
        await at.press("ctrl+b")
        assert "Enter: José takes over" in told(at)
        assert at.desk.by == "Maria"
        await at.press("enter")
        assert "desk A · José" in told(at)
        assert "José takes over from Maria." in told(at)
        key = at.person(teams=2, tonight=True)
        assert isinstance(answer := at.desk.do(CheckIn(key)), Recorded)
        assert {one.by for one in answer.events} == {"José"}
        await at.press("f8")
        assert "José takes over" not in at.screen()


async def test_the_note_says_what_is_open_short_and_who_was_sent_away(table: Open) -> None:
    async with table(NARROW) as at:
        away, waits = busy(at)
        await at.press("ctrl+b")
        seen = told(at)
        assert "keys are in the van" in seen
        assert f"{at.name(waits)} is here, not given yet: roster" in seen
        assert "Zyxo Qwvutt walked in, in no file yet" in seen
        assert "short · missing: 2 YM" in seen
        assert f"{at.name(away)}: " in seen
        assert "expired" in seen
        assert "Esc goes back" in seen
        await at.press("escape")
        assert at.desk.by == "Maria"


async def test_a_new_volunteer_types_a_name_and_a_long_night_fits_one_screen(table: Open) -> None:
    async with table(NARROW) as at:
        for key in sorted(at.desk.roster.people)[:60]:
            at.desk.do(CheckIn(key))
        await at.press("ctrl+b")
        assert "and " in at.screen()
        assert "more" in at.screen()
        assert "▼" not in at.screen()
        await at.type("Lupe", "enter")
        assert "desk A · Lupe" in told(at)


async def test_a_scan_over_the_note_opens_its_card_and_changes_nobody(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        await at.press("ctrl+b")
        await at.scan(at.code(key))
        card = at.card()
        assert card
        assert card.person.key == key
        assert at.desk.by == "Maria"


def still_waiting(at: Table) -> list[str]:
    return [one for one in at.desk.handover().open if "not given yet" in one]


async def test_what_another_desk_gave_out_is_not_open_here(table: Open) -> None:
    async with table() as at:
        _, waits = busy(at)
        assert any(at.name(waits) in one for one in still_waiting(at))
        other = Desk.open(
            at.desk.season.path, desk="B", by="Ana", clock=at.desk._clock, writer="feedc0ffee02"
        )
        other.load()
        other.do(ReadNotes(waits))
        for team in at.desk.card(waits).teams:
            for item in team.items:
                other.do(HandOver(team.team, item.key, waits))
        other.close()
        at.desk.catch_up()
        assert not any(at.name(waits) in one for one in still_waiting(at))
