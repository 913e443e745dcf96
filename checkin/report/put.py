"""Puts a finished file in its place, all at once."""

from __future__ import annotations

from pathlib import Path

from checkin.store.files import Disk, replace_whole

__all__ = ["put"]


def put(path: Path, data: bytes) -> None:
    """Write a file as the store writes its own; a link goes on pointing where it did.

    Raises `OSError`; then the old one stays whole.
    """
    replace_whole(path.resolve(), data, Disk())
