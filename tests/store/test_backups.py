"""What a backup promises: it is whole, private, kept by age, and comes back as it was."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from checkin.cli import cli
from checkin.cli.options import Place
from checkin.desk import Desk
from checkin.store import (
    CannotWrite,
    Damaged,
    Disk,
    Season,
    back_up,
    copy_backup,
    read_backup,
    season_files,
    superseded,
)

NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)


def opened(folder: Path) -> Season:
    return Season.open(folder, desk="A", writer="aaaa")


def run(season: Path, *words: str | Path) -> tuple[int, str, str]:
    told = CliRunner().invoke(
        cli, ["--season", str(season), "--now", "2026-08-25T19:00", *map(str, words)], obj=Place()
    )
    return told.exit_code, told.stdout, told.stderr


def arrive(season: Path) -> None:
    assert run(season, "record", "arrive", "Dana Reyes")[0] == 0


def test_a_backup_holds_rules_rosters_and_logs_and_is_private(season: Path) -> None:
    arrive(season)
    path = back_up(opened(season), NOW)
    assert read_backup(path) == season_files(season)
    assert {one.split("/")[0].split("-")[0] for one in read_backup(path)} == {
        "region.toml",
        "season.id",
        "roster",
        "log",
    }
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_unchanged_season_makes_no_second_file(season: Path) -> None:
    first = back_up(opened(season), NOW)
    assert back_up(opened(season), NOW + timedelta(hours=1)) == first
    arrive(season)
    assert back_up(opened(season), NOW + timedelta(hours=1)) != first


def test_a_damaged_newest_backup_is_no_backup(season: Path) -> None:
    first = back_up(opened(season), NOW)
    first.write_bytes(first.read_bytes()[:-100])
    with pytest.raises(Damaged, match="not a whole backup"):
        read_backup(first)
    again = back_up(opened(season), NOW + timedelta(minutes=5))
    assert read_backup(again) == season_files(season)


class Full(Disk):
    """A disk without room."""

    def write(self, handle: int, data: bytes) -> None:  # noqa: ARG002  the disk's signature
        raise OSError(28, os.strerror(28))


def test_a_full_disk_is_said_and_leaves_nothing_half_written(season: Path) -> None:
    with pytest.raises(CannotWrite, match="the disk is full"):
        back_up(opened(season), NOW, Full())
    assert list((season / "backups").iterdir()) == []


def test_a_second_place_gets_a_copy_and_a_missing_stick_is_a_note(season: Path, tmp_path: Path) -> None:
    path = back_up(opened(season), NOW)
    stick = tmp_path / "stick"
    assert not copy_backup(path, stick, "fall", NOW)
    assert not stick.exists()
    stick.mkdir()
    assert copy_backup(path, stick, "fall", NOW)
    assert read_backup(stick / "checkin-fall" / path.name) == read_backup(path)


def test_the_desk_tells_that_the_stick_is_missing(season: Path) -> None:
    rules = season / "region.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace('backup_to = ""', 'backup_to = "/nowhere/stick"'),
        encoding="utf-8",
    )
    code, out, err = run(season, "backup")
    assert (code, out[:8]) == (0, "Backup: ")
    assert "No copy of the backup in /nowhere/stick" in err


def test_an_import_is_preceded_by_a_backup(season: Path) -> None:
    before = season_files(season)
    boxes = Path(__file__).parents[1] / "samples" / "boxes.csv"
    assert run(season, "import", boxes)[0] == 0
    (path,) = (season / "backups").glob("*.zip")
    assert read_backup(path) == before != season_files(season)


@given(st.lists(st.integers(0, 400 * 24 * 60), unique=True, min_size=1))
def test_kept_by_age(ages: list[int]) -> None:
    made = [NOW - timedelta(minutes=one) for one in ages]
    kept = set(made) - superseded(made, NOW)
    assert max(made) in kept
    assert {one for one in made if NOW - one <= timedelta(days=1)} <= kept
    month = [one for one in made if NOW - one <= timedelta(days=30)]
    assert {one.date() for one in month} == {one.date() for one in kept if NOW - one <= timedelta(days=30)}
    assert {(one.year, one.month) for one in made} == {(one.year, one.month) for one in kept}
    assert len(kept) <= len([one for one in made if NOW - one <= timedelta(days=1)]) + 31 + 15


def without_note(season: Path) -> dict[str, bytes]:
    """What a season holds, but for the record that it was put back."""
    return {name: data for name, data in season_files(season).items() if not name.startswith("log/restore-")}


def test_restore_shows_first_then_brings_back_and_keeps_what_was_there(season: Path) -> None:
    path = back_up(opened(season), NOW)
    kept = season_files(season)
    arrive(season)
    since = season_files(season)
    code, out, err = run(season, "restore", path)
    assert (code, season_files(season)) == (0, since)
    assert "since then would go" in out
    assert "Nothing was changed" in err
    code, _, err = run(season, "restore", path, "--yes")
    assert (code, without_note(season)) == (0, kept)
    before = Path(err.split(" is in ")[1].strip())
    assert read_backup(before) == since
    Desk.open(season, desk="A", by="", writer="aaaa").load()


def test_a_lost_laptop_is_replaced_from_the_stick(season: Path, tmp_path: Path) -> None:
    arrive(season)
    path = back_up(opened(season), NOW)
    assert run(tmp_path / "new", "restore", path, "--yes")[0] == 0
    assert without_note(tmp_path / "new") == season_files(season)


def test_a_file_that_is_no_backup_changes_nothing(season: Path, tmp_path: Path) -> None:
    kept = season_files(season)
    (tmp_path / "x.zip").write_bytes(b"hello")
    with pytest.raises(Damaged):
        CliRunner().invoke(
            cli,
            ["--season", str(season), "restore", str(tmp_path / "x.zip"), "--yes"],
            obj=Place(),
            catch_exceptions=False,
        )
    assert season_files(season) == kept


def test_restore_lists_the_backups_and_takes_one_by_its_name(season: Path) -> None:
    assert run(season, "backup")[0] == 0
    code, out, _ = run(season, "restore")
    kept = [one.name for one in (season / "backups").iterdir()]
    assert (code, [one.split()[0] for one in out.splitlines()]) == (0, sorted(kept, reverse=True))
    assert run(season, "restore", kept[0])[0] == 0


def test_a_spoiled_copy_on_the_stick_is_written_again(season: Path, tmp_path: Path) -> None:
    path = back_up(opened(season), NOW)
    (tmp_path / "stick").mkdir()
    assert copy_backup(path, tmp_path / "stick", "fall", NOW)
    copy = tmp_path / "stick" / "checkin-fall" / path.name
    copy.write_bytes(copy.read_bytes()[:-40])
    assert copy_backup(path, tmp_path / "stick", "fall", NOW)
    assert read_backup(copy) == read_backup(path)


def test_what_a_killed_program_left_unfinished_goes_away_and_what_is_being_written_stays(
    season: Path,
) -> None:
    left, fresh = season / ".roster-0a.json.77.new", season / "log" / ".B.jsonl.78.new"
    left.write_text("somebody's data")
    fresh.write_text("being written")
    os.utime(left, (1, 1))
    back_up(opened(season), NOW)
    assert (left.exists(), fresh.exists()) == (False, True)
