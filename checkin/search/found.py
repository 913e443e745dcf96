"""Whom a typed word can mean, without looking at everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from checkin.search.matches import Matches
from checkin.search.typed import Word

__all__ = ["Found", "Postings", "narrowed"]

_LOOKS = 32
"""Entries of a list that are looked at in the time in which one person's words are."""


class Postings:
    """Who has each known word: the numbers of the people, one word after the other in one list."""

    def __init__(self, of_words: Iterable[list[int]]) -> None:
        self._people: list[int] = []
        self._starts = [0]
        for people in of_words:
            self._people += people
            self._starts.append(len(self._people))

    def of(self, places: range, most: int | None = None) -> list[int]:
        """Return who has one of the words from one place to another, or the first so many."""
        first, end = self._starts[places.start], self._starts[places.stop]
        return self._people[first : end if most is None else min(end, first + most)]

    def count(self, places: range) -> int:
        """Return how many people that is at most."""
        return self._starts[places.stop] - self._starts[places.start]


@dataclass
class Found:
    """What one typed word can stand for."""

    word: Word
    terms: Matches
    postings: Postings

    @cached_property
    def count(self) -> int:
        """How many people it can be at most."""
        return sum(map(self.postings.count, self.terms.worth()))

    @cached_property
    def people(self) -> set[int]:
        """Whom it can mean."""
        return set(self._named(0))

    def narrowed(self, people: set[int], of_person: Sequence[tuple[int, ...]], least: float = 0) -> set[int]:
        """Return those of some people whom it can mean, in whichever way is the shorter one."""
        if len(people) * _LOOKS < self.count:
            terms = ((number, self.terms.among(of_person[number])) for number in people)
            return {number for number, found in terms if any(match.score >= least for _, match in found)}
        return people.intersection(self._named(least))

    def _named(self, least: float) -> Iterator[int]:
        """Yield whom the words mean that are worth so much, some of them more than once."""
        return chain.from_iterable(map(self.postings.of, self.terms.worth(least)))


def narrowed(
    people: set[int], found: Iterable[Found], of_person: Sequence[tuple[int, ...]], least: float = 0
) -> set[int]:
    """Return those of some people whom every word can mean."""
    for one in found:
        people = one.narrowed(people, of_person, least)
    return people
