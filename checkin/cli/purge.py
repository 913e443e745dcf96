"""The verb that ends a season: everything about people goes, counts and hashes stay."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.domain.phrases import many
from checkin.domain.region_text import parse_region
from checkin.report.shape import totals_shape
from checkin.store import PURGED, DeskOpen, Season, copies_of, people_files, strangers

__all__ = ["purge"]


@click.command()
@click.option("--yes", is_flag=True, help="Do it; without it, only what would go is printed.")
@as_json_option
@common
def purge(place: Place, *, yes: bool, as_json: bool) -> None:
    """Replace the season by its counts and the final hashes of its files; no person is named any more.

    Logs, imported data, backups, slips and follow-up messages go, also the copies of backups in the second
    place, if it is there. The rules stay. What other people copied elsewhere only they can delete. A season
    that was purged can't come back: write the summary and the follow-up before.

    Example: checkin purge --yes
    """
    season = Season.open(place.path, desk="", writer="")
    try:
        counts = _counts(place, season)
        files = people_files(place.path)
        copies, note = _copies(season)
        if yes:
            season.purge(counts, place.clock()(), copies)
    except DeskOpen as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    finally:
        season.close()
    own = [one.relative_to(place.path).as_posix() for one in strangers(place.path)]
    if as_json:
        shape = {"purged": yes, "counts": counts, "files": len(files), "not_ours": own, "note": note}
        click.echo(to_json(shape))
        return
    click.echo("\n".join(_told(files, place.path, own, yes=yes)))
    if note:
        click.echo(note, err=True)


def _counts(place: Place, season: Season) -> dict[str, Any]:
    """Return the totals of the season and of each meeting, those that are kept when it was purged before."""
    if purged := season.purged():
        counts: dict[str, Any] = purged["counts"]
        return counts
    with open_desk(place, desk="purge", spare=True) as desk:
        meetings = {one.key: totals_shape(desk.summary(one).totals) for one in desk.region.meetings}
        return {"season": totals_shape(desk.summary(None).totals), "meetings": meetings}


def _copies(season: Season) -> tuple[Path | None, str]:
    """Return where the copies of the backups are, and a note when that place isn't there."""
    second = parse_region(season.region_text()).policy.backup_to
    if not second:
        return None, ""
    folder = copies_of(Path(second).expanduser(), season.path.name)
    if folder.is_dir():
        return folder, ""
    return None, f"{folder} isn't here. If it has copies of the backups, plug it in and purge once more."


def _told(files: list[Path], folder: Path, own: list[str], *, yes: bool) -> Iterator[str]:
    kinds = Counter(
        one.relative_to(folder).parts[0] if one.parent != folder else "imported data" for one in files
    )
    listed = ", ".join(_files(count, kind) for kind, count in sorted(kinds.items())) or "nothing"
    if yes:
        yield f"Purged: {listed}. Counts and final hashes are in {folder / PURGED}; the rules stay."
    else:
        yield f"Would go for good: {listed}. Nothing was changed. Add --yes."
    if own:
        yield f"Not checkin's own, look whether people are named in them: {', '.join(own)}"


_WORDS = {"backups": "backup", "log": "log", "slips": "slip", "imported data": "file of imported data"}
"""What one file of a folder is called."""


def _files(count: int, kind: str) -> str:
    word = _WORDS.get(kind)
    several = "files of imported data" if kind == "imported data" else ""
    return many(count, word, several) if word else f"{many(count, 'file')} in {kind}/"
