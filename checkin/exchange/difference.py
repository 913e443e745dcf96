"""What differs between the season so far and the roster that an import would make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from checkin.domain.people import Certificate, Person, Roster
from checkin.exchange.build import Built
from checkin.exchange.changes import Change
from checkin.exchange.earlier import Renewal
from checkin.exchange.leaving import Leaving
from checkin.exchange.read import SheetRead
from checkin.exchange.records import Record, TeamRow
from checkin.exchange.sets import JoinedBy

__all__ = ["Difference", "Gone", "Tally"]

_Place = tuple[str, str]
"""Person key and kind of file."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a thing are new, changed and so on; those read are new, changed, unchanged or rejected."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    gone: int = 0

    @property
    def read(self) -> int:
        """How many were read."""
        return self.new + self.changed + self.unchanged + self.rejected


@dataclass(frozen=True, slots=True)
class Gone:
    """A person or a team of the season so far that the new file of its kind doesn't have."""

    what: str
    """`person` or `team`."""
    key: str
    name: str
    kind: str
    removed: bool
    told: str = ""
    """What is recorded of them: then they stay."""


@dataclass(slots=True)
class _State:
    """Everything that one kind of file says of one person."""

    identities: set[object] = field(default_factory=set)
    roles: set[object] = field(default_factory=set)
    certificates: set[object] = field(default_factory=set)


@dataclass(slots=True)
class Difference:
    """Compares the roster before with the one built."""

    before: Roster
    built: Built
    records: Sequence[Record]
    """Those the roster was built of; the last are those of the new files."""
    renewal: Renewal
    reads: Sequence[SheetRead]
    old_teams: Sequence[TeamRow]
    _old: defaultdict[_Place, _State] = field(default_factory=lambda: defaultdict(_State))
    _new: defaultdict[_Place, _State] = field(default_factory=lambda: defaultdict(_State))
    _first: int = 0
    """Place of the first record of the new files."""

    def __post_init__(self) -> None:
        self._first = len(self.records) - sum(len(one.records) for one in self.reads)
        for record in self.renewal.replaced:
            self._add(self._old[self._now(record.key), record.kind], record)
        for key, record in self._fresh():
            if key in self.before.people:
                self._add(self._new[key, record.kind], record)

    def _fresh(self) -> Iterator[tuple[str, Record]]:
        """Yield the records of the new files with their people's keys."""
        return zip(
            islice(self.built.keys, self._first, None), islice(self.records, self._first, None), strict=True
        )

    def _now(self, key: str) -> str:
        return self.built.merged.get(key, key)

    def _add(self, state: _State, record: Record) -> None:
        state.identities.add((*record.identity, record.phones, record.youth))
        state.roles.update(record.roles)
        state.certificates.update(record.certificates)

    def _status(self, place: _Place) -> str:
        if place[0] not in self.before.people:
            return "new"
        return "unchanged" if self._old.get(place) == self._new[place] else "changed"

    def rows(self, read: SheetRead) -> Tally:
        """Return what the rows of a file do."""
        counted: Counter[str] = Counter(rejected=len(read.rejected))
        start = self._first + sum(
            len(one.records) for one in takewhile(lambda one: one is not read, self.reads)
        )
        for key, record in zip(islice(self.built.keys, start, None), read.records, strict=False):
            counted[self._status((key, record.kind))] += len(record.lines)
        old = {(one.kind, one.key): one.facts for one in self.old_teams}
        for team in read.teams:
            if team.lines:
                facts = old.get((team.kind, team.key))
                known = self.built.teams[team.key] in self.before.teams
                status = "unchanged" if facts == team.facts else "changed" if known else "new"
                counted[status] += len(team.lines)
        return Tally(**counted)

    def people(self, changed: Iterable[Change]) -> Tally:
        """Return what becomes of the people in the new files, of whom those that changed are listed."""
        different = {one.key for one in changed if one.what == "person"}
        counted = Counter(
            "new" if key not in self.before.people else "changed" if key in different else "unchanged"
            for key in self.seen()
        )
        rejected = sum(len(one.rejected) for one in self.reads if one.records)
        return Tally(**counted, rejected=rejected, gone=len(self._gone_people()))

    def teams(self, gone: Sequence[TeamRow]) -> Tally:
        """Return what becomes of the teams in the new files."""
        mine = {self.built.teams[team.key] for one in self.reads for team in one.teams}
        then, now = self.before.teams, self.built.roster.teams
        counted = Counter(
            "new" if key not in then else "unchanged" if then[key] == now[key] else "changed" for key in mine
        )
        rejected = sum(len(one.rejected) for one in self.reads if not one.records)
        return Tally(**counted, rejected=rejected, gone=len({one.key for one in gone}))

    def certificates(self) -> Tally:
        """Return what becomes of the certificates in the new files."""
        if not self.before.certificates:
            return Tally(new=len(self.built.roster.certificates))
        places = {(key, record.kind) for key, record in self._fresh()}
        then = [one for one in self.before.certificates if (self._now(one.person), one.source) in places]
        now = [one for one in self.built.roster.certificates if (one.person, one.source) in places]
        before = {self._fact(one) for one in then}
        named = {self._fact(one)[:3] for one in then}
        counted = Counter(
            "unchanged" if fact in before else "changed" if fact[:3] in named else "new"
            for fact in map(self._fact, now)
        )
        still = {self._fact(one)[:3] for one in now}
        return Tally(**counted, gone=len(named - still))

    def _fact(self, one: Certificate) -> tuple[object, ...]:
        person = self._now(one.person)
        return (person, one.source, one.name, one.proof, one.completed_on, one.expires_on, one.note)

    def seen(self) -> set[str]:
        """Return the person keys of the new files."""
        return set(islice(self.built.keys, self._first, None))

    def guessed(self) -> Iterator[str]:
        """Yield who was taken for one person for a nickname or a middle name, in a new file."""
        for sides in self.built.matching.guesses:
            if any(not self.records[one].earlier for side in sides for one in side):
                ends = [min(side, key=lambda one: self.records[one].rank) for side in sides]
                yield " = ".join(f"{self.records[one].name} ({self.records[one].place})" for one in ends)

    def joined(self) -> Counter[str]:
        """Return how the records of the new files came to a person."""
        counted: Counter[str] = Counter()
        first = self._first
        for group in self.built.matching.people:
            base = min(group, key=lambda one: (one >= first, self.records[one].rank, one))
            for one in group:
                if one >= first:
                    counted[self._by(one, first, alone=one == base)] += 1
        return counted

    def _by(self, place: int, first: int, *, alone: bool) -> JoinedBy:
        if (by := self.renewal.joined.get(place - first)) is not None:
            return by
        return JoinedBy.NEW if alone else self.built.matching.joined[place]

    def gone(self, teams: Iterable[TeamRow], leaving: Leaving, *, removed: bool) -> Iterator[Gone]:
        """Yield the people and teams that a new file of their kind no longer has."""
        people = self._gone_people().items()
        for (key, kind), one in sorted(people, key=lambda item: (item[1].last, item[1].first, item[0])):
            told = leaving.told.get(key, "")
            yield Gone("person", key, one.name, kind, removed and not told, told)
        for team in sorted(teams, key=lambda one: (one.key, one.kind)):
            told = leaving.given.get(team.key, "")
            yield Gone("team", team.key, team.name, team.kind, removed and not told, told)

    def _gone_people(self) -> dict[_Place, Person]:
        return {
            (key, one.kind): self.before.people[key]
            for one in self.renewal.gone
            if (key := self.before.aliases.get(one.key, one.key)) in self.before.people
            and (key, one.kind) not in self._new
        }
