"""Puts finished files in their place: one all at once, many of a new folder together."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from checkin.store.files import Disk, replace_whole

__all__ = ["put", "put_all"]


def put(path: Path, data: bytes) -> None:
    """Write a file as the store writes its own; a link goes on pointing where it did.

    Raises `OSError`; then the old one stays whole.
    """
    replace_whole(path.resolve(), data, Disk())


def put_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write the files of a folder that was empty, and wait once for all of them: thousands take seconds.

    When it returns they are on the disk. Raises `OSError`; then no file that was begun is left half written.
    """
    disk = Disk()
    written = [folder / name for name, data in files if _write(folder / name, data, disk)]
    for path in written:
        handle = disk.open(path)
        try:
            disk.sync(handle)
        finally:
            disk.close(handle)
    disk.sync_folder(folder)


def _write(path: Path, data: bytes, disk: Disk) -> bool:
    handle = disk.open(path)
    try:
        disk.truncate(handle, 0)
        disk.write(handle, data)
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(path)
        raise
    finally:
        disk.close(handle)
    return True
