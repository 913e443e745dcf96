"""Past facts of a season: imports, arrivals, hand-overs, what was shown, codes, and what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from checkin.domain.fact import Fact, ItemFact

__all__ = [
    "Arrived",
    "BadgeIssued",
    "BoxLabelIssued",
    "EvidenceSeen",
    "FieldSessionDone",
    "FollowUpWritten",
    "HandedOver",
    "Imported",
    "LanguageChosen",
    "RefresherTaken",
    "Restored",
    "SessionBooked",
    "SetAside",
    "Settled",
    "Undone",
]


@dataclass(frozen=True, slots=True)
class Imported(Fact):
    """A new roster took the place of the one before."""

    kind: ClassVar[str] = "imported"
    roster: str
    """File name of the roster in the season folder."""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived(Fact):
    """A person came to the desk."""

    kind: ClassVar[str] = "arrived"
    person: str
    meeting: str | None = None
    """Key of the meeting, or none outside of one."""
    found_by: str = "name"
    """How the person was found: `code`, `id`, `name`, `team`, `phone`, `e-mail` or `script`."""


@dataclass(frozen=True, slots=True)
class HandedOver(ItemFact):
    """An item of a team left the shelf."""

    kind: ClassVar[str] = "handed-over"
    person: str | None = None
    """Who took it, when it is a person that the roster knows."""
    collector: str = ""
    """The name of whoever took it, as the desk was told."""
    relation: str = ""
    """`head coach`, `assistant`, `spouse` and so on."""
    meeting: str | None = None
    note: str = ""
    at_hand: bool = False
    """True when it was at the desk already, its label scanned or its content seen: nobody fetches it."""


@dataclass(frozen=True, slots=True)
class EvidenceSeen(Fact):
    """A certificate was shown at the desk, on a phone or on paper."""

    kind: ClassVar[str] = "evidence-seen"
    person: str
    requirement: str
    name: str
    """The certificate as shown, in the spelling of the region's rules."""
    completed_on: date
    medium: str = "phone"


@dataclass(frozen=True, slots=True)
class RefresherTaken(Fact):
    """A person took the Safe Haven refresher at a meeting."""

    kind: ClassVar[str] = "refresher-taken"
    person: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class FieldSessionDone(Fact):
    """A person did the field session of a course in two parts."""

    kind: ClassVar[str] = "field-session-done"
    person: str
    course: str
    completed_on: date


@dataclass(frozen=True, slots=True)
class SessionBooked(Fact):
    """A person has signed up for a dated session of a course."""

    kind: ClassVar[str] = "session-booked"
    person: str
    course: str
    on: date


@dataclass(frozen=True, slots=True)
class BadgeIssued(Fact):
    """A code was issued to a person; an older one of the same person is void from here on."""

    kind: ClassVar[str] = "badge-issued"
    person: str
    tag: str


@dataclass(frozen=True, slots=True)
class BoxLabelIssued(Fact):
    """A code was issued to a team's box; an older one of the same team is void from here on."""

    kind: ClassVar[str] = "box-label-issued"
    team: str
    key: str
    """Stands for the team in the code; no other team's code has it."""
    tag: str


@dataclass(frozen=True, slots=True)
class Undone(Fact):
    """Events were taken back."""

    kind: ClassVar[str] = "undone"
    events: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settled(Fact):
    """A person said what is true of something that was recorded twice."""

    kind: ClassVar[str] = "settled"
    about: tuple[str, ...]
    """Events that contradict each other."""
    taken: tuple[str, ...] = ()
    """Those of them that don't count; none when both happened."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetAside(Fact):
    """Breaks of the season folder that a person has looked at."""

    kind: ClassVar[str] = "set-aside"
    breaks: tuple[str, ...]
    """Key of each, as `verify` names it."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpWritten(Fact):
    """A message to a person was written after a meeting."""

    kind: ClassVar[str] = "follow-up-written"
    person: str
    state: str
    """A digest of what was open: the same state is never written twice."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class LanguageChosen(Fact):
    """A person is written to in that language."""

    kind: ClassVar[str] = "language-chosen"
    person: str
    language: str


@dataclass(frozen=True, slots=True)
class Restored(Fact):
    """A backup was put back: what only later backups hold is left out on purpose."""

    kind: ClassVar[str] = "restored"
    backup: str
    """File name of the backup."""
