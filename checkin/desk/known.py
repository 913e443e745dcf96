"""What one desk knows of a season: the rules, the data and the night, read and followed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from checkin.desk.own_files import own_nicknames
from checkin.domain.basis import Basis
from checkin.domain.desk_facts import Imported
from checkin.domain.events import Event, event_from, is_newer
from checkin.domain.fold import Night
from checkin.domain.nicknames import Nicknames
from checkin.domain.payload import ALPHABET
from checkin.domain.people import Roster
from checkin.domain.region import Meeting, Region
from checkin.domain.region_text import parse_region
from checkin.domain.text import clean_text
from checkin.domain.walk_ins import with_walk_ins
from checkin.exchange import published, roster_from_tables
from checkin.search import Index
from checkin.store import (
    Damaged,
    NotASeason,
    Season,
    StoreError,
    writer_id,
)

__all__ = ["Known", "random_code", "utc_now"]


def utc_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def random_code(length: int) -> str:
    """Return that many random Crockford base 32 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class Known:
    """The rules, the data and the night of a season, as one desk has read them."""

    def __init__(
        self,
        season: Season,
        *,
        desk: str,
        by: str,
        clock: Callable[[], datetime] = utc_now,
        ids: Callable[[int], str] = random_code,
    ) -> None:
        self.season = season
        self.desk = clean_text(desk)
        self.by = clean_text(by)
        self.ready = False
        """True once the rules, the data and the night are loaded."""
        self.night = Night()
        self.roster = Roster()
        self.region: Region
        """The rules, with the meetings and sessions of an imported calendar."""
        self.notes: tuple[str, ...] = ()
        """What can't be used in the files that people edit, in sentences."""
        self._rules: Region
        self._nicknames: Nicknames
        self._clock = clock
        self._ids = ids
        self._zone: ZoneInfo
        self._index_made: Index | None = None
        self._roster_event = ""
        self._imported = self.roster
        self._walk_ins: tuple[Event, ...] = ()
        self._spare = False
        self._prepared = ("", self.roster)
        """File and content of the roster that was written last."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        desk: str,
        by: str,
        clock: Callable[[], datetime] = utc_now,
        ids: Callable[[int], str] = random_code,
        writer: str = "",
    ) -> Self:
        """Open the season folder; nothing but the folder is read yet.

        Raises `StoreError`, a sentence that says what to do.
        """
        season = Season.open(path, desk=desk, writer=writer or writer_id(), is_newer=is_newer)
        return cls(season, desk=desk, by=by, clock=clock, ids=ids)

    def load(self, *, spare: bool = False) -> None:
        """Read the rules, the data and the night; with `spare`, the newest data that is still whole, or none.

        Raises `StoreError` or `RegionErrors`, sentences that say what to do.
        """
        if purged := self.season.purged():
            told = f"This season was purged on {purged['purged_at'][:10]}: only its counts are left."
            raise NotASeason(f"{told} Make the next one with `checkin init`.")
        self._rules = self.region = parse_region(self.season.region_text())
        self._nicknames, self.notes = own_nicknames(self.season)
        self._zone = ZoneInfo(self.region.time_zone)
        self._spare = spare
        self.catch_up()
        self.ready = True

    def prepare_search(self) -> None:
        """Make the index of everybody now, so that the first search doesn't wait for it."""
        self._index_made = self._index

    def close(self) -> None:
        """Let go of the season folder."""
        self.season.close()

    def sit_down(self, desk: str, by: str) -> None:
        """Take the names of the desk and of the volunteer; what is recorded from here on bears them."""
        self.desk, self.by = clean_text(desk), clean_text(by)
        self.season.rename_desk(desk)

    def now(self) -> datetime:
        """Return the moment, aware UTC."""
        return self._clock()

    def local(self, at: datetime) -> datetime:
        """Return a moment in the region's time zone."""
        return at.astimezone(self._zone)

    def today(self) -> date:
        """Return the date in the region."""
        return self.local(self.now()).date()

    def meeting(self, person: str = "") -> Meeting | None:
        """Return today's meeting: the person's own when there are several, else the nearest in time."""
        todays = self.region.meeting_on(self.today())
        rows = self.roster.by_person.get(person, ())
        divisions = {one.key for row in rows if (one := self.region.division_of(row.division))}
        own = [one for one in todays if divisions & set(one.divisions)]
        now = self.local(self.now()).replace(tzinfo=None)
        return min(
            own or todays, key=lambda one: abs(datetime.combine(one.on, one.starts) - now), default=None
        )

    def follow(self) -> bool:
        """Take in what others have finished writing, and return whether anything was new; costs microseconds.

        Raises `StoreError` when something can't be read; what can be is taken in.
        """
        if not self.season.changed():
            self.season.wait_for_nothing()
            return False
        with self.season.quiet() as quiet:
            return quiet and self.catch_up()

    def catch_up(self) -> bool:
        """Take in what others wrote; return whether anything was new.

        Raises `StoreError` when something can't be read; what can be is taken in.
        """
        try:
            gained = self.season.catch_up()
        except StoreError:
            self._take_in(self.season.gained())
            raise
        return self._take_in(gained)

    def last_recorded(self) -> datetime | None:
        """Return the latest moment that this laptop's clock gave a record."""
        mine = (one.at for one in self.night if one.writer == self.season.writer)
        return max(mine, default=None)

    def new_person_key(self) -> str:
        """Return a person key that nobody has."""
        while (key := self._ids(5)) in self.roster.people:
            pass
        return key

    def _take_in(self, records: Iterable[Mapping[str, Any]]) -> bool:
        before = len(self.night)
        for record in records:
            try:
                self.night.add(event_from(record))
            except ValueError:
                self.season.report_strange(record["id"])
        event = self.night.roster()
        in_force, walk_ins = event.id if event else "", self.night.walk_ins()
        if in_force != self._roster_event:
            self._imported = self._roster_of(event)
        if in_force != self._roster_event or walk_ins != self._walk_ins:
            self.roster = with_walk_ins(self._imported, walk_ins)
            self._walk_ins = walk_ins
            if self.roster.now_called != self.night.now_called:
                self.night = self.night.renamed(self.roster.now_called)
            self.region = published(self._rules, self.roster)
            self._index_made = self._new_index() if self._index_made else None
            self._roster_event = in_force
        return len(self.night) > before

    def _roster_of(self, event: Event | None) -> Roster:
        """Return the data that an import put in force, empty before the first one."""
        if event is None or not isinstance(event.fact, Imported):
            return Roster()
        if event.fact.roster == self._prepared[0]:
            return self._prepared[1]
        try:
            return roster_from_tables(self.season.roster_documents(event.fact.roster))
        except Damaged:
            if not self._spare:
                raise
        return self._roster_of(
            next((one for one in reversed(self.night.rosters()) if one.order < event.order), None)
        )

    @property
    def _index(self) -> Index:
        """Everybody by every word: made when first asked for, from then on whenever the data changes."""
        self._index_made = self._index_made or self._new_index()
        return self._index_made

    def _new_index(self) -> Index:
        return Index(self.roster, partial(_division, self.region), self._nicknames)

    def _new_tag(self) -> str:
        """Return a tag with a digit in it: no slow scan of its code is ever taken for a name."""
        tag = self._ids(4)
        return tag if any(one.isdigit() for one in tag) else tag[:-1] + str(ALPHABET.index(tag[-1]) % 10)

    def _basis(self) -> Basis:
        return Basis(
            region=self.region,
            roster=self.roster,
            night=self.night,
            meeting=self.meeting,
            now=self.now(),
            today=self.today(),
            local=self.local,
            desk=self.desk,
            writer=self.season.writer,
            new_tag=self._new_tag,
            new_key=self.new_person_key,
            nicknames=self._nicknames,
        )


def _division(region: Region, spelling: str) -> str:
    division = region.division_of(spelling)
    return division.key if division else ""
