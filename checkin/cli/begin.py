"""Verbs that begin something: the desk's screen, a demo, a season, an import."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from checkin.cli.answers import recorded, refuse
from checkin.cli.bar import bar
from checkin.cli.options import Place, common, devices, open_desk, shipped_rules
from checkin.cli.screen import open_screen
from checkin.cli.shapes import to_json
from checkin.desk import MAPPINGS, start_nicknames
from checkin.domain.commands import Refused, TakeBackImport
from checkin.domain.region_text import region_104
from checkin.exchange import (
    Answers,
    Unclear,
    explain,
    explained,
    is_calendar,
    kind_titles,
    proposed,
    read_files,
)
from checkin.store import Season

__all__ = ["demo", "import_files", "init"]


@click.command()
@devices
@common
def demo(place: Place) -> None:
    """Open a desk over a made-up region with a meeting tonight.

    Example: checkin demo --season practice
    """
    from checkin import demo as made_up  # noqa: PLC0415  only this verb needs it

    path = place.season or Path(tempfile.mkdtemp(prefix="checkin-demo-")) / "season"
    if not (path / "region.toml").exists():
        click.echo("Making up a region of 415 coaches…", err=True)
        made_up.make(path, now=place.clock()())
    click.echo(f"Demo season: {path}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(f"No terminal here. Try: checkin --season {path} summary")
        return
    place.season = path
    open_screen(place, notice="A made-up region: nobody here is real. Scan, or type a name such as garcia.")


@click.command()
@common
def init(place: Place) -> None:
    """Make a season folder with the rules of Region 104, to be edited.

    Example: checkin init --season fall-2026
    """
    today = place.clock()().astimezone().date()
    season = Season.create(place.path, region_104(shipped_rules(), today))
    start_nicknames(season)
    click.echo(f"Made {season.path}")
    click.echo(f"Check the dates of kickoff, last games and meetings in {season.path / 'region.toml'}.")
    click.echo("Then: checkin import FILE... with the region's exports.")


@click.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print the plan and change nothing.")
@click.option("--kind", metavar="KIND", help="What kind of file it is, when the headers don't tell.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="A mapping file for its columns.")
@click.option("--date-order", type=click.Choice(["us", "iso", "eu"]), help="How text dates are written.")
@click.option("--remove-gone", is_flag=True, help="Drop people whom a new file of their kind no longer has.")
@click.option("--explain", "only_explain", is_flag=True, help="Print what each column was taken for.")
@click.option("--undo", is_flag=True, help="Take the latest import back; what was recorded since stays.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common
def import_files(
    place: Place,
    files: tuple[Path, ...],
    *,
    dry_run: bool,
    kind: str | None,
    mapping: Path | None,
    date_order: Literal["us", "iso", "eu"] | None,
    remove_gone: bool,
    only_explain: bool,
    undo: bool,
    as_json: bool,
) -> None:
    """Read exports of Sports Connect and the Association Platform, team sheets and box lists.

    Example: checkin import "Volunteer Details.csv" credentials.xlsx boxes.csv
    """
    if undo:
        _undo(place, files, as_json=as_json)
        return
    if not files:
        raise click.UsageError("Name the files to import, for example: checkin import volunteers.csv")
    if kind and not mapping:
        _look_at_kind(kind, place)
    said = Answers(kind, mapping, date_order)
    if only_explain:
        _explain(place, files, said, as_json=as_json)
        return
    with open_desk(place, desk="import", spare=True) as desk:
        with bar() as tell:
            plan = desk.plan_import(files, said=said, remove_gone=remove_gone, progress=tell)
        click.echo(to_json(plan.to_json()) if as_json else "\n".join(plan.lines()))
        if dry_run:
            click.echo("Nothing was changed (--dry-run).", err=True)
            return
        note = desk.back_up()[1]
        if note:
            click.echo(note, err=True)
        answer = desk.apply(plan)
        if isinstance(answer, Refused):
            refuse(answer)
        click.echo("Recorded." if not as_json else "", err=True, nl=not as_json)


def _look_at_kind(kind: str, place: Place) -> None:
    """Leave with exit code 2 for a kind of file that no mapping has."""
    known = kind_titles(place.path / MAPPINGS)
    if kind not in known:
        told = f"No kind of file is called {kind!r}. There are: {', '.join(sorted(known))}."
        raise click.BadParameter(told, param_hint="--kind")


def _explain(place: Place, files: Sequence[Path], answers: Answers, *, as_json: bool) -> None:
    """Print what each column was taken for, with the season's own mappings if there is a season."""
    tables = [one for one in files if not is_calendar(one)]
    try:
        reads = read_files(tables, answers, extra_mappings=place.path / MAPPINGS)
    except Unclear as asked:
        if asked.about == "columns" and not as_json:
            click.echo("\n".join(proposed(asked)))
        raise
    calendars = [one.name for one in files if is_calendar(one)]
    if as_json:
        rest = [{"file": one, "kind": "calendar", "columns": []} for one in calendars]
        click.echo(to_json([*explained(reads), *rest]))
        return
    told = "a calendar; titles are matched with [calendar] in region.toml"
    click.echo("\n".join([*explain(reads), *(f"{one}: {told}" for one in calendars)]))


def _undo(place: Place, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take the latest import back, and say what is in force now."""
    if files:
        raise click.UsageError("`--undo` takes the latest import back; name no files with it.")
    with open_desk(place, desk="import", spare=True) as desk:
        _, note = desk.back_up()
        if note:
            click.echo(note, err=True)
        answer = recorded(TakeBackImport(), desk)
        people, teams, now = len(desk.roster.people), len(desk.roster.teams), desk.in_force()
    told = {"act": answer.act, "events": [one.id for one in answer.events], "people": people, "teams": teams}
    click.echo(to_json({**told, "sentence": answer.sentence}) if as_json else f"{answer.sentence} {now}")
