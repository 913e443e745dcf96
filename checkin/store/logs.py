"""The logs of a season: every desk's are followed, one is written to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from checkin.store.errors import CannotRead, StoreError
from checkin.store.files import Disk
from checkin.store.journal import EVENTS, JournalStorage, Problem
from checkin.store.lock import Locked
from checkin.store.schema import SCHEMA
from checkin.store.table import JournalTable

__all__ = ["ID", "LOGS", "Logs"]

LOGS = "log"
ID = "season.id"
"""File with the season's random id, by which a merge knows the logs of another season."""


class _Log(TinyDB):
    table_class = JournalTable


class Logs(Locked):
    """What the desks of one season recorded, read and added to by one of them."""

    def __init__(
        self,
        path: Path,
        *,
        desk: str,
        writer: str,
        disk: Disk | None = None,
        is_newer: Callable[[Mapping[str, Any]], bool] = lambda _: False,
    ) -> None:
        super().__init__(path)
        self.path = path
        self.writer = writer
        self._disk = disk or Disk()
        self._desk = desk
        self._logs: dict[str, JournalStorage] = {}
        self._own: _Log | None = None
        self._is_newer = is_newer
        self._ids: set[str] = set()
        self._gained: list[dict[str, Any]] = []

    @property
    def problems(self) -> list[Problem]:
        """Return the places in logs that can't be read."""
        return [problem for log in self._logs.values() for problem in log.problems]

    def catch_up(self) -> list[dict[str, Any]]:
        """Return the records that any log has gained since the last call, each id once.

        Raises `StoreError` when one of them can't be read; `gained` has what the others gained.
        """
        trouble: StoreError | None = None
        for log in self._found_logs():
            try:
                if log.grew():
                    self._gained += log.follow()
                else:
                    log.blocked = None
            except StoreError as error:
                trouble = trouble or error
            trouble = trouble or log.blocked
        if trouble:
            raise trouble
        return self.gained()

    def gained(self) -> list[dict[str, Any]]:
        """Return the records that were read and not yet handed out, each id once."""
        fresh = {one["id"]: one for one in self._gained if one["id"] not in self._ids}
        self._gained = []
        self._ids.update(fresh)
        return list(fresh.values())

    def report_strange(self, record: str) -> None:
        """Report a record that can't be understood, though it is as it was written."""
        for log in self._logs.values():
            if record in log.read()[EVENTS]:
                log.report_strange(record)

    @property
    def older(self) -> bool:
        """True while everything that was recorded here was recorded by an older program."""
        schemas = {log.schema for log in self._logs.values() if log.read()[EVENTS]}
        return bool(schemas) and max(schemas) < SCHEMA

    def changed(self) -> bool:
        """Tell whether any log has gained something since it was last read."""
        return any(log.grew() for log in self._found_logs())

    def append(self, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Record an act; it is on disk when this returns. The caller holds the lock and has caught up.

        Raises `CannotWrite` when the system refuses; then nothing of it counts.
        """
        table = self._own_log().table(EVENTS)
        ids = table.insert_multiple(
            Document({**one, "writer": self.writer}, doc_id=one["id"]) for one in records
        )
        self._ids.update(one["id"] for one in records)
        return [dict(found) for one in ids if (found := table.get(doc_id=one))]

    def rename_desk(self, desk: str) -> None:
        """Write to that desk's log from here on."""
        self._desk = desk
        self._own = None

    def close(self) -> None:
        """Let go of every file, once nothing of this program holds the lock any more."""
        with self._guard:
            for log in self._logs.values():
                log.close()
            self.close_locks()

    def _own_log(self) -> _Log:
        if self._own is None:
            stem = f"{_file_name(self._desk)}-{self.writer}"
            path = self.path / LOGS / f"{stem}.jsonl"
            storage = self._logs.get(path.name) or self._add_log(path)
            if storage.schema < SCHEMA:
                path = path.with_name(f"{stem}-v{SCHEMA}.jsonl")
                storage = self._logs.get(path.name) or self._add_log(path)
            self._own = _Log(storage=lambda: storage)
        return self._own

    def _add_log(self, path: Path) -> JournalStorage:
        header = {"desk": self._desk, "writer": self.writer, **self._season_id()}
        ours = re.sub(r"-v\d+$", "", path.stem).endswith(f"-{self.writer}")
        self._logs[path.name] = JournalStorage(path, header, self._disk, ours=ours, is_newer=self._is_newer)
        return self._logs[path.name]

    def _season_id(self) -> dict[str, str]:
        """Return the season's id as a log's header has it; a season of before there were ids has none."""
        with suppress(OSError, UnicodeDecodeError):
            return {"season": (self.path / ID).read_text(encoding="utf-8").strip()}
        return {}

    def _found_logs(self) -> list[JournalStorage]:
        """Return every log in the folder, new ones included."""
        folder = self.path / LOGS
        try:
            names = [name for name in os.listdir(folder) if name.endswith(".jsonl")]  # noqa: PTH208  1 us, not 20
        except OSError as error:
            raise CannotRead(folder, error) from error
        for name in sorted(names):
            if name not in self._logs:
                self._add_log(folder / name)
        return list(self._logs.values())


def _file_name(desk: str) -> str:
    """Return the desk's name in characters that every system allows in a file's name."""
    return re.sub(r"[^\w.-]+", "_", desk).strip("._-")[:40] or "desk"
