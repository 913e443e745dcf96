"""Sets what is broken in a season folder aside: it is kept in `quarantine/`, and nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checkin.store.archive import read_backup
from checkin.store.errors import CannotRead, CannotWrite, Damaged, TooNew
from checkin.store.files import Disk, make_folder, replace_whole
from checkin.store.rosters import roster_name
from checkin.store.verify import Break

__all__ = ["Repaired", "repair_season"]

_QUARANTINE = "quarantine"
_NOWHERE = "no backup has it. If it is in force, import the region's files again; what was recorded stays."


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done about the breaks of a season folder."""

    told: tuple[str, ...]
    """A sentence for each thing done."""
    aside: tuple[str, ...]
    """Keys of the breaks in logs, which stay as they are: a log is never rewritten."""


def repair_season(folder: Path, breaks: Iterable[Break], disk: Disk) -> Repaired:
    """Set breaks aside; the caller holds the season's lock and records what is named as aside.

    A damaged file moves to `quarantine/`, imported data comes back from a backup that has it whole, and of a
    damaged line a copy is kept.
    Raises `CannotWrite`.
    """
    told, aside = [], []
    try:
        for one in breaks:
            if one.kind == "unread":
                told.append(f"{one.file}: left as it is, since it {one.sentence}")
            elif one.kind in ("line", "fork"):
                told.append(_keep_line(folder, one, disk) if one.kind == "line" else _keep_both(one))
                aside.append(one.key)
            elif one.kind in ("roster", "foreign", "backup"):
                told.append(_move(folder, one, disk))
            if one.kind in ("roster", "gone", "past"):
                source = _bring_back(folder, one, disk)
                told.append(f"{one.file}: " + (f"put back from {source}." if source else _NOWHERE))
                aside += [one.key] if one.kind == "past" and not source else []
    except OSError as error:
        raise CannotWrite(folder / _QUARANTINE, error) from error
    return Repaired(tuple(told), tuple(aside))


def _quarantine(folder: Path, disk: Disk) -> Path:
    make_folder(folder / _QUARANTINE, disk)
    return folder / _QUARANTINE


def _keep_line(folder: Path, one: Break, disk: Disk) -> str:
    line = disk.read(folder / one.file).split(b"\n")[one.line - 1]
    name = f"{Path(one.file).stem}-line-{one.line}-{one.key}.txt"
    replace_whole(_quarantine(folder, disk) / name, line, disk)
    return f"{one.file}, line {one.line}: copied to {_QUARANTINE}/{name}, and known from now on."


def _keep_both(one: Break) -> str:
    return f"{one.file}: both ends are kept and read, and the fork is known from now on."


def _move(folder: Path, one: Break, disk: Disk) -> str:
    source = folder / one.file
    target = _quarantine(folder, disk) / f"{source.name}-{one.key}"
    disk.replace(source, target)
    disk.sync_folder(target.parent)
    disk.sync_folder(source.parent)
    return f"{one.file}: moved to {_QUARANTINE}/{target.name}."


def _bring_back(folder: Path, one: Break, disk: Disk) -> str:
    """Put imported data in place again and return the backup that had it, or an empty text."""
    for path in sorted(folder.glob("backups/*.zip"), reverse=True):
        try:
            data = read_backup(path).get(one.file)
        except (CannotRead, Damaged, TooNew):
            continue
        if data is not None and roster_name(data) == one.file:  # one made since has it damaged as well
            replace_whole(folder / one.file, data, disk)
            return f"backups/{path.name}"
    return ""
