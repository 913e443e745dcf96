"""Walks a season folder and tells every place where a file isn't what was written to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from checkin.store.acts import whole_acts
from checkin.store.errors import CannotRead, Damaged, TooNew
from checkin.store.files import Disk
from checkin.store.journal import SCHEMA
from checkin.store.lines import line_hash, read_object
from checkin.store.rosters import read_roster

__all__ = ["Break", "Verified", "verify_season"]


@dataclass(frozen=True, slots=True)
class Break:
    """A place that isn't as it was written."""

    file: str
    line: int
    """From 1, or 0 for the whole file."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was walked, and every break."""

    rosters: int
    logs: int
    events: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class _Log:
    name: str
    lines: tuple[bytes, ...]
    """Of whole acts only: a torn last one was never acknowledged."""
    documents: tuple[dict[str, Any] | None, ...]
    """None for a line that is none of ours."""


def verify_season(folder: Path, disk: Disk) -> Verified:
    """Return every break of the rosters and logs in a season folder.

    Raises `CannotRead` when the system refuses to read.
    """
    rosters = sorted(folder.glob("roster-*.json"))
    try:
        logs = [_read(path, disk) for path in sorted((folder / "log").glob("*.jsonl"))]
    except OSError as error:
        raise CannotRead(folder / "log", error) from error
    breaks = [found for path in rosters for found in _roster(path, disk)]
    breaks += [found for log in logs for found in (*_chain(log), *_data(log, folder))]
    breaks += _forks(logs)
    events = {one["id"] for log in logs for one in log.documents[1:] if one and "id" in one}
    return Verified(len(rosters), len(logs), len(events), tuple(breaks))


def _read(path: Path, disk: Disk) -> _Log:
    lines = tuple(disk.read(path).split(b"\n")[:-1])
    lines = lines[: whole_acts(lines)]
    return _Log(path.name, lines, tuple(map(read_object, lines)))


def _roster(path: Path, disk: Disk) -> Iterator[Break]:
    try:
        read_roster(path, disk)
    except (Damaged, TooNew) as error:
        yield Break(path.name, 0, str(error))


def _chain(log: _Log) -> Iterator[Break]:
    """Yield the lines that are damaged, or that don't follow on the line before them."""
    header = log.documents[0] if log.documents else None
    if log.lines and (header is None or not isinstance(header.get("schema"), int)):
        yield Break(log.name, 1, "this is not a log's first line")
    elif header and header["schema"] > SCHEMA:
        yield Break(log.name, 1, "a newer checkin wrote this log: verify it with that one")
        return
    for place in range(1, len(log.lines)):
        document, before = log.documents[place], log.documents[place - 1]
        if document is None or not isinstance(document.get("id"), str):
            yield Break(log.name, place + 1, "this line is damaged")
        elif before is not None and document.get("prev") != line_hash(log.lines[place - 1]):
            told = f"this line doesn't follow on line {place}: one was changed, or a line between is gone"
            yield Break(log.name, place + 1, told)


def _data(log: _Log, folder: Path) -> Iterator[Break]:
    """Yield the imports whose roster file is gone."""
    for place, document in enumerate(log.documents, start=1):
        if (
            document
            and document.get("kind") == "imported"
            and not (folder / str(document["roster"])).is_file()
        ):
            yield Break(log.name, place, f"the imported data {document['roster']} is gone")


def _forks(logs: list[_Log]) -> list[Break]:
    """Return the logs that begin alike and go on differently: one folder was carried on in two places."""
    same: defaultdict[bytes, list[_Log]] = defaultdict(list)
    for log in logs:
        if log.lines:
            same[log.lines[0]].append(log)
    return [
        found
        for group in same.values()
        for one, other in combinations(group, 2)
        for found in _fork(one, other)
    ]


def _fork(one: _Log, other: _Log) -> Iterator[Break]:
    pairs = zip(one.lines, other.lines, strict=False)
    common = next((place for place, (a, b) in enumerate(pairs) if a != b), 0)
    if common > 1:
        tails = len(one.lines) - common, len(other.lines) - common
        told = (
            f"it is the same log as {other.name} up to line {common}, then each goes on by itself: "
            f"{tails[0]} and {tails[1]} more lines, all of them read"
        )
        yield Break(one.name, common + 1, told)
