"""The closing count: what record and shelf disagree on, box by box, until both agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused
from checkin.domain.desk_facts import HandedOver, Undone
from checkin.domain.evening_commands import CloseNight, CountBox, CountPile, GaveBox, MissBox, UncountBox
from checkin.domain.evening_facts import BoxCounted, BoxMissing, NightClosed, PileCounted
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.ledger import OUT, ItemState, Ledger, ledger_of
from checkin.domain.people import Team
from checkin.domain.phrases import clock_time, day, many
from checkin.domain.piles import ON_SHELF, Pile, count_pile, piles_of
from checkin.domain.region import Item, Meeting, Region

__all__ = ["BoxLine", "Shelf", "ShelfCommand", "box_item", "decide_shelf", "shelf_of"]

ShelfCommand = CountBox | UncountBox | CountPile | MissBox | GaveBox | CloseNight


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A box on which record and shelf disagree."""

    team: str
    """Team key."""
    name: str
    shelf: str
    box: str
    kind: Literal["given", "not counted"]
    """`given`: it was counted, but the record says that it is gone; `not counted`: the other way round."""
    told: str
    """What the record says."""
    hand_over: str = ""
    """Id of the event that says that it is gone."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shelf of an evening as record and count have it."""

    evening: str
    title: str
    expected: int
    """Boxes that the record says are on the shelf."""
    counted: tuple[str, ...]
    """Keys of the teams whose boxes were counted."""
    missing: tuple[str, ...]
    """Keys of the teams whose boxes can't be found."""
    lines: tuple[BoxLine, ...]
    """What to settle, in the order of the shelf; empty when both agree."""
    closed: Event | None
    """When the night was closed."""
    piles: tuple[Pile, ...] = ()
    """What else is left; it may be counted, and has to agree once it is."""

    @property
    def agrees(self) -> bool:
        """Tell whether nothing is left to settle."""
        return not self.lines and not any(one.disagrees for one in self.piles)


def box_item(region: Region) -> str:
    """Return the key of the item that is counted: the one with a label, else the uniform box or the first."""
    items = [one for one in region.items if one.on and not one.comes_in]
    return next(
        (one.key for one in sorted(items, key=lambda one: (not one.labelled, one.key != "uniform-box"))), ""
    )


def shelf_of(meeting: Meeting | None, basis: Basis) -> Shelf:
    """Return the shelf of a meeting, or of today outside of one."""
    evening = meeting.key if meeting else basis.today.isoformat()
    when = day(meeting.on if meeting else basis.today)
    divisions = ", ".join(meeting.divisions) if meeting else ""
    counted = {one.team: event for event, one in _counts(BoxCounted, evening, basis)}
    lost = [one.team for _, one in _counts(BoxMissing, evening, basis) if _is_box(one, basis)]
    served = [one for one in basis.roster.teams.values() if _served(one, meeting, basis)]
    known = {one.key for one in served}
    others = [one for key in counted if key not in known and (one := basis.roster.teams.get(key))]
    item = box_item(basis.region)
    ledgers = {one: ledger_of(basis.night, one, item) for one in (*known, *counted, *lost)}
    here = {key for key, one in ledgers.items() if one.state in ON_SHELF}
    missing = [one for one in lost if one in here and one not in counted]
    lines = [
        line
        for team in (*served, *others)
        for line in _lines(team, ledgers[team.key], counted, missing, basis)
    ]
    closed = next(reversed(basis.night.every(NightClosed, evening)), None)
    return Shelf(
        evening,
        " · ".join(filter(None, (divisions, when))),
        sum(one.key in here for one in served),
        tuple(counted),
        tuple(missing),
        tuple(sorted(lines, key=lambda one: (one.kind, *_place(one.shelf, one.box), one.name))),
        closed,
        piles_of(_in_piles(basis.region), served, evening, closed, basis),
    )


def _in_piles(region: Region) -> tuple[Item, ...]:
    """Return the items that are counted by number: all that the region hands out beside the boxes."""
    box = box_item(region)
    return tuple(one for one in region.items if one.on and not one.comes_in and one.key != box)


def _is_box(fact: BoxCounted | BoxMissing, basis: Basis) -> bool:
    return isinstance(fact, BoxCounted) or fact.item in ("", box_item(basis.region))


def _counts(
    kind: type[BoxCounted | BoxMissing], evening: str, basis: Basis
) -> Iterator[tuple[Event, BoxCounted | BoxMissing]]:
    for event in basis.night.every(kind, evening):
        if isinstance(event.fact, BoxCounted | BoxMissing):
            yield event, event.fact


def _served(team: Team, meeting: Meeting | None, basis: Basis) -> bool:
    division = basis.region.division_of(team.division)
    if not box_item(basis.region):
        return False
    return meeting is None or not meeting.divisions or bool(division and division.key in meeting.divisions)


