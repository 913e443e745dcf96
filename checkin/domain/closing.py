"""What the closing count said, for the summary."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.evening_facts import NightClosed
from checkin.domain.region import Meeting
from checkin.domain.shelf import box_item, shelf_of
from checkin.domain.summary_lists import Trace

__all__ = ["Closing", "closing_of"]


@dataclass(frozen=True, slots=True)
class Closing:
    """How an evening was closed."""

    trace: Trace
    counted: int
    """Boxes on the shelf."""
    missing: tuple[str, ...]
    """Each `box 12 of 12U-G03 Roadrunners`."""
    agrees: bool
    """False when something was recorded since on which record and shelf disagree."""


def closing_of(meeting: Meeting, basis: Basis) -> Closing | None:
    """Return how a meeting's evening was closed, or none while it isn't."""
    shelf = shelf_of(meeting, basis)
    event = shelf.closed
    if event is None or not isinstance(event.fact, NightClosed):
        return None
    narrator, item = basis.narrator(), box_item(basis.region)
    missing = tuple(f"{narrator.item(one, item)} of {narrator.team(one)}" for one in event.fact.missing)
    trace = Trace(basis.local(event.at), event.desk, event.by)
    return Closing(trace, event.fact.counted, missing, agrees=not shelf.lines)
