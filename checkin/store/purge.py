"""Replaces a season by its counts and the final hashes of its files: nothing about a person is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from checkin.store.errors import CannotRead, CannotWrite, Damaged
from checkin.store.files import Disk, replace_whole, unfinished
from checkin.store.lines import read_object, written

__all__ = ["PURGED", "people_files", "purge_season", "read_purged", "strangers"]

PURGED = "purged.json"
SCHEMA = 1
_KEPT = {PURGED, "region.toml", "season.id", "nicknames.txt", ".lock", ".open"}
_FOLDERS = ("log", "backups", "quarantine", "slips", "follow-up", "summary", "exports")
"""Folders of which the program writes every file."""


def people_files(folder: Path) -> list[Path]:
    """Return the files of a season folder in which the program wrote about people."""
    inside = (path for name in _FOLDERS for path in folder.glob(f"{name}/**/*") if path.is_file())
    return sorted(
        [*folder.glob("roster-*.json"), *folder.glob(".restoring.zip"), *unfinished(folder), *inside]
    )


def strangers(folder: Path) -> list[Path]:
    """Return the files that somebody else put there: whether they are about people, only a person knows."""
    ours = {*people_files(folder), *folder.glob("mappings/*.toml")}
    rest = (path for path in folder.rglob("*") if path.is_file() and path not in ours)
    return sorted(path for path in rest if path.parent != folder or path.name not in _KEPT)


def purge_season(
    folder: Path, counts: Mapping[str, Any], at: datetime, second: Path | None, disk: Disk
) -> list[Path]:
    """Write counts and final hashes, then remove what is about people, and return what was removed.

    `second` is the folder where copies of the backups are, when it is there. One stopped half way goes on.
    The caller holds the season's lock. Raises `CannotRead` or `CannotWrite`.
    """
    if not (folder / PURGED).exists():
        finals = [_final(folder, path, disk) for path in people_files(folder) if _is_final(path)]
        head = {"schema": SCHEMA, "purged_at": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
        try:
            replace_whole(folder / PURGED, written({**head, "counts": counts, "files": finals}), disk)
        except OSError as error:
            raise CannotWrite(folder / PURGED, error, "Nothing was purged") from error
    copies = sorted(second.glob("*.zip")) if second else []
    return [*_removed(folder, people_files(folder), disk), *_removed(folder, copies, disk)]


def read_purged(folder: Path, disk: Disk) -> dict[str, Any] | None:
    """Return what is left of a purged season, or None for one that was not purged.

    Raises `CannotRead`, or `Damaged` when it isn't what was written.
    """
    try:
        found = read_object(disk.read(folder / PURGED))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRead(folder / PURGED, error) from error
    if found is None or "sum" not in found:
        raise Damaged(f"{PURGED} was changed since the season was purged.")
    return found


def _is_final(path: Path) -> bool:
    return path.parent.name == "log" or path.name.startswith("roster-")


def _final(folder: Path, path: Path, disk: Disk) -> dict[str, Any]:
    try:
        data = disk.read(path)
    except OSError as error:
        raise CannotRead(path, error) from error
    name = path.relative_to(folder).as_posix()
    return {"file": name, "bytes": len(data), "lines": data.count(b"\n"), "sha256": sha256(data).hexdigest()}


def _removed(folder: Path, paths: Iterable[Path], disk: Disk) -> Iterator[Path]:
    try:
        for path in paths:
            disk.remove(path)
            yield path
        for name in _FOLDERS:
            for place in sorted(folder.glob(f"{name}/**/"), reverse=True):
                place.rmdir()
        disk.sync_folder(folder)
    except OSError as error:
        raise CannotWrite(folder, error, "The purge is not finished") from error
