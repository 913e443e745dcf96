"""How people spell divisions: `10UB`, `U9/U10`, `B10`, `1619UG`; `6U` is never found inside `16U`."""

from __future__ import annotations

import re

__all__ = ["ages_in", "division_in", "plain", "span_of_ages"]

_AGE = re.compile(
    r"(?<![0-9A-Z])(?:U-?(?P<after>\d{1,2})(?!\d)|(?P<pair>\d{4})(?=U)|(?P<before>\d{1,2})-?U"
    r"|[BG](?P<sex>\d{1,2})(?![0-9A-Z]))"
)
_DIVISION = re.compile(r"(?<![A-Z0-9])(?:U-?\d{1,2}[BGC]?|\d{1,2}U[BGC]?|[BG](?:0?[5-9]|1\d))(?![A-Z0-9])")
_SPAN = re.compile(r"(?<!\d)U?-?(\d{1,2})-?U?\s*(?:-|\u2013|TO|THRU|THROUGH)\s*U?-?(\d{1,2})-?U?(?!\d)")


def ages_in(text: str) -> set[int]:
    """Return the ages that a spelling names: 9 and 10 for `U9/U10`, 16 and 19 for `1619UG`.

    Years of birth in brackets are no ages. Ages are a number beside a U, or a B or G.
    """
    ages: set[int] = set()
    for match in _AGE.finditer(_bare(text)):
        if pair := match["pair"]:
            ages |= {int(pair[:2]), int(pair[2:])}
        else:
            ages.add(int(match["after"] or match["before"] or match["sex"]))
    return ages


def span_of_ages(text: str) -> set[int]:
    """Return the ages of a title, with all between where it names a span: 10 to 14 for `10U - 14U`."""
    ages = ages_in(text)
    for match in _SPAN.finditer(_bare(text)):
        first, last = int(match[1]), int(match[2])
        if {first, last} & ages and first < last:
            ages |= set(range(first, last + 1))
    return ages


def division_in(team: str) -> str:
    """Return the part of a team's name that names its division: `12U` of `12U-G03`, or an empty text."""
    found = _DIVISION.search(team.upper())
    return found[0] if found else ""


def plain(text: str) -> str:
    """Return a text in small letters, with one blank for whatever stands between the words."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _bare(text: str) -> str:
    return re.sub(r"\([^)]*\d{4}[^)U]*\)", " ", text.upper())
