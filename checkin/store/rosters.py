"""Rosters: TinyDB files named by what they hold, written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from checkin.store.errors import CannotRead, CannotWrite, Damaged, TooNew, TooOld
from checkin.store.files import Disk, replace_whole
from checkin.store.schema import ROSTER_STEPS, SCHEMA, is_readable, roster_today

__all__ = ["read_roster", "roster_name", "write_roster"]

_ABOUT = "about"
_REMEDY = (
    "`checkin verify --repair` brings it back from a backup; else import the region's files again. "
    "Nothing recorded is lost."
)


class _Sealed(Storage):
    """A finished roster file, checked against the hash in its name."""

    def __init__(self, path: Path, disk: Disk) -> None:
        try:
            data = disk.read(path)
        except FileNotFoundError:
            raise Damaged(f"{path.name} is gone. {_REMEDY}") from None
        except OSError as error:
            raise CannotRead(path, error) from error
        if roster_name(data) != path.name:
            raise Damaged(f"{path.name} is damaged. {_REMEDY}")
        self._data: dict[str, dict[str, Any]] = msgspec.json.decode(data)

    def read(self) -> dict[str, dict[str, Any]]:
        return self._data

    def write(self, data: Mapping[str, Any]) -> None:  # noqa: ARG002  TinyDB's signature
        raise TypeError("a roster file never changes")


class _Draft(Storage):
    """A roster in the making."""

    def __init__(self) -> None:
        self._data: dict[str, dict[str, Any]] = {}

    def read(self) -> dict[str, dict[str, Any]]:
        return self._data

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self._data = data


def write_roster(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]], disk: Disk) -> str:
    """Write the tables as the next roster file, on disk when this returns, and return its name.

    Raises `CannotWrite` when the system refuses; then no roster file has changed.
    """
    with TinyDB(storage=_Draft) as draft:
        draft.table(_ABOUT).insert({"schema": SCHEMA})
        for name, documents in tables.items():
            draft.table(name).insert_multiple(documents)
        data = msgspec.json.encode(draft.storage.read())
    target = folder / roster_name(data)
    try:
        replace_whole(target, data, disk)
    except OSError as error:
        raise CannotWrite(target, error) from error
    return target.name


def read_roster(path: Path, disk: Disk) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a roster file.

    Raises `Damaged` when it doesn't hold what was written, `TooNew` when a newer program wrote it.
    """
    with TinyDB(path, disk, storage=_Sealed) as sealed:
        about = next(iter(sealed.table(_ABOUT).all()), None)
        if about is None or about["schema"] > SCHEMA:
            raise TooNew(path.name)
        if not is_readable(about["schema"], ROSTER_STEPS):
            raise TooOld(path.name)
        tables = {name: [*rows.values()] for name, rows in sealed.storage.read().items() if name != _ABOUT}
        return roster_today(tables, about["schema"])


def roster_name(data: bytes) -> str:
    """Return the name of the file that holds this and nothing else."""
    return f"roster-{sha256(data).hexdigest()[:16]}.json"
