"""What lies beside the boxes at closing, rosters and the like: counted by number, division by division."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.evening_commands import CountPile
from checkin.domain.evening_facts import BoxMissing, PileCounted
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.ledger import OUT, ItemState, ledger_of
from checkin.domain.people import Team
from checkin.domain.region import Item

__all__ = ["ON_SHELF", "Pile", "count_pile", "pile_typed", "piles_of"]

ON_SHELF = (ItemState.WAITING, ItemState.RETURNED)
"""States of an item that nobody has and that is there."""
_FEWEST = 3
"""Letters of an item's label that stand for it when a count is typed."""


@dataclass(frozen=True, slots=True)
class Pile:
    """One item of the teams of one division, on an evening."""

    item: str
    label: str
    division: str
    left: tuple[str, ...]
    """Keys of the teams whose item lies there by the record."""
    gone: tuple[str, ...]
    """Keys of the teams that have it by the record."""
    missing: tuple[str, ...]
    """Keys of the teams whose item can't be found."""
    counted: int | None
    """As it was counted last; none while it wasn't."""
    recorded: int
    """How many the record said at that time, or says now."""
    event: Event | None
    """The last count."""
    agrees: bool
    """True when it was counted, and record and count agreed or were settled."""

    @property
    def name(self) -> str:
        """The pile in words: `Roster, 12U`."""
        return f"{self.label}, {self.division}"

    @property
    def disagrees(self) -> bool:
        """Tell whether it was counted and is still to be settled."""
        return self.counted is not None and not self.agrees

    @property
    def told(self) -> str:
        """What count and record say: `13 counted, the record says 14`."""
        if self.counted is None:
            return f"not counted, {self.recorded} by the record"
        if self.agrees:
            lost = f", {len(self.missing)} can't be found" if self.missing else ""
            return f"{self.counted} counted, as the record says{lost}"
        return f"{self.counted} counted, the record says {len(self.left)}"


def piles_of(
    items: Sequence[Item], teams: Sequence[Team], evening: str, closed: Event | None, basis: Basis
) -> tuple[Pile, ...]:
    """Return what lies there of these items for these teams, by item and the region's divisions."""
    order = {one.key: place for place, one in enumerate(basis.region.divisions)}
    divisions: defaultdict[str, list[str]] = defaultdict(list)
    for team in teams:
        division = basis.region.division_of(team.division)
        divisions[division.key if division else "no division"].append(team.key)
    names = sorted(divisions, key=lambda one: (order.get(one, len(order)), one))
    lost = _lost(evening, basis)
    return tuple(
        _pile(item, name, divisions[name], evening, closed, lost, basis) for item in items for name in names
    )


def _lost(evening: str, basis: Basis) -> set[tuple[str, str]]:
    facts = (one.fact for one in basis.night.every(BoxMissing, evening))
    return {(one.team, one.item) for one in facts if isinstance(one, BoxMissing)}


def _pile(
    item: Item,
    division: str,
    teams: Sequence[str],
    evening: str,
    closed: Event | None,
    lost: set[tuple[str, str]],
    basis: Basis,
) -> Pile:
    states = {team: ledger_of(basis.night, team, item.key).state for team in teams}
    there = [one for one in teams if states[one] in ON_SHELF]
    left = tuple(one for one in there if (one, item.key) not in lost)
    event = next(_counts(item.key, division, evening, basis), None)
    fact = event.fact if event and isinstance(event.fact, PileCounted) else None
    settled = fact is not None and (
        fact.number in (fact.recorded, len(left))
        or (closed is not None and event is not None and closed.order > event.order)
    )
    return Pile(
        item.key,
        item.label,
        division,
        left,
        tuple(one for one in teams if states[one] in OUT),
        tuple(one for one in there if (one, item.key) in lost),
        fact.number if fact else None,
        fact.recorded if fact else len(left),
        event,
        agrees=settled,
    )


def _counts(item: str, division: str, evening: str, basis: Basis) -> Iterator[Event]:
    """Yield the counts of a pile, the latest first."""
    for event in reversed(basis.night.every(PileCounted, evening)):
        fact = event.fact
        if isinstance(fact, PileCounted) and (fact.item, fact.division) == (item, division):
            yield event


def count_pile(
    command: CountPile, piles: Sequence[Pile], evening: str, basis: Basis
) -> tuple[Fact, ...] | Refused:
    """Return the count of a pile, or why it is refused."""
    asked = basis.region.division_of(command.division) if command.division else None
    named = asked.key if asked else command.division
    of_item = [one for one in piles if one.item == command.item]
    found = [one for one in of_item if not named or one.division == named]
    if not of_item:
        known = tuple(dict.fromkeys(one.item for one in piles))
        told = f"No pile of {command.item} is counted here." + (" There are:" if known else "")
        return Refused("unknown-item", told, known)
    if len(found) != 1:
        told = f"Say of which division the {of_item[0].label.lower()} is counted:"
        return Refused("which-division", told, tuple(one.division for one in of_item))
    if command.number < 0:
        return Refused("no-number", "There can't be less than none.")
    pile = found[0]
    if command.number == pile.counted and pile.agrees and len(pile.left) == pile.recorded:
        return Refused("already-counted", f"{pile.name}: {pile.told} already.")
    return (PileCounted(pile.item, evening, pile.division, command.number, len(pile.left)),)


def pile_typed(text: str, piles: Sequence[Pile], basis: Basis) -> CountPile | None:
    """Return the count that was typed as item, division and number, `roster 12u 14`, or nothing."""
    *what, number = text.casefold().split() or [""]
    division = basis.region.division_of(what[-1]) if len(what) > 1 else None
    named = " ".join(what[:-1] if division else what).removesuffix("s")
    items = {one.item for one in piles if one.label.casefold().startswith(named)}
    if not number.isdecimal() or len(named) < _FEWEST or len(items) != 1:
        return None
    return CountPile(items.pop(), division.key if division else "", int(number))
