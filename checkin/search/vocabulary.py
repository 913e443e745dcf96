"""Every word that is known of anybody, and which of them a typed word can stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from checkin.domain.nicknames import Nicknames
from checkin.search.sounds import beside, sound_of
from checkin.search.typed import Word

__all__ = ["GUESSES", "Match", "Term", "Vocabulary"]

Term = tuple[str, str]
"""A field and a word in it."""
_SHORTEST_GUESS = 3
"""Letters; fewer are one letter off from anything."""
_LONG = 6
"""Letters from which a word may bear two errors."""
_ALIKE = 0.6
"""How much of a word may be spelled otherwise when it sounds the same."""
_LITTLE = 2
"""The same in letters, for a word that somebody bears as it stands."""
_MAIL = 4
"""Letters of an address from which it is looked for without its @."""
_ID_PART, _PHONE_PART = 3, 4
"""Digits that must be given of a longer number."""
_WHOLE_PHONE = 10
_MANY = 1_000
"""Numbers and addresses with one beginning that are looked at."""
_DIVISION = re.compile(r"(?P<first>[bg])?u?(?P<age>[0-9]{1,2})u?(?P<sex>[bg])?")
GUESSES = frozenset({"sound", "slip", "one", "two", "begun", "team typo"})
"""Ways that assume an error."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a typed word stands for a known one."""

    score: float
    way: str
    """`whole`, `begins`, `nickname`, `initials`, or one of `GUESSES`."""


_WHOLE = Match(100, "whole")
_NICKNAME, _SMALL, _NICKNAME_BEGUN = (Match(score, "nickname") for score in (85, 80, 62))


_NO_WORDS: tuple[list[str], Mapping[str, list[str]]] = ([], {})


