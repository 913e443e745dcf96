"""An import can be taken back, and what was recorded in between stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from checkin.cli import cli

SHEET = "Team,First Name,Last Name,Role,Notes\n12UG-77 Kites,Zelda,Quartermain,Head Coach,\n"


def call(season: Path, *argv: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["--season", str(season), "--now", "2026-08-25T19:00", *argv])
    return found.exit_code, found.output


def found(season: Path, name: str) -> list[Any]:
    people: list[Any] = json.loads(call(season, "find", name, "--json")[1])
    return [one for one in people if one["exact"]]


def test_the_data_before_is_in_force_again_and_what_was_recorded_stays(season: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "team.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    known = json.loads(call(season, "find", "garcia", "--json")[1])[0]["person"]["id"]
    assert call(season, "import", str(sheet))[0] == 0
    assert call(season, "record", "arrive", known)[0] == 0
    assert found(season, "Zelda Quartermain")
    code, told = call(season, "import", "--undo")
    assert (code, "Taken back: New data from" in told, "In force now: " in told) == (0, True, True)
    assert not found(season, "Zelda Quartermain")
    assert json.loads(call(season, "show", known, "--json")[1])["arrived"]


def test_taking_back_the_first_import_leaves_an_empty_season_and_then_says_so(season: Path) -> None:
    assert call(season, "import", "--undo")[0] == 0
    assert found(season, "garcia") == []
    code, told = call(season, "import", "--undo")
    assert (code, "none can be taken back" in told) == (1, True)


def test_a_kind_that_no_file_is_of_is_wrong_usage_and_names_those_there_are(
    season: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "team.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    for more in ([], ["--explain"]):
        code, told = call(season, "import", str(sheet), "--kind", "nope", *more)
        assert (code, "team-sheet" in told) == (2, True)
    assert call(season, "import", str(sheet), "--kind", "team-sheet", "--dry-run")[0] == 0


def test_import_without_files_says_what_to_name(season: Path, tmp_path: Path) -> None:
    assert call(season, "import")[0] == 2
    assert call(season, "import", "--undo", str(tmp_path / "x.csv"))[0] == 2
