"""What follows from a command: the facts to record, or a refusal in words."""

from __future__ import annotations

from checkin.domain.anomalies import settle
from checkin.domain.basis import Basis
from checkin.domain.commands import (
    CheckIn,
    ChooseLanguage,
    Collect,
    Command,
    HandOver,
    IssueBadge,
    IssueBadges,
    IssueBoxLabels,
    MarkItem,
    NoteRestore,
    RecordFollowUps,
    Refused,
    Release,
    SetBreaksAside,
    Settle,
    TakeBack,
    TakeBackImport,
    TakeBackLast,
)
from checkin.domain.decide_codes import decide_codes
from checkin.domain.decide_evening import decide_evening
from checkin.domain.decide_follow_up import decide_follow_up
from checkin.domain.decide_items import decide_items, known_item
from checkin.domain.decide_undo import decide_undo
from checkin.domain.decide_witnessed import decide_witnessed
from checkin.domain.evening_commands import LeaveNote, ReadNotes, WalkIn
from checkin.domain.events import (
    Fact,
    HandedOver,
    Restored,
    SetAside,
)
from checkin.domain.holds import held
from checkin.domain.names import fold
from checkin.domain.normal import given, normal, waiting
from checkin.domain.notes import read_first
from checkin.domain.people import Assignment

__all__ = ["decide"]


def decide(command: Command, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that a command leads to, or why it is refused."""
    return read_first(command, basis) or _decided(command, basis)


def _decided(command: Command, basis: Basis) -> tuple[Fact, ...] | Refused:
    match command:
        case CheckIn():
            return _check_in(command, basis)
        case HandOver():
            return _hand_over(command, basis)
        case Collect():
            return _collect(command, basis)
        case TakeBack() | TakeBackLast() | TakeBackImport():
            return decide_undo(command, basis)
        case IssueBadge() | IssueBadges() | IssueBoxLabels():
            return decide_codes(command, basis)
        case Settle():
            return settle(command, basis)
        case NoteRestore(backup):
            return (Restored(backup),)
        case SetBreaksAside(breaks, reason):
            return (SetAside(breaks, reason),)
        case ChooseLanguage() | RecordFollowUps():
            return decide_follow_up(command, basis)
        case WalkIn() | LeaveNote() | ReadNotes():
            return decide_evening(command, basis)
        case MarkItem() | Release():
            return decide_items(command, basis)
        case _:
            return decide_witnessed(command, basis)


def _check_in(command: CheckIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := basis.unknown(command.person):
        return refusal
    meeting = basis.meeting(command.person)
    before = basis.night.arrival(command.person, meeting.key if meeting else None)
    facts = normal(command.person, command.found_by, basis, hand_over=command.hand_over)
    if before and not facts:
        name = basis.roster.people[command.person].name
        return Refused("already-here", f"{name} is already here: {basis.who(before)}. Nothing is left to do.")
    return facts


def _collect(command: Collect, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the hand-over of whatever waits, to somebody else."""
    if refusal := basis.unknown(command.person):
        return refusal
    if not command.name.strip():
        return Refused("no-name", "Say who takes it: the history and the summary name them.")
    meeting = basis.meeting(command.person)
    items = {item.key: item for item in basis.region.items}
    facts = []
    for assignment, key in waiting(command.person, basis):
        if held(assignment, items[key], basis.today, basis):
            continue
        if basis.region.policy.who_collects == "team" and not _of_team(command, assignment.team, basis):
            team = basis.narrator().team(assignment.team)
            told = f"In this region only people of {team} may collect for it. Tell the coordinator."
            return Refused("may-not-collect", told)
        facts.append(
            HandedOver(
                assignment.team,
                key,
                command.taker or None,
                command.name.strip(),
                command.relation.strip() or "somebody else",
                meeting.key if meeting else None,
            )
        )
    name = basis.roster.people[command.person].name
    return tuple(facts) or Refused("nothing-waits", f"Nothing waits for {name} that may be handed over.")


def _of_team(command: Collect, team: str, basis: Basis) -> bool:
    """Tell whether the files have whoever collects on the team, by key or by name."""
    rows = basis.roster.by_team.get(team, ())
    people = [one for row in rows if (one := basis.roster.people.get(row.person))]
    return any(command.taker == one.key or fold(command.name) == fold(one.name) for one in people)


def _hand_over(command: HandOver, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := basis.unknown(command.to):
        return refusal
    item = known_item(command.team, command.item, basis)
    if isinstance(item, Refused):
        return item
    team = basis.roster.teams[command.team]
    if event := basis.night.handed_over(command.team, command.item):
        taker = event.fact.collector if isinstance(event.fact, HandedOver) else ""
        what = basis.narrator().item(command.team, command.item)
        sentence = f"{team.name}: {what} was given to {taker} {basis.who(event)}."
        return Refused("already-given", sentence[:1].upper() + sentence[1:])
    meeting = basis.meeting(command.to)
    theirs = basis.roster.by_person.get(command.to, ())
    own = next((one for one in theirs if one.team == command.team), None)
    if own and not item.comes_in and held(own, item, basis.today, basis):
        told = f"The {item.label.lower()} is held back from {basis.roster.people[command.to].name}."
        return Refused("on-hold", f"{told} Whoever may allow it releases the hold first: name and reason.")
    assignment = own or Assignment(command.to, command.team, team.division, "someone else")
    return (given(assignment, command.item, meeting.key if meeting else None, basis),)
