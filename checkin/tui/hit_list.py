"""The list of those whom a text could mean: who is in it, and who is chosen."""

from __future__ import annotations

from collections.abc import Container

from textual.content import Content

from checkin.desk import Desk
from checkin.search import Hit
from checkin.tui.text import hit_line

__all__ = ["HitList"]

_HINT = "↑ ↓ choose, Enter opens"


class HitList:
    """Hits, best first; nobody is chosen until a person, or a text that is no guess, chooses."""

    def __init__(self) -> None:
        self._hits: tuple[Hit, ...] = ()
        self._place: int | None = None

    def __bool__(self) -> bool:
        return bool(self._hits)

    @property
    def chosen(self) -> Hit | None:
        """Who is chosen, if anybody is."""
        return self.at(self._place) if self._place is not None else None

    def at(self, line: int) -> Hit | None:
        """Return who stands on that line."""
        return self._hits[line] if line < len(self._hits) else None

    def put(self, hits: tuple[Hit, ...]) -> None:
        """Take the hits of another text."""
        self._hits, self._place = hits, None

    def keep(self, people: Container[str]) -> None:
        """Drop whoever the files don't have any more."""
        self._hits = tuple(one for one in self._hits if one.person in people)

    def move(self, steps: int) -> int:
        """Choose so many lines on, or back, and return which."""
        place = -1 if self._place is None and steps > 0 else self._place or 0
        self._place = min(max(place + steps, 0), len(self._hits) - 1)
        return self._place

    def lines(self, desk: Desk, width: int) -> list[Content]:
        """Return the list as it is shown, with how to go on."""
        rows = []
        for place, hit in enumerate(self._hits):
            line = hit_line(hit, desk, width).truncate(width - 3, ellipsis=True)
            chosen = place == self._place
            mark = Content.styled("▶ ", "bold $accent") if chosen else Content("  ")
            rows.append(mark + (line.stylize("bold $accent") if chosen else line))
        return [*rows, Content(""), Content.styled(_HINT, "$quiet")]
