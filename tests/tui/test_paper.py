"""The paper list is taken over by keys: a row is shown for what it means, then Enter records it."""

from __future__ import annotations

from checkin.domain.evening_commands import PrintChecklist
from tests.tui.conftest import NARROW, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


async def test_a_row_shows_what_it_means_before_enter_counts_it(table: Open) -> None:
    async with table() as at:
        at.desk.do(PrintChecklist("meeting-3"))
        printed = at.desk.checklist()
        assert printed
        row = next(one for one in printed.rows if one.box)
        await at.press("ctrl+r")
        assert f"From paper · sheet {printed.sheet}" in told(at)
        await at.type(f"{row.number} ab 18:50")
        assert f"→ {row.number} · {row.name} · {row.team}: here, box {row.box}, 6:50 pm" in told(at)
        assert at.desk.counts().arrived == 0
        await at.press("enter")
        assert at.desk.counts().arrived == 1
        assert f"✔ {row.number} · {row.name}" in told(at)
        await at.press("f8")
        assert at.desk.counts().arrived == 0
        assert "Taken back" in told(at)
        await at.press("escape")
        assert "Ready for the next coach." in at.screen()


async def test_twenty_rows_are_twenty_enters(table: Open) -> None:
    async with table(NARROW) as at:
        at.desk.do(PrintChecklist("meeting-3"))
        await at.press("ctrl+r")
        for number in range(1, 21):
            await at.type(f"{number} a", "enter")
        printed = at.desk.checklist()
        assert printed
        assert at.desk.counts().arrived == len({one.name for one in printed.rows[:20]})


async def test_a_wrong_row_another_sheet_and_a_scan_are_answered_in_words(table: Open) -> None:
    async with table() as at:
        at.desk.do(PrintChecklist("meeting-3"))
        first = at.desk.checklist()
        at.desk.do(PrintChecklist("meeting-3"))
        key = at.person(teams=1, tonight=True)
        await at.press("ctrl+r")
        await at.type("999 a", "enter")
        assert "has rows 1 to" in told(at)
        assert first
        await at.type(f"sheet {first.sheet.lower()}", "enter")
        assert f"Sheet {first.sheet} from here on." in told(at)
        await at.type("sheet zz", "enter")
        assert "No sheet ZZ was printed here." in told(at)
        await at.scan(at.code(key))
        card = at.card()
        assert card
        assert card.person.key == key
        assert at.desk.counts().arrived == 0


async def test_without_a_list_the_screen_says_how_to_print_one(table: Open) -> None:
    async with table(NARROW) as at:
        await at.press("ctrl+r")
        assert "`checkin checklist` prints the list" in told(at)


async def test_a_row_that_is_refused_stays_until_it_is_read_again_and_one_taken_back_is_struck(
    table: Open,
) -> None:
    async with table(NARROW) as at:
        at.desk.do(PrintChecklist("meeting-3"))
        await at.press("ctrl+r")
        await at.type("14 a 23:20", "enter")
        await at.type("15 a", "enter")
        assert "✘ 14 a 23:20 11:20 pm is still ahead. Check the time." in told(at)
        assert "✔ 15 ·" in told(at)
        await at.type("14 a 18:20", "enter")
        assert "✘" not in at.screen()
        await at.press("f8")
        row = next(one for one in at.screen().splitlines() if " 14 · " in one)
        assert row.strip().startswith("taken back: 14 ·")