def _lines(
    team: Team, ledger: Ledger, counted: dict[str, Event], missing: list[str], basis: Basis
) -> Iterator[BoxLine]:
    count = counted.get(team.key)
    given = ledger.given
    if count and ledger.state in OUT and given and given.order < count.order:
        yield _line(team, "given", _handed(given, basis), given.id)
    elif count and ledger.state is ItemState.OWED and ledger.last and ledger.last.order < count.order:
        yield _line(team, "given", "recorded as owed, not there", ledger.last.id)
    elif not count and ledger.state in ON_SHELF and team.key not in missing:
        yield _line(team, "not counted", "not counted yet")


def _line(team: Team, kind: Literal["given", "not counted"], told: str, event: str = "") -> BoxLine:
    return BoxLine(team.key, team.name, team.shelf, team.box, kind, told, event)


def _handed(event: Event, basis: Basis) -> str:
    fact = event.fact
    taker = ""
    if isinstance(fact, HandedOver):
        taker = fact.collector or basis.narrator().person(fact.person or "")
    by = f" by {event.by}" if event.by else ""
    return f"handed to {taker}, {clock_time(basis.local(event.when))}, desk {event.desk}{by}"


def _place(shelf: str, box: str) -> tuple[bool, str, int, str]:
    """Return where a box stands, so that one walk along the shelf meets them in order."""
    return not shelf, shelf, int(box) if box.isdecimal() else 0, box


def decide_shelf(command: ShelfCommand, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that a command of the closing count leads to, or why it is refused."""
    meeting = basis.meeting("")
    evening = meeting.key if meeting else basis.today.isoformat()
    if isinstance(command, CloseNight):
        return _close(shelf_of(meeting, basis), basis)
    if isinstance(command, CountPile):
        return count_pile(command, shelf_of(meeting, basis).piles, evening, basis)
    if command.team not in basis.roster.teams:
        return Refused("unknown-team", f"No team is called {command.team}.")
    box = box_item(basis.region)
    item = getattr(command, "item", "") or box
    if item != box and item not in [one.key for one in _in_piles(basis.region)]:
        return Refused("unknown-item", f"No item is called {item}.")
    counted = _of(BoxCounted, command.team, item, evening, basis)
    missing = _of(BoxMissing, command.team, item, evening, basis)
    what = basis.narrator().item(command.team, item)
    match command:
        case CountBox(team):
            if counted:
                return Refused("already-counted", f"{what.capitalize()} is counted already.")
            return (*_undone(missing), BoxCounted(team, evening))
        case UncountBox():
            return _undone(counted) or Refused("not-counted", f"{what.capitalize()} is not counted.")
        case MissBox(team, note):
            if missing:
                return Refused("already-missing", f"{what.capitalize()} is down as missing already.")
            return (*_undone(counted), BoxMissing(team, evening, note.strip(), "" if item == box else item))
        case GaveBox():
            return _gave(command, item, meeting, basis)


def _of(
    kind: type[BoxCounted | BoxMissing], team: str, item: str, evening: str, basis: Basis
) -> tuple[str, ...]:
    box = box_item(basis.region)
    return tuple(
        event.id
        for event, fact in _counts(kind, evening, basis)
        if fact.team == team and (getattr(fact, "item", "") or box) == item
    )


def _undone(events: tuple[str, ...]) -> tuple[Fact, ...]:
    return (Undone(events),) if events else ()


def _gave(command: GaveBox, item: str, meeting: Meeting | None, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the hand-over that nobody recorded when it happened."""
    team, name, relation = command.team, command.name, command.relation
    if not name.strip():
        return Refused("no-name", "Say who has it.")
    if event := basis.night.handed_over(team, item):
        return Refused("already-given", f"It is recorded as {_handed(event, basis)} already.")
    known = basis.on_team(team, name)
    told = known.name if known else name.strip()
    key = known.key if known else None
    note = "written down at the closing count"
    return (HandedOver(team, item, key, told, relation.strip(), meeting.key if meeting else None, note),)


def _close(shelf: Shelf, basis: Basis) -> tuple[Fact, ...] | Refused:
    if shelf.lines:
        told = tuple(
            f"shelf {one.shelf or '?'}, box {one.box or '?'}, {one.name}: "
            + (f"counted, but {one.told}" if one.kind == "given" else one.told)
            for one in shelf.lines
        )
        boxes = many(len(shelf.lines), "box", "boxes")
        return Refused("disagree", f"Record and shelf disagree on {boxes}.", told)
    if wrong := tuple(f"{one.name}: {one.told}" for one in shelf.piles if one.disagrees):
        return Refused("disagree", "Record and count disagree.", wrong)
    if shelf.closed and not _since(shelf, basis):
        return Refused("already-closed", f"The night was closed {basis.who(shelf.closed)}.")
    return (NightClosed(shelf.evening, len(shelf.counted), shelf.missing),)


def _since(shelf: Shelf, basis: Basis) -> bool:
    """Tell whether the count went on after the night was closed."""
    closed = shelf.closed
    kinds = (BoxCounted, BoxMissing, PileCounted)
    events = [event for kind in kinds for event in basis.night.every(kind, shelf.evening)]
    return closed is not None and any(one.order > closed.order for one in events)
