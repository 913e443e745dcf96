"""Walks a season folder and tells every place where a file isn't what was written to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from checkin.domain.phrases import many
from checkin.store.acts import whole_acts
from checkin.store.archive import read_backup
from checkin.store.errors import CannotRead, Damaged, TooNew, TooOld
from checkin.store.files import Disk
from checkin.store.lines import break_key, line_hash, read_line, read_object
from checkin.store.purge import PURGED, people_files, read_purged
from checkin.store.rosters import read_roster
from checkin.store.schema import EVENT_STEPS, SCHEMA, is_readable, today

__all__ = ["Break", "Verified", "verify_season"]

Kind = Literal[
    "roster", "gone", "past", "foreign", "newer", "line", "fork", "backup", "lacking", "purge", "unread"
]


@dataclass(frozen=True, slots=True)
class Break:
    """A place that isn't as it was written."""

    kind: Kind
    """`gone`: imported data that is missing; `past`: the same of an earlier import; `foreign`: no log at all;
    `lacking`: only a backup has it.
    """
    file: str
    """Path in the season folder."""
    line: int
    """From 1, or 0 for the whole file."""
    sentence: str
    key: str
    """The same at each walk and on each laptop, so that a person can say that they have seen it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was walked, and every break."""

    rosters: int
    logs: int
    events: int
    backups: int
    breaks: tuple[Break, ...]
    set_aside: tuple[Break, ...]
    """Breaks that a person has looked at."""


@dataclass(frozen=True, slots=True)
class _Log:
    name: str
    lines: tuple[bytes, ...]
    """Of whole acts only: a torn last one was never acknowledged."""
    header: dict[str, Any] | None
    events: tuple[dict[str, Any] | None, ...]
    """Of the second line on; None for a damaged one."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its events."""
        return frozenset(one["id"] for one in self.events if one)


def verify_season(
    folder: Path, disk: Disk, is_newer: Callable[[Mapping[str, Any]], bool] = lambda _: False
) -> Verified:
    """Return every break of the rosters, logs and backups in a season folder; what can't be read is one."""
    rosters, backups = sorted(folder.glob("roster-*.json")), sorted(folder.glob("backups/*.zip"))
    logs, found = _logs(folder, disk)
    events = {one["id"]: one for log in logs for one in log.events if one}
    found += [one for path in rosters for one in _roster(path, disk)]
    found += [one for log in logs for one in (*_chain(log), *_newer(log, is_newer))]
    found += [*_gone(folder, events.values()), *_forks(logs), *_backups(backups, events)]
    found += _purge(folder, disk)
    seen = _seen(events.values())
    breaks = tuple(one for one in found if one.key not in seen)
    aside = tuple(one for one in found if one.key in seen)
    return Verified(len(rosters), len(logs), len(events), len(backups), breaks, aside)


def _purge(folder: Path, disk: Disk) -> Iterator[Break]:
    """Yield what is wrong with a purge: left half way, or its counts and hashes changed."""
    try:
        purged = read_purged(folder, disk)
    except Damaged as error:
        yield Break("purge", PURGED, 0, str(error), break_key("purge", PURGED.encode()))
        return
    if purged and (left := people_files(folder)):
        files = many(len(left), "file is", "files are")
        told = f"the purge is not finished, {files} left: `checkin purge --yes` goes on"
        yield Break("purge", PURGED, 0, told, break_key("purge", b"left"))


