"""The verb that checks a season folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.domain.commands import SetBreaksAside
from checkin.domain.events import is_newer
from checkin.domain.phrases import many
from checkin.store import Break, Season, Verified

__all__ = ["verify"]


@click.command()
@click.option(
    "--repair", is_flag=True, help="Set what is broken aside in quarantine/; nothing is ever deleted."
)
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history.")
@as_json_option
@common
def verify(place: Place, *, repair: bool, reason: str, as_json: bool) -> None:
    """Walk rosters, logs and backups and list what isn't as it was written; exit code 3 if anything isn't.

    With --repair damaged files move to quarantine/, imported data comes back from a backup that has it, and
    damaged lines and forks, which stay where they are, count as known from then on.

    Example: checkin verify
    """
    found = _walked(place)
    done = _repaired(place, found, reason) if repair and found.breaks else ()
    if done:
        found = _walked(place)
    if as_json:
        click.echo(to_json({**asdict(found), "repaired": done}))
    else:
        click.echo("\n".join(_told(found, done)))
    sys.exit(3 if found.breaks else 0)


def _walked(place: Place) -> Verified:
    season = Season.open(place.path, desk="", writer="", is_newer=is_newer)
    try:
        return season.verify()
    finally:
        season.close()


def _repaired(place: Place, found: Verified, reason: str) -> tuple[str, ...]:
    """Repair, record which breaks are known now, and return a sentence for each thing done."""
    season = Season.open(place.path, desk="", writer="")
    try:
        done = season.repair(found.breaks)
    finally:
        season.close()
    if done.aside:
        with open_desk(place, desk="verify", spare=True) as desk:
            desk.do(SetBreaksAside(done.aside, reason))
    return done.told


def _told(found: Verified, done: Iterable[str]) -> Iterable[str]:
    yield from done
    yield from map(_place, found.breaks)
    walked = (
        f"{many(found.logs, 'log')}, {many(found.events, 'record')}, "
        f"{many(found.rosters, 'imported roster')}, {many(found.backups, 'backup')}."
    )
    known = f" Known and set aside: {len(found.set_aside)}." if found.set_aside else ""
    how = "Everything is as it was written" if not found.breaks else f"{len(found.breaks)} to look at"
    yield f"{how}: {walked}{known}"


def _place(one: Break) -> str:
    where = f"{one.file}, line {one.line}" if one.line else one.file
    return f"{where}: {one.sentence}"
