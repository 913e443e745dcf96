"""Every word that is known of anybody, and which of them a typed word can stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from checkin.domain.nicknames import Nicknames
from checkin.search.matches import Match, Matches, Span
from checkin.search.near import Near, begins, within
from checkin.search.sounds import beside, sounds_of
from checkin.search.typed import Word

__all__ = ["GUESSES", "Term", "Vocabulary"]

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
_Way = tuple[Term, Match] | Span


_WHOLE = Match(100, "whole")
_NICKNAME, _SMALL, _NICKNAME_BEGUN = (Match(score, "nickname") for score in (85, 80, 62))


_NO_WORDS: tuple[list[str], Mapping[str, list[str]]] = ([], {})


class Vocabulary:
    """The words, sorted and grouped so that a typed one finds its like in microseconds."""

    def __init__(self, terms: Sequence[Term], nicknames: Nicknames) -> None:
        """Take the words in order; the place of each there is what stands for it."""
        self._nicknames = nicknames
        self._first: dict[str, int] = {}
        self._sorted: defaultdict[str, list[str]] = defaultdict(list)
        for place, (field, word) in enumerate(terms):
            self._first.setdefault(field, place)
            self._sorted[field].append(word)
        self._places = {term: place for place, term in enumerate(terms)}
        names = self._sorted["name"]
        self._lengths = [len(word) for word in names]
        self._names, self._teams = Near(names), Near(self._sorted["team"])
        self._firsts: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        begun: defaultdict[tuple[str, int], defaultdict[str, list[str]]]
        begun = defaultdict(lambda: defaultdict(list))
        for word in names:
            self._firsts[word[0], len(word)].append(word)
            for sound in sounds_of(word):
                self._sounds[sound].append(word)
            for length in range(_LONG - 1, len(word)):
                begun[word[0], length][word[:length]].append(word)
        self._begun: dict[tuple[str, int], tuple[list[str], Mapping[str, list[str]]]] = {
            about: (list(found), found) for about, found in begun.items()
        }

    def knows(self, name: str) -> bool:
        """Tell whether somebody has this word in the name."""
        return ("name", name) in self._places

    def matches(self, word: Word) -> Matches:
        """Return the places of the known words that a typed one can stand for, each in the best way."""
        found = Matches()
        for way in self._ways(word):
            if isinstance(way, Span):
                found.spans.append(way)
                continue
            term, match = way
            if (place := self._places.get(term)) is not None:
                found.add(place, match)
        return found

    def _ways(self, word: Word) -> Iterator[_Way]:
        text = word.text
        if "@" in text or (len(text) >= _MAIL and not word.number):
            marked = "@" in text or re.search(r"\w[._+-]\w|\d", word.raw)
            yield ("e-mail", word.raw), Match(100, "whole")
            yield from self._span("e-mail", word.raw, Match(86 if marked else 64, "begins"))
        if "@" in text:
            return
        if word.number:
            yield from self._numbers(text)
        else:
            yield from self._of_name(text)
        yield ("team", text), Match(88, "team")
        yield from self._span("team", text, Match(70, "team"))
        for spelling in _spellings(text):
            yield ("division", spelling), Match(70, "division")
            if spelling != text:
                yield from self._span("team", spelling, Match(84, "team"))

    def _numbers(self, digits: str) -> Iterator[_Way]:
        """Yield ids, phones and boxes: whole, or as far as they were typed."""
        yield ("box", digits), Match(95, "box")
        if len(digits) >= _ID_PART:
            yield ("id", digits), Match(200, "id")
            yield from self._span("id", digits, Match(85, "id"))
        wanted = digits[1:] if len(digits) == _WHOLE_PHONE + 1 and digits[0] == "1" else digits
        if len(digits) >= _PHONE_PART:
            yield ("phone", wanted), Match(90, "phone")
            yield from self._span("phone", wanted, Match(82, "phone"))

    def _of_name(self, text: str) -> Iterator[_Way]:
        yield ("name", text), _WHOLE
        yield from self._span("name", text)
        for name, match in self._nicknamed(text):
            yield ("name", name), match
        yield ("initials", text), Match(66, "initials")
        yield ("box", text), Match(95, "box")
        if len(text) >= _SHORTEST_GUESS and text.isalpha():
            yield from self._guesses(text)

    def _nicknamed(self, text: str) -> Iterator[tuple[str, Match]]:
        """Yield the names that a nickname, or the beginning of one, can stand for."""
        table = self._nicknames
        yield from ((name, _NICKNAME) for name in table.of(text))
        yield from ((name, _SMALL) for name in table.small(text))
        if len(text) >= _SHORTEST_GUESS:
            first, end = begins(table.sorted, text)
            for nickname in table.sorted[first:end]:
                if nickname != text:
                    yield from ((name, _NICKNAME_BEGUN) for name in table.of(nickname))

    def _guesses(self, text: str) -> Iterator[_Way]:
        bears = 1 if self.knows(text) or len(text) < _LONG else 2
        for found in {one for sound in sounds_of(text) for one in self._sounds.get(sound, ())}:
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
            for found, distance in self._teams.one_off(text):
                if distance:
                    yield ("team", found), Match(66, "team typo")

    def _near(self, text: str, bears: int) -> Iterator[tuple[str, int]]:
        """Yield the names at most so many letters off; with two, the first letter must be right."""
        yield from self._names.one_off(text)
        if bears > 1:
            for length in range(len(text) - 2, len(text) + 3):
                yield from within(text, self._firsts.get((text[0], length), []), 2)

    def _only_begun(self, text: str) -> Iterator[_Way]:
        """Yield the names whose beginning was typed with one error."""
        for length in range(len(text) - 1, len(text) + 2):
            words, whole = self._begun.get((text[0], length), _NO_WORDS)
            for found, distance in within(text, words, 1):
                if distance:
                    yield from ((("name", one), Match(66, "begun")) for one in whole[found])

    def _span(self, field: str, start: str, match: Match | None = None) -> Iterator[Span]:
        """Yield the words of a field that begin so; a name is worth more the more of it was typed."""
        first, end = begins(self._sorted.get(field, ()), start)
        if field not in {"name", "team"}:
            end = min(end, first + _MANY)
        if first < end:
            lengths = () if match else self._lengths[first:end]
            past = self._first[field]
            yield Span(past + first, past + end, match, len(start), lengths)


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
