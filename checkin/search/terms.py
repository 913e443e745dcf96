"""The words by which one person can be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from checkin.domain.names import fold
from checkin.domain.people import IdKind, Person, Roster, Team
from checkin.domain.text import digits_of
from checkin.search.vocabulary import Term

__all__ = ["Terms"]

_PHONE_PARTS = (10, 7, 4)
"""Digits of a phone that people say: all, without the area, the last ones."""
_SMALL = frozenset({"de", "la", "las", "los", "del", "y", "van", "von", "der", "da", "di", "el", "al", "st"})
"""Words of a surname that give no initial."""
_SEX = re.compile(r"\du([bg])")
_SEXES = {"g": "girls", "b": "boys"}


class Terms:
    """The words of a roster's people, those of a team or a division made once for all of its people."""

    def __init__(self, roster: Roster, division_of: Callable[[str], str]) -> None:
        self._roster = roster
        self._division_of = division_of
        self._of_division: dict[str, tuple[Term, ...]] = {}
        self._of_team: dict[str, tuple[Term, ...]] = {}

    def of(self, person: Person) -> Iterator[Term]:
        """Yield field and word of everything that is known of a person."""
        yield from _names(person)
        for mail in person.emails:
            yield "e-mail", mail
        for one in person.ids:
            if one.kind is not IdKind.OTHER:
                yield "id", digits_of(one.value)
        for phone in person.phones:
            digits = digits_of(phone)[-10:]
            yield from (("phone", digits[-length:]) for length in _PHONE_PARTS if len(digits) >= length)
        for row in self._roster.by_person.get(person.key, ()):
            yield from self._division(row.division)
            yield from self._team(row.team)

    def _division(self, division: str) -> tuple[Term, ...]:
        if (known := self._of_division.get(division)) is None:
            spellings = filter(None, {fold(division), fold(self._division_of(division))})
            known = self._of_division[division] = tuple(("division", word) for word in _spelled(spellings))
        return known

    def _team(self, key: str) -> tuple[Term, ...]:
        if (known := self._of_team.get(key)) is None:
            team = self._roster.teams.get(key)
            known = self._of_team[key] = tuple(_team_words(team)) if team else ()
        return known


def _spelled(spellings: Iterable[str]) -> Iterator[str]:
    """Yield the words of a division's spellings."""
    for spelling in spellings:
        whole = spelling.replace(" ", "")
        yield from (whole, *spelling.split())
        yield from (_SEXES[one] for one in _SEX.findall(whole))


def _team_words(team: Team) -> Iterator[Term]:
    words = fold(team.name).split()
    yield from (("team", word) for word in (*words, "".join(words)))
    if team.box:
        yield "box", fold(team.box)


def _names(person: Person) -> Iterator[Term]:
    first, last = fold(person.first).split(), fold(person.last).split()
    for word in (*first, *last, *fold(person.suffix).split()):
        yield "name", word
    for words in (first, last):
        if len(words) > 1:
            yield "name", "".join(words)
    great = [one for one in last if one not in _SMALL] or last
    if first and great:
        letters = [word[0] for word in great]
        yield from (("initials", pair) for one in letters for pair in (first[0][0] + one, one + first[0][0]))
        yield "initials", "".join(word[0] for word in (*first, *great))
