"""Where exports usually are: the folder one stands in, Downloads, the desktop, sticks; and pasted paths."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs

__all__ = ["FoundFile", "found_file", "is_likely", "likely_files", "likely_folders", "paths_in"]

_ENDINGS = frozenset([".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".ics"])
_MOST = 60
"""Files that are listed; the newest ones."""
_LOOKED_AT = 5000
"""Entries of one folder that are looked at."""
_SCHEME = re.compile(r"file://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be an export."""

    path: Path
    folder: str
    """What people call its folder."""
    size: int
    changed: datetime
    """Aware UTC."""


def likely_folders() -> list[tuple[str, Path]]:
    """Return the folders where exports usually are, with what people call them."""
    folders = [
        ("this folder", Path.cwd()),
        ("Downloads", platformdirs.user_downloads_path()),
        ("Desktop", platformdirs.user_desktop_path()),
        *((f"stick {path.name or path}", path) for path in _sticks()),
    ]
    once = {path.resolve(): (name, path) for name, path in reversed(folders) if path.is_dir()}
    return list(reversed(once.values()))


def _sticks() -> list[Path]:
    """Return the folders of removable disks."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in "DEFGHIJ" if Path(f"{letter}:\\").exists()]
    user = Path.home().name
    homes = [Path("/Volumes"), Path("/media") / user, Path("/run/media") / user]
    found: list[Path] = []
    for home in homes:
        try:
            found += sorted(one for one in home.iterdir() if one.is_dir() and not one.is_symlink())
        except OSError:
            continue
    return found


def likely_files(folders: Iterable[tuple[str, Path]]) -> list[FoundFile]:
    """Return the files of these folders that may be exports, the newest first."""
    found: dict[Path, FoundFile] = {}
    for name, folder in folders:
        try:
            with os.scandir(folder) as entries:
                for _, entry in zip(range(_LOOKED_AT), entries, strict=False):
                    path = Path(entry.path)
                    if is_likely(path) and entry.is_file():
                        about = entry.stat()
                        changed = datetime.fromtimestamp(int(about.st_mtime), UTC)
                        found.setdefault(path, FoundFile(path, name, about.st_size, changed))
        except OSError:
            continue
    return sorted(found.values(), key=lambda one: (-one.changed.timestamp(), one.path.name))[:_MOST]


def found_file(path: Path) -> FoundFile | None:
    """Return what there is to say of a file anywhere, or None when it is gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    changed = datetime.fromtimestamp(int(about.st_mtime), UTC)
    return FoundFile(path, str(path.parent), about.st_size, changed)


def is_likely(path: Path) -> bool:
    """Tell whether a file is named as an export is."""
    return path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "~$"))


def paths_in(text: str) -> list[Path]:
    """Return the paths in a text that was typed, pasted or dropped, quoted in any terminal's way."""
    whole = _path(text.strip().strip("'\""))
    if not text.strip() or _there(whole):
        return [whole] if text.strip() else []
    lines = [one for one in text.splitlines() if one.strip()]
    return [path for line in lines for path in _in_line(line.strip())]


def _in_line(line: str) -> list[Path]:
    whole = _path(line.strip("'\""))
    if _there(whole):
        return [whole]
    reader = shlex.shlex(line, posix=True, punctuation_chars="")
    reader.whitespace_split, reader.commenters = True, ""
    if sys.platform == "win32":
        reader.escape = ""
    try:
        return [_path(one) for one in reader]
    except ValueError:
        return [whole]


def _path(text: str) -> Path:
    if _SCHEME.match(text):
        parts = urlsplit(text)
        text = unquote(parts.path)
        if sys.platform == "win32":
            text = text.lstrip("/")
    try:
        return Path(text.replace("\0", "")).expanduser()
    except RuntimeError:
        return Path(text)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a text far too long to be a path
        return False
