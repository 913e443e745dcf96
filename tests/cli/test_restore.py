"""A backup is put back only where no desk is open, and what it changes is shown before it is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.cli import cli
from checkin.store import Season, SeasonBusy, StoreError, season_files

OPEN_DESK = """
import sys, time
from pathlib import Path
from checkin.store import Season
season = Season.open(Path(sys.argv[1]), desk="A", writer="aaaa")
season.stay_open()
print("open", flush=True)
time.sleep(600)
"""


def call(season: Path, *words: str) -> tuple[int, str, str]:
    options = ["--season", str(season), "--desk", "A", "--now", "2026-08-25T19:00"]
    found = CliRunner().invoke(cli, [*options, *words])
    return found.exit_code, found.stdout, found.stderr


def call_and_fail(season: Path, *words: str) -> str:
    """Run a verb that can't, and return the sentence of its error."""
    found = CliRunner().invoke(cli, ["--season", str(season), *words])
    assert isinstance(found.exception, StoreError)
    return str(found.exception)


@pytest.fixture
def backed_up(season: Path) -> Path:
    """A season with a backup, and an arrival recorded since."""
    assert call(season, "backup")[0] == 0
    person = call(season, "find", "12u")[1].splitlines()[0]
    assert person
    assert call(season, "record", "arrive", "Dana Reyes")[0] == 0
    return season


def backup_of(season: Path) -> str:
    return min(one.name for one in (season / "backups").iterdir())


def test_a_backup_is_not_put_back_while_a_desk_is_open_and_a_killed_desk_is_none(backed_up: Path) -> None:
    now = season_files(backed_up)
    desk = subprocess.Popen(
        [sys.executable, "-c", OPEN_DESK, str(backed_up)], stdout=subprocess.PIPE, text=True
    )
    assert desk.stdout
    assert desk.stdout.readline() == "open\n"
    code, _, err = call(backed_up, "restore", backup_of(backed_up), "--yes")
    assert (code, season_files(backed_up)) == (1, now)
    assert "is open on this laptop. Close it with Ctrl+Q, then try again. Nothing was changed." in err
    assert call(backed_up, "restore", backup_of(backed_up))[0] == 0, "looking is always allowed"
    desk.kill()
    desk.wait()
    desk.stdout.close()
    code, _, err = call(backed_up, "restore", backup_of(backed_up), "--yes")
    assert (code, "Restored." in err) == (0, True)
    assert season_files(backed_up) != now


@pytest.mark.parametrize("lost", ["region.toml", "log", "season.id"])
def test_a_folder_that_lost_something_gets_it_back(backed_up: Path, lost: str) -> None:
    whole = season_files(backed_up)
    last = call(backed_up, "backup")[1].removeprefix("Backup: ").strip()
    gone = backed_up / lost
    gone.rename(backed_up.parent / "lost")
    if lost == "region.toml":
        error = call_and_fail(backed_up, "find", "garcia")
        assert "has lost its region.toml" in error
        assert "`checkin restore` lists them" in error
    code, _, err = call(backed_up, "restore", Path(last).name, "--yes")
    assert (code, "Restored." in err) == (0, True)
    found = season_files(backed_up)
    assert all(found[name].startswith(data) for name, data in whole.items())
    assert call(backed_up, "find", "garcia")[0] == 0


def test_a_backup_starts_a_season_in_an_empty_folder(backed_up: Path, tmp_path: Path) -> None:
    backup = backed_up / "backups" / backup_of(backed_up)
    (tmp_path / "empty").mkdir()
    for place in ("empty", "new"):
        assert call(tmp_path / place, "restore", str(backup), "--yes")[0] == 0
        assert call(tmp_path / place, "find", "garcia")[0] == 0


def test_what_a_backup_changes_is_shown_under_yes_too(backed_up: Path) -> None:
    shown = call(backed_up, "restore", backup_of(backed_up))
    done = call(backed_up, "restore", backup_of(backed_up), "--yes")
    assert shown[1] == done[1]
    assert "since then would go" in done[1]


def test_a_desk_does_not_open_while_a_backup_is_being_put_back(
    season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.store.lock._PATIENCE", 0.05)
    one, other = (Season.open(season, desk="A", writer="aaaa") for _ in "12")
    with one.alone(), pytest.raises(SeasonBusy, match="The desk can't be opened yet"):
        other.stay_open()
    other.stay_open()
    one.close()
    other.close()


def test_two_desks_on_one_laptop_are_open_side_by_side(season: Path) -> None:
    one, other = (Season.open(season, desk="A", writer="aaaa") for _ in "12")
    one.stay_open()
    other.stay_open()
    one.close()
    other.close()
