"""A changed, damaged, missing or doubled line is found and said with its place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.cli import cli
from checkin.desk import Desk
from checkin.store import Season, back_up
from tests.conftest import TONIGHT


def call(season: Path, *argv: str) -> tuple[int, str]:
    options = ["--season", str(season), "--desk", "A", "--by", "Maria", "--now", "2026-08-25T19:00"]
    found = CliRunner().invoke(cli, [*options, *argv])
    return found.exit_code, found.output


@pytest.fixture(scope="module")
def recorded_once(demo_season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a season in which desk A recorded four arrivals, and the id of its laptop."""
    folder = tmp_path_factory.mktemp("recorded")
    season = Path(shutil.copytree(demo_season, folder / "season"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKIN_DATA", str(folder / "data"))
        people = json.loads(call(season, "find", "12u", "--json")[1])
        for one in people[:4]:
            assert call(season, "record", "arrive", one["person"]["id"])[0] == 0
    return folder


@pytest.fixture
def recorded(recorded_once: Path, tmp_path: Path) -> Path:
    """That season on the same laptop, in a folder of the test's own."""
    shutil.copytree(recorded_once / "data", os.environ["CHECKIN_DATA"])
    return Path(shutil.copytree(recorded_once / "season", tmp_path / "season"))


def log_of(season: Path) -> Path:
    return next((season / "log").glob("A-*.jsonl"))


def edit(season: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    log = log_of(season)
    log.write_bytes(b"".join(change(log.read_bytes().splitlines(keepends=True))))


def places(season: Path) -> list[tuple[str, int]]:
    code, told = call(season, "verify", "--json")
    found = [(one["file"], one["line"]) for one in json.loads(told)["breaks"]]
    assert code == (3 if found else 0)
    return found


def test_a_season_that_nobody_touched_is_as_it_was_written(recorded: Path) -> None:
    code, told = call(recorded, "verify")
    assert (code, told.startswith("Everything is as it was written: ")) == (0, True)


def test_a_torn_last_line_is_no_break(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines, b'{"v":1,"id":"torn'])
    assert places(recorded) == []


@pytest.mark.parametrize("place", [2, -1])
def test_a_changed_word_shows_at_its_own_line_even_the_last(recorded: Path, place: int) -> None:
    lines = log_of(recorded).read_bytes().splitlines(keepends=True)
    lines[place] = lines[place].replace(b"Maria", b"Mario")
    edit(recorded, lambda _: lines)
    assert places(recorded) == [(f"log/{log_of(recorded).name}", range(1, len(lines) + 1)[place])]


def test_a_damaged_line_shows_at_its_own_place(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    assert places(recorded) == [(f"log/{log_of(recorded).name}", 3)]


def test_a_line_taken_out_shows(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], *lines[3:]])
    assert places(recorded) == [(f"log/{log_of(recorded).name}", 3)]


def test_a_damaged_roster_and_one_that_is_gone_show(recorded: Path) -> None:
    roster = next(recorded.glob("roster-*.json"))
    whole = roster.read_bytes()
    roster.write_bytes(whole[:-9] + b"x" + whole[-8:])
    assert places(recorded) == [(roster.name, 0)]
    roster.unlink()
    assert places(recorded) == [(roster.name, 0)]


def test_a_log_carried_on_in_two_places_shows_both_ends(recorded: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(recorded, tmp_path / "copy"))
    people = [one["person"]["id"] for one in json.loads(call(recorded, "find", "12u", "--json")[1])]
    call(recorded, "record", "arrive", people[5])
    call(copy, "record", "arrive", people[6])
    assert call(recorded, "merge", str(copy))[0] == 0
    code, told = call(recorded, "verify")
    assert code == 3
    assert "up to line 5, then each goes on by itself: 1 and 1 more lines" in told
    code, told = call(recorded, "verify", "--repair")
    assert (code, "both ends are kept and read" in told) == (0, True)
    call(recorded, "record", "arrive", people[7])
    code, told = call(recorded, "verify")
    assert (code, "Known and set aside: 1." in told) == (0, True)


def test_repair_keeps_a_copy_of_a_damaged_line_and_rewrites_no_log(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    log = log_of(recorded)
    before = log.read_bytes()
    code, told = call(recorded, "verify", "--repair", "--reason", "coffee")
    assert (code, "line 3: copied to quarantine/" in told) == (0, True)
    assert log.read_bytes().startswith(before)
    kept = next((recorded / "quarantine").iterdir())
    assert kept.read_bytes() == before.splitlines()[2]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "1 break of the season folder. Reason: coffee." in call(recorded, "log")[1]
    desk = Desk.open(recorded, desk="A", by="", writer="aaaa")
    desk.load()
    assert (len(desk.season.problems), desk.problems()) == (1, ())
    desk.close()
    edit(recorded, lambda lines: [*lines[:3], b"\x01" + lines[3][1:], *lines[4:]])
    assert places(recorded) == [(f"log/{log.name}", 4)]


def test_repair_brings_damaged_data_back_from_a_backup_and_keeps_the_damaged(recorded: Path) -> None:
    call(recorded, "backup")
    roster = next(recorded.glob("roster-*.json"))
    whole = roster.read_bytes()
    roster.write_bytes(b"x" + whole[1:])
    code, told = call(recorded, "verify", "--repair")
    assert (code, "put back from backups/" in told) == (0, True)
    assert roster.read_bytes() == whole
    assert next((recorded / "quarantine").iterdir()).read_bytes() == b"x" + whole[1:]
    roster.unlink()
    assert call(recorded, "verify", "--repair")[0] == 0
    assert roster.read_bytes() == whole


def test_a_backup_made_after_the_damage_is_not_put_back(recorded: Path) -> None:
    call(recorded, "backup")
    roster = next(recorded.glob("roster-*.json"))
    whole = roster.read_bytes()
    roster.write_bytes(b"x" + whole[1:])
    season = Season.open(recorded, desk="A", writer="aaaa")
    back_up(season, TONIGHT + timedelta(minutes=5))
    season.close()
    assert len(list((recorded / "backups").iterdir())) == 2
    code, told = call(recorded, "verify", "--repair")
    assert (code, "put back from backups/" in told) == (0, True)
    assert roster.read_bytes() == whole


def test_a_break_is_listed_again_when_its_setting_aside_is_taken_back(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    assert call(recorded, "verify", "--repair")[0] == 0
    last = json.loads(call(recorded, "log", "--json")[1].splitlines()[-1])
    assert last["kind"] == "set-aside"
    assert call(recorded, "record", "undo", last["id"], "--reason", "it matters")[0] == 0
    assert places(recorded) == [(f"log/{log_of(recorded).name}", 3)]


def test_data_that_no_backup_has_is_imported_again_and_the_night_stays(recorded: Path) -> None:
    roster = next(recorded.glob("roster-*.json"))
    roster.write_bytes(b"x" + roster.read_bytes()[1:])
    code, told = call(recorded, "verify", "--repair")
    assert (code, "no backup has it" in told) == (3, True)
    files = [str(one) for one in (recorded / "exports").iterdir()]
    assert call(recorded, "import", *files)[0] == 0
    assert len(call(recorded, "find", "12u")[1].splitlines()) > 20
    assert len(call(recorded, "log")[1].splitlines()) == 6
    assert call(recorded, "verify", "--repair")[0] == 0
    assert places(recorded) == []


def test_what_only_a_backup_still_holds_is_said_and_comes_back_by_merging_it(recorded: Path) -> None:
    call(recorded, "backup")
    before = call(recorded, "log")[1]
    edit(recorded, lambda lines: lines[:-1])
    code, told = call(recorded, "verify")
    assert (code, "1 of its records are in no log any more" in told) == (3, True)
    backup = f"backups/{next((recorded / 'backups').iterdir()).name}"
    assert call(recorded, "merge", backup)[0] == 0
    assert call(recorded, "verify")[0] == 0
    assert call(recorded, "log")[1] == before


def test_a_backup_that_was_put_back_leaves_nothing_to_look_at(recorded: Path) -> None:
    call(recorded, "backup")
    old = next((recorded / "backups").iterdir()).name
    people = [one["person"]["id"] for one in json.loads(call(recorded, "find", "12u", "--json")[1])]
    call(recorded, "record", "arrive", people[5])
    assert call(recorded, "restore", old, "--yes")[0] == 0
    assert places(recorded) == []
    assert f"Put back from the backup {old}." in call(recorded, "log")[1]


def test_a_damaged_backup_and_a_stranger_among_the_logs_are_set_aside(recorded: Path) -> None:
    call(recorded, "backup")
    backup = next((recorded / "backups").iterdir())
    backup.write_bytes(backup.read_bytes()[:-30])
    (recorded / "log" / "notes.jsonl").write_text("milk\neggs\n", encoding="utf-8")
    assert places(recorded) == [("log/notes.jsonl", 0), (f"backups/{backup.name}", 0)]
    assert call(recorded, "verify", "--repair")[0] == 0
    assert len(list((recorded / "quarantine").iterdir())) == 2


@pytest.mark.parametrize("place", ["log/A-*.jsonl", "roster-*.json", "backups/*.zip"])
def test_a_folder_in_a_files_place_is_named_beside_the_rest_and_moved_away(
    recorded: Path, place: str
) -> None:
    season = Season.open(recorded, desk="A", writer="aaaa")
    back_up(season, TONIGHT)
    season.close()
    before = call(recorded, "log")[1]
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    there = next(recorded.glob(place))
    file = there.relative_to(recorded).as_posix()
    there.unlink()
    there.mkdir()
    code, told = call(recorded, "verify")
    assert (code, f"{file}: a folder stands in its place" in told) == (3, True)
    assert ("this line is damaged" in told) is not file.startswith("log/")
    code, told = call(recorded, "verify", "--repair")
    assert f"{file}: moved to quarantine/" in told
    assert next((recorded / "quarantine").glob(f"{there.name}*")).is_dir()
    for path in recorded.glob("backups/*.zip"):
        assert call(recorded, "merge", str(path))[0] == 0
    assert before.splitlines()[-1] in call(recorded, "log")[1]
    assert call(recorded, "verify", "--repair")[0] == 0


def test_a_file_that_the_system_refuses_to_read_hides_no_other(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    loop = recorded / "log" / "Z-loop.jsonl"
    loop.symlink_to(loop)
    code, told = call(recorded, "verify")
    assert code == 3
    assert "log/Z-loop.jsonl: can't be read: the disk reported an error" in told
    assert "this line is damaged" in told
    loop.unlink()
