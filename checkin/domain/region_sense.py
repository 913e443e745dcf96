"""What contradicts itself in the rules although each value alone is fine; it looks at the plain tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["Path", "contradictions"]

Path = tuple[str | int, ...]
"""Where a value stands: keys, and places in lists."""

_VALID = re.compile(r"life|season|membership-year|file|[1-9]\d* months?")
_PIN = re.compile(r"(scrypt\$\d+\$\d+\$\d+\$[0-9a-f]+\$[0-9a-f]+)?")
_TERMS = "Allowed: life, season, membership-year, file, or a number of months such as 24 months."
_KEYED = ("divisions", "roles", "courses", "requirements", "items", "meetings")
_MENTIONS = (
    ("divisions", "course", "courses"),
    ("courses", "requires", "courses"),
    ("requirements", "divisions", "divisions"),
    ("requirements", "roles", "roles"),
    ("requirements", "holds", "items"),
    ("meetings", "divisions", "divisions"),
    ("contacts", "divisions", "divisions"),
    ("sessions", "courses", "courses"),
)
"""A table, its key, and the table that the key names."""


def contradictions(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Yield each contradiction: where it stands, what was found, what is allowed.

    Whatever has the wrong shape is passed over: that is said elsewhere.
    """
    yield from _repeated(data)
    yield from _nowhere(data)
    yield from _values(data)


def _repeated(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for table in _KEYED:
        seen: set[str] = set()
        for place, row in _rows(data, table):
            for key in _texts(row, "key"):
                if key in seen:
                    yield (table, place, "key"), _unfit(key), "Each key stands only once."
                seen.add(key)


def _nowhere(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Yield each mention of a key that no table has."""
    known = {table: {key for _, row in _rows(data, table) for key in _texts(row, "key")} for table in _KEYED}
    for path, key, table in _mentions(data):
        if key not in known[table]:
            near = get_close_matches(key, known[table], n=1)
            listed = f"Known {table}: {', '.join(sorted(known[table]))}."
            yield path, _unfit(key), f"Did you mean `{near[0]}`?" if near else listed


def _mentions(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    yield from ((("policy", "ladder"), key, "courses") for key in _texts(_table(data, "policy"), "ladder"))
    for table, name, other in _MENTIONS:
        for place, row in _rows(data, table):
            yield from (((table, place, name), key, other) for key in _texts(row, name) if key)
    for place, row in _rows(data, "requirements"):
        for _, status in _rows(row, "statuses"):
            yield from (
                (("requirements", place, "statuses"), key, "roles") for key in _texts(status, "roles")
            )


def _values(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for zone in _texts(data, "time_zone"):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield ("time_zone",), _unfit(zone), "Allowed: a name such as America/Denver."
    for place, row in _rows(data, "requirements"):
        for valid in _texts(row, "valid"):
            if not _VALID.fullmatch(valid):
                yield ("requirements", place, "valid"), _unfit(valid), _TERMS
    season = _table(data, "season")
    kickoff, ends = season.get("kickoff"), season.get("ends")
    if (
        isinstance(kickoff, date)
        and isinstance(ends, date)
        and type(kickoff) is type(ends)
        and ends < kickoff
    ):
        yield ("season", "ends"), f"{ends} is before kickoff, {kickoff}", "Last games come after first games."
    yield from _pins(_table(data, "policy"))
    yield from _labels(data)


def _labels(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    scans = _table(data, "policy").get("two_scans", "off")
    labelled = any(row.get("labelled") is True for _, row in _rows(data, "items"))
    if scans in ("offered", "required") and not labelled:
        found = "no item bears a label that could be scanned"
        yield ("policy", "two_scans"), found, "Add `labelled = true` to the item that stands on the shelf."


def _pins(policy: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for name, verb in (("supervisor_pin", "checkin rules pin"), ("desk_pin", "checkin rules pin --for-desk")):
        for kept in _texts(policy, name):
            if not _PIN.fullmatch(kept):
                yield ("policy", name), "it is no hash", f"Set it with `{verb}`."
    if policy.get("lock_after_minutes") and not policy.get("desk_pin"):
        found = "a desk without a PIN can't be locked"
        yield ("policy", "lock_after_minutes"), found, "Set one with `checkin rules pin --for-desk`."


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def _rows(data: Mapping[str, Any], table: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the tables of a list of tables with their places."""
    found = data.get(table)
    if isinstance(found, list):
        yield from ((place, row) for place, row in enumerate(found) if isinstance(row, Mapping))


def _texts(row: Mapping[str, Any], name: str) -> list[str]:
    """Return the text, or the texts of the list, that stand under a name."""
    found = row.get(name)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]


def _unfit(text: str) -> str:
    return f'"{text}" doesn\'t fit'
