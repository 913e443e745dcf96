"""The region's published calendar (iCalendar, RFC 5545): its coach meetings and field sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from checkin.domain.people import Roster, Source
from checkin.domain.phrases import day
from checkin.domain.region import FieldSession, Meeting, Region
from checkin.domain.spellings import plain
from checkin.domain.text import clean_text
from checkin.exchange.errors import ImportRefused

__all__ = ["KIND", "CalendarRead", "is_calendar", "published", "read_calendars", "with_calendars"]

KIND = "calendar"
_LARGEST = 8 * 1024 * 1024
"""Bytes; a region's calendar has thousands of them."""
_MOST = 5000
"""Entries of one year, repeated ones counted each time."""
_USUAL = timedelta(hours=2)
"""How long an entry without an end takes."""


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What one calendar has for the season's year."""

    file: str
    source: Source
    entries: int
    meetings: tuple[Meeting, ...]
    sessions: tuple[FieldSession, ...]
    left: tuple[str, ...]
    """Entries that are neither, or lack something, a sentence each."""


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    details: str
    place: str
    starts: datetime
    """In the region's time, without a zone."""
    ends: datetime

    @property
    def when(self) -> str:
        return f"{day(self.starts.date())}, {self.title}"


def is_calendar(path: Path) -> bool:
    """Tell whether a file is named as a calendar."""
    return path.suffix.casefold() in (".ics", ".ical", ".ifb")


def read_calendars(paths: Sequence[Path], region: Region | None) -> tuple[CalendarRead, ...]:
    """Return what the calendars have for the season's year.

    Raises `ImportRefused` for a file that is no calendar.
    """
    if not paths:
        return ()
    if region is None:
        raise ImportRefused("A calendar can be read only with the region's rules.", paths[0].name)
    return tuple(_read(path, region) for path in paths)


def with_calendars(roster: Roster, before: Roster, calendars: Sequence[CalendarRead]) -> Roster:
    """Return a roster with the dates of the new calendars, or else with those it had before."""
    meetings = tuple(sorted({one for read in calendars for one in read.meetings}, key=_when))
    sessions = tuple(sorted({one for read in calendars for one in read.sessions}, key=_when))
    kept = [one for one in roster.sources if one.kind != KIND or not calendars]
    return replace(
        roster,
        meetings=meetings or before.meetings,
        sessions=sessions or before.sessions,
        sources=(*kept, *(one.source for one in calendars)),
    )


def published(rules: Region, roster: Roster) -> Region:
    """Return the rules with the dates of an imported calendar in the place of their own."""
    if not roster.meetings and not roster.sessions:
        return rules
    meetings, sessions = roster.meetings or rules.meetings, roster.sessions or rules.sessions
    return replace(rules, meetings=meetings, sessions=sessions)


def _when(one: Meeting | FieldSession) -> tuple[date, time, str]:
    return (one.on, one.starts, one.key if isinstance(one, Meeting) else " ".join(one.courses))


def _read(path: Path, region: Region) -> CalendarRead:
    data = _bytes_of(path)
    entries, left = _entries(data, path.name, region)
    if not entries and not left:
        year = region.season.year
        raise ImportRefused(
            f"This calendar has nothing in {year}, the season's year. Export that year's months, or set the "
            "year of [season] in region.toml.",
            path.name,
        )
    meetings: list[Meeting] = []
    sessions: list[FieldSession] = []
    for entry in entries:
        words = plain(entry.title)
        if any(fnmatchcase(words, _pattern(one)) for one in region.calendar.meetings):
            meetings.append(_meeting(entry, region, meetings))
        elif any(fnmatchcase(words, _pattern(one)) for one in region.calendar.sessions):
            if courses := _courses(entry, region):
                hours = (entry.ends - entry.starts) / timedelta(hours=1)
                sessions.append(
                    FieldSession(courses, entry.starts.date(), entry.starts.time(), hours, entry.place)
                )
            else:
                left.append(f"{entry.when}: no course or division is named in its title")
        else:
            left.append(f"{entry.when}: neither a coach meeting nor a field session")
    as_of = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    source = Source(path.name, KIND, as_of, len(entries), sha256(data).hexdigest())
    return CalendarRead(
        path.name, source, len(meetings) + len(sessions) + len(left), (*meetings,), (*sessions,), (*left,)
    )


