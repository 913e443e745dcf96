"""What was recorded, as sentences: everything, or what concerns one person and their teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.basis import Basis
from checkin.domain.events import Event
from checkin.domain.fold import Night

__all__ = ["Line", "history_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a history."""

    event: str
    at: datetime
    """In the region's time zone."""
    desk: str
    by: str
    sentence: str
    taken_back: bool


def history_of(basis: Basis, person: str = "") -> tuple[Line, ...]:
    """Return everything recorded, or what concerns one person and their teams, oldest first."""
    night, narrator = basis.night, basis.narrator()
    teams = {one.team for one in basis.roster.by_person.get(person, ()) if one.team}
    events = [one for one in night if not person or _concerns(one, person, teams, night)]
    return tuple(
        Line(one.id, basis.local(one.at), one.desk, one.by, narrator.act([one]), not night.counts(one))
        for one in events
    )


def _concerns(event: Event, person: str, teams: set[str], night: Night) -> bool:
    fact = event.fact
    targets = getattr(fact, "events", ())
    return (
        getattr(fact, "person", None) == person
        or getattr(fact, "team", None) in teams
        or any((one := night.get(target)) and _concerns(one, person, teams, night) for target in targets)
    )
