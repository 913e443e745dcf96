"""Every touch of the disk in one place, so that tests can break each of them."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

__all__ = ["Disk", "make_folder", "replace_whole", "sweep", "unfinished"]

_WINDOWS: bool = sys.platform == "win32"
_REPLACE_TRIES = 50
"""Windows refuses to replace a file that a scanner holds open for a moment."""
_LEFT_AFTER = 600.0
"""Seconds after which nobody can be writing a file any more that isn't in its place yet."""


class Disk:
    """The real disk: what `sync` returned from stays after a power cut."""

    def open(self, path: Path) -> int:
        """Open a file for reading and appending, making it private to the user, and return its handle."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)

    def close(self, handle: int) -> None:
        """Close a handle, whatever state it is in."""
        with contextlib.suppress(OSError):
            os.close(handle)

    def write(self, handle: int, data: bytes) -> None:
        """Append all of the bytes."""
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]

    def sync(self, handle: int) -> None:
        """Wait until the file's bytes are on the disk itself."""
        if sys.platform == "darwin":
            import fcntl  # noqa: PLC0415  not on every system

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(handle)

    def truncate(self, handle: int, size: int) -> None:
        """Cut the file to a size in bytes."""
        os.ftruncate(handle, size)

    def read(self, path: Path, offset: int = 0) -> bytes:
        """Return a file's bytes from an offset on."""
        with path.open("rb") as file:
            file.seek(offset)
            return file.read()

    def replace(self, source: Path, target: Path) -> None:
        """Put a finished file in the place of another, all at once."""
        for left in reversed(range(_REPLACE_TRIES)):
            try:
                source.replace(target)
            except PermissionError:
                if not _WINDOWS or not left:
                    raise
                time.sleep(0.02)
            else:
                return

    def remove(self, path: Path) -> None:
        """Take a file's name away; one that is gone already changes nothing."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder, private to the user, in one that is there."""
        path.mkdir(mode=0o700)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the folder's list of names is on the disk; Windows has no such call."""
        if not _WINDOWS:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def replace_whole(target: Path, data: bytes, disk: Disk) -> None:
    """Write a file under another name, wait until it is on the disk, and put it in the place of the old one.

    Raises `OSError`; then the old one stands and nothing else is left.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _write_whole(temporary, data, disk)
        disk.replace(temporary, target)
        disk.sync_folder(target.parent)
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise


def make_folder(path: Path, disk: Disk) -> None:
    """Make a folder if it is not there; what is put into it afterwards stays after a power cut.

    Raises `OSError`.
    """
    if not path.is_dir():
        disk.make_folder(path)
    disk.sync_folder(path.parent)


def _write_whole(path: Path, data: bytes, disk: Disk) -> None:
    handle = disk.open(path)
    try:
        disk.truncate(handle, 0)
        disk.write(handle, data)
        disk.sync(handle)
    finally:
        disk.close(handle)


def unfinished(folder: Path) -> list[Path]:
    """Return the files that never got into their place, inside a folder and the folders in it."""
    return [*folder.glob(".*.new"), *folder.glob("*/.*.new")]


def sweep(folder: Path, disk: Disk) -> None:
    """Remove what programs that died, or a pulled plug, left unfinished."""
    for path in unfinished(folder):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_AFTER:
                disk.remove(path)
