"""Arrivals over time, in steps that fit on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from checkin.domain.phrases import clock_time, day

__all__ = ["pace"]

_QUARTER = timedelta(minutes=15)
_BARS = 32
"""More bars than this can't be read: an evening is shown by the hour then."""


def pace(arrivals: Sequence[datetime]) -> Iterator[tuple[str, int]]:
    """Yield arrivals by the quarter hour, or by the day when they span several."""
    if len({one.date() for one in arrivals}) > 1:
        days = Counter(one.date() for one in arrivals)
        yield from ((day(one), days[one]) for one in sorted(days))
        return
    step = _QUARTER
    if arrivals and max(arrivals) - min(arrivals) > _BARS * _QUARTER:
        step = timedelta(hours=1)
    counts = Counter(_begin(one, step) for one in arrivals)
    if counts:
        at, last = min(counts), max(counts)
        while at <= last:
            yield clock_time(at), counts[at]
            at += step


def _begin(at: datetime, step: timedelta) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (at - midnight) // step * step
