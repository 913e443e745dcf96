"""Reads `region.toml`, and says everything that is wrong with it at once, each with its line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from checkin.domain.region import Region
from checkin.domain.region_sense import Path, contradictions

__all__ = ["Problem", "RegionErrors", "parse_region", "region_104"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the file."""

    line: int
    """From 1; the nearest line above when the place itself has none."""
    key: str
    found: str
    allowed: str

    @property
    def sentence(self) -> str:
        """The mistake, ready to print."""
        return f"line {self.line}: {self.key}: {self.found}. {self.allowed}"


class RegionErrors(Exception):
    """The rules can't be used as they are; every mistake is listed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        told = "\n".join(f"  {one.sentence}" for one in problems)
        many = "a mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        super().__init__(f"region.toml has {many}. Open it in a text editor and mend:\n{told}")


def parse_region(text: str) -> Region:
    """Return the region that the text describes.

    Raises `RegionErrors` with every mistake.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegionErrors([_syntax(error, text)]) from None
    reader = _Reader(text)
    region = reader.build(Region, data, ())
    for path, found, allowed in contradictions(data):
        reader.report(path, found, allowed)
    if reader.problems:
        raise RegionErrors(sorted(reader.problems, key=lambda one: one.line))
    return region  # type: ignore[no-any-return]  # built from Region itself


def region_104(template: str, today: date) -> str:
    """Return the shipped rules with the dates of the next season after today filled in.

    Kickoff is September 9, last games the second Saturday of November, meetings the last two Tuesdays and
    Thursdays of August, field sessions the three Saturdays before kickoff (the region's page has the first).
    """
    year = today.year if today <= _second_saturday(today.year) else today.year + 1
    kickoff = date(year, 9, 9)
    august = date(year, 8, 31)
    thursday = august - timedelta(days=(august.weekday() - 3) % 7)
    saturday = kickoff - timedelta(days=(kickoff.weekday() - 5) % 7 or 7)
    dates = {
        "year": str(year),
        "kickoff": kickoff.isoformat(),
        "ends": _second_saturday(year).isoformat(),
        **{f"meeting{place}": _before(thursday, days) for place, days in enumerate((9, 7, 2, 0), start=1)},
        **{f"session{place}": _before(saturday, days) for place, days in enumerate((14, 7, 0), start=1)},
    }
    return re.sub(r"@(\w+)@", lambda match: dates[match[1]], template)


def _before(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat()


def _second_saturday(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(5 - first.weekday()) % 7 + 7)


def _syntax(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    match = re.search(r"line (\d+)", str(error))
    line = int(match[1]) if match else text.count("\n") + 1
    what = str(error).split(" (at ")[0]
    return Problem(line, "TOML", what, 'Write texts in "quotes", dates as 2026-08-25, lists in [brackets].')


class _Reader:
    """Builds records from tables and collects what doesn't fit."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._lines = dict(_places(text))

    def line(self, path: Path) -> int:
        """Return the line of a key, or of the nearest table around it."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def report(self, path: Path, found: str, allowed: str) -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.line(path), _name(path), found, allowed))

    def build(self, shape: Any, data: Any, path: Path) -> Any:
        """Return a record built from a table, or nothing when the table doesn't fit."""
        if not isinstance(data, Mapping):
            return self.report(path, f"{_shown(data)} is not a table", f"Write it as [{_name(path)}].")
        hints = _hints(shape)
        known = {one.name: one for one in fields(shape)}
        for key in data.keys() - known.keys():
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            self.report((*path, key), "nobody knows this key", hint)
        values = {}
        for name, one in known.items():
            if name in data:
                values[name] = self.value(hints[name], data[name], (*path, name))
            elif one.default is MISSING and one.default_factory is MISSING:
                self.report((*path, name), "it is missing", f"Add it: {_kind(hints[name])}.")
        return None if self.problems else shape(**values)

    def value(self, kind: Any, data: Any, path: Path) -> Any:
        """Return a value of that kind, or nothing when it doesn't fit."""
        if is_dataclass(kind):
            return self.build(kind, data, path)
        if get_origin(kind) is tuple and isinstance(data, list):
            inner = get_args(kind)[0]
            return tuple(self.value(inner, one, (*path, place)) for place, one in enumerate(data))
        if get_origin(kind) is Literal and data in get_args(kind):
            return data
        if kind is float and type(data) is int:
            return float(data)
        if get_origin(kind) is None and type(data) is kind:
            return data
        return self.report(path, f"{_shown(data)} doesn't fit", f"Allowed: {_kind(kind)}.")


@cache
def _hints(shape: Any) -> dict[str, Any]:
    """Return the kinds of a record's fields, which no file changes."""
    return get_type_hints(shape)


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Yield each table and key of a TOML text with its line; tomllib tells neither."""
    table: Path = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
            place = counts.get(match[1], -1) + 1
            counts[match[1]] = place
            table = (match[1], place)
            yield table, number
        elif match := re.match(r"\s*\[\s*([\w.-]+)\s*\]\s*(#.*)?$", line):
            table = (match[1],)
            yield table, number
        elif match := re.match(r"\s*([\w-]+)\s*=", line):
            yield (*table, match[1]), number


def _name(path: Path) -> str:
    """Return a path as people count: `meetings[2].divisions` is the second meeting's."""
    told = "".join(f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in path)
    return told.removeprefix(".")


def _shown(data: Any) -> str:
    if isinstance(data, str):
        return f'"{data}"' if len(data) < 60 else f'"{data[:57]}..."'  # noqa: PLR2004  a line's worth
    if isinstance(data, bool):
        return "true" if data else "false"
    return "a table" if isinstance(data, Mapping) else str(data)


_KINDS: dict[Any, str] = {
    str: 'a text in "quotes"',
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-08-25",
    time: "a time such as 18:00:00",
    datetime: "a date and time",
    NoneType: "nothing",
}


def _kind(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(f'"{one}"' for one in get_args(kind))
    if get_origin(kind) is tuple:
        return f"a list in [brackets], each {_kind(get_args(kind)[0])}"
    return "a table" if is_dataclass(kind) else _KINDS.get(kind, str(kind))
