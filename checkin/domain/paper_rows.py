"""A row of the paper list, typed as it is read aloud: `14 a`, `15 ab 19:20`, `16 b 7:20 Ana Reyes`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypedDict

from checkin.domain.basis import Basis
from checkin.domain.checklist import letters_of, sheets
from checkin.domain.commands import Command, Refused
from checkin.domain.desk_facts import Arrived, HandedOver
from checkin.domain.evening_commands import Correct, EnterRow
from checkin.domain.evening_facts import ChecklistPrinted
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.ledger import OUT, ledger_of
from checkin.domain.phrases import clock_time, listed

__all__ = ["Meaning", "Origin", "enter_row", "meaning_of", "origin_of", "sheet_for"]

_ROW = re.compile(
    r"\s*(?P<row>\d{1,4})\s*(?P<marks>[a-z]+)?(?:\s+(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})\s*(?P<half>[ap]m?)?)?"
    r"(?:\s+(?P<who>\D.*))?\s*",
    re.IGNORECASE,
)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed row stands for, before it counts."""

    sheet: str
    row: int
    name: str
    team: str
    sentence: str
    """For example `14 · Dana Reyes · 12U-G03 Roadrunners: here, box 47, 7:20 pm`."""
    facts: tuple[Fact, ...]
    """What would be recorded; empty when it is recorded already, or nothing was marked."""
    at: datetime | None
    """When it happened, if the paper says so."""
    already: str = ""
    """What is recorded already, in words."""


def sheet_for(name: str, basis: Basis) -> tuple[Event, ChecklistPrinted] | None:
    """Return the printing of that code, or for none the latest of tonight's meeting, else the latest."""
    found = sheets(basis)
    if name:
        return next((one for one in found if one[1].sheet == name.upper()), None)
    meeting = basis.meeting("")
    tonight = [one for one in found if meeting and one[1].meeting == meeting.key]
    return next(reversed(tonight or found), None)


def meaning_of(command: EnterRow, basis: Basis) -> Meaning | Refused:
    """Return what a typed row stands for, or what is wrong with it."""
    printed = sheet_for(command.sheet, basis)
    if printed is None:
        which = f"sheet {command.sheet}" if command.sheet else "list"
        return Refused("no-sheet", f"No {which} was printed here. `checkin checklist` prints one.")
    event, fact = printed
    match = _ROW.fullmatch(command.text)
    if match is None:
        return Refused("not-a-row", "Type the row, what was marked, and the time: 15 ab 19:20.")
    row = int(match["row"])
    if not 1 <= row <= len(fact.rows):
        return Refused("no-such-row", f"Sheet {fact.sheet} has rows 1 to {len(fact.rows)}, no {row}.")
    letters = {"a": "", **letters_of(basis.region)}
    marks = dict.fromkeys((match["marks"] or "").lower())
    if unknown := [one for one in marks if one not in letters]:
        known = ", ".join(f"{letter} {_label(key, basis)}" for letter, key in letters.items())
        return Refused("no-such-mark", f"No mark is called {unknown[0]}. There are: {known}.")
    at = _instant(match, event, fact, basis)
    return (
        at if isinstance(at, Refused) else _Case(fact, row, basis).meaning(marks, letters, match["who"], at)
    )


