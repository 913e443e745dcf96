"""A screen that takes one line after the other: a title, a box, what stands, what was just done."""

from __future__ import annotations

from abc import abstractmethod

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import Answer, Recorded
from checkin.domain.desk_facts import Undone
from checkin.tui.screens.once import LeftOnce
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["EntryScreen"]

_WIDE = 100
"""Columns from which there is room to breathe."""


class EntryScreen(LeftOnce[None]):
    """What the closing count and the paper list have in common; F8 takes the last line back."""

    CSS_PATH = "entry.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high")]  # noqa: RUF012  the same

    def __init__(self, desk: Desk, title: str, asks: str) -> None:
        super().__init__()
        self._desk, self._title, self._asks = desk, title, asks
        self._acts: list[Recorded] = []
        """What was recorded on this page, oldest first."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(Content.styled(self._title, "bold"), id="title")
        yield LineBox(self._asks, id="box")
        yield Static(id="state")
        yield Sheet(id="list")
        yield Static(id="said")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for the first line."""
        self.query_one(LineBox).focus()
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.draw)

    def keep(self, answer: Answer | None) -> None:
        """Remember what was recorded here: F8 takes nothing else back, and no taking back."""
        if isinstance(answer, Recorded) and not all(isinstance(one.fact, Undone) for one in answer.events):
            self._acts.append(answer)

    @property
    def last(self) -> Recorded | None:
        """What was recorded last on this page and still counts."""
        night = self._desk.night
        return next((one for one in reversed(self._acts) if any(map(night.counts, one.events))), None)

    def say(self, sentence: str, style: str = "$quiet") -> None:
        """Say what was just done."""
        self.query_one("#said", Static).update(Content.styled(sentence, style))

    @abstractmethod
    def draw(self, said: str = "", style: str = "$quiet") -> None:
        """Draw what stands now, and what was just done."""
