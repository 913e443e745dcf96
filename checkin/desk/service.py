"""The desk: lock, catch up, decide, append, fold, all in one step; what it answers is on disk."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from checkin.codes.slip_page import slip_page
from checkin.desk.own_files import own_nicknames
from checkin.domain.anomalies import Anomaly, anomalies_of
from checkin.domain.basis import Basis
from checkin.domain.card import Card
from checkin.domain.card_of import card_of
from checkin.domain.checklist import Checklist, checklist_of
from checkin.domain.commands import Answer, Command, Recorded, Refused
from checkin.domain.confidential import reasons
from checkin.domain.decide import decide
from checkin.domain.evening_commands import EnterRow
from checkin.domain.events import Event, EvidenceSeen, Fact, Imported, Undone, event_from, is_newer, record_of
from checkin.domain.fold import Night
from checkin.domain.history import Line, history_of
from checkin.domain.identity import Doubted, decisions_after, decisions_of, doubted, open_doubts
from checkin.domain.limits import too_many
from checkin.domain.nicknames import Nicknames
from checkin.domain.paper_rows import Meaning, from_paper, meaning_of, sheet_for
from checkin.domain.payload import ALPHABET
from checkin.domain.people import Doubt, Roster, Team
from checkin.domain.region import Meeting, Region
from checkin.domain.region_text import parse_region
from checkin.domain.shelf import Shelf, shelf_of
from checkin.domain.slip import slip_of
from checkin.domain.summary import Summary, expected_at, summarize
from checkin.domain.text import clean_text
from checkin.domain.walk_ins import with_walk_ins
from checkin.domain.whose_box import whose_box
from checkin.exchange import Plan, plan_import, published, regrouped, roster_from_tables, roster_to_tables
from checkin.follow_up import voice_of
from checkin.lookup import Found, LookUp
from checkin.search import Hit, Index
from checkin.store import (
    Damaged,
    MergedLog,
    NotASeason,
    NotRecorded,
    Problem,
    Season,
    StoreError,
    back_up,
    copy_backup,
    writer_id,
)

__all__ = ["Counts", "Desk", "random_code", "utc_now"]


def utc_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def random_code(length: int) -> str:
    """Return that many random Crockford base 32 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers above the card, of today's meeting or else of the season."""

    expected: int
    arrived: int
    """Of those expected."""
    visitors: int
    """Arrived, but not expected at this meeting."""
    teams: int
    given: Mapping[str, int]
    """Items handed over, by item key."""


