"""What follows from a check-in or a hand-over: to a coach, to somebody else, by the label on the box."""

from __future__ import annotations

from checkin.domain.basis import Basis
from checkin.domain.commands import CheckIn, Collect, HandOver, Refused
from checkin.domain.decide_items import known_item
from checkin.domain.desk_facts import HandedOver
from checkin.domain.fact import Fact
from checkin.domain.holds import held
from checkin.domain.normal import calls, given, normal, ready, unscanned
from checkin.domain.people import Assignment
from checkin.domain.phrases import listed

__all__ = ["decide_hand_over"]


def decide_hand_over(command: CheckIn | HandOver | Collect, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    match command:
        case CheckIn():
            return basis.unknown(command.person) or _check_in(command, basis)
        case HandOver():
            return basis.unknown(command.to) or _hand_over(command, basis)
        case Collect():
            return basis.unknown(command.person) or _collect(command, basis)


def _check_in(command: CheckIn, basis: Basis) -> tuple[Fact, ...] | Refused:
    person, box = command.person, command.box
    if box and (refusal := _wrong_box(person, box, basis)):
        return refusal
    facts = normal(person, command.found_by, basis, hand_over=command.hand_over, box=box)
    called = () if box or not command.hand_over else tuple(calls(person, basis))
    if facts or called:
        return (*facts, *called)
    name = basis.roster.people[person].name
    if waits := _boxes(person, basis):
        return Refused("scan-box", f"{name} is here. Now scan the label on {listed(waits)}.")
    meeting = basis.meeting(person)
    before = basis.night.arrival(person, meeting.key if meeting else None)
    when = f": {basis.who(before)}" if before else ""
    return Refused("already-here", f"{name} is already here{when}. Nothing is left to do.")


def _boxes(person: str, basis: Basis) -> list[str]:
    """Return the boxes, in words, that wait for the scan of their label."""
    narrator = basis.narrator()
    return [narrator.item(row.team, item.key) for row, item in unscanned(person, basis)]


def _wrong_box(person: str, box: str, basis: Basis) -> Refused | None:
    """Return why the box that was scanned isn't for this person, or isn't for anybody any more."""
    narrator = basis.narrator()
    labelled = [one for one in basis.region.items if one.labelled and one.on]
    if any(item.labelled for _, item in ready(person, basis, box)):
        return None
    items = [narrator.item(box, one.key) for one in labelled]
    what = listed([one if one.startswith("box ") else f"the {one}" for one in items]) or "a box"
    rows = [one for one in basis.roster.by_person.get(person, ()) if _collects(one, basis)]
    row = next((one for one in rows if one.team == box), None)
    name = basis.roster.people[person].name
    if row is None:
        theirs = listed(
            [
                f"{narrator.item(one.team, item.key)} of {narrator.team(one.team)}"
                for one in rows
                for item in labelled
            ]
        )
        told = f"WRONG BOX: This is {what} of {narrator.team(box)}. {name} takes {theirs or 'no box'}."
        return Refused("wrong-box", f"{told} Nothing was recorded. Put it back and scan the right one.")
    for item in labelled:
        if event := basis.night.handed_over(box, item.key):
            return _already_given(box, item.key, event.id, basis)
        if held(row, item, basis.today, basis):
            return _on_hold(item.label, name)
    return Refused(
        "not-waiting", f"{narrator.team(box)}: {what} doesn't wait on the shelf. F3 has what can be done."
    )


def _collects(row: Assignment, basis: Basis) -> bool:
    role = basis.role(row)
    return bool(row.team and role and role.collects)


def _collect(command: Collect, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the hand-over of whatever waits, to somebody else."""
    person, box = command.person, command.box
    if not command.name.strip():
        return Refused("no-name", "Say who takes it: the history and the summary name them.")
    if box and (refusal := _wrong_box(person, box, basis)):
        return refusal
    now = [one for one in ready(person, basis, box) if _asked(command, one[0].team)]
    later = [] if box else [one for one in unscanned(person, basis) if _asked(command, one[0].team)]
    for row, _ in (*now, *later):
        if basis.region.policy.who_collects == "team" and not _of_team(command, row.team, basis):
            team = basis.narrator().team(row.team)
            told = f"In this region only people of {team} may collect for it. Tell the coordinator."
            return Refused("may-not-collect", told)
    facts = [_taken(command, row, item.key, basis) for row, item in now]
    called = [] if box else [one for one in calls(person, basis) if _asked(command, one.team)]
    if facts or called:
        return (*facts, *called)
    if waits := [basis.narrator().item(row.team, item.key) for row, item in later]:
        return Refused("scan-box", f"Now scan the label on {listed(waits)}: {command.name.strip()} takes it.")
    name = basis.roster.people[person].name
    return Refused("nothing-waits", f"Nothing waits for {name} that may be handed over.")


def _asked(command: Collect, team: str) -> bool:
    """Tell whether what waits for that team is meant."""
    return not command.teams or team in command.teams


def _taken(command: Collect, row: Assignment, item: str, basis: Basis) -> HandedOver:
    meeting = basis.meeting(command.person)
    return HandedOver(
        row.team,
        item,
        command.taker or None,
        command.name.strip(),
        command.relation.strip() or "somebody else",
        meeting.key if meeting else None,
        at_hand=bool(command.box),
    )


def _of_team(command: Collect, team: str, basis: Basis) -> bool:
    """Tell whether the files have whoever collects on the team, by key or by name."""
    by_key = any(one.person == command.taker for one in basis.roster.by_team.get(team, ()))
    return by_key or basis.on_team(team, command.name) is not None


def _hand_over(command: HandOver, basis: Basis) -> tuple[Fact, ...] | Refused:
    item = known_item(command.team, command.item, basis)
    if isinstance(item, Refused):
        return item
    if event := basis.night.handed_over(command.team, command.item):
        return _already_given(command.team, command.item, event.id, basis)
    meeting = basis.meeting(command.to)
    theirs = basis.roster.by_person.get(command.to, ())
    own = next((one for one in theirs if one.team == command.team), None)
    if own and not item.comes_in and held(own, item, basis.today, basis):
        return _on_hold(item.label, basis.roster.people[command.to].name)
    division = basis.roster.teams[command.team].division
    assignment = own or Assignment(command.to, command.team, division, "someone else")
    return (given(assignment, command.item, meeting.key if meeting else None, basis, at_hand=True),)


def _already_given(team: str, item: str, hand_over: str, basis: Basis) -> Refused:
    narrator, event = basis.narrator(), basis.night.get(hand_over)
    taker = event.fact.collector if event and isinstance(event.fact, HandedOver) else ""
    when = basis.who(event) if event else ""
    sentence = f"{narrator.team(team)}: {narrator.item(team, item)} was given to {taker} {when}."
    return Refused("already-given", sentence[:1].upper() + sentence[1:])


def _on_hold(label: str, name: str) -> Refused:
    told = f"The {label.lower()} is held back from {name}."
    return Refused("on-hold", f"{told} Whoever may allow it releases the hold first: name and reason.")
