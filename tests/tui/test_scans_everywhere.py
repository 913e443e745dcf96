"""Whatever stands on the screen, and whatever was typed into it: a scan opens its card, or is named."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from textual import events
from textual.screen import Screen

import checkin.tui
from checkin.desk import Desk
from checkin.domain.commands import CheckIn, IssueBadge
from checkin.domain.evening_commands import PrintChecklist
from checkin.tui.screens.desk import DeskScreen
from checkin.tui.screens.importing import ProgressPage
from checkin.tui.screens.stop import StopPage
from checkin.tui.widgets.line_box import LineBox
from tests.tui.conftest import NARROW, Open, Table, kept_pin
from tests.tui.importing import planned_now, shows
from tests.tui.test_count import count_all_but
from tests.tui.test_doubts import ask, namesakes
from tests.tui.test_settle import give_twice
from tests.tui.test_supervisor import CHECKED, not_cleared

__all__ = ["namesakes"]

ENDS = ("enter", "ctrl+j", "enter ctrl+j", "tab", "")
GAPS = (0.0, 0.001, 0.03)
PASTED = -1.0
"""Not key by key, but in one piece, as some browsers and phones do it."""
WAYS = [*product(ENDS, GAPS)]
ROUNDS = int(os.environ.get("CHECKIN_SCANS", "3"))
TYPED = "Ana Mar"
OPENED_ELSEWHERE = {"RunnerScreen"}
"""Screens of a program of their own: `test_runner.py` scans there."""

Go = Callable[[Table, Path], Awaitable[object]]


@dataclass(frozen=True)
class Way:
    """How a volunteer gets to a screen, and what a badge that is scanned there leads to."""

    go: Go
    told: str = ""
    """What the screen says where it takes or refuses the scan itself; empty where the card opens."""


def keys(*pressed: str, told: str = "") -> Way:
    async def go(at: Table, _: Path) -> None:
        await at.press(*pressed)

    return Way(go, told)


async def reason(at: Table, _: Path) -> None:
    at.desk.desk = "B"
    card = at.card()
    assert card
    at.desk.do(CheckIn(card.person.key))
    at.desk.desk = "A"
    await at.press("f9", "f8")


async def correction(at: Table, _: Path) -> None:
    await at.press("enter", "f9", "right", "down", "enter")


async def settling(at: Table, _: Path) -> None:
    give_twice(at)
    at.app.evening.redraw()  # type: ignore[union-attr]
    await at.press("ctrl+a")


async def doubt(at: Table, _: Path) -> None:
    await ask(at)


async def supervisor(at: Table, _: Path) -> None:
    await at.scan(at.code(not_cleared(at)))
    await at.press("ctrl+g")


async def same_person(at: Table, _: Path) -> None:
    await at.press("ctrl+n")
    if "Danna" not in at.screen():  # what was typed stays when a scan comes between
        await at.type("Danna Reyes", "enter")
        await at.type("12U")
    while type(at.app.screen).__name__ == "WalkInScreen":
        await at.press("enter")


async def from_paper(at: Table, _: Path) -> None:
    at.desk.do(PrintChecklist("meeting-3"))
    await at.press("ctrl+r")


async def rosters(at: Table, _: Path) -> None:
    count_all_but(at, 0)
    await at.press("ctrl+k", "down", "enter")


async def importing(at: Table, file: Path, told: str) -> None:
    """Begin an import, or go on with the one that a scan has covered."""
    await at.press("ctrl+f")
    if "Import the region's files" in at.screen():
        await planned_now(at, file)
    await shows(at, told)


async def plan(at: Table, folder: Path) -> None:
    await importing(at, folder / "volunteers.csv", "The plan")


async def columns(at: Table, folder: Path) -> None:
    strange = folder / "strange.csv"
    strange.write_text("Wer,Wie,Was\nAna Reyes,12U,x\n", encoding="utf-8")
    await importing(at, strange, "What are the columns")


async def stop(at: Table, _: Path) -> None:
    at.app.push_screen(StopPage("WRONG BOX", "Put it back."))
    await at.settle()


async def progress(at: Table, _: Path) -> None:
    at.app.push_screen(ProgressPage("Reading the files", lambda: None))
    await at.settle()


SCREENS: dict[str, Way] = {
    "DeskScreen": keys(),
    "CollectorScreen": keys("f2"),
    "ItemsScreen": keys("f3"),
    "EvidenceScreen": keys("f4"),
    "CodePage": keys("f7"),
    "HistoryPage": keys("f9"),
    "ReasonScreen": Way(reason),
    "CorrectScreen": Way(correction),
    "BoardScreen": keys("f10"),
    "SummaryScreen": keys("f10", "f10"),
    "SaveScreen": keys("f10", "f10", "enter"),
    "HelpPage": keys("f1"),
    "SettleScreen": Way(settling),
    "DoubtsScreen": Way(doubt),
    "PinScreen": Way(supervisor),
    "LockScreen": keys("ctrl+l", told="Locked: the scan was not taken."),
    "WalkInScreen": keys("ctrl+n"),
    "SamePersonScreen": Way(same_person),
    "NoteScreen": keys("ctrl+o"),
    "ShiftScreen": keys("ctrl+b"),
    "PaperScreen": Way(from_paper),
    "CountScreen": keys("ctrl+k", told="This is a coach's badge, not the label of a box."),
    "BoxScreen": keys("ctrl+k", "enter", told="This is a coach's badge, not the label of a box."),
    "PileScreen": Way(rosters, "This is a coach's badge, not the label of a box."),
    "FilesScreen": keys("ctrl+f"),
    "ChoicePage": Way(plan),
    "ColumnsPage": Way(columns),
    "ProgressPage": Way(progress),
    "StopPage": Way(stop),
    "StartScreen": keys(told="Scanned. First say who sits here;"),
}
"""How to get to each screen that can be scanned on."""


@pytest.fixture
def prepared(namesakes: Path) -> Path:
    """The made-up region with doubtful people, both PINs and the background check."""
    rules = namesakes / "region.toml"
    text, kept = rules.read_text(encoding="utf-8"), kept_pin()
    for name in ("supervisor_pin", "desk_pin"):
        text = text.replace(f'{name} = ""', f'{name} = "{kept}"')
    rules.write_text(text.replace(*CHECKED), encoding="utf-8")
    return namesakes


def screens(kind: type[Screen[object]] = Screen) -> Iterator[str]:
    """Yield the name of every screen of the program, those apart that others are made of."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("checkin.") and not one.__subclasses__():
            yield one.__name__
        yield from screens(one)


