"""The lists of a summary, line by line: who came, what went where, what was seen, by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    EvidenceSeen,
    FieldSessionDone,
    FollowUpWritten,
    HandedOver,
    Imported,
    RefresherTaken,
    Undone,
)
from checkin.domain.events import Event
from checkin.domain.fact import ItemFact
from checkin.domain.holds import judged
from checkin.domain.ledger import ItemState, ledger_of
from checkin.domain.people import IdKind, Team
from checkin.domain.phrases import beside
from checkin.domain.region import Meeting
from checkin.domain.rules import State

__all__ = [
    "Came",
    "Evidence",
    "Helper",
    "Refreshed",
    "TakenBack",
    "TeamItem",
    "TeamLine",
    "Trace",
    "came_lines",
    "evidence_lines",
    "helper_lines",
    "of_meeting",
    "phone_of",
    "refreshed_lines",
    "taken_back_lines",
    "team_lines",
    "teams_of",
    "trace_of",
]


@dataclass(frozen=True, slots=True)
class Trace:
    """When, where and by whom something was recorded."""

    at: datetime
    """In the region's time zone."""
    desk: str
    by: str


@dataclass(frozen=True, slots=True)
class TeamItem:
    """One item of one team: given, or left on the shelf."""

    key: str
    label: str
    collector: str = ""
    """Who took it, with the relation; empty while it is left."""
    given: Trace | None = None
    note: str = ""
    """What it lacks, and what somebody wrote."""
    state: ItemState = ItemState.WAITING


