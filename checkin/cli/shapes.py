"""The JSON that verbs print; its names are promised to scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from checkin.domain.card import Arrival, Card, ItemLine, TeamCard
from checkin.domain.events import Event, record_of
from checkin.domain.people import Person, Roster
from checkin.domain.rules import Judgement
from checkin.domain.summary import Summary, Totals
from checkin.search import Hit

__all__ = [
    "card_shape",
    "event_shape",
    "hit_shape",
    "person_shape",
    "summary_shape",
    "to_json",
    "totals_shape",
]


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
    record = record_of(event.id, event.act, event.clock, event.at, event.desk, event.by, event.fact)
    return {**record, "writer": event.writer, "seq": event.seq}


def summary_shape(summary: Summary) -> dict[str, Any]:
    """Return the pickup summary."""
    return {
        "meeting": summary.meeting,
        "totals": totals_shape(summary.totals),
        "divisions": [{"division": one.division, **totals_shape(one.totals)} for one in summary.divisions],
        "gaps": [
            {
                "person": one.person,
                "team": one.team,
                "requirement": one.requirement,
                "state": one.state.value,
                "next_step": one.next_step,
            }
            for one in summary.gaps
        ],
        "no_shows": [
            {
                "person": one.person,
                "teams": list(one.teams),
                "phone": one.phone,
                "division": one.division,
                "came_on": _plain(one.came_on),
            }
            for one in summary.no_shows
        ],
        "overrides": [_plain(one) for one in summary.overrides],
        "anomalies": list(summary.anomalies),
        "undone": summary.undone,
        "closing": _plain(summary.closing),
        "teams": [_plain(one) for one in summary.teams],
        "came": [_plain(one) for one in summary.came],
        "refreshers": [_plain(one) for one in summary.refreshers],
        "evidence": [_plain(one) for one in summary.evidence],
        "taken_back": [_plain(one) for one in summary.taken_back],
        "volunteers": [_plain(one) for one in summary.helpers],
        "needs": [_plain(one) for one in summary.needs],
    }


def _plain(value: Any) -> Any:
    """Return a record of a summary under its own names, its times as text."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return _instant(value)
    return value.isoformat() if isinstance(value, date) else value


def totals_shape(totals: Totals) -> dict[str, Any]:
    """Return totals as JSON has them."""
    items: Mapping[str, Any] = {
        key: {"expected": one.expected, "given": one.given, "short": one.short, "left": one.left}
        for key, one in totals.items.items()
    }
    return {
        "expected": totals.expected,
        "arrived": totals.arrived,
        "walk_ins": totals.walk_ins,
        "visitors": totals.visitors,
        "no_shows": totals.no_shows,
        "items": items,
    }
