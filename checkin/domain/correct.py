"""Correcting an entry of the history: who really took it, the right date, other words, a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.decide_undo import why_a_reason
from checkin.domain.desk_facts import EvidenceSeen, FieldSessionDone, HandedOver, SessionBooked, Undone
from checkin.domain.evening_commands import Correct
from checkin.domain.evening_facts import NoteLeft, WalkedIn
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.item_facts import Returned
from checkin.domain.names import split_name
from checkin.domain.typed_date import typed_date

__all__ = ["Correctable", "correct", "correctable"]


@dataclass(frozen=True, slots=True)
class Correctable:
    """What of an entry can be corrected."""

    asks: str
    """For example `Who took it: name, relation`."""
    now: str
    """What stands there."""
    edited: bool = False
    """True when it is changed letter by letter, false when it is typed anew."""


def correctable(events: Sequence[Event]) -> Correctable | None:
    """Return what of an entry can be corrected at once, or none: then it is taken back and recorded anew."""
    found = [one for event in events if (one := _of(event.fact))]
    return found[0] if len({one.asks for one in found}) == 1 else None


def _of(fact: Fact) -> Correctable | None:
    match fact:
        case HandedOver(collector=collector, relation=relation):
            return Correctable("Who took it: name, relation", ", ".join(filter(None, (collector, relation))))
        case EvidenceSeen(completed_on=on) | FieldSessionDone(completed_on=on) | SessionBooked(on=on):
            return Correctable("The date", f"{on.month}/{on.day}/{on.year}")
        case NoteLeft(text):
            return Correctable("The note", text, edited=True)
        case WalkedIn(first=first, last=last, suffix=suffix):
            return Correctable("The name", " ".join(filter(None, (first, last, suffix))), edited=True)
        case _:
            return None


def correct(command: Correct, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the taking back of an entry and what is true instead, in one act."""
    recorded = basis.night.meant(command.target, command.only)
    if not recorded:
        return Refused("unknown-event", f"Nothing is recorded under {command.target}.")
    standing = [one for one in recorded if basis.night.counts(one)]
    if not standing:
        return Refused("already-undone", "That was taken back already.")
    if not command.text.strip():
        return Refused("no-text", "Type what is right first.")
    if correctable(standing) is None:
        return _not_at_once(standing)
    wrong = [one for one in standing if _of(one.fact)]
    later = [one for event in wrong for one in _later(event, basis)]
    if any(isinstance(one.fact, Returned) for one in later):
        return Refused("came-back", "It came back since. Take that back first, then correct this.")
    right = _all_anew(wrong, command.text.strip(), basis)
    if isinstance(right, Refused):
        return right
    if not command.reason.strip() and (why := why_a_reason((*wrong, *later), basis)):
        return Refused("reason-needed", f"{why}: say why it is corrected.")
    taken = tuple(one.id for one in (*wrong, *later))
    reason = ": ".join(filter(None, ("corrected", command.reason.strip())))
    return (Undone(taken, reason), *right, *(one.fact for one in later))


def _not_at_once(events: Sequence[Event]) -> Refused:
    if any(_of(one.fact) for one in events):
        return Refused("several", "Several things can be corrected there. Choose one of its parts.")
    return Refused("not-correctable", "That can't be corrected: take it back and record it anew.")


def _all_anew(wrong: Sequence[Event], text: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    right: list[Fact] = []
    for event in wrong:
        anew = _anew(event.fact, text, basis)
        if isinstance(anew, Refused):
            return anew
        right.append(anew)
    if right == [one.fact for one in wrong]:
        return Refused("the-same", "That is what stands there already.")
    return tuple(right)


def _later(event: Event, basis: Basis) -> tuple[Event, ...]:
    """Return what happened to an item since it was handed over, which stays true of the right hand-over."""
    fact = event.fact
    if not isinstance(fact, HandedOver):
        return ()
    about = basis.night.about_item(fact.team, fact.item)
    return tuple(one for one in about if one.order > event.order and not isinstance(one.fact, HandedOver))


def _anew(fact: Fact, text: str, basis: Basis) -> Fact | Refused:
    match fact:
        case HandedOver():
            return _taken_by(fact, text, basis)
        case NoteLeft():
            return replace(fact, text=text)
        case WalkedIn():
            name = split_name(text)
            if not name.last:
                return Refused("no-name", "Type the first and the last name.")
            return replace(fact, first=name.first, last=name.last, suffix=name.suffix)
        case EvidenceSeen() | FieldSessionDone() | SessionBooked():
            return _dated(fact, text, basis)
        case _:
            return Refused("not-correctable", "That can't be corrected: take it back and record it anew.")


def _dated(fact: EvidenceSeen | FieldSessionDone | SessionBooked, text: str, basis: Basis) -> Fact | Refused:
    day = typed_date(text, basis.today)
    if day is None:
        return Refused("not-a-date", "That is no date. Write it like 8/1/2026.")
    if isinstance(fact, SessionBooked):
        return replace(fact, on=day)
    if day > basis.today:
        return Refused("future-date", f"{day.isoformat()} is still ahead. Enter the date on the certificate.")
    return replace(fact, completed_on=day)


def _taken_by(fact: HandedOver, text: str, basis: Basis) -> HandedOver | Refused:
    """Return the hand-over to whoever really took it: a person of the team by name, else anyone."""
    name, _, relation = text.partition(",")
    if not name.strip():
        return Refused("no-name", "Say who took it: name, relation.")
    if person := basis.on_team(fact.team, name):
        row = next(one for one in basis.roster.by_team[fact.team] if one.person == person.key)
        role = basis.role(row)
        told = relation.strip() or (role.label.lower() if role else row.role)
        return replace(fact, person=person.key, collector=person.name, relation=told)
    if basis.region.policy.who_collects == "team":
        team = basis.narrator().team(fact.team)
        return Refused("may-not-collect", f"In this region only people of {team} may collect for it.")
    return replace(fact, person=None, collector=name.strip(), relation=relation.strip() or "somebody else")
