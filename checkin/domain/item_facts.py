"""Past facts about a team's items after, or instead of, a plain hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checkin.domain.fact import ItemFact

__all__ = [
    "BoxCalled",
    "BoxFetched",
    "Exchanged",
    "FoundShort",
    "FoundWrongSize",
    "HoldReleased",
    "Owed",
    "Returned",
    "ToppedUp",
]


@dataclass(frozen=True, slots=True)
class FoundShort(ItemFact):
    """Something is missing in an item that was given; what an earlier one said no longer counts."""

    kind: ClassVar[str] = "found-short"
    missing: tuple[str, ...] = ()
    """Each `2 YM`, a count and a size; empty when nobody has counted yet."""
    meeting: str | None = None
    note: str = ""
    instead_of: tuple[str, ...] = ()
    """What was written down as missing before."""


@dataclass(frozen=True, slots=True)
class FoundWrongSize(ItemFact):
    """Something in an item that was given has the wrong size."""

    kind: ClassVar[str] = "found-wrong-size"
    wanted: tuple[str, ...] = ()
    """The right ones, each `2 YM`, a count and a size."""
    meeting: str | None = None
    note: str = ""
    instead_of: tuple[str, ...] = ()
    """The right ones that were written down before."""


@dataclass(frozen=True, slots=True)
class Owed(ItemFact):
    """The team came for an item that isn't there: the region owes it."""

    kind: ClassVar[str] = "owed"
    person: str | None = None
    """Person key of whoever came for it."""
    meeting: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned(ItemFact):
    """An item that was given came back."""

    kind: ClassVar[str] = "returned"
    hand_overs: tuple[str, ...] = ()
    """Ids of the hand-overs that it ends."""
    meeting: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged(ItemFact):
    """An item that was given was swapped for another one that is right."""

    kind: ClassVar[str] = "exchanged"
    meeting: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToppedUp(ItemFact):
    """What was missing in an item was given later."""

    kind: ClassVar[str] = "topped-up"
    parts: tuple[str, ...] = ()
    """Each `2 YM`; empty for everything that was missing."""
    meeting: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HoldReleased(ItemFact):
    """Somebody allowed an item that the region holds back from a person to be given all the same."""

    kind: ClassVar[str] = "hold-released"
    person: str
    """Person key of whom it was held back from."""
    name: str
    """Who allowed it."""
    reason: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class BoxCalled(ItemFact):
    """A desk waits for an item from the shelf, to hand it over by its label."""

    kind: ClassVar[str] = "box-called"
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class BoxFetched(ItemFact):
    """Somebody brought an item from the shelf to the desks."""

    kind: ClassVar[str] = "box-fetched"
    calls: tuple[str, ...] = ()
    """Ids of the events for which it was fetched."""
