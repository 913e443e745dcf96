"""What follows from taking something back: the last thing, any entry of the history, an import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused, TakeBack, TakeBackImport, TakeBackLast
from checkin.domain.desk_facts import HandedOver, Imported, Restored, Undone
from checkin.domain.evening_facts import ChecklistPrinted, ShiftChanged
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.item_facts import Returned

__all__ = ["STANDING", "decide_undo", "why_a_reason"]

STANDING = (Undone, Imported, Restored, ChecklistPrinted, ShiftChanged)
"""What is never taken back: a paper that is in use goes by its printing."""


def decide_undo(
    command: TakeBack | TakeBackLast | TakeBackImport, basis: Basis
) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    match command:
        case TakeBack(target, reason, only):
            return _take_back(basis.night.meant(target, only), target, reason, basis)
        case TakeBackLast(reason):
            return _take_back_last(reason, basis)
        case TakeBackImport(reason, seen):
            return _take_back_import(reason, seen, basis)


def _take_back(
    recorded: Sequence[Event], target: str, reason: str, basis: Basis
) -> tuple[Fact, ...] | Refused:
    if not recorded:
        return Refused("unknown-event", f"Nothing is recorded under {target}. `checkin log` lists what is.")
    events = [one for one in recorded if not isinstance(one.fact, STANDING)]
    if not events:
        return Refused(
            "not-undoable", "Only what was recorded at a desk can be taken back. Record it anew instead."
        )
    standing = tuple(one for one in events if basis.night.counts(one))
    if not standing:
        taker = basis.night.taken_back_by(events[0])
        when = f" {basis.who(taker)}" if taker else ""
        return Refused("already-undone", f"That was taken back already{when}.")
    return _undone((*_replaced(standing, basis), *standing), reason, basis)


def _replaced(events: Sequence[Event], basis: Basis) -> Iterator[Event]:
    """Yield what the acts of these took back, where nothing else of the act is left: it counts again."""
    for act in dict.fromkeys(one.act for one in events):
        left = [one for one in basis.night.act(act) if basis.night.counts(one) and one not in events]
        if all(isinstance(one.fact, Undone) for one in left):
            yield from left


def _take_back_last(reason: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    events = basis.night.last_act(basis.desk, basis.writer)
    if not events:
        return Refused("nothing-to-undo", "This desk has recorded nothing that could be taken back.")
    return _undone(events, reason, basis)


def _undone(events: Sequence[Event], reason: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the taking back, or ask for the reason that the region wants for it."""
    if not reason.strip() and (why := why_a_reason(events, basis)):
        return Refused("reason-needed", f"{why}: say why it is taken back.")
    taken = tuple(one.id for one in events if not isinstance(one.fact, Imported))
    return _given_since(events, basis) or (Undone(taken, reason.strip()),)


def _given_since(events: Sequence[Event], basis: Basis) -> Refused | None:
    """Return the refusal to take back what something since rests on: a return, a correction."""
    for event in events:
        fact = event.fact
        if isinstance(fact, Returned) and (now := basis.night.handed_over(fact.team, fact.item)):
            return _first(now, "was given again", basis)
    ours = {one.id for one in events}
    for one in _brought_back(events, basis):
        about = basis.night.about_item(one.team, one.item)
        later = [since for since in about if since.id not in ours and since.order > events[0].order]
        if later:
            return _first(later[-1], "changed", basis)
    return None


def _brought_back(events: Sequence[Event], basis: Basis) -> Iterator[HandedOver]:
    """Yield the hand-overs that stand again when these corrections are taken back."""
    targets = (target for event in events if isinstance(event.fact, Undone) for target in event.fact.events)
    facts = (one.fact for target in targets if (one := basis.night.get(target)))
    return (one for one in facts if isinstance(one, HandedOver))


def _first(event: Event, what: str, basis: Basis) -> Refused:
    item = basis.narrator().item(getattr(event.fact, "team", ""), getattr(event.fact, "item", ""))
    told = f"{item[:1].upper()}{item[1:]} {what} {basis.who(event)}. Take that back first."
    return Refused("given-since", told)


def why_a_reason(events: Sequence[Event], basis: Basis) -> str:
    """Return why the region wants a reason before these are taken back, or an empty text."""
    elsewhere = next((one for one in events if (one.desk, one.writer) != (basis.desk, basis.writer)), None)
    if elsewhere:
        by = f" ({elsewhere.by})" if elsewhere.by else ""
        return f"Desk {elsewhere.desk}{by} recorded that"
    minutes = basis.region.policy.reason_after_minutes
    old = any(basis.now - one.at > timedelta(minutes=minutes) for one in events)
    return f"That is older than {minutes} minutes" if old else ""


def _take_back_import(reason: str, seen: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    event = basis.night.roster()
    if event is None:
        return Refused("nothing-imported", "No import is in force, so none can be taken back.")
    if seen and event.id != seen:
        told = "Somebody else imported or took an import back meanwhile: look again which one is the latest."
        return Refused("data-changed", told)
    return (Undone(_with_what_followed(basis), reason),)


def _with_what_followed(basis: Basis) -> tuple[str, ...]:
    """Return the latest import of files, and what was put together anew of it since."""
    taken: list[str] = []
    for event in reversed(basis.night.rosters()):
        taken.append(event.id)
        if isinstance(event.fact, Imported) and event.fact.files:
            break
    return tuple(reversed(taken))
