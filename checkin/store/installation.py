"""What belongs to this installation, and not to a season."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

import platformdirs

from checkin.store.errors import CannotWrite

__all__ = ["default_season", "writer_id"]


def _data() -> Path:
    return Path(os.environ.get("CHECKIN_DATA") or platformdirs.user_data_dir("checkin", appauthor=False))


def default_season() -> Path:
    """Return the season folder to use when none is named."""
    return _data() / "season"


def writer_id(data: Path | None = None) -> str:
    """Return this installation's random id, made at the first call.

    Raises `CannotWrite` when it can't be kept.
    """
    path = (data or _data()) / "writer"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        found = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise CannotWrite(path, error, "This laptop's own id can't be kept") from error
    if not re.fullmatch("[0-9a-f]{12}", found):
        path.unlink()
        return writer_id(data)
    return found


def _make(path: Path) -> None:
    """Put a new id in place, unless another program is faster."""
    temporary = path.with_name(f".writer.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(6))
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:
        temporary.replace(path)
        return
    temporary.unlink()
