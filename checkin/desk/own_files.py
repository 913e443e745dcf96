"""The small files that people put into a season folder beside the rules."""

from __future__ import annotations

import re
from itertools import count

from checkin.domain.nicknames import OWN_HEAD, Nicknames, parse_nicknames
from checkin.store import Season

__all__ = ["MAPPINGS", "NICKNAMES", "keep_mapping", "own_nicknames", "start_nicknames"]

NICKNAMES = "nicknames.txt"
"""Which first names stand for one another in this region."""
MAPPINGS = "mappings"
"""Folder of the files that say which columns this region's own sheets have."""


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


def keep_mapping(season: Season, name: str, text: str) -> None:
    """Put a mapping into the season folder, beside one of that name that says something else.

    One that begins with the same line was said of the same file before: it is set aside.
    Raises `StoreError`.
    """
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "sheet"
    for number in count(1):
        file = f"{plain}.toml" if number == 1 else f"{plain}-{number}.toml"
        before = season.own_text(f"{MAPPINGS}/{file}")
        again = before.partition("\n")[0] == text.partition("\n")[0]
        if again and before != text:
            season.write_beside(MAPPINGS, f"{file}.before", before.encode())
        if again or not before:
            season.write_beside(MAPPINGS, file, text.encode())
            return
