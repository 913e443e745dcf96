"""A changed, damaged, missing or doubled line is found and said with its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.cli import cli


def call(season: Path, *argv: str) -> tuple[int, str]:
    options = ["--season", str(season), "--desk", "A", "--by", "Maria", "--now", "2026-08-25T19:00"]
    found = CliRunner().invoke(cli, [*options, *argv])
    return found.exit_code, found.output


@pytest.fixture
def recorded(season: Path) -> Path:
    """A season in which desk A recorded four arrivals."""
    people = json.loads(call(season, "find", "12u", "--json")[1])
    for one in people[:4]:
        assert call(season, "record", "arrive", one["person"]["id"])[0] == 0
    return season


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
    assert places(recorded) == [(log_of(recorded).name, range(1, len(lines) + 1)[place])]


def test_a_damaged_line_shows_at_its_own_place(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], b"\x00" + lines[2][1:], *lines[3:]])
    assert places(recorded) == [(log_of(recorded).name, 3)]


def test_a_line_taken_out_shows(recorded: Path) -> None:
    edit(recorded, lambda lines: [*lines[:2], *lines[3:]])
    assert places(recorded) == [(log_of(recorded).name, 3)]


def test_a_damaged_roster_and_one_that_is_gone_show(recorded: Path) -> None:
    roster = next(recorded.glob("roster-*.json"))
    whole = roster.read_bytes()
    roster.write_bytes(whole[:-9] + b"x" + whole[-8:])
    assert places(recorded) == [(roster.name, 0)]
    roster.unlink()
    assert [file.startswith(("import", "demo")) for file, _ in places(recorded)] == [True]


def test_a_log_carried_on_in_two_places_shows_both_ends(recorded: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(recorded, tmp_path / "copy"))
    people = [one["person"]["id"] for one in json.loads(call(recorded, "find", "12u", "--json")[1])]
    call(recorded, "record", "arrive", people[5])
    call(copy, "record", "arrive", people[6])
    assert call(recorded, "merge", str(copy))[0] == 0
    code, told = call(recorded, "verify")
    assert code == 3
    assert "up to line 5, then each goes on by itself: 1 and 1 more lines" in told
