"""How many teams' items one person takes before that is unusual."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.domain.basis import Basis
from checkin.domain.desk_facts import HandedOver
from checkin.domain.fact import Fact

__all__ = ["teams_taken", "too_many"]


def teams_taken(person: str, name: str, basis: Basis) -> frozenset[str]:
    """Return the keys of the teams of which a person, by key or by name, has an item."""
    brought = {item.key for item in basis.region.items if item.comes_in}
    facts = (one.fact for one in basis.night.taken_by(person, name))
    return frozenset(one.team for one in facts if isinstance(one, HandedOver) and one.item not in brought)


def too_many(facts: Iterable[Fact], basis: Basis) -> str:
    """Return the warning when what is handed over takes somebody past the region's limit, or nothing."""
    limit = basis.region.policy.boxes_per_person
    takers: dict[tuple[str, str], set[str]] = {}
    for one in facts:
        if isinstance(one, HandedOver):
            takers.setdefault((one.person or "", one.collector), set()).add(one.team)
    for (person, name), teams in takers.items() if limit else ():
        has = teams_taken(person, name, basis)
        if len(has | teams) > max(limit, len(has)):
            who = name or basis.narrator().person(person)
            return f"{who} now has items of {len(has | teams)} teams, more than {limit}: is that right?"
    return ""
