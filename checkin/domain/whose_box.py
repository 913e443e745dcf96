"""Whose box it is, where it stands and where it went, in a sentence."""

from __future__ import annotations

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import HandedOver
from checkin.domain.ledger import ItemState, ledger_of

__all__ = ["whose_box"]


def whose_box(team: str, basis: Basis) -> str:
    """Return whose box it is, where it stands, and who has it."""
    known, narrator = basis.roster.teams[team], basis.narrator()
    labelled = [one for one in basis.region.items if one.on and one.labelled]
    what = narrator.item(team, labelled[0].key) if labelled else f"box {known.box}"
    place = f", shelf {known.shelf}" if known.shelf else ""
    told = f"{what[:1].upper()}{what[1:]}{place}: {known.name}."
    for item in labelled:
        ledger = ledger_of(basis.night, team, item.key)
        if ledger.given and isinstance(ledger.given.fact, HandedOver):
            return f"{told} It was given to {ledger.given.fact.collector} {basis.who(ledger.given)}."
        if ledger.state is not ItemState.WAITING:
            return f"{told} It is {ledger.state.value}."
    return f"{told} Who takes it?"
