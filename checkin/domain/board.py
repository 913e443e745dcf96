"""The evening at a glance: who is here, what is left on the shelf, how fast the line moves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.anomalies import anomalies_of
from checkin.domain.basis import Basis
from checkin.domain.desk_facts import HandedOver
from checkin.domain.events import Event
from checkin.domain.fact import ItemFact
from checkin.domain.item_facts import FoundShort, FoundWrongSize, Owed
from checkin.domain.ledger import INCOMPLETE, ItemState, ledger_of
from checkin.domain.region import Meeting
from checkin.domain.states import Standing
from checkin.domain.summary import Plan

__all__ = ["Board", "DeskPace", "DivisionLine", "Left", "board_of", "steps"]

_SHORT = INCOMPLETE | {ItemState.OWED}
_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)
_SHORTEST = timedelta(minutes=5)
"""A desk that has only begun is measured over this long, or two people would make a great pace."""


@dataclass(frozen=True, slots=True)
class Left:
    """One item over the teams that it stands for."""

    label: str
    expected: int
    left: int


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """One division."""

    division: str
    expected: int
    arrived: int
    """Of those expected."""
    items: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class DeskPace:
    """How many people an hour one desk takes in, over its last hour."""

    desk: str
    an_hour: int
    arrived: int
    """Since the meeting began."""


@dataclass(frozen=True, slots=True)
class Board:
    """One moment of an evening."""

    meeting: Meeting | None
    at: datetime
    """In the region's time zone."""
    expected: int
    arrived: int
    """Of those expected."""
    visitors: int
    """Here, and not expected: from another evening, a manager, a referee."""
    walk_ins: int
    """Here, and in no file."""
    items: tuple[Left, ...]
    divisions: tuple[DivisionLine, ...]
    arrivals: tuple[datetime, ...]
    """Of the day, in the region's time zone, oldest first."""
    an_hour: int
    """People an hour at the pace of the last quarter of an hour."""
    clears: datetime | None
    """When everybody expected is in at this pace.

    None when nobody comes, all are in, it is over, or it would not be before midnight.
    """
    desks: tuple[DeskPace, ...]
    standings: Mapping[Standing, int]
    """Of those expected, as far as they are counted."""
    uncounted: int
    """Of those expected, whose standing is still to be counted."""
    shorts: int
    """Items of teams that are short, of the wrong size, or owed."""
    unsettled: int
    """What two desks recorded against each other."""


def board_of(
    meeting: Meeting | None, now: datetime, plan: Plan, standings: Mapping[str, Standing], basis: Basis
) -> Board:
    """Return the board of a meeting, or of the whole season, at a local time.

    `standings` has those of the people who are counted already.
    """
    expected = frozenset[str]().union(*plan.people.values())
    came = _came(meeting, basis)
    arrivals = sorted((basis.local(one.when), one.desk) for one in came.values())
    arrivals = [one for one in arrivals if one[0].date() == now.date()]
    an_hour = 4 * sum(one > now - _QUARTER for one, _ in arrivals)
    missing, others = len(expected - came.keys()), came.keys() - expected
    out = _out(basis)
    teams = [team for some in plan.teams.values() for team in some]
    counted = [standings[one] for one in expected if one in standings]
    over = meeting is not None and meeting.on < basis.today
    return Board(
        meeting=meeting,
        at=now,
        expected=len(expected),
        arrived=len(expected) - missing,
        visitors=len(others - basis.roster.walk_ins),
        walk_ins=len(others & basis.roster.walk_ins),
        items=_left(teams, out, basis),
        divisions=tuple(
            DivisionLine(key, len(people), len(people & came.keys()), _left(plan.teams[key], out, basis))
            for key, people in plan.people.items()
        ),
        arrivals=tuple(one for one, _ in arrivals),
        an_hour=an_hour,
        clears=None if over else _clears(missing, an_hour, now),
        desks=tuple(_desks(arrivals, now)),
        standings=Counter(counted),
        uncounted=len(expected) - len(counted),
        shorts=_shorts(teams, basis),
        unsettled=len(anomalies_of(basis)),
    )


def _clears(missing: int, an_hour: int, now: datetime) -> datetime | None:
    if not missing or not an_hour:
        return None
    clears = now + _HOUR * missing / an_hour
    return clears if clears.date() == now.date() else None


def steps(
    arrivals: Sequence[datetime], minutes: int, until: datetime, least: int = 1
) -> list[tuple[datetime, int]]:
    """Return how many arrived in each step of that many minutes, from the first arrival until that time.

    There are at least so many steps, the first ones before anybody came.
    """
    if not arrivals:
        return []
    step = timedelta(minutes=minutes)
    midnight = arrivals[0].replace(hour=0, minute=0, second=0, microsecond=0)
    counts = Counter((one - midnight) // step for one in arrivals)
    last = max(*counts, (until - midnight) // step)
    first = max(min(*counts, last - least + 1), 0)
    return [(midnight + place * step, counts[place]) for place in range(first, last + 1)]


def _came(meeting: Meeting | None, basis: Basis) -> dict[str, Event]:
    if meeting:
        return basis.night.arrived_at(meeting.key)
    everyone = ((key, basis.night.arrivals(key)) for key in basis.roster.people)
    return {key: events[0] for key, events in everyone if events}


def _out(basis: Basis) -> set[tuple[str, str]]:
    """Return the team and item of everything that left the shelf and didn't come back."""
    night = basis.night
    facts = (one.fact for one in night.every(HandedOver) if not night.came_back(one))
    return {(one.team, one.item) for one in facts if isinstance(one, HandedOver)}


def _left(teams: Sequence[str], out: set[tuple[str, str]], basis: Basis) -> tuple[Left, ...]:
    return tuple(
        Left(item.label, len(teams), sum((team, item.key) not in out for team in teams))
        for item in basis.region.items
        if item.on
    )


def _shorts(teams: Iterable[str], basis: Basis) -> int:
    """Count the items of teams that are short, of the wrong size, or owed."""
    facts = (one.fact for kind in (FoundShort, FoundWrongSize, Owed) for one in basis.night.every(kind))
    marked = {(one.team, one.item) for one in facts if isinstance(one, ItemFact)}
    ours = frozenset(teams)
    return sum(team in ours and ledger_of(basis.night, team, item).state in _SHORT for team, item in marked)


def _desks(arrivals: Sequence[tuple[datetime, str]], now: datetime) -> Iterable[DeskPace]:
    """Yield the pace of each desk over its last hour, or since its first arrival when that is shorter."""
    by_desk: defaultdict[str, list[datetime]] = defaultdict(list)
    for at, desk in arrivals:
        by_desk[desk].append(at)
    for desk, times in sorted(by_desk.items()):
        begun = max(now - _HOUR, times[0])
        recent = sum(at >= begun for at in times)
        yield DeskPace(desk, round(recent * _HOUR / max(now - begun, _SHORTEST)), len(times))
