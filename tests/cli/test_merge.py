"""Two laptops' evenings become one, whatever the order and however often."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checkin.cli import cli


def call(season: Path, laptop: str, *argv: str) -> tuple[int, str]:
    """Run a verb on a laptop of its own installation."""
    data = {"CHECKIN_DATA": str(season.parent / f"data-{laptop}")}
    options = ["--season", str(season), "--desk", laptop, "--by", "Maria", "--now", "2026-08-25T19:00"]
    found = CliRunner().invoke(cli, [*options, *argv], env=data)
    return found.exit_code, found.output + (
        str(found.exception) if found.exit_code == 1 and not found.output else ""
    )


def people(season: Path) -> list[str]:
    told: list[Any] = json.loads(call(season, "A", "find", "12u", "--json")[1])
    return [one["person"]["id"] for one in told]


def events(season: Path) -> set[str]:
    return {json.loads(line)["id"] for line in call(season, "A", "log", "--json")[1].splitlines()}


@pytest.fixture(scope="module")
def laptops_once(demo_season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one season on two laptops, each with a coach of its own recorded."""
    folder = tmp_path_factory.mktemp("laptops")
    season, other = (Path(shutil.copytree(demo_season, folder / name)) for name in ("season", "other"))
    first, second = people(season)[:2]
    assert call(season, "A", "record", "arrive", first)[0] == 0
    assert call(other, "B", "record", "arrive", second)[0] == 0
    return folder