def _seen(events: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Return the keys of the breaks that a person has looked at."""
    events = tuple(events)
    undone = {target for one in events if one.get("kind") == "undone" for target in one["events"]}
    aside = (one for one in events if one.get("kind") == "set-aside" and one["id"] not in undone)
    return frozenset(key for one in aside for key in one["breaks"])


def _logs(folder: Path, disk: Disk) -> tuple[list[_Log], list[Break]]:
    """Return the logs, and what stands in the place of one or can't be read."""
    logs, broken = [], []
    for path in sorted(folder.glob("log/*.jsonl")):
        try:
            logs.append(_log(path.name, disk.read(path)))
        except OSError as error:
            broken.append(_unread("foreign", path, f"log/{path.name}", CannotRead(path, error)))
    return logs, broken


def _unread(kind: Kind, path: Path, file: str, error: CannotRead) -> Break:
    """Return what the system refuses to read; a folder in a file's place is of a kind that can be moved."""
    if path.is_dir():
        return Break(kind, file, 0, "a folder stands in its place", break_key(kind, file.encode()))
    return Break("unread", file, 0, error.told, break_key("unread", file.encode()))


def _log(name: str, data: bytes) -> _Log:
    lines = tuple(data.split(b"\n")[:-1])
    lines = lines[: whole_acts(lines)]
    header = read_object(lines[0]) if lines else None
    schema = header.get("schema") if header else None
    events = map(read_line, lines[1:])
    if isinstance(schema, int) and is_readable(schema, EVENT_STEPS):
        return _Log(name, lines, header, tuple(one and today(one, schema) for one in events))
    return _Log(name, lines, header, tuple(events))


def _roster(path: Path, disk: Disk) -> Iterator[Break]:
    try:
        read_roster(path, disk)
    except (Damaged, TooNew, TooOld) as error:
        kind: Kind = "roster" if isinstance(error, Damaged) else "newer"
        yield Break(kind, path.name, 0, str(error), break_key(kind, path.name.encode()))
    except CannotRead as error:
        yield _unread("roster", path, path.name, error)


def _chain(log: _Log) -> Iterator[Break]:
    """Yield the lines that are damaged, or that don't follow on the line before them."""
    file = f"log/{log.name}"
    ours = log.header is not None and isinstance(log.header.get("schema"), int)
    if log.lines and not ours and not log.ids:
        yield Break("foreign", file, 0, "this is no log", break_key("foreign", *log.lines))
        return
    if log.header and ours and log.header["schema"] > SCHEMA:
        told = "a newer checkin wrote this log: verify it with that one"
        yield Break("newer", file, 1, told, break_key("newer", log.lines[0]))
        return
    if log.lines and not ours:
        yield Break("line", file, 1, "this is not a log's first line", break_key("line", log.lines[0]))
    for place, event in enumerate(log.events, start=1):
        whole_before = ours if place == 1 else log.events[place - 2] is not None
        if event is None:
            yield Break("line", file, place + 1, "this line is damaged", break_key("line", log.lines[place]))
        elif whole_before and event.get("prev") != line_hash(log.lines[place - 1]):
            told = f"this line doesn't follow on line {place}: one was changed, or a line between is gone"
            yield Break("line", file, place + 1, told, break_key("line", log.lines[place]))


def _newer(log: _Log, is_newer: Callable[[Mapping[str, Any]], bool]) -> Iterator[Break]:
    """Yield the first line that only a newer program understands."""
    for place, event in enumerate(log.events, start=1):
        if event and is_newer(event):
            told = "a newer checkin wrote this line, and nothing from it on is read: update this program"
            yield Break("newer", f"log/{log.name}", place + 1, told, break_key("newer", log.lines[place]))
            return


def _gone(folder: Path, events: Iterable[dict[str, Any]]) -> Iterator[Break]:
    """Yield the roster files that an import put in force and that are gone."""
    imports = sorted(
        (one for one in events if one.get("kind") == "imported"),
        key=lambda one: (one["clock"], one["writer"], one["seq"]),
    )
    names = list(dict.fromkeys(str(one["roster"]) for one in reversed(imports)))
    for name in (one for one in names if not (folder / one).is_file()):
        kind: Kind = "gone" if name == names[0] else "past"
        told = "this imported data is gone" + ("; newer data is in force" if kind == "past" else "")
        yield Break(kind, name, 0, told, break_key("gone", name.encode()))


def _forks(logs: Sequence[_Log]) -> list[Break]:
    """Return the logs that begin alike and go on differently: one folder was carried on in two places."""
    same: defaultdict[bytes, list[_Log]] = defaultdict(list)
    for log in logs:
        if log.lines:
            same[log.lines[0]].append(log)
    found = (
        one for group in same.values() for pair in combinations(group, 2) for one in _fork(*pair)
    )  # a half copy of one end parts from the other where the end itself does
    return list({one.key: one for one in found}.values())


def _fork(one: _Log, other: _Log) -> Iterator[Break]:
    pairs = list(zip(one.lines, other.lines, strict=False))
    common = next((place for place, (a, b) in enumerate(pairs) if a != b), 0)
    if common:
        tails = len(one.lines) - common, len(other.lines) - common
        told = (
            f"it is the same log as {other.name} up to line {common}, then each goes on by itself: "
            f"{tails[0]} and {tails[1]} more lines, all of them read"
        )
        key = break_key("fork", one.lines[common - 1], *sorted(pairs[common]))
        yield Break("fork", f"log/{one.name}", common + 1, told, key)


def _backups(paths: Iterable[Path], events: dict[str, dict[str, Any]]) -> Iterator[Break]:
    """Yield the backups that aren't whole, and the newest of those that hold what no log has any more.

    One that a person put back stands for all before it: what it left out is left out on purpose.
    """
    restored = max((one["at"] for one in events.values() if one.get("kind") == "restored"), default="")
    since = re.sub(r"[-:]|\..*", "", restored)
    lacking: dict[str, tuple[str, frozenset[str]]] = {}
    for path in paths:
        file = f"backups/{path.name}"
        try:
            files = read_backup(path)
        except (Damaged, TooNew) as error:
            yield Break("backup", file, 0, str(error), break_key("backup", path.name.encode()))
            continue
        except CannotRead as error:
            yield _unread("backup", path, file, error)
            continue
        for name in (name for name in files if name.startswith("log/") and path.name[:15] > since):
            if only := _log(name, files[name]).ids - events.keys():
                lacking[name] = file, only
    for name, (file, only) in lacking.items():
        told = f"{len(only)} of its records are in no log any more: `checkin merge {file}` brings them back"
        yield Break(
            "lacking", file, 0, f"{name}: {told}", break_key("lacking", *map(str.encode, sorted(only)))
        )
