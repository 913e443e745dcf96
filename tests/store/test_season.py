"""What a season folder promises: acknowledged means on disk, two programs are one, damage is said."""

from __future__ import annotations

import errno
import multiprocessing
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query

from checkin.store import CannotRead, CannotWrite, Damaged, Disk, NotASeason, Season, TooNew, writer_id
from checkin.store.journal import EVENTS, JournalStorage
from checkin.store.lines import line_hash
from tests.conftest import MANY

RULES = 'name = "Region"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Season.create(tmp_path / "season", RULES)
    return tmp_path / "season"


@pytest.fixture
def season(folder: Path) -> Iterator[Season]:
    opened = Season.open(folder, desk="A", writer="aaaa")
    yield opened
    opened.close()


def record(event: str, **more: Any) -> dict[str, Any]:
    return {"v": 1, "id": event, "act": event, "kind": "arrived", **more}


def put(season: Season, *events: str) -> list[dict[str, Any]]:
    with season.lock():
        season.catch_up()
        return season.append([record(one) for one in events])


def reopened(folder: Path) -> list[str]:
    fresh = Season.open(folder, desk="B", writer="bbbb")
    ids = [one["id"] for one in fresh.catch_up()]
    fresh.close()
    return ids


def the_log(folder: Path) -> Path:
    return next((folder / "log").glob("*.jsonl"))


def test_what_was_acknowledged_is_there_when_opened_again(season: Season, folder: Path) -> None:
    put(season, "e1", "e2")
    put(season, "e3")
    assert reopened(folder) == ["e1", "e2", "e3"]


def test_each_line_carries_the_hash_of_the_one_before(season: Season, folder: Path) -> None:
    put(season, "e1", "e2")
    written = put(season, "e3")
    lines = the_log(folder).read_bytes().splitlines()
    assert [one["seq"] for one in Season.open(folder, desk="B", writer="b").catch_up()] == [1, 2, 3]
    assert written[0]["prev"] == line_hash(lines[2])


def test_tinydb_reads_the_log_as_any_table(season: Season) -> None:
    put(season, "e1", "e2")
    table = season._own_log().table(EVENTS)
    assert len(table) == 2
    assert table.get(Query().id == "e2") == table.all()[1]
    assert [one["id"] for one in table.search(Query().id == "e1")] == ["e1"]
    put(season, "e3")
    assert table.contains(Query().id == "e3")


def test_a_log_is_never_rewritten(season: Season) -> None:
    put(season, "e1")
    table = season._own_log().table(EVENTS)
    for change in (table.truncate, lambda: table.update({"x": 1}), lambda: table.remove(Query().id == "e1")):
        with pytest.raises(TypeError, match="never"):
            change()


