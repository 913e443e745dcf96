"""TinyDB over a log: one JSON line per document, only ever added to.

A log begins with a header line. Each document names its place in its act (`nth` of `of`), so that an act is
there whole or not at all, and carries in `prev` the hash of the line before it. A last line or act that is
not whole was never acknowledged: readers leave it, and the log's owner cuts it off before the next append.
What another program of this laptop left behind is shown only once it is on the disk itself.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from checkin.store.acts import whole_acts
from checkin.store.errors import CannotRead, CannotWrite, StoreError, TooNew, TooOld
from checkin.store.files import Disk
from checkin.store.lines import break_key, line_hash, read_line, read_object, written
from checkin.store.schema import EVENT_STEPS, SCHEMA, is_readable, today

__all__ = ["EVENTS", "JournalStorage", "Problem"]

EVENTS = "events"
"""Name of the one table in a log."""
_NOT_ALLOWED = (errno.EROFS, errno.EACCES, errno.EPERM)
"""A folder in which nobody here can write has nothing left to flush."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a log that can't be read; what stands before and after it can."""

    file: str
    line: int
    """From 1, or 0 when it is the whole file."""
    sentence: str
    key: str = ""
    """As `verify` names it, where it can be set aside."""


class JournalStorage(Storage):
    """One log file: read whole once, then only its tail; written only at its end."""

    def __init__(
        self,
        path: Path,
        header: Mapping[str, str],
        disk: Disk | None = None,
        *,
        ours: bool = True,
        is_newer: Callable[[Mapping[str, Any]], bool] = lambda _: False,
    ) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.schema = SCHEMA
        """Of the file; new documents never go into one of an older schema."""
        self.blocked: StoreError | None = None
        """Why what follows isn't read: a newer program wrote it; nothing may be decided without it."""
        self._is_newer = is_newer
        self._header = {"schema": SCHEMA, **header}
        self._disk = disk or Disk()
        self._ours = ours
        """True when this laptop writes it, false for a file that came from another one."""
        self._left_over = False
        """True while bytes may stand at the end that a failed write left and that couldn't be cut off."""
        self._handle: int | None = None
        self._documents: dict[str, dict[str, Any]] = {}
        self._offset = 0
        self._inode = 0
        self._lines = 0
        self._last_hash = ""

    def read(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return every document taken in so far, as TinyDB reads it."""
        return {EVENTS: self._documents}

    def write(self, data: Mapping[str, Any]) -> None:  # noqa: ARG002  TinyDB's signature
        """Refuse: a log is never rewritten."""
        raise TypeError(f"{self.path.name} is only ever added to, never rewritten")

    def grew(self) -> bool:
        """Tell whether the file holds more, or less, than was taken in."""
        try:
            now = os.stat(self.path)  # noqa: PTH116  half the cost of a Path's
        except FileNotFoundError:
            return self._offset > 0
        except OSError as error:
            raise CannotRead(self.path, error) from error
        return now.st_size != self._offset or (self._offset > 0 and now.st_ino != self._inode)

    def follow(self) -> list[dict[str, Any]]:
        """Take in what was added since the last time, and return it in order, as far as it can be known."""
        self.blocked = None
        try:
            now = self.path.stat()
            if self._offset and (now.st_size < self._offset or now.st_ino != self._inode):
                self.close()
                if not self._goes_on():
                    self._start_over()
            self._inode = now.st_ino
            if self._left_over:
                self._cut(self._open())
            lines = self._disk.read(self.path, self._offset).split(b"\n")[:-1]
            lines = lines[: whole_acts(lines, from_start=not self._offset)]
            if lines and self._ours:
                self._make_sure()
        except FileNotFoundError:
            if self._offset:
                self._start_over()
            return []
        except OSError as error:
            self.close()
            raise CannotRead(self.path, error) from error
        return self._take_in(lines)

    def append(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Add documents as one act, on disk when this returns; the caller holds the lock and has followed.

        Raises `CannotWrite` when the system refuses; then none of them counts.
        """
        placed = [
            {**one, "nth": nth, "of": len(documents), "seq": len(self._documents) + nth}
            for nth, one in enumerate(documents, start=1)
        ]
        data, last_hash = self._encoded(placed)
        self._write(data)
        self._offset += len(data)
        self._lines += data.count(b"\n")
        self._last_hash = last_hash
        self._documents.update({one["id"]: one for one in placed})
        return placed

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            self._disk.close(self._handle)
            self._handle = None

    def _encoded(self, documents: list[dict[str, Any]]) -> tuple[bytes, str]:
        lines = [] if self._offset else [msgspec.json.encode(self._header)]
        last_hash = line_hash(lines[0]) if lines else self._last_hash
        for one in documents:
            one["prev"] = last_hash
            lines.append(written(one))
            last_hash = line_hash(lines[-1])
        return b"".join(line + b"\n" for line in lines), last_hash

    def _write(self, data: bytes) -> None:
        try:
            handle = self._open()
            self._check_in_place(handle)
            self._cut_torn_tail(handle)
            self._disk.write(handle, data)
            self._disk.sync(handle)
            if not self._offset:
                self._disk.sync_folder(self.path.parent)
        except OSError as error:
            self._distrust()
            raise CannotWrite(self.path, error) from error

    def _open(self) -> int:
        if self._handle is None:
            self._handle = self._disk.open(self.path)
        return self._handle

    def _check_in_place(self, handle: int) -> None:
        """Refuse to write into a file that somebody replaced or cut: nobody would read it again."""
        now = os.fstat(handle)
        if not os.path.samestat(now, self.path.stat()) or now.st_size < self._offset:
            raise OSError(errno.ESTALE, "the file was replaced by another program")
        self._inode = now.st_ino

    def _goes_on(self) -> bool:
        """Tell whether the file that is there now begins with what was read: a newer copy, put in whole."""
        data = self._disk.read(self.path)[: self._offset]
        return (
            len(data) == self._offset
            and line_hash(data[data.rfind(b"\n", 0, -1) + 1 : -1]) == self._last_hash
        )

    def _start_over(self) -> None:
        """Read a file from its beginning after another program replaced, cut or removed it."""
        self.problems.append(
            Problem(self.path.name, 0, f"{self.path.name} was replaced or cut by another program. Check it.")
        )
        self.close()
        self._offset = self._lines = 0
        self._last_hash = ""

    def _cut_torn_tail(self, handle: int) -> None:
        """Cut off what a crash left behind the last whole act: it was never acknowledged."""
        if os.fstat(handle).st_size > self._offset:
            if self.follow():
                raise RuntimeError("an append without catching up would cut off what others recorded")
            if self.blocked:
                raise self.blocked
            self._cut(handle)

    def _cut(self, handle: int) -> None:
        self._disk.truncate(handle, self._offset)
        self._disk.sync(handle)
        self._left_over = False

    def _make_sure(self) -> None:
        """Wait until what a program that died, or is about to answer, wrote is on the disk itself."""
        try:
            self._disk.sync(self._open())
            self._disk.sync_folder(self.path.parent)
        except OSError as error:
            if error.errno not in _NOT_ALLOWED:
                raise

    def _distrust(self) -> None:
        """Give up a handle after a failure: after a failed flush nobody knows what is on disk."""
        if self._handle is not None:
            try:
                if os.fstat(self._handle).st_size > self._offset:
                    self._disk.truncate(self._handle, self._offset)
            except OSError:
                self._left_over = True
        self.close()

    def _take_in(self, lines: list[bytes]) -> list[dict[str, Any]]:
        if not self._offset and lines:
            self._read_header(lines[0])
        taken: list[dict[str, Any]] = []
        documents = [self._today(line) for line in lines]
        for line, document in zip(lines[: self._known(documents)], documents, strict=False):
            self._offset += len(line) + 1
            self._lines += 1
            self._last_hash = line_hash(line)
            if document is None:
                if self._lines > 1:
                    self._report_damaged(line)
                continue
            if document["id"] not in self._documents:
                self._documents[document["id"]] = document
                taken.append(document)
        return taken

    def _today(self, line: bytes) -> dict[str, Any] | None:
        document = read_line(line)
        return document and today(document, self.schema) if not self.blocked else None

    def _known(self, documents: Sequence[Mapping[str, Any] | None]) -> int:
        """Return how many lines stand before the first act that a newer program wrote."""
        if self.blocked:
            return 0
        for place, document in enumerate(documents):
            if document and self._is_newer(document):
                self.blocked = TooNew(self.path.name, self._lines + place + 1)
                nth = document.get("nth", 1)
                return max(place + 1 - nth, 0) if isinstance(nth, int) and nth > 0 else place
        return len(documents)

    def _read_header(self, line: bytes) -> None:
        header = read_object(line)
        if header is None or "schema" not in header:
            self.problems.append(
                Problem(
                    self.path.name,
                    1,
                    f"{self.path.name}: line 1 is not a log's first line.",
                    break_key("line", line),
                )
            )
        elif not isinstance(header["schema"], int) or header["schema"] > SCHEMA:
            self.blocked = TooNew(self.path.name)
        elif not is_readable(header["schema"], EVENT_STEPS):
            self.blocked = TooOld(self.path.name)
        else:
            self.schema = header["schema"]

    def report_strange(self, document: str) -> None:
        """Report a document that no program of ours wrote; what stands before and after it is read."""
        told = f"{self.path.name}: the record {document[:20]!r} is none of this program's, and is left out."
        self.problems.append(Problem(self.path.name, 0, told))

    def _report_damaged(self, line: bytes) -> None:
        told = f"{self.path.name}: line {self._lines} is damaged; what stands before and after it is read."
        self.problems.append(Problem(self.path.name, self._lines, told, break_key("line", line)))
