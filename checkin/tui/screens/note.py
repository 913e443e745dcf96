"""A note on the person or a team of the card: one that must be seen, or one that may be."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.domain.card import Card
from checkin.domain.evening_commands import LeaveNote
from checkin.tui.begun import Begun
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["NoteScreen"]


class NoteScreen(Choosing[LeaveNote | str]):
    """Gives the note, or a code that was scanned meanwhile."""

    def __init__(self, card: Card, begun: Begun) -> None:
        super().__init__()
        self._name, self._about, self._begun = card.person.name, card.person.key, begun
        teams = {one.team: one.name for one in card.teams if one.team}
        self._choices = [
            (f"{name}: {told}", LeaveNote("", person, team, must_see=must))
            for name, person, team in (
                (self._name, card.person.key, ""),
                *((name, "", key) for key, name in teams.items()),
            )
            for told, must in (("must be seen before Enter works", True), ("may be seen", False))
        ]

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("A note for whoever sees them next", "bold"))
            yield Choices([told for told, _ in self._choices])
            yield LineBox("owes the form of last season", id="text")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for the note."""
        box = self.query_one(LineBox)
        self._begun.take_up("note", self._about, box)
        box.focus()
        self.hint("↑ ↓ choose, type the note, Enter records it. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record the note; a scan goes to the desk."""
        if message.from_scanner:
            self._begun.keep("note", self._about, message)
            self.dismiss(message.text)
            return
        command = self._choices[self.query_one(Choices).place][1]
        self.dismiss(replace(command, text=message.text.strip()))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Ask for the words of the note."""
        self.hint("Type the note first, then Enter. Esc goes back.", "$warning")
