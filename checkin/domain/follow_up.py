"""Whom to write to after a meeting, and about what: one message to a person, however many roles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from checkin.domain.basis import Basis
from checkin.domain.decide_follow_up import written_before
from checkin.domain.holds import held, judged
from checkin.domain.ledger import INCOMPLETE, ItemState, Ledger, ledger_of
from checkin.domain.parts import told_parts
from checkin.domain.people import Assignment, Person, Team
from checkin.domain.region import Contact, Item, Meeting
from checkin.domain.rules import Judgement, State
from checkin.domain.summary import expected_at

__all__ = ["FollowUp", "Lacking", "Open", "Waiting", "follow_ups"]

_DIGEST = 16
"""Characters of a digest: enough that two states of one person never share one."""


@dataclass(frozen=True, slots=True)
class Open:
    """A certification that the person still needs, told in their language."""

    key: str
    label: str
    state: State
    until: date | None
    """Last good day, where there is one."""
    step: str
    link: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands on the shelf for one of the person's teams."""

    team: str
    """Name, as everywhere in a message."""
    items: tuple[str, ...]
    """Item keys."""
    held: tuple[str, ...]
    """Those of the items that the region holds back until the certifications are in."""
    owed: tuple[str, ...] = ()
    """Those of the items that were not there when the team came."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """An item that one of the person's teams has, and that isn't right."""

    team: str
    """Name, as everywhere in a message."""
    item: str
    """Item key."""
    parts: str
    """What is missing, or the right sizes: `2 YM, 1 YL`; empty when nobody has counted."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Everything that one message says."""

    person: Person
    language: str
    divisions: tuple[str, ...]
    """Division keys."""
    open: tuple[Open, ...]
    waiting: tuple[Waiting, ...]
    lacking: tuple[Lacking, ...]
    missed: Meeting | None
    """Their latest meeting, when they came to none and all are over."""
    ahead: Meeting | None
    """Their next meeting, when one is still to come."""
    contacts: tuple[Contact, ...]
    """Whom they ask."""
    state: str
    """A digest of what is open: the same state is never written twice."""
    written: bool
    """True when a message about this state was written before."""


def follow_ups(
    meeting: Meeting | None, now: datetime, basis_in: Callable[[str], Basis], language: str = ""
) -> Iterator[FollowUp]:
    """Yield whom to write to about a meeting, or about the whole season, by name.

    `now` is local; `basis_in` returns the basis with the voice of a language, `language` overrides all.
    """
    basis = basis_in("en")
    people, _ = expected_at(meeting, basis)
    if meeting:
        people |= basis.night.arrived_at(meeting.key).keys() & basis.roster.people.keys()
    for person in sorted((basis.roster.people[one] for one in people), key=lambda one: (one.last, one.first)):
        spoken = language or basis.night.language(person.key) or basis.region.follow_up.language
        found = _Case(person, now, basis_in(spoken), spoken).follow_up()
        if found:
            yield found


class _Case:
    """One person, some time after their meeting."""

    def __init__(self, person: Person, now: datetime, basis: Basis, language: str) -> None:
        self.person, self.now, self.basis, self.language = person, now, basis, language
        self.rows = basis.roster.by_person.get(person.key, ())
        found = (basis.region.division_of(one.division) for one in self.rows)
        self.divisions = tuple(dict.fromkeys(one.key for one in found if one))
        own = [
            one for one in basis.region.meetings if set(one.divisions or self.divisions) & {*self.divisions}
        ]
        self.meetings = sorted(own, key=lambda one: (one.on, one.starts))

    def follow_up(self) -> FollowUp | None:
        """Return the message, or none when nothing is open."""
        todo, missed, ahead = tuple(self._open()), self._missed(), self._ahead()
        waiting = tuple(self._waiting()) if todo or not ahead else ()
        lacking = tuple(self._lacking())
        if not (todo or waiting or lacking or missed):
            return None
        state = _digest(todo, waiting, lacking, missed)
        return FollowUp(
            person=self.person,
            language=self.language,
            divisions=self.divisions,
            open=todo,
            waiting=waiting,
            lacking=lacking,
            missed=missed,
            ahead=ahead,
            contacts=tuple(self._contacts()),
            state=state,
            written=written_before(self.person.key, state, self.basis),
        )

    def _open(self) -> Iterator[Open]:
        """Yield what the person does next about each requirement, each step once."""
        told: set[str] = set()
        for one in (one for row in self.rows for one in judged(row, self.now.date(), self.basis)):
            if one.to_photograph and one.to_photograph[0] not in told:
                told.add(one.to_photograph[0])
                yield Open(one.key, one.label, one.state, one.valid_until, _step(one), one.link)

    def _waiting(self) -> Iterator[Waiting]:
        for row, team in self._own_teams():
            items = [one for one in self._handed_out() if self._ledger(team, one).given is None]
            if items:
                held_ones = [one for one in items if held(row, one, self.now.date(), self.basis)]
                owed = [one for one in items if self._ledger(team, one).state is ItemState.OWED]
                yield Waiting(
                    team.name, *(tuple(one.key for one in some) for some in (items, held_ones, owed))
                )

    def _lacking(self) -> Iterator[Lacking]:
        for _, team in self._own_teams():
            for item in self._handed_out():
                ledger = self._ledger(team, item)
                if ledger.state in INCOMPLETE:
                    yield Lacking(team.name, item.key, told_parts((*ledger.missing, *ledger.wanted)))

    def _own_teams(self) -> Iterator[tuple[Assignment, Team]]:
        """Yield the teams that the person collects for."""
        for row in self.rows:
            team, role = self.basis.roster.teams.get(row.team), self.basis.role(row)
            if team and role and role.collects:
                yield row, team

    def _handed_out(self) -> list[Item]:
        return [one for one in self.basis.region.items if one.on and not one.comes_in]

    def _ledger(self, team: Team, item: Item) -> Ledger:
        return ledger_of(self.basis.night, team.key, item.key)

    def _missed(self) -> Meeting | None:
        over = not self._ahead() and not self.basis.night.arrivals(self.person.key)
        return self.meetings[-1] if over and self.meetings else None

    def _ahead(self) -> Meeting | None:
        """Return the next meeting that is not over and that the person has not come to."""
        night = self.basis.night
        return next(
            (
                one
                for one in self.meetings
                if datetime.combine(one.on, one.ends) > self.now.replace(tzinfo=None)
                and not night.arrival(self.person.key, one.key)
            ),
            None,
        )

    def _contacts(self) -> Iterator[Contact]:
        """Yield whom to ask, those of the person's own divisions first."""
        known = [one for one in self.basis.region.contacts if one.name or one.email or one.phone]
        fitting = [one for one in known if not one.divisions or {*one.divisions} & {*self.divisions}]
        yield from sorted(fitting, key=lambda one: not one.divisions)


def _step(one: Judgement) -> str:
    """Return the step as the person reads it, without the label before it and the link under it."""
    return one.to_photograph[0].partition("\n")[0].removeprefix(f"{one.label}: ")


def _digest(
    todo: tuple[Open, ...],
    waiting: tuple[Waiting, ...],
    lacking: tuple[Lacking, ...],
    missed: Meeting | None,
) -> str:
    """Return a digest of the facts, not of the words: those change with each day and language."""
    facts = [
        sorted((one.key, one.label, one.state.value, str(one.until or "")) for one in todo),
        sorted((one.team, *one.items, "owed", *one.owed) for one in waiting),
        sorted((one.team, one.item, one.parts) for one in lacking),
        missed.key if missed else "",
    ]
    return sha256(json.dumps(facts).encode()).hexdigest()[:_DIGEST]
