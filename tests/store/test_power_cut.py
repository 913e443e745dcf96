"""A power cut after any step of writing, with unflushed bytes dropped, kept or torn, loses nothing acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checkin.store import Disk, Season, back_up, read_backup, season_files

ACTS = (("a1",), ("b1", "b2"), ("c1",), ("d1", "d2", "d3"))


@dataclass
class Step:
    """One touch of the disk, and what had been acknowledged before it."""

    name: str
    file: str
    data: bytes = b""
    size: int = 0
    acknowledged: int = 0


class Recorder(Disk):
    """A real disk that remembers every step that changes it."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.acknowledged = 0
        self._names: dict[int, str] = {}

    def _note(self, name: str, file: str, data: bytes = b"", size: int = 0) -> None:
        self.steps.append(Step(name, file, data, size, self.acknowledged))

    def open(self, path: Path) -> int:
        if not path.exists():
            self._note("create", path.name)
        handle = super().open(path)
        self._names[handle] = path.name
        return handle

    def write(self, handle: int, data: bytes) -> None:
        self._note("write", self._names[handle], data)
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._note("sync", self._names[handle])

    def truncate(self, handle: int, size: int) -> None:
        self._note("truncate", self._names[handle], size=size)
        super().truncate(handle, size)

    def replace(self, source: Path, target: Path) -> None:
        self._note("replace", source.name, target.name.encode())
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._note("sync_folder", folder.name)


class Hasty(Disk):
    """A disk that doesn't wait, to look at what is left."""

    def sync(self, handle: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


@dataclass
class Wreck:
    """What the disk holds for sure, and the names and bytes that it may hold."""

    durable: dict[str, bytes] = field(default_factory=dict)
    cached: dict[str, bytes] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def take(self, step: Step) -> None:
        """Do one step."""
        match step.name:
            case "create":
                self.durable[step.file] = self.cached[step.file] = b""
            case "write":
                self.cached[step.file] += step.data
            case "truncate":
                self.cached[step.file] = self.cached[step.file][: step.size]
            case "sync":
                self.durable[step.file] = self.cached[step.file]
            case "replace":
                target = step.data.decode()
                self.cached[target] = self.cached.pop(step.file)
                self.durable[target] = self.durable.pop(step.file)
            case "sync_folder":
                self.named = set(self.cached)

    def left(self) -> Iterator[dict[str, bytes]]:
        """Yield what may be found after a power cut here."""
        yield {name: data for name, data in self.durable.items() if name in self.named}
        for name, cached in self.cached.items():
            sure = self.durable[name]
            others = {one: data for one, data in self.durable.items() if one != name}
            ends = range(len(sure), len(cached) + 1) if cached.startswith(sure) else [len(cached)]
            for end in ends:
                yield {**others, name: cached[:end]}
                if end > len(sure):
                    yield {**others, name: sure + bytes(end - len(sure))}


def wrecks(steps: list[Step], done: int) -> Iterator[tuple[dict[str, bytes], int]]:
    """Yield each possible content after each prefix, with the number of acts acknowledged by then."""
    wreck = Wreck()
    for place, step in enumerate(steps):
        wreck.take(step)
        acknowledged = steps[place + 1].acknowledged if place + 1 < len(steps) else done
        for left in wreck.left():
            yield left, acknowledged


def record(event: str) -> dict[str, Any]:
    return {"v": 1, "id": event, "act": event[0], "kind": "arrived"}


def put(season: Season, *events: str) -> None:
    with season.lock():
        season.catch_up()
        season.append([record(one) for one in events])


def recorded(folder: Path, acts: tuple[tuple[str, ...], ...]) -> Recorder:
    disk = Recorder()
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    for act in acts:
        put(season, *act)
        disk.acknowledged += 1
    season.close()
    return disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Season.create(tmp_path / "season", 'name = "Region"\n')
    return tmp_path / "season"


def check_log(folder: Path, left: dict[str, bytes], acknowledged: int) -> None:
    """Open what is left, compare it with the model, go on, open again."""
    log = folder / "log" / "A-aaaa.jsonl"
    log.unlink(missing_ok=True)
    if log.name in left:
        log.write_bytes(left[log.name])
    season = Season.open(folder, desk="A", writer="aaaa", disk=Hasty())
    found = [one["id"] for one in season.catch_up()]
    models = [[one for act in ACTS[:end] for one in act] for end in range(acknowledged, len(ACTS) + 1)]
    assert found in models
    put(season, "z1")
    season.close()
    fresh = Season.open(folder, desk="B", writer="bbbb", disk=Hasty())
    assert [one["id"] for one in fresh.catch_up()] == [*found, "z1"]
    assert fresh.problems == []


def test_a_power_cut_at_any_step_of_the_log_keeps_every_acknowledged_act(folder: Path) -> None:
    disk = recorded(folder, ACTS)
    seen = 0
    for left, acknowledged in wrecks(disk.steps, len(ACTS)):
        check_log(folder, left, acknowledged)
        seen += 1
    assert seen > 1000


def test_a_power_cut_while_a_torn_tail_is_cut_off_keeps_every_acknowledged_act(folder: Path) -> None:
    recorded(folder, ACTS[:2])
    log = folder / "log" / "A-aaaa.jsonl"
    sure = log.read_bytes()
    with log.open("ab") as file:
        file.write(b'{"v":1,"id":"torn","nth":1,')
    torn = log.read_bytes()
    disk = Recorder()
    disk.acknowledged = 2
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    put(season, *ACTS[2])
    season.close()
    assert [step.name for step in disk.steps] == ["truncate", "sync", "write", "sync"]
    wreck = Wreck({log.name: torn}, {log.name: torn}, {log.name})
    for step in disk.steps:
        wreck.take(step)
        for left in wreck.left():
            assert left[log.name].startswith(sure)
            check_log(folder, left, 2)


def test_a_power_cut_while_a_roster_is_written_leaves_it_whole_or_absent(folder: Path) -> None:
    disk = Recorder()
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    tables = {"people": [{"key": "P1", "first": "Dana"}], "teams": []}
    name = season.write_roster(tables)
    (folder / name).unlink()
    for left, acknowledged in wrecks(disk.steps, 1):
        (folder / name).unlink(missing_ok=True)
        if name in left:
            (folder / name).write_bytes(left[name])
            assert season.roster_documents(name) == tables
        assert name in left or not acknowledged
    season.close()


def test_a_power_cut_while_a_backup_is_written_leaves_it_whole_or_absent(folder: Path) -> None:
    disk = Recorder()
    season = Season.open(folder, desk="A", writer="aaaa")
    path = back_up(season, datetime(2026, 8, 26, 1, tzinfo=UTC), disk)
    held = season_files(folder)
    season.close()
    for left, acknowledged in wrecks(disk.steps, 1):
        path.unlink(missing_ok=True)
        if path.name in left:
            path.write_bytes(left[path.name])
            assert read_backup(path) == held
        assert path.name in left or not acknowledged
