"""Make a roster out of all records: who is one person, under which key, with what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checkin.domain.names import fold
from checkin.domain.nicknames import Nicknames
from checkin.domain.people import Assignment, Certificate, Person, Roster, Sighting, Source, Team
from checkin.domain.text import digits_of
from checkin.exchange.doubts import aliases_of, doubts_of, own_keys, settled_keys
from checkin.exchange.match import Matching, match
from checkin.exchange.records import Record, TeamRow, division_in

__all__ = ["Built", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """A roster, and how it came about."""

    roster: Roster
    matching: Matching
    keys: tuple[str, ...]
    """Person key of each record."""
    merged: Mapping[str, str]
    """Keys of the season so far that gave way to another: they turned out to be one person."""
    teams: Mapping[str, str]
    """Final key of each team key in the files."""


def build(
    records: Sequence[Record],
    teams: Sequence[TeamRow],
    sources: Iterable[Source],
    before: Roster,
    new_key: Callable[[], str],
    decisions: Mapping[frozenset[str], bool] | None = None,
    nicknames: Nicknames | None = None,
    step: Callable[[str, float], None] = lambda *_: None,
) -> Built:
    """Return the roster that these records make, with what somebody has said of two keys.

    Nicknames are those of the region, else those that come with the program.
    `step` is told what is being done, and how far it is.
    """
    settled = decisions or {}
    matching = match(records, settled, nicknames)
    step("Putting people together", 0.3)
    keys, merged = _keys(records, matching.people, before, new_key)
    own = own_keys(records, matching, keys, settled_keys(settled), _unused(new_key, keys, before))
    final, roster_teams = _teams(teams, before)
    people = {
        keys[group[0]]: _person(keys[group[0]], [records[one] for one in group]) for group in matching.people
    }
    people = dict(sorted(people.items(), key=lambda one: (fold(one[1].last), fold(one[1].first), one[0])))
    order = {key: place for place, key in enumerate(people)}
    step("Putting certificates together", 0.45)
    certificates = dict.fromkeys(
        one for key, record in zip(keys, records, strict=True) for one in _certificates(key, record)
    )
    step("Putting teams together", 0.6)
    roster = Roster(
        people=people,
        teams=roster_teams,
        assignments=_assignments(records, keys, order, roster_teams, final),
        certificates=tuple(sorted(certificates, key=lambda one: (order[one.person], *_sorting(one)))),
        sources=tuple(sorted(sources, key=lambda one: (one.kind, one.file))),
        sightings=_sightings(records, keys, order, teams, final, own),
        parts=_parts(records, keys, own),
        aliases=aliases_of(people, before.aliases, {key: keys[one] for one, key in own.items()}, merged),
    )
    roster = replace(roster, doubts=doubts_of(roster, matching, keys, own, settled, nicknames))
    return Built(roster, matching, tuple(keys), merged, final)


def _parts(
    records: Sequence[Record], keys: Sequence[str], own: Mapping[int, str]
) -> dict[tuple[str, str], tuple[Certificate, ...]]:
    """Return which certificates each part of a person has who may be told apart again."""
    people = {keys[place] for place in own}
    found: defaultdict[tuple[str, str], dict[Certificate, None]] = defaultdict(dict)
    for place, (key, record) in enumerate(zip(keys, records, strict=True)) if people else ():
        if key in people and record.certificates:
            part = own.get(place, key), record.kind
            found[part].update(dict.fromkeys(_certificates(key, record)))
    return {part: tuple(sorted(held, key=_sorting)) for part, held in sorted(found.items())}


def _certificates(key: str, record: Record) -> Iterator[Certificate]:
    for one in record.certificates:
        yield Certificate(
            key, one.name, one.proof, one.completed_on, one.expires_on, record.as_of, record.kind, one.note
        )


def _unused(new_key: Callable[[], str], keys: Iterable[str], before: Roster) -> Callable[[], str]:
    """Return what gives keys that nobody has or had, each once."""
    used = {*keys, *before.people, *before.aliases}

    def fresh() -> str:
        while (key := new_key()) in used:
            pass
        used.add(key)
        return key

    return fresh


def _assignments(
    records: Sequence[Record],
    keys: Sequence[str],
    order: Mapping[str, int],
    teams: Mapping[str, Team],
    final: Mapping[str, str],
) -> tuple[Assignment, ...]:
    """Return who does what; for each person and team what the file of the lowest rank says."""
    said: defaultdict[tuple[str, str, str], dict[tuple[int, str], dict[Assignment, None]]] = defaultdict(dict)
    for key, record in zip(keys, records, strict=True):
        for role in record.roles:
            team = final.get(role.team, role.team)
            division = role.division or (teams[team].division if team in teams else "")
            files = said[key, team, "" if team else division]
            one = Assignment(key, team, division, role.role, record.kind)
            files.setdefault((record.rank, record.kind), {})[one] = None
    best = [one for files in said.values() for one in files[min(files)]]
    return tuple(sorted(best, key=lambda one: (order[one.person], one.team, one.division, one.role)))


def _sorting(one: Certificate) -> tuple[object, ...]:
    never = date.min
    return (one.source, one.name, one.completed_on or never, one.expires_on or never, one.proof, one.note)


def _keys(
    records: Sequence[Record], people: Sequence[Sequence[int]], before: Roster, new_key: Callable[[], str]
) -> tuple[list[str], dict[str, str]]:
    """Return each record's person key: the one it had, if no better record of somebody else has it too."""
    owner: dict[str, tuple[int, int]] = {}
    for place, group in enumerate(people):
        for one in group:
            if key := records[one].key:
                owner[key] = min(owner.get(key, (records[one].rank, place)), (records[one].rank, place))
    used = {*owner, *before.people}
    keys = [""] * len(records)
    merged: dict[str, str] = {}
    for place, group in enumerate(people):
        had = (
            sorted(
                {
                    (records[one].rank, key)
                    for one in group
                    if (key := records[one].key) and owner[key][1] == place
                }
            )
            if owner
            else []
        )
        key = had[0][1] if had else ""
        while not key:
            key = candidate if (candidate := new_key()) not in used else ""
        used.add(key)
        merged |= {other: key for _, other in had if other != key}
        for one in group:
            keys[one] = key
    return keys, merged


