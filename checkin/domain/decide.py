"""What follows from a command: the facts to record, or a refusal in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from checkin.domain.commands import (
    BookSession,
    CheckIn,
    Command,
    HandOver,
    IssueBadge,
    RecordEvidence,
    RecordFieldSession,
    RecordRefresher,
    Refused,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.events import (
    Arrived,
    BadgeIssued,
    Event,
    EvidenceSeen,
    Fact,
    FieldSessionDone,
    HandedOver,
    Imported,
    RefresherTaken,
    SessionBooked,
    Undone,
)
from checkin.domain.fold import Night
from checkin.domain.people import Assignment, Roster
from checkin.domain.phrases import clock_time, listed
from checkin.domain.region import Item, Meeting, Region, Role
from checkin.domain.rules import Judgement, Standing, Witnessed, judge, standing_of
from checkin.domain.words import Narrator

__all__ = ["Basis", "decide", "held", "judged", "waiting"]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that a decision rests on: the rules, the data, the night so far, and who asks."""

    region: Region
    roster: Roster
    night: Night
    meeting: Callable[[str], Meeting | None]
    """Today's meeting for a person key, if there is one."""
    today: date
    local: Callable[[datetime], datetime]
    """An instant in the region's time zone."""
    desk: str
    writer: str
    new_tag: Callable[[], str]

    def narrator(self) -> Narrator:
        """Return who tells these events in sentences."""
        return Narrator(self.region, self.roster, self.night)

    def role(self, assignment: Assignment) -> Role | None:
        """Return what the assignment's role means in this region."""
        return self.region.role_of(assignment.role)

    def who(self, event: Event) -> str:
        """Return when, where and by whom an event was recorded: `at 7:02 pm, desk A, by Maria`."""
        by = f", by {event.by}" if event.by else ""
        return f"at {clock_time(self.local(event.at))}, desk {event.desk}{by}"


def decide(command: Command, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that a command leads to, or why it is refused."""
    match command:
        case CheckIn():
            return _check_in(command, basis)
        case HandOver():
            return _hand_over(command, basis)
        case TakeBack(target, reason):
            return _take_back(target, reason, basis)
        case TakeBackLast():
            return _take_back_last(basis)
        case IssueBadge(person):
            return _known(person, basis) or (BadgeIssued(person, basis.new_tag()),)
        case RecordEvidence(person, requirement, name, completed_on, medium):
            facts: tuple[Fact, ...] = (EvidenceSeen(person, requirement, name, completed_on, medium),)
            return _known(person, basis) or _not_ahead(completed_on, basis) or facts
        case RecordFieldSession(person, course, completed_on):
            facts = (FieldSessionDone(person, course, completed_on),)
            return _known(person, basis) or _not_ahead(completed_on, basis) or facts
        case BookSession(person, course, on):
            return _known(person, basis) or _book(person, course, on, basis)
        case RecordRefresher(people):
            return _refresher(people, basis)


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
    return judge(basis.region, basis.roster, assignment, on, witnessed)


def held(assignment: Assignment, item: Item, on: date, basis: Basis) -> bool:
    """Tell whether the region holds an item back from this person."""
    holding = {one.key for one in basis.region.requirements if item.key in one.holds}
    if not item.hold and not holding:
        return False
    found = judged(assignment, on, basis)
    return standing_of(one for one in found if item.hold or one.key in holding) is Standing.FLAGGED


def _check_in(command: CheckIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := _known(command.person, basis):
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


def _given(assignment: Assignment, item: str, meeting: str | None, basis: Basis) -> HandedOver:
    role = basis.role(assignment)
    person = basis.roster.people[assignment.person]
    relation = role.label.lower() if role else assignment.role
    return HandedOver(assignment.team, item, person.key, person.name, relation, meeting)


def _hand_over(command: HandOver, basis: Basis) -> tuple[Fact, ...] | Refused:
    if refusal := _known(command.to, basis):
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


def _take_back(target: str, reason: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    event = basis.night.get(target)
    events = (event,) if event else basis.night.act(target)
    if not events:
        return Refused("unknown-event", f"Nothing is recorded under {target}. `checkin log` lists what is.")
    if any(isinstance(one.fact, Undone | Imported) for one in events):
        return Refused(
            "not-undoable", "Only what was recorded at a desk can be taken back. Record it anew instead."
        )
    standing = tuple(one.id for one in events if basis.night.counts(one))
    if not standing:
        taker = basis.night.taken_back_by(events[0])
        when = f" {basis.who(taker)}" if taker else ""
        return Refused("already-undone", f"That was taken back already{when}.")
    return (Undone(standing, reason),)


def _take_back_last(basis: Basis) -> tuple[Fact, ...] | Refused:
    events = basis.night.last_act(basis.desk, basis.writer)
    if not events:
        return Refused("nothing-to-undo", "This desk has recorded nothing that could be taken back.")
    return (Undone(tuple(one.id for one in events)),)


def _refresher(people: tuple[str, ...], basis: Basis) -> tuple[Fact, ...] | Refused:
    facts: list[Fact] = []
    for person in people:
        if refusal := _known(person, basis):
            return refusal
        meeting = basis.meeting(person)
        before = basis.night.refresher(person)
        key = meeting.key if meeting else None
        if not (before and isinstance(before.fact, RefresherTaken) and before.fact.meeting == key):
            facts.append(RefresherTaken(person, key))
    if not facts:
        return Refused(
            "already-taken", "The Safe Haven refresher is already recorded. Nothing is left to do."
        )
    return tuple(facts)


def _book(person: str, course: str, on: date, basis: Basis) -> tuple[Fact, ...] | Refused:
    if on < basis.today:
        return Refused("past-date", f"{on.isoformat()} is over. Was it attended? Record the field session.")
    known = (one.fact for one in basis.night.witnessed(person))
    if SessionBooked(person, course, on) in known:
        return Refused("already-booked", "That session is already written down. Nothing is left to do.")
    return (SessionBooked(person, course, on),)


def _known(person: str, basis: Basis) -> Refused | None:
    if person in basis.roster.people:
        return None
    return Refused("unknown-person", "That person is not in the imported files. Look the name up again.")


def _not_ahead(completed_on: date, basis: Basis) -> Refused | None:
    if completed_on <= basis.today:
        return None
    return Refused(
        "future-date", f"{completed_on.isoformat()} is still ahead. Enter the date on the certificate."
    )
