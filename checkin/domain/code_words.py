"""What a code is called in a sentence: its kind, and the season it is from."""

from __future__ import annotations

import re

from checkin.domain.payload import Kind, season_mark
from checkin.domain.region import Season

__all__ = ["KINDS", "whose_season"]

KINDS = {
    Kind.COACH: "badge",
    Kind.TEAM_BOX: "box label",
    Kind.TEST: "test code",
    Kind.VOLUNTEER: "volunteer's badge",
    Kind.COMMAND: "command card",
}
"""What a volunteer calls the thing that bears the code."""
_SEASON = re.compile(r"\b(spring|summer|fall|autumn|winter)\b", re.IGNORECASE)
_ROUND = 32
"""Years after which a season's mark comes again."""


def whose_season(mark: str, season: Season) -> str:
    """Return which season a mark of another one stands for: `last fall's`, `the fall of 2023's`."""
    found = _SEASON.search(season.label)
    word = found[1].lower() if found else "season"
    ago = next(years for years in range(_ROUND) if season_mark(season.year - years) == mark)
    if ago == 1:
        return f"last {word}'s"
    if ago == _ROUND - 1:
        return f"next {word}'s"
    return f"the {season.year - ago} {word}'s"