class Desk:
    """One check-in table: everything that screens and command line ask for."""

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
        self._index = Index(self.roster)
        self._roster_event = ""
        self._imported = self.roster
        self._walk_ins: tuple[Event, ...] = ()
        self._spare = False
        self._prepared = ("", self.roster)
        """File and content of the roster that was written last."""
        self._expectations: dict[tuple[str, str | None], tuple[frozenset[str], tuple[str, ...]]] = {}

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
    ) -> Desk:
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

    def counts(self) -> Counts:
        """Return the numbers above the card."""
        meeting = self.meeting()
        people, teams = self._expected(meeting)
        if meeting:
            arrived = set(self.night.arrived_at(meeting.key))
        else:
            arrived = {one for one in self.roster.people if self.night.arrivals(one)}
        items = [one.key for one in self.region.items if one.on]
        given = {item: sum(self.night.handed_over(one, item) is not None for one in teams) for item in items}
        return Counts(len(people), len(people & arrived), len(arrived - people), len(teams), given)

    def _expected(self, meeting: Meeting | None) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return who is expected and which teams are served: the same until the data or the day changes."""
        about = (self._roster_event, meeting.key if meeting else None)
        if about not in self._expectations:
            self._expectations = {about: expected_at(meeting, self._basis())}
        return self._expectations[about]

    def here(self) -> tuple[str, ...]:
        """Return the keys of those who are at today's meeting and have not taken the refresher there."""
        meeting = self.meeting()
        if meeting is None:
            return ()
        taken = self.night.refreshed_at(meeting.key)
        return tuple(one for one in self.night.arrived_at(meeting.key) if one not in taken)

    def follow(self) -> bool:
        """Take in what others have finished writing, and return whether anything was new; costs microseconds.

        Raises `StoreError` when something can't be read; what can be is taken in.
        """
        if not self.season.changed():
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

    def look_up(self, text: str, *, scanned: bool = False) -> Found | Refused | None:
        """Return who a code or an id belongs to, a refusal, or None for text to search for."""
        return self._look.code(text, scanned=scanned)

    def person(self, text: str) -> Found | Refused:
        """Return whom an id, a code, a person key or an exact name means, for scripts."""
        return self._look.person(text)

    def team(self, text: str) -> Team | Refused:
        """Return which team a name means, for scripts."""
        return self._look.team(text)

    def box_named(self, text: str) -> Team | Refused:
        """Return whose box a label, a box number or a team's name means."""
        return self._look.box_named(text)

    def paper_row(self, command: EnterRow) -> Meaning | Refused:
        """Return what a row of the paper list stands for, before it counts."""
        return meaning_of(command, self._basis())

    def checklist(self, sheet: str = "") -> Checklist | None:
        """Return the printed list of that code, or the latest of tonight."""
        found = sheet_for(sheet, self._basis())
        return checklist_of(*found, self._basis()) if found else None

    def shelf(self) -> Shelf:
        """Return what record and shelf disagree on this evening."""
        return shelf_of(self.meeting(), self._basis())

    def badge(self, person: str) -> str:
        """Return the text of a person's code, or an empty text when none was issued."""
        return self._look.badge(person)

    def box_label(self, team: str) -> str:
        """Return the text of the code on a team's box, or an empty text when none was issued."""
        return self._look.box_label(team)

    def scanned_box(self, text: str) -> Team | Refused | None:
        """Return the team whose box label a text is, a refusal, or None for any other text."""
        return self._look.box(text)

    def people_of(self, team: str) -> tuple[Hit, ...]:
        """Return the people of a team, the head coach first."""
        return self._look.people_of(team)

    def whose_box(self, team: str) -> str:
        """Return whose box it is, where it stands, and where it went, in a sentence."""
        return whose_box(team, self._basis())

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return who the text could mean, best first, each with the reason."""
        return self._index.find(text, limit)

    def card(self, person: str, found_by: str = "name", on: date | None = None) -> Card:
        """Return a person's card, judged on a date or else on the day of the desk."""
        return card_of(self.roster.people[person], found_by, on or self.today(), self._basis())

    def confidential(self, person: str) -> tuple[str, ...]:
        """Return what only a supervisor reads: why a background check doesn't pass."""
        return tuple(reasons(self.region, self.roster, person))

    def save_slip(self, card: Card) -> Path:
        """Write the slip of a card into the season folder and return its path.

        Raises `StoreError` when the disk fails.
        """
        page = slip_page(slip_of(card, self.region))
        return self.season.write_beside("slips", f"slip-{card.person.key}.html", page.encode())

    def do(self, command: Command) -> Answer:
        """Decide and record in one step; what is returned as recorded is on disk.

        Raises `StoreError` when the disk fails: then nothing was recorded.
        """
        with self._deciding():
            facts = decide(command, self._basis())
            if isinstance(facts, Refused):
                return facts
            warning = too_many(facts, self._basis())
            recorded = self._record((*facts, *self._regrouped(facts)), **from_paper(command, self._basis()))
            return replace(recorded, warning=warning)

    def plan_import(self, files: Sequence[Path], **options: Any) -> Plan:
        """Return what importing these files would do, with the season's own mappings; nothing changes.

        Raises `ImportRefused` for a file that is broken, wrong or not clear.
        """
        return plan_import(
            files,
            self.roster,
            region=self.region,
            new_key=self.new_person_key,
            now=self.now(),
            extra_mappings=self.season.path / "mappings",
            decisions=decisions_of(self.night),
            evidence=self._evidence(),
            given=self._given,
            **options,
        )

    def _evidence(self) -> list[tuple[EvidenceSeen, datetime]]:
        """Return the certificates that were shown, and when."""
        seen = ((one.fact, one.at) for one in self.night.every(EvidenceSeen))
        return [(fact, at) for fact, at in seen if isinstance(fact, EvidenceSeen)]

    def _given(self, team: str) -> str:
        """Return what was given out for a team, in sentences."""
        items = (one.key for one in self.region.items if one.on)
        events = [one for item in items if (one := self.night.handed_over(team, item))]
        return self._basis().narrator().act(events) if events else ""

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

    def last(self) -> Recorded | None:
        """Return what F8 would take back."""
        events = self.night.last_act(self.desk, self.season.writer)
        return Recorded(events[0].act, events, self._basis().narrator().act(events)) if events else None

    def history(self, person: str = "", *, whole: bool = False) -> tuple[Line, ...]:
        """Return everything recorded, or what concerns one person and their teams, oldest first."""
        return history_of(self._basis(), person, whole=whole)

    def summary(self, meeting: Meeting | None) -> Summary:
        """Return the summary of a meeting, or of the whole season when none is given."""
        return summarize(meeting, meeting.on if meeting else self.today(), self._basis())

    def problems(self) -> tuple[Problem, ...]:
        """Return the places in the logs that can't be read and that nobody has looked at yet."""
        known = self.night.set_aside()
        return tuple(one for one in self.season.problems if one.key not in known)

    def doubts(self) -> tuple[Doubt, ...]:
        """Return who may be one person, or two, until somebody says it."""
        return open_doubts(self.roster, self.night)

    def doubted(self, doubt: Doubt) -> Doubted:
        """Return such a pair with each side as the files have it."""
        return doubted(doubt, self.roster)

    def anomalies(self) -> tuple[Anomaly, ...]:
        """Return what was recorded twice and nobody has settled, oldest first."""
        return anomalies_of(self._basis())

    def basis_in(self, language: str) -> Basis:
        """Return what is known at this moment, its next steps in that language."""
        return replace(self._basis(), voice=voice_of(language, self.region))

    def new_person_key(self) -> str:
        """Return a person key that nobody has."""
        while (key := self._ids(5)) in self.roster.people:
            pass
        return key

    def _regrouped(self, facts: tuple[Fact, ...]) -> tuple[Imported, ...]:
        """Return the data put together anew where the facts say who is one person, or take that back."""
        decisions = decisions_after(facts, self.night)
        if decisions is None:
            return ()
        undone = {one for fact in facts if isinstance(fact, Undone) for one in fact.events}
        event = next((one for one in reversed(self.night.rosters()) if one.id not in undone), None)
        before = with_walk_ins(self._roster_of(event), self._walk_ins)
        own = self.season.path / "mappings"
        roster = regrouped(before, decisions, self.new_person_key, own)
        return () if roster == before else (Imported(self.season.write_roster(roster_to_tables(roster))),)

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
            self._walk_ins, self._expectations = walk_ins, {}
            if self.roster.now_called != self.night.now_called:
                self.night = self.night.renamed(self.roster.now_called)
            self.region = published(self._rules, self.roster)
            self._index = Index(self.roster, self._division, self._nicknames)
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
    def _look(self) -> LookUp:
        return LookUp(self.region, self.roster, self.night, self._index)

    def _division(self, spelling: str) -> str:
        division = self.region.division_of(spelling)
        return division.key if division else ""

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
            new_tag=lambda: self._ids(4),
            new_key=self.new_person_key,
        )


@contextmanager
def _or_nothing() -> Iterator[None]:
    """Say of whatever hinders a decision that nothing was recorded."""
    try:
        yield
    except StoreError as error:
        raise NotRecorded(error) from error
