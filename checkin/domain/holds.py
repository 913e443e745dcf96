"""Items that a region holds back from whoever is flagged, and the releases that allow them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from checkin.domain.basis import Basis
from checkin.domain.events import Event
from checkin.domain.holdings import course_of, serves
from checkin.domain.item_facts import HoldReleased
from checkin.domain.people import Assignment, Certificate, Proof
from checkin.domain.region import Item, Requirement
from checkin.domain.rules import Judgement, Standing, Witnessed, judge, standing_of

__all__ = ["Released", "held", "judged", "release_of", "would_hold"]


@dataclass(frozen=True, slots=True)
class Released:
    """A release of a hold, and whether it still stands."""

    event: Event
    fact: HoldReleased
    fell: datetime | None
    """As-of time of the newer data that says no; none while the release stands."""


def judged(assignment: Assignment, on: date, basis: Basis) -> tuple[Judgement, ...]:
    """Return what the rules say of one assignment on that date, what the desk saw included."""
    witnessed = tuple(Witnessed(one.fact, one.at) for one in basis.night.witnessed(assignment.person))
    return judge(basis.region, basis.roster, assignment, on, witnessed, basis.voice)


def held(assignment: Assignment, item: Item, on: date, basis: Basis) -> bool:
    """Tell whether an item is held back from this person, with no release that stands."""
    if not would_hold(assignment, item, on, basis):
        return False
    release = release_of(assignment, item, basis)
    return release is None or release.fell is not None


def would_hold(assignment: Assignment, item: Item, on: date, basis: Basis) -> bool:
    """Tell whether the region holds an item back from this person, releases aside."""
    holding = {one.key for one in basis.region.requirements if item.key in one.holds}
    if not item.hold and not holding:
        return False
    found = judged(assignment, on, basis)
    return standing_of(one for one in found if item.hold or one.key in holding) is Standing.FLAGGED


def release_of(assignment: Assignment, item: Item, basis: Basis) -> Released | None:
    """Return the latest release of an item for this person; newer data that says no makes it fall."""
    events = basis.night.releases(assignment.team, item.key, assignment.person)
    if not events or not isinstance(fact := events[-1].fact, HoldReleased):
        return None
    newer = [one for one in _refusals(assignment, item, basis) if one > events[-1].at]
    return Released(events[-1], fact, max(newer, default=None))


def _refusals(assignment: Assignment, item: Item, basis: Basis) -> Iterator[datetime]:
    """Yield the as-of times of all data that says no, of what the item is held back for."""
    for requirement in basis.region.requirements:
        if requirement.level == "required" and (item.hold or item.key in requirement.holds):
            for one in basis.roster.held.get(assignment.person, ()):
                if one.as_of and _says_no(one, requirement, assignment, basis):
                    yield one.as_of


def _says_no(one: Certificate, requirement: Requirement, assignment: Assignment, basis: Basis) -> bool:
    if requirement.kind == "course":
        division = basis.region.division_of(assignment.division)
        found = course_of(basis.region, one.name)
        return one.proof is Proof.NO and bool(found and division and found[0].key == division.course)
    if not serves(basis.region, one.name, requirement):
        return False
    if requirement.kind == "risk-status":
        role = basis.role(assignment)
        return requirement.verdict(one.note, role.key if role else "") == "no"
    return one.proof is Proof.NO
