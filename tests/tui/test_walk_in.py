"""A walk-in by keys: four boxes, the question who it could be, the temporary code."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.domain.payload import Kind, Payload, encode
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


async def walk_in(at: Table, *fields: str) -> None:
    await at.press("ctrl+n")
    for one in fields:
        await at.type(one, "enter")


async def test_a_name_nobody_knows_becomes_a_walk_in_whose_box_is_one_enter_away(table: Open) -> None:
    async with table(WIDE) as at:
        await at.type("zyxo qwvutt")
        assert "Ctrl+N takes them down as a walk-in" in told(at)
        await at.press("ctrl+n")
        assert "zyxo qwvutt" in at.screen()
        await at.type("12U-G91 Hawks", "enter")
        await at.press("enter")
        await at.type("505 555 0142", "enter")
        assert "Temporary code of Zyxo Qwvutt" in told(at)
        await at.press("escape")
        seen = told(at)
        assert "UNKNOWN" in seen
        assert "HERE since 7:00 pm" in seen
        assert "12U-G91 Hawks" in seen
        await at.press("enter")
        assert at.screen().count("given") == 2
        await at.press("f8", "f8")
        assert at.desk.roster.walk_ins == frozenset()
        assert "Ready for the next coach." in at.screen()


async def test_the_same_person_is_opened_and_nobody_is_taken_down_twice(table: Open) -> None:
    async with table(NARROW) as at:
        people = len(at.desk.roster.people)
        await walk_in(at, "Danna Reyes", "", "", "")
        assert "Same person?" in at.screen()
        assert "Dana Reyes" in at.screen()
        await at.press("enter")
        card = at.card()
        assert card
        assert card.person.name == "Dana Reyes"
        assert len(at.desk.roster.people) == people


async def test_somebody_else_of_that_name_is_new(table: Open) -> None:
    async with table() as at:
        await walk_in(at, "Danna Reyes", "12U", "", "")
        await at.press("down", "down", "down", "enter", "escape")
        card = at.card()
        assert card
        assert card.person.key in at.desk.roster.walk_ins
        assert (card.teams[0].name, card.teams[0].division) == ("no team yet", "12U")
        await at.press("ctrl+n")
        assert "Temporary code of Danna Reyes" in told(at)


async def test_a_scan_over_the_boxes_opens_its_card_and_what_was_typed_stays(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        await walk_in(at, "Ole Sunde", "12U-G91")
        await at.scan(at.code(key))
        card = at.card()
        assert card
        assert card.person.key == key
        await at.press("escape", "ctrl+n")
        assert "Ole Sunde" in at.screen()
        assert "12U-G91" in at.screen()


async def test_a_scan_into_a_field_that_is_being_filled_loses_no_letter_of_it(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        for code in (at.code(key), encode(Payload(Kind.COACH, "A", "7K2M9", "Q7ZT"))):
            await at.press("ctrl+n")
            await at.type("Ole Sun" if not any(at.app.draft) else "")
            await at.scan(code)
            assert at.app.draft == ["Ole Sun", "", "", ""]
            assert at.app.screen is at.app.table


async def test_half_a_name_is_asked_for_the_other_half(table: Open) -> None:
    async with table(NARROW) as at:
        await walk_in(at, "Ole", "", "", "")
        assert "Type the first and the last name." in at.screen()
        await at.press("escape")
        assert at.desk.roster.walk_ins == frozenset()


async def test_a_walk_in_of_another_desk_that_is_taken_back_leaves_the_screen(
    table: Open, season: Path, clock: Clock
) -> None:
    from checkin.domain.commands import TakeBackLast
    from checkin.domain.evening_commands import WalkIn

    async with table() as at:
        other = Desk.open(season, desk="B", by="", clock=clock, writer="feedc0ffee02")
        other.load()
        other.do(WalkIn("Ana Quillfeather", "12U"))
        await at.until(lambda: at.desk.night.clock == other.night.clock)
        await at.type("quillfeather", "enter", "enter")
        assert "UNKNOWN" in at.screen()
        await at.type("quill")
        other.do(TakeBackLast())
        await at.until(lambda: at.desk.night.clock == other.night.clock)
        await at.press("escape")
        assert "Ready for the next coach." in at.screen()
        other.close()


async def test_a_phone_that_nobody_has_becomes_the_contact(table: Open) -> None:
    async with table() as at:
        await at.type("808 555 1234", "ctrl+n")
        assert at.app.draft == ["", "", "", "808 555 1234"]


async def test_what_was_left_by_escape_is_not_the_next_persons(table: Open) -> None:
    async with table() as at:
        await walk_in(at, "Ole Sunde", "12U-G91")
        await at.press("escape", "ctrl+n")
        assert "Who came, and is in no file?" in at.screen()
        assert "Ole Sunde" not in at.screen()
        assert "12U-G91 " not in at.screen().replace("12U-G03", "")


async def test_a_name_in_the_box_begins_anew_after_a_scan_came_between(table: Open) -> None:
    async with table() as at:
        await walk_in(at, "Ole Sunde", "12U-G91")
        await at.scan(at.code(at.person(teams=1, tonight=True)))
        await at.type("zyxo qwvutt")
        await at.press("ctrl+n")
        assert at.app.draft == ["zyxo qwvutt", "", "", ""]


async def test_escape_from_the_question_goes_back_to_what_was_typed(table: Open) -> None:
    async with table(NARROW) as at:
        await walk_in(at, "Danna Reyes", "12U", "", "")
        assert "Same person?" in at.screen()
        await at.press("escape")
        assert "Who came, and is in no file?" in at.screen()
        assert "Danna Reyes" in at.screen()
