"""The boxes that somebody fetches from the shelves for the desks, oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.basis import Basis
from checkin.domain.commands import FetchBox, Refused
from checkin.domain.desk_facts import HandedOver
from checkin.domain.events import Event
from checkin.domain.fact import Fact, ItemFact
from checkin.domain.item_facts import BoxCalled, BoxFetched
from checkin.domain.region import Item

__all__ = ["Errand", "errands", "fetch"]


_FORGOTTEN = timedelta(minutes=30)
"""After which a box that was handed over long ago was surely fetched without a word."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One box to fetch."""

    team: str
    """Team key."""
    item: str
    name: str
    """The team's name."""
    shelf: str
    box: str
    who: str
    """Who waits for it; empty when nobody is named."""
    desk: str
    at: datetime
    """Since when, in the region's time zone."""
    calls: tuple[str, ...]
    """Ids of the events that call for it."""


def errands(basis: Basis) -> tuple[Errand, ...]:
    """Return the boxes that desks called for or handed over just now and nobody has fetched, oldest first."""
    fetched = {key for one in basis.night.every(BoxFetched) for key in getattr(one.fact, "calls", ())}
    calls: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in _calls(basis):
        if event.id not in fetched and isinstance(event.fact, ItemFact):
            calls[event.fact.team, event.fact.item].append(event)
    known = [(place, events) for place, events in calls.items() if place[0] in basis.roster.teams]
    known.sort(key=lambda one: min(event.order for event in one[1]))
    return tuple(_errand(*place, events, basis) for place, events in known)


def _calls(basis: Basis) -> Iterator[Event]:
    """Yield what calls for a box that isn't at a desk yet."""
    labelled = {one.key for one in basis.region.items if one.labelled}
    night = basis.night
    for event in (*night.every(BoxCalled), *night.every(HandedOver)):
        if basis.local(event.at).date() != basis.today:
            continue
        match event.fact:
            case BoxCalled(team, item) if not night.hand_overs(team, item):
                yield event
            case HandedOver(team, item, at_hand=False) if (
                item in labelled and not night.came_back(event) and basis.now - event.at < _FORGOTTEN
            ):
                yield event


def _errand(team: str, item: str, events: list[Event], basis: Basis) -> Errand:
    first, known = min(events, key=lambda one: one.order), basis.roster.teams[team]
    return Errand(
        team,
        item,
        known.name,
        known.shelf,
        known.box,
        _who(first, basis),
        first.desk,
        basis.local(first.at),
        tuple(one.id for one in events),
    )


def _who(call: Event, basis: Basis) -> str:
    """Return who takes the box: by the hand-over's own word, else by what was recorded with the call."""
    if isinstance(call.fact, HandedOver) and call.fact.collector:
        return call.fact.collector
    facts = [one.fact for one in basis.night.act(call.act)]
    named = next((one.collector for one in facts if isinstance(one, HandedOver) and one.collector), "")
    person = next((key for one in facts if (key := getattr(one, "person", None))), "")
    return named or (basis.narrator().person(person) if person else "")


def fetch(command: FetchBox, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return that a team's boxes were fetched, or why that is refused."""
    found = [one for one in errands(basis) if one.team == command.team]
    if found:
        return tuple(BoxFetched(one.team, one.item, one.calls) for one in found)
    team, narrator = basis.roster.teams.get(command.team), basis.narrator()
    if team is None:
        return Refused("unknown-team", f"No team is called {command.team}.")
    item: Item | None = next((one for one in basis.region.items if one.labelled), None)
    what = narrator.item(team.key, item.key) if item else f"box {team.box}"
    told = f"{what[:1].upper()}{what[1:]} of {team.name} isn't asked for now."
    return Refused("not-called", told)
