"""Draws up the card of one person from the rules, the data and the night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from checkin.domain.basis import Basis
from checkin.domain.card import Arrival, Banner, Card, ItemLine, ItemState, TeamCard, Teammate
from checkin.domain.desk_facts import Arrived, HandedOver, RefresherTaken
from checkin.domain.events import Event
from checkin.domain.holds import held, judged, release_of
from checkin.domain.ledger import ledger_of
from checkin.domain.limits import too_many
from checkin.domain.normal import normal, unscanned, waiting
from checkin.domain.notes import notes_of
from checkin.domain.parts import told_parts
from checkin.domain.people import Assignment, Person, Team
from checkin.domain.phrases import day, listed, many
from checkin.domain.region import Item, Meeting
from checkin.domain.rules import SETTLED, Judgement, Standing, State, standing_of, worst

__all__ = ["arrival_of", "card_of", "item_lines", "team_card"]


def card_of(person: Person, found_by: str, on: date, basis: Basis) -> Card:
    """Return the card of a person, judged on that date."""
    assignments = basis.roster.by_person.get(person.key, ())
    teams = tuple(team_card(one, on, basis) for one in assignments)
    meeting = basis.meeting(person.key)
    arrived = basis.night.arrival(person.key, meeting.key if meeting else None)
    refresher = basis.night.refresher(person.key)
    notes = notes_of(person.key, basis)
    proposal = _proposal(normal(person.key, found_by, basis))
    return Card(
        person=person,
        found_by=found_by,
        standing=_standing(person, teams, basis),
        headline=_headline(teams, walked_in=person.key in basis.roster.walk_ins),
        arrived=arrival_of(arrived) if arrived else None,
        refresher=arrival_of(refresher) if refresher else None,
        teams=teams,
        banners=(*_banners(person, found_by, assignments, meeting, basis), *_releases(teams)),
        notes=notes,
        proposal="note read" if any(one.unread for one in notes) else proposal,
    )


def _standing(person: Person, teams: tuple[TeamCard, ...], basis: Basis) -> Standing:
    if person.key in basis.roster.walk_ins:
        return Standing.UNKNOWN
    return worst(one.standing for one in teams) if teams else Standing.ATTENTION


def _of_assignment(assignment: Assignment, found: tuple[Judgement, ...], basis: Basis) -> Standing:
    return Standing.UNKNOWN if assignment.person in basis.roster.walk_ins else standing_of(found)


def arrival_of(event: Event) -> Arrival:
    """Return an arrival, or a refresher, as the card shows it."""
    fact = event.fact
    meeting = fact.meeting if isinstance(fact, Arrived | RefresherTaken) else None
    found_by = fact.found_by if isinstance(fact, Arrived) else ""
    return Arrival(event.id, meeting, event.when, event.desk, event.by, found_by)


def team_card(assignment: Assignment, on: date, basis: Basis) -> TeamCard:
    """Return what one assignment requires and what waits for its team."""
    team = basis.roster.teams.get(assignment.team)
    role = basis.role(assignment)
    division = basis.region.division_of(assignment.division)
    judgements = judged(assignment, on, basis)
    return TeamCard(
        team=assignment.team,
        name=team.name if team else "no team yet",
        division=division.key if division else assignment.division,
        role=role.key if role else assignment.role,
        role_label=role.label if role else assignment.role,
        standing=_of_assignment(assignment, judgements, basis),
        requirements=judgements,
        items=tuple(item_lines(assignment, on, basis)),
        shelf=team.shelf if team else "",
        box=team.box if team else "",
        others=tuple(_others(assignment, on, basis)),
    )


def item_lines(assignment: Assignment, on: date, basis: Basis) -> Iterator[ItemLine]:
    """Yield the items of the assignment's team, for a role that collects any."""
    role, team = basis.role(assignment), basis.roster.teams.get(assignment.team)
    if team is None or role is None or not role.collects:
        return
    for item in (one for one in basis.region.items if one.on):
        yield _item_line(assignment, team, item, on, basis)


def _item_line(assignment: Assignment, team: Team, item: Item, on: date, basis: Basis) -> ItemLine:
    ledger = ledger_of(basis.night, team.key, item.key)
    told = ledger.given or ledger.last
    fact = ledger.given.fact if ledger.given else None
    taker = fact.collector if isinstance(fact, HandedOver) else ""
    relation = fact.relation if isinstance(fact, HandedOver) else ""
    return ItemLine(
        key=item.key,
        label=item.label,
        state=ledger.state,
        held=ledger.given is None and held(assignment, item, on, basis),
        comes_in=item.comes_in,
        labelled=item.labelled,
        shelf=team.shelf,
        box=team.box,
        collected_by=f"{taker} ({relation})" if relation else taker,
        at=told.when if told else None,
        desk=told.desk if told else "",
        by=told.by if told else "",
        note=ledger.told,
        inside=_inside(team, item),
        missing=told_parts((*ledger.missing, *ledger.wanted)),
        released=_released(assignment, item, basis) if ledger.given is None else "",
    )


def _inside(team: Team, item: Item) -> str:
    """Return what the box list and the team list say of a box and a roster."""
    if item.key == "uniform-box":
        return team.contents
    if item.key != "roster" or team.pages is None:
        return ""
    return many(team.pages, "page")


def _released(assignment: Assignment, item: Item, basis: Basis) -> str:
    release = release_of(assignment, item, basis)
    if release is None:
        return ""
    told = f"{release.fact.name} released the hold on the {item.label.lower()}: {release.fact.reason}."
    if release.fell:
        return f"{told} It fell: newer data of {day(basis.local(release.fell).date())} says no."
    return told


