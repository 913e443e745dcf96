"""What Enter records for somebody at the desk: the arrival, and what waits for their teams."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.basis import Basis
from checkin.domain.events import Arrived, HandedOver
from checkin.domain.fact import Fact
from checkin.domain.holds import held
from checkin.domain.ledger import ItemState, ledger_of
from checkin.domain.people import Assignment

__all__ = ["about", "given", "normal", "waiting"]


def normal(
    person: str, found_by: str, basis: Basis, *, hand_over: bool = True
) -> tuple[Arrived | HandedOver, ...]:
    """Return the arrival, unless the person is here, and everything that may be handed over."""
    meeting = basis.meeting(person)
    key = meeting.key if meeting else None
    here = basis.night.arrival(person, key)
    facts: list[Arrived | HandedOver] = [] if here else [Arrived(person, key, found_by)]
    if hand_over:
        items = {item.key: item for item in basis.region.items}
        facts += [
            given(assignment, item, key, basis)
            for assignment, item in waiting(person, basis)
            if not held(assignment, items[item], basis.today, basis)
        ]
    return tuple(facts)


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
    return not basis.night.about_item(team, item) or ledger_of(basis.night, team, item).state is (
        ItemState.WAITING
    )


def given(assignment: Assignment, item: str, meeting: str | None, basis: Basis) -> HandedOver:
    """Return the hand-over of an item to the person of an assignment."""
    role = basis.role(assignment)
    person = basis.roster.people[assignment.person]
    relation = role.label.lower() if role else assignment.role
    return HandedOver(assignment.team, item, person.key, person.name, relation, meeting)


def about(fact: Fact) -> tuple[str, str]:
    """Return the team and the item that a fact is about, empty for any other fact."""
    return getattr(fact, "team", ""), getattr(fact, "item", "")
