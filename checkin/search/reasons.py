"""Why somebody was found, and what tells two people of one name apart, in the words of the table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from checkin.domain.names import fold
from checkin.domain.people import Person, Roster, Team
from checkin.domain.text import digits_of
from checkin.search.hit import Hit
from checkin.search.matches import Match
from checkin.search.typed import Word
from checkin.search.vocabulary import Term

__all__ = ["Reasons"]

_TOLD = {
    "sound": "sounds like {}",
    "slip": "one letter off: {}",
    "one": "one letter off: {}",
    "two": "two letters off: {}",
    "begun": "one letter off: {}",
}


class Reasons:
    """Tells why a person of this roster was found."""

    def __init__(self, roster: Roster, division_of: Callable[[str], str]) -> None:
        self._roster = roster
        self._division_of = division_of

    def why(
        self, person: Person, told: list[tuple[Word, Term, Match]], left_out: str, *, swapped: bool
    ) -> str:
        """Return the reason: what each word of the query stands for, where that isn't plain."""
        reasons = [self._one(person, *one, alone=len(told) == 1) for one in told]
        reasons += ["names swapped"] if swapped else []
        reasons += [f"without “{left_out}”"] if left_out else []
        return ", ".join(dict.fromkeys(filter(None, reasons))) or "name"

    def told_apart(self, hits: list[Hit]) -> tuple[Hit, ...]:
        """Return the hits, those of one name with what tells them apart."""
        groups: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            groups[fold(self._roster.people[hit.person].name)].append(hit)
        apart = {
            hit.person: told
            for group in groups.values()
            if len(group) > 1
            for hit, told in zip(group, self._apart([one.person for one in group]), strict=True)
        }
        return tuple(replace(hit, tells_apart=apart.get(hit.person, "")) for hit in hits)

    def _apart(self, keys: list[str]) -> list[str]:
        """Return team and phone of each, and more where those are the same."""
        told = [[*self._teams(key)[:1], *_ending(self._roster.people[key].phones)] for key in keys]
        for more in (_ids, _mails):
            counts = Counter(map(tuple, told))
            told = [
                [*said, *more(self._roster.people[key])] if counts[tuple(said)] > 1 or not said else said
                for key, said in zip(keys, told, strict=True)
            ]
        return [" · ".join(one) for one in told]

    def _teams(self, key: str) -> list[str]:
        rows = self._roster.by_person.get(key, ())
        return list(dict.fromkeys(team.name for row in rows if (team := self._roster.teams.get(row.team))))

    def _one(self, person: Person, word: Word, term: Term, match: Match, *, alone: bool) -> str:
        field, found = term
        if field == "name":
            return _name(person, word, found, match, alone=alone)
        if field == "initials":
            return f"initials {word.text.upper()}"
        if field == "id":
            whole = next((one.value for one in person.ids if digits_of(one.value) == found), found)
            return "id" if found == word.text else f"id {whole}"
        if field == "phone":
            return f"phone …{found[-4:]}"
        if field == "e-mail":
            return "e-mail" if match.way == "whole" else f"e-mail {found}"
        if field == "team":
            team = self._team(person.key, found)
            return f"one letter off: {team}" if match.way == "team typo" else f"team {team}"
        return f"{field} {found.upper() if field == 'division' else found}"

    def _team(self, key: str, word: str) -> str:
        for row in self._roster.by_person.get(key, ()):
            team = self._roster.teams.get(row.team)
            if team and word in _words(team):
                return team.name
        return word.upper()


def _words(team: Team) -> set[str]:
    words = fold(team.name).split()
    return {*words, "".join(words)}


def _name(person: Person, word: Word, found: str, match: Match, *, alone: bool) -> str:
    """Return what a word of the name was found by, or nothing when it is plain to see."""
    shown = _as_written(person, found)
    if match.way == "nickname":
        return f"{word.text.capitalize()} = {shown}"
    if match.way in _TOLD:
        return _TOLD[match.way].format(shown)
    if len(word.text) == 1 and not alone:
        return f"{word.text.upper()}. = {shown}"
    surname = fold(person.last).split()
    if match.way == "whole" and alone and found in surname and len(surname) > 1:
        return f"part of {person.last}"
    return ""


def _as_written(person: Person, found: str) -> str:
    """Return a folded word of a name as the files write it."""
    for part in (*person.name.replace("-", " ").split(), person.first, person.last):
        if fold(part).replace(" ", "") == found:
            return part
    return found.capitalize()


def _ending(phones: Iterable[str]) -> list[str]:
    digits = digits_of(next(iter(phones), ""))[-4:]
    return [f"…{digits}"] if digits else []


def _ids(person: Person) -> list[str]:
    return [f"ID …{one.value[-4:]}" for one in person.ids[:1]]


def _mails(person: Person) -> list[str]:
    return list(person.emails[:1])
