"""A page that shows sides of a thing and asks which is true: one choice, and why if somebody likes to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["Verdict"]

Given = TypeVar("Given")


class Verdict(Choosing[Given | str]):
    """Gives what the chosen answer means, or a code that was scanned meanwhile."""

    answers: Sequence[str]
    example: str
    """A reason as somebody may type it."""
    how: str
    """What Enter, F8 and Esc do here."""

    def top(self) -> Iterable[Content]:
        """Yield the lines above the sides."""
        raise NotImplementedError

    def sides(self) -> Iterable[Widget]:
        """Yield what is told of each side."""
        raise NotImplementedError

    def given(self, place: int, reason: str) -> Given:
        """Return what the answer at that place means."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield from map(Static, self.top())
            with VerticalScroll(id="sides", can_focus=False):
                yield from self.sides()
            yield Choices(self.answers)
            yield LineBox(self.example, id="reason")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self.query_one(LineBox).border_title = "Why, if you like"
        self.hint(self.how)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Answer with a reason; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss(message.text)
        else:
            self._answer(message.text.strip())

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Answer without a reason."""
        self._answer("")

    def _answer(self, reason: str) -> None:
        self.dismiss(self.given(self.query_one(Choices).place, reason))
