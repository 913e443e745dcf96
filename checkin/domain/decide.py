"""What follows from a command: the facts to record, or a refusal in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    RecordFollowUps,
    Refused,
    SetBreaksAside,
    Settle,
    TakeBack,
    TakeBackImport,
    TakeBackLast,
)
from checkin.domain.decide_codes import decide_codes
from checkin.domain.decide_evening import decide_evening
from checkin.domain.decide_follow_up import decide_follow_up
from checkin.domain.decide_undo import decide_undo
from checkin.domain.decide_witnessed import decide_witnessed
from checkin.domain.evening_commands import WalkIn
from checkin.domain.events import (
    Arrived,
    Fact,
    HandedOver,
    SetAside,
)
from checkin.domain.names import fold
from checkin.domain.people import Assignment
from checkin.domain.phrases import listed
from checkin.domain.region import Item
from checkin.domain.rules import Judgement, Standing, Witnessed, judge, standing_of

__all__ = ["decide", "held", "judged", "waiting"]


def decide(command: Command, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that a command leads to, or why it is refused."""
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
        case SetBreaksAside(breaks, reason):
            return (SetAside(breaks, reason),)
        case ChooseLanguage() | RecordFollowUps():
            return decide_follow_up(command, basis)
        case WalkIn():
            return decide_evening(command, basis)
        case _:
            return decide_witnessed(command, basis)


def waiting(person: str, basis: Basis) -> Iterator[tuple[Assignment, str]]:
    """Yield the items that wait for the person's teams and may be handed over."""
    seen: set[tuple[str, str]] = set()
    for assignment in basis.roster.by_person.get(person, ()):
        role = basis.role(assignment)
        if not assignment.team or role is None or not role.collects:
            continue
        for item in basis.region.items:
            place = (assignment.team, item.key)
            if (
                item.on
                and not item.comes_in
                and place not in seen
                and basis.night.handed_over(*place) is None
            ):
                seen.add(place)
                yield assignment, item.key


def judged(assignment: Assignment, on: date, basis: Basis) -> tuple[Judgement, ...]:
    """Return what the rules say of one assignment on that date, what the desk saw included."""
    witnessed = tuple(Witnessed(one.fact, one.at) for one in basis.night.witnessed(assignment.person))
    return judge(basis.region, basis.roster, assignment, on, witnessed, basis.voice)


def held(assignment: Assignment, item: Item, on: date, basis: Basis) -> bool:
    """Tell whether the region holds an item back from this person."""
    holding = {one.key for one in basis.region.requirements if item.key in one.holds}
    if not item.hold and not holding:
        return False
    found = judged(assignment, on, basis)
    return standing_of(one for one in found if item.hold or one.key in holding) is Standing.FLAGGED


def _check_in(command: CheckIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := basis.unknown(command.person):
        return refusal
    meeting = basis.meeting(command.person)
    key = meeting.key if meeting else None
    before = basis.night.arrival(command.person, key)
    facts: list[Fact] = [] if before else [Arrived(command.person, key, command.found_by)]
    if command.hand_over:
        items = {item.key: item for item in basis.region.items}
        facts += [
            _given(assignment, item, key, basis)
            for assignment, item in waiting(command.person, basis)
            if not held(assignment, items[item], basis.today, basis)
        ]
    if before and not facts:
        name = basis.roster.people[command.person].name
        return Refused("already-here", f"{name} is already here: {basis.who(before)}. Nothing is left to do.")
    return tuple(facts)


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


def _given(assignment: Assignment, item: str, meeting: str | None, basis: Basis) -> HandedOver:
    role = basis.role(assignment)
    person = basis.roster.people[assignment.person]
    relation = role.label.lower() if role else assignment.role
    return HandedOver(assignment.team, item, person.key, person.name, relation, meeting)


def _hand_over(command: HandOver, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := basis.unknown(command.to):
        return refusal
    team = basis.roster.teams.get(command.team)
    if team is None:
        return Refused(
            "unknown-team", f"No team is called {command.team}. Check the name with `checkin find`."
        )
    items = [item.key for item in basis.region.items if item.on]
    if command.item not in items:
        return Refused(
            "unknown-item", f"No item is called {command.item}. This region hands out {listed(items)}."
        )
    if event := basis.night.handed_over(command.team, command.item):
        taker = event.fact.collector if isinstance(event.fact, HandedOver) else ""
        what = basis.narrator().item(command.team, command.item)
        sentence = f"{team.name}: {what} was given to {taker} {basis.who(event)}."
        return Refused("already-given", sentence[:1].upper() + sentence[1:])
    meeting = basis.meeting(command.to)
    theirs = basis.roster.by_person.get(command.to, ())
    own = next((one for one in theirs if one.team == command.team), None)
    assignment = own or Assignment(command.to, command.team, team.division, "someone else")
    return (_given(assignment, command.item, meeting.key if meeting else None, basis),)
