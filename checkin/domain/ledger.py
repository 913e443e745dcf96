"""Where an item of a team is now, and what it lacks: a fold over what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.desk_facts import HandedOver
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.item_facts import Exchanged, FoundShort, FoundWrongSize, Owed, Returned, ToppedUp
from checkin.domain.parts import Part, less, parts_of, told_parts

__all__ = ["INCOMPLETE", "OUT", "ItemState", "Ledger", "ledger_of"]


class ItemState(StrEnum):
    """Where a team's item is."""

    WAITING = "waiting"
    GIVEN = "given"
    SHORT = "short"
    """Given, with something missing."""
    WRONG_SIZE = "wrong-size"
    """Given, with something of the wrong size."""
    OWED = "owed"
    """Not there when the team came for it."""
    RETURNED = "returned"
    """Given, and brought back."""
    EXCHANGED = "exchanged"
    """Given, and swapped for another one that is right."""


OUT = frozenset({ItemState.GIVEN, ItemState.SHORT, ItemState.WRONG_SIZE, ItemState.EXCHANGED})
"""States of an item that the team has."""
INCOMPLETE = frozenset({ItemState.SHORT, ItemState.WRONG_SIZE})
"""States of an item that the team has, and that isn't right."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One item of one team."""

    state: ItemState
    given: Event | None
    """The hand-over that stands; with two of them the first."""
    missing: tuple[Part, ...] = ()
    wanted: tuple[Part, ...] = ()
    """The right sizes of what has the wrong one."""
    last: Event | None = None
    """What made the state what it is."""
    note: str = ""
    """The latest that somebody wrote."""

    @property
    def told(self) -> str:
        """What it lacks, and the note: `missing: 2 YM. Parent will call`."""
        lacks = [
            told
            for word, parts in (("missing", self.missing), ("needs", self.wanted))
            if (told := f"{word}: {told_parts(parts)}" if parts else "")
        ]
        if self.state is ItemState.SHORT and not self.missing:
            lacks.insert(0, "what is missing was not said")
        return ". ".join(filter(None, ("; ".join(lacks), self.note)))


def ledger_of(night: Night, team: str, item: str) -> Ledger:
    """Return where an item is, after everything that happened to it and still counts."""
    found: Ledger | None = night.folded.get((team, item))
    if found is None:
        found = night.folded[team, item] = _folded(night, team, item)
    return found


def _folded(night: Night, team: str, item: str) -> Ledger:
    book = _Book()
    for event in night.about_item(team, item):
        book.enter(event)
    out = night.hand_overs(team, item)
    last = book.last if out or book.state is not ItemState.WAITING else None
    state = book.state_given if out else book.state
    return Ledger(state, next(iter(out), None), book.missing, book.wanted, last, book.note)


class _Book:
    """The account of one item while it is read."""

    def __init__(self) -> None:
        self.state = ItemState.WAITING
        """Where it is when nobody has it."""
        self.missing: tuple[Part, ...] = ()
        self.wanted: tuple[Part, ...] = ()
        self.last: Event | None = None
        self.note = ""
        self._short = self._wrong = self._exchanged = False
        self._out: set[str] = set()

    @property
    def state_given(self) -> ItemState:
        """Return the state of an item that the team has."""
        if self._short:
            return ItemState.SHORT
        if self._wrong:
            return ItemState.WRONG_SIZE
        return ItemState.EXCHANGED if self._exchanged else ItemState.GIVEN

    def enter(self, event: Event) -> None:
        """Take in what happened next."""
        match event.fact:
            case HandedOver():
                self._given(event)
            case FoundShort(missing=missing) if self._out:
                self._short, self.missing = True, parts_of(missing)
            case FoundWrongSize(wanted=wanted) if self._out:
                self._wrong, self.wanted = True, parts_of(wanted)
            case ToppedUp(parts=parts) if self._out:
                self._topped_up(parts_of(parts))
            case Exchanged() if self._out:
                self._clear()
                self._exchanged = True
            case Returned(hand_overs=ended) if self._out & set(ended):
                self._out -= set(ended)
                if not self._out:
                    self._clear()
                    self.state = ItemState.RETURNED
            case Owed() if not self._out:
                self.state = ItemState.OWED
            case _:
                return
        self.last = event
        lacks = self.state_given in INCOMPLETE
        self.note = getattr(event.fact, "note", "") or (self.note if lacks else "")

    def _given(self, event: Event) -> None:
        if not self._out:
            self._clear()
            self.state = ItemState.WAITING
        self._out.add(event.id)

    def _topped_up(self, parts: tuple[Part, ...]) -> None:
        left = less(self.missing, parts) if parts else ()
        if parts:
            self.wanted = less(self.wanted, less(parts, self.missing))
            self._wrong = self._wrong and bool(self.wanted)
        self.missing, self._short = left, self._short and bool(left)

    def _clear(self) -> None:
        self._short = self._wrong = self._exchanged = False
        self.missing = self.wanted = ()
        self.note = ""
