"""What a volunteer asks for, and what the desk answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from checkin.domain.desk_facts import FollowUpWritten
from checkin.domain.evening_commands import EveningCommand
from checkin.domain.events import Event

__all__ = [
    "Answer",
    "BookSession",
    "CheckIn",
    "ChooseLanguage",
    "Collect",
    "Command",
    "FetchBox",
    "HandOver",
    "IssueBadge",
    "IssueBadges",
    "IssueBoxLabels",
    "Mark",
    "MarkItem",
    "NoteRestore",
    "RecordEvidence",
    "RecordFieldSession",
    "RecordFollowUps",
    "RecordRefresher",
    "Recorded",
    "Refused",
    "Release",
    "SetBreaksAside",
    "Settle",
    "SettleIdentity",
    "TableCommand",
    "TakeBack",
    "TakeBackImport",
    "TakeBackLast",
]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Record the normal thing: the arrival and, unless told otherwise, what waits for the teams."""

    person: str
    found_by: str = "name"
    hand_over: bool = True
    box: str = ""
    """Key of the team whose box was scanned: only what waits for that team is handed over."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give one item of a team to a person that the roster knows."""

    team: str
    item: str
    to: str


@dataclass(frozen=True, slots=True)
class Collect:
    """Give what waits for a person's teams to somebody else; the person stays not here."""

    person: str
    name: str
    """Who really takes it."""
    relation: str = ""
    """`spouse`, `team parent` and so on."""
    taker: str = ""
    """Person key of whoever takes it, when the files know them."""
    teams: tuple[str, ...] = ()
    """Keys of the teams of which it is taken; empty for all of the person's."""
    box: str = ""
    """Key of the team whose box was scanned: only what waits for that team is handed over."""


Mark = Literal["short", "wrong-size", "owed", "returned", "exchanged", "topped-up"]
"""What can become of an item beside being handed over."""


@dataclass(frozen=True, slots=True)
class MarkItem:
    """Write down what is the matter with an item of a team, or that it is right again."""

    team: str
    item: str
    mark: Mark
    parts: tuple[str, ...] = ()
    """What is missing, needed or given, each `2 YM`."""
    note: str = ""
    person: str = ""
    """Person key of whoever stands at the desk: what is normal for them is recorded with it."""
    found_by: str = "name"
    anyway: bool = False
    """True when a person has said that a size which the region doesn't know is right."""


@dataclass(frozen=True, slots=True)
class FetchBox:
    """Write down that a team's box was fetched from its shelf."""

    team: str


@dataclass(frozen=True, slots=True)
class Release:
    """Allow an item that is held back from a person to be given all the same."""

    person: str
    team: str
    item: str
    name: str
    """Who allows it."""
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back an event, or every event of an act."""

    target: str
    reason: str = ""
    only: tuple[str, ...] = ()
    """Ids of those events of the act that are meant; empty for all."""


@dataclass(frozen=True, slots=True)
class TakeBackLast:
    """Take back the last thing that this desk recorded."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeBackImport:
    """Take back the latest import: the data before it is in force again, what was recorded stays."""

    reason: str = ""
    seen: str = ""
    """Id of the event that was in force when it was confirmed; another one is not taken back instead."""


@dataclass(frozen=True, slots=True)
class IssueBadge:
    """Give a person a code; a code issued before is void from then on."""

    person: str


@dataclass(frozen=True, slots=True)
class IssueBadges:
    """Give each of these people a code, in one act; who has one keeps it."""

    people: tuple[str, ...]
    reissue: bool = False
    """Give everybody a new one instead: what was issued before is void from then on."""


@dataclass(frozen=True, slots=True)
class IssueBoxLabels:
    """Give the box of each of these teams a code, in one act; a box that has one keeps it."""

    teams: tuple[str, ...]
    reissue: bool = False
    """Give every box a new one instead: what was issued before is void from then on."""


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    """Write down a certificate that was shown at the desk."""

    person: str
    requirement: str
    name: str
    completed_on: date
    medium: str = "phone"


@dataclass(frozen=True, slots=True)
class RecordRefresher:
    """Write down that these people took the Safe Haven refresher."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordFieldSession:
    """Write down that a person did the field session of a course."""

    person: str
    course: str
    completed_on: date


@dataclass(frozen=True, slots=True)
class BookSession:
    """Write down that a person has signed up for a session of a course."""

    person: str
    course: str
    on: date


@dataclass(frozen=True, slots=True)
class Settle:
    """Say what is true of something that was recorded twice."""

    event: str
    """The record that counts, of those that contradict each other."""
    both: bool = False
    """True when all of them happened."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetBreaksAside:
    """Write down that a person has looked at breaks of the season folder."""

    breaks: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Write to a person in that language from here on."""

    person: str
    language: str


@dataclass(frozen=True, slots=True)
class RecordFollowUps:
    """Write down that these messages were written, so that none is written twice."""

    written: tuple[FollowUpWritten, ...]


@dataclass(frozen=True, slots=True)
class NoteRestore:
    """Write down that a backup was put back."""

    backup: str


@dataclass(frozen=True, slots=True)
class SettleIdentity:
    """Say whether two people of the files are one; the files that come later are read so."""

    one: str
    """Person key."""
    another: str
    same: bool
    reason: str = ""


TableCommand = (
    CheckIn
    | HandOver
    | Collect
    | MarkItem
    | FetchBox
    | Release
    | TakeBack
    | TakeBackLast
    | TakeBackImport
    | IssueBadge
    | IssueBadges
    | IssueBoxLabels
    | RecordEvidence
    | RecordRefresher
    | RecordFieldSession
    | BookSession
    | Settle
    | SetBreaksAside
    | ChooseLanguage
    | RecordFollowUps
    | NoteRestore
    | SettleIdentity
)
Command = TableCommand | EveningCommand


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule says no; nothing was recorded."""

    code: str
    sentence: str
    candidates: tuple[str, ...] = ()
    """Who or what it could have been, a line each."""
    keys: tuple[str, ...] = ()
    """The keys of the candidates, where they have any."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The events are on disk."""

    act: str
    events: tuple[Event, ...]
    sentence: str
    warning: str = ""
    """What is unusual about it; it is recorded all the same."""


Answer = Recorded | Refused
