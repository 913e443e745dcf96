"""The hard queries of the samples: what volunteers type, and whom they mean."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from checkin.domain.people import Assignment, Id, IdKind, Person, Roster, Team
from checkin.search import Index

__all__ = ["Hard", "Query", "place_of", "read_hard"]

_SAMPLES = Path(__file__).parent.parent / "samples" / "hard-queries.toml"


@dataclass(frozen=True)
class Query:
    """A text, and who is meant."""

    text: str
    person: str
    kind: str


@dataclass(frozen=True)
class Hard:
    """Whom the queries mean, and the queries."""

    roster: Roster
    queries: tuple[Query, ...]


def read_hard() -> Hard:
    """Return the people and the queries of the samples."""
    data = tomllib.loads(_SAMPLES.read_text(encoding="utf-8"))
    people, teams, rows = {}, {}, []
    for number, one in enumerate(data["person"]):
        key = f"W{number:05}"
        first, _, last = one["name"].partition(" ")
        if one["name"] == "Mary Beth Sorensen":
            first, last = "Mary Beth", "Sorensen"
        people[key] = Person(
            key,
            first,
            last,
            ids=(Id(IdKind.AYSO, one["id"]),) if one["id"] else (),
            emails=(one["email"],) if one["email"] else (),
            phones=(one["phone"],),
        )
        teams[one["team"]] = Team(one["team"], one["team"], one["division"], "A1", one["box"])
        rows.append(Assignment(key, one["team"], one["division"], "Head Coach"))
    queries = [
        Query(one["text"], one["person"], group["kind"])
        for group in data["group"]
        for one in group["queries"]
    ]
    return Hard(Roster(people, teams, tuple(rows)), tuple(queries))


def place_of(query: Query, index: Index, roster: Roster) -> int:
    """Return at which place the person who is meant comes, 99 for nowhere in the list."""
    names = [roster.people[hit.person].name for hit in index.find(query.text)]
    return names.index(query.person) + 1 if query.person in names else 99
