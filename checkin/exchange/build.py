"""Make a roster out of all records: who is one person, under which key, with what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checkin.domain.people import Roster, Sighting, Source, Team
from checkin.exchange.circumstances import Circumstances
from checkin.exchange.doubts import aliases_of, doubts_of, own_keys, settled_keys
from checkin.exchange.match import Matching, match
from checkin.exchange.persons import Maker, named, ranked
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
    known: Circumstances,
    step: Callable[[str, float], None] = lambda *_: None,
) -> Built:
    """Return the roster that these records make; `step` is told what is being done, and how far it is."""
    settled, nicknames = known.decisions, known.nicknames
    matching = match(records, settled, nicknames)
    step("Putting people together", 0.3)
    keys, merged = _keys(records, matching.people, before, new_key)
    own = own_keys(records, matching, keys, settled_keys(settled), _unused(new_key, keys, before))
    final, roster_teams = _teams(teams, before)
    maker = Maker(roster_teams, final)
    for places in _in_order(records, matching.people, keys):
        theirs, parts = [records[one] for one in places], [own.get(one, "") for one in places]
        maker.add(keys[places[0]], theirs, parts)
    former = {key: keys[one] for one, key in own.items()}
    roster = Roster(
        people=maker.people,
        teams=roster_teams,
        assignments=tuple(maker.assignments),
        certificates=tuple(maker.certificates),
        sources=tuple(sorted(sources, key=lambda one: (one.kind, one.file))),
        sightings=(*maker.sightings, *_sightings(teams, final)),
        parts=dict(sorted(maker.parts.items())),
        aliases=aliases_of(maker.people, before.aliases, former, merged),
    )
    step("Looking for doubtful people", 0.7)
    roster = replace(roster, doubts=doubts_of(roster, matching, keys, own, settled, nicknames))
    return Built(roster, matching, tuple(keys), merged, final)


def _unused(new_key: Callable[[], str], keys: Iterable[str], before: Roster) -> Callable[[], str]:
    """Return what gives keys that nobody has or had, each once."""
    used = {*keys, *before.people, *before.aliases}

    def fresh() -> str:
        while (key := new_key()) in used:
            pass
        used.add(key)
        return key

    return fresh


def _in_order(
    records: Sequence[Record], people: Sequence[Sequence[int]], keys: Sequence[str]
) -> Iterator[Sequence[int]]:
    """Yield each person's records, most trusted first; the people by last and first name."""
    in_trust = [ranked(records, places) for places in people]
    names = [named(records[one] for one in places) for places in in_trust]
    order = sorted(
        range(len(people)),
        key=lambda at: (names[at].last_key, names[at].first_key, keys[in_trust[at][0]]),
    )
    return (in_trust[at] for at in order)


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


def _teams(rows: Sequence[TeamRow], before: Roster) -> tuple[dict[str, str], dict[str, Team]]:
    """Return the final key of each key, and the teams: names that differ in marks and spaces only are one."""
    loose: defaultdict[str, list[TeamRow]] = defaultdict(list)
    for row in rows:
        loose[row.loose].append(row)
    final: dict[str, str] = {}
    teams: dict[str, Team] = {}
    for rows_of in loose.values():
        if len(rows_of) == 1:
            key = rows_of[0].key
            final[key], teams[key] = key, _team(key, rows_of)
            continue
        spelled = Counter(kind for kind, _ in {(one.kind, one.key) for one in rows_of})
        alike = max(spelled.values()) == 1
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


def _team(key: str, rows: Sequence[TeamRow]) -> Team:
    newest = sorted(rows, key=lambda one: -one.as_of.timestamp()) if len(rows) > 1 else rows
    return Team(
        key=key,
        name=rows[0].name,
        division=next((one.division for one in rows if one.division), "") or division_in(rows[0].name),
        shelf=next((one.shelf for one in newest if one.shelf), ""),
        box=next((one.box for one in newest if one.box), ""),
        contents=next((one.contents for one in newest if one.contents), ""),
        pages=next((one.pages for one in newest if one.pages is not None), None),
    )


def _sightings(teams: Sequence[TeamRow], final: Mapping[str, str]) -> list[Sighting]:
    """Return what each kind of file says of each team."""
    return [
        Sighting(one.kind, one.as_of, team=Team(
            one.key, one.name, one.division, one.shelf, one.box, one.contents, one.pages
        ))
        for one in sorted(teams, key=lambda one: (final[one.key], one.kind))
    ]  # fmt: skip
