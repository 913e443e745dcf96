"""The queue of boxes to fetch, in letters that are read from two metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from textual.content import Content

from checkin.domain.errands import Errand
from checkin.tui.glyphs import large

__all__ = ["Drawn", "queue_lines"]

_GAPS = {True: 8, False: 6}
"""Columns between shelf and box, and before the words: for the chosen box, and for the others."""
_MARK = 2
_WORDS = 20
"""Columns for the words beside the letters, at least."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines of the queue, and which box each of them is about."""

    lines: list[Content]
    places: list[int]
    more: int
    """Boxes for which there is no room."""


def queue_lines(queue: Sequence[Errand], chosen: int, width: int, height: int, now: datetime) -> Drawn:
    """Return as much of the queue as there is room for: the chosen box largest, newest last."""
    lines: list[Content] = []
    places: list[int] = []
    first = min(chosen, max(len(queue) - 1, 0))
    for place in range(first, len(queue)):
        rows = _errand(queue[place], width, now, chosen=place == chosen)
        if len(lines) + len(rows) > height and lines:
            return Drawn(lines, places, len(queue) - place)
        lines += rows
        places += [place] * len(rows)
    return Drawn(lines, places, 0)


def _errand(one: Errand, width: int, now: datetime, *, chosen: bool) -> list[Content]:
    shelf, box = (large(text or "?", big=chosen) for text in (one.shelf, one.box))
    gap = " " * _GAPS[chosen]
    letters = [f"{left}{gap}{right}" for left, right in zip(shelf, box, strict=True)]
    room = width - len(letters[0]) - _MARK - len(gap)
    style = "bold $accent" if chosen else "bold $foreground"
    words = _words(one, now)
    head = Content.styled(f"{'SHELF':<{len(shelf[0] + gap)}}BOX", "$quiet")
    mark = Content.styled("▶ ", "bold $accent") if chosen else Content("  ")
    rows = [mark + head] if chosen else []
    if room < _WORDS:
        rows += [Content("  ") + Content.styled(row, style) for row in letters]
        rows += [(Content("  ") + Content("  ").join(words)).truncate(width, ellipsis=True)]
    else:
        for row, told in zip_longest(letters, words, fillvalue=None):
            left = Content.styled(row or "", style).truncate(len(letters[0]), pad=True)
            right = told.truncate(room, ellipsis=True) if told is not None else Content("")
            rows.append(Content("  ") + left + Content(gap) + right)
    return [*rows, Content("")]


def _words(one: Errand, now: datetime) -> list[Content]:
    minutes = int((now - one.at).total_seconds() // 60)
    since = "just now" if minutes < 1 else f"{minutes} min ago"
    who = [Content(f"for {one.who}")] if one.who else []
    return [Content.styled(one.name, "bold"), *who, Content.styled(f"desk {one.desk}, {since}", "$quiet")]
