"""The season folder: rules, rosters and logs behind one lock."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from checkin.store.errors import CannotRead, CannotWrite, NotASeason, StoreError
from checkin.store.files import Disk, make_folder, replace_whole
from checkin.store.journal import EVENTS, JournalStorage, Problem
from checkin.store.lock import Locked
from checkin.store.merge import MergedLog, merge_logs
from checkin.store.purge import purge_season, read_purged
from checkin.store.repair import Repaired, repair_season
from checkin.store.restoring import finish_restore, restore_begun
from checkin.store.rosters import read_roster, write_roster
from checkin.store.schema import SCHEMA
from checkin.store.table import JournalTable
from checkin.store.verify import Break, Verified, verify_season

__all__ = ["Season"]

_LOGS = "log"
_RULES = "region.toml"
_ID = "season.id"
"""File with the season's random id, by which a merge knows the logs of another season."""


class _Log(TinyDB):
    table_class = JournalTable


class Season(Locked):
    """One season's folder, opened by one desk."""

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

    @classmethod
    def create(cls, path: Path, region_toml: str, disk: Disk | None = None) -> Season:
        """Make a season folder, private to the user; its rules come last, and it is none before.

        Raises `NotASeason` when something else is there already.
        """
        if path.exists() and (not path.is_dir() or any(map(_not_begun, path.iterdir()))):
            kind = "a season already" if (path / _RULES).exists() else "not an empty folder"
            raise NotASeason(f"{path} is {kind}. Choose another folder with --season PATH.")
        disk = disk or Disk()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make_folder(path, disk)
            path.chmod(0o700)
            make_folder(path / _LOGS, disk)
            for name, text in ((_ID, f"{secrets.token_hex(6)}\n"), (_RULES, region_toml)):
                replace_whole(path / name, text.encode(), disk)
        except OSError as error:
            raise CannotWrite(path / _RULES, error, "No season was made") from error
        return cls(path, desk="", writer="")

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        desk: str,
        writer: str,
        disk: Disk | None = None,
        is_newer: Callable[[Mapping[str, Any]], bool] = lambda _: False,
    ) -> Season:
        """Open a season folder; `is_newer` tells a record that only a newer program understands.

        Raises `NotASeason` when there is none.
        """
        if restore_begun(path):
            cls(path, desk="", writer="", disk=disk).finish_restore()
        if (path / _LOGS).is_dir() and not (path / _RULES).is_file():
            raise NotASeason(
                f"{path} has lost its {_RULES}. Put it back, or a backup: `checkin restore` lists them."
            )
        if not path.is_dir() or not (path / _RULES).is_file():
            raise NotASeason(
                f"There is no season in {path}. Make one with `checkin init --season PATH`, "
                "or try the program with `checkin demo`."
            )
        return cls(path, desk=desk, writer=writer, disk=disk, is_newer=is_newer)

    def finish_restore(self) -> None:
        """Finish a restore that a power cut stopped.

        Raises `StoreError`, a sentence that says what to do.
        """
        failed = "A backup that is being put back is not finished"
        try:
            with self.lock(failed):
                finish_restore(self.path, self._disk)
        except OSError as error:
            raise CannotWrite(self.path, error, failed) from error
        finally:
            self.close()

    @property
    def problems(self) -> list[Problem]:
        """Return the places in logs that can't be read."""
        return [problem for log in self._logs.values() for problem in log.problems]

    def region_text(self) -> str:
        """Return the text of the region's rules.

        Raises `CannotRead` or `NotASeason`.
        """
        path = self.path / _RULES
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise NotASeason(
                f"{path} is not UTF-8 text. Save it again as UTF-8 in a plain text editor."
            ) from None
        except OSError as error:
            raise CannotRead(path, error) from error

    def own_text(self, name: str) -> str:
        """Return the text of a file that people may put into the folder, or nothing when there is none.

        Raises `CannotRead`.
        """
        path = self.path / name
        try:
            return path.read_text(encoding="utf-8-sig", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise CannotRead(path, error) from error

    def write_region_text(self, text: str) -> None:
        """Put a new text of the region's rules in place, all at once.

        Raises `CannotWrite`; then the old one stands.
        """
        path = self.path / _RULES
        try:
            replace_whole(path, text.encode(), self._disk)
        except OSError as error:
            raise CannotWrite(path, error, "NOT saved") from error

    def write_beside(self, folder: str, name: str, data: bytes) -> Path:
        """Write a file that is made for people into a folder of the season, and return its path.

        Raises `CannotWrite`; then an old one stands.
        """
        path = self.path / folder / name
        try:
            make_folder(path.parent, self._disk)
            replace_whole(path, data, self._disk)
        except OSError as error:
            raise CannotWrite(path, error, "NOT saved") from error
        return path

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

    def roster_documents(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """Return the tables of one roster file.

        Raises `Damaged`, `CannotRead` or `TooNew`.
        """
        return read_roster(self.path / name, self._disk)

    def write_roster(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
        """Write the next roster file and return its name; no other file changes.

        Raises `CannotWrite`.
        """
        return write_roster(self.path, tables, self._disk)

    def merge(self, sources: Sequence[Path]) -> list[MergedLog]:
        """Take in logs of other laptops and return what each brought; the next catch-up has their events.

        The caller holds the lock and has caught up. Raises `StoreError`, a sentence that says what to do.
        """
        for log in self._logs.values():
            log.close()  # Windows replaces no file that is held open
        return merge_logs(self.path, sources, set(self._ids), self._season_id().get("season", ""), self._disk)

    def verify(self) -> Verified:
        """Return every place of the folder's rosters, logs and backups that isn't as it was written.

        Raises `CannotRead`.
        """
        return verify_season(self.path, self._disk)

    def repair(self, breaks: Iterable[Break]) -> Repaired:
        """Set breaks aside in `quarantine/`; the caller records those that it names.

        Raises `CannotWrite` or `SeasonBusy`.
        """
        with self.lock():
            return repair_season(self.path, breaks, self._disk)

    def purged(self) -> dict[str, Any] | None:
        """Return the counts and final hashes of a season that was purged, or None.

        Raises `CannotRead` or `Damaged`.
        """
        return read_purged(self.path, self._disk)

    def purge(self, counts: Mapping[str, Any], at: datetime, copies: Path | None) -> list[Path]:
        """Replace the season by its counts and final hashes, and return the files that went.

        Raises `CannotRead`, `CannotWrite`, `SeasonBusy` or `DeskOpen`.
        """
        with self.alone(), self.lock("Nothing was purged"):
            return purge_season(self.path, counts, at, copies, self._disk)

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
            path = self.path / _LOGS / f"{stem}.jsonl"
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
            return {"season": (self.path / _ID).read_text(encoding="utf-8").strip()}
        return {}

    def _found_logs(self) -> list[JournalStorage]:
        """Return every log in the folder, new ones included."""
        folder = self.path / _LOGS
        try:
            names = [name for name in os.listdir(folder) if name.endswith(".jsonl")]  # noqa: PTH208  1 us, not 20
        except OSError as error:
            raise CannotRead(folder, error) from error
        for name in sorted(names):
            if name not in self._logs:
                self._add_log(folder / name)
        return list(self._logs.values())


def _not_begun(path: Path) -> bool:
    """Tell whether a file is none of those that the making of a season leaves when the power goes."""
    begun = path.name == _LOGS and path.is_dir() and not any(path.iterdir())
    begun = begun or path.name == _ID or (path.name.startswith(".") and path.suffix == ".new")
    return not begun


def _file_name(desk: str) -> str:
    """Return the desk's name in characters that every system allows in a file's name."""
    return re.sub(r"[^\w.-]+", "_", desk).strip("._-")[:40] or "desk"
