"""`checkin identity` lists who is doubtful, and settles it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from checkin.cli import cli

SHEET = "Team,First Name,Last Name,Role,Email\n12UG-61,Zelda,Quartermain,Head Coach,z@x.org\n12UG-62,Zelda,Quartermain,Coach,q@x.org\n"


def call(season: Path, *argv: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["--season", str(season), "--now", "2026-08-25T19:00", *argv])
    return found.exit_code, found.output


def test_two_of_one_name_are_listed_and_settled_by_their_keys(season: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "teams.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    assert call(season, "import", str(sheet))[0] == 0
    doubts = json.loads(call(season, "identity", "--json")[1])
    pair = next(one for one in doubts if one["one"]["name"] == "Zelda Quartermain")
    keys = pair["one"]["key"], pair["another"]["key"]
    code, told = call(season, "identity")
    assert (code, f"{keys[0]}  Zelda Quartermain: 12UG-6" in told, "why: the same name" in told) == (
        0,
        True,
        True,
    )
    assert call(season, "identity", *keys)[0] == 2
    code, told = call(season, "identity", *keys, "--same", "--reason", "her husband says so")
    assert (code, "are one person: her husband says so." in told) == (0, True)
    code, told = call(season, "identity", *keys, "--same")
    assert (code, "settled as one person already" in told) == (1, True)
    assert call(season, "identity", *keys, "--two")[0] == 0
    assert call(season, "identity", keys[0], "NOBODY", "--two")[0] == 1
