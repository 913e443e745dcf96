"""What the records of one person make: the person, with roles, certificates and what each file says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeVar

from checkin.domain.people import Assignment, Certificate, Person, Sighting, Team
from checkin.domain.text import digits_of
from checkin.exchange.blocks import said_first
from checkin.exchange.records import Record

__all__ = ["Maker", "named", "ranked"]

_Value = TypeVar("_Value")


def ranked(records: Sequence[Record], places: Sequence[int]) -> Sequence[int]:
    """Return the records of one person, the one to be believed first; never by their order in the files."""
    if len(places) == 1:
        return places
    if len(places) == 2 and (order := records[places[0]].rank - records[places[1]].rank):  # noqa: PLR2004  a pair
        return places if order < 0 else places[::-1]
    return sorted(places, key=lambda one: _trust(records[one]))


def _trust(one: Record) -> tuple[object, ...]:
    shouting = one.name.isupper() or one.name.islower()
    return (one.rank, one.kind, shouting, -one.as_of.timestamp(), one.name, one.ids, one.emails)


def named(records: Iterable[Record]) -> Record:
    """Return which of one person's records gives the name, of records in the order of trust."""
    first: Record | None = None
    for one in records:
        if one.first and one.last:
            return one
        first = first or one
    if first is None:
        raise ValueError("a person has at least one record")
    return first


@dataclass(slots=True)
class Maker:
    """Makes people of their records, one after the other in the roster's order."""

    teams: Mapping[str, Team]
    final: Mapping[str, str]
    """Final key of each team key in the files."""
    people: dict[str, Person] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    parts: dict[tuple[str, str], tuple[Certificate, ...]] = field(default_factory=dict)
    """Which certificates each part of a person has who may be told apart again."""

    def add(self, key: str, records: Sequence[Record], own: Sequence[str]) -> None:
        """Add the person of these records, most trusted first; `own` are the keys of parts."""
        person = _person(key, records) if len(records) > 1 else _as_it_stands(key, records[0])
        roles = [self._roles(key, one) if one.roles else () for one in records]
        seen = [
            Sighting(
                one.kind,
                one.as_of,
                person if _says_all(one, person) else _as_it_stands(key, one, one.phones),
                _as_said(one, theirs) if theirs else (),
                own=part,
            )
            for one, theirs, part in zip(records, roles, own, strict=True)
        ]
        if len(seen) > 1:
            seen.sort(key=_sighted)
        self.people[key] = person
        self.assignments += _of_best_file(records, roles)
        self.certificates += _certificates(key, records)
        self.sightings += seen
        if any(own):
            self._add_parts(key, records, own)

    def _add_parts(self, key: str, records: Sequence[Record], own: Sequence[str]) -> None:
        of_part: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
        for one, part in zip(records, own, strict=True):
            if one.certificates:
                of_part[part or key, one.kind].append(one)
        self.parts.update((part, tuple(_certificates(key, theirs))) for part, theirs in of_part.items())

    def _roles(self, key: str, record: Record) -> tuple[Assignment, ...]:
        """Return the roles of a record under the teams' final keys, each team with its division."""
        rows = []
        for role in record.roles:
            team = self.final.get(role.team, role.team)
            division = role.division or (self.teams[team].division if team in self.teams else "")
            rows.append(Assignment(key, team, division, role.role, record.kind))
        return tuple(rows)


def _as_said(record: Record, rows: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Return the roles as the file has them, most often those that there are already."""
    pairs = list(zip(rows, record.roles, strict=True))
    if all(one.team == role.team and one.division == role.division for one, role in pairs):
        return rows
    return tuple(
        Assignment(one.person, role.team, role.division, role.role, one.source) for one, role in pairs
    )


def _certificates(key: str, records: Iterable[Record]) -> Sequence[Certificate]:
    holding = [one for one in records if one.certificates]
    found = [
        Certificate(key, one.name, one.proof, one.completed_on, one.expires_on, of.as_of, of.kind, one.note)
        for of in holding
        for one in of.certificates
    ]
    return sorted(dict.fromkeys(found), key=_sorting) if len(holding) > 1 else found


def _of_best_file(records: Sequence[Record], roles: Sequence[Sequence[Assignment]]) -> Sequence[Assignment]:
    """Return who does what; for each team what the file of the lowest rank says."""
    if sum(map(len, roles)) < 2:  # noqa: PLR2004  nothing to choose from
        return next(filter(None, roles), ())
    said: dict[tuple[str, str], dict[tuple[int, str], dict[Assignment, None]]] = {}
    for record, rows in zip(records, roles, strict=True):
        for one in rows:
            files = said.setdefault((one.team, "" if one.team else one.division), {})
            files.setdefault((record.rank, record.kind), {})[one] = None
    best = [one for files in said.values() for one in files[min(files)]]
    return sorted(best, key=lambda one: (one.team, one.division, one.role))


def _sighted(one: Sighting) -> tuple[object, ...]:
    """Return what a person's sightings are sorted by."""
    who = one.person
    return (one.kind, who.first, who.last, who.suffix, who.ids, who.emails) if who else (one.kind,)


def _sorting(one: Certificate) -> tuple[object, ...]:
    never = date.min
    return (one.source, one.name, one.completed_on or never, one.expires_on or never, one.proof, one.note)


def _says_all(one: Record, person: Person) -> bool:
    """Tell whether a record says of a person all that is known."""
    return (
        one.registered == person.registered
        and one.credentials == person.credentials
        and one.youth == person.youth
        and (one.first, one.last, one.suffix) == (person.first, person.last, person.suffix)
        and (one.ids, one.emails, one.phones) == (person.ids, person.emails, person.phones)
    )


def _person(key: str, records: Sequence[Record]) -> Person:
    """Return the person that records tell of; the first one's spelling is the one to show."""
    name = named(records)
    return Person(
        key=key,
        first=name.first,
        last=name.last,
        suffix=said_first([one.suffix for one in records]),
        ids=_together([one.ids for one in records]),
        emails=_together([one.emails for one in records]),
        phones=_each_once(_together([one.phones for one in records])),
        registered=True in [one.registered for one in records],
        credentials=True in [one.credentials for one in records],
        youth=True in [one.youth for one in records],
    )


def _as_it_stands(key: str, one: Record, phones: tuple[str, ...] | None = None) -> Person:
    """Return the person of one record."""
    return Person(
        key, one.first, one.last, one.suffix, one.ids, one.emails,
        _each_once(one.phones) if phones is None else phones, one.registered, one.credentials, one.youth,
    )  # fmt: skip


def _together(parts: Sequence[tuple[_Value, ...]]) -> tuple[_Value, ...]:
    """Return each value once, those of the first part first."""
    filled = [one for one in parts if one]
    if not filled or filled.count(filled[0]) == len(filled):
        return filled[0] if filled else ()
    return tuple(dict.fromkeys(chain.from_iterable(filled)))


def _each_once(phones: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phones in their order, of those with the same digits the first."""
    if len(phones) < 2:  # noqa: PLR2004  nothing to compare
        return phones
    found: dict[str, str] = {}
    for phone in phones:
        found.setdefault(digits_of(phone) or phone, phone)
    return tuple(found.values())
