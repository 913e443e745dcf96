"""How long a certificate is good."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from checkin.domain.region import Season

__all__ = ["last_good_day", "months_later"]

_AUGUST = 8


def last_good_day(valid: str, done: date | None, expires_on: date | None, season: Season) -> date | None:
    """Return the last day that a certificate is good, or none when it never runs out or nothing tells.

    Two years from 2024-08-24 end on 2026-08-24: good on that day. From February 29 they end on February 28.
    A membership year is August 1 to July 31.
    """
    if valid == "file":
        return expires_on
    if valid == "life" or done is None:
        return None
    if valid == "season":
        return season.ends
    if valid == "membership-year":
        return date(done.year + (done.month >= _AUGUST), 7, 31)
    return months_later(done, int(valid.split(maxsplit=1)[0]))


def months_later(day: date, months: int) -> date:
    """Return the same day that many months later, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
