"""Verbs that keep a season: a backup now, and a backup put back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.domain.commands import NoteRestore
from checkin.domain.phrases import clock_time, day, many
from checkin.store import PURGED, DeskOpen, Season, StoreError, read_backup, restore, season_files

__all__ = ["backup", "restore_backup"]


@click.command()
@as_json_option
@common
def backup(place: Place, *, as_json: bool) -> None:
    """Write a backup of the season now, and copy it to the second place if one is set.

    Example: checkin backup
    """
    with open_desk(place) as desk:
        path, note = desk.back_up()
    click.echo(to_json({"backup": str(path), "note": note}) if as_json else f"Backup: {path}")
    if note:
        click.echo(note, err=True)


@click.command("restore")
@click.argument("file", metavar="[BACKUP]", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it; without it, only what would change is printed.")
@as_json_option
@common
def restore_backup(place: Place, file: Path | None, *, yes: bool, as_json: bool) -> None:
    """Show what a backup would change in the season; with --yes, put it back.

    A backup of what is there now is made first. While a desk of this season is open on this laptop it is
    refused. Without BACKUP the season's own are listed, newest first.

    Example: checkin restore 20260825T190000Z-0a1b2c3d4e5f.zip
    """
    if file is None:
        _list(place, as_json=as_json)
        return
    own = place.path / "backups" / file
    source = own if own.is_file() and not file.exists() else file
    if not source.exists():
        raise StoreError(f"There is no backup {file}. `checkin restore` lists those of this season.")
    files = read_backup(source)
    if yes and not place.path.exists():
        Season.create(place.path, files["region.toml"].decode(errors="replace")).close()
    changes = _changes(season_files(place.path), files)
    if not as_json:
        click.echo("\n".join(changes) or "Nothing differs from the season as it is.")
    before = _put_back(place, files) if yes else ""
    if yes:
        with open_desk(place, desk="restore", spare=True) as desk:
            desk.do(NoteRestore(file.name))
    if as_json:
        click.echo(to_json({"changes": changes, "restored": yes, "before": before}))
        return
    said = f"Restored. What was there before is in {before}" if yes else "Nothing was changed. Add --yes."
    click.echo(said, err=True)


def _put_back(place: Place, files: dict[str, bytes]) -> str:
    """Put the files back, and return the path of the backup of what was there before."""
    season = Season(place.path, desk="", writer="")  # whose rules may be lost
    try:
        return str(restore(season, files, place.clock()()))
    except DeskOpen as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    finally:
        season.close()


def _list(place: Place, *, as_json: bool) -> None:
    """Print the season's own backups, newest first, with when each was made."""
    found = sorted((place.path / "backups").glob("*.zip"), reverse=True)
    if as_json:
        click.echo(to_json([one.name for one in found]))
    elif not found:
        gone = (place.path / PURGED).exists()
        click.echo(f"This season {'was purged: no backup is left' if gone else 'has no backup yet'}.")
    for one in () if as_json else found:
        click.echo(f"{one.name}  {_made(one.name)}")
    if found and not as_json:
        click.echo("`checkin restore` with one of these names shows what it would change.", err=True)


def _made(name: str) -> str:
    """Return when a backup was made, by its name, in this laptop's time."""
    try:
        at = datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return ""
    return _when(at)


def _when(at: datetime) -> str:
    return f"{day(at.date())}, {clock_time(at)}"


def _changes(present: dict[str, bytes], kept: dict[str, bytes]) -> list[str]:
    """Return a sentence for each file that the backup would change."""
    told = []
    for name in sorted(present.keys() | kept.keys()):
        now, then = present.get(name), kept.get(name)
        if now == then:
            continue
        if not name.startswith("log/"):
            verb = "would come back" if now is None else "would go" if then is None else "would change"
            told.append(f"{name} {verb}.")
            continue
        ours, theirs = (now or b"").splitlines(), (then or b"").splitlines()
        same = next((at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
        common_part = max(min(len(ours), len(theirs)) if same is None else same, 1)
        gone, back = ours[common_part:], theirs[common_part:]
        parts = [_records(gone, "since then would go"), _records(back, "would come back")]
        if any(parts):
            told.append(f"{name}: {', '.join(filter(None, parts))}.")
    return told


def _records(lines: list[bytes], verb: str) -> str:
    """Return how many lines that is, and of when the last one is."""
    if not lines:
        return ""
    try:
        at = datetime.fromisoformat(json.loads(lines[-1])["at"]).astimezone()
    except (ValueError, KeyError, TypeError):
        return f"{many(len(lines), 'record')} {verb}"
    return f"{many(len(lines), 'record')} {verb}, the last of {_when(at)}"
