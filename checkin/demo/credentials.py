"""What each made-up person holds, dated so that a third of the coaches is not clear on any day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random

from checkin.demo.cast import Cast, Volunteer

__all__ = ["Credentials", "Licence", "Proof", "credentials_of"]

_COURSES = ("6U", "8U", "10U", "12U", "14U", "16U/19U")
"""The age group of each course, lowest first."""
_LICENCES = {
    "6U": "6U Coach",
    "8U": "8U Coach",
    "10U": "10U Coach",
    "12U": "12U Coach",
    "14U": "Intermediate (14U) Coach",
    "16U/19U": "Advanced (16U-19U) Coach",
}
_ONLINE = {
    "6U": "Z-Online U-6 Coach",
    "8U": "Z-Online U-8 Coach",
    "10U": "Z-Online U-10 Coach",
    "12U": "Z-Online U-12 Coach",
    "14U": "Z-Online Intermediate Coach",
    "16U/19U": "Z-Online Advanced Coach",
}
_BEFORE = {"14U": ("12U",), "16U/19U": ("12U", "14U")}
"""What was taken, years ago, before a higher course."""
_MISTAKEN = {"6U": "8U", "8U": "10U", "10U": "12U", "12U": "14U", "14U": "12U", "16U/19U": "14U"}
"""The course that somebody took in place of the one that is needed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate as the platform has it: verified, uploaded and waiting, or not there."""

    on: date | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Licence:
    """A coaching licence."""

    name: str
    on: date


@dataclass(slots=True)
class Credentials:
    """Everything that the platform knows of a person; changed only while it is drawn up."""

    safe_haven: Proof
    concussion: Proof
    licences: dict[str, Licence] = field(default_factory=dict)
    """By the age group of the course."""
    earlier: tuple[Licence, ...] = ()
    """What was taken before a higher course."""
    known: bool = True
    """False for somebody whom the platform has no record of."""

    @property
    def highest(self) -> Licence | None:
        """The licence that the wide report shows."""
        return next((self.licences[one] for one in reversed(_COURSES) if one in self.licences), None)

    def every(self) -> Iterator[Licence]:
        """Yield each licence, oldest course first."""
        yield from self.earlier
        yield from self.licences.values()


def credentials_of(cast: Cast, today: date, rng: Random) -> Mapping[str, Credentials]:
    """Return everybody's credentials by Admin ID: one coach in three misses something."""
    dates = _Dates(today, rng)
    coaches = [one for one in cast.volunteers if one.coaches]
    troubled = rng.sample(coaches, round(len(coaches) / 3))
    drawn = {one.admin_id: _complete(one, dates) for one in (*cast.volunteers, *cast.former)}
    kinds = [kind for kind, share in _TROUBLES.items() for _ in range(share)]
    for one, trouble in zip(troubled, cycle(rng.sample(kinds, len(kinds))), strict=False):
        trouble(drawn[one.admin_id], dates)
    return drawn


@dataclass(frozen=True, slots=True)
class _Dates:
    """Draws dates before today."""

    today: date
    rng: Random

    def between(self, newest: int, oldest: int) -> date:
        """Return a day that many days ago."""
        return self.today - timedelta(days=self.rng.randint(newest, oldest))


def _complete(volunteer: Volunteer, dates: _Dates) -> Credentials:
    """Return the credentials of somebody who misses nothing, this season's last games included."""
    ages = sorted({one.age for one in volunteer.duties if one.coaches}, key=_COURSES.index)
    before = [one for age in ages for one in _BEFORE.get(age, ()) if one not in ages]
    return Credentials(
        safe_haven=Proof(dates.between(30, 3000)),
        concussion=Proof(dates.between(3, 240)),
        licences={age: Licence(_LICENCES[age], dates.between(15, 600)) for age in ages},
        earlier=tuple(Licence(_LICENCES[age], dates.between(1100, 2600)) for age in dict.fromkeys(before)),
    )


def _last(held: Credentials) -> str:
    """Return the course that goes wrong: the highest that is needed."""
    return max(held.licences, key=_COURSES.index)


def _course_ran_out(held: Credentials, dates: _Dates) -> None:
    age = _last(held)
    held.licences[age] = Licence(_LICENCES[age], dates.between(735, 1500))


def _course_online_only(held: Credentials, dates: _Dates) -> None:
    age = _last(held)
    held.licences[age] = Licence(_ONLINE[age], dates.between(5, 200))


def _course_of_another_age(held: Credentials, dates: _Dates) -> None:
    age = _last(held)
    del held.licences[age]
    other = _MISTAKEN[age]
    held.licences[other] = Licence(_LICENCES[other], dates.between(30, 600))


def _no_course(held: Credentials, _: _Dates) -> None:
    held.licences.clear()
    held.earlier = ()


def _concussion_ran_out(held: Credentials, dates: _Dates) -> None:
    held.concussion = Proof(dates.between(370, 800))


def _concussion_runs_out(held: Credentials, dates: _Dates) -> None:
    held.concussion = Proof(dates.between(300, 355))


def _no_concussion(held: Credentials, _: _Dates) -> None:
    held.concussion = Proof()


def _concussion_waits(held: Credentials, dates: _Dates) -> None:
    held.concussion = Proof(dates.between(1, 12), verified=False)


def _no_safe_haven(held: Credentials, _: _Dates) -> None:
    held.safe_haven = Proof()


def _nothing(held: Credentials, dates: _Dates) -> None:
    _no_course(held, dates)
    held.safe_haven = held.concussion = Proof()


def _unknown(held: Credentials, _: _Dates) -> None:
    held.known = False


_TROUBLES: Mapping[Callable[[Credentials, _Dates], None], int] = {
    _course_ran_out: 10,
    _concussion_ran_out: 7,
    _no_concussion: 5,
    _course_online_only: 4,
    _concussion_waits: 4,
    _concussion_runs_out: 3,
    _unknown: 3,
    _course_of_another_age: 2,
    _no_course: 2,
    _no_safe_haven: 1,
    _nothing: 1,
}
"""What is wrong, and how often."""
