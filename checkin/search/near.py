"""The words that differ from a typed one by a letter or two, out of many thousands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

__all__ = ["Near", "begins", "within"]

_PAST = "\U0010ffff"
"""Stands after every letter."""


class Near:
    """Words forwards and backwards: one wrong letter leaves the head or the tail of a word whole."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    @cached_property
    def _forwards(self) -> defaultdict[int, list[str]]:
        return _by_length(self._words)

    @cached_property
    def _backwards(self) -> defaultdict[int, list[str]]:
        return _by_length(one[::-1] for one in self._words)

    def one_off(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words at most one letter off, with how many; two letters swapped are one."""
        half = len(text) // 2
        swapped = text[: half - 1] + text[half] + text[half - 1] + text[half + 1 :] if half else text
        found = {swapped}
        for length in range(len(text) - 1, len(text) + 2):
            found.update(_starting(self._forwards[length], text[:half]))
            found.update(one[::-1] for one in _starting(self._backwards[length], text[half:][::-1]))
        known = self._forwards[len(text)]
        at = bisect_left(known, swapped)
        if known[at : at + 1] != [swapped]:
            found.discard(swapped)
        yield from within(text, [*found], 1)


def begins(words: Sequence[str], start: str) -> tuple[int, int]:
    """Return from which to before which place sorted words begin so."""
    return bisect_left(words, start), bisect_left(words, start + _PAST)


def within(text: str, words: Sequence[str], reach: int) -> Iterator[tuple[str, int]]:
    """Yield those of the words that are at most so many letters off, with how many."""
    near = process.extract(text, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
    yield from ((found, int(distance)) for found, distance, _ in near)


def _starting(words: list[str], start: str) -> list[str]:
    first, end = begins(words, start)
    return words[first:end]


def _by_length(words: Iterable[str]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in sorted(words):
        found[len(one)].append(one)
    return found
