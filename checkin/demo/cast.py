"""The made-up region's people, as every file has them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from random import Random

from checkin.demo.names import Called, Names
from checkin.demo.teams import Duty, Squad, duties_of_coaches, duties_of_others, squads_of

__all__ = ["Cast", "Volunteer", "cast_of"]

_COUPLES, _FORMER = 20, 40
"""One couple, and one person of another season, for that many coaches."""
_SAME_SURNAME = 0.7
_NINE_DIGITS = 0.3
_AREAS = ("505", "575", "915", "719", "720", "602", "480", "432")


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A made-up person."""

    called: Called
    email: str
    phone: str
    admin_id: str
    ayso_id: str
    duties: tuple[Duty, ...] = ()

    @property
    def coaches(self) -> bool:
        """Tell whether this person coaches."""
        return any(one.coaches for one in self.duties)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and every team."""

    squads: tuple[Squad, ...]
    volunteers: tuple[Volunteer, ...]
    """Coaches first, then team managers and referees."""
    former: tuple[Volunteer, ...]
    """People of other seasons, who are only in the credentials files."""


def cast_of(names: Names, *, coaches: int, teams: int, rng: Random) -> Cast:
    """Return the made-up region's people and teams."""
    squads = squads_of(names.teams, teams, rng)
    duties = duties_of_coaches(squads, coaches, rng)
    people = _People(names, rng)
    known = dict(zip(_places_for_known(duties, rng), names.known, strict=False))
    volunteers = [people.new(one, known.get(place)) for place, one in enumerate(duties)]
    _pair_up(volunteers, set(known), rng)
    volunteers += [people.new(one) for one in duties_of_others(squads, rng)]
    former = [people.new() for _ in range(coaches // _FORMER)]
    return Cast(tuple(squads), tuple(volunteers), tuple(former))


def _places_for_known(duties: Sequence[tuple[Duty, ...]], rng: Random) -> list[int]:
    """Return where to put the people who are in each demo: one to a team, tonight's first."""
    of_team: dict[str, int] = {}
    for place in rng.sample(range(len(duties)), len(duties)):
        of_team.setdefault(duties[place][0].team, place)
    of_team.pop("", None)
    return sorted(of_team.values(), key=lambda place: duties[place][0].age not in {"12U", "14U"})


class _People:
    """Makes people who share no name, id or e-mail; phones come again after some hundreds."""

    def __init__(self, names: Names, rng: Random) -> None:
        self._names, self._rng = names, rng
        self._taken = {f"{one.formal} {one.last}" for one in names.known}
        numbers = [f"({area}) 555-{number:04}" for area in _AREAS for number in range(100, 200)]
        self._phones = cycle(rng.sample(numbers, len(numbers)))

    def new(self, duties: tuple[Duty, ...] = (), called: Called | None = None) -> Volunteer:
        """Return somebody with these duties, called so or by a name that nobody has yet."""
        called = called or self._name()
        return Volunteer(
            called=called,
            email=self._email(called),
            phone=next(self._phones),
            admin_id=self._fresh(lambda: f"{self._number(5)}-{self._number(6)}"),
            ayso_id=self._fresh(lambda: self._number(9 if self._rng.random() < _NINE_DIGITS else 8)),
            duties=duties,
        )

    def _name(self) -> Called:
        while f"{(called := self._names.draw(self._rng)).formal} {called.last}" in self._taken:
            pass
        self._taken.add(f"{called.formal} {called.last}")
        return called

    def _email(self, called: Called) -> str:
        base = f"{_letters(called.first)}.{_letters(called.last)}"
        tries = iter(["", *map(str, range(2, 1000))])
        return self._fresh(lambda: f"{base}{next(tries)}@example.org")

    def _number(self, digits: int) -> str:
        return str(self._rng.randrange(10 ** (digits - 1), 10**digits))

    def _fresh(self, draw: Callable[[], str]) -> str:
        while (drawn := draw()) in self._taken:
            pass
        self._taken.add(drawn)
        return drawn


def _letters(text: str) -> str:
    """Return the text in the letters of an e-mail address."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("đ", "d"))
    return "".join(one for one in plain if one.isascii() and one.isalpha())


def _pair_up(volunteers: list[Volunteer], known: set[int], rng: Random) -> None:
    """Make couples of two coaches of a team: they share an e-mail, and most of them a surname."""
    of_team: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(volunteers):
        if place not in known:
            of_team[one.duties[0].team].append(place)
    of_team.pop("", None)
    pairs = [places[:2] for places in of_team.values() if len(places) > 1]
    for first, second in rng.sample(pairs, min(len(pairs), len(volunteers) // _COUPLES)):
        spouse, called = volunteers[first], volunteers[second].called
        if rng.random() < _SAME_SURNAME and called.formal != spouse.called.formal:
            called = replace(called, last=spouse.called.last)
        volunteers[second] = replace(volunteers[second], called=called, email=spouse.email)
