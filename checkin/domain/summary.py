"""The pickup summary of a meeting or of the whole season, counted from the data and the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checkin.domain.anomalies import anomalies_of
from checkin.domain.basis import Basis
from checkin.domain.closing import Closing, Counted, closing_of, counted_at
from checkin.domain.ledger import OUT, ItemState, ledger_of
from checkin.domain.people import WALK_IN, Assignment, Team
from checkin.domain.phrases import day, listed
from checkin.domain.region import Meeting
from checkin.domain.summary_gaps import Gap, gap_lines
from checkin.domain.summary_items import Load, Need, Override, loads, need_lines, override_lines
from checkin.domain.summary_lists import (
    Came,
    Evidence,
    Helper,
    Refreshed,
    TakenBack,
    TeamLine,
    came_lines,
    evidence_lines,
    helper_lines,
    phone_of,
    refreshed_lines,
    taken_back_lines,
    team_lines,
    teams_of,
)
from checkin.domain.summary_notes import NoteLine, note_lines

__all__ = [
    "Division",
    "Gap",
    "ItemCount",
    "NoShow",
    "Plan",
    "Summary",
    "Totals",
    "expected_at",
    "plan_of",
    "summarize",
]


@dataclass(frozen=True, slots=True)
class ItemCount:
    """One item over the teams counted: expected = given + left."""

    expected: int
    given: int
    short: int
    """Of the given ones, those in which something is missing."""
    left: int


@dataclass(frozen=True, slots=True)
class Totals:
    """People and items: expected = no-shows + arrived - visitors - walk-ins."""

    expected: int
    arrived: int
    visitors: int
    """Arrived here and not expected: from another evening, a manager, a referee."""
    walk_ins: int
    """Arrived here, in no file."""
    no_shows: int
    items: Mapping[str, ItemCount]


@dataclass(frozen=True, slots=True)
class Division:
    """The totals of one division; who coaches in two divisions counts in each."""

    division: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class NoShow:
    """Somebody who was expected and didn't come."""

    person: str
    teams: tuple[str, ...]
    phone: str
    division: str = ""
    came_on: date | None = None
    """When they came instead, on another evening."""
    divisions: tuple[str, ...] = ()
    """All for which they are expected."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who and what is expected, by division in the region's order; who coaches in two is in both."""

    people: Mapping[str, frozenset[str]]
    teams: Mapping[str, tuple[str, ...]]
    """Team keys."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How the night ended."""

    meeting: str | None
    title: str
    totals: Totals
    divisions: tuple[Division, ...]
    gaps: tuple[Gap, ...]
    no_shows: tuple[NoShow, ...]
    anomalies: tuple[str, ...]
    undone: int
    """As many as `taken_back` has lines."""
    teams: tuple[TeamLine, ...] = ()
    came: tuple[Came, ...] = ()
    refreshers: tuple[Refreshed, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    helpers: tuple[Helper, ...] = ()
    needs: tuple[Need, ...] = ()
    overrides: tuple[Override, ...] = ()
    loads: tuple[Load, ...] = ()
    """Who took items of more teams than the region expects of one person."""
    closing: Closing | None = None
    """None while the evening is not closed, and for a season."""
    counted: tuple[Counted, ...] = ()
    """What closing counts said, by evening, item and division."""
    notes: tuple[NoteLine, ...] = ()


def summarize(meeting: Meeting | None, on: date, basis: Basis) -> Summary:
    """Return the summary of a meeting, or of the whole season when none is given."""
    scope = _Scope(meeting, basis)
    taken_back = tuple(taken_back_lines(meeting, basis))
    return Summary(
        meeting=meeting.key if meeting else None,
        title=_title(meeting) if meeting else basis.region.season.label,
        totals=scope.totals(None),
        divisions=tuple(Division(one, scope.totals(one)) for one in scope.divisions()),
        gaps=tuple(gap_lines(scope.assignments, on, basis)),
        no_shows=scope.no_shows(),
        anomalies=tuple(one.sentence for one in anomalies_of(basis)),
        undone=len(taken_back),
        teams=tuple(team_lines(scope.teams_in_order(), basis)),
        came=tuple(came_lines(scope.arrived, scope.expected, meeting, basis)),
        refreshers=tuple(refreshed_lines(meeting, basis)),
        evidence=tuple(evidence_lines(meeting, on, basis)),
        taken_back=taken_back,
        helpers=tuple(helper_lines(meeting, basis)),
        needs=tuple(need_lines(scope.teams_in_order(), basis)),
        overrides=tuple(override_lines(meeting, basis)),
        loads=tuple(loads(basis)),
        closing=closing_of(meeting, basis) if meeting else None,
        counted=tuple(counted_at(meeting, basis)),
        notes=tuple(note_lines(meeting, basis)),
    )


def _title(meeting: Meeting) -> str:
    """Return which evening it is: `Annual Coach Meeting, 12U and 14U · Tue Aug 25, 2026`."""
    what = ", ".join(filter(None, (meeting.title, listed(meeting.divisions))))
    return f"{what} · {day(meeting.on)}, {meeting.on.year}"


def expected_at(meeting: Meeting | None, basis: Basis) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the person keys expected at a meeting (or in the season) and the keys of the teams served."""
    scope = _Scope(meeting, basis)
    return frozenset(scope.expected), tuple(one.key for one in scope.teams)


def plan_of(meeting: Meeting | None, basis: Basis) -> Plan:
    """Return who and what is expected at a meeting, or in the season; it changes only with the data."""
    scope = _Scope(meeting, basis)
    people = {one: scope.expected_in(one) for one in scope.divisions()}
    teams = {one: tuple(team.key for team in scope.teams_of(one)) for one in people}
    return Plan(people, teams)


class _Scope:
    """The people and teams that a summary is about."""

    def __init__(self, meeting: Meeting | None, basis: Basis) -> None:
        self.basis = basis
        region, roster = basis.region, basis.roster
        self._own = frozenset(meeting.divisions) if meeting else frozenset()
        self.assignments = [one for one in roster.assignments if self._expects(one)]
        self.expected = list(dict.fromkeys(one.person for one in self.assignments))
        self._wanted = frozenset(self.expected)
        if meeting:
            self.arrived = basis.night.arrived_at(meeting.key)
        else:
            everyone = ((key, basis.night.arrivals(key)) for key in roster.people)
            self.arrived = {key: events[0] for key, events in everyone if events}
        self.teams = [one for one in roster.teams.values() if self._in_scope(self._key(one.division))]
        self._order = {one.key: place for place, one in enumerate(region.divisions)}

    def _key(self, spelling: str) -> str:
        division = self.basis.region.division_of(spelling)
        return division.key if division else spelling or "no division"

    def _in_scope(self, division: str) -> bool:
        return not self._own or division in self._own

    def _expects(self, assignment: Assignment) -> bool:
        role = self.basis.role(assignment)
        known = assignment.source != WALK_IN
        return known and role is not None and role.expected and self._in_scope(self._key(assignment.division))

    def divisions(self) -> list[str]:
        """Return every division that has a team, a person expected or a visitor, in the region's order."""
        found = {self._key(one.division) for one in self.assignments}
        found |= {self._key(one.division) for one in self.teams}
        found |= {self._home(person) for person in self.arrived}
        return sorted(found, key=self._place)

    def _home(self, person: str) -> str:
        rows = self.basis.roster.by_person.get(person, ())
        inside = [one for one in rows if self._in_scope(self._key(one.division))]
        first = next(iter(inside or rows), None)
        return self._key(first.division) if first else "no division"

    def expected_in(self, division: str | None) -> frozenset[str]:
        """Return the keys of those expected in one division, or in all."""
        rows = (one for one in self.assignments if division in (None, self._key(one.division)))
        return frozenset(one.person for one in rows)

    def teams_of(self, division: str | None) -> list[Team]:
        """Return the teams of one division, or all."""
        return [one for one in self.teams if division in (None, self._key(one.division))]

    def totals(self, division: str | None) -> Totals:
        """Return the totals of one division, or of all."""
        expected = self.expected_in(division)
        strangers = self.basis.roster.walk_ins
        others = [one for one in self.arrived if one not in self._wanted]
        others = [one for one in others if division in (None, self._home(one))]
        came = expected & self.arrived.keys()
        walk_ins = sum(one in strangers for one in others)
        return Totals(
            expected=len(expected),
            arrived=len(came) + len(others),
            visitors=len(others) - walk_ins,
            walk_ins=walk_ins,
            no_shows=len(expected) - len(came),
            items=self._items(division),
        )

    def _items(self, division: str | None) -> dict[str, ItemCount]:
        teams = [one.key for one in self.teams_of(division)]
        counts = {}
        for item in (one.key for one in self.basis.region.items if one.on):
            states = [ledger_of(self.basis.night, team, item).state for team in teams]
            given = sum(one in OUT for one in states)
            counts[item] = ItemCount(len(teams), given, states.count(ItemState.SHORT), len(teams) - given)
        return counts

    def no_shows(self) -> tuple[NoShow, ...]:
        """Return who is missing, by division, with the teams and a phone to call."""
        divisions: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.assignments:
            divisions[row.person].append(self._key(row.division))
        missing = [
            NoShow(
                self._name(key),
                teams_of(key, self.basis),
                phone_of(key, self.basis),
                self._home(key),
                self._came_on(key),
                tuple(divisions[key]),
            )
            for key in self.expected
            if key not in self.arrived
        ]
        return tuple(sorted(missing, key=lambda one: (self._place(one.division), one.person)))

    def _came_on(self, person: str) -> date | None:
        """Return when somebody who is missing came on another evening."""
        return max(
            (self.basis.local(one.when).date() for one in self.basis.night.arrivals(person)), default=None
        )

    def teams_in_order(self) -> list[tuple[str, Team]]:
        """Return the teams with their divisions, in the region's order."""
        teams = [(self._key(one.division), one) for one in self.teams]
        return sorted(teams, key=lambda one: (self._place(one[0]), one[1].name))

    def _place(self, division: str) -> tuple[int, str]:
        return self._order.get(division, len(self._order)), division

    def _name(self, key: str) -> str:
        return self.basis.narrator().person(key)
