"""The short list of people whom a text could mean."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from checkin.search import Hit

__all__ = ["Hits"]


class Hits(Widget):
    """Lines of hits; none is selected until a person moves to it."""

    @dataclass
    class Chosen(Message):
        """A person was clicked."""

        hit: Hit

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self.hits: tuple[Hit, ...] = ()
        self.selected: int | None = None
        self._lines: list[Content] = []

    def show(self, hits: tuple[Hit, ...], drawn: list[Content]) -> None:
        """Show these hits, with none of them selected."""
        self.hits, self._lines, self.selected = hits, drawn, None
        self.refresh()

    def move(self, steps: int) -> None:
        """Move the selection, which begins at the first."""
        if self.hits:
            place = -1 if self.selected is None and steps > 0 else self.selected or 0
            self.selected = min(max(place + steps, 0), len(self.hits) - 1)
            self.refresh()

    @property
    def chosen(self) -> Hit | None:
        """Return the hit that a person moved to."""
        return None if self.selected is None else self.hits[self.selected]

    def render(self) -> Content:
        """Return as many lines as there is room for, the selected one among them."""
        room = max(self.size.height - 2, 1)
        first = max((self.selected or 0) - room + 1, 0)
        rows = [self._row(place) for place in range(first, min(first + room, len(self.hits)))]
        return Content("\n").join([*rows, Content.styled(f"\n{self._hint(first, room)}", "$quiet")])

    def on_click(self, event: events.Click) -> None:
        """Open the person who was clicked."""
        room = max(self.size.height - 2, 1)
        place = event.y + max((self.selected or 0) - room + 1, 0)
        if 0 <= place < len(self.hits):
            self.post_message(self.Chosen(self.hits[place]))

    def _row(self, place: int) -> Content:
        width = max(self.size.width - 3, 10)
        line = self._lines[place].truncate(width, ellipsis=True)
        if place == self.selected:
            return Content.assemble(("▶ ", "bold $accent"), line.stylize("bold $accent"))
        return Content.assemble("  ", line)

    def _hint(self, first: int, room: int) -> str:
        more = len(self.hits) - first - room
        hint = "↑ ↓ choose, Enter opens"
        return f"{hint} · {more} more: type another word" if more > 0 else hint
