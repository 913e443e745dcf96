"""The small files that people put into a season folder beside the rules."""

from __future__ import annotations

from checkin.domain.nicknames import OWN_HEAD, Nicknames, parse_nicknames
from checkin.store import Season

__all__ = ["NICKNAMES", "own_nicknames", "start_nicknames"]

NICKNAMES = "nicknames.txt"
"""Which first names stand for one another in this region."""


def own_nicknames(season: Season) -> tuple[Nicknames, tuple[str, ...]]:
    """Return the nicknames with the region's own, and a sentence for each line that can't be used.

    Raises `StoreError` when the file is there and can't be read.
    """
    nicknames, problems = parse_nicknames(season.own_text(NICKNAMES))
    return nicknames, tuple(f"{NICKNAMES}, {one}" for one in problems)


def start_nicknames(season: Season) -> None:
    """Put the region's own table into a new season, with a word on how it is written.

    Raises `StoreError`.
    """
    season.write_beside("", NICKNAMES, OWN_HEAD.encode())