@settings(max_examples=30 * MANY)
@given(st.integers(0, 400))
def test_a_log_cut_at_any_byte_keeps_whole_acts_and_takes_new_ones(cut: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "season"
        Season.create(folder, RULES)
        first = Season.open(folder, desk="A", writer="aaaa")
        put(first, "e1", "e2")
        put(first, "e3", "e4")
        first.close()
        log = the_log(folder)
        size = max(log.stat().st_size - cut, 0)
        os.truncate(log, size)
        kept = reopened(folder)
        assert kept in ([], ["e1", "e2"], ["e1", "e2", "e3", "e4"])
        again = Season.open(folder, desk="A", writer="aaaa")
        put(again, "e5")
        assert again.problems == []
        again.close()
        assert reopened(folder) == [*kept, "e5"]


def test_a_damaged_middle_is_said_and_what_follows_is_read(season: Season, folder: Path) -> None:
    for one in ("e1", "e2", "e3"):
        put(season, one)
    lines = the_log(folder).read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"', b"#", 1)
    the_log(folder).write_bytes(b"".join(lines))
    fresh = Season.open(folder, desk="B", writer="bbbb")
    assert [one["id"] for one in fresh.catch_up()] == ["e1", "e3"]
    assert [(one.line, "is damaged" in one.sentence) for one in fresh.problems] == [(3, True)]


def test_a_newer_log_is_refused_in_words(season: Season, folder: Path) -> None:
    put(season, "e1")
    log = the_log(folder)
    log.write_bytes(log.read_bytes().replace(b'"schema":1', b'"schema":9', 1))
    with pytest.raises(TooNew, match="Update this laptop"):
        reopened(folder)


def test_another_laptops_file_dropped_in_is_read(season: Season, folder: Path, tmp_path: Path) -> None:
    put(season, "e1")
    Season.create(tmp_path / "other", RULES)
    other = Season.open(tmp_path / "other", desk="A", writer="cccc")
    put(other, "x1")
    (folder / "log" / the_log(tmp_path / "other").name).write_bytes(the_log(tmp_path / "other").read_bytes())
    assert season.changed()
    assert [one["id"] for one in season.catch_up()] == ["x1"]
    assert not season.changed()


def test_a_torn_tail_replaced_by_another_program_is_not_cut_off(folder: Path) -> None:
    one, two = (Season.open(folder, desk="A", writer="aaaa") for _ in "12")
    put(one, "e1")
    two.catch_up()
    whole = the_log(folder).stat().st_size
    put(one, "e2")
    grown = the_log(folder).stat().st_size
    put(one, "e3")
    last = the_log(folder).read_bytes()[grown:]
    os.truncate(the_log(folder), grown)
    with the_log(folder).open("ab") as log:
        log.write(last[:-1])
    two.catch_up()
    with the_log(folder).open("ab") as log:
        log.write(last[-1:])
    assert whole < grown
    put(two, "e4")
    assert reopened(folder) == ["e1", "e2", "e3", "e4"]


class Broken(Disk):
    """A disk whose next call of that name fails."""

    def __init__(self) -> None:
        self.fails = ""
        self.code = errno.ENOSPC

    def _maybe(self, name: str) -> None:
        if self.fails == name:
            raise OSError(self.code, os.strerror(self.code))

    def write(self, handle: int, data: bytes) -> None:
        if self.fails == "write":
            super().write(handle, data[: len(data) // 2])
        self._maybe("write")
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._maybe("sync")
        super().sync(handle)

    def open(self, path: Path) -> int:
        self._maybe("open")
        return super().open(path)

    def truncate(self, handle: int, size: int) -> None:
        if self.fails == "sync":
            self._maybe("sync")
        super().truncate(handle, size)


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("sync", errno.EIO, "Check the disk"),
        ("open", errno.EROFS, "can't be written to"),
    ],
)
def test_a_failing_disk_is_said_in_a_sentence_and_nothing_counts(
    folder: Path, call: str, code: int, said: str
) -> None:
    disk = Broken()
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    disk.fails, disk.code = call, code
    with pytest.raises(CannotWrite, match=said) as caught:
        put(season, "e1")
    assert str(caught.value).startswith("NOT recorded")
    disk.fails = ""
    put(season, "e2")
    assert reopened(folder) == ["e2"]
    disk.fails = call
    if call != "open":
        with pytest.raises(CannotWrite):
            put(season, "e3")
        disk.fails = ""
        put(season, "e4")
        assert reopened(folder) == ["e2", "e4"]


def test_what_a_failed_flush_left_is_cut_off_before_anything_counts(folder: Path) -> None:
    """The flush fails, and so does cutting off what it may have left: nobody may take that for recorded."""
    disk = Broken()
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    put(season, "e1")
    disk.fails, disk.code = "sync", errno.EIO
    with pytest.raises(CannotWrite):
        put(season, "e2")
    assert the_log(folder).read_bytes().count(b"e2") > 0
    with pytest.raises(CannotRead):
        season.catch_up()
    disk.fails = ""
    assert season.catch_up() == []
    put(season, "e3")
    assert season.problems == []
    assert reopened(folder) == ["e1", "e3"]


def test_an_open_desk_shows_nothing_that_another_one_has_not_finished(folder: Path) -> None:
    disk = Broken()
    writer = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    reader = Season.open(folder, desk="B", writer="aaaa")
    put(writer, "e1")
    assert [one["id"] for one in reader.catch_up()] == ["e1"]
    with writer.lock():
        writer.catch_up()
        writer.append([record("e2")])
        with reader.quiet() as quiet:
            assert not quiet
    with reader.quiet() as quiet:
        assert quiet
        assert [one["id"] for one in reader.catch_up()] == ["e2"]


def test_a_roster_is_read_back_and_named_by_what_it_holds(season: Season, folder: Path) -> None:
    tables = {"people": [{"key": "P1", "first": "Dana"}], "teams": []}
    name = season.write_roster(tables)
    assert name == season.write_roster(tables)
    assert season.roster_documents(name) == tables
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"Dana", b"Dena"))
    with pytest.raises(Damaged, match="import the region's files again"):
        season.roster_documents(name)


def test_a_roster_that_cannot_be_written_leaves_nothing_behind(folder: Path) -> None:
    disk = Broken()
    season = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    disk.fails = "write"
    with pytest.raises(CannotWrite):
        season.write_roster({"people": [{"key": "P1"}]})
    assert [one.name for one in folder.iterdir() if "roster" in one.name] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_private(season: Season, folder: Path) -> None:
    put(season, "e1")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (the_log(folder), folder / "region.toml", folder / season.write_roster({"people": []})):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_is_no_season_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotASeason, match="checkin init"):
        Season.open(tmp_path, desk="A", writer="a")
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(NotASeason, match="not an empty folder"):
        Season.create(tmp_path, RULES)


def test_the_installation_keeps_its_id(tmp_path: Path) -> None:
    assert writer_id(tmp_path) == writer_id(tmp_path)
    assert writer_id(tmp_path) != writer_id(tmp_path / "other")


def test_a_desks_name_cannot_leave_the_folder(folder: Path) -> None:
    season = Season.open(folder, desk="../../evil desk", writer="aaaa")
    put(season, "e1")
    assert the_log(folder).name == "evil_desk-aaaa.jsonl"


def _give_everything(folder: str, name: str, wins: Any) -> None:
    season = Season.open(Path(folder), desk="A", writer="aaaa")
    given: set[str] = set()
    for team in range(60):
        with season.lock():
            given |= {one["team"] for one in season.catch_up()}
            if f"T{team}" not in given:
                written = season.append([record(f"{name}-{team}", team=f"T{team}")])
                given |= {one["team"] for one in written}
                wins.put(f"T{team}")
    wins.close()
    wins.join_thread()


def test_two_programs_never_give_one_box_twice(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    wins = context.Queue()
    racers = [context.Process(target=_give_everything, args=(str(folder), name, wins)) for name in ("p", "q")]
    for racer in racers:
        racer.start()
    won = [wins.get(timeout=60) for _ in range(60)]
    for racer in racers:
        racer.join(timeout=60)
    assert sorted(won) == sorted(f"T{team}" for team in range(60))
    assert len(reopened(folder)) == 60


def test_an_append_without_catching_up_is_a_programmers_error(tmp_path: Path) -> None:
    one, two = (JournalStorage(tmp_path / "a.jsonl", {"desk": "A"}) for _ in "12")
    one.append([record("e1")])
    with pytest.raises(RuntimeError, match="catching up"):
        two.append([record("e2")])
