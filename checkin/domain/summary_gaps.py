"""The certifications that people still need, as a list of a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checkin.domain.basis import Basis
from checkin.domain.holds import judged
from checkin.domain.people import Assignment
from checkin.domain.rules import SETTLED, State
from checkin.domain.summary_lists import phone_of

__all__ = ["Gap", "gap_lines"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A certification that somebody expected still needs."""

    person: str
    """Name, as everywhere in a summary."""
    team: str
    requirement: str
    state: State
    next_step: str
    division: str = ""
    phone: str = ""


def gap_lines(assignments: Iterable[Assignment], on: date, basis: Basis) -> Iterator[Gap]:
    """Yield what is still missing on a date for these assignments, by person."""
    narrator = basis.narrator()
    for row in sorted(assignments, key=lambda one: (narrator.person(one.person), one.team)):
        team, found = basis.roster.teams.get(row.team), basis.region.division_of(row.division)
        division = found.key if found else row.division or "no division"
        for one in judged(row, on, basis):
            if one.state not in SETTLED:
                yield Gap(
                    narrator.person(row.person),
                    team.name if team else row.division,
                    one.key,
                    one.state,
                    one.next_step,
                    division,
                    phone_of(row.person, basis),
                )
