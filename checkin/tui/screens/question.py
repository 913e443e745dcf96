"""A page that asks one thing: a box, a line that says how to go on, and Esc to leave it."""

from __future__ import annotations

from typing import TypeVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

__all__ = ["Question"]

Given = TypeVar("Given")


class Question(Screen[Given]):
    """What all questions have in common: how they look, and the line that says how to go on."""

    CSS_PATH = "question.tcss"

    def hint(self, sentence: str, style: str = "$quiet") -> None:
        """Say how to go on, or what was wrong."""
        self.query_one("#hint", Static).update(Content.styled(sentence, style))
