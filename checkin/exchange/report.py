"""A plan in plain words for the terminal, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import TYPE_CHECKING, Any

from checkin.domain.phrases import clock_time, day, many
from checkin.exchange.calendar import CalendarRead
from checkin.exchange.changes import Change
from checkin.exchange.difference import Gone, Tally
from checkin.exchange.evidence import Verdict, Word
from checkin.exchange.records import Rejected
from checkin.exchange.sets import CONFIDENCE, JoinedBy

if TYPE_CHECKING:
    from checkin.exchange.plan import Plan

__all__ = ["as_json", "lines"]

_SHOWN_GONE = 20
"""Of each list; the screen and JSON have all."""


def lines(plan: Plan, most: int, troubles: int | None = None) -> list[str]:
    """Return the plan as lines of text: so many of each list, and of what has to be looked at, else all."""
    return list(_lines(plan, most, troubles))


def _lines(plan: Plan, most: int, troubles: int | None) -> Iterator[str]:
    for one in plan.files:
        yield f"{one.file}: {one.title}, {many(one.rows.read, 'row')}: {_counted(one.rows)}"
    for calendar in plan.calendars:
        yield from _calendar(calendar)
    if plan.files:
        yield from _tallies(plan)
        yield from _changed(plan, most)
        yield from _evidence(plan.evidence)
    if plan.guessed:
        yield from _list(
            "Taken for one person for a nickname or a middle name; please check", plan.guessed, most
        )
    if plan.rejected:
        heading = f"{many(len(plan.rejected), 'row')} can't be used"
        yield from _list(heading, map(_value, plan.rejected), troubles)
    if plan.odd:
        yield from _list(many(len(plan.odd), "odd value"), map(_value, plan.odd), troubles)
    if plan.notes:
        yield from _list("Please look at", plan.notes, troubles)
    if plan.files and plan.roster.doubts:
        yield ""
        pairs = many(len(plan.roster.doubts), "pair")
        yield f"{pairs} may be one person or two: ^D or `checkin identity` settles it."
    yield from _gone(plan, most)


def _changed(plan: Plan, most: int) -> Iterator[str]:
    """Yield who and what is different, and who is new in a season that has people already."""
    for what, several in (("person", "people"), ("team", "teams")):
        some = [one for one in plan.changed if one.what == what]
        different = [one for one in some if not one.new]
        if different:
            yield from _list(
                _heading(len(different), what, several, "changed"), map(_change, different), most
            )
        fresh = [one for one in some if one.new]
        had = plan.before.people if what == "person" else plan.before.teams
        if fresh and had:
            yield from _list(_heading(len(fresh), what, several, "new"), map(_change, fresh), most)


def _heading(number: int, what: str, several: str, fate: str) -> str:
    return f"{many(number, what, several)} {fate}"


def _change(one: Change) -> str:
    told = "; ".join(one.told).replace(".;", ".")
    return f"{one.name}: {told}" if told else one.name


def _evidence(words: Sequence[Word]) -> Iterator[str]:
    if not words:
        return
    order = list(Verdict)
    told = sorted(words, key=lambda one: (order.index(one.verdict), one.name))
    rows = (f"{one.name}, {one.certificate}: {one.verdict.value} ({one.told})" for one in told)
    yield from _list("Certificates that were shown at the desk", rows, len(told))


def _list(heading: str, rows: Iterable[str], most: int | None) -> Iterator[str]:
    yield ""
    yield f"{heading}:"
    all_rows = list(rows)
    yield from (f"  {one}" for one in all_rows[:most])
    if most is not None and len(all_rows) > most:
        yield f"  and {len(all_rows) - most} more"


def _tallies(plan: Plan) -> Iterator[str]:
    yield ""
    for name, tally in (("People", plan.people), ("Teams", plan.teams), ("Certificates", plan.certificates)):
        yield f"{name:13}{_counted(tally)}" + (f", {tally.gone} gone" if tally.gone else "")
    by = [
        f"{plan.joined[one]} by {one.value} ({CONFIDENCE[one]})"
        for one in JoinedBy
        if one is not JoinedBy.NEW and plan.joined[one]
    ]
    by += [f"{plan.joined[JoinedBy.NEW]} new"] if plan.joined[JoinedBy.NEW] else []
    if by:
        yield f"{'Joined':13}{', '.join(by)}"


def _calendar(read: CalendarRead) -> Iterator[str]:
    counts = [many(len(read.meetings), "meeting"), many(len(read.sessions), "field session")]
    rest = f"{len(read.left)} left out"
    yield f"{read.file}: calendar, {many(read.entries, 'entry', 'entries')}: {', '.join([*counts, rest])}"
    for meeting in read.meetings:
        divisions = ", ".join(meeting.divisions) or "all divisions: none is named"
        yield f"  {day(meeting.on)}, {clock_time(meeting.starts)}: {meeting.title} ({divisions})"
    for session in read.sessions:
        when = f"{day(session.on)}, {clock_time(session.starts)}"
        yield f"  {when}: field session ({', '.join(session.courses)})"
    yield from (f"  left out: {told}" for told in read.left[:_SHOWN_GONE])
    if len(read.left) > _SHOWN_GONE:
        yield f"  and {len(read.left) - _SHOWN_GONE} more left out"


def _counted(tally: Tally) -> str:
    words = [f"{tally.new} new", f"{tally.changed} changed", f"{tally.unchanged} unchanged"]
    return ", ".join([*words, f"{tally.rejected} rejected"] if tally.rejected else words)


def _value(one: Rejected) -> str:
    value = f" {one.value!r}" if one.value else ""
    return f"{one.file}, line {one.line}, {one.column}{value}: {one.reason}"


def _gone(plan: Plan, most: int) -> Iterator[str]:
    titles = {one.kind: one.title for one in plan.files}
    taken_out = any(one.removed for one in plan.gone)
    why = "kept for what is recorded of them" if taken_out else "kept as they are"
    for what, plural in (("person", "people"), ("team", "teams")):
        for removed in (True, False):
            some = [one for one in plan.gone if one.what == what and one.removed is removed]
            if some:
                fate = "taken out" if removed else why
                heading = f"{many(len(some), what, plural)} no longer in the new file, {fate}"
                yield from _list(heading, (_of_gone(one, titles) for one in some), most)


def _of_gone(one: Gone, titles: Mapping[str, str]) -> str:
    told = f": {one.told}" if one.told else ""
    return f"{one.name} ({titles.get(one.kind, one.kind)}){told}"


def as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values."""
    return {
        "files": [
            {"file": one.file, "kind": one.kind, "as_of": one.as_of.isoformat(), "rows": _tally(one.rows)}
            for one in plan.files
        ],
        "people": _tally(plan.people),
        "teams": _tally(plan.teams),
        "certificates": _tally(plan.certificates),
        "calendars": [
            {
                "file": one.file,
                "entries": one.entries,
                "meetings": [_dated(asdict(meeting)) for meeting in one.meetings],
                "sessions": [_dated(asdict(session)) for session in one.sessions],
                "left": list(one.left),
            }
            for one in plan.calendars
        ],
        "joined": {one.value: plan.joined[one] for one in JoinedBy if plan.joined[one]},
        "confidence": {
            one.value: CONFIDENCE[one] for one in JoinedBy if one in CONFIDENCE and plan.joined[one]
        },
        "guessed": list(plan.guessed),
        "changed": [asdict(one) for one in plan.changed],
        "evidence": [asdict(one) for one in plan.evidence],
        "doubts": [asdict(one) for one in plan.roster.doubts],
        "rejected": [asdict(one) for one in plan.rejected],
        "odd": [asdict(one) for one in plan.odd],
        "notes": list(plan.notes),
        "gone": [asdict(one) for one in plan.gone],
        "merged": dict(plan.merged),
    }


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {key: one.isoformat() if isinstance(one, date | time) else one for key, one in row.items()}


def _tally(tally: Tally) -> dict[str, int]:
    return {"read": tally.read, **asdict(tally)}
