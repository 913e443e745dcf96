"""Puts a backup's files in the place of a season's, all of them or none, whenever the power goes.

What is to be put back stands first as one whole file in the season folder. From that moment on the restore
has happened: whoever opens the season next finishes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checkin.store.archive import archive_of, read_backup, season_files
from checkin.store.files import Disk, make_folder, replace_whole

__all__ = ["finish_restore", "put_back", "restore_begun"]

_BEGUN = ".restoring.zip"


def put_back(folder: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Give a season folder exactly these files; the caller holds its lock.

    Raises `OSError`, `CannotRead` or `Damaged`.
    """
    replace_whole(folder / _BEGUN, archive_of(files), disk)
    finish_restore(folder, disk)


def restore_begun(folder: Path) -> bool:
    """Tell whether a restore was begun and not finished; costs microseconds."""
    return (folder / _BEGUN).exists()


def finish_restore(folder: Path, disk: Disk) -> None:
    """Finish a restore that was begun, if there is one; the caller holds the season's lock.

    Raises `OSError`, `CannotRead` or `Damaged`; then the next opening tries again.
    """
    if not restore_begun(folder):
        return
    files = read_backup(folder / _BEGUN)
    touched = {folder}
    for name, data in files.items():
        target = folder / name
        make_folder(target.parent, disk)
        replace_whole(target, data, disk)
    for name in season_files(folder).keys() - files.keys():
        disk.remove(folder / name)
        touched.add((folder / name).parent)
    for one in sorted(touched):
        disk.sync_folder(one)
    disk.remove(folder / _BEGUN)
    disk.sync_folder(folder)
