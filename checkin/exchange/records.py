"""What rows say, before anybody knows which of them are one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from checkin.domain.names import fold
from checkin.domain.people import Id, Proof
from checkin.domain.spellings import division_in

__all__ = [
    "CertificateLine", "Identity", "Record", "Rejected", "Role", "TeamRow",
    "division_in", "in_order", "is_sum", "team_key",
]  # fmt: skip

_NO_TEAM = frozenset(
    [
        "",
        "unallocated",
        "tbd",
        "tba",
        "none",
        "n a",
        "na",
        "not assigned",
        "unassigned",
        "no team",
        "not allocated",
    ]
)


_SUMS = frozenset(["total", "totals", "grand total", "subtotal", "sum", "count", "total teams"])


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that couldn't be used, and where it stands."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role on a team, or in a division when no team is allocated yet."""

    team: str
    """Team key, or empty."""
    division: str
    role: str


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate before its person is known."""

    name: str
    proof: Proof
    completed_on: date | None = None
    expires_on: date | None = None
    note: str = ""


Identity = tuple[str, str, str, tuple[Id, ...], tuple[str, ...]]
"""First and last name, suffix, ids and addresses: what tells two records of one file apart."""


@dataclass(slots=True)
class Record:
    """One person as the rows of one file have them."""

    kind: str
    rank: int
    file: str
    first: str
    last: str
    suffix: str
    ids: tuple[Id, ...]
    emails: tuple[str, ...]
    registered: bool
    credentials: bool
    as_of: datetime
    first_key: str
    """The first name for comparing."""
    last_key: str
    phones: tuple[str, ...] = ()
    youth: bool = False
    lines: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    certificates: tuple[CertificateLine, ...] = ()
    """In order, see `in_order`."""
    key: str = ""
    """Person key of the season so far, when this is a known person."""
    earlier: bool = False
    """True for a record of an earlier import."""
    version: int = 0
    """Tells an earlier state of a file from a later one while the two are compared."""

    @property
    def name(self) -> str:
        """First and last name with the suffix."""
        if self.first and self.last and not self.suffix:
            return f"{self.first} {self.last}"
        return " ".join(part for part in (self.first, self.last, self.suffix) if part)

    @property
    def identity(self) -> Identity:
        """What tells two records of one file apart."""
        return self.first, self.last, self.suffix, self.ids, self.emails

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.file}, line {self.lines[0]}" if self.lines else f"earlier {self.kind}"


@dataclass(slots=True)
class TeamRow:
    """One team as one file has it."""

    kind: str
    rank: int
    file: str
    key: str
    name: str
    division: str
    as_of: datetime
    shelf: str = ""
    box: str = ""
    contents: str = ""
    pages: int | None = None
    line: int = 0
    """Where the team first stands."""
    lines: list[int] = field(default_factory=list)
    """Rows that tell of the team and of nobody."""
    earlier: bool = False

    @property
    def facts(self) -> tuple[str, str, str, str, str, int | None]:
        """What the file says of the team."""
        return self.name, self.division, self.shelf, self.box, self.contents, self.pages

    @property
    def loose(self) -> str:
        """The name by its letters and digits only: `10UB - 03` and `10UB-03` are one."""
        return fold(self.name).replace(" ", "")


def in_order(lines: Iterable[CertificateLine]) -> tuple[CertificateLine, ...]:
    """Return each certificate once, sorted by what it says."""
    return tuple(sorted(dict.fromkeys(lines), key=_sorting))


def _sorting(one: CertificateLine) -> tuple[str, date, date, Proof, str]:
    never = date.min
    return one.name, one.completed_on or never, one.expires_on or never, one.proof, one.note


def is_sum(name: str) -> bool:
    """Tell whether a row that begins with this is a sum and no team."""
    return fold(name).rstrip(" 0123456789") in _SUMS


def team_key(name: str) -> str:
    """Return a team's name for comparing, or an empty text for the words that mean none yet."""
    folded = fold(name)
    none_yet = folded in _NO_TEAM or folded.startswith("unallocated")
    return "" if none_yet else " ".join(name.upper().split())
