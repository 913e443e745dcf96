"""What stands on a badge and on the label of a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.domain.region import Region

__all__ = ["Tag", "badge_of", "in_order", "label_of", "teams_in_order"]


@dataclass(frozen=True, slots=True)
class Tag:
    """The text of one badge or label, and its code."""

    code: str
    name: str
    """Whom or what it is for, as large as fits."""
    place: str = ""
    """Where a box stands, large too."""
    lines: tuple[str, ...] = ()
    foot: str = ""


def badge_of(person: Person, code: str, roster: Roster, region: Region) -> Tag:
    """Return a person's badge: the name, and a line for each team with the role in it."""
    rows = roster.by_person.get(person.key, ())
    lines = dict.fromkeys(_line(row, roster, region) for row in rows)
    return Tag(code, person.name, lines=tuple(filter(None, lines)), foot=_foot(region))


def label_of(team: Team, code: str, roster: Roster, region: Region) -> Tag:
    """Return the label of a team's box: the team, where the box stands, and whose it is."""
    place = ", ".join(
        _whole(f"{what} {where}") for what, where in (("shelf", team.shelf), ("box", team.box)) if where
    )
    collectors = [
        _whole(roster.people[row.person].name)
        for row in roster.by_team.get(team.key, ())
        if row.person in roster.people and (role := region.role_of(row.role)) and role.collects
    ]
    division = region.division_of(team.division)
    lines = (division.key if division else team.division, ", ".join(dict.fromkeys(collectors)), team.contents)
    return Tag(code, team.name, place[:1].upper() + place[1:], tuple(filter(None, lines)), _foot(region))


def in_order(people: Iterable[Person], roster: Roster, region: Region) -> list[Person]:
    """Return people by division, then by last and first name, as they are handed out."""

    def place(person: Person) -> tuple[int, str, str]:
        rows = roster.by_person.get(person.key, ())
        first = min((_division(row.division, region) for row in rows), default=len(region.divisions))
        return (first, person.last.casefold(), person.first.casefold())

    return sorted(people, key=place)


def teams_in_order(teams: Iterable[Team], region: Region) -> list[Team]:
    """Return teams by shelf, box, division and name, the way somebody walks along the shelves."""
    return sorted(
        teams,
        key=lambda one: (
            _natural(one.shelf),
            _natural(one.box),
            _division(one.division, region),
            _natural(one.name),
        ),
    )


def _line(row: Assignment, roster: Roster, region: Region) -> str:
    role = region.role_of(row.role)
    team = roster.teams.get(row.team)
    parts = (team.name if team else row.division, role.label.lower() if role else row.role)
    return ", ".join(_whole(one) for one in parts if one)


def _whole(text: str) -> str:
    """Return a text that no line breaks in."""
    return text.replace(" ", "\u00a0")


def _foot(region: Region) -> str:
    return f"{region.name} · {region.season.label}"


def _division(spelling: str, region: Region) -> int:
    found = region.division_of(spelling)
    return region.divisions.index(found) if found else len(region.divisions)


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts `box 9` before `box 10`, and a text that is empty last."""
    parts: Iterator[str] = (one for one in re.split(r"(\d+)", text.casefold()) if one)
    return [(0, int(one), "") if one.isdigit() else (1, 0, one) for one in parts] or [(2, 0, "")]
