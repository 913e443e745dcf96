"""A page that asks one thing: a box, a line that says how to go on, and Esc to leave it."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.content import Content
from textual.widgets import Static

from checkin.tui.screens.once import LeftOnce
from checkin.tui.widgets.choices import STEPS, Choices

__all__ = ["Choosing", "Question"]

Given = TypeVar("Given")


class Question(LeftOnce[Given]):
    """What all questions have in common: how they look, and the line that says how to go on."""

    CSS_PATH = "question.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high")]  # noqa: RUF012  Textual's own declaration

    def hint(self, sentence: str, style: str = "$quiet") -> None:
        """Say how to go on, or what was wrong."""
        self.query_one("#hint", Static).update(Content.styled(sentence, style))


class Choosing(Question[Given | None]):
    """A question with a list of answers: arrow keys and mouse choose, Esc gives none."""

    def on_key(self, event: events.Key) -> None:
        """Move between the choices, or go back."""
        steps = STEPS.get(event.key)
        if steps:
            self.query_one(Choices).move(steps)
            event.stop()
        elif event.key == "escape":
            self.dismiss(None)
            event.stop()
