"""Past facts of the season, as the log keeps them: nothing is ever edited or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    EvidenceSeen,
    FieldSessionDone,
    FollowUpWritten,
    HandedOver,
    Imported,
    LanguageChosen,
    RefresherTaken,
    Restored,
    SessionBooked,
    SetAside,
    Settled,
    Undone,
)
from checkin.domain.evening_facts import (
    BoxCounted,
    BoxMissing,
    ChecklistPrinted,
    NightClosed,
    NoteLeft,
    NoteRead,
    PileCounted,
    ShiftChanged,
    WalkedIn,
)
from checkin.domain.fact import Fact
from checkin.domain.identity_facts import IdentitySettled
from checkin.domain.item_facts import (
    BoxCalled,
    BoxFetched,
    Exchanged,
    FoundShort,
    FoundWrongSize,
    HoldReleased,
    Owed,
    Returned,
    ToppedUp,
)
from checkin.domain.text import clean_text

__all__ = [
    "VERSION",
    "Event",
    "Fact",
    "IdentitySettled",
    "UnknownKind",
    "event_from",
    "is_newer",
    "record_of",
]

VERSION = 1
"""Schema of an event; a newer one is refused in words."""


class UnknownKind(ValueError):
    """An event of a kind or version that this program doesn't know."""


FACTS: Mapping[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        Imported,
        Arrived,
        HandedOver,
        EvidenceSeen,
        RefresherTaken,
        FieldSessionDone,
        SessionBooked,
        BadgeIssued,
        FollowUpWritten,
        LanguageChosen,
        BoxLabelIssued,
        Undone,
        Settled,
        SetAside,
        WalkedIn,
        FoundShort,
        FoundWrongSize,
        Owed,
        Returned,
        Exchanged,
        ToppedUp,
        HoldReleased,
        BoxCalled,
        BoxFetched,
        Restored,
        NoteLeft,
        NoteRead,
        IdentitySettled,
        BoxCounted,
        BoxMissing,
        PileCounted,
        NightClosed,
        ChecklistPrinted,
        ShiftChanged,
    )
}
"""Every kind of fact, by the name the log uses."""


_HEAD = {
    **dict.fromkeys(("id", "act", "writer", "at", "desk", "by"), str),
    **dict.fromkeys(("seq", "clock"), int),
}
"""What every record says of itself."""


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with its place in the log: who wrote it down, where and when."""

    id: str
    act: str
    """Events of one key press share it."""
    writer: str
    """Random id of the installation that wrote it."""
    seq: int
    """Counts the events of one log file."""
    clock: int
    """Lamport clock: greatest seen so far, plus one."""
    at: datetime
    """Aware UTC; for people to read, never for order."""
    desk: str
    by: str
    fact: Fact
    paper: str = ""
    """Sheet and row of the paper that it was taken over from, for example `K7 14`."""
    own_time: datetime | None = None
    """When it happened by that paper, aware; none where the recording is the moment."""

    @property
    def when(self) -> datetime:
        """When it happened, as far as anybody knows."""
        return self.own_time or self.at

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Where the event stands in the season, the same on every laptop."""
        return (self.clock, self.writer, self.seq, self.id)


def record_of(
    event_id: str,
    act: str,
    clock: int,
    at: datetime,
    desk: str,
    by: str,
    fact: Fact,
    *,
    paper: str = "",
    own_time: datetime | None = None,
) -> dict[str, Any]:
    """Return a fact as the plain record that the log keeps, all text in it clean.

    The log adds writer, seq and prev.
    """
    head = {
        "v": VERSION,
        "id": event_id,
        "act": act,
        "clock": clock,
        "at": _instant(at),
        "desk": clean_text(desk),
        "by": clean_text(by),
    }
    body = {name: _plain(value) for name, value in asdict(fact).items()}
    if paper:
        head["paper"] = clean_text(paper)
    if own_time:
        head["own_time"] = _instant(own_time)
    return {**head, "kind": fact.kind, **body}


def is_newer(record: Mapping[str, Any]) -> bool:
    """Tell whether a newer program wrote a record: of a later schema, or of a kind that isn't known yet."""
    version, kind = record.get("v"), record.get("kind")
    if not isinstance(version, int) or not isinstance(kind, str):
        return False
    return version > VERSION or (version == VERSION and kind not in FACTS)


def event_from(record: Mapping[str, Any]) -> Event:
    """Return the event that a record of the log holds.

    Raises `UnknownKind` for a record that a newer program wrote, and `ValueError` for one that none did.
    """
    shape = FACTS.get(str(record.get("kind")))
    if record.get("v") != VERSION or shape is None:
        raise UnknownKind("A newer checkin wrote this log. Update this laptop's program and open it again.")
    if any(not isinstance(record.get(name), kind) for name, kind in _HEAD.items()):
        raise ValueError("a record without its head")
    body = {one.name: _value(one.type, record[one.name]) for one in fields(shape) if one.name in record}
    try:
        fact = shape(**body)
    except TypeError as error:
        raise ValueError("a record without its body") from error
    head = {name: record[name] for name in _HEAD}
    own = record.get("own_time")
    return Event(
        **{**head, "at": datetime.fromisoformat(record["at"])},
        fact=fact,
        paper=str(record.get("paper", "")),
        own_time=datetime.fromisoformat(own) if isinstance(own, str) else None,
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, a text as a screen may show it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return clean_text(value) if isinstance(value, str) else value


def _value(annotation: Any, value: Any) -> Any:
    if annotation == "date":
        return date.fromisoformat(str(value))
    if annotation == "str" and not isinstance(value, str):
        raise ValueError("a record with a value of another kind")
    return tuple(value) if isinstance(value, list) else value


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