def _others(assignment: Assignment, on: date, basis: Basis) -> Iterator[Teammate]:
    for other in basis.roster.by_team.get(assignment.team, ()) if assignment.team else ():
        person = basis.roster.people.get(other.person)
        role = basis.role(other)
        if person and role and role.collects and other.person != assignment.person:
            meeting = basis.meeting(other.person)
            event = basis.night.arrival(other.person, meeting.key if meeting else None)
            standing = _of_assignment(other, judged(other, on, basis), basis)
            yield Teammate(person.name, role.label, event.when if event else None, standing)


def _headline(teams: tuple[TeamCard, ...], *, walked_in: bool) -> str:
    if walked_in:
        return "Walk-in, in no file yet: nothing is known of any certification." + _handing_over(teams)
    if not teams:
        return "In the files, but with no team or role. Ask which team, and tell the coordinator."
    open_ones: defaultdict[State, dict[str, None]] = defaultdict(dict)
    for one in (one for team in teams for one in team.requirements if one.state not in SETTLED):
        open_ones[one.state][one.label] = None
    parts = [f"{listed([*labels])} {state.value.replace('-', ' ')}" for state, labels in open_ones.items()]
    soon = sorted({one.label for team in teams for one in team.requirements if one.state is State.EXPIRING})
    told = f"{'; '.join(parts)}." if parts else "Everything is in order."
    if not parts and soon:
        told = f"All good tonight; {listed(soon)} runs out before the season ends."
    return told + _handing_over(teams)


def _handing_over(teams: tuple[TeamCard, ...]) -> str:
    lines = [
        item for team in teams for item in team.items if item.state is ItemState.WAITING and not item.comes_in
    ]
    if blocked := sorted({item.label.lower() for item in lines if item.held}):
        return f" {listed(blocked).capitalize()} on hold."
    flagged = any(team.standing in (Standing.FLAGGED, Standing.UNKNOWN) for team in teams)
    return " Roster and box may be handed over." if flagged and lines else ""


def _banners(
    person: Person, found_by: str, assignments: tuple[Assignment, ...], meeting: Meeting | None, basis: Basis
) -> Iterator[Banner]:
    if person.key in basis.roster.walk_ins:
        yield Banner("walk-in", "The next import joins them; Ctrl+N shows their temporary code until then.")
    elif found_by not in ("code", "id", "script"):
        yield Banner("ask-for-id", f"Found by {found_by}: ask for an ID.")
    if meeting is None:
        yield Banner("no-meeting", "No meeting is planned today: recorded without one.")
    elif other := _own_evening(assignments, meeting, basis):
        yield Banner(
            "wrong-evening",
            f"Your meeting is {day(other.on)}, {listed(other.divisions)}: say so, and serve them anyway.",
        )
    if meeting and (before := _came_before(person.key, meeting, basis)):
        yield Banner("came-before", f"They came on {day(before)} already, another evening.")
    for assignment in assignments:
        team = basis.roster.teams.get(assignment.team)
        if team and not team.box and any(one.team == team.key for one, _ in waiting(person.key, basis)):
            yield Banner("no-box-number", f"{team.name} has no box number: look on the shelf by team name.")
    if waits := [basis.narrator().item(row.team, item.key) for row, item in unscanned(person.key, basis)]:
        yield Banner("scan-box", f"Scan the label on {listed(waits)}: that hands it over.")
    if warning := too_many(normal(person.key, found_by, basis), basis):
        yield Banner("many-boxes", warning.replace("now has", "will have"))
    for one in assignments:
        if basis.region.division_of(one.division) is None:
            told = f"No rule knows the division {one.division!r}" if one.division else "No division is known"
            yield Banner("unknown-division", f"{told}: tell the coordinator.")
        if basis.role(one) is None:
            yield Banner("unknown-role", f"No rule knows the role {one.role!r}: tell the coordinator.")


def _releases(teams: tuple[TeamCard, ...]) -> Iterator[Banner]:
    """Yield who released a hold, and which release newer data made fall."""
    for one in dict.fromkeys(item.released for team in teams for item in team.items if item.released):
        yield Banner("released", one)


def _came_before(person: str, meeting: Meeting, basis: Basis) -> date | None:
    """Return when somebody came to another meeting and not to this one."""
    if basis.night.arrival(person, meeting.key):
        return None
    days = [basis.local(one.when).date() for one in basis.night.arrivals(person) if _of(one) != meeting.key]
    return max(days, default=None)


def _of(arrival: Event) -> str | None:
    return arrival.fact.meeting if isinstance(arrival.fact, Arrived) else None


def _own_evening(assignments: tuple[Assignment, ...], meeting: Meeting, basis: Basis) -> Meeting | None:
    divisions = {one.key for row in assignments if (one := basis.region.division_of(row.division))}
    if not divisions or not meeting.divisions or divisions & set(meeting.divisions):
        return None
    theirs = [one for one in basis.region.meetings if divisions & set(one.divisions)]
    return min(theirs, key=lambda one: (one.on < basis.today, one.on), default=None)


def _proposal(facts: tuple[Arrived | HandedOver, ...]) -> str:
    """Return what Enter records, in words."""
    words = ((Arrived, "check in"), (HandedOver, "hand over"))
    return ", ".join(word for kind, word in words if any(isinstance(one, kind) for one in facts))
