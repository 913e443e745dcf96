"""The made-up region's teams, and who does what for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random

__all__ = ["AGES", "Duty", "Squad", "duties_of_coaches", "duties_of_others", "squads_of"]

AGES = {"6U": 22, "8U": 28, "10U": 40, "12U": 56, "14U": 38, "16U/19U": 16}
"""Teams of each age group, in 200."""
_SHELVES = "ABCDEFGH"
_BOXES_ON_SHELF = 5
_BOXES_IN_RACK = 25
_COACHED = 0.975
"""Share of the teams that have a coach."""
_TWO_TEAMS, _THREE_TEAMS, _NO_TEAM_YET = 8, 50, 80
"""One coach in that many."""
_MANAGED, _REFEREES = 0.15, 0.06
"""Team managers and referees for each team."""
_YOUTH = 3
"""One referee in that many is a minor."""


@dataclass(frozen=True, slots=True)
class Squad:
    """A team with the place of its box."""

    name: str
    age: str
    """A key of `AGES`."""
    division: str
    """As Sports Connect spells it."""
    shelf: str
    box: str

    def duty(self, role: str) -> Duty:
        """Return a duty for this team."""
        return Duty(role, self.age, self.division, self.name)


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody does, and for whom."""

    role: str
    """As Sports Connect spells it."""
    age: str
    division: str
    team: str = ""
    """Name of the team, or empty when none is allocated."""

    @property
    def coaches(self) -> bool:
        """Tell whether this is a coach's duty."""
        return self.role.endswith("Coach")


def squads_of(mascots: Sequence[str], count: int, rng: Random) -> list[Squad]:
    """Return the teams by age, boys and girls in turn, their boxes numbered along the shelves."""
    counts = {age: max(1, round(teams * count / sum(AGES.values()))) for age, teams in AGES.items()}
    counts["12U"] += count - sum(counts.values())
    names = cycle(rng.sample(mascots, len(mascots)))
    squads: list[Squad] = []
    for age, teams in counts.items():
        for place in range(teams):
            sex = ("Boys", "Girls")[place % 2]
            code = f"{age.rpartition('/')[2]}-{sex[0]}{place // 2 + 1:02}"
            box = len(squads)
            rack = _SHELVES[box // _BOXES_IN_RACK % len(_SHELVES)]
            shelf = f"{rack}{box % _BOXES_IN_RACK // _BOXES_ON_SHELF + 1}"
            squads.append(Squad(f"{code} {next(names)}", age, f"{age} {sex}", shelf, str(box + 1)))
    return squads


def duties_of_coaches(squads: Sequence[Squad], coaches: int, rng: Random) -> list[tuple[Duty, ...]]:
    """Return each coach's duties: nearly every team has a head coach, the others assist."""
    coached = rng.sample(squads, round(len(squads) * _COACHED))
    two, three = coaches // _TWO_TEAMS, coaches // _THREE_TEAMS
    extra = two + 2 * three
    duties = [one.duty("Head Coach") for one in coached]
    duties += [
        one.duty("Assistant Coach") for one in islice(cycle(coached), max(0, coaches + extra - len(duties)))
    ]
    rng.shuffle(duties)
    shared = [[one] for one in duties[:coaches]]
    busy = rng.sample(shared, two + three)
    takers = busy + busy[:three]
    for duty in duties[coaches:]:
        own = next(one for one in takers if all(duty.team != other.team for other in one))
        takers.remove(own)
        own.append(duty)
    assistants = [one for one in shared if len(one) == 1 and one[0].role == "Assistant Coach"]
    for own in rng.sample(assistants, min(len(assistants), coaches // _NO_TEAM_YET)):
        own[0] = replace(own[0], team="")
    return [tuple(one) for one in shared]


def duties_of_others(squads: Sequence[Squad], rng: Random) -> list[tuple[Duty, ...]]:
    """Return the duties of team managers and referees."""
    managed = rng.sample(squads, round(len(squads) * _MANAGED))
    refereed = rng.sample(squads, round(len(squads) * _REFEREES))
    referees = [
        Duty("Referee" if place % _YOUTH else "Youth Referee", one.age, one.division)
        for place, one in enumerate(refereed)
    ]
    return [(one,) for one in (*(squad.duty("Team Manager") for squad in managed), *referees)]
