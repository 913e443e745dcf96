"""How many keys the cases of a whole evening cost, pressed and counted like those of one coach."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.domain.commands import CheckIn, IssueBoxLabels
from checkin.domain.evening_commands import LeaveNote, PrintChecklist
from tests.tui.conftest import Open
from tests.tui.test_how_it_feels import AGAIN, FIND, GIVE, README, Case, Hands, in_sheet

CLEAR = ("→", "→", "→", "Delete")
"""The box is not given after all."""
NEW_ROW = ("Ctrl+↓", "↓", "text", "→", "text", "→", "x", "→", "x", "→", "x", "→", "text", "Enter")
COUNTED = ("→",) * 5
"""To a column for the count."""


async def any_entry(hands: Hands) -> None:
    key = await hands.open()
    hands.at.desk.do(CheckIn(key))
    await hands.press("f9", "f8")
    assert hands.states(key) == {"waiting"}
    assert hands.at.desk.card(key).arrived is None


async def other_desks_entry(hands: Hands) -> None:
    key = await hands.open()
    hands.at.desk.sit_down("B", "José")
    hands.at.desk.do(CheckIn(key))
    hands.at.desk.sit_down("A", "Maria")
    await hands.press("f9", "f8", "enter")
    assert hands.states(key) == {"waiting"}


async def corrected(hands: Hands) -> None:
    key = await hands.open()
    hands.at.desk.do(CheckIn(key))
    await hands.press("f9", "enter")
    await hands.type("Ana Reyes, spouse", "enter")
    assert hands.at.desk.card(key).teams[0].items[-1].collected_by == "Ana Reyes (spouse)"


async def walk_in(hands: Hands) -> None:
    await hands.type("Zyxo Qwvutt")
    await hands.press("ctrl+n")
    await hands.type("12U-G91 Hawks", "enter")
    await hands.press("enter")
    await hands.type("505 555 0142", "enter")
    await hands.press("escape", "enter")
    (key,) = hands.at.desk.roster.walk_ins
    assert hands.states(key) == {"given"}


async def wrong_evening(hands: Hands) -> None:
    key = hands.at.person(standing="clear", teams=1, tonight=False)
    await hands.at.scan(hands.at.code(key))
    await hands.press("enter")
    assert hands.states(key) == {"given"}


async def note_left(hands: Hands) -> None:
    key = await hands.open()
    await hands.press("ctrl+o")
    await hands.type("ask for the spare keys", "enter")
    assert hands.at.desk.card(key).unread


async def note_read(hands: Hands) -> None:
    key = hands.at.person(standing="clear", teams=1, tonight=True)
    hands.at.desk.do(LeaveNote("ask for the spare keys", key, must_see=True))
    await hands.at.scan(hands.at.code(key))
    await hands.press("enter", "enter")
    assert hands.states(key) == {"given"}


async def box_counted(hands: Hands) -> None:
    team = hands.at.desk.shelf().lines[0].team
    hands.at.desk.do(IssueBoxLabels((team,)))
    await hands.at.press("ctrl+k")
    await hands.at.scan(hands.at.desk.box_label(team))
    assert hands.at.desk.shelf().counted == (team,)


async def rosters_counted(hands: Hands) -> None:
    pile = hands.at.desk.shelf().piles[-1]
    await hands.at.press("ctrl+k")
    await hands.type(f"roster {pile.division} {len(pile.left)}", "enter")
    assert hands.at.desk.shelf().piles[-1].agrees


async def from_paper(hands: Hands) -> None:
    hands.at.desk.do(PrintChecklist("meeting-3"))
    await hands.at.press("ctrl+r")
    await hands.type("14 arb 18:50", "enter")
    assert hands.at.desk.counts().arrived == 1


async def shift(hands: Hands) -> None:
    desk = hands.at.desk
    desk.sit_down("A", "José")
    desk.do(CheckIn(hands.at.person(teams=1, tonight=True)))
    desk.sit_down("A", "Maria")
    await hands.press("ctrl+b", "enter")
    assert desk.by == "José"


CASES = (
    Case("Any entry of the history taken back, all of its Enter", any_entry, "–", (*FIND, *CLEAR)),
    Case("Another desk's, with the reason", other_desks_entry, "–", (*FIND, *CLEAR, "→", "text", "Enter")),
    Case("Who took it, corrected", corrected, "–", (*FIND, *AGAIN)),
    Case("A walk-in of a new team, given roster and box", walk_in, "–", NEW_ROW),
    Case("The wrong evening, served all the same", wrong_evening, "–", (*FIND, *GIVE)),
    Case("A note for the next volunteer", note_left, "–", (*FIND, *AGAIN)),
    Case("A note that must be seen, then all given", note_read, "–", (*FIND, *GIVE)),
    Case("A box counted at closing, by its label", box_counted, "–", (*FIND, *COUNTED, "x", "Enter")),
    Case("The rosters of a division counted", rosters_counted, "–", ()),
    Case("A row from the paper list", from_paper, "–", ("Ctrl+F", "text", "Enter", "Esc", *GIVE)),
    Case("A change of shift, with the note", shift, "–", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
async def test_the_readme_tells_the_keys_that_were_pressed(table: Open, season: Path, case: Case) -> None:
    case.rules(season)
    async with table() as at:
        hands = Hands(at)
        await case.play(hands)
    row = f"| {case.name} | {hands.told} | {case.pretix} | {in_sheet(case.sheet)} |"
    assert row in README, f"the README lacks or contradicts this row:\n{row}"
