"""The note for a change of shift: what is open, which boxes were short, who was sent away for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.domain.anomalies import anomalies_of
from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.evening_commands import ChangeShift
from checkin.domain.evening_facts import NoteLeft, ShiftChanged
from checkin.domain.fact import Fact
from checkin.domain.holds import held, judged
from checkin.domain.ledger import INCOMPLETE, ItemState, ledger_of
from checkin.domain.normal import waiting
from checkin.domain.notes import notes_about
from checkin.domain.phrases import listed
from checkin.domain.region import Meeting
from checkin.domain.rules import Standing, State, standing_of

__all__ = ["Handover", "change_shift", "handover_of"]

_HELD = " held back"
_OPEN = (State.MISSING, State.EXPIRED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Handover:
    """What whoever takes over has to know, a line each."""

    open: tuple[str, ...]
    """Notes that nobody has read, contradictions, boxes of people who are here, walk-ins."""
    short: tuple[str, ...]
    """Items that are not right, or owed."""
    sent_away: tuple[str, ...]
    """Who came and still needs what; held back items first."""
    volunteers: tuple[str, ...]
    """Who has recorded anything this season, latest first, without whoever sits here."""


def handover_of(meeting: Meeting | None, by: str, basis: Basis) -> Handover:
    """Return the note of this evening."""
    key = meeting.key if meeting else None
    here = tuple(basis.night.arrived_at(key))
    return Handover(
        tuple(_open(here, basis)),
        tuple(_short(basis)),
        tuple(_sent_away(here, basis)),
        _volunteers(by, basis),
    )


def _open(here: tuple[str, ...], basis: Basis) -> Iterator[str]:
    facts = (one.fact for one in basis.night.every(NoteLeft))
    subjects = {one.person or one.team for one in facts if isinstance(one, NoteLeft)}
    for subject in sorted(subjects):
        yield from (one.sentence for one in notes_about(subject, basis) if one.unread)
    yield from (f"To be settled: {one.sentence}" for one in anomalies_of(basis))
    narrator = basis.narrator()
    items = {one.key: one for one in basis.region.items}
    for person in here:
        left = [
            narrator.item(row.team, item)
            for row, item in waiting(person, basis)
            if not held(row, items[item], basis.today, basis)
        ]
        if left:
            yield f"{narrator.person(person)} is here, not given yet: {listed(left)}"
    for person in (one for one in here if one in basis.roster.walk_ins):
        yield f"{narrator.person(person)} walked in, in no file yet"


def _short(basis: Basis) -> Iterator[str]:
    narrator = basis.narrator()
    items = [one for one in basis.region.items if one.on and not one.comes_in]
    for team in basis.roster.teams.values():
        for item in items:
            ledger = ledger_of(basis.night, team.key, item.key)
            if ledger.state in (*INCOMPLETE, ItemState.OWED):
                told = f" · {ledger.told}" if ledger.told else ""
                what = narrator.item(team.key, item.key)
                yield f"{team.name}: {what} {ledger.state.value.replace('-', ' ')}{told}"


def _sent_away(here: tuple[str, ...], basis: Basis) -> Iterator[str]:
    found = [told for person in here if (told := _needs(person, basis))]
    yield from sorted(found, key=lambda one: not one.endswith(_HELD))


def _needs(person: str, basis: Basis) -> str:
    """Return what somebody who came was sent away for, or an empty text."""
    if person in basis.roster.walk_ins:
        return ""
    items = {one.key: one for one in basis.region.items}
    rows = basis.roster.by_person.get(person, ())
    judgements = [one for row in rows for one in judged(row, basis.today, basis)]
    open_ones = {
        f"{one.label} {one.state.value}": None
        for one in judgements
        if one.state in _OPEN and one.level == "required"
    }
    if standing_of(judgements) is not Standing.FLAGGED or not open_ones:
        return ""
    back = {
        items[item].label.lower(): None
        for row, item in waiting(person, basis)
        if held(row, items[item], basis.today, basis)
    }
    blocked = f"; {listed([*back])}{_HELD}" if back else ""
    return f"{basis.narrator().person(person)}: {listed([*open_ones])}{blocked}"


def _volunteers(by: str, basis: Basis) -> tuple[str, ...]:
    names = dict.fromkeys(one.by for one in reversed([*basis.night]) if one.by)
    return tuple(one for one in names if one != by)


def change_shift(command: ChangeShift) -> tuple[Fact, ...] | Refused:
    """Return that somebody else sits at this desk from here on."""
    name = command.volunteer.strip()
    if not name:
        return Refused("no-name", "Type the first name of whoever takes over.")
    if name == command.before:
        return Refused("same-volunteer", f"{name} sits here already.")
    return (ShiftChanged(name, command.before),)
