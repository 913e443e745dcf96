"""What Enter records for somebody at the desk: the arrival, and what waits for their teams."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import Arrived, HandedOver
from checkin.domain.fact import Fact
from checkin.domain.holds import held
from checkin.domain.item_facts import BoxCalled
from checkin.domain.ledger import ItemState, ledger_of
from checkin.domain.people import Assignment
from checkin.domain.region import Item

__all__ = ["about", "calls", "given", "normal", "ready", "unscanned", "waiting"]


def normal(
    person: str, found_by: str, basis: Basis, *, hand_over: bool = True, box: str = ""
) -> tuple[Arrived | HandedOver, ...]:
    """Return the arrival, unless the person is here, and everything that may be handed over.

    When a team's box was scanned, that is only what waits for that team.
    """
    meeting = basis.meeting(person)
    key = meeting.key if meeting else None
    here = basis.night.arrival(person, key)
    facts: list[Arrived | HandedOver] = [] if here else [Arrived(person, key, found_by)]
    if hand_over:
        ready_ones = ready(person, basis, box)
        facts += [
            given(assignment, item.key, key, basis, at_hand=bool(box)) for assignment, item in ready_ones
        ]
    return tuple(facts)


def ready(person: str, basis: Basis, box: str = "") -> Iterator[tuple[Assignment, Item]]:
    """Yield what may be handed over now, when the box of that team was scanned or else none."""
    required = basis.region.policy.two_scans == "required"
    for assignment, item in _allowed(person, basis):
        if assignment.team == box if box else not (required and item.labelled):
            yield assignment, item


def unscanned(person: str, basis: Basis) -> Iterator[tuple[Assignment, Item]]:
    """Yield what may be handed over as soon as its label is scanned."""
    if basis.region.policy.two_scans == "required":
        yield from ((assignment, item) for assignment, item in _allowed(person, basis) if item.labelled)


def calls(person: str, basis: Basis) -> Iterator[BoxCalled]:
    """Yield the calls for boxes that wait for their label and that nobody has called for this evening."""
    meeting = basis.meeting(person)
    key = meeting.key if meeting else None
    for assignment, item in unscanned(person, basis):
        call = BoxCalled(assignment.team, item.key, key)
        if all(one.fact != call for one in basis.night.about_item(assignment.team, item.key)):
            yield call


def _allowed(person: str, basis: Basis) -> Iterator[tuple[Assignment, Item]]:
    items = {item.key: item for item in basis.region.items}
    for assignment, key in waiting(person, basis):
        if not held(assignment, items[key], basis.today, basis):
            yield assignment, items[key]


def waiting(person: str, basis: Basis) -> Iterator[tuple[Assignment, str]]:
    """Yield the items that wait for the person's teams, held back or not."""
    seen: set[tuple[str, str]] = set()
    for assignment in basis.roster.by_person.get(person, ()):
        role = basis.role(assignment)
        if not assignment.team or role is None or not role.collects:
            continue
        for item in basis.region.items:
            place = (assignment.team, item.key)
            if item.on and not item.comes_in and place not in seen and _waits(*place, basis):
                seen.add(place)
                yield assignment, item.key


def _waits(team: str, item: str, basis: Basis) -> bool:
    nothing_yet = not basis.night.about_item(team, item)
    return nothing_yet or ledger_of(basis.night, team, item).state is ItemState.WAITING


def given(
    assignment: Assignment, item: str, meeting: str | None, basis: Basis, *, at_hand: bool = False
) -> HandedOver:
    """Return the hand-over of an item to the person of an assignment."""
    role = basis.role(assignment)
    person = basis.roster.people[assignment.person]
    relation = role.label.lower() if role else assignment.role
    place = (assignment.team, item)
    return HandedOver(*place, person.key, person.name, relation, meeting, at_hand=at_hand)


def about(fact: Fact) -> tuple[str, str]:
    """Return the team and the item that a fact is about, empty for any other fact."""
    return getattr(fact, "team", ""), getattr(fact, "item", "")
