"""What a message says, before it is text, a page or a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checkin.domain.follow_up import FollowUp, Lacking, Open, Waiting
from checkin.domain.region import Contact, Meeting, Region
from checkin.domain.states import State
from checkin.domain.voice import Voice

__all__ = ["Letter", "Point", "Section", "letter_of"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is open."""

    what: str
    told: tuple[str, ...]
    """What to do about it, a line each."""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind, under their title."""

    kind: Literal["open", "lacking", "waiting"]
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole message, in one language."""

    language: str
    subject: str
    opening: tuple[str, ...]
    """Paragraphs before the sections."""
    sections: tuple[Section, ...]
    code: str
    """The person's own code."""
    scan: str
    """What the code is for."""
    closing: tuple[str, ...]


def letter_of(about: FollowUp, code: str, region: Region, voice: Voice) -> Letter:
    """Return the message to one person."""
    return _Writer(about, code, region, voice).letter()


class _Writer:
    """Writes one message."""

    def __init__(self, about: FollowUp, code: str, region: Region, voice: Voice) -> None:
        self.about, self.code, self.region, self.voice = about, code, region, voice

    def letter(self) -> Letter:
        """Return all of it."""
        say = self.voice.say
        return Letter(
            language=self.about.language,
            subject=self._subject(),
            opening=tuple(self._opening()),
            sections=tuple(self._sections()),
            code=self.code,
            scan=say("Your own code: show it at the table, on your phone or printed."),
            closing=tuple(self._closing()),
        )

    def _subject(self) -> str:
        say, region = self.voice.say, self.region
        kickoff, missed = self.voice.full_day(region.season.kickoff), self.about.missed
        if missed and not (self.about.open or self.about.waiting or self.about.lacking):
            return say("{region}: we missed you on {day}", region=region.name, day=self.voice.day(missed.on))
        return say("{region}: still open before {day}", region=region.name, day=kickoff)

    def _opening(self) -> Iterator[str]:
        say, missed = self.voice.say, self.about.missed
        yield say("Hello {name},", name=self.about.person.first or self.about.person.name)
        if missed:
            yield say(
                "We missed you at the {meeting} on {day}. {contact} can tell you what was said there, "
                "and how to take the Safe Haven refresher.",
                meeting=self.voice.own(missed.title),
                day=self.voice.day(missed.on),
                contact=self._contact() or say("Your coordinator"),
            )
        else:
            yield say("Thank you for volunteering with {region}.", region=self.region.name)
        if self.about.open or self.about.waiting or self.about.lacking:
            kickoff = self.voice.full_day(self.region.season.kickoff)
            yield say("This is still open for you. The first games are on {day}.", day=kickoff)

    def _sections(self) -> Iterator[Section]:
        say = self.voice.say
        if self.about.open:
            yield Section("open", say("Still missing"), tuple(map(self._missing, self.about.open)))
        if self.about.lacking:
            yield Section("lacking", say("On our list"), tuple(map(self._lacks, self.about.lacking)))
        if self.about.waiting:
            yield Section("waiting", say("Not collected yet"), tuple(map(self._waits, self.about.waiting)))

    def _missing(self, one: Open) -> Point:
        label, steps = self.voice.own(one.label), (one.step,) if one.step else ()
        requirement = self.region.requirement(one.key)
        if requirement and requirement.kind == "risk-status":  # its reason is for a supervisor only
            return Point(label, steps, one.link)
        return Point(f"{label}: {self._state(one)}", steps, one.link)

    def _state(self, one: Open) -> str:
        say, until = self.voice.say, self.voice.full_day(one.until) if one.until else ""
        match one.state:
            case State.EXPIRED if until:
                return say("ran out on {day}", day=until)
            case State.EXPIRED:
                return say("ran out")
            case State.EXPIRING:
                return say("runs out on {day}, before the season ends", day=until)
            case State.PARTIAL:
                return say("half done")
            case State.BOOKED:
                return say("booked")
            case State.HIGHER_HELD:
                return say("another course is on record, not this one")
            case State.UNKNOWN:
                return say("not found under your name. If you hold it, answer with a picture of it")
            case _:
                return say("not on record")

    def _waits(self, one: Waiting) -> Point:
        told = []
        if one.held:
            told.append(
                self.voice.say("On hold until what is missing is in: {items}.", items=self._items(one.held))
            )
        if one.owed:
            told.append(
                self.voice.say("Not there yet, we tell you when it is: {items}.", items=self._items(one.owed))
            )
        if {*one.items} - {*one.owed}:
            told.append(self._pickup())
        return Point(f"{one.team}: {self._items(one.items)}", tuple(told))

    def _lacks(self, one: Lacking) -> Point:
        say = self.voice.say
        lacks = say("still to come: {parts}", parts=one.parts) if one.parts else say("not complete")
        return Point(f"{one.team}: {self._items((one.item,))}", (lacks,))

    def _items(self, keys: tuple[str, ...]) -> str:
        labels = {item.key: self.voice.own(item.label) for item in self.region.items}
        return self.voice.listed(tuple(labels.get(key, key) for key in keys))

    def _pickup(self) -> str:
        say = self.voice.say
        if self.about.ahead:
            return say("It waits for you at the meeting: {when}.", when=self._when(self.about.ahead))
        if self.region.follow_up.pickup:
            return self.voice.own(self.region.follow_up.pickup)
        contact = self._contact()
        if not contact:
            return say("Answer this message to agree when you can pick it up, and bring your code.")
        return say("Ask {contact} when you can pick it up, and bring your code.", contact=contact)

    def _when(self, meeting: Meeting) -> str:
        venue = self.region.venue
        place = meeting.place or ", ".join(filter(None, (venue.name, venue.address)))
        parts = (self.voice.day(meeting.on), self.voice.clock_time(meeting.starts), place)
        return ", ".join(filter(None, parts))

    def _contact(self) -> str:
        """Return the first whom a message or a call reaches, or an empty text."""
        return next((self._who(one) for one in self.about.contacts if one.email or one.phone), "")

    def _who(self, contact: Contact) -> str:
        role = self.voice.own(contact.role)
        told = (role if contact.name else "", contact.email, contact.phone)
        ways = ", ".join(filter(None, told))
        return f"{contact.name or role} ({ways})" if ways else role

    def _closing(self) -> Iterator[str]:
        if self.about.contacts:
            people = self.voice.listed(tuple(self._who(one) for one in self.about.contacts))
            yield self.voice.say("Questions: {people}", people=people)
        yield self.region.follow_up.signed or self.region.name
