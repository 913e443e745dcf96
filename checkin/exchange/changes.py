"""What an import changes, one by one: who is new, who moved, which box stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.domain.phrases import listed, many
from checkin.exchange.circumstances import Told

__all__ = ["Change", "changes_of"]


@dataclass(frozen=True, slots=True)
class Change:
    """A person or a team that is new or another one than before."""

    what: str
    """`person` or `team`."""
    key: str
    name: str
    new: bool
    told: tuple[str, ...]
    """What is different, or where somebody new belongs."""


def changes_of(before: Roster, now: Roster, people: Iterable[str], given: Told) -> Iterator[Change]:
    """Yield what is new or different of these people, and of all teams; `given` tells what stays given.

    In a season that has nothing yet everything is new, and nothing is listed.
    """
    if not before.people and not before.teams:
        return
    names = {key: one.name for roster in (before, now) for key, one in roster.teams.items()}
    for key in sorted(people, key=lambda one: _by_name(now.people[one])):
        rows, name = now.by_person.get(key, ()), now.people[key].name
        if key not in before.people:
            yield Change("person", key, name, new=True, told=tuple(_places(rows, now)) or ("no team",))
            continue
        of_rows = _of_rows(before.by_person.get(key, ()), rows, names, given)
        if told := (*of_rows, *_of_person(before.people[key], now.people[key])):
            yield Change("person", key, name, new=False, told=told)
    for key, team in now.teams.items():
        before_it = before.teams.get(key)
        if before_it is None:
            yield Change("team", key, team.name, new=True, told=tuple(filter(None, (_place(team),))))
        elif before_it != team:
            yield Change("team", key, team.name, new=False, told=tuple(_of_team(before_it, team)))


def _by_name(one: Person) -> tuple[object, ...]:
    """Return what puts people in one order, whatever keys they have."""
    return one.last, one.first, one.suffix, [id_.value for id_ in one.ids], one.emails, one.phones, one.key


def _of_rows(
    old: Iterable[Assignment], new: Iterable[Assignment], names: Mapping[str, str], given: Told
) -> Iterator[str]:
    """Yield what is different in the teams and roles of somebody, and in divisions without a team."""
    were, are = _by_place(old), _by_place(new)
    left, joined = [one for one in were if one not in are], [one for one in are if one not in were]
    told_left, told_joined = (listed([_called(one, names) for one in places]) for places in (left, joined))
    if left and joined:
        yield f"moved from {told_left} to {told_joined}"
    elif left:
        yield f"no longer on {told_left}"
    elif joined:
        yield f"now also on {told_joined}"
    yield from (f"{told} That stays so." for team, _ in left if team and (told := given(team)))
    for place in (one for one in were if one in are):
        where = _called(place, names)
        (role, division), (role_then, division_then) = _roles(are[place]), _roles(were[place])
        if role != role_then:
            yield f"{role or 'no role'} of {where}, was {role_then or 'no role'}"
        if division != division_then:
            yield f"{where} for {division or 'no division'}, was {division_then or 'no division'}"


def _by_place(rows: Iterable[Assignment]) -> dict[tuple[str, str], list[Assignment]]:
    """Return the rows of each team key, or of each division where no team is allocated."""
    found: dict[tuple[str, str], list[Assignment]] = {}
    for one in rows:
        found.setdefault((one.team, "" if one.team else one.division), []).append(one)
    return found


def _called(place: tuple[str, str], names: Mapping[str, str]) -> str:
    team, division = place
    return names.get(team, team) if team else division or "no division"


def _roles(rows: Iterable[Assignment]) -> tuple[str, str]:
    """Return the roles and the divisions of some rows in words, whatever their order."""
    roles, divisions = {one.role for one in rows}, {one.division for one in rows}
    return listed(sorted(filter(None, roles))), listed(sorted(filter(None, divisions)))


def _of_person(then: Person, person: Person) -> Iterator[str]:
    if then.name != person.name:
        yield f"was called {then.name}"
    elif then.last != person.last:
        yield f"last name {person.last or 'none'}, was {then.last or 'none'}"
    for what, old, new in (
        ("ID", tuple(one.value for one in then.ids), tuple(one.value for one in person.ids)),
        ("e-mail", then.emails, person.emails),
        ("phone", then.phones, person.phones),
    ):
        if old != new:
            yield f"{what} {', '.join(new) or 'none'}, was {', '.join(old) or 'none'}"
    if then.registered != person.registered:
        yield "now in the volunteer export" if person.registered else "no longer in the volunteer export"
    if person.credentials != then.credentials:
        yield "now in a credentials file" if person.credentials else "no longer in a credentials file"
    if then.youth != person.youth:
        yield "marked as a minor" if person.youth else "no longer marked as a minor"


def _places(rows: Iterable[Assignment], roster: Roster) -> Iterator[str]:
    for one in rows:
        team = roster.teams.get(one.team)
        yield ", ".join(filter(None, (team.name if team else one.division, one.role)))


def _place(team: Team) -> str:
    where = f"shelf {team.shelf or '?'} box {team.box or '?'}" if team.shelf or team.box else ""
    pages = "" if team.pages is None else many(team.pages, "page")
    return ", ".join(filter(None, (team.division, where, team.contents, pages)))


def _of_team(then: Team, team: Team) -> Iterator[str]:
    if then.name != team.name:
        yield f"was called {then.name}"
    if _place(then) != _place(team):
        yield f"{_place(team) or 'nothing'}, was {_place(then) or 'nothing'}"