def _pattern(text: str) -> str:
    return "*".join(plain(part) for part in text.split("*"))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ImportRefused("This calendar has over 8 MB. Export the season's months only.", path.name)
        data = path.read_bytes()
    except OSError as error:
        words = "is no file" if path.exists() else "doesn't exist"
        raise ImportRefused(
            f"This {words} or can't be read. Check the name and the folder.", str(path)
        ) from error
    if b"BEGIN:VCALENDAR" not in data[:4096].upper():
        raise ImportRefused("This is no iCalendar file. Export the calendar again as .ics.", path.name)
    return data


def _entries(data: bytes, file: str, region: Region) -> tuple[list[_Entry], list[str]]:
    """Return the year's entries in the order of time, and what can't be used."""
    import icalendar  # noqa: PLC0415  only who has a calendar pays for it
    import recurring_ical_events  # noqa: PLC0415  the same

    year, zone = region.season.year, ZoneInfo(region.time_zone)
    try:
        calendar = icalendar.Calendar.from_ical(data)
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(
            date(year, 1, 1), date(year + 1, 1, 1)
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ImportRefused("This calendar is damaged. Export it again as .ics.", file) from error
    if len(found) > _MOST:
        raise ImportRefused(
            f"This calendar has over {_MOST} entries in {year}. Export the region's own.", file
        )
    entries: list[_Entry] = []
    left = [
        f"{_text(one, 'SUMMARY') or 'without a title'}: its date can't be read"
        for one in calendar.walk("VEVENT")
        if one.errors or "DTSTART" not in one
    ]
    for one in found:
        title = _text(one, "SUMMARY") or "without a title"
        starts = one.decoded("DTSTART")
        if str(one.get("STATUS", "")).upper() == "CANCELLED":
            left.append(f"{title}: cancelled")
        elif not isinstance(starts, datetime):
            left.append(f"{day(starts)}, {title}: has no time of day")
        else:
            ends = one.decoded("DTEND") if "DTEND" in one else starts + _USUAL
            details, place = _text(one, "DESCRIPTION"), _text(one, "LOCATION")
            entries.append(_Entry(title, details, place, _local(starts, zone), _local(ends, zone)))
    return sorted(entries, key=lambda one: (one.starts, one.title)), left


def _text(component: Any, name: str) -> str:
    return clean_text(str(component.get(name, "")))


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in the region's time; one without a zone is so already (RFC 5545, 3.3.5)."""
    return (at.astimezone(zone) if at.tzinfo else at).replace(tzinfo=None, microsecond=0)


def _meeting(entry: _Entry, region: Region, before: Iterable[Meeting]) -> Meeting:
    """Return a meeting; one of a day that the rules had a meeting on keeps its key, with what is recorded."""
    on = entry.starts.date()
    taken = {one.key for one in before}
    own = [one.key for one in region.meeting_on(on) if one.key not in taken]
    key = own[0] if own else f"meeting-{on.isoformat()}"
    while key in taken:
        key += "-2"
    divisions = region.divisions_in(entry.title) or region.divisions_in(entry.details)
    return Meeting(key, entry.title, on, entry.starts.time(), entry.ends.time(), divisions, entry.place)


def _courses(entry: _Entry, region: Region) -> tuple[str, ...]:
    """Return the courses that a title names, by their labels or by the divisions they are for."""
    for text in (entry.title, entry.details):
        words = plain(text)
        named = {one.key for one in region.courses if plain(one.label) in words}
        divisions = set(region.divisions_in(text))
        named |= {one.course for one in region.divisions if one.key in divisions}
        if named:
            return tuple(one.key for one in region.courses if one.key in named)
    return ()