@dataclass(frozen=True, slots=True)
class TeamLine:
    """What became of the items of one team."""

    division: str
    team: str
    shelf: str
    box: str
    collectors: tuple[str, ...]
    """Who may collect, each with a phone."""
    items: tuple[TeamItem, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who arrived."""

    person: str
    teams: tuple[str, ...]
    expected: str
    """`expected`, `another evening`, `walk-in`, or `not expected`: a manager, a referee."""
    trace: Trace
    own: date | None = None
    """Day of their own meeting, when they came to another."""
    took: tuple[str, ...] = ()
    """What they took here, when they came to another meeting than their own."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A Safe Haven refresher that is to be entered in the region's system."""

    person: str
    number: str
    """AYSO ID, else Admin ID."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class Evidence:
    """A certificate or field session that a desk took down."""

    person: str
    number: str
    name: str
    completed_on: date
    medium: str
    state: State | None
    """How the requirement stands now; `provisional` waits for an administrator."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Something recorded that was taken back."""

    sentence: str
    recorded: Trace
    taken_back: Trace
    reason: str


@dataclass(frozen=True, slots=True)
class Helper:
    """What one volunteer recorded, of what still counts."""

    name: str
    desk: str
    arrivals: int
    hand_overs: int
    other: int


def of_meeting(event: Event, meeting: Meeting | None, basis: Basis) -> bool:
    """Tell whether an event belongs to a meeting: by its own word, else by its day."""
    if meeting is None:
        return True
    fact = event.fact
    if isinstance(fact, Arrived | ItemFact | RefresherTaken):
        return bool(getattr(fact, "meeting", None) == meeting.key)
    return basis.local(event.when).date() == meeting.on


def team_lines(teams: Iterable[tuple[str, Team]], basis: Basis) -> Iterator[TeamLine]:
    """Yield what became of the items of each team, given with its division."""
    items = [one for one in basis.region.items if one.on]
    for division, team in teams:
        own = tuple(_team_item(team.key, one.key, one.label, basis) for one in items)
        yield TeamLine(division, team.name, team.shelf, team.box, tuple(_collectors(team.key, basis)), own)


def _team_item(team: str, key: str, label: str, basis: Basis) -> TeamItem:
    ledger = ledger_of(basis.night, team, key)
    event = ledger.given
    if event is None or not isinstance(event.fact, HandedOver):
        return TeamItem(key, label, note=ledger.told, state=ledger.state)
    fact = event.fact
    taker = fact.collector or basis.narrator().person(fact.person or "")
    told = f"{taker} ({fact.relation})" if fact.relation else taker
    return TeamItem(key, label, told, trace_of(event, basis), ledger.told, ledger.state)


def _collectors(team: str, basis: Basis) -> Iterator[str]:
    for row in basis.roster.by_team.get(team, ()):
        role, person = basis.role(row), basis.roster.people.get(row.person)
        if role and role.collects and person:
            yield beside(person.name, phone_of(person.key, basis))


def came_lines(
    arrived: Mapping[str, Event], expected: Iterable[str], meeting: Meeting | None, basis: Basis
) -> Iterator[Came]:
    """Yield who arrived, in the order of the season."""
    wanted = frozenset(expected)
    for key, event in sorted(arrived.items(), key=lambda one: one[1].order):
        told = "expected" if key in wanted else _unexpected(key, meeting, basis)
        came = Came(basis.narrator().person(key), teams_of(key, basis), told, trace_of(event, basis))
        if meeting and told in ("another evening", "walk-in"):
            came = replace(came, own=_own_day(key, basis), took=tuple(_took(key, meeting, basis)))
        yield came


def _unexpected(person: str, meeting: Meeting | None, basis: Basis) -> str:
    """Return why somebody who came was not expected."""
    if person in basis.roster.walk_ins:
        return "walk-in"
    own = _divisions(person, basis)
    elsewhere = own and meeting and meeting.divisions and not own & set(meeting.divisions)
    return "another evening" if elsewhere else "not expected"


def _divisions(person: str, basis: Basis) -> set[str]:
    rows = basis.roster.by_person.get(person, ())
    return {one.key for row in rows if (one := basis.region.division_of(row.division))}


def _own_day(person: str, basis: Basis) -> date | None:
    """Return the day of the meeting of somebody's divisions, the first when there are several."""
    own = _divisions(person, basis)
    return min((one.on for one in basis.region.meetings if own & set(one.divisions)), default=None)


def _took(person: str, meeting: Meeting, basis: Basis) -> Iterator[str]:
    """Yield what left the shelf for somebody's teams at this meeting."""
    for team in dict.fromkeys(one.team for one in basis.roster.by_person.get(person, ()) if one.team):
        for item in (one for one in basis.region.items if one.on):
            event = basis.night.handed_over(team, item.key)
            if event and isinstance(event.fact, HandedOver) and event.fact.meeting == meeting.key:
                yield basis.narrator().item(team, item.key)


def refreshed_lines(meeting: Meeting | None, basis: Basis) -> Iterator[Refreshed]:
    """Yield the refreshers taken, oldest first, each person once."""
    seen: set[str] = set()
    for event in _standing(meeting, basis):
        if isinstance(event.fact, RefresherTaken) and event.fact.person not in seen:
            seen.add(event.fact.person)
            name = basis.narrator().person(event.fact.person)
            yield Refreshed(name, _number(event.fact.person, basis), trace_of(event, basis))


def evidence_lines(meeting: Meeting | None, on: date, basis: Basis) -> Iterator[Evidence]:
    """Yield the certificates and field sessions that desks took down, oldest first."""
    courses = {one.key for one in basis.region.requirements if one.kind == "course"}
    seen: set[tuple[str, str, date]] = set()
    for event in _standing(meeting, basis):
        match event.fact:
            case EvidenceSeen(person, requirement, name, done, medium):
                told, keys = (name, medium), {requirement}
            case FieldSessionDone(person, course, done):
                told, keys = (f"{basis.narrator().course(course)}, field session", ""), courses
            case _:
                continue
        if (person, told[0], done) in seen:  # shown at two desks, or on two evenings
            continue
        seen.add((person, told[0], done))
        state = _state(person, keys, on, basis)
        name = basis.narrator().person(person)
        yield Evidence(name, _number(person, basis), told[0], done, told[1], state, trace_of(event, basis))


def _state(person: str, requirements: set[str], on: date, basis: Basis) -> State | None:
    rows = basis.roster.by_person.get(person, ())
    found = (one for row in rows for one in judged(row, on, basis))
    return next((one.state for one in found if one.key in requirements), None)


def taken_back_lines(meeting: Meeting | None, basis: Basis) -> Iterator[TakenBack]:
    """Yield what was taken back, in the order it had been recorded, what one key press recorded at once."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in basis.night:
        taker = basis.night.taken_back_by(event)
        if taker and isinstance(taker.fact, Undone) and of_meeting(event, meeting, basis):
            found.setdefault((event.act, taker.id), []).append(event)
    for (_, key), events in found.items():
        taker = basis.night.get(key)
        if taker and isinstance(taker.fact, Undone):
            told = basis.narrator().act(events)
            yield TakenBack(told, trace_of(events[0], basis), trace_of(taker, basis), taker.fact.reason)


def helper_lines(meeting: Meeting | None, basis: Basis) -> Iterator[Helper]:
    """Yield what each volunteer recorded at each desk, by name."""
    counts: defaultdict[tuple[str, str], Counter[type]] = defaultdict(Counter)
    for event in _standing(meeting, basis):
        if not isinstance(event.fact, Imported | Undone | BadgeIssued | BoxLabelIssued | FollowUpWritten):
            counts[event.by, event.desk][type(event.fact)] += 1
    for (by, desk), found in sorted(counts.items()):
        arrivals, hand_overs = found[Arrived], found[HandedOver]
        yield Helper(by, desk, arrivals, hand_overs, found.total() - arrivals - hand_overs)


def teams_of(person: str, basis: Basis) -> tuple[str, ...]:
    """Return the names of a person's teams."""
    teams = (basis.roster.teams.get(one.team) for one in basis.roster.by_person.get(person, ()))
    return tuple(dict.fromkeys(one.name for one in teams if one))


def phone_of(person: str, basis: Basis) -> str:
    """Return the first phone of a person, or an empty text."""
    known = basis.roster.people.get(person)
    return next(iter(known.phones), "") if known else ""


def _number(person: str, basis: Basis) -> str:
    known = basis.roster.people.get(person)
    return (known.id_of(IdKind.AYSO) or known.id_of(IdKind.ADMIN)) if known else ""


def _standing(meeting: Meeting | None, basis: Basis) -> Iterator[Event]:
    return (one for one in basis.night if basis.night.counts(one) and of_meeting(one, meeting, basis))


def trace_of(event: Event, basis: Basis) -> Trace:
    """Return when, where and by whom an event was recorded."""
    return Trace(basis.local(event.when), event.desk, event.by)
