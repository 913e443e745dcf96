"""The screens of a whole evening as pictures: what was taken back and why, walk-ins, notes."""

from __future__ import annotations

import pytest

from checkin.domain.commands import CheckIn
from checkin.domain.evening_commands import CountBox, PrintChecklist
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_pictures import Play, clear, compare, in_light, recorded
from tests.tui.test_shift import busy


async def reason(at: Table) -> None:
    await recorded(at)
    await at.press("f9", "down")
    at.desk.sit_down("B", "José")
    await at.press("f8")


async def walk_in(at: Table) -> None:
    await at.press("ctrl+n")
    await at.type("Danna Reyes", "enter")
    await at.type("12U-G91 Hawks", "enter")


async def same_person(at: Table) -> None:
    await walk_in(at)
    await at.press("enter", "enter")


async def temporary_code(at: Table) -> None:
    await same_person(at)
    await at.press("down", "down", "down", "enter")


async def walked_in(at: Table) -> None:
    await temporary_code(at)
    await at.press("escape")


async def note(at: Table) -> None:
    await clear(at)
    await at.press("ctrl+o")
    await at.type("owes the form of last season")


async def note_to_read(at: Table) -> None:
    await note(at)
    await at.press("enter")
    await at.press("ctrl+o", "down", "down", "down")
    await at.type("their box was repacked", "enter")


async def count(at: Table) -> None:
    key = at.person(standing="clear", teams=1, tonight=True)
    at.desk.do(CheckIn(key))
    for line in at.desk.shelf().lines[9:]:
        at.desk.do(CountBox(line.team))
    await at.press("ctrl+k")
    await at.type(at.desk.card(key).teams[0].box, "enter")


async def box_settled(at: Table) -> None:
    await count(at)
    await at.press("down", "enter", "down")


async def agreed(at: Table) -> None:
    for line in at.desk.shelf().lines:
        at.desk.do(CountBox(line.team))
    await at.press("ctrl+k")


async def piles(at: Table) -> None:
    key = at.person(standing="clear", teams=1, tonight=True)
    at.desk.do(CheckIn(key))
    await agreed(at)
    for division in ("12U", "14U"):
        pile = next(one for one in at.desk.shelf().piles if one.division == division)
        await at.type(f"roster {division} {len(pile.left) - (division == '14U')}", "enter")


async def pile_settled(at: Table) -> None:
    await piles(at)
    await at.press("enter", "down")


async def from_paper(at: Table) -> None:
    at.desk.do(PrintChecklist("meeting-3"))
    await at.press("ctrl+r")
    for row in ("14 arb 18:35", "15 a", "16 rb 6:42 Ana Reyes, spouse"):
        await at.type(row, "enter")
    await at.type("17 arb 18:50")


async def shift(at: Table) -> None:
    at.desk.sit_down("A", "José")
    busy(at)
    at.desk.sit_down("A", "Maria")
    await at.press("ctrl+b")


async def correct(at: Table) -> None:
    await recorded(at)
    await at.press("f9", "enter")
    await at.type("Ana Reyes, spouse")


SHOTS = [
    ("note-to-read-light", in_light(note_to_read), NARROW),
    ("count-light", in_light(count), NARROW),
    ("correct", correct, WIDE),
    ("correct", correct, NARROW),
    ("shift", shift, WIDE),
    ("shift", shift, NARROW),
    ("from-paper", from_paper, WIDE),
    ("from-paper", from_paper, NARROW),
    ("count", count, WIDE),
    ("count", count, NARROW),
    ("count-box", box_settled, WIDE),
    ("count-box", box_settled, NARROW),
    ("count-agreed", agreed, NARROW),
    ("count-piles", piles, NARROW),
    ("count-piles", piles, WIDE),
    ("count-pile", pile_settled, NARROW),
    ("count-pile-light", in_light(pile_settled), WIDE),
    ("reason", reason, WIDE),
    ("reason", reason, NARROW),
    ("walk-in", walk_in, WIDE),
    ("walk-in", walk_in, NARROW),
    ("same-person", same_person, WIDE),
    ("same-person", same_person, NARROW),
    ("temporary-code", temporary_code, NARROW),
    ("walked-in", walked_in, WIDE),
    ("walked-in", walked_in, NARROW),
    ("note", note, WIDE),
    ("note", note, NARROW),
    ("note-to-read", note_to_read, WIDE),
    ("note-to-read", note_to_read, NARROW),
]


@pytest.mark.parametrize(
    ("name", "play", "size"), SHOTS, ids=lambda value: value if isinstance(value, str) else ""
)
async def test_the_screen_looks_as_it_was_approved(
    table: Open, name: str, play: Play, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    async with table(size) as at:
        await play(at)  # type: ignore[misc]  # every play is a coroutine
        svg = at.app.export_screenshot(title="checkin")
    compare(f"{name}-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))
