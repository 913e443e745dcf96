"""How a desk writes: lock, catch up, decide, append, fold, in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from checkin.desk.known import Known
from checkin.desk.own_files import MAPPINGS
from checkin.domain.commands import Answer, Command, Recorded, Refused
from checkin.domain.decide import decide
from checkin.domain.desk_facts import Imported, Undone
from checkin.domain.events import record_of
from checkin.domain.fact import Fact
from checkin.domain.identity import decisions_after, decisions_of
from checkin.domain.limits import too_many
from checkin.domain.paper_rows import origin_of
from checkin.domain.walk_ins import with_walk_ins
from checkin.exchange import Circumstances, regrouped, roster_to_tables
from checkin.store import (
    MergedLog,
    NotRecorded,
    StoreError,
    back_up,
    copy_backup,
)

__all__ = ["Book"]


class Book(Known):
    """A season that one desk adds to."""

    def do(self, command: Command) -> Answer:
        """Decide and record in one step; what is returned as recorded is on disk.

        Raises `StoreError` when the disk fails: then nothing was recorded.
        """
        with self._deciding():
            facts = decide(command, self._basis())
            if isinstance(facts, Refused):
                return facts
            warning = too_many(facts, self._basis())
            recorded = self._record((*facts, *self._regrouped(facts)), **origin_of(command, self._basis()))
            return replace(recorded, warning=warning)

    def merge(self, sources: Sequence[Path]) -> list[MergedLog]:
        """Take in the logs that other laptops wrote for this season, and return what each brought.

        Raises `StoreError` for a file that is no log, or when the disk fails.
        """
        with self.season.lock():
            self.catch_up()
            merged = self.season.merge(sources)
            self.catch_up()
            if decisions_of(self.night) and (anew := self._regrouped((Imported(""),))):
                self._record(anew)
        return merged

    def back_up(self) -> tuple[Path, str]:
        """Write a backup, and return its file and a note when the second place didn't take its copy.

        Raises `StoreError`.
        """
        now, place = self.now(), self._rules.policy.backup_to
        path = back_up(self.season, now)
        if not place or copy_backup(path, Path(place).expanduser(), self.season.path.name, now):
            return path, ""
        return path, f"No copy of the backup in {place}: it isn't there, or is full. This laptop has one."

    def _record(
        self, facts: tuple[Fact, ...], *, paper: str = "", own_time: datetime | None = None
    ) -> Recorded:
        act, now, clock = self._ids(12), self.now(), self.night.clock
        records = [
            record_of(
                self._ids(12),
                act,
                clock + place,
                now,
                self.desk,
                self.by,
                fact,
                paper=paper,
                own_time=own_time,
            )
            for place, fact in enumerate(facts, start=1)
        ]
        self._take_in(self.season.append(records))
        events = self.night.act(act)
        return Recorded(act, events, self._basis().narrator().act(events))

    def _regrouped(self, facts: tuple[Fact, ...]) -> tuple[Imported, ...]:
        """Return the data put together anew where the facts say who is one person, or take that back."""
        decisions = decisions_after(facts, self.night)
        if decisions is None:
            return ()
        undone = {one for fact in facts if isinstance(fact, Undone) for one in fact.events}
        event = next((one for one in reversed(self.night.rosters()) if one.id not in undone), None)
        before = with_walk_ins(self._roster_of(event), self._walk_ins)
        own = self.season.path / MAPPINGS
        known = Circumstances(nicknames=self._nicknames, mappings=own, decisions=decisions)
        roster = regrouped(before, known, self.new_person_key)
        return () if roster == before else (Imported(self.season.write_roster(roster_to_tables(roster))),)

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Hold the season, all that others recorded known, and a season of an older program backed up."""
        with _or_nothing():
            if self.season.older:
                self.back_up()
        with self.season.lock():
            with _or_nothing():
                self.catch_up()
            yield


@contextmanager
def _or_nothing() -> Iterator[None]:
    """Say of whatever hinders a decision that nothing was recorded."""
    try:
        yield
    except StoreError as error:
        raise NotRecorded(error) from error
