"""A power cut after any step of writing, with everything unflushed dropped, kept, torn or out of order, loses nothing acknowledged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checkin.store import Disk, NotASeason, Season, back_up, read_backup, restore, season_files
from tests.store.wrecks import Recorder, lay, wrecks

RULES = 'name = "Region"\n'
ACTS = (("a1",), ("b1", "b2"), ("c1",), ("d1", "d2", "d3"))
NOW = datetime(2026, 8, 26, 1, tzinfo=UTC)


class Hasty(Disk):
    """A disk that doesn't wait, to look at what is left."""

    def sync(self, handle: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


def record(event: str, **more: Any) -> dict[str, Any]:
    return {"v": 1, "id": event, "act": event[0], "kind": "arrived", **more}


def put(season: Season, *events: str) -> None:
    with season.lock():
        season.catch_up()
        season.append([record(one) for one in events])


def told(folder: Path, writer: str = "aaaa") -> list[str]:
    """Open a season with eyes of its own, and return the events that it tells."""
    season = Season.open(folder, desk="A", writer=writer, disk=Hasty())
    found = [one["id"] for one in season.catch_up()]
    season.close()
    assert season.problems == []
    return found


def recording(folder: Path) -> tuple[Recorder, Season]:
    """Open a season whose disk remembers every step."""
    disk = Recorder(folder.parent)
    return disk, Season.open(folder, desk="A", writer="aaaa", disk=disk)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Season.create(tmp_path / "here" / "season", RULES)
    return tmp_path / "here" / "season"


def broken(disk: Recorder, base: Path, every: int, check: Callable[[Path, int], None]) -> int:
    """Check everything that a power cut can leave, and return how many different wrecks there were."""
    seen = 0
    for left, acknowledged in wrecks(disk, every):
        lay(base, left)
        check(base / "season", acknowledged)
        seen += 1
    return seen


def check_acts(season: Path, acknowledged: int) -> None:
    """Open what is left, compare it with the model, go on, and open it again."""
    found = told(season)
    models = [[one for act in ACTS[:end] for one in act] for end in range(acknowledged, len(ACTS) + 1)]
    assert found in models
    opened = Season.open(season, desk="A", writer="aaaa", disk=Hasty())
    put(opened, "z1")
    opened.close()
    assert told(season, "bbbb") == [*found, "z1"]


def test_a_power_cut_at_any_step_of_the_log_keeps_every_acknowledged_act(
    folder: Path, tmp_path: Path
) -> None:
    disk, season = recording(folder)
    for act in ACTS:
        put(season, *act)
        disk.acknowledged += 1
    season.close()
    assert broken(disk, tmp_path / "left", 9, check_acts) > 300


@pytest.mark.long
def test_a_power_cut_at_any_byte_of_the_log_keeps_every_acknowledged_act(
    folder: Path, tmp_path: Path
) -> None:
    disk, season = recording(folder)
    for act in ACTS:
        put(season, *act)
        disk.acknowledged += 1
    season.close()
    assert broken(disk, tmp_path / "left", 1, check_acts) > 3000


def test_a_power_cut_while_a_torn_tail_is_cut_off_keeps_every_acknowledged_act(
    folder: Path, tmp_path: Path
) -> None:
    season = Season.open(folder, desk="A", writer="aaaa")
    for act in ACTS[:2]:
        put(season, *act)
    season.close()
    with (folder / "log" / "A-aaaa.jsonl").open("ab") as log:
        log.write(b'{"v":1,"id":"torn","nth":1,')
    disk, season = recording(folder)
    disk.acknowledged = 2
    put(season, *ACTS[2])
    disk.acknowledged = 3
    season.close()
    assert [one.kind for one in disk.steps if one.kind != "sync_folder"] == [
        *("sync", "truncate", "sync", "write", "sync")
    ]
    assert broken(disk, tmp_path / "left", 9, check_acts) > 40


def test_a_power_cut_while_a_season_is_made_leaves_a_whole_one_or_room_for_one(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    disk = Recorder(tmp_path / "here")
    Season.create(tmp_path / "here" / "season", RULES, disk)
    disk.acknowledged = 1
    season = Season.open(tmp_path / "here" / "season", desk="A", writer="aaaa", disk=disk)
    put(season, "a1")
    disk.acknowledged = 2
    season.close()

    def check(left: Path, acknowledged: int) -> None:
        try:
            events = told(left)
        except NotASeason:
            assert not acknowledged
            Season.create(left, RULES)
            events = told(left)
        assert (left / "region.toml").read_text() == RULES
        assert events in ([["a1"]] if acknowledged > 1 else [[], ["a1"]])

    assert broken(disk, tmp_path / "left", 29, check) > 30


def test_a_power_cut_while_the_rules_are_changed_leaves_the_old_or_the_new(
    folder: Path, tmp_path: Path
) -> None:
    disk, season = recording(folder)
    season.write_region_text("name = 1\n")
    disk.acknowledged = 1
    season.close()

    def check(left: Path, acknowledged: int) -> None:
        text = (left / "region.toml").read_text()
        assert text in ("name = 1\n", RULES)[: 2 - acknowledged]

    assert broken(disk, tmp_path / "left", 1, check) > 10


def test_a_power_cut_while_a_roster_is_replaced_never_leaves_an_import_without_its_data(
    folder: Path, tmp_path: Path
) -> None:
    disk, season = recording(folder)
    for number in range(1, 4):
        with season.lock():
            season.catch_up()
            name = season.write_roster({"people": [{"key": f"P{number}"}]})
            season.append([record(f"{number}", kind="imported", roster=name)])
        disk.acknowledged = number
    season.close()

    def check(left: Path, acknowledged: int) -> None:
        opened = Season.open(left, desk="A", writer="aaaa", disk=Hasty())
        found = opened.catch_up()
        assert len(found) >= acknowledged
        for number, one in enumerate(found, start=1):
            assert opened.roster_documents(one["roster"]) == {"people": [{"key": f"P{number}"}]}
        opened.close()

    assert broken(disk, tmp_path / "left", 23, check) > 60


def test_a_power_cut_while_backups_are_made_and_thinned_leaves_the_newest_whole(
    folder: Path, tmp_path: Path
) -> None:
    disk, season = recording(folder)
    held: list[dict[str, bytes]] = []
    for number, act in enumerate(ACTS, start=1):
        put(season, *act)
        back_up(season, NOW.replace(month=8 + number), disk)
        held.append(season_files(folder))
        disk.acknowledged = number
    season.close()

    def check(left: Path, acknowledged: int) -> None:
        if acknowledged:
            backups = sorted((left / "backups").glob("*.zip"))
            whole = [read_backup(one) for one in backups]
            assert held[acknowledged - 1] in whole
            assert all(one in held for one in whole)

    assert broken(disk, tmp_path / "left", 97, check) > 100


def test_a_power_cut_while_a_backup_is_put_back_leaves_the_season_as_before_or_as_in_the_backup(
    folder: Path, tmp_path: Path
) -> None:
    season = Season.open(folder, desk="A", writer="aaaa")
    put(season, "a1")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "own.toml").write_text("x = 1\n")
    then = season_files(folder)
    put(season, "b1", "b2")
    season.write_region_text("name = 1\n")
    season.write_roster({"people": [{"key": "P1"}]})
    (folder / "mappings" / "own.toml").unlink()
    other = Season.open(folder, desk="B", writer="bbbb")
    put(other, "c1")
    other.close()
    now = season_files(folder)
    season.close()
    disk, season = recording(folder)
    kept = restore(season, then, NOW, disk)
    disk.acknowledged = 1
    season.close()
    assert season_files(folder) == then

    def check(left: Path, acknowledged: int) -> None:
        Season.open(left, desk="A", writer="aaaa", disk=Hasty()).close()
        found = season_files(left)
        assert found == then or (found == now and not acknowledged)
        if found == then:
            assert read_backup(left / "backups" / kept.name) == now
        assert not (left / ".restoring.zip").exists()
        assert told(left) == (["a1"] if found == then else ["a1", "b1", "b2", "c1"])

    assert broken(disk, tmp_path / "left", 97, check) > 60


def test_a_power_cut_while_another_desks_log_is_merged_keeps_both_and_the_merge_can_be_done_again(
    folder: Path, tmp_path: Path
) -> None:
    away = Path(shutil.copytree(folder, tmp_path / "away"))
    season = Season.open(folder, desk="A", writer="aaaa")
    put(season, "a1")
    other = Season.open(away, desk="B", writer="bbbb")
    put(other, "b1", "b2")
    season.merge([away])
    put(other, "c1")
    put(other, "d1", "d2", "d3")
    other.close()
    season.close()
    disk, season = recording(folder)
    season.catch_up()
    season.merge([away])
    disk.acknowledged = 1
    season.close()
    everything = {"a1", "b1", "b2", "c1", "d1", "d2", "d3"}

    def check(left: Path, acknowledged: int) -> None:
        found = set(told(left))
        assert {"a1", "b1", "b2"} <= found <= everything
        assert not {"d1", "d2", "d3"} & found or {"d1", "d2", "d3"} <= found
        assert found == everything or not acknowledged
        again = Season.open(left, desk="A", writer="aaaa", disk=Hasty())
        again.catch_up()
        again.merge([away])
        again.close()
        assert set(told(left)) == everything
        assert len(list((left / "log").glob("*.jsonl"))) == 2

    assert broken(disk, tmp_path / "left", 41, check) > 40


def kill(_: int) -> None:
    raise KeyboardInterrupt


def test_what_a_killed_program_left_is_shown_only_once_it_outlives_a_power_cut(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that wrote dies before its flush; the one that reads it shows it as recorded."""
    disk, dead = recording(folder)
    with monkeypatch.context() as killed:
        killed.setattr(disk, "sync", kill)
        with pytest.raises(KeyboardInterrupt):
            put(dead, "a1")
    alive = Season.open(folder, desk="A", writer="aaaa", disk=disk)
    shown = [one["id"] for one in alive.catch_up()]
    disk.acknowledged = 1
    alive.close()
    dead.close()
    assert shown == ["a1"]

    def check(left: Path, acknowledged: int) -> None:
        assert told(left) == ["a1"] or not acknowledged

    assert broken(disk, tmp_path / "left", 3, check) > 50
