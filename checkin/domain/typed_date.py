"""Dates as people say them at a table."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["typed_date"]

_CENTURY = 100


def typed_date(text: str, today: date) -> date | None:
    """Return the date that a text means: `8/1/2026`, `8/1/26`, `2026-08-01`, or `8/1` for the latest one."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip()):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?", text.strip()):
        month, day = int(match[1]), int(match[2])
        if match[3]:
            year = int(match[3])
            return _day(year if year >= _CENTURY else 2000 + year, month, day)
        this = _day(today.year, month, day)
        return this if this and this <= today else _day(today.year - 1, month, day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
