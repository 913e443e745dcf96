"""Another program touches the logs: it is said, and what is recorded afterwards is found again."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.store import Season


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    Season.create(tmp_path / "season", 'name = "Region"\n')
    opened = Season.open(tmp_path / "season", desk="A", writer="aaaa")
    put(opened, "e1")
    put(opened, "e2")
    yield opened
    opened.close()


def put(season: Season, *events: str) -> None:
    with season.lock():
        season.catch_up()
        season.append([{"v": 1, "id": one, "act": events[0]} for one in events])


def log_of(season: Season) -> Path:
    return season.path / "log" / "A-aaaa.jsonl"


def opened_again(season: Season) -> tuple[list[str], list[int]]:
    fresh = Season.open(season.path, desk="B", writer="bbbb")
    ids = [one["id"] for one in fresh.catch_up()]
    fresh.close()
    return ids, [one.line for one in fresh.problems]


def _replace(log: Path, data: bytes | None = None) -> None:
    data = log.read_bytes() if data is None else data
    log.rename(log.with_suffix(".moved"))
    log.write_bytes(data)


def _replace_with_less(log: Path) -> None:
    _replace(log, b"".join(log.read_bytes().splitlines(keepends=True)[:2]))


@pytest.mark.parametrize(
    ("meddle", "left"),
    [
        (_replace_with_less, ["e1", "e3"]),
        (Path.unlink, ["e3"]),
        (lambda log: os.truncate(log, log.stat().st_size - 30), ["e1", "e3"]),
    ],
    ids=["replaced", "removed", "cut"],
)
def test_a_record_after_a_log_was_meddled_with_is_found_again(
    season: Season, meddle: Callable[[Path], None], left: list[str]
) -> None:
    meddle(log_of(season))
    put(season, "e3")
    assert opened_again(season) == (left, [])
    assert ["replaced or cut" in one.sentence for one in season.problems] == [True]


def test_a_newer_copy_put_in_the_place_of_a_log_is_read_on_without_alarm(season: Season) -> None:
    follower = Season.open(season.path, desk="B", writer="bbbb")
    assert len(follower.catch_up()) == 2
    put(season, "e3")
    _replace(log_of(season))
    assert [one["id"] for one in follower.catch_up()] == ["e3"]
    put(season, "e4")
    assert [one["id"] for one in follower.catch_up()] == ["e4"]
    assert follower.problems == season.problems == []
    assert opened_again(season) == (["e1", "e2", "e3", "e4"], [])
    follower.close()


def test_one_log_under_two_names_is_read_once(season: Season) -> None:
    shutil.copy(log_of(season), log_of(season).with_name("A-aaaa (1).jsonl"))
    assert season.catch_up() == []
    assert opened_again(season) == (["e1", "e2"], [])


def test_a_damaged_end_of_an_act_is_said_and_not_taken_for_a_torn_one(season: Season) -> None:
    put(season, "m1", "m2")
    data = bytearray(log_of(season).read_bytes())
    data[-2] = ord("#")
    log_of(season).write_bytes(data)
    assert opened_again(season) == (["e1", "e2", "m1"], [5])


@pytest.mark.parametrize(
    ("line", "ids", "damaged"),
    [
        (b'{"id":"q"}', ["e1", "e2", "q"], []),
        (b'{"id":[]}', ["e1", "e2"], [4]),
        (b'{"id":"q","nth":"x","of":null}', ["e1", "e2", "q"], []),
        (b"\xff\xfe", ["e1", "e2"], [4]),
    ],
)
def test_a_strange_line_never_stops_the_desk(
    season: Season, line: bytes, ids: list[str], damaged: list[int]
) -> None:
    with log_of(season).open("ab") as log:
        log.write(line + b"\n")
    assert opened_again(season) == (ids, damaged)


def test_bytes_that_are_none_of_ours_are_told_and_not_taken_for_a_torn_act(season: Season) -> None:
    noise = random.Random(4).randbytes(2000)
    assert 0 in noise
    before = log_of(season).read_bytes()
    log_of(season).write_bytes(before + noise)
    told = [one.line for one in season.verify().breaks]
    assert told == [*range(4, 4 + noise.count(b"\n"))]
    put(season, "e3")
    ids, lines = opened_again(season)
    assert (ids, lines) == (["e1", "e2", "e3"], told)
    assert log_of(season).read_bytes().startswith(before + noise[: noise.rindex(b"\n") + 1])


def test_an_act_of_ours_with_bytes_that_never_reached_the_disk_is_a_torn_one(season: Season) -> None:
    before = log_of(season).read_bytes()
    put(season, "t1", "t2")
    after = bytearray(log_of(season).read_bytes())
    after[len(before) + 20 : len(after) - 10] = bytes(len(after) - len(before) - 30)
    log_of(season).write_bytes(bytes(after) + b"\n")
    assert season.verify().breaks == ()
