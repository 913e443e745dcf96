"""The lists of a summary about items: what teams still get, and which holds were released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import HandedOver
from checkin.domain.holds import release_of
from checkin.domain.item_facts import HoldReleased
from checkin.domain.ledger import INCOMPLETE, ItemState, ledger_of
from checkin.domain.limits import teams_taken
from checkin.domain.parts import Part
from checkin.domain.people import Assignment, Team
from checkin.domain.region import Meeting
from checkin.domain.summary_lists import Trace, of_meeting, trace_of

__all__ = ["Load", "Need", "Override", "loads", "need_lines", "override_lines"]


@dataclass(frozen=True, slots=True)
class Need:
    """So many pieces of one size that a team still gets."""

    division: str
    team: str
    item: str
    """The item's label."""
    state: ItemState
    """`short`, `wrong-size` or `owed`."""
    size: str
    """Empty when nobody said."""
    count: int
    """Pieces; for an item that is owed whole, one; 0 when nobody has counted."""
    box: str
    note: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Override:
    """A hold that somebody released."""

    person: str
    team: str
    item: str
    """The item's key."""
    name: str
    """Who allowed it."""
    reason: str
    fallen: bool
    """True when newer data says no: then it allows nothing any more."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody who took items of many teams."""

    person: str
    teams: tuple[str, ...]


def loads(basis: Basis) -> Iterator[Load]:
    """Yield who has items of more teams than the region expects of one person."""
    limit = basis.region.policy.boxes_per_person
    facts = (one.fact for one in basis.night.every(HandedOver))
    takers = dict.fromkeys((one.person or "", one.collector) for one in facts if isinstance(one, HandedOver))
    for person, name in takers if limit else ():
        teams = teams_taken(person, name, basis)
        if len(teams) > limit:
            narrator = basis.narrator()
            yield Load(name or narrator.person(person), tuple(sorted(narrator.team(one) for one in teams)))


def need_lines(teams: Iterable[tuple[str, Team]], basis: Basis) -> Iterator[Need]:
    """Yield what each team, given with its division, still gets."""
    items = [one for one in basis.region.items if one.on and not one.comes_in]
    for division, team in teams:
        for item in items:
            ledger = ledger_of(basis.night, team.key, item.key)
            if ledger.last is None or ledger.state not in (*INCOMPLETE, ItemState.OWED):
                continue
            kinds = ((ItemState.SHORT, ledger.missing), (ItemState.WRONG_SIZE, ledger.wanted))
            parts = [(state, part) for state, found in kinds for part in found]
            whole = Part(1 if ledger.state is ItemState.OWED else 0, "")
            for state, part in parts or [(ledger.state, whole)]:
                yield Need(
                    division,
                    team.name,
                    item.label,
                    state,
                    part.size,
                    part.count,
                    team.box,
                    ledger.note,
                    trace_of(ledger.last, basis),
                )


def override_lines(meeting: Meeting | None, basis: Basis) -> Iterator[Override]:
    """Yield the releases of holds, oldest first."""
    items = {one.key: one for one in basis.region.items}
    narrator = basis.narrator()
    for event in basis.night.every(HoldReleased):
        if not isinstance(fact := event.fact, HoldReleased) or not of_meeting(event, meeting, basis):
            continue
        rows = basis.roster.by_person.get(fact.person, ())
        row = next((one for one in rows if one.team == fact.team), Assignment(fact.person, fact.team, "", ""))
        release = release_of(row, items[fact.item], basis) if fact.item in items else None
        yield Override(
            narrator.person(fact.person),
            narrator.team(fact.team),
            fact.item,
            fact.name,
            fact.reason,
            release is None or release.fell is not None,
            trace_of(event, basis),
        )