def _person(key: str, records: Sequence[Record]) -> Person:
    """Return the person that records tell of; the lowest rank's spelling is the one to show."""
    if len(records) == 1:
        return _as_it_stands(key, records[0])
    ranks = {one.rank for one in records}
    by_rank = len(ranks) == len(records)
    ranked = sorted(records, key=_rank if by_rank else _trust)
    named = next((one for one in ranked if one.first and one.last), ranked[0])
    return Person(
        key=key,
        first=named.first,
        last=named.last,
        suffix=next((one.suffix for one in ranked if one.suffix), ""),
        ids=tuple(dict.fromkeys(value for one in ranked for value in one.ids)),
        emails=tuple(dict.fromkeys(value for one in ranked for value in one.emails)),
        phones=_each_once([phone for one in ranked for phone in one.phones]),
        registered=any(one.registered for one in ranked),
        credentials=any(one.credentials for one in ranked),
        youth=any(one.youth for one in ranked),
    )  # fmt: skip


def _as_it_stands(key: str, one: Record) -> Person:
    """Return the person of one record."""
    return Person(
        key, one.first, one.last, one.suffix, one.ids, one.emails, _each_once(one.phones),
        one.registered, one.credentials, one.youth,
    )  # fmt: skip


def _each_once(phones: Sequence[str]) -> tuple[str, ...]:
    """Return the phones in their order, of those with the same digits the first."""
    found: dict[str, str] = {}
    for phone in phones:
        found.setdefault(digits_of(phone) or phone, phone)
    return tuple(found.values())


def _rank(one: Record) -> int:
    return one.rank


def _trust(one: Record) -> tuple[object, ...]:
    shouting = one.name.isupper() or one.name.islower()
    return (one.rank, one.kind, shouting, -one.as_of.timestamp(), one.name, one.ids, one.emails)


def _teams(rows: Sequence[TeamRow], before: Roster) -> tuple[dict[str, str], dict[str, Team]]:
    """Return the final key of each key, and the teams: names that differ in marks and spaces only are one."""
    loose: defaultdict[str, list[TeamRow]] = defaultdict(list)
    for row in rows:
        loose[row.loose].append(row)
    final: dict[str, str] = {}
    teams: dict[str, Team] = {}
    for rows_of in loose.values():
        spelled = Counter(kind for kind, _ in {(one.kind, one.key) for one in rows_of})
        alike = len(rows_of) == 1 or max(spelled.values()) == 1
        for group in [rows_of] if alike else _by_key(rows_of):
            ranked = sorted(group, key=lambda one: (one.rank, one.kind, -one.as_of.timestamp(), one.name))
            known = sorted(one.key for one in group if one.key in before.teams)
            key = known[0] if known else ranked[0].key
            final |= {one.key: key for one in group}
            teams[key] = _team(key, ranked)
    return final, dict(sorted(teams.items()))


def _by_key(rows: Iterable[TeamRow]) -> list[list[TeamRow]]:
    groups: defaultdict[str, list[TeamRow]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    return list(groups.values())


def _team(key: str, ranked: Sequence[TeamRow]) -> Team:
    newest = sorted(ranked, key=lambda one: -one.as_of.timestamp())
    return Team(
        key=key,
        name=ranked[0].name,
        division=next((one.division for one in ranked if one.division), "") or division_in(ranked[0].name),
        shelf=next((one.shelf for one in newest if one.shelf), ""),
        box=next((one.box for one in newest if one.box), ""),
        contents=next((one.contents for one in newest if one.contents), ""),
        pages=next((one.pages for one in newest if one.pages is not None), None),
    )


def _sightings(
    records: Sequence[Record],
    keys: Sequence[str],
    order: Mapping[str, int],
    teams: Sequence[TeamRow],
    final: Mapping[str, str],
    own: Mapping[int, str],
) -> tuple[Sighting, ...]:
    people = [
        Sighting(one.kind, one.as_of, Person(
            key, one.first, one.last, one.suffix, one.ids, one.emails, tuple(one.phones),
            one.registered, one.credentials, one.youth,
        ), tuple(Assignment(key, role.team, role.division, role.role, one.kind) for role in one.roles),
            own=own.get(place, ""),
        )
        for place, (key, one) in enumerate(zip(keys, records, strict=True))
    ]  # fmt: skip
    rows = [
        Sighting(one.kind, one.as_of, team=Team(
            one.key, one.name, one.division, one.shelf, one.box, one.contents, one.pages
        ))
        for one in teams
    ]  # fmt: skip
    people.sort(
        key=lambda one: (
            (order[one.person.key], one.kind, one.person.name, one.person.ids) if one.person else ()
        )
    )
    rows.sort(key=lambda one: (final[one.team.key], one.kind) if one.team else ())
    return (*people, *rows)
