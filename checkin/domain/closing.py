"""What the closing count said, for the summary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checkin.domain.basis import Basis
from checkin.domain.evening_facts import BoxCounted, BoxMissing, NightClosed, PileCounted
from checkin.domain.events import Event
from checkin.domain.piles import Pile
from checkin.domain.region import Meeting
from checkin.domain.shelf import Shelf, box_item, shelf_of
from checkin.domain.summary_lists import Trace, trace_of

__all__ = ["Closing", "Counted", "closing_of", "counted_at"]


_COUNTS = (BoxCounted, BoxMissing, PileCounted)
"""Facts of an evening on which something was counted."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How an evening was closed."""

    trace: Trace
    counted: int
    """Boxes on the shelf."""
    missing: tuple[str, ...]
    """Each `box 12 of 12U-G03 Roadrunners`."""
    agrees: bool
    """False when something was recorded since on which record and shelf disagree."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the count of one item of one division said."""

    on: date
    division: str
    item: str
    """Its label."""
    recorded: int
    """How many were there by the record when they were counted."""
    counted: int
    missing: tuple[str, ...]
    """Names of the teams whose item can't be found."""
    agrees: bool
    """True when record and count agreed, or every difference was settled."""
    trace: Trace
    """Of the last count."""


def closing_of(meeting: Meeting, basis: Basis) -> Closing | None:
    """Return how a meeting's evening was closed, or none while it isn't."""
    event = next(reversed(basis.night.every(NightClosed, meeting.key)), None)
    if event is None or not isinstance(event.fact, NightClosed):
        return None
    shelf = shelf_of(meeting, basis)
    narrator, item = basis.narrator(), box_item(basis.region)
    missing = tuple(f"{narrator.item(one, item)} of {narrator.team(one)}" for one in event.fact.missing)
    trace = Trace(basis.local(event.at), event.desk, event.by)
    return Closing(trace, event.fact.counted, missing, agrees=shelf.agrees)


def counted_at(meeting: Meeting | None, basis: Basis) -> Iterator[Counted]:
    """Yield what was counted at a meeting, or at all of the season, by item and division."""
    for one in (meeting,) if meeting else basis.region.meetings:
        if any(basis.night.every(kind, one.key) for kind in _COUNTS):
            yield from _of_shelf(one.on, shelf_of(one, basis), basis)
    for on in _days_without_a_meeting(basis) if meeting is None else ():
        yield from _of_shelf(on, shelf_of(None, replace(basis, today=on)), basis)


def _days_without_a_meeting(basis: Basis) -> list[date]:
    """Return the days outside of every meeting on which something was counted."""
    meetings = {one.key for one in basis.region.meetings}
    facts = (one.fact for kind in _COUNTS for one in basis.night.every(kind))
    evenings = {one.evening for one in facts if isinstance(one, _COUNTS)} - meetings
    return sorted(filter(None, map(_day, evenings)))


def _day(evening: str) -> date | None:
    """Return the day that an evening outside of a meeting is named by; a meeting that is gone names none."""
    try:
        return date.fromisoformat(evening)
    except ValueError:
        return None


def _of_shelf(on: date, shelf: Shelf, basis: Basis) -> Iterator[Counted]:
    yield from _boxes(on, shelf, basis)
    yield from (_pile(on, pile, pile.event, basis) for pile in shelf.piles if pile.event)


def _boxes(on: date, shelf: Shelf, basis: Basis) -> Iterator[Counted]:
    """Yield the boxes of each division of which any was counted, or is known not to be found."""
    item = box_item(basis.region)
    label = next((one.label for one in basis.region.items if one.key == item), "")
    events = _box_events(shelf.evening, item, basis)
    divisions: defaultdict[str, list[str]] = defaultdict(list)
    for team in basis.roster.teams.values():
        found = basis.region.division_of(team.division)
        divisions[found.key if found else "no division"].append(team.key)
    open_lines = {one.team: one.kind for one in shelf.lines}
    for division, teams in divisions.items():
        traces = [events[one] for one in teams if one in events]
        if not traces:
            continue
        kinds = Counter(open_lines.get(one) for one in teams)
        counted = sum(one in shelf.counted for one in teams)
        lost = [one for one in teams if one in shelf.missing]
        yield Counted(
            on,
            division,
            label,
            counted - kinds["given"] + len(lost) + kinds["not counted"],
            counted,
            _names(lost, basis),
            agrees=not kinds["given"] and not kinds["not counted"],
            trace=trace_of(max(traces, key=lambda one: one.order), basis),
        )


def _box_events(evening: str, item: str, basis: Basis) -> dict[str, Event]:
    """Return what was last said of each team's box in a count."""
    found: dict[str, Event] = {}
    events = (*basis.night.every(BoxMissing, evening), *basis.night.every(BoxCounted, evening))
    for event in sorted(events, key=lambda one: one.order):
        fact = event.fact
        if isinstance(fact, BoxCounted) or (isinstance(fact, BoxMissing) and fact.item in ("", item)):
            found[fact.team] = event
    return found


def _pile(on: date, pile: Pile, event: Event, basis: Basis) -> Counted:
    return Counted(
        on,
        pile.division,
        pile.label,
        pile.recorded,
        pile.counted or 0,
        _names(pile.missing, basis),
        agrees=pile.agrees,
        trace=trace_of(event, basis),
    )


def _names(teams: Iterable[str], basis: Basis) -> tuple[str, ...]:
    return tuple(basis.narrator().team(one) for one in teams)
