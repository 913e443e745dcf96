"""Past facts of an evening beside arrivals and hand-overs: who walked in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checkin.domain.fact import Fact

__all__ = ["EveningFact", "WalkedIn"]


@dataclass(frozen=True, slots=True)
class EveningFact(Fact):
    """Something of an evening, found again by whatever it is about."""

    @property
    def about(self) -> tuple[str, ...]:
        """Keys of the people and teams, or ids of the events, that it is about."""
        return ()


@dataclass(frozen=True, slots=True)
class WalkedIn(EveningFact):
    """Somebody came whom no file knows, or for a team that no file has them on."""

    kind: ClassVar[str] = "walked-in"
    person: str
    """Their key from here on: a new one, or that of somebody whom the files know."""
    first: str
    last: str
    suffix: str = ""
    team: str = ""
    """Name of the team, known or new; empty when they said none."""
    division: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The person."""
        return (self.person,)
