"""The season folder: rules, rosters and logs behind one lock."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from checkin.store.errors import CannotRead, CannotWrite, NotASeason
from checkin.store.files import Disk, make_folder, replace_whole
from checkin.store.logs import ID, LOGS, Logs
from checkin.store.merge import MergedLog, merge_logs
from checkin.store.purge import purge_season, read_purged
from checkin.store.repair import Repaired, repair_season
from checkin.store.restoring import finish_restore, restore_begun
from checkin.store.rosters import read_roster, write_roster
from checkin.store.verify import Break, Verified, verify_season

__all__ = ["Season"]

_RULES = "region.toml"


class Season(Logs):
    """One season's folder, opened by one desk."""

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
            make_folder(path / LOGS, disk)
            for name, text in ((ID, f"{secrets.token_hex(6)}\n"), (_RULES, region_toml)):
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
        if (path / LOGS).is_dir() and not (path / _RULES).is_file():
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
        return verify_season(self.path, self._disk, self._is_newer)

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


def _not_begun(path: Path) -> bool:
    """Tell whether a file is none of those that the making of a season leaves when the power goes."""
    begun = path.name == LOGS and path.is_dir() and not any(path.iterdir())
    begun = begun or path.name == ID or (path.name.startswith(".") and path.suffix == ".new")
    return not begun
