"""How many keys each case costs, pressed and counted on the real screen; the table of the README is these counts.

What is typed as data (a name, a size, a date) is no key of ours or of theirs and is written as `+ text`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkin.domain.commands import IssueBoxLabels, Recorded
from tests.tui.conftest import Open, Table
from tests.tui.test_items import hold
from tests.tui.test_two_scans import asked

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


class Hands:
    """A volunteer whose keys are counted; scans are not keys."""

    def __init__(self, at: Table) -> None:
        self.at = at
        self.keys = 0
        self.typed = False

    async def press(self, *keys: str) -> None:
        """Press keys, each of them counted."""
        self.keys += len(keys)
        await self.at.press(*keys)

    async def type(self, text: str, *keys: str) -> None:
        """Type data, which isn't counted, and press keys, which are."""
        self.typed = True
        self.keys += len(keys)
        await self.at.type(text, *keys)

    async def open(self, standing: str = "clear", teams: int = 1) -> str:
        """Scan somebody; not a key."""
        key = self.at.person(standing=standing, teams=teams, tonight=True)
        await self.at.scan(self.at.code(key))
        self.keys, self.typed = 0, False
        return key

    def states(self, key: str) -> set[str]:
        return {item.state.value for team in self.at.desk.card(key).teams for item in team.items}

    @property
    def told(self) -> str:
        return f"{self.keys}{' + text' if self.typed else ''}"


