"""The season's evenings beside each other: the same figures of each, and of all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checkin.domain.phrases import clock_time, day, listed
from checkin.domain.region import Meeting
from checkin.domain.summary import Summary

__all__ = ["Figure", "differences", "evening_title", "figures"]

_SHORTEST = timedelta(minutes=15)
"""An evening is measured over this long at least, or two people would make a great pace."""

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of every evening, in the order of the evenings."""

    name: str
    values: tuple[Value, ...]


def evening_title(meeting: Meeting | None) -> str:
    """Return what stands over an evening's figures: `Tue Aug 25, 12U and 14U`."""
    if meeting is None:
        return "Whole season"
    return f"{day(meeting.on)}, {listed(meeting.divisions) or 'all divisions'}"


def figures(
    evenings: Sequence[tuple[Meeting | None, Summary]],
    items: Sequence[tuple[str, str]],
    today: date,
    meetings: Sequence[Meeting] = (),
) -> tuple[Figure, ...]:
    """Return the figures of these evenings; `items` are the keys and labels of what is handed out.

    An evening that is still ahead has no no-shows yet, and adds none to the season of these `meetings`.
    """
    rows = [
        dict(_figures(summary, items)) | {"No-shows": _no_shows(meeting, summary, today, meetings)}
        for meeting, summary in evenings
    ]
    return tuple(Figure(name, tuple(row[name] for row in rows)) for name in (rows[0] if rows else ()))


def differences(found: Sequence[Figure]) -> tuple[Value, ...]:
    """Return by how much the second evening's figures differ from the first's, where they are numbers."""
    pairs = ((one.values[0], one.values[1]) for one in found)
    return tuple(b - a if isinstance(a, int) and isinstance(b, int) else None for a, b in pairs)


def _no_shows(
    meeting: Meeting | None, summary: Summary, today: date, meetings: Sequence[Meeting]
) -> int | None:
    """Return how many didn't come to what was held so far."""
    if meeting or not meetings:
        return None if meeting and meeting.on > today else summary.totals.no_shows
    held = [one for one in meetings if one.on <= today]
    ahead = {key for one in meetings if one.on > today for key in one.divisions}
    ahead -= {key for one in held for key in one.divisions}
    return sum(not ahead.issuperset(one.divisions) for one in summary.no_shows) if held else None


def _figures(summary: Summary, items: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Value]]:
    totals = summary.totals
    came = totals.expected - totals.no_shows
    yield "Expected", totals.expected
    yield "Arrived", totals.arrived
    yield "Of those expected, percent", round(100 * came / totals.expected) if totals.expected else None
    yield "No-shows", totals.no_shows
    yield "Not expected here", totals.visitors
    yield "Walk-ins", totals.walk_ins
    for key, label in items:
        count = totals.items.get(key)
        yield f"{label}: given", count.given if count else None
        yield f"{label}: of these not complete", count.short if count else None
        yield f"{label}: left", count.left if count else None
    yield from _pace([one.trace.at for one in summary.came], len({one.trace.desk for one in summary.came}))
    yield "People with a gap", len({one.person for one in summary.gaps})
    yield "Refreshers to enter", len(summary.refreshers)
    yield "Evidence to verify", len(summary.evidence)
    yield "Holds released", len(summary.overrides)
    yield "Taken back", summary.undone


def _pace(arrivals: Sequence[datetime], desks: int) -> Iterator[tuple[str, Value]]:
    """Yield when people came and how fast; of a season with several days only that they differ."""
    days = {one.date() for one in arrivals}
    one_day = len(days) == 1
    first, last = (min(arrivals), max(arrivals)) if arrivals else (None, None)
    yield "First arrival", clock_time(first) if first and one_day else None
    yield "Last arrival", clock_time(last) if last and one_day else None
    quarters = Counter((one.date(), (one.hour * 60 + one.minute) // 15) for one in arrivals)
    yield "Busiest quarter of an hour", max(quarters.values(), default=0)
    lasted = max(last - first, _SHORTEST) if first and last and one_day else None
    yield "People an hour", round(len(arrivals) * timedelta(hours=1) / lasted) if lasted else None
    yield "Desks", desks
