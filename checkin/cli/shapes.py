"""The JSON that verbs print; its names are promised to scripts."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from checkin.domain.card import Arrival, Card, ItemLine, TeamCard
from checkin.domain.events import Event, record_of
from checkin.domain.people import Person, Roster
from checkin.domain.rules import Judgement
from checkin.search import Hit

__all__ = ["card_shape", "event_shape", "hit_shape", "person_shape", "to_json"]


def to_json(value: object, *, indent: int | None = 2) -> str:
    """Return a value as JSON text that a person can read too."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def person_shape(person: Person) -> dict[str, Any]:
    """Return who it is, with the ids of other systems by kind."""
    return {"id": person.key, "name": person.name, "ids": {one.kind.value: one.value for one in person.ids}}


def hit_shape(hit: Hit, roster: Roster) -> dict[str, Any]:
    """Return one line of `find`."""
    rows = roster.by_person.get(hit.person, ())
    teams = [roster.teams[one.team].name for one in rows if one.team in roster.teams]
    person = person_shape(roster.people[hit.person])
    return {"person": person, "teams": teams, "why": hit.why, "exact": hit.exact}


def card_shape(card: Card, latest: Arrival | None) -> dict[str, Any]:
    """Return a card, with the season's latest arrival."""
    return {
        "person": person_shape(card.person),
        "standing": card.standing.value,
        "arrived": _arrival(latest),
        "refresher": _arrival(card.refresher),
        "assignments": [_assignment(one) for one in card.teams],
    }


def _arrival(arrival: Arrival | None) -> dict[str, Any] | None:
    if arrival is None:
        return None
    return {
        "meeting": arrival.meeting,
        "at": _instant(arrival.at),
        "desk": arrival.desk,
        "by": arrival.by,
        "found_by": arrival.found_by,
    }


def _assignment(team: TeamCard) -> dict[str, Any]:
    return {
        "team": team.name if team.team else "",
        "division": team.division,
        "role": team.role,
        "standing": team.standing.value,
        "requirements": [_requirement(one) for one in team.requirements],
        "items": [_item(one) for one in team.items],
    }


def _requirement(one: Judgement) -> dict[str, Any]:
    return {
        "key": one.key,
        "state": one.state.value,
        "completed_on": one.completed_on.isoformat() if one.completed_on else None,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "reason": one.reason,
        "source": one.source,
        "next_step": one.next_step,
    }


def _item(one: ItemLine) -> dict[str, Any]:
    return {
        "key": one.key,
        "state": one.state.value,
        "held": one.held,
        "shelf": one.shelf,
        "box": one.box,
        "collected_by": one.collected_by or None,
        "at": _instant(one.at) if one.at else None,
        "note": one.note,
    }


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def event_shape(event: Event) -> dict[str, Any]:
    """Return an event as the log keeps it."""
    record = record_of(
        event.id,
        event.act,
        event.clock,
        event.at,
        event.desk,
        event.by,
        event.fact,
        paper=event.paper,
        own_time=event.own_time,
    )
    return {**record, "writer": event.writer, "seq": event.seq}
