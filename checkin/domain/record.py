"""Every event of a season with what was taken back or settled, found by what it is about."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Self

from checkin.domain.desk_facts import (
    BadgeIssued,
    BoxLabelIssued,
    FollowUpWritten,
    HandedOver,
    Imported,
    Restored,
    Settled,
    Undone,
)
from checkin.domain.evening_facts import ChecklistPrinted, EveningFact, ShiftChanged, WalkedIn
from checkin.domain.events import Event
from checkin.domain.fact import Fact, ItemFact
from checkin.domain.item_facts import Returned
from checkin.domain.names import fold

__all__ = ["Record"]


_UNASKED = (
    Undone,
    Imported,
    BadgeIssued,
    BoxLabelIssued,
    FollowUpWritten,
    Restored,
    ChecklistPrinted,
    ShiftChanged,
)
"""What the last act to take back never is."""


class Record:
    """Events in the order of the season; the same whatever the order they arrive in."""

    def __init__(self, events: Iterable[Event] = (), now_called: Mapping[str, str] | None = None) -> None:
        self.now_called = now_called or {}
        """Other keys of people who turned out to be somebody else."""
        self._as_written: list[Event] = []
        self._walked: list[Event] = []
        self.clock = 0
        """Greatest Lamport clock seen."""
        self._events: dict[str, Event] = {}
        self._ordered: list[Event] = []
        self._acts: defaultdict[str, list[Event]] = defaultdict(list)
        self._takers: defaultdict[str, list[Event]] = defaultdict(list)
        self._settlements: defaultdict[str, list[Event]] = defaultdict(list)
        self._returns: defaultdict[str, list[Event]] = defaultdict(list)
        self._about: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
        self._repeated: set[tuple[object, ...]] = set()
        self.folded: dict[tuple[str, str], Any] = {}
        """What was folded of these events, by what it is about; forgotten as soon as one more comes."""
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Take in one event; one that is known already changes nothing."""
        if event.id in self._events:
            return
        self.folded.clear()
        self._as_written.append(event)
        if isinstance(event.fact, WalkedIn):
            insort(self._walked, event, key=_order)
        event = self._renamed(event)
        self._events[event.id] = event
        insort(self._ordered, event, key=_order)
        self.clock = max(self.clock, event.clock)
        insort(self._acts[event.act], event, key=_order)
        for subject in _subjects(event.fact):
            insort(self._about[subject], event, key=_order)
            if len(subject) > 1 and len(self._about[subject]) > 1:
                self._repeated.add(subject)
        if isinstance(event.fact, Undone):
            for target in event.fact.events:
                insort(self._takers[target], event, key=_order)
        elif isinstance(event.fact, Settled):
            for target in event.fact.about:
                insort(self._settlements[target], event, key=_order)
        elif isinstance(event.fact, Returned):
            for target in event.fact.hand_overs:
                self._returns[target].append(event)

    def renamed(self, now_called: Mapping[str, str]) -> Self:
        """Return the same night with other keys of people who turned out to be somebody else."""
        return type(self)(self._as_written, now_called)

    def _renamed(self, event: Event) -> Event:
        fact: Any = event.fact
        key = str(getattr(fact, "person", ""))
        if key not in self.now_called:
            return event
        return replace(event, fact=replace(fact, person=self.now_called[key]))

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        """Yield every event, in the order of the season."""
        return iter(self._ordered)

    def since(self, count: int) -> tuple[Event, ...]:
        """Return the events that were taken in after the first `count`, in the order they came."""
        return tuple(islice(self._events.values(), count, None))

    def get(self, event_id: str) -> Event | None:
        """Return the event with that id."""
        return self._events.get(event_id)

    def act(self, act: str) -> tuple[Event, ...]:
        """Return the events of one key press."""
        return tuple(self._acts.get(act, ()))

    def meant(self, target: str, only: Collection[str] = ()) -> tuple[Event, ...]:
        """Return the event of that id, else the events of that act, or only some of them."""
        event = self.get(target)
        events = (event,) if event else self.act(target)
        return tuple(one for one in events if not only or one.id in only)

    def taken_back_by(self, event: Event) -> Event | None:
        """Return the event that took this one back, if one did."""
        return self._taker(event) or self._settled_against(event)

    def counts(self, event: Event) -> bool:
        """Tell whether the event still counts."""
        return self._taker(event) is None and self._settled_against(event) is None

    def _taker(self, event: Event) -> Event | None:
        """Return the first that took this one back; one that was taken back itself takes nothing back."""
        takers = self._takers.get(event.id, ())
        return next((one for one in takers if one.id not in self._takers), None)

    def settlement(self, event: Event) -> Event | None:
        """Return the latest word on what an event contradicts; two desks may have settled it differently."""
        words = self._settlements.get(event.id, ())
        return next((one for one in reversed(words) if self._taker(one) is None), None)

    def _settled_against(self, event: Event) -> Event | None:
        word = self.settlement(event) if event.id in self._settlements else None
        return word if word and isinstance(word.fact, Settled) and event.id in word.fact.taken else None

    def last_act(self, desk: str, writer: str) -> tuple[Event, ...]:
        """Return the latest act of that desk that can still be taken back."""
        mine = (one for one in reversed(self._ordered) if one.desk == desk and one.writer == writer)
        for event in mine:
            if not isinstance(event.fact, _UNASKED) and self.counts(event):
                return tuple(one for one in self.act(event.act) if self.counts(one))
        return ()

    def _counting(self, *subject: object) -> tuple[Event, ...]:
        return tuple(one for one in self._about.get(subject, ()) if self.counts(one))

    def _last(self, *subject: object) -> Event | None:
        return next((one for one in reversed(self._about.get(subject, ())) if self.counts(one)), None)


def _order(event: Event) -> tuple[int, str, int, str]:
    return event.order


def _subjects(fact: Fact) -> Iterator[tuple[object, ...]]:
    kind = type(fact)
    yield (kind,)
    if isinstance(fact, ItemFact):
        yield (kind, fact.team, fact.item)
        yield (ItemFact, fact.team, fact.item)
    if isinstance(fact, HandedOver):
        takers = dict.fromkeys((fact.person or "", fold(fact.collector)))
        yield from (("taken by", one) for one in takers if one)
    elif isinstance(fact, BoxLabelIssued):
        yield (kind, fact.team)
        yield (kind, "key", fact.key)
    elif isinstance(fact, EveningFact):
        yield from ((kind, one) for one in fact.about if one)
    elif not isinstance(fact, ItemFact) and (person := getattr(fact, "person", "")):
        yield (kind, person)
