"""Whose badges and which boxes' labels a print verb is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

from checkin.cli.answers import needed_person, needed_team, refuse
from checkin.desk import Desk
from checkin.domain.commands import Refused
from checkin.domain.people import Person, Team
from checkin.print.tags import in_order, teams_in_order

__all__ = ["people_for", "teams_for"]


def people_for(desk: Desk, named: Sequence[str], divisions: Sequence[str], *, new: bool) -> list[Person]:
    """Return who is named, or everybody with a role by division and name; leave when that is nobody."""
    roster, region = desk.roster, desk.region
    if named:
        keys = dict.fromkeys(needed_person(one, desk) for one in named)
    else:
        keys = dict.fromkeys(one.person for one in roster.assignments if region.role_of(one.role))
    if divisions:
        wanted = _divisions(desk, divisions)
        theirs = {row.person for row in roster.assignments if _division(desk, row.division) in wanted}
        keys = {one: None for one in keys if one in theirs}
    chosen = [roster.people[one] for one in keys if one in roster.people and not (new and desk.badge(one))]
    if not chosen:
        _nobody(desk, "person", new=new)
    return chosen if named else in_order(chosen, roster, region)


def teams_for(desk: Desk, named: Sequence[str], divisions: Sequence[str], *, new: bool) -> list[Team]:
    """Return the teams that are named, or all, in the order of the shelves; leave when there is none."""
    keys = [needed_team(one, desk) for one in named] or desk.roster.teams
    chosen = [desk.roster.teams[one] for one in keys]
    if divisions:
        wanted = _divisions(desk, divisions)
        chosen = [one for one in chosen if _division(desk, one.division) in wanted]
    chosen = [one for one in chosen if not (new and desk.box_label(one.key))]
    if not chosen:
        _nobody(desk, "team", new=new)
    return teams_in_order({one.key: one for one in chosen}.values(), desk.region)


def _divisions(desk: Desk, named: Iterable[str]) -> set[str]:
    """Return the keys of divisions, or leave when the region has none of that name."""
    wanted = set()
    for one in named:
        if not (key := _division(desk, one)):
            known = tuple(division.key for division in desk.region.divisions)
            refuse(Refused("unknown-division", f"No division is called {one}. This region has:", known))
        wanted.add(key)
    return wanted


def _division(desk: Desk, spelling: str) -> str:
    found = desk.region.division_of(spelling)
    return found.key if found else ""


def _nobody(desk: Desk, what: str, *, new: bool) -> NoReturn:
    if not desk.roster.people:
        refuse(
            Refused("nothing-imported", "Nobody is in the files yet. Begin with `checkin import FILE...`.")
        )
    if new:
        refuse(Refused("nothing-new", f"Every {what} of these has a code already. Leave --new out."))
    refuse(Refused("nobody", f"No {what} of the files is in that division."))
