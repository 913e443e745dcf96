"""What an import would do, decided before anything changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from checkin.domain.people import Roster, Source
from checkin.exchange import report
from checkin.exchange.build import build
from checkin.exchange.calendar import CalendarRead, is_calendar, read_calendars, with_calendars
from checkin.exchange.changes import Change, changes_of
from checkin.exchange.circumstances import Circumstances
from checkin.exchange.columns import ColumnsRead, Unread
from checkin.exchange.difference import Difference, Gone, Tally
from checkin.exchange.earlier import earlier_records, earlier_teams, renew, renew_teams
from checkin.exchange.evidence import Word, words_on
from checkin.exchange.leaving import Leaving, known_before
from checkin.exchange.mapping import load_mappings
from checkin.exchange.pause import no_collecting
from checkin.exchange.progress import Meter, Progress
from checkin.exchange.read import Answers, SheetRead, read_files
from checkin.exchange.records import Rejected
from checkin.exchange.warnings import warnings

__all__ = ["FilePlan", "Plan", "plan_import", "regrouped"]

_NOTHING, _UNSAID = Circumstances(), Answers()


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file, or one sheet of it, and what its rows do."""

    file: str
    kind: str
    title: str
    as_of: datetime
    rows: Tally
    columns: ColumnsRead


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; `roster` is complete and would take the place of the one before."""

    before: Roster
    """The data that it was compared with."""
    roster: Roster
    files: tuple[FilePlan, ...]
    people: Tally
    teams: Tally
    certificates: Tally
    joined: Counter[str]
    """Records of the new files by what joined them to a person, see `JoinedBy`."""
    rejected: tuple[Rejected, ...]
    odd: tuple[Rejected, ...]
    """Values that can't be used, in rows that can."""
    notes: tuple[str, ...]
    """What a volunteer should look at."""
    gone: tuple[Gone, ...]
    calendars: tuple[CalendarRead, ...]
    merged: Mapping[str, str]
    """Person keys of the season so far that gave way to another key."""
    guessed: tuple[str, ...]
    """Who was taken for one person for a nickname or a middle name, with the places in the files."""
    changed: tuple[Change, ...]
    """People and teams that are new or different, one by one."""
    unread: tuple[Unread, ...]
    """Sheets of workbooks of which nothing is read."""
    evidence: tuple[Word, ...]
    """What the files say of the certificates that were shown at the desk."""

    @property
    def read_from(self) -> tuple[str, ...]:
        """The new files, each once."""
        tables = (one.file for one in self.files)
        return tuple(dict.fromkeys([*tables, *(one.file for one in self.calendars)]))

    @property
    def changes(self) -> bool:
        """True when the new roster says anything that the one before didn't."""
        tallies = (self.people, self.teams, self.certificates)
        removed = any(one.removed for one in self.gone)
        return (
            removed
            or any(one.meetings or one.sessions for one in self.calendars)
            or any(one.new or one.changed for one in tallies)
        )

    def lines(self, most: int = 20, troubles: int | None = None) -> list[str]:
        """Return the plan in plain words: so many lines of each list, and of what has to be looked at."""
        return report.lines(self, most, troubles)

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain values, without the roster."""
        return report.as_json(self)


@no_collecting()
def plan_import(
    paths: Sequence[Path],
    before: Roster,
    *,
    known: Circumstances = _NOTHING,
    new_key: Callable[[], str],
    now: datetime,
    said: Answers = _UNSAID,
    answers: Mapping[Path, Answers] | None = None,
    remove_gone: bool = False,
    progress: Progress | None = None,
) -> Plan:
    """Return what importing these files would do; nothing changes.

    People whom a new file of their kind no longer has stay, unless `remove_gone`; those of whom something is
    recorded stay even then. `said` is of all files, `answers` of one.
    Raises `ImportRefused` for a file that is broken, wrong or not clear: then none of them is imported.
    """
    calendars = read_calendars([one for one in paths if is_calendar(one)], known.region)
    tables = [one for one in paths if not is_calendar(one)]
    meter = Meter(progress, sum(one.stat().st_size for one in tables if one.exists()) or 1)
    reads = read_files(tables, said, each=answers, extra_mappings=known.mappings, now=now, meter=meter)
    meter.step("Finding who is who", 0)
    ranks = {one.kind: one.rank for one in (*load_mappings(known.mappings), *(one.mapping for one in reads))}
    reads, notes = _each_once(reads)
    new = [record for one in reads for record in one.records]
    new_teams = [team for one in reads for team in one.teams]
    renewal = renew(earlier_records(before, ranks), new, known.nicknames)
    kinds = {one.kind for one in reads}
    old_teams = earlier_teams(before, ranks)
    kept_teams, gone_teams = renew_teams(old_teams, new_teams, kinds)
    leaving = Leaving(renewal, gone_teams, before, remove=remove_gone, known=known)
    leaving.keep_keys(new, known)
    former = [
        [one for one in earlier_records(roster, ranks) if one.key not in before.people]
        for roster in known.former
    ]
    known_before(new, [*renewal.kept, *leaving.stay], former, known)
    records = [*renewal.kept, *leaving.stay, *new]
    teams = [*kept_teams, *leaving.teams, *new_teams]
    built = build(records, teams, _sources(reads, before), before, new_key, known, meter.step)
    meter.step("Comparing with the data so far", 0.8)
    diff = Difference(before, built, records, renewal, reads, old_teams)
    changed = tuple(changes_of(before, built.roster, diff.seen(), known.given))
    return Plan(
        before=before,
        roster=with_calendars(built.roster, before, calendars),
        calendars=calendars,
        files=tuple(
            FilePlan(one.name, one.kind, one.mapping.title, one.as_of, diff.rows(one), one.columns_read)
            for one in reads
        ),
        people=diff.people(changed),
        teams=diff.teams(gone_teams),
        certificates=diff.certificates(),
        joined=diff.joined(),
        rejected=tuple(row for one in reads for row in one.rejected),
        odd=tuple(value for one in reads for value in one.odd),
        notes=(*notes, *(warnings(built, records, teams, reads, before) if reads else ())),
        unread=tuple(sheet for one in reads for sheet in one.unread),
        gone=tuple(diff.gone(gone_teams, leaving, removed=remove_gone)),
        merged=built.merged,
        guessed=tuple(diff.guessed()),
        changed=changed,
        evidence=_on_evidence(known, built.roster, reads),
    )


def _on_evidence(known: Circumstances, roster: Roster, reads: Iterable[SheetRead]) -> tuple[Word, ...]:
    kinds = sorted({one.kind for one in reads if one.mapping.certificates})
    return tuple(words_on(known.evidence, roster, kinds, known.region)) if known.region and kinds else ()


@no_collecting()
def regrouped(before: Roster, known: Circumstances, new_key: Callable[[], str]) -> Roster:
    """Return the data so far put together anew, with what somebody has said of two person keys."""
    ranks = {one.kind: one.rank for one in load_mappings(known.mappings)}
    records, teams = earlier_records(before, ranks), earlier_teams(before, ranks)
    built = build(records, teams, before.sources, before, new_key, known)
    return with_calendars(built.roster, before, ())


def _each_once(reads: Iterable[SheetRead]) -> tuple[list[SheetRead], list[str]]:
    """Return each table once, and a note for a file that was given twice."""
    seen: dict[tuple[str, str], str] = {}
    once: list[SheetRead] = []
    notes: list[str] = []
    for one in reads:
        first = seen.setdefault((one.sha256, one.sheet), one.name)
        if first in [other.name for other in once if other.sha256 == one.sha256]:
            notes.append(f"{one.name} is the same file as {first} and counts once.")
            continue
        once.append(one)
    return once, notes


def _sources(reads: Sequence[SheetRead], before: Roster) -> list[Source]:
    rows: Counter[tuple[str, str]] = Counter()
    for one in reads:
        rows[one.kind, one.file] += one.rows
    kinds = {one.kind for one in reads}
    new = {(one.kind, one.file): one for one in reads}
    return [
        *(one for one in before.sources if one.kind not in kinds),
        *(Source(one.file, one.kind, one.as_of, rows[place], one.sha256) for place, one in new.items()),
    ]
