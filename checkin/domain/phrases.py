"""Dates, times and lists in the words that a US region uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

__all__ = ["beside", "clock_time", "day", "duration", "full_day", "listed", "many", "term"]

_NOON = 12
_TO_THE_RIGHT = "\u200e"
"""A mark without width: what follows runs to the right."""


def clock_time(at: datetime | time) -> str:
    """Return a local time: `7:02 pm`."""
    return f"{at.hour % _NOON or _NOON}:{at.minute:02} {'am' if at.hour < _NOON else 'pm'}"


def day(on: date) -> str:
    """Return a date of this season: `Tue Aug 25`."""
    return f"{on:%a %b} {on.day}"


def full_day(on: date) -> str:
    """Return a date of any year: `Aug 25, 2026`."""
    return f"{on:%b} {on.day}, {on.year}"


def duration(span: timedelta) -> str:
    """Return a length of time to the minute: `1 hour 5 minutes`, `3 days`."""
    minutes = max(round(span.total_seconds() / 60), 1)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    told = [many(number, word) for number, word in parts if number]
    return " ".join(told[:2])


def listed(parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def beside(name: str, number: str) -> str:
    """Return a name with a number after it, whose digits stay in order where the name runs to the left."""
    runs_left = any(unicodedata.bidirectional(one) in ("R", "AL") for one in name[-1:])
    return f"{name} {_TO_THE_RIGHT if runs_left else ''}{number}" if number else name


def many(number: int, what: str, several: str = "") -> str:
    """Return how many there are of something: `1 team`, `2 teams`, `3 boxes`."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def term(valid: str) -> str:
    """Return how long a certificate is good, in words: `every 2 years`."""
    if not valid.endswith(("month", "months")):
        return {"life": "once", "season": "each season", "membership-year": "each year from Aug 1"}.get(
            valid, ""
        )
    months = int(valid.split(maxsplit=1)[0])
    years, rest = divmod(months, 12)
    if rest:
        return f"every {months} months"
    return "every year" if years == 1 else f"every {years} years"
