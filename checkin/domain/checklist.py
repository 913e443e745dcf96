"""The evening's list on paper: who is expected with which box, under short row numbers, as of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.evening_commands import PrintChecklist
from checkin.domain.evening_facts import ChecklistPrinted
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.holds import judged
from checkin.domain.ledger import OUT, ledger_of
from checkin.domain.names import fold
from checkin.domain.people import Assignment
from checkin.domain.phrases import clock_time, day, listed
from checkin.domain.region import Meeting, Region
from checkin.domain.rules import SETTLED

__all__ = ["Checklist", "Row", "checklist_of", "letters_of", "print_checklist", "sheets"]

_SHEET = 2
"""Characters of a sheet's code."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the paper: a person, or a team that nobody coaches yet."""

    number: int
    division: str
    name: str
    role: str
    team: str
    shelf: str
    box: str
    marks: tuple[str, ...]
    """What was recorded already, arrival first, then each item: a time, or empty."""
    missing: str
    """Certifications that are missing."""
    has_team: bool = True
    """False where there is nothing to fetch: the files give this coach no team yet."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A printed list: its rows never change, whatever is imported after."""

    sheet: str
    """Short code of this printing."""
    title: str
    as_of: datetime
    """Local."""
    event: str
    """Id of the last event that the list knows of."""
    letters: tuple[tuple[str, str], ...]
    """What to write down for the arrival and each item: `a` here, `b` uniform box."""
    rows: tuple[Row, ...]


def letters_of(region: Region) -> dict[str, str]:
    """Return the letter of each item that is handed out: `b` for the uniform box, else one of its label."""
    letters: dict[str, str] = {}
    items = [one for one in region.items if one.on and not one.comes_in]
    for item in sorted(items, key=lambda one: one.key != "uniform-box"):
        wanted = ("b" if item.key == "uniform-box" else "") + "".join(filter(str.isalpha, item.label.lower()))
        free = (one for one in f"{wanted}bcdefghijklmnopqrstuvwxyz" if one != "a" and one not in letters)
        letters[next(free)] = item.key
    return {letter: letters[letter] for item in items for letter in letters if letters[letter] == item.key}


def print_checklist(command: PrintChecklist, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the printing of the list of a meeting, every row with what it stands for."""
    meeting = next((one for one in basis.region.meetings if one.key == command.meeting), None)
    rows = tuple(f"{person} {team}" for _, person, team in _placed(meeting, basis))
    if not rows:
        return Refused(
            "nothing-to-print", "Nobody is expected and no team has a box: import the files first."
        )
    known = {one.sheet for _, one in sheets(basis)}
    while (sheet := basis.new_tag()[-_SHEET:]) in known:
        pass
    last = next(reversed([*basis.night]), None)
    return (ChecklistPrinted(sheet, rows, meeting.key if meeting else None, last.id if last else ""),)


def sheets(basis: Basis) -> list[tuple[Event, ChecklistPrinted]]:
    """Return every printing that counts, oldest first."""
    found = basis.night.every(ChecklistPrinted)
    return [(event, event.fact) for event in found if isinstance(event.fact, ChecklistPrinted)]


def checklist_of(event: Event, fact: ChecklistPrinted, basis: Basis) -> Checklist:
    """Return a printed list with the names that its rows have now."""
    meeting = next((one for one in basis.region.meetings if one.key == fact.meeting), None)
    at = basis.local(event.at)
    title = f"{meeting.title}, {listed(meeting.divisions)}, {day(meeting.on)}" if meeting else day(at.date())
    labels = {one.key: one.label.lower().removeprefix("uniform ") for one in basis.region.items}
    letters = [("a", "here"), *((letter, labels[key]) for letter, key in letters_of(basis.region).items())]
    rows = tuple(_row(number, told, fact.meeting, basis) for number, told in enumerate(fact.rows, start=1))
    return Checklist(fact.sheet, title, at, fact.as_of, tuple(letters), rows)


def _placed(meeting: Meeting | None, basis: Basis) -> Iterator[tuple[str, str, str]]:
    """Yield division, person key and team key of each row, by division and last name."""
    roster, order = basis.roster, {one.key: place for place, one in enumerate(basis.region.divisions)}
    wanted = set(meeting.divisions) if meeting else set()
    found: dict[tuple[str, str], str] = {}
    for one in roster.assignments:
        role, division = basis.role(one), _division(one.division, basis)
        if role and (role.expected or role.collects) and (not wanted or division in wanted):
            found.setdefault((one.person, one.team), division)
    coached = {team for _, team in found}
    for team in roster.teams.values():
        division = _division(team.division, basis)
        if team.key not in coached and (not wanted or division in wanted):
            found["-", team.key] = division
    rows = [(division, person, team) for (person, team), division in found.items()]
    names = {key: (fold(one.last), fold(one.first)) for key, one in roster.people.items()}
    last = ("\uffff", "")
    rows.sort(key=lambda one: (order.get(one[0], len(order)), one[0], names.get(one[1], last), one[2]))
    yield from rows


def _division(spelling: str, basis: Basis) -> str:
    division = basis.region.division_of(spelling)
    return division.key if division else spelling or "no division"


def _row(number: int, told: str, meeting: str | None, basis: Basis) -> Row:
    key, _, team_key = told.partition(" ")
    key = basis.roster.now_called.get(key, key)
    person, team = basis.roster.people.get(key), basis.roster.teams.get(team_key)
    rows = [one for one in basis.roster.by_person.get(key, ()) if one.team == team_key]
    arrival = basis.night.arrival(key, meeting)
    times = [clock_time(basis.local(arrival.when)) if arrival else ""]
    for item in letters_of(basis.region).values():
        ledger = ledger_of(basis.night, team_key, item) if team else None
        given = ledger.given if ledger and ledger.state in OUT else None
        times.append(clock_time(basis.local(given.when)) if given else "" if team else "-")
    division = team.division if team else rows[0].division if rows else ""
    role = basis.role(rows[0]) if rows else None
    return Row(
        number,
        _division(division, basis),
        person.name if person else basis.narrator().person(key) if key != "-" else "(no coach yet)",
        role.label if role else rows[0].role if rows else "",
        team.name if team else team_key or "no team yet",
        team.shelf if team else "",
        team.box if team else "",
        tuple(times),
        _missing(rows, basis),
        has_team=team is not None,
    )


def _missing(rows: list[Assignment], basis: Basis) -> str:
    if not rows or rows[0].person not in basis.roster.people:
        return ""
    open_ones = [one for one in judged(rows[0], basis.today, basis) if one.state not in SETTLED]
    return ", ".join(f"{one.label} {one.state.value}" for one in open_ones)
