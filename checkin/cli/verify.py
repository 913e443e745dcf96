"""The verb that checks a season folder."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from checkin.cli.ask import as_json_option
from checkin.cli.options import Place, common
from checkin.cli.shapes import to_json
from checkin.store import Season

__all__ = ["verify"]


@click.command()
@as_json_option
@common
def verify(place: Place, *, as_json: bool) -> None:
    """Walk rosters and logs and list every line that isn't as it was written; exit code 3 when there is one.

    A change of a log's last record can't be seen until another follows it. Backups are not walked.

    Example: checkin verify
    """
    season = Season.open(place.path, desk="", writer="")
    try:
        found = season.verify()
    finally:
        season.close()
    if as_json:
        click.echo(to_json(asdict(found)))
    else:
        for one in found.breaks:
            where = f"{one.file}, line {one.line}" if one.line else one.file
            click.echo(f"{where}: {one.sentence}")
        told = "Everything is as it was written" if not found.breaks else f"{len(found.breaks)} to look at"
        click.echo(f"{told}: {found.logs} logs, {found.events} records, {found.rosters} imported rosters.")
    sys.exit(3 if found.breaks else 0)
