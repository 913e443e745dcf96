"""Who is one person and who is two, where the files leave it open and somebody who knows has said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.commands import Refused, SettleIdentity
from checkin.domain.desk_facts import Imported, Undone
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.fold import Night
from checkin.domain.identity_facts import IdentitySettled
from checkin.domain.people import WALK_IN, Doubt, IdKind, Person, Roster, Sighting

__all__ = [
    "Decisions",
    "Doubted",
    "Side",
    "decisions_after",
    "decisions_of",
    "doubted",
    "open_doubts",
    "settle_identity",
]

Decisions = Mapping[frozenset[str], bool]
"""True for two keys of one person, False for those of two people."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people, as the files have them."""

    key: str
    name: str
    teams: tuple[str, ...]
    known_by: tuple[str, ...]
    """Ids, e-mail addresses, phone numbers."""
    kinds: tuple[str, ...]
    """Kinds of the files that have them."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """Two people who may be one, or one who may be two."""

    one: Side
    another: Side
    why: str
    joined: bool
    """True when they are taken for one person until somebody says otherwise."""


def decisions_of(night: Night) -> Decisions:
    """Return the latest word on each pair of keys."""
    return _decisions(night.every(IdentitySettled))


def decisions_after(facts: Iterable[Fact], night: Night) -> Decisions | None:
    """Return the latest words once these facts are recorded; None when they leave who is who as it is."""
    said = [one for one in facts if isinstance(one, IdentitySettled)]
    undone = {event for one in facts if isinstance(one, Undone) for event in one.events}
    before = night.every(IdentitySettled)
    touched = [one for event in undone if (one := night.get(event))]
    if any(isinstance(one.fact, IdentitySettled) for one in touched) or said:
        pass
    elif not before or not any(isinstance(one, Imported) for one in (*facts, *(one.fact for one in touched))):
        return None
    kept = _decisions(one for one in before if one.id not in undone)
    return {**kept, **{frozenset((one.one, one.another)): one.same for one in said}}


def _decisions(events: Iterable[Event]) -> dict[frozenset[str], bool]:
    facts = (one.fact for one in events)
    return {frozenset((one.one, one.another)): one.same for one in facts if isinstance(one, IdentitySettled)}


def open_doubts(roster: Roster, night: Night) -> tuple[Doubt, ...]:
    """Return the pairs that nobody has settled yet."""
    settled = decisions_of(night)
    return tuple(one for one in roster.doubts if frozenset((one.one, one.another)) not in settled)


def doubted(doubt: Doubt, roster: Roster) -> Doubted:
    """Return a pair with each side as the files have it."""
    return Doubted(_side(doubt.one, roster), _side(doubt.another, roster), doubt.why, doubt.joined)


def settle_identity(command: SettleIdentity, basis: Basis) -> tuple[IdentitySettled, ...] | Refused:
    """Return what was said of two people, or a refusal when nobody has these keys, or it was said before."""
    sides = _side(command.one, basis.roster), _side(command.another, basis.roster)
    for side in sides:
        if not side.name:
            told = f"Nobody in the files has the key {side.key}. `checkin identity` lists who is doubtful."
            return Refused("unknown-person", told)
    names = sides[0].name, sides[1].name
    if command.one == command.another:
        told = f"{names[0]} is one person in the files. Name two: `checkin identity` lists who is doubtful."
        return Refused("same-key", told)
    if decisions_of(basis.night).get(frozenset((command.one, command.another))) is command.same:
        told = "one person" if command.same else "two people"
        return Refused("already-settled", f"{names[0]} and {names[1]} are settled as {told} already.")
    return (IdentitySettled(command.one, command.another, command.same, *names, command.reason.strip()),)


def _side(key: str, roster: Roster) -> Side:
    """Return what the files have under a key, also one that was joined to another; nameless when nothing."""
    seen = [one for one in roster.sightings if one.person and key in (one.own, one.person.key)]
    own = [one for one in seen if (one.own or (one.person and one.person.key)) == key] or seen
    people = [one.person for one in own if one.person]
    if not people and (person := roster.people.get(roster.now_called.get(key, key))):
        people = [person]
    known = dict.fromkeys(text for one in people for text in _known_by(one))
    return Side(
        key,
        next((one.name for one in people), ""),
        tuple(dict.fromkeys(_teams(own, roster))),
        tuple(known),
        tuple(dict.fromkeys(one.kind for one in own)),
    )


def _known_by(person: Person) -> Iterator[str]:
    words = {IdKind.AYSO: "AYSO ID", IdKind.ADMIN: "Admin ID", IdKind.OTHER: "ID"}
    yield from (f"{words[one.kind]} {one.value}" for one in person.ids if not one.value.startswith(WALK_IN))
    yield from person.emails
    yield from person.phones


def _teams(sightings: Iterable[Sighting], roster: Roster) -> Iterator[str]:
    for one in (row for sighting in sightings for row in sighting.assignments):
        team = roster.teams.get(one.team)
        name = team.name if team else one.team or one.division
        yield f"{name}, {one.role}" if one.role else name
