"""A short list to choose from, beside a box that keeps the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

__all__ = ["STEPS", "Choices"]

STEPS = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8}
"""How far each key moves in a list."""
_AROUND, _FEWEST = 13, 3
"""Lines that a question needs beside its choices, and choices that are shown at least."""


class Choices(Static):
    """Lines of which one is chosen: by arrow keys through its screen, or by the mouse."""

    @dataclass
    class Chosen(Message):
        """Another line is chosen."""

        place: int

    @dataclass
    class Clicked(Message):
        """The chosen line was clicked once more: as good as Enter."""

        place: int

    def __init__(self, lines: Sequence[str] = (), *, id: str = "choices") -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self.place = 0
        """Of the chosen line, from 0."""
        self._lines = lines
        self._first = 0
        """The line at the top, where the window is too low for all."""

    def __len__(self) -> int:
        return len(self._lines)

    def on_mount(self) -> None:
        """Draw the lines."""
        self._draw()

    def put(self, lines: Sequence[str]) -> None:
        """Replace the lines, with the first of them chosen."""
        self._lines, self.place, self._first = lines, 0, 0
        self._draw()

    def move(self, steps: int) -> None:
        """Choose another line."""
        place = min(max(self.place + steps, 0), len(self._lines) - 1)
        if place != self.place and self._lines:
            self.place = place
            self._draw()
            self.post_message(self.Chosen(place))

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the pointer; the chosen one is taken."""
        event.stop()
        place = self._first + event.y
        if place == self.place:
            self.post_message(self.Clicked(self.place))
        elif place < len(self._lines):
            self.move(place - self.place)

    def _draw(self) -> None:
        width = max(self.size.width, 20)
        rows = [
            Content.styled(f"▶ {told}", "bold $accent") if place == self.place else Content(f"  {told}")
            for place, told in enumerate(self._lines)
        ]
        room = max(self.app.size.height - _AROUND, _FEWEST)
        self._first = min(max(self._first, self.place - room + 1), self.place, max(len(rows) - room, 0))
        rows = rows[self._first : self._first + room]
        self.update(Content("\n").join(row.truncate(width, ellipsis=True) for row in rows))

    def on_resize(self) -> None:
        """Draw again for the new width: a line never wraps, so that a click meets it."""
        self._draw()
