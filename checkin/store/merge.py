"""Takes in the logs that other laptops wrote for the same season: a union, in any order, however often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checkin.store.acts import whole_acts
from checkin.store.archive import read_backup
from checkin.store.errors import CannotRead, CannotWrite, NotALog, TooNew, TooOld
from checkin.store.files import Disk, replace_whole
from checkin.store.lines import read_line, read_object
from checkin.store.logs import LOGS
from checkin.store.rosters import read_roster
from checkin.store.schema import EVENT_STEPS, SCHEMA, is_readable, today

__all__ = ["MergedLog", "merge_logs"]


@dataclass(frozen=True, slots=True)
class MergedLog:
    """What one log of another laptop brought."""

    file: str
    events: int
    new: int
    """Of them, those that no log here had."""
    cut: bool
    """True when its last act was not whole: the log was copied while it was written, or not to its end."""
    damaged: tuple[int, ...]
    """Lines that can't be read, from 1; they are kept, and what stands before and after them is read."""
    fork: bool
    """True when the same log was carried on in two places; both are kept."""


@dataclass(frozen=True, slots=True)
class _Log:
    path: Path
    data: bytes
    """Up to the last whole act."""
    cut: bool
    damaged: tuple[int, ...]
    events: tuple[dict[str, Any], ...]


def merge_logs(
    folder: Path, sources: Iterable[Path], known: set[str], season: str, disk: Disk
) -> list[MergedLog]:
    """Take logs into a season folder and return what each brought; the caller holds the season's lock.

    `known` are the ids of the events that are here; it gains the new ones. `season` is this season's
    id, if it has one: a log of another is refused. Everything is looked at before anything is written.
    Raises `NotALog`, `TooNew`, `CannotRead` or `CannotWrite`, sentences that say what to do.
    """
    with TemporaryDirectory() as place:
        unpacked = [_unpacked(source, Path(place)) for source in sources]
        logs = [
            _read(path, season, disk, in_folder=path != source)
            for source in unpacked
            for path in _found(source)
        ]
        return _merge(folder, logs, known, disk)


def _merge(folder: Path, logs: list[_Log], known: set[str], disk: Disk) -> list[MergedLog]:
    rosters = {name: path for log in logs for name, path in _rosters(log, folder, disk)}
    merged = []
    try:
        for name, path in rosters.items():
            replace_whole(folder / name, disk.read(path), disk)
        for log in logs:
            fork = _take(log, folder / LOGS, disk)
            ids = {one["id"] for one in log.events}
            merged.append(MergedLog(log.path.name, len(ids), len(ids - known), log.cut, log.damaged, fork))
            known |= ids
    except OSError as error:
        raise CannotWrite(folder / LOGS, error, "NOT all merged") from error
    return merged


def _unpacked(source: Path, place: Path) -> Path:
    """Return a source itself, or a backup unpacked into a folder of its own.

    Raises `NotALog` when there is none.
    """
    if not source.exists():
        raise NotALog(f"There is no {source}. Check the name, and that the stick or drive is plugged in.")
    if source.suffix.lower() != ".zip":
        return source
    folder = place / source.stem
    for name, data in read_backup(source).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def _found(source: Path) -> list[Path]:
    """Return the logs of a season folder, of any other folder, or the one file."""
    if not source.is_dir():
        return [source]
    inside = source / LOGS if (source / LOGS).is_dir() else source
    found = sorted(inside.glob("*.jsonl"))
    if not found:
        raise NotALog(f"There is no log in {source}. Name another laptop's season folder, or its log files.")
    return found


def _read(path: Path, season: str, disk: Disk, *, in_folder: bool) -> _Log:
    try:
        data = disk.read(path)
    except OSError as error:
        raise CannotRead(path, error) from error
    whole = _whole(data)
    if not whole and in_folder and (b"\n" not in data or 0 in data):  # its first act never got whole
        return _Log(path, b"", bool(data), (), ())
    lines = whole.split(b"\n")[:-1]
    header = read_object(lines[0]) if lines else None
    if header is None or not isinstance(header.get("schema"), int) or "writer" not in header:
        raise NotALog(
            f"{path.name} is no log of checkin. Name another laptop's season folder, or its log files."
        )
    if header["schema"] > SCHEMA:
        raise TooNew(path.name)
    if not is_readable(header["schema"], EVENT_STEPS):
        raise TooOld(path.name)
    if season and header.get("season", season) != season:
        raise NotALog(
            f"{path.name} was written for another season. "
            "Name a season folder that began as a copy of this one."
        )
    found = {place: read_line(line) for place, line in enumerate(lines[1:], start=2)}
    damaged = tuple(place for place, one in found.items() if one is None)
    events = tuple(today(one, header["schema"]) for one in found.values() if one)
    return _Log(path, whole, len(whole) < len(data), damaged, events)


def _rosters(log: _Log, folder: Path, disk: Disk) -> Iterator[tuple[str, Path]]:
    """Yield the roster files that a log names and this season lacks, from the season beside the log."""
    for name in {str(one.get("roster")) for one in log.events if one.get("kind") == "imported"}:
        if Path(name).name != name or (folder / name).exists():
            continue
        path = log.path.parent.parent / name
        if not path.is_file():
            raise NotALog(
                f"{log.path.name} rests on imported data that is not beside it. "
                "Merge the laptop's whole season folder."
            )
        read_roster(path, disk)
        yield name, path


def _take(log: _Log, logs: Path, disk: Disk) -> bool:
    """Put a log in place, or its new lines at the end of the one that is here; tell whether it is a fork."""
    if not log.data:
        return False
    target = logs / log.path.name
    places = [target, *sorted(logs.glob(f"{target.stem}-fork-*.jsonl"))]
    here = {place: _whole(disk.read(place)) for place in places if place.exists()}
    for place, data in here.items():
        if data.startswith(log.data):
            return place != target
    for place, data in here.items():
        if data and log.data.startswith(data):
            replace_whole(place, log.data, disk)
            return place != target
    mark = sha256(log.data).hexdigest()[:8]
    fork = bool(here.get(target))
    replace_whole(logs / f"{target.stem}-fork-{mark}.jsonl" if fork else target, log.data, disk)
    return fork


def _whole(data: bytes) -> bytes:
    """Return the bytes up to the last whole act."""
    lines = data.split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in lines[: whole_acts(lines)])
