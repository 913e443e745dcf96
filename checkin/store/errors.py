"""What can be wrong with a season folder, each in a sentence that says what to do.

StoreError
├── NotASeason    the folder is missing, or is something else
├── NotALog       a file that was to be merged is none of ours, or lacks what it rests on
├── Damaged       a file doesn't hold what was written to it
├── TooOld        an older checkin wrote it, in a form that is no longer read
├── TooNew        a newer checkin wrote it
├── CannotRead    the system refuses to read
├── CannotWrite   the system refuses to write: full, read-only, broken
├── NotRecorded   a decision can't be made, because what it rests on can't be read
├── DeskOpen      a desk is open on the season that was to be put back
└── SeasonBusy    another program holds the folder's lock for too long
"""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = [
    "CannotRead",
    "CannotWrite",
    "Damaged",
    "DeskOpen",
    "NotALog",
    "NotASeason",
    "NotRecorded",
    "SeasonBusy",
    "StoreError",
    "TooNew",
    "TooOld",
]


class StoreError(Exception):
    """The season folder can't do what was asked; the text is for a volunteer."""


class NotASeason(StoreError):
    """The folder is missing, or is something else."""


class NotALog(StoreError):
    """A file that was to be merged is none of ours, or lacks what it rests on."""


class Damaged(StoreError):
    """A file doesn't hold what was written to it."""


class TooNew(StoreError):
    """A newer checkin wrote the file, or a line of it."""

    def __init__(self, file: str, line: int = 0) -> None:
        where = f"line {line} of {file}" if line > 1 else file
        super().__init__(f"A newer checkin wrote {where}. Update this laptop's program and open it again.")


class TooOld(StoreError):
    """An older checkin wrote the file, in a form that is no longer read."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} is in an older form than this checkin reads. Open it with the one that wrote it."
        )


class CannotRead(StoreError):
    """The system refuses to read."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.told = f"can't be read: {_cause(error)}. {_remedy(error)} It belongs into {path.parent}."
        """The same without the file's name."""
        super().__init__(f"{path.name} {self.told}")


class CannotWrite(StoreError):
    """The system refuses to write; what was asked is not recorded."""

    def __init__(self, path: Path, error: OSError, failed: str = "NOT recorded") -> None:
        super().__init__(
            f"{failed}: {_cause(error, writing=True)} ({path.name}). {_remedy(error)} Then try again."
        )


class NotRecorded(StoreError):
    """A decision can't be made, because what it rests on can't be read."""

    def __init__(self, error: StoreError) -> None:
        told = str(error)
        super().__init__(told if told.startswith("NOT recorded") else f"NOT recorded: {told}")


class DeskOpen(StoreError):
    """A desk is open on the season that was to be put back."""

    def __init__(self) -> None:
        super().__init__(
            "A desk of this season, or another screen of it, is open on this laptop. "
            "Close it with Ctrl+Q, then try again. Nothing was changed."
        )


class SeasonBusy(StoreError):
    """Another program holds the folder's lock for too long."""

    def __init__(self, seconds: float, failed: str = "NOT recorded") -> None:
        super().__init__(
            f"{failed}: another program has held this season for {seconds:g} seconds. "
            "Close other checkin windows, then try again."
        )


_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENODEV, errno.ENXIO)
_ANOTHER = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST)


def _cause(error: OSError, *, writing: bool = False) -> str:
    if error.errno in _FULL:
        return "the disk is full"
    if error.errno in _NOT_ALLOWED:
        return "the season folder can't be written to" if writing else "this user isn't allowed to"
    if error.errno in _GONE:
        return "the season folder is gone" if writing else "it is gone"
    if error.errno in _ANOTHER:
        return "something else stands in its place"
    return f"the disk reported an error, {error.strerror}"


def _remedy(error: OSError) -> str:
    if error.errno in _FULL:
        return "Delete something large or empty the bin."
    if error.errno in _NOT_ALLOWED:
        return "Check its permissions, and whether the stick is locked."
    if error.errno in _GONE:
        return "Put it back where it was, or plug its stick or drive in again."
    if error.errno in _ANOTHER:
        return "Move that away and put back what was there."
    return "Check the disk, or use another laptop and a backup."
