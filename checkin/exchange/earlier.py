"""The season so far as records again, and which of them a new file of their kind replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime

from checkin.domain.names import fold
from checkin.domain.nicknames import Nicknames
from checkin.domain.people import Assignment, Certificate, Person, Roster, Sighting, Team
from checkin.exchange.match import match
from checkin.exchange.records import CertificateLine, Record, Role, TeamRow, in_order
from checkin.exchange.sets import JoinedBy

__all__ = ["Renewal", "earlier_records", "earlier_teams", "renew", "renew_teams"]

_LAST_RANK = 9
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What new files make of the records of earlier ones."""

    kept: list[Record]
    """Of kinds that no new file has."""
    gone: list[Record]
    """Of people whom the new file of their kind no longer has."""
    replaced: list[Record]
    joined: Mapping[int, JoinedBy]
    """By what each place among the new records was joined to its earlier state."""


def earlier_records(before: Roster, ranks: Mapping[str, int]) -> list[Record]:
    """Return a record for each sighting of a person, with what its kind of file said."""
    held: defaultdict[tuple[str, str], list[Certificate]] = defaultdict(list)
    for certificate in before.certificates:
        held[certificate.person, certificate.source].append(certificate)
    sightings = [one for one in before.sightings or _sightings(before) if one.person]
    parted = {
        one.person.key
        for one in sightings
        if one.person and (one.own or one.person.key, one.kind) in before.parts
    }
    parts = dict(before.parts)
    records = []
    for sighting in sightings:
        if (person := sighting.person) is None:
            continue
        if person.key in parted:
            theirs: Iterable[Certificate] = parts.pop((sighting.own or person.key, sighting.kind), ())
        else:
            theirs = held.pop((person.key, sighting.kind), ())
        records.append(_record(person, sighting, ranks, theirs))
    return records


def _record(
    person: Person,
    sighting: Sighting,
    ranks: Mapping[str, int],
    held: Iterable[Certificate],
) -> Record:
    return Record(
        kind=sighting.kind,
        rank=ranks.get(sighting.kind, _LAST_RANK),
        file="",
        first=person.first,
        last=person.last,
        suffix=person.suffix,
        ids=person.ids,
        emails=person.emails,
        registered=person.registered,
        credentials=person.credentials,
        as_of=sighting.as_of,
        first_key=fold(person.first),
        last_key=fold(person.last),
        phones=person.phones,
        youth=person.youth,
        roles=tuple(dict.fromkeys(Role(one.team, one.division, one.role) for one in sighting.assignments)),
        certificates=in_order(
            CertificateLine(one.name, one.proof, one.completed_on, one.expires_on, one.note) for one in held
        ),
        key=sighting.own or person.key,
        earlier=True,
    )


def _sightings(before: Roster) -> list[Sighting]:
    """Return sightings for a roster that has none: each person by each kind of file that says something."""
    said: defaultdict[str, dict[str, list[Assignment]]] = defaultdict(dict)
    for assignment in before.assignments:
        said[assignment.person].setdefault(assignment.source, []).append(assignment)
    for certificate in before.certificates:
        said[certificate.person].setdefault(certificate.source, [])
    return [
        Sighting(kind, _LONG_AGO, person, tuple(assignments))
        for person in before.people.values()
        for kind, assignments in (said.get(person.key) or {"": []}).items()
    ]


def earlier_teams(before: Roster, ranks: Mapping[str, int]) -> list[TeamRow]:
    """Return a row for each sighting of a team."""
    sightings = before.sightings or [Sighting("", _LONG_AGO, team=one) for one in before.teams.values()]
    return [
        _team_row(one.team, one, ranks.get(one.kind, _LAST_RANK)) for one in sightings if one.team is not None
    ]


def _team_row(team: Team, sighting: Sighting, rank: int) -> TeamRow:
    return TeamRow(
        sighting.kind, rank, "", team.key, team.name, team.division, sighting.as_of,
        team.shelf, team.box, team.contents, team.pages, earlier=True,
    )  # fmt: skip


def renew(old: Sequence[Record], new: Sequence[Record], nicknames: Nicknames | None = None) -> Renewal:
    """Give new records the keys of the people they are a newer state of, and tell what becomes of the old."""
    replaced: set[int] = set()
    joined: dict[int, JoinedBy] = {}
    kinds = {one.kind for one in new}
    for kind in sorted(kinds):
        olds = [place for place, one in enumerate(old) if one.kind == kind]
        news = [place for place, one in enumerate(new) if one.kind == kind]
        if olds:
            _renew_kind(old, olds, new, news, replaced, joined, nicknames)
    gone = [one for place, one in enumerate(old) if one.kind in kinds and place not in replaced]
    kept = [one for one in old if one.kind not in kinds]
    return Renewal(kept, gone, [old[place] for place in sorted(replaced)], joined)


def _renew_kind(
    old: Sequence[Record],
    olds: Sequence[int],
    new: Sequence[Record],
    news: Sequence[int],
    replaced: set[int],
    joined: dict[int, JoinedBy],
    nicknames: Nicknames | None,
) -> None:
    for place in olds:
        old[place].version = -1
    records = [*(new[place] for place in news), *(old[place] for place in olds)]
    found = match(records, nicknames=nicknames)
    for place in olds:
        old[place].version = 0
    for group in found.people:
        theirs = [olds[one - len(news)] for one in group if one >= len(news)]
        ours = [news[one] for one in group if one < len(news)]
        if not theirs or not ours:
            continue
        replaced.update(theirs)
        keys = {old[one].identity: old[one].key for one in theirs}
        usual = min(old[one].key for one in theirs)
        for one in ours:
            new[one].key = keys.get(new[one].identity, usual)
        joined.update({news[one]: found.joined[one] for one in group if one < len(news)})


def renew_teams(
    old: Sequence[TeamRow], new: Sequence[TeamRow], kinds: AbstractSet[str]
) -> tuple[list[TeamRow], list[TeamRow]]:
    """Return the old rows of other kinds, and those that the new file of their kind no longer has."""
    now = {(one.kind, one.loose) for one in new}
    kept = [one for one in old if one.kind not in kinds]
    return kept, [one for one in old if one.kind in kinds and (one.kind, one.loose) not in now]
