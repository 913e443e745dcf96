"""Where a log ends unfinished: what of its last act, or after it, was never acknowledged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checkin.store.lines import read_object

__all__ = ["whole_acts"]

_FOREIGN = re.compile(rb"[\x01-\x1f\xc0\xc1\xf5-\xff]")
"""Bytes that JSON in UTF-8 never has."""


def whole_acts(lines: Sequence[bytes], *, from_start: bool = True) -> int:
    """Return how many lines of a log, or of its end, are left when what was never finished is taken off.

    A power cut leaves an act without its last lines, or with holes of zeros where bytes never
    reached the disk; any other damage was done to a finished line, and stays to be told.
    """
    for place in reversed(range(len(lines))):
        if (last := read_object(lines[place])) is not None and "id" in last:
            whole = _whole_until(lines, place, last)
            return 0 if from_start and whole and _headless(lines, last) else whole
    return _first_hole(lines, 0)


def _whole_until(lines: Sequence[bytes], place: int, last: Mapping[str, Any]) -> int:
    """Return how many lines are whole, given the last one that can be read."""
    nth, of = last.get("nth", 1), last.get("of", 1)
    if not (isinstance(nth, int) and isinstance(of, int) and 0 < nth <= of):
        return len(lines)
    first, found, hole = place, 1, False
    while first and found < nth:
        before = read_object(lines[first - 1])
        if before is None and 0 in lines[first - 1]:
            hole = True
        elif before is not None and "id" in before and before.get("act") == last.get("act"):
            found += 1
        else:
            break
        first -= 1
    if found < nth:
        return first if hole else len(lines)
    end = _first_hole(lines, place + 1)
    if nth == of:
        return end
    return first if end < len(lines) or len(lines) - place - 1 < of - nth else len(lines)


def _headless(lines: Sequence[bytes], last: Mapping[str, Any]) -> bool:
    """Tell whether a log holds only its first act, whose own write left a hole in the first line."""
    return 0 in lines[0] and all(
        (one := read_object(line)) and one.get("act") == last.get("act") for line in lines[1:]
    )


def _first_hole(lines: Sequence[bytes], start: int) -> int:
    """Return the place of the first line with bytes that never reached the disk, or else the end.

    Where bytes follow that no act of ours has, something else was written there, and nothing is taken off.
    """
    if any(_FOREIGN.search(line) for line in lines[start:]):
        return len(lines)
    return next((place for place in range(start, len(lines)) if 0 in lines[place]), len(lines))
