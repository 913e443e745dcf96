"""Text that is made to fit: as large as its place allows, in as many lines as that takes, cut at last.

A line breaks at blanks and behind hyphens, never at a no-break space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

__all__ = ["LEAD", "POINT", "Fitted", "cut", "fitted", "shrunk"]

POINT = 25.4 / 72
"""Millimetres of a point."""
LEAD = 1.18
"""Lines are that many times as high as their letters are large."""
_BROKEN = 0.8
"""What a size is worth when a name is broken behind a hyphen for it."""
_SPLIT_UP_TO = 8
"""Words of a name that are tried in every arrangement; a longer one is cut."""

Measure = Callable[[str], float]
"""Gives the width of a text of one point in millimetres."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size that they fit in."""

    size: float
    """Points."""
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Millimetres."""
        return len(self.lines) * self.size * LEAD * POINT


def fitted(
    text: str,
    width: float,
    height: float,
    measure: Measure,
    *,
    largest: float,
    smallest: float,
    most: int = 3,
) -> Fitted:
    """Return a text as large as it can be, in at most so many lines; one that is too long is cut."""
    best, worth = Fitted(0, ()), 0.0
    for lines in _arrangements(text, most):
        widest = max(map(measure, lines))
        size = min(largest, width / widest if widest else largest, height / (len(lines) * LEAD * POINT))
        if (value := size * _BROKEN ** sum(one.endswith("-") for one in lines[:-1])) > worth + 0.01:
            best, worth = Fitted(size, lines), value
    if best.size >= smallest:
        return best
    room = max(1, min(most, int(height / (smallest * LEAD * POINT))))
    lines = min(
        (one for one in _arrangements(text, most) if len(one) <= room), key=lambda one: max(map(measure, one))
    )
    return Fitted(smallest, tuple(cut(one, width, lambda part: measure(part) * smallest) for one in lines))


def shrunk(text: str, width: float, measure: Measure, *, largest: float, smallest: float) -> Fitted:
    """Return a text in one line, smaller where it must be, and cut where that is not enough."""
    size = min(largest, width / max(measure(text), 0.001))
    if size >= smallest:
        return Fitted(size, (text,))
    return Fitted(smallest, (cut(text, width, lambda part: measure(part) * smallest),))


def cut(text: str, width: float, measure: Measure) -> str:
    """Return as much of a text as fits, with an ellipsis where something is left out."""
    if measure(text) <= width:
        return text
    kept = text
    while kept and measure(f"{kept.rstrip()}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _arrangements(text: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the text in one line and in every way to break it, also behind the hyphen of a double surname."""
    words = [one for one in re.split(r"(?<=-)| +", text) if one]
    yield (text,)
    if len(words) > _SPLIT_UP_TO:
        words = [*words[: _SPLIT_UP_TO - 1], " ".join(words[_SPLIT_UP_TO - 1 :])]
    for count in range(2, min(most, len(words)) + 1):
        for breaks in combinations(range(1, len(words)), count - 1):
            edges = (0, *breaks, len(words))
            yield tuple(_joined(words[begin:end]) for begin, end in pairwise(edges))


def _joined(words: list[str]) -> str:
    return re.sub(r"(?<=\w)- ", "-", " ".join(words))