Play = Callable[[Hands], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """Something that happens at the table, and what it costs elsewhere."""

    name: str
    play: Play
    pretix: str
    """Taps in pretixSCAN; `–` where it has nothing for it."""
    sheet: tuple[str, ...]
    """Keys in a spreadsheet with one row for each coach and team: ID, arrived, roster, box, note."""
    rules: Callable[[Path], None] = lambda _: None


FIND = ("Ctrl+F", "Esc")
"""Between them the scanner types the id and its own Enter."""
GIVE = ("→", "x", "→", "x", "→", "x", "Enter")
"""Arrived, roster, box."""
NOTE = ("→", "x", "→", "x", "→", "x", "→", "text", "Enter")
TAKEN = ("→", "→", "x", "→", "x", "→", "text", "Enter")
"""Roster and box, and who took them."""
AGAIN = ("→", "→", "→", "→", "text", "Enter")
"""Another note in the row."""


async def normal(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("enter")
    assert hands.at.desk.card(key).arrived
    assert hands.states(key) == {"given"}


async def flagged(hands: Hands) -> None:
    key = await hands.open("flagged")
    await hands.press("enter")
    assert hands.states(key) == {"given"}


async def two_teams(hands: Hands) -> None:
    key = await hands.open(teams=2)
    await hands.press("enter")
    assert hands.states(key) == {"given"}


async def by_name(hands: Hands) -> None:
    key = hands.at.person(standing="clear", teams=1, tonight=True)
    await hands.type(hands.at.name(key), "enter")
    await hands.press("enter")
    assert hands.states(key) == {"given"}


async def by_label(hands: Hands) -> None:
    key = await hands.open()
    team = hands.at.desk.card(key).teams[0].team
    assert isinstance(hands.at.desk.do(IssueBoxLabels((team,))), Recorded)
    await hands.at.scan(hands.at.desk.box_label(team))
    assert hands.states(key) == {"given"}


async def wrong_box(hands: Hands) -> None:
    other = hands.at.person(standing="flagged", teams=1, tonight=True)
    wrong = hands.at.desk.card(other).teams[0].team
    assert isinstance(hands.at.desk.do(IssueBoxLabels((wrong,))), Recorded)
    await hands.open()
    await hands.at.scan(hands.at.desk.box_label(wrong))
    assert hands.at.app.screen.has_class("-stop")


async def other_coach_collects(hands: Hands) -> None:
    desk = hands.at.desk
    key = next(
        one
        for one in sorted(desk.roster.people)
        if desk.roster.people[one].ids
        and desk.card(one).gives
        and any(team.others for team in desk.card(one).teams)
    )
    await hands.at.scan(hands.at.code(key))
    await hands.press("f2", "enter")
    assert hands.states(key) == {"given"}
    assert desk.card(key).arrived is None


async def spouse_collects(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f2")
    await hands.type("Ana Reyes, spouse", "enter")
    assert hands.states(key) == {"given"}


async def short(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f3", "enter")
    assert hands.states(key) == {"given", "short"}
    assert hands.at.desk.card(key).arrived


async def short_by_size(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f3")
    await hands.type("2 YM, 1 YL", "enter")
    assert hands.states(key) == {"given", "short"}


async def topped_up(hands: Hands) -> None:
    await short(hands)
    hands.keys = 0
    await hands.press("f3", "enter")
    card = hands.at.card()
    assert card
    assert hands.states(card.person.key) == {"given"}


async def wrong_size(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f3", "down")
    await hands.type("2 AS", "enter")
    assert hands.states(key) == {"given", "wrong-size"}


async def owed(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f3", "down", "down", "enter")
    assert hands.states(key) == {"given", "owed"}


async def released(hands: Hands) -> None:
    key = await hands.open("flagged")
    await hands.press("f3")
    await hands.type("Ana Lopez, course on Saturday", "enter")
    await hands.press("enter")
    assert hands.states(key) == {"given"}


async def taken_back(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("enter")
    hands.keys = 0
    await hands.press("f8")
    assert hands.states(key) == {"waiting"}


async def evidence(hands: Hands) -> None:
    at = hands.at
    key = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
    await at.scan(at.code(key))
    await hands.press("f4")
    await hands.type("8/1/2026", "enter")
    assert at.desk.night.witnessed(key)


async def refresher(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("f6")
    assert hands.at.desk.night.refresher(key)


CASES = (
    Case("The normal coach: arrival, roster and box", normal, "0, arrival only", (*FIND, *GIVE)),
    Case("A flagged coach, served all the same", flagged, "0, arrival only", (*FIND, *GIVE)),
    Case("A coach of two teams", two_teams, "0, arrival only", (*FIND, *GIVE, *FIND, "Enter", *GIVE)),
    Case("No badge: by name", by_name, "2 + text, arrival only", ("Ctrl+F", "text", "Enter", "Esc", *GIVE)),
    Case("The right box, by the label on it", by_label, "–", (), lambda one: asked(one, "required")),
    Case("A wrong box is stopped", wrong_box, "–", (), lambda one: asked(one, "required")),
    Case("The other coach collects", other_coach_collects, "–", (*FIND, *TAKEN)),
    Case("A spouse collects", spouse_collects, "–", (*FIND, *TAKEN)),
    Case("A short box, with the check-in", short, "–", (*FIND, *NOTE)),
    Case("A short box by sizes, with the check-in", short_by_size, "–", (*FIND, *NOTE)),
    Case("What was missing is there", topped_up, "–", (*FIND, *AGAIN)),
    Case("A wrong size, with the check-in", wrong_size, "–", (*FIND, *NOTE)),
    Case("No box there: owed, with the check-in", owed, "–", (*FIND, *NOTE)),
    Case(
        "A hold is released, then all given", released, "–", (*FIND, *NOTE), lambda one: hold(one, "roster")
    ),
    Case("The last thing taken back", taken_back, "–", ("Ctrl+Z",) * 3),
    Case("A certificate on a phone", evidence, "–", (*FIND, *AGAIN)),
    Case("The refresher taken", refresher, "–", (*FIND, *AGAIN)),
)


def in_sheet(keys: tuple[str, ...]) -> str:
    """How many keys a spreadsheet costs; the letters of a text are not counted."""
    count = len([one for one in keys if one != "text"])
    return f"{count}{' + text' if 'text' in keys else ''}" if keys else "–"


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
async def test_the_readme_tells_the_keys_that_were_pressed(table: Open, season: Path, case: Case) -> None:
    case.rules(season)
    async with table() as at:
        hands = Hands(at)
        await case.play(hands)
    row = f"| {case.name} | {hands.told} | {case.pretix} | {in_sheet(case.sheet)} |"
    assert row in README, f"the README lacks or contradicts this row:\n{row}"
