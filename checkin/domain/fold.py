"""The state of the season as a fold over its events, the same whatever the order they arrive in."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    EvidenceSeen,
    FieldSessionDone,
    FollowUpWritten,
    HandedOver,
    Imported,
    LanguageChosen,
    RefresherTaken,
    SessionBooked,
    SetAside,
    Settled,
)
from checkin.domain.evening_facts import WalkedIn
from checkin.domain.events import Event
from checkin.domain.fact import Fact, ItemFact
from checkin.domain.item_facts import HoldReleased
from checkin.domain.names import fold
from checkin.domain.record import Record

__all__ = ["Night"]


class Night(Record):
    """Everything that was recorded this season; what was taken back stays known but doesn't count."""

    def set_aside(self) -> frozenset[str]:
        """Return the keys of the folder's breaks that a person has looked at."""
        facts = (one.fact for one in self._counting(SetAside))
        return frozenset(key for one in facts if isinstance(one, SetAside) for key in one.breaks)

    def roster(self) -> Event | None:
        """Return the import whose roster is in force."""
        return self._last(Imported)

    def rosters(self) -> tuple[Event, ...]:
        """Return the imports that count, oldest first."""
        return self._counting(Imported)

    def arrivals(self, person: str) -> tuple[Event, ...]:
        """Return the arrivals of a person that count, oldest first."""
        return self._counting(Arrived, person)

    def arrival(self, person: str, meeting: str | None) -> Event | None:
        """Return when the person came to that meeting (or, for none, outside of any)."""
        return next((one for one in self.arrivals(person) if _meeting(one) == meeting), None)

    def arrived_at(self, meeting: str | None) -> dict[str, Event]:
        """Return the first arrival at that meeting of each person key."""
        firsts: dict[str, Event] = {}
        for event in self._counting(Arrived):
            if isinstance(event.fact, Arrived) and event.fact.meeting == meeting:
                firsts.setdefault(event.fact.person, event)
        return firsts

    def hand_overs(self, team: str, item: str) -> tuple[Event, ...]:
        """Return the hand-overs of an item that count and didn't come back; two of them are an anomaly."""
        return tuple(one for one in self._counting(HandedOver, team, item) if not self.came_back(one))

    def came_back(self, hand_over: Event) -> bool:
        """Tell whether what was handed over was brought back."""
        return any(self.counts(one) for one in self._returns.get(hand_over.id, ()))

    def handed_over(self, team: str, item: str) -> Event | None:
        """Return the hand-over of an item that came first."""
        return next(iter(self.hand_overs(team, item)), None)

    def about_item(self, team: str, item: str) -> tuple[Event, ...]:
        """Return everything that happened to an item and counts, oldest first."""
        return self._counting(ItemFact, team, item)

    def taken_by(self, person: str, name: str) -> tuple[Event, ...]:
        """Return the hand-overs to a person, by key or by name, that count and didn't come back."""
        keys = filter(None, dict.fromkeys((person, fold(name))))
        found = {one.id: one for key in keys for one in self._counting("taken by", key)}
        return tuple(one for one in found.values() if not self.came_back(one))

    def releases(self, team: str, item: str, person: str) -> tuple[Event, ...]:
        """Return the releases of a hold on an item for a person, oldest first."""
        found = self._counting(HoldReleased, team, item)
        return tuple(one for one in found if getattr(one.fact, "person", "") == person)

    def witnessed(self, person: str) -> tuple[Event, ...]:
        """Return what the desk saw of a person's certificates, oldest first."""
        kinds = (EvidenceSeen, FieldSessionDone, SessionBooked, RefresherTaken)
        return tuple(one for kind in kinds for one in self._counting(kind, person))

    def refresher(self, person: str) -> Event | None:
        """Return the person's latest Safe Haven refresher."""
        return self._last(RefresherTaken, person)

    def refreshed_at(self, meeting: str) -> frozenset[str]:
        """Return the keys of those who took the refresher at that meeting."""
        facts = (one.fact for one in self._counting(RefresherTaken))
        return frozenset(
            one.person for one in facts if isinstance(one, RefresherTaken) and one.meeting == meeting
        )

    def every(self, kind: type[Fact], about: str = "") -> tuple[Event, ...]:
        """Return the events of one kind that count, oldest first; about a key, when one is given."""
        return self._counting(kind, about) if about else self._counting(kind)

    def walk_ins(self) -> tuple[Event, ...]:
        """Return the walk-ins that count, as they were written, oldest first."""
        return tuple(one for one in self._walked if self.counts(one))

    def walked_in(self, person: str) -> WalkedIn | None:
        """Return what is known of a walk-in, also when it was taken back."""
        facts = (one.fact for one in self._about.get((WalkedIn, person), ()))
        return next((one for one in facts if isinstance(one, WalkedIn)), None)

    def badge(self, person: str) -> Event | None:
        """Return the issue of the code that is in force for a person."""
        return self._last(BadgeIssued, person)

    def badges(self, person: str) -> tuple[Event, ...]:
        """Return every code that was issued to a person, oldest first."""
        return self._counting(BadgeIssued, person)

    def follow_ups(self, person: str) -> tuple[Event, ...]:
        """Return the messages that were written to a person, oldest first."""
        return self._counting(FollowUpWritten, person)

    def language(self, person: str) -> str:
        """Return the language that was chosen for a person, or an empty text."""
        event = self._last(LanguageChosen, person)
        return event.fact.language if event and isinstance(event.fact, LanguageChosen) else ""

    def box_label(self, team: str) -> Event | None:
        """Return the issue of the code that is in force for a team's box."""
        return self._last(BoxLabelIssued, team)

    def box_labels(self, key: str) -> tuple[Event, ...]:
        """Return every code that was issued to a box under that key, oldest first."""
        return self._counting(BoxLabelIssued, "key", key)

    def box_keys(self) -> dict[str, str]:
        """Return what stands for each team in the code of its box, also where the code was taken back."""
        facts = [one.fact for one in self._about.get((BoxLabelIssued,), ())]
        return {one.team: one.key for one in facts if isinstance(one, BoxLabelIssued)}

    def doubled(self) -> tuple[tuple[Event, ...], ...]:
        """Return what contradicts itself, oldest first, until a person settles it.

        That is hand-overs of one item that both count, and arrivals of one person at one meeting.
        """
        found = [same for subject in self._repeated for same in self._contradicting(subject)]
        return tuple(sorted((one for one in found if not self._settled(one)), key=lambda one: one[0].order))

    def _contradicting(self, subject: tuple[object, ...]) -> Iterator[tuple[Event, ...]]:
        standing = self._counting(*subject)
        if subject[0] is HandedOver:
            groups = [tuple(one for one in standing if not self.came_back(one))]
        elif subject[0] is Arrived:
            meetings = {_meeting(one) for one in standing}
            groups = [tuple(one for one in standing if _meeting(one) == key) for key in meetings]
        else:
            groups = []
        yield from (same for same in groups if len(same) > 1)

    def _settled(self, events: tuple[Event, ...]) -> bool:
        """Tell whether a person said that all of them happened."""
        word = self.settlement(events[0])
        return bool(
            word and isinstance(word.fact, Settled) and {one.id for one in events} <= set(word.fact.about)
        )


def _meeting(event: Event) -> str | None:
    return event.fact.meeting if isinstance(event.fact, Arrived) else None
