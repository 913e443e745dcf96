"""What follows from a word about an item: that it is short, owed, returned, right again, or released."""

from __future__ import annotations

from checkin.domain.basis import Basis
from checkin.domain.commands import MarkItem, Refused, Release
from checkin.domain.fact import Fact
from checkin.domain.holds import held, release_of, would_hold
from checkin.domain.item_facts import (
    Exchanged,
    FoundShort,
    FoundWrongSize,
    HoldReleased,
    Owed,
    Returned,
    ToppedUp,
)
from checkin.domain.ledger import INCOMPLETE, ItemState, Ledger, ledger_of
from checkin.domain.normal import about, normal
from checkin.domain.parts import Part, less, parts_of, told_parts, unknown_sizes
from checkin.domain.people import Assignment
from checkin.domain.phrases import listed
from checkin.domain.region import Item

__all__ = ["decide_items", "known_item"]


def decide_items(command: MarkItem | Release, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    if isinstance(command, Release):
        return _release(command, basis)
    item = known_item(command.team, command.item, basis)
    if isinstance(item, Refused):
        return item
    if item.comes_in:
        told = f"{item.label} come from the team: that they were brought in is all there is to say."
        return Refused("comes-in", told)
    return _Marking(command, item, basis).facts()


def known_item(team: str, key: str, basis: Basis) -> Item | Refused:
    """Return an item that the region hands out, or the refusal of a team or item that nobody knows."""
    if team not in basis.roster.teams:
        return Refused("unknown-team", f"No team is called {team}. A part of the name shows which there are.")
    items = {item.key: item for item in basis.region.items if item.on}
    if key not in items:
        told = f"No item is called {key}. This region hands out {listed([*items])}."
        return Refused("unknown-item", told)
    return items[key]


class _Marking:
    """One word about one item, against where that item is now."""

    def __init__(self, command: MarkItem, item: Item, basis: Basis) -> None:
        self.command, self.item, self.basis = command, item, basis
        self.ledger: Ledger = ledger_of(basis.night, command.team, command.item)
        narrator = basis.narrator()
        self.what = f"{narrator.team(command.team)}: {narrator.item(command.team, command.item)}"
        person = command.person or next(
            (one.person for one in basis.roster.by_team.get(command.team, ())), ""
        )
        meeting = basis.meeting(person)
        self.meeting = meeting.key if meeting else None

    def facts(self) -> tuple[Fact, ...] | Refused:
        """Return what to record, or why not."""
        command = self.command
        place = (command.team, command.item)
        strange = unknown_sizes(parts_of(command.parts), self.item.sizes) if not command.anyway else ""
        if strange and command.mark != "topped-up":
            return Refused("unknown-size", f"{self.what}: {strange}")
        lacks = (*place, command.parts, self.meeting, command.note)
        match command.mark:
            case "short":
                return self._lacking(FoundShort(*lacks, instead_of=_kept(self.ledger.missing)))
            case "wrong-size":
                return self._lacking(FoundWrongSize(*lacks, instead_of=_kept(self.ledger.wanted)))
            case "owed":
                return self._owed(Owed(*place, command.person or None, self.meeting, command.note))
            case "returned":
                out = tuple(one.id for one in self.basis.night.hand_overs(*place))
                fact = Returned(*place, out, self.meeting, command.note)
                return (fact,) if out else self._not_given("so it can't come back")
            case "exchanged":
                return self._exchanged(Exchanged(*place, self.meeting, command.note))
            case "topped-up":
                return self._topped_up(ToppedUp(*place, command.parts, self.meeting, command.note))

    def _lacking(self, fact: FoundShort | FoundWrongSize) -> tuple[Fact, ...] | Refused:
        if self.ledger.given is None:
            return self._with_hand_over(fact)
        last = self.ledger.last
        state, known = (
            (ItemState.SHORT, self.ledger.missing)
            if isinstance(fact, FoundShort)
            else (ItemState.WRONG_SIZE, self.ledger.wanted)
        )
        said = parts_of(self.command.parts)
        if last and (known or self.ledger.state is state) and set(known) == set(said):
            told = f"{self.what} is written down so already, {self.basis.who(last)}. Nothing is left to do."
            return Refused("already-marked", told)
        return (fact,)

    def _with_hand_over(self, fact: Fact) -> tuple[Fact, ...] | Refused:
        """Return what is normal for whoever stands at the desk, then the fact, if that gives the item."""
        command = self.command
        if not command.person:
            return self._not_given("so nobody knows what is in it: hand it over first")
        box = command.team if self.item.labelled and self._label_required else ""
        facts = normal(command.person, command.found_by, self.basis, box=box)
        if any(about(one) == self._place for one in facts):
            return (*facts, fact)
        return self._not_given("and can't be handed over here")

    @property
    def _label_required(self) -> bool:
        return self.basis.region.policy.two_scans == "required"

    @property
    def _place(self) -> tuple[str, str]:
        return self.command.team, self.command.item

    def _owed(self, fact: Owed) -> tuple[Fact, ...] | Refused:
        if self.ledger.given:
            told = f"{self.what} was given {self.basis.who(self.ledger.given)}: it can be short, not owed."
            return Refused("already-given", told)
        if self.ledger.state is ItemState.OWED and self.ledger.last:
            told = f"{self.what} is owed already, {self.basis.who(self.ledger.last)}. Nothing is left to do."
            return Refused("already-marked", told)
        person = self.command.person
        facts = normal(person, self.command.found_by, self.basis) if person else ()
        return (*(one for one in facts if about(one) != self._place), fact)

    def _exchanged(self, fact: Exchanged) -> tuple[Fact, ...] | Refused:
        if self.ledger.given is None:
            return self._not_given("so there is nothing to exchange")
        if self.ledger.state is ItemState.EXCHANGED and self.ledger.last:
            when = self.basis.who(self.ledger.last)
            told = f"{self.what} was exchanged {when}. Is it wrong again? Write that down first."
            return Refused("already-exchanged", told)
        return (fact,)

    def _topped_up(self, fact: ToppedUp) -> tuple[Fact, ...] | Refused:
        if self.ledger.given is None:
            return self._not_given("so nothing can be added to it")
        if self.ledger.state not in INCOMPLETE:
            return Refused("not-short", f"{self.what} lacks nothing that was written down.")
        if self.ledger.state is ItemState.WRONG_SIZE and not self.command.parts:
            told = f"{self.what} has a wrong size, nothing is missing. Was it exchanged? Write that down,"
            return Refused("not-short", f"{told} or say which sizes were given.")
        lacks = (*self.ledger.missing, *self.ledger.wanted)
        given = parts_of(self.command.parts)
        if lacks and less(given, lacks):
            told = f"{self.what} lacks {told_parts(lacks)}, not {told_parts(given)}."
            return Refused("not-missing", f"{told} Write down what was given.")
        return (fact,)

    def _not_given(self, why: str) -> Refused:
        return Refused("not-given", f"{self.what} was not handed over, {why}.")


def _kept(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(map(str, parts))


def _release(command: Release, basis: Basis) -> tuple[Fact, ...] | Refused:
    item = known_item(command.team, command.item, basis)
    if refusal := basis.unknown(command.person):
        return refusal
    if isinstance(item, Refused):
        return item
    row = _row(command, basis)
    name, what = basis.roster.people[command.person].name, item.label.lower()
    if row is None or not would_hold(row, item, basis.today, basis):
        return Refused("not-held", f"The {what} is not held back from {name}. Press Enter to hand it over.")
    if not held(row, item, basis.today, basis):
        release = release_of(row, item, basis)
        by = f" by {release.fact.name}, {basis.who(release.event)}" if release else ""
        return Refused("already-released", f"That hold was released already{by}.")
    if not command.name.strip() or not command.reason.strip():
        return Refused("no-reason", "Say who allows it, and why: every desk and the summary show both.")
    meeting = basis.meeting(command.person)
    key = meeting.key if meeting else None
    place = (command.team, command.item, command.person)
    return (HoldReleased(*place, command.name.strip(), command.reason.strip(), key),)


def _row(command: Release, basis: Basis) -> Assignment | None:
    rows = basis.roster.by_person.get(command.person, ())
    return next((one for one in rows if one.team == command.team), None)
