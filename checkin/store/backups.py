"""Backups: the whole season folder in one ZIP file, read under its lock, kept by age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from checkin.store.archive import RULES, archive_of, read_backup, season_files
from checkin.store.errors import CannotRead, CannotWrite, Damaged, NotASeason, TooNew
from checkin.store.files import Disk, make_folder, replace_whole, sweep
from checkin.store.restoring import put_back
from checkin.store.season import Season

__all__ = ["back_up", "copies_of", "copy_backup", "restore", "superseded"]

_FOLDER = "backups"
_FAILED = "No backup was made"
_NAME = re.compile(r"(\d{8}T\d{6})Z-([0-9a-f]{12})\.zip")
_ALL_FOR = timedelta(days=1)
_DAYS_FOR = timedelta(days=30)


def back_up(season: Season, at: datetime, disk: Disk | None = None) -> Path:
    """Write a backup of this moment and thin out the old ones; the newest is returned when nothing changed.

    Raises `CannotRead`, `CannotWrite` or `SeasonBusy`.
    """
    with season.lock(_FAILED):
        files = season_files(season.path)
    return _keep(season.path, files, at, disk or Disk())


def copies_of(place: Path, season: str) -> Path:
    """Return the folder in a second place where the copies of a season's backups are."""
    return place / f"checkin-{season}"


def copy_backup(backup: Path, place: Path, season: str, at: datetime, disk: Disk | None = None) -> bool:
    """Copy a backup to a second place; return whether that place is there and took it."""
    if not place.is_dir():
        return False
    disk, folder = disk or Disk(), copies_of(place, season)
    if _whole(folder / backup.name):
        return True
    try:
        make_folder(folder, disk)
        replace_whole(folder / backup.name, backup.read_bytes(), disk)
    except OSError:
        return False
    _thin(folder, at, disk)
    return True


def restore(season: Season, files: Mapping[str, bytes], at: datetime, disk: Disk | None = None) -> Path:
    """Put a backup's files in the place of the season's, and return the backup of what was there before.

    The backup of what was there stays whatever happens.
    Raises `DeskOpen`, `CannotRead`, `CannotWrite` or `SeasonBusy`.
    """
    disk = disk or Disk()
    with season.alone(), season.lock("Nothing was put back"):
        before = _keep(season.path, {RULES: files[RULES], **season_files(season.path)}, at, disk)
        try:
            put_back(season.path, files, disk)
        except OSError as error:
            raise CannotWrite(season.path, error, "The backup is not put back yet") from error
        return before


def superseded(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the moments whose backups may go: all of a day are kept, then one a day, then one a month."""
    kept: dict[object, datetime] = {}
    moments = sorted(made)
    for moment in moments:
        age = now - moment
        if age <= _ALL_FOR:
            kept[moment] = moment
        elif age <= _DAYS_FOR:
            kept[moment.date()] = moment
        else:
            kept[moment.year, moment.month] = moment
    return set(moments[:-1]) - set(kept.values())


def _keep(season: Path, files: Mapping[str, bytes], at: datetime, disk: Disk) -> Path:
    if RULES not in files:
        raise NotASeason(f"{season} has no region.toml. Put it back, then try again.")
    digest = sha256()
    for name, data in files.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    content, folder = digest.hexdigest()[:12], season / _FOLDER
    try:
        make_folder(folder, disk)
        newest = max(_backups(folder), default=None, key=lambda one: one.stat().st_mtime_ns)
        if newest and content in newest.name and _whole(newest):
            disk.sync_folder(folder)
            return newest
        path = folder / f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{content}.zip"
        replace_whole(path, archive_of(files), disk)
    except OSError as error:
        raise CannotWrite(folder, error, _FAILED) from error
    _thin(folder, at, disk)
    sweep(season, disk)
    return path


def _whole(path: Path) -> bool:
    try:
        read_backup(path)
    except (CannotRead, Damaged, TooNew):
        return False
    return True


def _backups(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if _NAME.fullmatch(one.name)]


def _made(path: Path) -> datetime:
    return datetime.strptime(path.name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _thin(folder: Path, now: datetime, disk: Disk) -> None:
    """Remove what is superseded; what can't be removed stays until the next time."""
    with suppress(OSError):
        made = {one: _made(one) for one in _backups(folder)}
        gone = superseded(made.values(), now)
        for path, moment in made.items():
            if moment in gone:
                disk.remove(path)
