"""Puts a finished file in its place, all at once."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checkin.store.files import Disk

__all__ = ["put"]


def put(path: Path, data: bytes) -> None:
    """Write a file under a temporary name and rename it, so that the old one stays whole when that fails.

    Raises `OSError`.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            Disk().sync(file.fileno())
        Disk().replace(part, target)
    finally:
        part.unlink(missing_ok=True)
