"""Makes a season folder of the made-up region, with a meeting tonight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from checkin.demo.cast import cast_of
from checkin.demo.credentials import credentials_of
from checkin.demo.exports import write_exports
from checkin.demo.names import read_names
from checkin.desk import Desk
from checkin.domain.payload import ALPHABET
from checkin.exchange import Plan, plan_import
from checkin.store import Season

__all__ = ["DemoSeason", "make", "region_text"]

_ZONE = ZoneInfo("America/Denver")
"""The time zone of the shipped rules."""
_SATURDAY = 5
_CONTACTS = """[[contacts]]
role = "CVPA"
name = "Marisol Quintana-Webb"
email = "cvpa@example.org"
phone = "(505) 555-0104"

"""


@dataclass(frozen=True, slots=True)
class DemoSeason:
    """A season that was made up, and the files it was imported from."""

    path: Path
    exports: tuple[Path, ...]
    plan: Plan


def make(path: Path, *, now: datetime, seed: int = 104, coaches: int = 415, teams: int = 200) -> DemoSeason:
    """Make a season folder: everything comes from the seed and the day.

    Raises `NotASeason` when something else is there already.
    """
    rng = Random(seed)  # noqa: S311  made-up people, no secrets
    today = now.astimezone(_ZONE).date()
    cast = cast_of(read_names(), coaches=coaches, teams=teams, rng=rng)
    held = credentials_of(cast, today, rng)
    text = region_text(today)
    Season.create(path, text)
    files = write_exports(path / "exports", cast, held, now, f"{_kickoff(today).year} Fall Core")
    desk = Desk.open(
        path,
        desk="import",
        by="",
        clock=lambda: now,
        ids=lambda length: "".join(rng.choices(ALPHABET, k=length)),
    )
    try:
        desk.load()
        plan = plan_import(files, desk.roster, new_key=desk.new_person_key, now=now)
        desk.apply(plan)
    finally:
        desk.close()
    return DemoSeason(path, files, plan)


def region_text(today: date) -> str:
    """Return the shipped rules for a made-up region, with a meeting tonight and the others ahead."""
    template = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    kickoff = _kickoff(today)
    dates = {
        "year": kickoff.year,
        "kickoff": kickoff,
        "ends": kickoff + timedelta(weeks=9),
        "meeting1": today + timedelta(days=2),
        "meeting2": today + timedelta(days=5),
        "meeting3": today,
        "meeting4": today + timedelta(days=7),
        "session1": kickoff - timedelta(weeks=3),
        "session2": kickoff - timedelta(weeks=2),
        "session3": kickoff - timedelta(weeks=1),
    }
    filled = re.sub(r"@(\w+)@", lambda match: str(dates[match[1]]), template)
    named = re.sub(r'(?m)^name = ".*"$', 'name = "A made-up region"', filled, count=1)
    return re.sub(r"(?s)\[\[contacts\]\].*?(?=\n# -{10})", lambda _: _CONTACTS, named, count=1)


def _kickoff(today: date) -> date:
    """Return the Saturday of the first games, with three Saturdays for field sessions before it."""
    earliest = today + timedelta(days=22)
    return earliest + timedelta(days=(_SATURDAY - earliest.weekday()) % 7)
