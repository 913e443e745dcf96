"""Imports at a desk: what they would do, with all that is known of the night, and doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from checkin.desk.book import Book
from checkin.desk.own_files import MAPPINGS
from checkin.domain.commands import Answer, Refused
from checkin.domain.desk_facts import EvidenceSeen, Imported
from checkin.domain.evening_facts import NoteLeft
from checkin.domain.identity import decisions_of
from checkin.domain.people import Roster
from checkin.domain.phrases import many
from checkin.exchange import (
    Circumstances,
    ImportRefused,
    Plan,
    kind_titles,
    plan_import,
    roster_from_tables,
    roster_to_tables,
)
from checkin.store import StoreError

__all__ = ["ImportingBook"]

_LOOKED_BACK = 3
"""Imports that were taken back whose people are known again, at most."""


class ImportingBook(Book):
    """A book into which the region's files are read."""

    def plan_import(self, files: Sequence[Path], **options: Any) -> Plan:
        """Return what importing these files would do, with the season's own mappings; nothing changes.

        Raises `ImportRefused` for a file that is broken, wrong or not clear.
        """
        return plan_import(
            files,
            self.roster,
            known=self._circumstances(),
            new_key=self.new_person_key,
            now=self.now(),
            **options,
        )

    def _circumstances(self) -> Circumstances:
        return Circumstances(
            region=self.region,
            nicknames=self._nicknames,
            mappings=self.season.path / MAPPINGS,
            decisions=decisions_of(self.night),
            evidence=self._evidence(),
            given=self._given,
            recorded=self._recorded,
            former=self._former(),
        )

    def prepare(self, plan: Plan) -> None:
        """Write the roster of an import beside the one in force, in any thread; nothing names it yet.

        Raises `StoreError` when the disk fails.
        """
        self._prepared = (self.season.write_roster(roster_to_tables(plan.roster)), plan.roster)

    def apply(self, plan: Plan) -> Answer:
        """Put an import's roster in force; the event that names it is the commit.

        Raises `StoreError` when the disk fails: then the roster before stays in force.
        """
        with self._deciding():
            if self.roster is not plan.before and self.roster != plan.before:
                told = "Somebody else imported since this plan was made. Make the plan again."
                return Refused("data-changed", told)
            if self._prepared[1] is not plan.roster:
                self.prepare(plan)
            name = self._prepared[0]
            return self._record((Imported(name, plan.read_from),))

    def kinds(self) -> Mapping[str, str]:
        """Return what people call each kind of file, as far as the mappings can be read."""
        try:
            return kind_titles(self.season.path / MAPPINGS)
        except ImportRefused:
            return kind_titles()

    def in_force(self) -> str:
        """Return how many people and teams there are, in a sentence."""
        people, teams = len(self.roster.people), len(self.roster.teams)
        return f"In force now: {many(people, 'person', 'people')} and {many(teams, 'team')}."

    def news_of_data(self, since: str) -> str:
        """Return what another desk has done with the data since an import was in force, in sentences.

        That is empty for what this desk did itself, and for who is who, which goes without saying.
        """
        before, now = self.night.get(since), self.night.roster()
        event = self.night.taken_back_by(before) if before and not self.night.counts(before) else now
        if (
            event is None
            or event.id == since
            or (event.desk, event.writer) == (self.desk, self.season.writer)
        ):
            return ""
        if isinstance(event.fact, Imported) and not event.fact.files:
            return ""
        by = f" ({event.by})" if event.by else ""
        return f"Desk {event.desk}{by}: {self._basis().narrator().act((event,))} {self.in_force()}"

    def _evidence(self) -> list[tuple[EvidenceSeen, datetime]]:
        """Return the certificates that were shown, and when."""
        seen = ((one.fact, one.at) for one in self.night.every(EvidenceSeen))
        return [(fact, at) for fact, at in seen if isinstance(fact, EvidenceSeen)]

    def _recorded(self, person: str) -> str:
        """Return what is recorded of a person, in sentences: that they came, took or showed something."""
        night, name = self.night, self.roster.people[person].name if person in self.roster.people else ""
        events = [*night.arrivals(person)[-1:], *night.taken_by(person, name), *night.witnessed(person)]
        events += night.every(NoteLeft, person)
        return self._basis().narrator().act(sorted(events, key=lambda one: one.order)) if events else ""

    def _former(self) -> list[Roster]:
        """Return the data of imports that were taken back, the latest first, as far as it is whole."""
        events = [one for one in self.night if isinstance(one.fact, Imported) and not self.night.counts(one)]
        names = [one.fact.roster for one in reversed(events) if isinstance(one.fact, Imported)]
        found = []
        for name in list(dict.fromkeys(names))[:_LOOKED_BACK]:
            try:
                found.append(roster_from_tables(self.season.roster_documents(name)))
            except StoreError:
                continue  # what is known without it is still imported
        return found

    def _given(self, team: str) -> str:
        """Return what was given out for a team, in sentences."""
        items = (one.key for one in self.region.items if one.on)
        events = [one for item in items if (one := self.night.handed_over(team, item))]
        return self._basis().narrator().act(events) if events else ""
