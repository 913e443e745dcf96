"""The sheet under the box: whatever stands on it is drawn line by line, without a new layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

__all__ = ["Sheet"]

_WELCOME = 5
"""Rows of a centred text that say what matters."""


class Sheet(Widget):
    """Lines of text that fill the middle of the desk; a card, hits, or a word of welcome."""

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

        line: int

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._lines: list[Content] = []
        self._first = 0
        self._centred = False
        self._reserved = 0

    @property
    def height_needed(self) -> int:
        """How many rows what stands here takes, at the least."""
        return min(len(self._lines), _WELCOME) if self._centred else len(self._lines)

    def reserve(self, rows: int) -> None:
        """Keep so many rows free at the bottom where that cuts off no card."""
        if rows != self._reserved:
            self._reserved = rows
            self.refresh()

    def show(self, lines: Sequence[Content], *, centred: bool = False, keep: bool = False) -> None:
        """Show these lines from the first on, or from where the sheet stands."""
        self._lines, self._centred = [*lines], centred
        self._first = min(self._first, self._furthest) if keep else 0
        self.refresh()

    def scroll_by(self, steps: int) -> None:
        """Move so many lines on, or back."""
        self._first = min(max(self._first + steps, 0), self._furthest)
        self.refresh()

    def bring(self, line: int) -> None:
        """Move as little as shows that line."""
        room = max(self.size.height - 1, 1)
        self._first = min(max(self._first, line - room + 1), line)
        self.refresh()

    @property
    def _furthest(self) -> int:
        return max(len(self._lines) - max(self.size.height, 1), 0)

    def render(self) -> Content:
        """Return the lines that there is room for, and how many more there are."""
        height, width = self.size.height, self.size.width
        if self._centred:
            height -= self._reserved
            above = max((height - len(self._lines)) // 2, 0)
            rows = [Content(" " * max((width - line.cell_length) // 2, 0)) + line for line in self._lines]
            return Content("\n").join([*[Content("")] * above, *rows][:height])
        shown = self._lines[self._first : self._first + height]
        rows = [row.truncate(width, ellipsis=True) for row in shown]
        more = len(self._lines) - self._first - height
        if more > 0 and rows:
            rows[-1] = Content.styled(f"▼ {more + 1} more lines: ↓", "bold $accent")
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked."""
        content = event.get_content_offset(self)
        if content is not None:
            self.post_message(self.Clicked(self._first + content.y))

    def on_mouse_scroll_down(self) -> None:
        """Move on."""
        self.scroll_by(3)

    def on_mouse_scroll_up(self) -> None:
        """Move back."""
        self.scroll_by(-3)
