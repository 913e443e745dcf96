"""What every fact of the log is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Fact", "ItemFact"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, without who wrote it down and when."""

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class ItemFact(Fact):
    """What happened to one item of one team."""

    team: str
    item: str
