"""What became of an item, as plain sentences."""

from __future__ import annotations

from collections.abc import Callable

from checkin.domain.fact import Fact, ItemFact
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
from checkin.domain.parts import parts_of
from checkin.domain.phrases import listed

__all__ = ["item_sentence"]


def item_sentence(fact: Fact, what: str, team: str, person: Callable[[str], str]) -> str:
    """Return what became of an item in one sentence, or nothing for a fact that is no such thing.

    `what` is the item in words, `team` the team's name, `person` names a person key.
    """
    told = _told(fact, what, person)
    if not told or not isinstance(fact, ItemFact):
        return ""
    note = getattr(fact, "note", "")
    return f"{team}: {told}." + (f" Note: {note}." if note else "")


def _told(fact: Fact, what: str, person: Callable[[str], str]) -> str:
    match fact:
        case FoundShort(missing=missing, instead_of=before):
            lacks = f"{_parts(missing)} missing" if missing else "not counted yet"
            return f"{what} is short, {lacks}{_instead(before)}"
        case FoundWrongSize(wanted=wanted, instead_of=before):
            needs = f", needs {_parts(wanted)}" if wanted else ""
            return f"{what} has a wrong size{needs}{_instead(before)}"
        case Owed(person=key):
            who = f" to {person(key)}" if key else ""
            return f"{what} was not there and is owed{who}"
        case Returned():
            return f"{what} came back"
        case Exchanged():
            return f"{what} was exchanged"
        case ToppedUp(parts=parts):
            return f"{what} topped up" + (f" with {_parts(parts)}" if parts else ", nothing is missing now")
        case BoxCalled():
            return f"{what} is called for, scan its label to hand it over"
        case BoxFetched():
            return f"{what} was fetched from the shelf"
        case HoldReleased(person=key, name=name, reason=reason):
            return f"{name} allowed the {what} to be given to {person(key)}: {reason}"
        case _:
            return ""


def _instead(before: tuple[str, ...]) -> str:
    return f", instead of {_parts(before)}" if before else ""


def _parts(kept: tuple[str, ...]) -> str:
    return listed([*map(str, parts_of(kept))])