@pytest.fixture
def laptops(laptops_once: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Those two, in folders of the test's own."""
    shutil.copytree(laptops_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "season", tmp_path / "other"


def test_both_have_everything_whatever_the_order_and_however_often(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    both = events(one) | events(other)
    assert call(one, "A", "merge", str(other))[0] == 0
    assert list((one / "backups").glob("*.zip"))
    assert call(other, "B", "merge", str(one))[0] == 0
    assert (events(one), events(other)) == (both, both)
    code, told = call(one, "A", "merge", str(other), str(other), "--json")
    assert (code, sum(log["new"] for log in json.loads(told)["logs"])) == (0, 0)
    assert events(one) == both


def test_a_later_copy_brings_only_what_was_added(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    call(one, "A", "merge", str(other))
    call(other, "B", "record", "arrive", people(one)[2])
    told = json.loads(call(one, "A", "merge", str(other), "--json")[1])
    assert sum(log["new"] for log in told["logs"]) == 1
    assert events(other) <= events(one)


def test_one_box_given_by_both_is_listed_with_both_sides(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    team = json.loads(call(one, "A", "find", "12u", "--json")[1])[0]["teams"][0]
    taker = people(one)[0]
    for season, desk in ((one, "A"), (other, "B")):
        assert call(season, desk, "record", "hand-over", team, "uniform-box", "--to", taker)[0] == 0
    code, told = call(one, "A", "merge", str(other))
    assert code == 0
    assert "Recorded twice" in told
    assert "desk A" in told
    assert "desk B" in told
    listed = call(one, "A", "settle")[1].splitlines()
    assert len(listed) == 2
    wrong, right = (line.split()[0] for line in listed)
    code, told = call(one, "A", "settle", right, "--reason", "A never gave it")
    assert (code, told.startswith("Settled, ")) == (0, True)
    assert "Reason: A never gave it." in told
    assert call(one, "A", "settle")[1] == "Nothing was recorded twice.\n"
    assert json.loads(call(one, "A", "summary", "--json")[1])["anomalies"] == []
    code, told = call(one, "A", "settle", wrong)
    assert (code, "lists them" in told) == (1, True)
    call(other, "B", "merge", str(one))
    assert json.loads(call(other, "B", "settle", "--json")[1]) == []


def test_a_name_that_is_mistyped_is_no_damage(laptops: tuple[Path, Path]) -> None:
    one, _ = laptops
    assert call(one, "A", "merge", "stick/seeson")[1].startswith("There is no stick/seeson. Check the name")
    told = call(one, "A", "restore", "2026.zip")[1]
    assert told == "There is no backup 2026.zip. `checkin restore` lists those of this season."


def test_a_log_copied_too_early_is_taken_to_its_last_whole_line_and_said_so(
    laptops: tuple[Path, Path],
) -> None:
    one, other = laptops
    log = next((other / "log").glob("B-*.jsonl"))
    log.write_bytes(log.read_bytes() + b'{"v":1,"id":"half')
    code, told = call(one, "A", "merge", str(log))
    assert (code, "copied too early" in told) == (0, True)
    assert events(other) <= events(one)


def test_a_log_carried_on_twice_is_kept_with_both_ends(laptops: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = laptops
    log = next((one / "log").glob("A-*.jsonl"))
    copy = Path(shutil.copytree(one, tmp_path / "copy"))
    (tmp_path / "data-A").mkdir(exist_ok=True)
    third, fourth = people(one)[2:4]
    assert call(one, "A", "record", "arrive", third)[0] == 0
    assert call(copy, "A", "record", "arrive", fourth)[0] == 0
    both = events(one) | events(copy)
    code, told = call(one, "A", "merge", str(copy / "log" / log.name))
    assert (code, "carried on in two places" in told) == (0, True)
    assert events(one) == both
    assert other.exists()


@pytest.mark.parametrize("text", ["", "Team,Box\n12U,4\n", "{}\n", "[1]\n", "\x00\n"])
def test_a_file_that_is_no_log_changes_nothing(laptops: tuple[Path, Path], tmp_path: Path, text: str) -> None:
    one, _ = laptops
    stranger = tmp_path / "x.jsonl"
    stranger.write_text(text, encoding="utf-8")
    before = events(one)
    code, told = call(one, "A", "merge", str(stranger))
    assert code == 1
    assert "is no log of checkin" in told
    assert events(one) == before


def test_the_log_of_another_season_is_refused(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    (other / "season.id").write_text("another\n", encoding="utf-8")
    assert call(other, "C", "record", "arrive", people(one)[3])[0] == 0
    before = events(one)
    code, told = call(one, "A", "merge", str(other))
    assert (code, "another season" in told) == (1, True)
    assert events(one) == before


def test_seasons_of_before_there_were_ids_still_merge(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    (other / "season.id").unlink()
    assert call(other, "C", "record", "arrive", people(one)[3])[0] == 0
    assert call(one, "A", "merge", str(other))[0] == 0
    assert events(other) <= events(one)


def test_a_log_of_data_that_is_not_here_asks_for_the_whole_folder(
    laptops: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = laptops
    sheet = tmp_path / "team.csv"
    sheet.write_text(
        "Team,First Name,Last Name,Role,Notes\n12UG-77 Kites,Zelda,Quinn,Head Coach,\n", encoding="utf-8"
    )
    assert call(other, "B", "import", str(sheet))[0] == 0
    alone = Path(shutil.copy(next((other / "log").glob("B-*.jsonl")), tmp_path / "B-alone.jsonl"))
    code, told = call(one, "A", "merge", str(alone))
    assert (code, "whole season folder" in told) == (1, True)
    assert call(one, "A", "merge", str(other))[0] == 0
    assert "Zelda Quinn" in call(one, "A", "find", "zelda")[1]


def test_a_damaged_line_is_said_with_its_number_and_what_follows_is_read(laptops: tuple[Path, Path]) -> None:
    one, other = laptops
    for person in people(one)[2:4]:
        assert call(other, "B", "record", "arrive", person)[0] == 0
    log = next((other / "log").glob("B-*.jsonl"))
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:2], b"\x00" + lines[2][1:], *lines[3:]]))
    code, told = call(one, "A", "merge", str(log))
    assert (code, "Damaged and not read: line 3." in told) == (0, True)
    assert json.loads(lines[3])["id"] in events(one)


def test_a_fork_that_goes_on_is_one_file(laptops: tuple[Path, Path], tmp_path: Path) -> None:
    one, _ = laptops
    copy = Path(shutil.copytree(one, tmp_path / "copy"))
    name = next((one / "log").glob("A-*.jsonl")).name
    assert call(one, "A", "record", "arrive", people(one)[2])[0] == 0
    for person in people(one)[3:6]:
        assert call(copy, "A", "record", "arrive", person)[0] == 0
        assert call(one, "A", "merge", str(copy / "log" / name))[0] == 0
    assert len(list((one / "log").glob("*-fork-*"))) == 1
    assert events(copy) <= events(one)


@pytest.mark.parametrize("begun", [b"", b"{\x01", b'{"schema":1,"desk":"C"', b'{"sch\0\0\0\0'])
def test_a_log_that_never_got_its_first_act_keeps_nobody_from_merging_the_others(
    laptops: tuple[Path, Path], begun: bytes
) -> None:
    one, other = laptops
    (other / "log" / "C-cccc.jsonl").write_bytes(begun)
    assert call(one, "A", "merge", str(other))[0] == 0
    assert events(other) <= events(one)
    assert not (one / "log" / "C-cccc.jsonl").exists()
