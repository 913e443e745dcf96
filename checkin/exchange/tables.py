"""A roster as plain tables for the store, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from checkin.domain.people import Assignment, Certificate, Doubt, Person, Roster, Sighting, Source, Team
from checkin.domain.region import FieldSession, Meeting
from checkin.exchange.pause import no_collecting

__all__ = ["roster_from_tables", "roster_to_tables"]


@no_collecting()
def roster_to_tables(roster: Roster) -> dict[str, list[dict[str, Any]]]:
    """Return a roster as tables of plain records, ready for JSON."""
    rows = {
        "people": roster.people.values(),
        "teams": roster.teams.values(),
        "assignments": roster.assignments,
        "certificates": roster.certificates,
        "sources": roster.sources,
        "sightings": roster.sightings,
        "meetings": roster.meetings,
        "sessions": roster.sessions,
        "aliases": [{"old": old, "key": key} for old, key in roster.aliases.items()],
        "doubts": roster.doubts,
        "parts": [
            {"key": key, "kind": kind, "certificates": held} for (key, kind), held in roster.parts.items()
        ],
    }
    return {name: [msgspec.to_builtins(one) for one in table] for name, table in rows.items()}


@no_collecting()
def roster_from_tables(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> Roster:
    """Return the roster that such tables hold.

    Raises `msgspec.ValidationError` for a record that is none of ours.
    """

    def rows(name: str) -> Iterable[Mapping[str, Any]]:
        return tables.get(name, ())

    people = msgspec.convert(rows("people"), list[Person])
    teams = msgspec.convert(rows("teams"), list[Team])
    return Roster(
        people={one.key: one for one in people},
        teams={one.key: one for one in teams},
        assignments=msgspec.convert(rows("assignments"), tuple[Assignment, ...]),
        certificates=msgspec.convert(rows("certificates"), tuple[Certificate, ...]),
        sources=msgspec.convert(rows("sources"), tuple[Source, ...]),
        sightings=msgspec.convert(rows("sightings"), tuple[Sighting, ...]),
        meetings=msgspec.convert(rows("meetings"), tuple[Meeting, ...]),
        sessions=msgspec.convert(rows("sessions"), tuple[FieldSession, ...]),
        aliases={one["old"]: one["key"] for one in rows("aliases")},
        doubts=msgspec.convert(rows("doubts"), tuple[Doubt, ...]),
        parts={
            (one["key"], one["kind"]): msgspec.convert(one["certificates"], tuple[Certificate, ...])
            for one in rows("parts")
        },
    )
