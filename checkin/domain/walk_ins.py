"""Walk-ins: people and teams that no file knows, kept beside the files until an import joins them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.desk_facts import Arrived, BadgeIssued
from checkin.domain.evening_commands import WalkIn
from checkin.domain.evening_facts import WalkedIn
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.names import first_names_agree, fold, split_name
from checkin.domain.nicknames import Nicknames
from checkin.domain.people import WALK_IN, Assignment, Id, IdKind, Person, Roster, Sighting, Team
from checkin.domain.region import Region
from checkin.domain.spellings import division_in
from checkin.domain.text import digits_of

__all__ = ["walk_in", "with_walk_ins"]

_ALIKE = 0.88
"""Of two whole names of the same initials: one letter wrong in nine."""
_PHONE = 7
"""Digits from which a phone number tells somebody apart."""
_WHOLE = 10
"""Digits of a phone number with its area; a country's own before them say nothing."""
_AGE = r"(?:U[\s-]?\d{1,2}|(?:\d{2})?\d{1,2}[\s-]?U|[BG]\d{1,2})[\s-]?[BGC]?"
_SEX = r"\s*(?:GIRLS|BOYS|COED|CO-ED)?\s*"
_BARE = re.compile(rf"{_SEX}{_AGE}(?:\s*[/+&]\s*{_AGE})*{_SEX}", re.IGNORECASE)
"""What stands for a division alone: `10U Girls`, `U9/U10`; a number more, as in `12U-G91`, names a team."""


