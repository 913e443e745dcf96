"""The names that made-up people and teams are drawn from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from random import Random

__all__ = ["Called", "Names", "read_names"]


@dataclass(frozen=True, slots=True)
class Called:
    """What a person is called, in the volunteer export and in the credentials files."""

    first: str
    last: str
    formal: str
    """The first name in the credentials files."""
    without_id: bool = False
    """True when the volunteer export leaves this person's ID out."""


@dataclass(frozen=True, slots=True)
class Names:
    """Every name, read from the data file."""

    origins: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]
    """Share, first names, last names."""
    known: tuple[Called, ...]
    """People who are in each demo."""
    nicknames: dict[str, str]
    """Nickname by formal name."""
    teams: tuple[str, ...]

    def draw(self, rng: Random) -> Called:
        """Return a made-up name: some with two surnames, some who go by a nickname."""
        _, firsts, lasts = rng.choices(self.origins, [share for share, _, _ in self.origins])[0]
        formal, last = rng.choice(firsts), rng.choice(lasts)
        if rng.random() < _TWO_SURNAMES and (second := rng.choice(lasts)) != last:
            last = f"{last}-{second}"
        nickname = self.nicknames.get(formal, formal)
        return Called(nickname if rng.random() < _GOES_BY_NICKNAME else formal, last, formal)


_TWO_SURNAMES = 0.06
_GOES_BY_NICKNAME = 0.4


def read_names() -> Names:
    """Return the names of the data file."""
    text = resources.files("checkin.demo").joinpath("names.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Names(
        origins=tuple(
            (one["share"], (*one["women"], *one["men"]), tuple(one["last"])) for one in data["origins"]
        ),
        known=tuple(
            Called(one["first"], one["last"], one.get("formal", one["first"]), one.get("without_id", False))
            for one in data["known"]
        ),
        nicknames={formal: nickname for nickname, formal in data["nicknames"].items()},
        teams=tuple(data["teams"]["names"]),
    )
