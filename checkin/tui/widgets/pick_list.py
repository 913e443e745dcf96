"""A long list of which one line is chosen, moved along by arrows and the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

__all__ = ["PickList"]


class PickList(Widget):
    """Lines to choose from; it takes no keys itself, so that its page decides what they mean."""

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

        pick_list: PickList
        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self.chosen = 0
        """Place of the chosen line."""
        self._rows: list[Content] = []
        self._first = 0

    def show(self, rows: Sequence[Content], chosen: int | None = None) -> None:
        """Show these lines, that one chosen or else the one that was."""
        self._rows = list(rows)
        self.chosen = min(max(self.chosen if chosen is None else chosen, 0), max(len(rows) - 1, 0))
        self.refresh()

    def move(self, steps: int) -> None:
        """Choose a line further on, or back."""
        self.show(self._rows, self.chosen + steps)

    def render(self) -> Content:
        """Return the lines that there is room for, the chosen one among them."""
        height, width = max(self.size.height, 1), self.size.width
        room = height if len(self._rows) <= height else max(height - 1, 1)
        first = min(max(self._first, self.chosen - room + 1), self.chosen)
        self._first = min(first, max(len(self._rows) - room, 0))
        shown = []
        for place in range(self._first, min(self._first + room, len(self._rows))):
            mark = Content.styled("▶ ", "bold $accent") if place == self.chosen else Content("  ")
            row = self._rows[place].truncate(max(width - 2, 1), ellipsis=True)
            shown.append(mark + (row.stylize("bold $accent") if place == self.chosen else row))
        if len(self._rows) > height > 1:
            more = len(self._rows) - self._first - room
            shown.append(Content.styled(f"  ▼ {more} more" if more else f"  ▲ {self._first} more", "$quiet"))
        return Content("\n").join(shown)

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked."""
        at = event.get_content_offset(self)
        if at is not None and self._first + at.y < len(self._rows):
            self.post_message(self.Clicked(self, self._first + at.y))

    def on_mouse_scroll_down(self) -> None:
        """Choose further on."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """Choose further back."""
        self.move(-1)