def walk_in(command: WalkIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the walk-in with their temporary code and arrival, or who it could be instead."""
    name = split_name(_capital(command.name))
    if command.same_as:
        return _another_team(command, basis)
    if not name.last:
        return Refused("no-name", "Type the first and the last name.")
    if not command.sure and (near := tuple(_likely_same(command, basis))):
        told = f"{command.name.strip()} may be known already. Same person?"
        return Refused("likely-duplicate", told, tuple(_candidate(one, basis) for one in near), near)
    key = basis.new_key()
    email = command.contact.strip().casefold() if "@" in command.contact else ""
    meeting = basis.meeting("")
    return (
        WalkedIn(
            key,
            name.first,
            name.last,
            name.suffix,
            *_team(command.team, basis),
            _role(command.role, basis.region),
            "" if email else command.contact.strip(),
            email,
        ),
        BadgeIssued(key, basis.new_tag()),
        Arrived(key, meeting.key if meeting else None, "walk-in"),
    )


def _capital(name: str) -> str:
    """Return a name with capitals where it was typed in a hurry, without any."""
    words = name.split()
    return " ".join(one.capitalize() for one in words) if name.islower() else " ".join(words)


def _another_team(command: WalkIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return a team more of somebody whom the files know."""
    if refusal := basis.unknown(command.same_as):
        return refusal
    person = basis.roster.people[command.same_as]
    team, division = _team(command.team, basis)
    rows = basis.roster.by_person.get(person.key, ())
    if not team or any(one.team == _key(team) for one in rows):
        return Refused("nothing-new", f"{person.name} is in the files. Nothing has to be added.")
    role = _role(command.role, basis.region)
    return (WalkedIn(person.key, person.first, person.last, person.suffix, team, division, role),)


def _likely_same(command: WalkIn, basis: Basis) -> Iterator[str]:
    """Yield the person keys of those who may be the walk-in: a like name, the same phone or e-mail."""
    name = split_name(" ".join(command.name.split()))
    first, last = fold(name.first), fold(name.last)
    contact = command.contact.strip()
    digits = digits_of(contact)[-_WHOLE:]
    for one in basis.roster.people.values():
        named = _alike(fold(one.first), fold(one.last), first, last, basis.nicknames)
        mailed = contact.casefold() in one.emails if contact else False
        called = len(digits) >= _PHONE and any(digits_of(phone)[-_WHOLE:] == digits for phone in one.phones)
        if named or mailed or called:
            yield one.key


def _alike(first: str, last: str, other_first: str, other_last: str, nicknames: Nicknames) -> bool:
    """Tell whether two names may be one person's: a nickname, or a letter wrong somewhere."""
    if last == other_last and first_names_agree(first, other_first, nicknames):
        return True
    if (first[:1], last[:1]) != (other_first[:1], other_last[:1]):
        return False
    return SequenceMatcher(None, f"{first} {last}", f"{other_first} {other_last}").ratio() >= _ALIKE


def _candidate(key: str, basis: Basis) -> str:
    person = basis.roster.people[key]
    rows = basis.roster.by_person.get(key, ())
    teams = dict.fromkeys(team.name for one in rows if (team := basis.roster.teams.get(one.team)))
    phone = next((f"phone …{digits_of(one)[-4:]}" for one in person.phones), "")
    return ", ".join(filter(None, (f"{key}  {person.name}", *(teams or ("no team",)), phone)))


def _team(text: str, basis: Basis) -> tuple[str, str]:
    """Return the team's name as the files have it, else as typed, and the division."""
    typed = " ".join(text.split())
    division = basis.region.division_of(typed) or basis.region.division_of(division_in(typed))
    key = division.key if division else ""
    known = basis.roster.teams.get(_key(typed))
    if known:
        own = basis.region.division_of(known.division)
        return known.name, own.key if own else known.division
    return ("" if division and _BARE.fullmatch(typed) else typed), key


def _key(team: str) -> str:
    return " ".join(team.upper().split())


def _role(text: str, region: Region) -> str:
    role = region.role_of(text) if text.strip() else next((one for one in region.roles if one.collects), None)
    return role.label if role else text.strip()


def with_walk_ins(roster: Roster, events: Iterable[Event]) -> Roster:
    """Return the imported data with the walk-ins that count, and without those taken back since."""
    walked = [(one, one.fact) for one in events if isinstance(one.fact, WalkedIn)]
    if not walked and not roster.walk_ins:
        return roster
    keys = {fact.person for _, fact in walked}
    gone = {key for key in roster.walk_ins if not keys & {key, *roster.people[key].walked_in_as}}
    beside = _Beside(roster, gone)
    for event, fact in walked:
        beside.add(event.at, fact)
    return beside.whole()


class _Beside:
    """The imported data while walk-ins are put beside it."""

    def __init__(self, roster: Roster, gone: AbstractSet[str]) -> None:
        self._roster = roster
        self._gone = gone
        self._people = {key: one for key, one in roster.people.items() if key not in gone}
        self._teams = dict(roster.teams)
        self._assignments = [one for one in roster.assignments if one.person not in gone]
        self._sightings = [one for one in roster.sightings if not (one.person and one.person.key in gone)]

    def add(self, at: datetime, fact: WalkedIn) -> None:
        """Put one walk-in beside the rest; what an import took over stays as the import has it."""
        key = self._roster.now_called.get(fact.person, fact.person)
        person, assignment, team = _as_rows(key, fact)
        known = self._people.setdefault(key, person)
        fresh = assignment is not None and not self._has(assignment)
        if assignment and fresh:
            self._assignments.append(assignment)
        if known is person or fresh:
            seen = person if known is person else replace(known, registered=False, credentials=False)
            self._sightings.append(Sighting(WALK_IN, at, seen, (assignment,) if assignment else ()))
        if team and team.key not in self._teams:
            self._teams[team.key] = team
            self._sightings.append(Sighting(WALK_IN, at, team=team))

    def _has(self, new: Assignment) -> bool:
        """Tell whether somebody is on that team, or in that division, already."""
        return any(
            one.person == new.person and one.team == new.team and (one.team or one.division == new.division)
            for one in self._assignments
        )

    def whole(self) -> Roster:
        """Return the data with the walk-ins."""
        return replace(
            self._roster,
            people=self._people,
            teams=self._teams,
            assignments=tuple(self._assignments),
            sightings=tuple(self._sightings),
            certificates=tuple(one for one in self._roster.certificates if one.person not in self._gone),
        )


def _as_rows(key: str, fact: WalkedIn) -> tuple[Person, Assignment | None, Team | None]:
    person = Person(
        key,
        fact.first,
        fact.last,
        fact.suffix,
        (Id(IdKind.OTHER, f"{WALK_IN} {fact.person}"),),
        (fact.email,) if fact.email else (),
        (fact.phone,) if fact.phone else (),
    )
    if not fact.team and not fact.division:
        return person, None, None
    team = Team(_key(fact.team), fact.team, fact.division) if fact.team else None
    return person, Assignment(key, team.key if team else "", fact.division, fact.role, WALK_IN), team
