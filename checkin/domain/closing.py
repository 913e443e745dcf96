"""What the closing count said, for the summary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    for one in basis.region.meetings:
        if meeting in (None, one) and any(basis.night.every(kind, one.key) for kind in _COUNTS):
            shelf = shelf_of(one, basis)
            yield from _boxes(one, shelf, basis)
            yield from (_pile(one, pile, pile.event, basis) for pile in shelf.piles if pile.event)


def _boxes(meeting: Meeting, shelf: Shelf, basis: Basis) -> Iterator[Counted]:
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
            meeting.on,
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


def _pile(meeting: Meeting, pile: Pile, event: Event, basis: Basis) -> Counted:
    return Counted(
        meeting.on,
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
