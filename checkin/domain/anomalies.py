"""What two desks recorded against each other, until a person says what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused, Settle
from checkin.domain.desk_facts import Settled
from checkin.domain.events import Event
from checkin.domain.fold import Night

__all__ = ["Anomaly", "Side", "anomalies_of", "settle"]


@dataclass(frozen=True, slots=True)
class Side:
    """What one act recorded that another one contradicts."""

    event: str
    """The first of them."""
    what: str
    """`12UG-03: roster and box 47 handed to Ana Reyes`."""
    where: str
    """`desk A, Maria, at 7:02 pm`."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What was recorded twice by the same acts: items given out, a person checked in."""

    sides: tuple[Side, ...]

    @property
    def sentence(self) -> str:
        """What was recorded, with each side."""
        return f"Recorded twice: {'; '.join(f'{one.what} ({one.where})' for one in self.sides)}."


def anomalies_of(basis: Basis) -> tuple[Anomaly, ...]:
    """Return what nobody has settled yet, oldest first."""
    return tuple(Anomaly(tuple(_side(one, basis) for one in sides)) for sides in _contradictions(basis.night))


def settle(command: Settle, basis: Basis) -> tuple[Settled, ...] | Refused:
    """Return the word of the person who asked around, or a refusal when nothing contradicts the record."""
    for sides in _contradictions(basis.night):
        ids = [tuple(one.id for one in side) for side in sides]
        chosen = next((side for side in ids if command.event in side), None)
        if chosen:
            taken = () if command.both else tuple(one for side in ids if side != chosen for one in side)
            return (Settled(tuple(one for side in ids for one in side), taken, command.reason),)
    return Refused(
        "nothing-to-settle", f"No contradiction has the record {command.event}. `checkin settle` lists them."
    )


def _contradictions(night: Night) -> list[list[list[Event]]]:
    """Return the sides of each: what the same acts recorded is one question, not one for each item."""
    found: dict[frozenset[str], dict[str, list[Event]]] = {}
    for same in night.doubled():
        acts = {one.act for one in same}
        names = [one.act if len(acts) == len(same) else one.id for one in same]
        sides = found.setdefault(frozenset(names), {})
        for name, one in zip(names, same, strict=True):
            sides.setdefault(name, []).append(one)
    return [list(sides.values()) for sides in found.values()]


def _side(events: Sequence[Event], basis: Basis) -> Side:
    first = events[0]
    by = f", {first.by}" if first.by else ""
    told = basis.narrator().act(events).removesuffix(".")
    return Side(first.id, told, f"desk {first.desk}{by}, {basis.when(first)}")