def test_every_screen_there_is_gets_scanned_on() -> None:
    for module in pkgutil.walk_packages(checkin.tui.__path__, "checkin.tui."):
        importlib.import_module(module.name)
    assert {*screens()} - OPENED_ELSEWHERE == SCREENS.keys(), "say in SCREENS how to get to a new screen"


def badge(desk: Desk, key: str) -> str:
    desk.do(IssueBadge(key))
    return desk.badge(key)


async def scan_on(at: Table, name: str, ways: list[tuple[str, float]], folder: Path) -> None:
    """Scan on a screen in each of these ways, into an empty box and into one that is being filled."""
    start = name == "StartScreen"
    one, other = at.person(standing="flagged", teams=1), at.person(standing="clear", teams=2)
    first, code = badge(at.desk, one), badge(at.desk, other)
    for typed, (end, gap) in zip(("", TYPED) * len(ways), ways, strict=False):
        if not start:
            await at.scan(first)
            await at.press("escape")
            await at.scan(first)
        await SCREENS[name].go(at, folder)
        assert type(at.app.screen).__name__ == name, at.screen()
        filled = [box for box in at.app.screen.query(LineBox) if box.has_focus]
        if filled and typed and name not in {"DeskScreen", "EvidenceScreen"}:
            await at.type(typed)
        before = len(at.desk.night)
        if gap == PASTED:
            at.app.post_message(events.Paste(f"{code}\n"))
            await at.settle()
        else:
            await at.scan(code, end, gap)
        await at.until_told(SCREENS[name].told or at.name(other))
        told = (name, end, gap, typed)
        assert len(at.desk.night) == before, told
        assert all(code not in box.text for box in at.app.screen.query(LineBox)), told
        if SCREENS[name].told:
            return
        assert at.app._exception is None, told
        card = at.card()
        assert card, told
        assert card.person.key == other, told
        assert isinstance(at.app.screen, DeskScreen), told
        assert at.app.table.box.text == "", told


async def all_over(table: Open, season: Path, name: str, ways: list[tuple[str, float]], folder: Path) -> None:
    who = {"desk": "", "by": ""} if name == "StartScreen" else {}
    async with table(NARROW, path=season, **who) as at:
        await scan_on(at, name, ways, folder)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_scan_on_any_screen_opens_its_card_or_is_named(
    table: Open,
    prepared: Path,
    downloads: Path,
    name: str,
) -> None:
    place = [*SCREENS].index(name) * 4
    ways = [*(WAYS * 10)[place : place + 2], ("", PASTED)]
    await all_over(table, prepared, name, ways, downloads)


@pytest.mark.parametrize("name", [one for one, way in SCREENS.items() if not way.told])
async def test_two_scans_in_one_write_are_two_on_any_screen(
    table: Open, prepared: Path, downloads: Path, name: str
) -> None:
    async with table(NARROW, path=prepared) as at:
        one, other = at.person(standing="flagged", teams=1), at.person(standing="clear", teams=2)
        codes = [badge(at.desk, key) for key in (one, other)]
        await at.scan(badge(at.desk, at.person(standing="flagged", teams=2)))
        await SCREENS[name].go(at, downloads)
        await at.scan("".join(codes[:1]), f"enter {' '.join(codes[1])} enter", 0.0)
        await at.until(
            lambda: at.app._exception or f"{at.name(one)} was not" in " ".join(at.screen().split())
        )
        assert at.app._exception is None
        card = at.card()
        assert card
        assert card.person.key == other
        assert isinstance(at.app.screen, DeskScreen)


@pytest.mark.long
@pytest.mark.parametrize("name", SCREENS)
async def test_a_scan_on_any_screen_in_any_way(
    table: Open,
    prepared: Path,
    downloads: Path,
    name: str,
) -> None:
    await all_over(table, prepared, name, [*WAYS, ("", PASTED)] * ROUNDS, downloads)