class _Case:
    """One row of one printing."""

    def __init__(self, fact: ChecklistPrinted, row: int, basis: Basis) -> None:
        person, _, self._team = fact.rows[row - 1].partition(" ")
        self._person = basis.roster.now_called.get(person, person)
        self._fact, self._row, self._basis = fact, row, basis

    def meaning(
        self, marks: dict[str, None], letters: dict[str, str], who: str | None, at: datetime | None
    ) -> Meaning | Refused:
        """Return what these marks stand for."""
        basis, narrator = self._basis, self._basis.narrator()
        name = narrator.person(self._person) if self._person != "-" else "no coach yet"
        team = narrator.team(self._team) if self._team else "no team yet"
        facts: list[Fact] = []
        told: list[str] = []
        already: list[str] = []
        for mark in marks:
            found = self._arrived(name) if mark == "a" else self._given(letters[mark], who, name)
            if isinstance(found, Refused):
                return found
            words = "here" if mark == "a" else narrator.item(self._team, letters[mark])
            if isinstance(found, str):
                already.append(f"{words} {found}")
            else:
                facts.append(found)
                told.append(words)
        taker = f", taken by {who.strip()}" if who and told != ["here"] else ""
        when = f", {clock_time(basis.local(at))}" if at else ""
        what = f": {', '.join(told)}{taker}{when}" if told else ""
        sentence = f"{self._row} · {name} · {team}{what}"
        return Meaning(self._fact.sheet, self._row, name, team, sentence, tuple(facts), at, listed(already))

    def _arrived(self, name: str) -> Fact | str | Refused:
        if self._person == "-":
            return Refused("nobody", f"Row {self._row} is a team without a coach: type who took it.")
        if self._person not in self._basis.roster.people:
            return Refused("unknown-person", f"{name} is not in the files any more: take them down with ^N.")
        if event := self._basis.night.arrival(self._person, self._fact.meeting):
            return f"since {clock_time(self._basis.local(event.when))}"
        return Arrived(self._person, self._fact.meeting, "paper")

    def _given(self, item: str, who: str | None, name: str) -> Fact | str | Refused:
        if self._team not in self._basis.roster.teams:
            return Refused("no-team", f"Row {self._row}, {name}, has no team, so nothing to hand over.")
        ledger = ledger_of(self._basis.night, self._team, item)
        if ledger.state in OUT and ledger.given:
            return f"given {clock_time(self._basis.local(ledger.given.when))}"
        meeting = self._fact.meeting
        if who and who.strip():
            taker, _, relation = who.partition(",")
            told = relation.strip() or "somebody else"
            return HandedOver(self._team, item, None, taker.strip(), told, meeting)
        if self._person == "-":
            return Refused("no-name", f"Row {self._row} is a team without a coach: type who took it.")
        rows = self._basis.roster.by_person.get(self._person, ())
        own = next((one for one in rows if one.team == self._team), None)
        role = self._basis.role(own) if own else None
        return HandedOver(self._team, item, self._person, name, role.label.lower() if role else "", meeting)


def _label(key: str, basis: Basis) -> str:
    return next((one.label.lower() for one in basis.region.items if one.key == key), "here")


def _instant(
    match: re.Match[str], event: Event, fact: ChecklistPrinted, basis: Basis
) -> datetime | Refused | None:
    """Return when it happened: on the evening of the list, in the half of the day that is nearest to it."""
    if match["hour"] is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= _NOON):  # noqa: PLR2004  a clock's
        return Refused("not-a-time", "That is no time. Write it like 19:20 or 7:20.")
    meeting = next((one for one in basis.region.meetings if one.key == fact.meeting), None)
    printed = basis.local(event.at)
    on = meeting.on if meeting else printed.date()
    near = datetime.combine(on, meeting.starts if meeting else printed.time(), tzinfo=printed.tzinfo)
    hours = [hour % _NOON + (_NOON if half == "p" else 0)] if half else [hour]
    if not half and hour <= _NOON:
        hours = [hour % _NOON, hour % _NOON + _NOON]
    found = [datetime.combine(on, time(one, minute), tzinfo=printed.tzinfo) for one in hours]
    soon = basis.now + timedelta(minutes=1)
    at = min(found, key=lambda one: abs(one - near))
    if at > soon:
        return Refused("ahead", f"{clock_time(at)} is still ahead. Check the time.")
    return at


def enter_row(command: EnterRow, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return what a row of the paper says, as far as it is not recorded yet."""
    meant = meaning_of(command, basis)
    if isinstance(meant, Refused):
        return meant
    if not meant.facts:
        done = f"Recorded already: {meant.sentence}, {meant.already}." if meant.already else ""
        return Refused("nothing-new", done or f"{meant.sentence}. Add what was marked: {meant.row} ab.")
    return meant.facts


class Origin(TypedDict, total=False):
    """Where a row was taken over from, for the log."""

    paper: str
    own_time: datetime | None


def origin_of(command: Command, basis: Basis) -> Origin:
    """Return where a command's events come from: a row of the paper, or the entry that they correct."""
    if isinstance(command, EnterRow):
        meant = meaning_of(command, basis)
        return (
            {}
            if isinstance(meant, Refused)
            else Origin(paper=f"{meant.sheet} {meant.row}", own_time=meant.at)
        )
    if isinstance(command, Correct) and (events := basis.night.meant(command.target, command.only)):
        return Origin(paper=events[0].paper, own_time=events[0].when)
    return {}
