"""What is the matter with an item: short, wrong size, owed, back, right again; and releasing a hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.card import Card, ItemLine, TeamCard
from checkin.domain.commands import HandOver, Mark, MarkItem, Release
from checkin.domain.ledger import ItemState, ledger_of
from checkin.domain.parts import parts_of, told_parts, typed_parts, unknown_sizes
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["Choice", "ItemsScreen", "choices_of"]

_RELEASE = "Ana Lopez, course on Saturday"
Marked = MarkItem | HandOver | Release
"""What the page can record."""


_Given = Literal["given", "unscanned"]
_NOTE = "a word for the next volunteer, if any"
_MARKS: dict[Mark | _Given, tuple[str, str]] = {
    "short": ("is short", "What is missing"),
    "wrong-size": ("has a wrong size", "Which is right"),
    "owed": ("isn't there: we owe it", ""),
    "returned": ("came back", ""),
    "exchanged": ("is exchanged for another", ""),
    "topped-up": ("is complete now", "If only a part of it, which"),
    "given": ("is given now", ""),
    "unscanned": ("is given without a scan of its label", ""),
}
"""What a line says, and what the box then asks for."""
_LIKELY: dict[ItemState, tuple[Mark | _Given, ...]] = {
    ItemState.WAITING: ("short", "wrong-size", "owed"),
    ItemState.GIVEN: ("short", "wrong-size", "exchanged", "returned"),
    ItemState.SHORT: ("topped-up", "short", "wrong-size", "exchanged", "returned"),
    ItemState.WRONG_SIZE: ("exchanged", "short", "wrong-size", "returned"),
    ItemState.EXCHANGED: ("short", "wrong-size", "returned"),
    ItemState.OWED: ("given",),
    ItemState.RETURNED: ("given", "owed"),
}
"""What can be said of an item in each state, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the page."""

    told: str
    command: Marked
    asks: str = ""
    """What the box is for; empty for a note."""
    example: str = _NOTE
    sizes: tuple[str, ...] = ()
    begins: str = ""
    """What stands in the box at first: what was written down before, to be gone on with or changed."""


def choices_of(card: Card, desk: Desk) -> list[Choice]:
    """Return what can be said of the items of a card, the likeliest first."""
    sizes = {one.key: one.sizes for one in desk.region.items}
    lines = [(team, item) for team in card.teams for item in team.items if not item.comes_in]
    lines.sort(key=lambda one: not sizes.get(one[1].key))
    seen = {(team.team, item.key): (team, item) for team, item in reversed(lines)}
    found = [one for team, item in reversed(seen.values()) for one in _of_item(card, team, item, desk)]
    return sorted(found, key=lambda one: not isinstance(one.command, Release))


def _of_item(card: Card, team: TeamCard, item: ItemLine, desk: Desk) -> Iterator[Choice]:
    """Yield what can be said of one item, where it is now."""
    sizes = next((one.sizes for one in desk.region.items if one.key == item.key), ())
    label = item.label if len(card.teams) == 1 else f"{item.label} of {team.name}"
    if item.held:
        release = Release(card.person.key, team.team, item.key, "", "")
        yield Choice(f"{label}: release the hold", release, "Who allows it, and why", _RELEASE)
        return
    marks = _LIKELY[item.state] + (("unscanned",) if _needs_scan(item, desk) else ())
    ledger = ledger_of(desk.night, team.team, item.key)
    before = {"short": ledger.missing, "wrong-size": ledger.wanted}
    for mark in marks:
        told, asks = _MARKS[mark]
        if mark == "given" or mark == "unscanned":  # noqa: PLR1714  narrows the type
            yield Choice(f"{label} {told}", HandOver(team.team, item.key, card.person.key))
        elif mark != "wrong-size" or sizes:
            lacks = f": {item.missing}" if mark == "topped-up" and item.missing else ""
            lacks = f", instead of {told_parts(before[mark])}" if before.get(mark) else lacks
            command = MarkItem(team.team, item.key, mark, person=card.person.key, found_by=card.found_by)
            begins = f"{', '.join(map(str, before[mark]))}, " if before.get(mark) else ""
            example = _example(sizes) if asks else _NOTE
            yield Choice(f"{label} {told}{lacks}", command, asks, example, sizes, begins)


def _needs_scan(item: ItemLine, desk: Desk) -> bool:
    """Tell whether only the scan of its label hands an item over."""
    required = desk.region.policy.two_scans == "required"
    return required and item.labelled and item.state is ItemState.WAITING


def _example(sizes: tuple[str, ...]) -> str:
    return f"2 {sizes[len(sizes) // 3]}, 1 {sizes[len(sizes) // 2]}" if sizes else "1 page"


class ItemsScreen(Choosing[Marked | str]):
    """Gives what to record of an item, or a code that was scanned meanwhile."""

    def __init__(self, name: str, choices: list[Choice]) -> None:
        super().__init__()
        self._name, self._choices = name, choices
        self._begun = ""
        """What the box held before anybody typed."""
        self._asked: Marked | None = None
        """What was asked about once, and is right when it comes again."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled(f"What about {self._name}'s items?", "bold"))
            yield Choices([one.told for one in self._choices])
            yield LineBox("", id="parts")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Begin at the likeliest."""
        self.query_one(LineBox).focus()
        self.chosen()

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record with what was typed; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss(message.text)
            return
        self._record(message.text)

    def _record(self, typed: str) -> None:
        command = self._worded(typed)
        if isinstance(command, str):
            self.query_one(LineBox).put(typed)
            self.hint(command, "$warning")
        else:
            self.dismiss(command)

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Record the line as it stands, with nothing more said."""
        if isinstance(self._choice.command, Release):
            self.hint(f"Type who allows it and why: {_RELEASE}.", "$warning")
        else:
            self._record(self.query_one(LineBox).text)

    def _worded(self, typed: str) -> Marked | str:
        """Return the command with what was typed, or what is wrong with that."""
        choice, command = self._choice, self._choice.command
        if isinstance(command, Release):
            name, _, reason = typed.partition(",")
            if not name.strip() or not reason.strip():
                return "Both are needed: who allows it, then a comma, then why."
            return replace(command, name=name.strip(), reason=reason.strip())
        if isinstance(command, HandOver):
            return command
        if not choice.asks:
            return replace(command, note=typed.strip())
        parts, _, note = typed.partition("/")
        return self._sized(replace(command, parts=typed_parts(parts, choice.sizes), note=note.strip()))

    def _sized(self, command: MarkItem) -> Marked | str:
        """Ask once about a size that the region doesn't know; a top-up is held against what is missing."""
        strange = unknown_sizes(parts_of(command.parts), self._choice.sizes)
        if not strange or command.mark == "topped-up":
            return command
        if command == self._asked:
            return replace(command, anyway=True)
        self._asked = command
        return f"{strange} Correct it, or press Enter once more if it is right."

    @on(Choices.Chosen)
    def chosen(self) -> None:
        """Say how to go on with that line."""
        choice, box = self._choice, self.query_one(LineBox)
        box.border_title = choice.asks or "Note"
        box.placeholder = choice.example
        if box.text == self._begun:
            box.put(choice.begins)
            self._begun = choice.begins
        box.refresh()
        how = "Enter records"
        if isinstance(choice.command, Release):
            how = "type name, reason; Enter releases the hold, the next Enter hands over"
        elif choice.begins:
            how = "go on with the list or change it, Enter records it anew"
        elif choice.asks:
            how = "Enter records; counts and sizes can be typed first, a note after a /"
        self.hint(f"↑ ↓ choose, {how}. Esc goes back.")

    @property
    def _choice(self) -> Choice:
        return self._choices[self.query_one(Choices).place]
