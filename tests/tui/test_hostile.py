"""Data is never markup: hostile names over every screen are the text they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import IssueBadge, Recorded, TakeBack
from checkin.domain.evening_commands import LeaveNote, PrintChecklist
from checkin.exchange import plan_import
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open

HOSTILE = {
    "[/red]": "[/red]",
    "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
    "[bold]B": "[bold]B",
    "\\[": "\\[",
    "$name": "$name",
    "{0}%s": "{0}%s",
    "[link=file:///x]": "[link=file:///x]",
    "E\x1b[31mvil\x9b2J": "E[31mvil2J",
    "B\u202eidi": "Bidi",
    "李 小龙": "李 小龙",
}
"""What stands in the file, and what a person sees."""


@pytest.fixture
def hostile(season: Path, tmp_path: Path, clock: Clock) -> Path:
    """The made-up region with more people, all of hostile names and teams, and a meeting titled so."""
    sheet = tmp_path / "teams.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Team", "First Name", "Last Name", "Role", "Notes"])
        for number, name in enumerate(HOSTILE, start=60):
            rows.writerow([f"12UG-{number} {name}", name, f"Hostile{number}", "Head Coach", name])
    rules = (season / "region.toml").read_text(encoding="utf-8")
    rules = rules.replace("Annual Coach Meeting", "[/red] Meeting [@click=app.quit]x[/]")
    (season / "region.toml").write_text(rules, encoding="utf-8")
    desk = Desk.open(season, desk="import", by="", clock=clock, writer="111111111111")
    desk.load()
    plan = plan_import([sheet], desk.roster, new_key=desk.new_person_key, now=desk.now())
    assert isinstance(desk.apply(plan), Recorded)
    desk.close()
    return season


@pytest.mark.parametrize(("size", "opened"), [(NARROW, len(HOSTILE)), (WIDE, 2)])
async def test_hostile_names_are_text_on_every_screen(
    table: Open, hostile: Path, size: tuple[int, int], opened: int
) -> None:
    async with table(size, path=hostile, desk="[/red]", by="[@click=app.quit]x[/]") as at:
        assert "desk [/red] · [@click=app.quit]x[/]" in at.screen()
        await at.type("hostile")
        for shown in HOSTILE.values():
            assert f"{shown} "[:20] in at.screen()
        people = {one.last: key for key, one in at.desk.roster.people.items()}
        for number, shown in list(enumerate(HOSTILE.values(), start=60))[:opened]:
            name = f"{shown} Hostile{number}"
            at.desk.do(IssueBadge(key := people[f"Hostile{number}"]))
            await at.scan(at.desk.badge(key))
            assert name in at.screen()
            assert f"{number} {shown}" in at.screen()
            await at.press("enter")
            assert f"{name} checked in" in " ".join(at.screen().split())
            await at.press("f9")
            assert f"History of {name}" in at.screen()
            assert f"{name} checked in" in " ".join(at.screen().split())
            await at.press("escape", "f3")
            assert f"What about {name}'s items?" in " ".join(at.screen().split())
            await at.press("escape", "f7", "escape", "f8")
            assert "Taken back" in at.screen()
            assert not any(letter in at.screen() for letter in "\x1b\x9b\u202e")
            assert not at.app._exit


async def test_hostile_names_are_text_on_the_board_and_in_the_summary(table: Open, hostile: Path) -> None:
    async with table(WIDE, path=hostile) as at:
        await at.press("f10")
        assert "[/red] Meeting [@click=app.quit]x[/]" in at.screen()
        await at.press("f10", "right", "right")
        for _ in range(40):
            await at.press("pagedown")
            if "[/red] Hostile60" in at.screen():
                break
        assert "[/red] Hostile60" in at.screen()
        assert not at.app._exit


@pytest.mark.parametrize("typed", ["[/red]", "[@click=app.quit]x[/]", "\\[", "[bold", "$name", "]" * 400])
async def test_hostile_text_in_the_box_is_text(table: Open, typed: str) -> None:
    async with table(NARROW) as at:
        at.app.table.box.put("")
        from textual import events

        at.app.post_message(events.Paste(f"{typed}\x1b[2J\x9b"))
        await at.settle()
        assert typed[-20:] in at.screen().replace("\n", "")
        await at.press("enter")
        assert not at.app._exit
        assert at.desk.counts().arrived == 0


async def test_the_start_screen_takes_names_as_text(table: Open) -> None:
    async with table(desk="", by="") as at:
        await at.type("[/red]", "enter")
        assert "[/red]" in at.screen()
        await at.type("[b]x[/b]", "enter")
        assert "desk [/red] · [b]x[/b]" in at.screen()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_hostile_text_is_text_on_the_screens_of_a_whole_evening(
    table: Open, hostile: Path, size: tuple[int, int]
) -> None:
    evil = "[/red][@click=app.quit]x[/] \\[ $name"
    async with table(size, path=hostile, by=evil) as at:
        people = {one.last: key for key, one in at.desk.roster.people.items()}
        key = people["Hostile60"]
        await at.press("ctrl+n")
        for typed in (f"{evil} Zyxo", f"12U-{evil}", evil, evil):
            await at.type(typed, "enter")
        assert "[/red]" in at.screen()
        await at.press("escape")
        at.desk.do(LeaveNote(evil, key, must_see=True))
        at.desk.do(IssueBadge(key))
        await at.scan(at.desk.badge(key))
        assert evil[:20] in at.screen()
        await at.press("enter", "enter", "f9", "enter")
        await at.type(f"{evil}, {evil}", "enter")
        assert "taken back: corrected" in " ".join(at.screen().split())
        at.desk.do(TakeBack(at.desk.history()[-1].event, evil))
        at.desk.do(PrintChecklist("meeting-3"))
        await at.press("escape", "escape", "f9", "escape")
        for keys in ("ctrl+k", "ctrl+r", "ctrl+b"):
            await at.press(keys)
            await at.type("[/red] $x", "enter")
            assert "\x1b" not in at.screen()
            await at.press("escape")
        await at.press("ctrl+b", "escape")
        assert not at.app._exit