@cache
def _begins(typed: int, whole: int) -> Match:
    """Return what the beginning of a name is worth, more the more of it was typed."""
    return Match(80 + 14 * typed // whole, "begins")


class Vocabulary:
    """The words, sorted and grouped so that a typed one finds its like in microseconds."""

    def __init__(self, terms: Iterable[Term], nicknames: Nicknames) -> None:
        self._nicknames = nicknames
        self._known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for number, (field, word) in enumerate(terms):
            self._known[field][word] = number
        self._sorted = {field: sorted(words) for field, words in self._known.items()}
        self._lengths: defaultdict[int, list[str]] = defaultdict(list)
        self._firsts: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        begun: defaultdict[tuple[str, int], defaultdict[str, list[str]]]
        begun = defaultdict(lambda: defaultdict(list))
        for word in self._sorted.get("name", ()):
            self._lengths[len(word)].append(word)
            self._firsts[word[0], len(word)].append(word)
            self._sounds[sound_of(word)].append(word)
            for length in range(_LONG - 1, len(word)):
                begun[word[0], length][word[:length]].append(word)
        self._begun: dict[tuple[str, int], tuple[list[str], Mapping[str, list[str]]]] = {
            about: (list(found), found) for about, found in begun.items()
        }

    def knows(self, name: str) -> bool:
        """Tell whether somebody has this word in the name."""
        return name in self._known["name"]

    def matches(self, word: Word) -> dict[int, Match]:
        """Return the numbers of the known words that a typed one can stand for, each in the best way."""
        found: dict[int, Match] = {}
        for (field, known), match in self._ways(word):
            number = self._known[field].get(known)
            if number is not None and (number not in found or found[number].score < match.score):
                found[number] = match
        return found

    def _ways(self, word: Word) -> Iterator[tuple[Term, Match]]:
        text = word.text
        if "@" in text or (len(text) >= _MAIL and not word.number):
            for found in self._beginning("e-mail", word.raw):
                marked = "@" in text or re.search(r"\w[._+-]\w|\d", word.raw)
                score = 100 if found == word.raw else 86 if marked else 64
                yield ("e-mail", found), Match(score, "whole" if found == word.raw else "begins")
        if "@" in text:
            return
        if word.number:
            yield from self._numbers(text)
        else:
            yield from self._names(text)
        for found in self._beginning("team", text):
            yield ("team", found), Match(88 if found == text else 70, "team")
        for spelling in _spellings(text):
            if spelling in self._known["division"]:
                yield ("division", spelling), Match(70, "division")
            if spelling != text:
                yield from ((("team", one), Match(84, "team")) for one in self._beginning("team", spelling))

    def _numbers(self, digits: str) -> Iterator[tuple[Term, Match]]:
        """Yield ids, phones and boxes: whole, or as far as they were typed."""
        if digits in self._known["box"]:
            yield ("box", digits), Match(95, "box")
        if len(digits) >= _ID_PART:
            for found in self._beginning("id", digits):
                yield ("id", found), Match(200 if found == digits else 85, "id")
        wanted = digits[1:] if len(digits) == _WHOLE_PHONE + 1 and digits[0] == "1" else digits
        if len(digits) >= _PHONE_PART:
            for found in self._beginning("phone", wanted):
                whole = len(found) == len(wanted)
                yield ("phone", found), Match(90 if whole else 82, "phone")

    def _names(self, text: str) -> Iterator[tuple[Term, Match]]:
        for found in self._beginning("name", text):
            yield ("name", found), _WHOLE if found == text else _begins(len(text), len(found))
        for name, match in self._nicknamed(text):
            yield ("name", name), match
        if text in self._known["initials"]:
            yield ("initials", text), Match(66, "initials")
        if text in self._known["box"]:
            yield ("box", text), Match(95, "box")
        if len(text) >= _SHORTEST_GUESS and text.isalpha():
            yield from self._guesses(text)

    def _nicknamed(self, text: str) -> Iterator[tuple[str, Match]]:
        """Yield the names that a nickname, or the beginning of one, can stand for."""
        table = self._nicknames
        yield from ((name, _NICKNAME) for name in table.of(text))
        yield from ((name, _SMALL) for name in table.small(text))
        if len(text) >= _SHORTEST_GUESS:
            for nickname in _begin(table.sorted, text):
                if nickname != text:
                    yield from ((name, _NICKNAME_BEGUN) for name in table.of(nickname))

    def _guesses(self, text: str) -> Iterator[tuple[Term, Match]]:
        bears = 1 if self.knows(text) or len(text) < _LONG else 2
        for found in self._sounds.get(sound_of(text), ()):
            distance = OSA.distance(text, found)
            if 0 < distance <= (_LITTLE if self.knows(text) else max(len(text), len(found)) * _ALIKE):
                yield ("name", found), Match(71 - 3 * distance, "sound")
        for found, distance in self._near(text, bears):
            if distance == 1:
                slip = _slipped(text, found)
                if len(text) > _SHORTEST_GUESS or slip:
                    yield ("name", found), Match(72 if slip else 69, "slip" if slip else "one")
            elif distance:
                yield ("name", found), Match(58, "two")
        if len(text) >= _LONG - 1 and not self.knows(text):
            yield from self._only_begun(text)
            for found, distance in _within(text, self._sorted.get("team", []), 1):
                if distance:
                    yield ("team", found), Match(66, "team typo")

    def _near(self, text: str, bears: int) -> Iterator[tuple[str, int]]:
        """Yield the names at most so many letters off; with two, the first letter must be right."""
        for length in range(len(text) - 1, len(text) + 2):
            yield from _within(text, self._lengths.get(length, []), 1)
        if bears > 1:
            for length in range(len(text) - 2, len(text) + 3):
                yield from _within(text, self._firsts.get((text[0], length), []), 2)

    def _only_begun(self, text: str) -> Iterator[tuple[Term, Match]]:
        """Yield the names whose beginning was typed with one error."""
        for length in range(len(text) - 1, len(text) + 2):
            words, whole = self._begun.get((text[0], length), _NO_WORDS)
            for found, distance in _within(text, words, 1):
                if distance:
                    yield from ((("name", one), Match(66, "begun")) for one in whole[found])

    def _beginning(self, field: str, start: str) -> Iterator[str]:
        most = None if field in {"name", "team"} else _MANY
        return islice(_begin(self._sorted.get(field, []), start), most)


def _begin(words: list[str], start: str) -> Iterator[str]:
    """Yield the sorted words that begin so."""
    place = bisect_left(words, start)
    while place < len(words) and words[place].startswith(start):
        yield words[place]
        place += 1


def _within(text: str, words: list[str], reach: int) -> Iterator[tuple[str, int]]:
    near = process.extract(text, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
    yield from ((found, int(distance)) for found, distance, _ in near)


def _slipped(text: str, found: str) -> bool:
    """Tell whether two words differ as fingers slip: a key beside, two letters swapped, one doubled."""
    if len(text) == len(found):
        wrong = [(one, other) for one, other in zip(text, found, strict=True) if one != other]
        return len(wrong) > 1 or beside(*wrong[0])
    short, long = sorted((text, found), key=len)
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return at > 0 and long[at] == long[at - 1]


def _spellings(text: str) -> set[str]:
    """Return a division as it may be spelled: `12u`, `u12`, `8ub`, `08ub`, `b8`, `u8b`."""
    found = _DIVISION.fullmatch(text)
    if not found:
        return {text}
    age, sex = found["age"].lstrip("0") or "0", found["sex"] or found["first"] or ""
    return {text, f"{age}u{sex}", f"{age:0>2}u{sex}"}
