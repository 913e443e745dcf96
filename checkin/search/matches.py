"""What one typed word can stand for: single words, and every word that begins as it does."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

__all__ = ["Match", "Matches", "Span"]


@dataclass(frozen=True, slots=True)
class Match:
    """How a typed word stands for a known one."""

    score: float
    way: str
    """`whole`, `begins`, `nickname`, `initials`, or one of the guesses."""


@cache
def _begins(typed: int, whole: int) -> Match:
    """Return what the beginning of a name is worth, more the more of it was typed."""
    return Match(80 + 14 * typed // whole, "begins")


@dataclass(frozen=True, slots=True)
class Span:
    """The words of one field that begin as was typed: places in the sorted list of all words."""

    first: int
    end: int
    """The place after the last."""
    match: Match | None
    """What each of them is worth; None for names, where that goes by the length."""
    typed: int = 0
    """Letters that were typed."""
    lengths: Sequence[int] = ()
    """Of each of these words, its length."""

    @property
    def least(self) -> float:
        """What each of them is worth at least."""
        return self.match.score if self.match else _begins(1, 100).score

    def of(self, place: int) -> Match:
        """Return what one of them is worth."""
        return self.match or _begins(self.typed, self.lengths[place - self.first])

    def groups(self) -> Iterator[tuple[float, range]]:
        """Yield places and what they are worth."""
        if self.match:
            yield self.match.score, range(self.first, self.end)
            return
        for place, length in enumerate(self.lengths, self.first):
            yield _begins(self.typed, length).score, range(place, place + 1)


@dataclass(slots=True)
class Matches:
    """Everything that one typed word can stand for."""

    single: dict[int, Match] = field(default_factory=dict)
    """The best way for each of these places."""
    spans: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.single or self.spans)

    def add(self, place: int, match: Match) -> None:
        """Take in a way in which the word can stand for one known word."""
        before = self.single.get(place)
        if before is None or before.score < match.score:
            self.single[place] = match

    def among(self, terms: tuple[int, ...]) -> Iterator[tuple[int, Match]]:
        """Yield those of somebody's words, which are sorted, that it can stand for."""
        single = self.single
        for place in terms:
            if place in single:
                yield place, single[place]
        for span in self.spans:
            at = bisect_left(terms, span.first)
            while at < len(terms) and terms[at] < span.end:
                yield terms[at], span.of(terms[at])
                at += 1

    def worth(self, least: float = 0) -> Iterator[range]:
        """Yield the places that are worth so much at least; a few of them may come twice."""
        yield from (range(one.first, one.end) for one in self.spans if one.least >= least)
        yield from (range(place, place + 1) for place, match in self.single.items() if match.score >= least)

    def best_first(self) -> Iterator[tuple[float, list[range]]]:
        """Yield the places that are worth the same together, with their score, the best ones first."""
        groups: defaultdict[float, list[range]] = defaultdict(list)
        for span in self.spans:
            for score, places in span.groups():
                groups[score].append(places)
        for place, match in self.single.items():
            groups[match.score].append(range(place, place + 1))
        yield from sorted(groups.items(), key=lambda one: -one[0])
