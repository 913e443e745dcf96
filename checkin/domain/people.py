"""Who is expected: people, teams, assignments and certificates as the imported files have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from checkin.domain.region import FieldSession, Meeting

__all__ = [
    "WALK_IN",
    "Assignment",
    "Certificate",
    "Doubt",
    "Id",
    "IdKind",
    "Person",
    "Proof",
    "Roster",
    "Sighting",
    "Source",
    "Team",
]


WALK_IN = "walk-in"
"""Where somebody is from whom no file knows."""


class IdKind(StrEnum):
    """The systems that number people."""

    AYSO = "ayso"
    """AYSO ID, 8 or 9 digits."""
    ADMIN = "admin"
    """Admin ID, the same as Association Volunteer ID: NNNNN-NNNNNN."""
    OTHER = "other"
    """Any other system's number; never used to join two files."""


@dataclass(frozen=True, slots=True, order=True)
class Id:
    """A number that another system gave a person."""

    kind: IdKind
    value: str

    def __hash__(self) -> int:
        return hash(self.value)  # an enum's own is slow, and two systems seldom give one number


@dataclass(frozen=True, slots=True)
class Person:
    """A volunteer; the key is this program's own and stays the same across imports."""

    key: str
    """Three to nine Crockford base 32 characters."""
    first: str
    last: str
    suffix: str = ""
    """Jr., III and the like."""
    ids: tuple[Id, ...] = ()
    emails: tuple[str, ...] = ()
    """Lower case."""
    phones: tuple[str, ...] = ()
    """As the file has them, cleaned of control characters."""
    registered: bool = False
    """True when the person is in this season's volunteer export."""
    credentials: bool = False
    """True when any credentials file has a record of this person, even an empty one."""
    youth: bool = False
    """True when a file says that the volunteer is a minor."""

    @property
    def name(self) -> str:
        """First and last name with the suffix, as people say it."""
        if self.first and self.last and not self.suffix:
            return f"{self.first} {self.last}"
        return " ".join(part for part in (self.first, self.last, self.suffix) if part)

    @property
    def walked_in_as(self) -> tuple[str, ...]:
        """The keys that the person had as a walk-in, before an import knew them."""
        mine = (one.value.split() for one in self.ids if one.kind is IdKind.OTHER)
        return tuple(words[1] for words in mine if len(words) == 2 and words[0] == WALK_IN)  # noqa: PLR2004  mark and key

    def id_of(self, kind: IdKind) -> str:
        """Return the first id of that kind, or an empty text."""
        return next((one.value for one in self.ids if one.kind == kind), "")


@dataclass(frozen=True, slots=True)
class Team:
    """A team, with the place where its box stands."""

    key: str
    """The team's name folded for comparing: upper case, single spaces."""
    name: str
    division: str
    """The division as the file spells it; the region's rules decide what it means."""
    shelf: str = ""
    box: str = ""
    contents: str = ""
    pages: int | None = None
    """Pages of the roster, when the team list tells."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person's role on one team, or in a division when no team is allocated yet."""

    person: str
    """Person key."""
    team: str
    """Team key, or empty when none is allocated."""
    division: str
    """As the file spells it."""
    role: str
    """As the file spells it, for example `Head Coach`; the region's roles decide what it means."""
    source: str = ""
    """Kind of the file, for example `sports-connect-volunteers`."""


class Proof(StrEnum):
    """What a file says of a certificate."""

    VERIFIED = "verified"
    PENDING = "pending"
    """Uploaded or taken; an administrator must verify it."""
    NO = "no"
    """The file has the column and says that the person doesn't hold it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One line of a credentials file, named as that file names it."""

    person: str
    """Person key."""
    name: str
    """For example `Z-Online U-10 Coach`; the region's rules decide which requirement it serves."""
    proof: Proof
    completed_on: date | None = None
    expires_on: date | None = None
    """Only when the file itself carries an expiry date."""
    as_of: datetime | None = None
    """When the file was made, aware; newer data overrules evidence only by an explicit no."""
    source: str = ""
    """Kind of the file, for example `admin-credentials`."""
    note: str = ""
    """A value that is neither of these, for example a risk status colour."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that this roster was read from."""

    file: str
    """Name without its folder."""
    kind: str
    as_of: datetime
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person or a team as one kind of file has it; each import matches all sightings anew."""

    kind: str
    """Kind of the file."""
    as_of: datetime
    """When the file was made, aware."""
    person: Person | None = None
    assignments: tuple[Assignment, ...] = ()
    """The person's, as this file has them; the roster keeps the best file's for each team."""
    team: Team | None = None
    own: str = ""
    """The person's key before this was joined to another one on somebody's word, or for a nickname."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be one, or one who may be two: somebody who knows them settles it once."""

    one: str
    """Person key, or the key that a joined part would have by itself."""
    another: str
    why: str
    """What makes it doubtful, in a few words."""
    joined: bool = False
    """True when they were taken for one person."""


@dataclass(frozen=True)
class Roster:
    """Everything that was imported; replaced whole, never changed."""

    people: Mapping[str, Person] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    sources: tuple[Source, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    """From an imported calendar; when there are any they take the place of those in `region.toml`."""
    sessions: tuple[FieldSession, ...] = ()
    """The same for field sessions."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Former keys of people who turned out to be somebody with another key."""
    doubts: tuple[Doubt, ...] = ()
    """Who may be one person, and who may be two."""
    parts: Mapping[tuple[str, str], tuple[Certificate, ...]] = field(default_factory=dict)
    """Of people who may be told apart again: certificates by the key of each part and the kind of file."""

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Assignments of each person key."""
        return _grouped(self.assignments, "person")

    @cached_property
    def by_team(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Assignments of each team key."""
        return _grouped(tuple(one for one in self.assignments if one.team), "team")

    @cached_property
    def walk_ins(self) -> frozenset[str]:
        """Keys of the people whom no file knows yet."""
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        for one in (one for one in self.sightings if one.person):
            kinds[one.person.key if one.person else ""].add(one.kind)
        return frozenset(key for key, found in kinds.items() if found == {WALK_IN})

    @cached_property
    def now_called(self) -> Mapping[str, str]:
        """The key of each walk-in, and of each other person, who turned out to have another key."""
        walked = {old: one.key for one in self.people.values() for old in one.walked_in_as if old != one.key}
        return {**self.aliases, **walked}

    @cached_property
    def held(self) -> Mapping[str, tuple[Certificate, ...]]:
        """Certificates of each person key."""
        return _grouped(self.certificates, "person")


_Row = TypeVar("_Row")


def _grouped(rows: tuple[_Row, ...], name: str) -> Mapping[str, tuple[_Row, ...]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return {key: tuple(group) for key, group in groups.items()}
