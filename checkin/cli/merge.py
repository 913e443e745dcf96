"""The verb that brings two laptops' evenings together."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.store import MergedLog

__all__ = ["merge"]


@click.command()
@click.argument("sources", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json_option
@common
def merge(place: Place, sources: tuple[Path, ...], *, as_json: bool) -> None:
    """Take in what other laptops recorded for the same season: season folders, log files, backups.

    The order doesn't matter, nor how often. What two desks both recorded is listed with both sides;
    `checkin settle` says what is true.

    Example: checkin merge /media/stick/season
    """
    with open_desk(place, desk="merge") as desk:
        _, note = desk.back_up()
        merged = desk.merge([_found(source, place.path) for source in sources])
        twice = desk.summary(None).anomalies
    if note:
        click.echo(note, err=True)
    if as_json:
        click.echo(to_json({"logs": [asdict(one) for one in merged], "anomalies": list(twice)}))
        return
    for one in merged:
        click.echo(_told(one))
    for anomaly in twice:
        click.echo(f"! {anomaly}")
    if twice:
        click.echo("Settle what is true with ^A at the desk, or with `checkin settle`.")


def _found(source: Path, season: Path) -> Path:
    """Return a source where it is, a backup also by its path in the season folder."""
    own = season / source
    return own if source.suffix == ".zip" and own.is_file() and not source.exists() else source


def _told(one: MergedLog) -> str:
    told = f"{one.file}: {one.events} recorded, {one.new} of them new here."
    if one.cut:
        told += " Its last line is not whole, so it was copied too early: copy and merge it again."
    if one.damaged:
        lines = ", ".join(map(str, one.damaged))
        told += f" Damaged and not read: line {lines}. Keep the laptop that it came from."
    if one.fork:
        told += " The same log was carried on in two places; both are kept."
    return told
