"""What goes back to the region's systems, in the columns that their own reports have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import Arrived, EvidenceSeen, FieldSessionDone, HandedOver, RefresherTaken
from checkin.domain.events import Event
from checkin.domain.ledger import ledger_of
from checkin.domain.people import Assignment, IdKind, Person
from checkin.domain.region import Meeting
from checkin.domain.summary_lists import of_meeting

__all__ = ["EXPORTS", "columns_of", "rows_of"]

_VOLUNTEER = (
    *("Program Name", "Division Name", "Team Name", "Volunteer Role", "Volunteer First Name"),
    *("Volunteer Last Name", "Volunteer Email Address", "Volunteer Cellphone", "Association Volunteer ID"),
)
"""Columns of Sports Connect's Volunteer Details, a row for each person, role and team."""
_CREDENTIAL = (
    *("CertificateName", "IDNUM1", "AltID", "FirstName", "LastName", "email", "ccVerified", "ccVerifyBy"),
    "ccVerifyDate",
)
"""Columns of the Association Platform's Admin Credentials Status, a row for each person and certificate."""
_RECORDED = ("Meeting", "Recorded", "Desk", "Recorded By")

_Rows = Iterator[tuple[str, ...]]


def columns_of(export: str) -> tuple[str, ...]:
    """Return the columns of an export."""
    return EXPORTS[export][0]


def rows_of(export: str, meeting: Meeting | None, basis: Basis) -> list[tuple[str, ...]]:
    """Return the rows of an export about a meeting, or about the whole season.

    What two desks took down of one certificate is one row, of the desk that was first.
    """
    standing = (one for one in basis.night if basis.night.counts(one))
    events = [one for one in standing if of_meeting(one, meeting, basis)]
    draw = EXPORTS[export][1]
    columns = columns_of(export)
    told = [place for place, one in enumerate(columns) if one != "ccVerifyBy"]
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in (row for event in events for row in draw(event, basis)):
        rows.setdefault(tuple(row[place] for place in told), row)
    return [*rows.values()]


def _arrivals(event: Event, basis: Basis) -> _Rows:
    if isinstance(event.fact, Arrived):
        rows = basis.roster.by_person.get(event.fact.person, ()) or (None,)
        for row in rows:
            yield (
                *_volunteer(event.fact.person, row, basis),
                *_recorded(event, event.fact.meeting, basis),
            )


def _hand_overs(event: Event, basis: Basis) -> _Rows:
    fact = event.fact
    if not isinstance(fact, HandedOver):
        return
    own = basis.roster.by_team.get(fact.team, ())
    team = basis.roster.teams.get(fact.team)
    row = next((one for one in own if one.person == fact.person), None)
    about = row or Assignment("", fact.team, team.division if team else "", "")
    items = {one.key: one.label for one in basis.region.items}
    yield (
        *_volunteer(fact.person or "", about, basis),
        items.get(fact.item, fact.item),
        team.box if team else "",
        fact.collector or basis.narrator().person(fact.person or ""),
        fact.relation,
        ledger_of(basis.night, fact.team, fact.item).state.value,
        fact.note,
        *_recorded(event, fact.meeting, basis),
    )


def _refreshers(event: Event, basis: Basis) -> _Rows:
    if isinstance(event.fact, RefresherTaken):
        taken = basis.local(event.when)
        yield _credential(event.fact.person, "Safe Haven Refresher", "Verified", event.by, taken, basis)


def _evidence(event: Event, basis: Basis) -> _Rows:
    match event.fact:
        case EvidenceSeen(person, _, name, done):
            yield _credential(person, name, "Pending Verification", event.by, done, basis)
        case FieldSessionDone(person, key, done):
            course = basis.region.course(key)
            told = next(iter(course.field_names), f"{course.label} Field Session") if course else key
            yield _credential(person, told, "Pending Verification", event.by, done, basis)


EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[Event, Basis], _Rows]]] = {
    "arrivals": ((*_VOLUNTEER, *_RECORDED), _arrivals),
    "hand-overs": (
        (*_VOLUNTEER, "Item", "Box", "Handed To", "Relation", "State", "Note", *_RECORDED),
        _hand_overs,
    ),
    "refreshers": (_CREDENTIAL, _refreshers),
    "evidence": (_CREDENTIAL, _evidence),
}
"""What can be taken out: the columns, and what draws the rows of an event."""


def _volunteer(key: str, row: Assignment | None, basis: Basis) -> tuple[str, ...]:
    person = basis.roster.people.get(key) or Person(key, "", "")
    team = basis.roster.teams.get(row.team) if row else None
    return (
        basis.region.season.label,
        row.division if row else "",
        team.name if team else "",
        row.role if row else "",
        person.first,
        _last(person),
        next(iter(person.emails), ""),
        next(iter(person.phones), ""),
        person.id_of(IdKind.ADMIN) or person.id_of(IdKind.AYSO),
    )


def _credential(
    key: str, name: str, status: str, by: str, on: date | datetime, basis: Basis
) -> tuple[str, ...]:
    person = basis.roster.people.get(key) or Person(key, "", "")
    return (
        name,
        person.id_of(IdKind.ADMIN),
        person.id_of(IdKind.AYSO),
        person.first,
        _last(person),
        next(iter(person.emails), ""),
        status,
        by,
        _us_time(on),
    )


def _recorded(event: Event, meeting: str | None, basis: Basis) -> tuple[str, ...]:
    return (meeting or "", _us_time(basis.local(event.when)), event.desk, event.by)


def _last(person: Person) -> str:
    return " ".join(filter(None, (person.last, person.suffix)))


def _us_time(at: date | datetime) -> str:
    """Return a date or an instant as the region's systems write it: `08/25/2026 07:02:00 PM`."""
    return f"{at:%m/%d/%Y %I:%M:%S %p}"
