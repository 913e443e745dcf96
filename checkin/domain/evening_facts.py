"""Past facts of an evening: walk-ins, notes, the closing count, lists on paper, changes of shift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checkin.domain.fact import Fact

__all__ = [
    "BoxCounted",
    "BoxMissing",
    "ChecklistPrinted",
    "EveningFact",
    "NightClosed",
    "NoteLeft",
    "NoteRead",
    "PileCounted",
    "ShiftChanged",
    "WalkedIn",
]


@dataclass(frozen=True, slots=True)
class EveningFact(Fact):
    """Something of an evening, found again by whatever it is about."""

    @property
    def about(self) -> tuple[str, ...]:
        """Keys of the people and teams, or ids of the events, that it is about."""
        return ()


@dataclass(frozen=True, slots=True)
class WalkedIn(EveningFact):
    """Somebody came whom no file knows, or for a team that no file has them on."""

    kind: ClassVar[str] = "walked-in"
    person: str
    """Their key from here on: a new one, or that of somebody whom the files know."""
    first: str
    last: str
    suffix: str = ""
    team: str = ""
    """Name of the team, known or new; empty when they said none."""
    division: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The person."""
        return (self.person,)


@dataclass(frozen=True, slots=True)
class NoteLeft(EveningFact):
    """Somebody left a note on a person or a team."""

    kind: ClassVar[str] = "note-left"
    text: str
    person: str = ""
    team: str = ""
    """Team key, when it is on a team."""
    must_see: bool = False
    """True when it must be seen before anything is recorded of them."""

    @property
    def about(self) -> tuple[str, ...]:
        """The person or the team."""
        return (self.person or self.team,)


@dataclass(frozen=True, slots=True)
class NoteRead(EveningFact):
    """Somebody has seen notes that had to be seen."""

    kind: ClassVar[str] = "note-read"
    notes: tuple[str, ...]
    """Ids of the events that left them."""
    person: str = ""
    """Whose card was on the table."""

    @property
    def about(self) -> tuple[str, ...]:
        """The notes."""
        return self.notes


@dataclass(frozen=True, slots=True)
class BoxCounted(EveningFact):
    """A box was on the shelf when the evening was counted."""

    kind: ClassVar[str] = "box-counted"
    team: str
    evening: str
    """Key of the meeting, or the day outside of one."""

    @property
    def about(self) -> tuple[str, ...]:
        """The evening."""
        return (self.evening,)


@dataclass(frozen=True, slots=True)
class BoxMissing(EveningFact):
    """A box that should have been on the shelf, or another item of a team, could not be found."""

    kind: ClassVar[str] = "box-missing"
    team: str
    evening: str
    note: str = ""
    item: str = ""
    """Empty for the box."""

    @property
    def about(self) -> tuple[str, ...]:
        """The evening."""
        return (self.evening,)


@dataclass(frozen=True, slots=True)
class PileCounted(EveningFact):
    """Somebody counted how many of an item that is no box are left of a division."""

    kind: ClassVar[str] = "pile-counted"
    item: str
    evening: str
    division: str
    number: int
    recorded: int = 0
    """How many the record said at that moment."""

    @property
    def about(self) -> tuple[str, ...]:
        """The evening."""
        return (self.evening,)


@dataclass(frozen=True, slots=True)
class NightClosed(EveningFact):
    """Record and shelf agreed, and the evening was closed."""

    kind: ClassVar[str] = "night-closed"
    evening: str
    counted: int = 0
    """Boxes on the shelf."""
    missing: tuple[str, ...] = ()
    """Keys of the teams whose boxes could not be found."""

    @property
    def about(self) -> tuple[str, ...]:
        """The evening."""
        return (self.evening,)


@dataclass(frozen=True, slots=True)
class ChecklistPrinted(EveningFact):
    """The evening's list was printed; its rows stay what they were, whatever is imported after."""

    kind: ClassVar[str] = "checklist-printed"
    sheet: str
    """Short code that stands on the paper."""
    rows: tuple[str, ...]
    """Person key, `-` for nobody, a blank and team key of each row."""
    meeting: str | None = None
    as_of: str = ""
    """Id of the last event that the list knows of."""


@dataclass(frozen=True, slots=True)
class ShiftChanged(EveningFact):
    """Somebody else sits at the desk from here on."""

    kind: ClassVar[str] = "shift-changed"
    volunteer: str
    before: str = ""
    """Who sat there until then."""
