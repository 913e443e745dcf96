"""Events as plain sentences, the same on screen, on paper and in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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
    Restored,
    SessionBooked,
    SetAside,
    Settled,
    Undone,
)
from checkin.domain.evening_facts import EveningFact, WalkedIn
from checkin.domain.events import Event
from checkin.domain.fact import ItemFact
from checkin.domain.fold import Night
from checkin.domain.identity_facts import IdentitySettled
from checkin.domain.people import Roster
from checkin.domain.phrases import day, full_day, listed, many
from checkin.domain.region import Region
from checkin.domain.region_follow_up import LANGUAGES
from checkin.domain.words_evening import evening_sentence
from checkin.domain.words_items import item_sentence

__all__ = ["Narrator"]

_NAMED = 3
"""People who are named one by one in a sentence."""


class Narrator:
    """Tells events in sentences, with the names that the roster has for people, teams and items."""

    def __init__(self, region: Region, roster: Roster, night: Night) -> None:
        self._roster = roster
        self._night = night
        self._items = {item.key: item.label for item in region.items}
        self._courses = {one.key: one.label for one in region.courses}
        self._brought = {item.key for item in region.items if item.comes_in}

    def person(self, key: str) -> str:
        """Return the person's name, or the key when no file knows it any more."""
        if person := self._roster.people.get(key):
            return person.name
        walked = self._night.walked_in(key)
        return f"{walked.first} {walked.last}" if walked else f"person {key}"

    def team(self, key: str) -> str:
        """Return the team's name, or the key when no file knows it any more."""
        team = self._roster.teams.get(key)
        return team.name if team else key

    def course(self, key: str) -> str:
        """Return the course's name, or the key when no rule knows it any more."""
        return self._courses.get(key, key)

    def item(self, team: str, key: str) -> str:
        """Return the item in words, a box with its number: `box 47`."""
        known = self._roster.teams.get(team)
        if key == "uniform-box" and known and known.box:
            return f"box {known.box}"
        return self._items.get(key, key).lower()

    def act(self, events: Sequence[Event]) -> str:
        """Return what one key press recorded, in one sentence."""
        if len(events) > 1:  # what was said of people puts the data together anew, which goes without saying
            events = [one for one in events if not (isinstance(one.fact, Imported) and not one.fact.files)]
        items = [one for one in events if isinstance(one.fact, ItemFact)]
        walk_ins, events = self._walk_ins(events)
        sentences = [self._other(one) for one in items if not isinstance(one.fact, HandedOver)]
        sentences += [*walk_ins, *self._arrivals(events), *self._hand_overs(events)]
        sentences += [*self._refreshers(events), *self._messages(events), *self._codes(events)]
        told = (Arrived, ItemFact, RefresherTaken, FollowUpWritten, BadgeIssued, BoxLabelIssued)
        sentences += [self._other(one) for one in events if not isinstance(one.fact, told)]
        return " ".join(sentences)

    def _walk_ins(self, events: Sequence[Event]) -> tuple[list[str], list[Event]]:
        """Return the walk-ins in words, and the events that these words leave to be told."""
        walked = {one.fact.person for one in events if isinstance(one.fact, WalkedIn)}
        told = [self._other(one) for one in events if isinstance(one.fact, WalkedIn)]
        return told, [one for one in events if getattr(one.fact, "person", None) not in walked]

    def _refreshers(self, events: Sequence[Event]) -> list[str]:
        people = [self.person(one.fact.person) for one in events if isinstance(one.fact, RefresherTaken)]
        return [f"{_named(people, 'people')} took the Safe Haven refresher."] if people else []

    def _messages(self, events: Sequence[Event]) -> list[str]:
        people = [self.person(one.fact.person) for one in events if isinstance(one.fact, FollowUpWritten)]
        return [f"Follow-up written to {_named(people, 'people')}."] if people else []

    def _codes(self, events: Sequence[Event]) -> list[str]:
        people = [self.person(one.fact.person) for one in events if isinstance(one.fact, BadgeIssued)]
        teams = [self.team(one.fact.team) for one in events if isinstance(one.fact, BoxLabelIssued)]
        told = []
        if people:
            told.append(f"{'Code' if len(people) == 1 else 'Codes'} issued to {_named(people, 'people')}.")
        if teams:
            labels = "Box label" if len(teams) == 1 else "Box labels"
            told.append(f"{labels} issued for {_named(teams, 'teams')}.")
        return told

    def _arrivals(self, events: Sequence[Event]) -> list[str]:
        people = [self.person(one.fact.person) for one in events if isinstance(one.fact, Arrived)]
        return [f"{listed(people)} checked in."] if people else []

    def _hand_overs(self, events: Sequence[Event]) -> list[str]:
        groups: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for event in events:
            if isinstance(event.fact, HandedOver):
                fact = event.fact
                taker = fact.collector or self.person(fact.person or "")
                taker += f" ({fact.relation})" if fact.person is None and fact.relation else ""
                way = "brought in by" if fact.item in self._brought else "handed to"
                groups[fact.team, way, taker].append(self.item(fact.team, fact.item))
        return [
            f"{self.team(team)}: {listed(items)} {way} {taker}."
            for (team, way, taker), items in groups.items()
        ]

    def _other(self, event: Event) -> str:
        match event.fact:
            case EveningFact():
                return evening_sentence(event.fact, self)
            case ItemFact(team, item):
                return item_sentence(event.fact, self.item(team, item), self.team(team), self.person)
            case Undone(targets, reason):
                return self._taken_back(targets, reason)
            case Settled(about, taken, reason):
                return self._settled(about, taken, reason)
            case SetAside(breaks, reason):
                told = f"Looked at and set aside: {many(len(breaks), 'break')} of the season folder."
                return told + self._reason(reason)
            case Restored() | Imported() | IdentitySettled():
                return _of_the_data(event.fact)
            case LanguageChosen(person, language):
                return f"{self.person(person)} is written to in {LANGUAGES.get(language, language)}."
            case EvidenceSeen(person, _, name, done, medium):
                return f"{self.person(person)} showed {name} of {full_day(done)} ({medium})."
            case FieldSessionDone(person, course):
                return f"{self.person(person)} did the field session of {self.course(course)}."
            case SessionBooked(person, course, on):
                return f"{self.person(person)} is booked for {self.course(course)} on {day(on)}."
            case _:
                return event.fact.kind

    def _taken_back(self, targets: Sequence[str], reason: str) -> str:
        corrections = [one.fact for target in targets if (one := self._night.get(target))]
        again = [event for one in corrections if isinstance(one, Undone) for event in one.events]
        told = f"Taken back: {self._told(targets)}." + self._reason(reason)
        return f"{told} Again: {self._told(again)}." if again else told

    def _settled(self, about: Sequence[str], taken: Sequence[str], reason: str) -> str:
        kept = [one for one in about if one not in taken]
        if not taken:
            return f"Settled, both happened: {self._told(kept)}." + self._reason(reason)
        whose = f"what {self._whose(kept)} recorded counts, not what {self._whose(taken)} did"
        return f"Settled, {whose}: {self._told(kept)}." + self._reason(reason)

    def _whose(self, targets: Sequence[str]) -> str:
        events = [one for target in targets if (one := self._night.get(target))]
        desks = dict.fromkeys(
            f"desk {one.desk} ({one.by})" if one.by else f"desk {one.desk}" for one in events
        )
        return listed([*desks]) or "another laptop"

    def _told(self, targets: Sequence[str]) -> str:
        found = (self._night.get(target) for target in targets)
        events = [one for one in found if one and not isinstance(one.fact, Undone)]  # none tells itself
        return self.act(events).removesuffix(".") or "something that this laptop doesn't have"

    def _reason(self, reason: str) -> str:
        return f" Reason: {reason}." if reason else ""


def _named(names: Sequence[str], what: str) -> str:
    """Return a few names one by one, else how many there are."""
    return listed(names) if len(names) <= _NAMED else f"{len(names)} {what}"


def _of_the_data(fact: Restored | Imported | IdentitySettled) -> str:
    match fact:
        case Restored(backup):
            return f"Put back from the backup {backup}."
        case Imported(_, files):
            return f"New data from {listed(files)}." if files else "The data was put together anew."
        case IdentitySettled(_, _, same, one, another, reason):
            verb = "are one person" if same else "are two people"
            return f"{one} and {another} {verb}" + (f": {reason}." if reason else ".")
