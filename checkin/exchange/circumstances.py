"""What a season knows beside its imported data, as far as an import asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checkin.domain.nicknames import Nicknames
from checkin.domain.people import Roster
from checkin.domain.region import Region
from checkin.exchange.evidence import Seen

__all__ = ["Circumstances", "Told"]

Told = Callable[[str], str]
"""Tells what is recorded of a person, or was given out for a team, by key; empty when nothing is."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything of a season that an import looks at, but for the data so far."""

    region: Region | None = None
    """Its rules; a calendar is read by them and needs them."""
    nicknames: Nicknames | None = None
    """The region's, else the program's own."""
    mappings: Path | None = None
    """The folder with the season's own mappings."""
    decisions: Mapping[frozenset[str], bool] = field(default_factory=dict)
    """Whether two person keys are one person, by somebody's word."""
    evidence: Sequence[Seen] = ()
    """What was shown at the desk."""
    given: Told = lambda _: ""
    """What was given out for a team."""
    recorded: Told = lambda _: ""
    """What is recorded of a person."""
    former: Sequence[Roster] = ()
    """Data that was taken back; its people keep their keys."""
