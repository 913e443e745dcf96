"""What follows from something that was shown, booked, done or taken: evidence, sessions, the refresher."""

from __future__ import annotations

from datetime import date

from checkin.domain.basis import Basis
from checkin.domain.commands import BookSession, RecordEvidence, RecordFieldSession, RecordRefresher, Refused
from checkin.domain.desk_facts import EvidenceSeen, FieldSessionDone, RefresherTaken, SessionBooked
from checkin.domain.fact import Fact

__all__ = ["decide_witnessed"]


def decide_witnessed(
    command: RecordEvidence | RecordFieldSession | BookSession | RecordRefresher, basis: Basis
) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    match command:
        case RecordEvidence(person, requirement, name, completed_on, medium):
            facts: tuple[Fact, ...] = (EvidenceSeen(person, requirement, name, completed_on, medium),)
            return basis.unknown(person) or _not_ahead(completed_on, basis) or facts
        case RecordFieldSession(person, course, completed_on):
            facts = (FieldSessionDone(person, course, completed_on),)
            return basis.unknown(person) or _not_ahead(completed_on, basis) or facts
        case BookSession(person, course, on):
            return basis.unknown(person) or _book(person, course, on, basis)
        case RecordRefresher(people):
            return _refresher(people, basis)


def _refresher(people: tuple[str, ...], basis: Basis) -> tuple[Fact, ...] | Refused:
    facts: list[Fact] = []
    for person in people:
        if refusal := basis.unknown(person):
            return refusal
        meeting = basis.meeting(person)
        before = basis.night.refresher(person)
        key = meeting.key if meeting else None
        if not (before and isinstance(before.fact, RefresherTaken) and before.fact.meeting == key):
            facts.append(RefresherTaken(person, key))
    if not facts:
        return Refused(
            "already-taken", "The Safe Haven refresher is already recorded. Nothing is left to do."
        )
    return tuple(facts)


def _book(person: str, course: str, on: date, basis: Basis) -> tuple[Fact, ...] | Refused:
    if on < basis.today:
        return Refused("past-date", f"{on.isoformat()} is over. Was it attended? Record the field session.")
    known = (one.fact for one in basis.night.witnessed(person))
    if SessionBooked(person, course, on) in known:
        return Refused("already-booked", "That session is already written down. Nothing is left to do.")
    return (SessionBooked(person, course, on),)


def _not_ahead(completed_on: date, basis: Basis) -> Refused | None:
    if completed_on <= basis.today:
        return None
    return Refused(
        "future-date", f"{completed_on.isoformat()} is still ahead. Enter the date on the certificate."
    )
