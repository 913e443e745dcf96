"""One person or two, asked on the screen: both sides are seen, one Enter settles it, a scan presses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.desk import Desk
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.importing import shows
from tests.tui.test_pictures import compare

SHEET = "Team,First Name,Last Name,Role,Email\n12UG-61 Kites,Zelda,Quartermain,Head Coach,z@x.org\n12UG-62 Jays,Zelda,Quartermain,Coach,q@x.org\n"


@pytest.fixture
def namesakes(season: Path, tmp_path: Path, clock: Clock, ids: Callable[[int], str]) -> Path:
    """The made-up region, and two coaches of one name whom only somebody can tell apart."""
    sheet = tmp_path / "teams.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    desk = Desk.open(season, desk="import", by="", clock=clock, ids=ids, writer="111111111111")
    desk.load()
    desk.apply(desk.plan_import([sheet]))
    desk.close()
    return season


async def ask(at: Table) -> None:
    """Ask about pair after pair, up to the two of one name on the sheet."""
    await at.press("ctrl+d")
    await shows(at, "One person, or two?")
    while "12UG-61 Kites" not in at.screen():
        await at.press("enter")
        await shows(at, "One person, or two?")


def zeldas(at: Table) -> int:
    return sum(one.last == "Quartermain" for one in at.desk.roster.people.values())


async def test_one_enter_settles_a_pair_and_f8_takes_it_back(table: Open, namesakes: Path) -> None:
    async with table(WIDE, path=namesakes) as at:
        await shows(at, "^D same person?")
        await ask(at)
        await shows(at, "12UG-62 Jays")
        await at.press("down", "enter")
        await at.until(lambda: zeldas(at) == 1)
        await at.press("escape")
        await shows(at, "are one person")
        await at.press("f8")
        await at.until(lambda: zeldas(at) == 2)


async def test_nobody_knows_is_the_first_answer_and_changes_nothing(table: Open, namesakes: Path) -> None:
    async with table(NARROW, path=namesakes) as at:
        before = at.desk.roster
        await ask(at)
        await at.press("enter", "escape")
        assert at.desk.roster is before


async def test_a_scan_over_the_question_opens_its_card_and_settles_nothing(
    table: Open, namesakes: Path
) -> None:
    async with table(NARROW, path=namesakes) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        before = at.desk.roster
        await ask(at)
        await at.press("down")
        await at.scan(at.code(key), "enter ctrl+j")
        await at.until(lambda: at.app.screen is at.app.table)
        await shows(at, at.name(key))
        assert at.desk.roster is before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_question_looks_as_it_was_approved(
    table: Open, namesakes: Path, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    async with table(size, path=namesakes) as at:
        await ask(at)
        await at.press("down")
        svg = at.app.export_screenshot(title="checkin")
    compare(f"doubts-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))
