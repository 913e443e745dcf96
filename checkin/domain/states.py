"""What can be known of one requirement, and what that makes of a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["SETTLED", "Judgement", "Standing", "State", "standing_of", "worst"]


class State(StrEnum):
    """What is known of one requirement, best first."""

    NOT_REQUIRED = "not-required"
    MET = "met"
    EXPIRING = "expiring"
    """Good tonight, runs out before the season ends."""
    PROVISIONAL = "provisional"
    """Evidence seen at the desk, unverified."""
    PENDING = "pending"
    """An administrator must verify it."""
    BOOKED = "booked"
    """Signed up for a dated session."""
    PARTIAL = "partial"
    """One half done, the other open."""
    HIGHER_HELD = "higher-held"
    """Holds a higher course than the division's, where that doesn't count."""
    EXPIRED = "expired"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """No record of this person at all, or a division that no rule knows."""


SETTLED = frozenset({State.NOT_REQUIRED, State.MET, State.EXPIRING})
"""States that ask for nothing tonight."""


class Standing(StrEnum):
    """What the desk needs to know, best first."""

    CLEAR = "clear"
    ATTENTION = "attention"
    FLAGGED = "flagged"
    UNKNOWN = "unknown"
    """A walk-in: no file knows anything of them yet."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement of one assignment, judged on a date."""

    key: str
    label: str
    """The requirement's name, or the course's own."""
    level: str
    """`required` or `recommended`."""
    state: State
    completed_on: date | None
    valid_until: date | None
    """Last good day; none when it never runs out, or nothing is held."""
    reason: str
    source: str
    next_step: str
    """What the person does, in the region's words; empty when there is nothing to do."""
    link: str = ""
    to_photograph: tuple[str, ...] = ()
    """The person's own step as texts for a code, the fullest first; empty when there is nothing to do."""


_CLEAR = (State.NOT_REQUIRED, State.MET)
_FLAGGED = (State.MISSING, State.EXPIRED, State.UNKNOWN)


def standing_of(judgements: Iterable[Judgement]) -> Standing:
    """Return what the judgements of one assignment add up to; what is only recommended never flags."""
    return worst(_standing(one) for one in judgements)


def worst(standings: Iterable[Standing]) -> Standing:
    """Return the worst of the standings, clear when there is none."""
    order = list(Standing)
    return max(standings, key=order.index, default=Standing.CLEAR)


def _standing(one: Judgement) -> Standing:
    if one.state in _CLEAR:
        return Standing.CLEAR
    if one.state in _FLAGGED and one.level == "required":
        return Standing.FLAGGED
    return Standing.ATTENTION
