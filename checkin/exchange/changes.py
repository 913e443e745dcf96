"""What an import changes, one by one: who is new, who moved, which box stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.domain.phrases import listed

__all__ = ["Change", "changes_of"]

Given = Callable[[str], str]
"""Tells what was given out for a team key, in a sentence; empty when nothing was."""


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


def changes_of(before: Roster, now: Roster, people: Iterable[str], given: Given) -> Iterator[Change]:
    """Yield what is new or different of these people, and of all teams; `given` tells what stays given.

    In a season that has nothing yet everything is new, and nothing is listed.
    """
    if not before.people and not before.teams:
        return
    for key in sorted(people, key=lambda one: (now.people[one].last, now.people[one].first, one)):
        person, then = now.people[key], before.people.get(key)
        rows = now.by_person.get(key, ())
        if then is None:
            yield Change("person", key, person.name, new=True, told=tuple(_places(rows, now)) or ("no team",))
        elif told := tuple(_told(then, person, before.by_person.get(key, ()), rows, before, now, given)):
            yield Change("person", key, person.name, new=False, told=told)
    for key, team in now.teams.items():
        before_it = before.teams.get(key)
        if before_it is None:
            yield Change("team", key, team.name, new=True, told=tuple(filter(None, (_place(team),))))
        elif before_it != team:
            yield Change("team", key, team.name, new=False, told=tuple(_of_team(before_it, team)))


def _told(
    then: Person,
    person: Person,
    old: Iterable[Assignment],
    new: Iterable[Assignment],
    before: Roster,
    now: Roster,
    given: Given,
) -> Iterator[str]:
    were, are = {one.team: one for one in old if one.team}, {one.team: one for one in new if one.team}
    left, joined = [one for one in were if one not in are], [one for one in are if one not in were]
    names = {
        **{key: one.name for key, one in before.teams.items()},
        **{key: one.name for key, one in now.teams.items()},
    }
    if left and joined:
        yield f"moved from {listed([names[one] for one in left])} to {listed([names[one] for one in joined])}"
    elif left:
        yield f"no longer on {listed([names[one] for one in left])}"
    elif joined:
        yield f"now also on {listed([names[one] for one in joined])}"
    yield from (f"{told} That stays so." for one in left if (told := given(one)))
    for team in were.keys() & are.keys():
        if were[team].role != are[team].role:
            yield f"{are[team].role or 'no role'} of {names[team]}, was {were[team].role or 'no role'}"
    yield from _of_person(then, person)


def _of_person(then: Person, person: Person) -> Iterator[str]:
    if then.name != person.name:
        yield f"was called {then.name}"
    for what, old, new in (
        ("AYSO or Admin ID", [one.value for one in then.ids], [one.value for one in person.ids]),
        ("e-mail", then.emails, person.emails),
        ("phone", then.phones, person.phones),
    ):
        if set(old) != set(new):
            yield f"{what} {', '.join(new) or 'none'}, was {', '.join(old) or 'none'}"
    if then.registered != person.registered:
        yield "now in the volunteer export" if person.registered else "no longer in the volunteer export"
    if person.credentials and not then.credentials:
        yield "now in a credentials file"
    if then.youth != person.youth:
        yield "marked as a minor" if person.youth else "no longer marked as a minor"


def _places(rows: Iterable[Assignment], roster: Roster) -> Iterator[str]:
    for one in rows:
        team = roster.teams.get(one.team)
        yield ", ".join(filter(None, (team.name if team else one.division, one.role)))


def _place(team: Team) -> str:
    where = f"shelf {team.shelf or '?'} box {team.box or '?'}" if team.shelf or team.box else ""
    pages = "" if team.pages is None else "1 page" if team.pages == 1 else f"{team.pages} pages"
    return ", ".join(filter(None, (team.division, where, team.contents, pages)))


def _of_team(then: Team, team: Team) -> Iterator[str]:
    if then.name != team.name:
        yield f"was called {then.name}"
    if _place(then) != _place(team):
        yield f"{_place(team) or 'nothing'}, was {_place(then) or 'nothing'}"
