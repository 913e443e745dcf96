"""The words by which one person can be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checkin.domain.names import fold
from checkin.domain.people import IdKind, Person, Roster
from checkin.domain.text import digits_of
from checkin.search.vocabulary import Term

__all__ = ["terms_of"]

_PHONE_PARTS = (10, 7, 4)
"""Digits of a phone that people say: all, without the area, the last ones."""
_SMALL = frozenset({"de", "la", "las", "los", "del", "y", "van", "von", "der", "da", "di", "el", "al", "st"})
"""Words of a surname that give no initial."""
_SEXES = {"g": "girls", "b": "boys"}


def terms_of(person: Person, roster: Roster, division_of: Callable[[str], str]) -> Iterator[Term]:
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
    for row in roster.by_person.get(person.key, ()):
        for spelling in filter(None, {fold(row.division), fold(division_of(row.division))}):
            whole = spelling.replace(" ", "")
            sexes = (_SEXES[one] for one in re.findall(r"\du([bg])", whole))
            yield from (("division", word) for word in (whole, *spelling.split(), *sexes))
        if team := roster.teams.get(row.team):
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
