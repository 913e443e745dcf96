"""The locks of a season folder; a program that died holds none."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import portalocker

from checkin.store.errors import CannotWrite, DeskOpen, SeasonBusy

__all__ = ["FileLock", "Locked"]

_PATIENCE = 5.0
"""Seconds to wait for a lock."""


class FileLock:
    """A lock on a file of the season folder, on a handle that is held open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, patience: float, failed: str, *, shared: bool = False) -> None:
        """Take the lock; `failed` says what came of it when it can't be had.

        Raises `SeasonBusy` after so many seconds, and `CannotWrite` when the system has no lock to give.
        """
        give_up, pause = time.monotonic() + patience, 0.001
        try:
            while not self._taken(shared=shared):
                if time.monotonic() > give_up:
                    raise SeasonBusy(patience, failed)
                time.sleep(pause)
                pause = min(pause * 2, 0.02)
        except OSError as error:
            raise CannotWrite(self._path, error, failed) from error

    def try_to_take(self) -> bool | None:
        """Take the lock if it is free; None where the system has no lock to give, for example read-only."""
        try:
            return self._taken(shared=False)
        except OSError:
            return None

    def let_go(self) -> None:
        """Let the next one have it."""
        if self._handle is not None:
            portalocker.unlock(self._handle)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _taken(self, *, shared: bool) -> bool:
        """Take the lock on the file that others would find: somebody may have removed the one we hold."""
        kind = portalocker.LockFlags.SHARED if shared else portalocker.LockFlags.EXCLUSIVE
        while True:
            if self._handle is None:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                portalocker.lock(self._handle, kind | portalocker.LockFlags.NON_BLOCKING)
            except portalocker.AlreadyLocked:
                return False
            except portalocker.LockException as error:
                raise OSError(*getattr(error.__cause__, "args", ("no lock",))[:2]) from error
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(self._handle), os.stat(self._path)):  # noqa: PTH116  as fast as can be
                    return True
            self.close()


class Locked:
    """A folder with one lock for whoever reads and writes it, and another that open desks share."""

    def __init__(self, path: Path) -> None:
        self._guard = threading.Lock()
        self._lock = FileLock(path / ".lock")
        self._open = FileLock(path / ".open")
        self._shut_since: float | None = None
        """Since when somebody else holds the lock, as far as was seen."""

    @contextmanager
    def lock(self, failed: str = "NOT recorded") -> Iterator[None]:
        """Hold the one lock of the season folder.

        Raises `SeasonBusy` when another program doesn't let go of it; `failed` says what came of that.
        """
        with self._guard:
            self._lock.take(_PATIENCE, failed)
            try:
                yield
            finally:
                self._lock.let_go()

    @contextmanager
    def quiet(self) -> Iterator[bool]:
        """Tell whether nobody writes at this moment, and let nobody begin meanwhile.

        Raises `SeasonBusy` when somebody has been writing for too long.
        """
        if not self._guard.acquire(blocking=False):
            yield False
            return
        try:
            taken = self._lock.try_to_take()
            self._wait_no_longer(taken is False)
            try:
                yield taken is not False
            finally:
                if taken:
                    self._lock.let_go()
        finally:
            self._guard.release()

    def _wait_no_longer(self, shut: bool) -> None:  # noqa: FBT001  what was found
        self._shut_since = (self._shut_since or time.monotonic()) if shut else None
        if self._shut_since and time.monotonic() - self._shut_since > _PATIENCE:
            raise SeasonBusy(_PATIENCE, "What other desks record isn't shown")

    def wait_for_nothing(self) -> None:
        """Forget since when somebody else holds the lock: there is nothing to read."""
        self._shut_since = None

    def stay_open(self) -> None:
        """Tell other programs, for as long as this one lives, that a desk is open here.

        Raises `SeasonBusy` while a backup is being put back.
        """
        with suppress(CannotWrite):  # nothing can be put back into a folder that can't be written to
            self._open.take(_PATIENCE, "The desk can't be opened yet", shared=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep desks from opening.

        Raises `DeskOpen` when one is.
        """
        taken = self._open.try_to_take()
        if taken is False:
            raise DeskOpen
        try:
            yield
        finally:
            if taken:
                self._open.let_go()

    def close_locks(self) -> None:
        """Let go of the lock files."""
        self._lock.close()
        self._open.close()
