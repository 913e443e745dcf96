"""A backup's form: one ZIP file with everything of a season folder that a program or a person wrote."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from checkin.store.errors import CannotRead, Damaged, TooNew

__all__ = ["RULES", "archive_of", "read_backup", "season_files"]

RULES = "region.toml"
SCHEMA = 1
_ABOUT = "checkin-backup"
_OURS = re.compile(
    r"region\.toml|season\.id|nicknames\.txt|roster-[0-9a-f]+\.json"
    r"|log/[^/\\:]+\.jsonl|mappings/[^/\\:]+\.toml",
    re.ASCII,
)
"""What a backup holds, and all that a restore ever writes."""


def season_files(folder: Path) -> dict[str, bytes]:
    """Return what a season folder holds, by path; the caller holds the lock.

    Raises `CannotRead`.
    """
    found = {}
    for path in (*folder.glob("*"), *folder.glob("log/*"), *folder.glob("mappings/*")):
        name = path.relative_to(folder).as_posix()
        if _OURS.fullmatch(name):
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise CannotRead(path, error) from error
    return dict(sorted(found.items()))


def read_backup(path: Path) -> dict[str, bytes]:
    """Return what a backup holds, by path, each file checked.

    Raises `CannotRead`, `Damaged` or `TooNew`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            schema = int(archive.comment.removeprefix(f"{_ABOUT} ".encode()))
            if schema > SCHEMA:
                raise TooNew(path.name)
            files = {name: archive.read(name) for name in archive.namelist()}
    except OSError as error:
        raise CannotRead(path, error) from error
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError):
        raise _damaged(path) from None
    if RULES not in files or any(not _OURS.fullmatch(name) for name in files):
        raise _damaged(path)
    return files


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP file of a season's files, by path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = f"{_ABOUT} {SCHEMA}".encode()
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _damaged(path: Path) -> Damaged:
    return Damaged(f"{path.name} is not a whole backup. Take another one; nothing was changed.")
