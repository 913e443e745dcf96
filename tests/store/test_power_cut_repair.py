"""A power cut while a season is repaired or purged: nothing is lost on the way, and it can be done again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.store import Season, back_up, season_files
from checkin.store.files import Disk
from checkin.store.purge import PURGED, people_files, purge_season, read_purged
from checkin.store.repair import repair_season
from tests.store.test_power_cut import RULES, broken, put, record, recording

NOW = datetime(2026, 8, 26, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A season with data, two acts and a backup of all that."""
    here = tmp_path / "here" / "season"
    Season.create(here, RULES)
    season = Season.open(here, desk="A", writer="aaaa")
    with season.lock():
        name = season.write_roster({"people": [{"key": "P1"}]})
        season.append([record("i1", kind="imported", roster=name, clock=1)])
    put(season, "a1")
    put(season, "b1", "b2")
    back_up(season, NOW)
    season.close()
    return here


def everything(season: Path) -> list[bytes]:
    return [one.read_bytes() for one in season.rglob("*") if one.is_file()]


def test_a_power_cut_while_a_season_is_repaired_loses_nothing_that_was_there(
    folder: Path, tmp_path: Path
) -> None:
    roster = next(folder.glob("roster-*.json"))
    whole = roster.read_bytes()
    spoiled = whole[:-5] + b"xxxxx"
    roster.write_bytes(spoiled)
    log = folder / "log" / "A-aaaa.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"a1", b"a9", 1)
    log.write_bytes(b"".join(lines))
    disk, season = recording(folder)
    repaired = repair_season(folder, season.verify().breaks, disk)
    disk.acknowledged = 1
    season.close()
    assert len(repaired.told) == 3

    def check(left: Path, acknowledged: int) -> None:
        found = everything(left)
        assert spoiled in found
        assert (left / "log" / log.name).read_bytes() == b"".join(lines)
        if acknowledged:
            assert (left / roster.name).read_bytes() == whole
        opened = Season.open(left, desk="A", writer="aaaa")
        repair_season(left, opened.verify().breaks, Disk())
        opened.close()
        assert (left / roster.name).read_bytes() == whole

    assert broken(disk, tmp_path / "left", 29, check) > 30


def test_a_power_cut_while_a_season_is_purged_leaves_all_of_it_or_its_final_hashes(
    folder: Path, tmp_path: Path
) -> None:
    before = season_files(folder)
    disk, season = recording(folder)
    purge_season(folder, {"arrived": 1}, NOW, None, disk)
    disk.acknowledged = 1
    season.close()

    def check(left: Path, acknowledged: int) -> None:
        purged = read_purged(left, Disk())
        if purged is None:
            assert season_files(left) == before
        else:
            assert {one["file"] for one in purged["files"]} == {
                name for name in before if name.startswith(("log/", "roster-"))
            }
        assert purged or not acknowledged
        purge_season(left, {"arrived": 1}, NOW, None, Disk())
        assert people_files(left) == []
        assert (left / PURGED).exists()

    assert broken(disk, tmp_path / "left", 29, check) > 20
