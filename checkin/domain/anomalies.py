"""What two desks recorded against each other, until a person says what is true."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused, Settle
from checkin.domain.events import Event, Settled

__all__ = ["Anomaly", "Side", "anomalies_of", "settle"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the records that contradict each other."""

    event: str
    what: str
    """`12UG-03: box 47 handed to Ana Reyes`."""
    where: str
    """`desk A, Maria, at 7:02 pm`."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something that was recorded twice: an item given out, or a person checked in."""

    sides: tuple[Side, ...]

    @property
    def sentence(self) -> str:
        """What was recorded, with each side."""
        return f"Recorded twice: {'; '.join(f'{one.what} ({one.where})' for one in self.sides)}."


def anomalies_of(basis: Basis) -> tuple[Anomaly, ...]:
    """Return what nobody has settled yet, oldest first."""
    return tuple(Anomaly(tuple(_side(one, basis) for one in same)) for same in basis.night.doubled())


def settle(command: Settle, basis: Basis) -> tuple[Settled, ...] | Refused:
    """Return the word of the person who asked around, or a refusal when nothing contradicts the record."""
    for same in basis.night.doubled():
        ids = tuple(one.id for one in same)
        if command.event in ids:
            taken = () if command.both else tuple(one for one in ids if one != command.event)
            return (Settled(ids, taken, command.reason),)
    return Refused(
        "nothing-to-settle", f"No contradiction has the record {command.event}. `checkin settle` lists them."
    )


def _side(event: Event, basis: Basis) -> Side:
    by = f", {event.by}" if event.by else ""
    told = basis.narrator().act([event]).removesuffix(".")
    return Side(event.id, told, f"desk {event.desk}{by}, {basis.when(event)}")
