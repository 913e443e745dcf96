"""What is true where record and count disagree: of a box, or of a pile that was counted by number."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import TakeBack
from checkin.domain.desk_facts import HandedOver
from checkin.domain.evening_commands import CountBox, CountPile, GaveBox, MissBox, UncountBox
from checkin.domain.piles import Pile
from checkin.domain.shelf import BoxLine
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["BoxScreen", "CountCommand", "PileScreen"]

_SEEN = "on the table when counted"
CountCommand = CountBox | CountPile | UncountBox | MissBox | GaveBox | TakeBack
"""What the count is settled with."""


class BoxScreen(Choosing[CountCommand | str]):
    """Asks what is true of a box on which record and shelf disagree; or gives a code scanned meanwhile."""

    def __init__(self, line: BoxLine) -> None:
        super().__init__()
        self._line = line
        team = line.team
        self._choices: list[tuple[str, CountBox | UncountBox | MissBox | GaveBox | TakeBack]] = (
            [
                ("it is on the shelf: take that back", TakeBack(line.hand_over, "on the shelf when counted")),
                ("it is not on the shelf: counted by mistake", UncountBox(team)),
            ]
            if line.kind == "given"
            else [
                ("it is on the shelf: count it", CountBox(team)),
                ("somebody has it: type who", GaveBox(team, "")),
                ("it can't be found", MissBox(team)),
            ]
        )

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        line = self._line
        named = f"Box {line.box}" if line.box else "The box"
        with Container(id="page"):
            yield Static(Content.styled(f"{named} of {line.name}", "bold"))
            yield Static(Content.styled(f"Shelf {line.shelf or '?'}: {line.told}.", "$warning"))
            yield Choices([told for told, _ in self._choices])
            yield LineBox("Ana Reyes, spouse" if self._line.kind != "given" else "", id="who")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self.query_one(LineBox).border_title = self._asks
        self.hint("↑ ↓ choose, Enter records. Esc goes back.")

    @property
    def _asks(self) -> str:
        return "Who has it, or a note" if self._line.kind != "given" else "Why, if anything is known"

    @on(LineBox.Changed)
    def changed(self, message: LineBox.Changed) -> None:
        """Show that a name which is typed means that somebody has it."""
        choices = self.query_one(Choices)
        if message.text.strip() and isinstance(self._choices[choices.place][1], CountBox):
            choices.move(1)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take the name or the note; a scan goes to the count."""
        if message.from_scanner:
            self.dismiss(message.text)
            return
        command = self._choices[self.query_one(Choices).place][1]
        if isinstance(command, MissBox):
            self.dismiss(MissBox(command.team, message.text.strip()))
        elif isinstance(command, TakeBack):
            self.dismiss(TakeBack(command.target, f"{command.reason}: {message.text.strip()}"))
        elif self._line.kind == "given":
            self.dismiss(command)
        else:
            name, _, relation = message.text.partition(",")
            self.dismiss(GaveBox(self._line.team, name.strip(), relation.strip()))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Record the chosen answer."""
        command = self._choices[self.query_one(Choices).place][1]
        if isinstance(command, GaveBox):
            self.hint("Type who has it, then the relation: Ana Reyes, spouse.", "$warning")
        else:
            self.dismiss(command)


class PileScreen(Choosing[CountCommand | str]):
    """Asks how many of an item are left, and whose it is when count and record disagree."""

    def __init__(self, pile: Pile, desk: Desk) -> None:
        super().__init__()
        self._pile = pile
        self._fewer = (pile.counted or 0) < len(pile.left)
        self._lines: list[tuple[str, TakeBack | MissBox | None]] = [("count again: type the number", None)]
        if pile.disagrees and self._fewer:
            self._lines += [(desk.roster.teams[one].name, MissBox(one, item=pile.item)) for one in pile.left]
        elif pile.disagrees:
            self._lines += _given(pile, desk)

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        pile = self._pile
        asked = f"{pile.name}: {pile.told}" if pile.disagrees else f"{pile.name}: how many are left?"
        with Container(id="page"):
            yield Static(Content.styled(asked, "bold"))
            yield Static(Content.styled(self._what_now, "$warning"))
            if pile.disagrees:
                yield Choices([told for told, _ in self._lines])
            yield LineBox("type the number", id="number")
            yield Static(id="hint")

    @property
    def _what_now(self) -> str:
        if not self._pile.disagrees:
            return f"{len(self._pile.left)} by the record."
        if self._fewer:
            return "Whose isn't here? If nobody knows, it can't be found."
        return "Whose is here, although the record says it was given?"

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self._explain()

    @on(Choices.Chosen)
    def _explain(self) -> None:
        how, box, example = "Type the number, Enter.", "How many are left", "type the number"
        if self._command:
            how = "Enter: it is here, the hand-over is taken back."
        if isinstance(self._command, MissBox):
            how = "Enter: it can't be found. Or type who has it, then Enter."
            box, example = "Who has it: name, relation", "Ana Reyes, spouse"
        self.query_one(LineBox).border_title = box
        self.query_one(LineBox).placeholder = example
        self.query_one(LineBox).refresh()
        choose = "↑ ↓ choose. " if self._pile.disagrees else ""
        self.hint(f"{choose}{how} Esc goes back.")

    @property
    def _command(self) -> TakeBack | MissBox | None:
        found = self.query(Choices)
        return self._lines[found.first().place][1] if found else None

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take the number or who has it; a scan goes to the count."""
        typed = message.text.strip()
        if message.from_scanner:
            self.dismiss(message.text)
        elif typed.isdecimal():
            self.dismiss(CountPile(self._pile.item, self._pile.division, int(typed)))
        elif isinstance(self._command, MissBox):
            name, _, relation = typed.partition(",")
            self.dismiss(GaveBox(self._command.team, name.strip(), relation.strip(), self._pile.item))
        else:
            message.box.put("")
            self.hint("Type how many there are, a number.", "$warning")

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Settle the chosen line."""
        if self._command:
            self.dismiss(self._command)
        else:
            self.hint("Type how many there are, then Enter. Esc goes back.", "$warning")


def _given(pile: Pile, desk: Desk) -> Iterator[tuple[str, TakeBack]]:
    """Yield the teams that have it by the record, with who took it, the latest first."""
    events = [one for team in pile.gone if (one := desk.night.handed_over(team, pile.item))]
    for event in sorted(events, key=lambda one: one.order, reverse=True):
        if isinstance(event.fact, HandedOver):
            name = desk.roster.teams[event.fact.team].name
            yield f"{name}: given to {event.fact.collector}", TakeBack(event.id, _SEEN)
