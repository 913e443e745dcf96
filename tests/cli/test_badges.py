"""The verbs that print badges and box labels: whom, on what, and what they say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checkin.cli import cli
from checkin.print import run as printing
from checkin.print import sheets as drawing
from checkin.print.readback import unread
from checkin.print.sheets import spots
from checkin.print.stocks import STOCKS


@pytest.fixture
def call(season: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run verbs on the made-up region, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)

    def told(*words: str | Path) -> Result:
        line = ["--season", season, "--now", "2026-08-25T19:00:00", *words]
        return CliRunner().invoke(cli, [str(one) for one in line])

    return told


def test_everybodys_badge_is_printed_read_back_and_told(call: Any) -> None:
    told = call("badges")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0] == "Wrote badges.pdf: 457 badges on 77 sheets of Avery 5392 name badge inserts."
    assert "Read back: each code shows what it should." in lines
    assert "Print at 100 %, not fitted to the page." in lines
    assert "The last sheet is free from label 2 on: `--start 2` uses it up." in lines
    assert Path("badges.pdf").read_bytes().startswith(b"%PDF")
    assert call("badges", "--new").exit_code == 1


def test_badges_of_a_division_go_on_where_the_used_sheet_ends(call: Any) -> None:
    told = json.loads(call("badges", "--division", "U12", "--stock", "5395", "--start", "4", "--json").stdout)
    printed = told["printed"]
    assert (told["stock"], told["read_back"], told["unreadable"]) == ("5395", True, [])
    assert told["next_start"] == (3 + len(printed)) % 8 + 1
    stock = STOCKS["5395"]
    places = [(spot, one["code"]) for spot, one in zip(spots(len(printed), stock, 4), printed, strict=True)]
    assert unread(Path(told["file"]).read_bytes(), places) == []
    assert call("badges", "--division", "99").exit_code == 1
    assert "12U" in call("badges", "--division", "99").stderr


def test_one_persons_badge_is_reissued_and_the_one_before_is_void(call: Any) -> None:
    def code(*more: str) -> str:
        return str(
            json.loads(call("badges", "--person", "Dana Reyes", "--json", *more).stdout)["printed"][0]["code"]
        )

    first = code()
    assert code() == first
    assert code("--reissue") != first
    assert "old badge" in call("show", first).stderr
    assert "void" in call("badges", "--person", "Dana Reyes", "--reissue").stdout
    assert call("badges", "--reissue").exit_code == 2
    assert call("badges", "--person", "Maria Garcia").exit_code == 1


def test_labels_are_printed_in_the_order_of_the_shelves(call: Any) -> None:
    told = json.loads(call("labels", "--json").stdout)
    assert (told["file"], told["stock"], told["sheets"], len(told["printed"])) == (
        "labels.pdf",
        "5163",
        20,
        200,
    )
    assert told["issued"] == 200
    boxes = json.loads(call("labels", "--team", told["printed"][0]["name"], "--json").stdout)
    assert (boxes["issued"], boxes["printed"]) == (0, told["printed"][:1])
    assert call("labels", "--new").exit_code == 1
    assert call("labels", "--team", "nosuch").exit_code == 1


def test_pictures_for_e_mail_come_with_the_table_of_a_mail_merge(call: Any) -> None:
    told = call("badges", "--person", "Dana Reyes", "--png", "png", "--svg", "svg")
    assert (told.exit_code, "Wrote 1 picture, each read back" in told.stdout) == (0, True)
    (row,) = csv.DictReader(io.StringIO(Path("png/people.csv").read_text(encoding="utf-8-sig")))
    assert (row["name"], row["email"]) == ("Dana Reyes", "dana.reyes@example.org")
    assert Path("png", row["file"]).read_bytes().startswith(b"\x89PNG")
    (drawn,) = Path("svg").glob("*.svg")
    assert "Dana Reyes" in drawn.read_text(encoding="utf-8")
    assert not Path("badges.pdf").exists()


def test_a_printer_that_is_off_gets_its_sheets_moved_and_read_back_there(call: Any) -> None:
    told = call("badges", "--person", "Dana Reyes", "--shift", "1.5", "-2", "--stock", "5160", "--json")
    (one,) = json.loads(told.stdout)["printed"]
    data, stock = Path("badges.pdf").read_bytes(), STOCKS["5160"]
    assert unread(data, [(stock.shifted(1.5, -2).spot(0), one["code"])]) == []
    assert json.loads(told.stdout)["unreadable"] == []


def test_a_test_sheet_needs_nobody(call: Any) -> None:
    told = call("labels", "--test", "--stock", "L7160")
    assert told.exit_code == 0
    assert "the frames must meet" in told.stdout
    assert Path("test-L7160.pdf").exists()
    assert call("log").stdout.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "7"),
        ("--start", "0"),
        ("--stock", "5999"),
        ("-o", "badges.doc"),
        ("--new", "--reissue", "--person", "Dana Reyes"),
        ("--shift", "11", "0"),
        ("--shift", "1"),
    ],
)
def test_what_cannot_be_is_wrong_usage(call: Any, words: tuple[str, ...]) -> None:
    assert call("badges", *words).exit_code == 2


def test_a_code_that_cannot_be_read_is_named_and_the_verb_fails(
    call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing.TagSheets, "_code", lambda *_: None)
    told = call("badges", "--person", "Dana Reyes")
    assert told.exit_code == 3
    assert "Read back" not in told.stdout
    assert "1 of 1 badge can't be read. Don't hand these out:\n  Dana Reyes: sheet 1, label 1" in told.stderr


def test_without_its_packages_it_says_that_nothing_was_read(
    call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "missing", lambda: ("zxing-cpp",))
    told = call("badges", "--person", "Dana Reyes")
    assert (told.exit_code, "Read back" in told.stdout) == (0, False)
    assert "NOT read back" in told.stderr
    assert "pip install zxing-cpp" in told.stderr


def test_a_season_without_people_and_a_folder_that_is_not_there_are_told(call: Any, tmp_path: Path) -> None:
    told = call("badges", "-o", tmp_path / "no" / "badges.pdf", "--person", "Dana Reyes")
    assert (told.exit_code, "Choose another folder" in told.stderr) == (3, True)
    empty = str(tmp_path / "empty")
    CliRunner().invoke(cli, ["init", "--season", empty])
    told = CliRunner().invoke(cli, ["badges", "--season", empty])
    assert (told.exit_code, "checkin import" in told.stderr) == (1, True)


def test_the_log_for_scripts_has_every_code_by_itself(call: Any) -> None:
    issued = json.loads(call("labels", "--division", "12U", "--json").stdout)["issued"]
    lines = [json.loads(one) for one in call("log", "--json").stdout.splitlines()]
    assert issued > 1
    assert [one["kind"] for one in lines].count("box-label-issued") == issued
    assert f"Box labels issued for {issued} teams." in call("log").stdout
