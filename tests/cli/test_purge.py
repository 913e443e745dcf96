"""A purged season names nobody any more, and what is left can be verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.store import NotASeason, files
from tests.cli.test_verify import call

NAME = "Reyes"


@pytest.fixture
def ended(season: Path, tmp_path: Path) -> Path:
    """A season with an evening, backups on a stick, a slip, and a file of somebody else's."""
    stick = tmp_path / "stick"
    stick.mkdir()
    rules = season / "region.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('backup_to = ""', f'backup_to = "{stick}"'))
    person = json.loads(call(season, "find", "dana reyes", "--json")[1])[0]["person"]["id"]
    assert call(season, "record", "arrive", person)[0] == 0
    assert call(season, "backup")[0] == 0
    (season / "slips").mkdir()
    (season / "slips" / f"slip-{person}.html").write_text(NAME, encoding="utf-8")
    (season / "volunteers.txt").write_text(NAME, encoding="utf-8")
    return season


def naming(*folders: Path) -> set[str]:
    """Every file in which the coach is named, zipped or not."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in paths if path.suffix == ".zip" or NAME.encode() in path.read_bytes()}


def test_it_says_first_what_would_go_and_changes_nothing(ended: Path) -> None:
    before = sorted(ended.rglob("*"))
    code, told = call(ended, "purge")
    assert code == 0
    assert (
        "Would go for good: 1 backup, 4 files in exports/, 1 file of imported data, 2 logs, 1 slip." in told
    )
    assert "look whether people are named in them: volunteers.txt" in told
    assert sorted(ended.rglob("*")) == before


def test_nothing_about_a_person_is_left_but_counts_and_hashes_and_verify_accepts_them(
    ended: Path, tmp_path: Path
) -> None:
    counts = json.loads(call(ended, "summary", "--json")[1])["totals"]
    assert call(ended, "purge", "--yes")[0] == 0
    assert naming(ended, tmp_path / "stick") == {"volunteers.txt"}
    left = json.loads((ended / "purged.json").read_text(encoding="utf-8"))
    assert counts in left["counts"]["meetings"].values()
    assert {one["file"].split("-")[0] for one in left["files"]} == {"log/A", "log/import", "roster"}
    assert all(len(one["sha256"]) == 64 for one in left["files"])
    code, told = call(ended, "verify")
    assert (code, told.startswith("Everything is as it was written")) == (0, True)
    text = (ended / "purged.json").read_text(encoding="utf-8")
    (ended / "purged.json").write_text(text.replace('"arrived":1', '"arrived":2'), encoding="utf-8")
    code, told = call(ended, "verify")
    assert (code, "changed since the season was purged" in told) == (3, True)


def test_messages_lists_and_summaries_go_with_the_season(ended: Path) -> None:
    assert call(ended, "follow-up", "--meeting", "season", "--write")[0] == 0
    (ended / "summary").mkdir()
    (ended / "summary" / "night.txt").write_text(NAME, encoding="utf-8")
    assert list(ended.glob("follow-up/*/*.eml"))
    assert call(ended, "purge", "--yes")[0] == 0
    left = [path for name in ("follow-up", "summary") for path in (ended / name).rglob("*") if path.is_file()]
    assert left == []


def test_a_purge_that_was_cut_off_shows_and_goes_on(ended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    removed = iter(range(3))
    real = files.Disk.remove

    def cut(self: files.Disk, path: Path) -> None:
        if next(removed, None) is None:
            raise OSError(5, "Input/output error")
        real(self, path)

    monkeypatch.setattr(files.Disk, "remove", cut)
    call(ended, "purge", "--yes")
    monkeypatch.undo()
    code, told = call(ended, "verify")
    assert (code, "`checkin purge --yes` goes on" in told) == (3, True)
    assert call(ended, "purge", "--yes")[0] == 0
    assert call(ended, "verify")[0] == 0


def test_while_a_desk_is_open_nothing_is_purged(ended: Path) -> None:
    desk = Desk.open(ended, desk="A", by="", writer="aaaa")
    desk.season.stay_open()
    code, told = call(ended, "purge", "--yes")
    assert (code, "desk" in told, (ended / "purged.json").exists()) == (1, True, False)
    desk.close()
    assert call(ended, "purge", "--yes")[0] == 0


def test_a_stick_that_is_not_here_is_named_and_is_done_later(ended: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    away = stick.rename(tmp_path / "drawer")
    code, told = call(ended, "purge", "--yes")
    assert (code, "plug it in and purge once more" in told) == (0, True)
    away.rename(stick)
    assert call(ended, "purge", "--yes")[0] == 0
    assert naming(stick) == set()


def test_a_purged_season_does_not_open_and_says_why(ended: Path) -> None:
    call(ended, "purge", "--yes")
    desk = Desk.open(ended, desk="A", by="", writer="aaaa")
    with pytest.raises(NotASeason, match="purged on 2026-08-26: only its counts are left"):
        desk.load()


def test_a_purged_season_says_why_it_has_no_backup(season: Path) -> None:
    assert call(season, "restore")[1].startswith("This season has no backup yet.")
    assert call(season, "purge", "--yes")[0] == 0
    assert call(season, "restore")[1].startswith("This season was purged: no backup is left.")
