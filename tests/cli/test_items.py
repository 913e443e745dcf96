"""Items by script: what the screen does by F3, from a terminal, and the lists for the equipment manager."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from checkin.cli import cli

NOW = ("--now", "2026-08-25T19:00")


def call(season: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--season", str(season), *NOW, *words])


def item(season: Path, key: str = "uniform-box") -> dict[str, Any]:
    (row,) = json.loads(call(season, "show", "Dana Reyes", "--json").stdout)["assignments"]
    found: dict[str, Any] = next(one for one in row["items"] if one["key"] == key)
    return found


def team(season: Path) -> str:
    (row,) = json.loads(call(season, "show", "Dana Reyes", "--json").stdout)["assignments"]
    return str(row["team"])


def test_an_item_goes_through_every_state_by_script(season: Path) -> None:
    name = team(season)
    box = (name, "uniform-box")
    assert call(season, "record", "short", *box).exit_code == 1
    assert call(season, "record", "owed", *box, "--note", "not delivered").exit_code == 0
    assert (item(season)["state"], item(season)["note"]) == ("owed", "not delivered")
    assert call(season, "record", "hand-over", *box, "--to", "Dana Reyes").exit_code == 0
    assert item(season)["state"] == "given"
    told = call(season, "record", "short", *box, "2 ym", "YL", "--json")
    assert "is short, 2 YM and 1 YL missing." in json.loads(told.stdout)["sentence"]
    assert (item(season)["state"], item(season)["note"]) == ("short", "missing: 2 YM, 1 YL")
    totals = json.loads(call(season, "summary", "--json").stdout)["totals"]["items"]["uniform-box"]
    assert (totals["given"], totals["short"]) == (1, 1)
    assert "short, given to Dana Reyes" in call(season, "show", "Dana Reyes").stdout
    assert call(season, "record", "top-up", *box, "9 YM").exit_code == 1
    assert call(season, "record", "top-up", *box).exit_code == 0
    assert call(season, "record", "wrong-size", *box, "1 AS").exit_code == 0
    assert item(season)["state"] == "wrong-size"
    assert call(season, "record", "exchange", *box).exit_code == 0
    assert item(season)["state"] == "exchanged"
    assert call(season, "record", "return", *box).exit_code == 0
    assert item(season)["state"] == "returned"
    totals = json.loads(call(season, "summary", "--json").stdout)["totals"]["items"]["uniform-box"]
    assert (totals["given"], totals["short"]) == (0, 0)
    assert totals["expected"] == totals["left"]
    log = call(season, "log", "Dana Reyes").stdout
    for word in ("owed", "short", "topped up", "wrong size", "exchanged", "came back"):
        assert word in log


def test_the_shorts_are_a_list_by_size_and_a_list_by_team(season: Path) -> None:
    name = team(season)
    call(season, "record", "hand-over", name, "uniform-box", "--to", "Dana Reyes")
    call(season, "record", "short", name, "uniform-box", "AS", "2 YM")
    call(season, "record", "owed", name, "roster")
    by_size = call(season, "summary", "--list", "shorts-by-size", "--format", "csv").stdout
    rows = [*csv.reader(io.StringIO(by_size.removeprefix("\ufeff")))]
    assert rows[0] == ["Item", "Size", "Pieces", "Teams"]
    assert [row[:3] for row in rows[1:]] == [
        ["Roster", "(all of it)", "1"],
        ["Uniform box", "YM", "2"],
        ["Uniform box", "AS", "1"],
    ]
    by_team = call(season, "summary", "--list", "shorts-by-team").stdout
    assert "short" in by_team
    assert name in by_team
    needs = json.loads(call(season, "summary", "--json").stdout)["needs"]
    assert {(one["state"], one["size"], one["count"]) for one in needs} == {
        ("short", "AS", 1),
        ("short", "YM", 2),
        ("owed", "", 1),
    }


def test_any_item_of_the_region_has_the_same_account(season: Path) -> None:
    rules = season / "region.toml"
    kit = '[[items]]\nkey = "first-aid-kit"\nlabel = "First-aid kit"\n\n# ---'
    rules.write_text(rules.read_text(encoding="utf-8").replace("# ---", kit, 1), encoding="utf-8")
    name = team(season)
    assert call(season, "record", "hand-over", name, "first-aid-kit", "--to", "Dana Reyes").exit_code == 0
    assert call(season, "record", "short", name, "first-aid-kit", "1 ice pack").exit_code == 0
    assert item(season, "first-aid-kit")["note"] == "missing: 1 ice pack"


def test_a_hold_is_released_by_script_and_stands_in_the_summary(season: Path) -> None:
    rules = season / "region.toml"
    held = rules.read_text(encoding="utf-8").replace('key = "roster"', 'key = "roster"\nhold = true')
    rules.write_text(held, encoding="utf-8")
    name = team(season)
    assert item(season, "roster")["held"] is True
    refused = call(season, "record", "hand-over", name, "roster", "--to", "Dana Reyes")
    assert (refused.exit_code, "held back from Dana Reyes" in refused.stderr) == (1, True)
    words = ("--for", "Dana Reyes", "--name", "Ana Lopez", "--reason", "course on Saturday")
    assert call(season, "record", "release", name, "roster", *words).exit_code == 0
    assert call(season, "record", "release", name, "roster", *words).exit_code == 1
    assert item(season, "roster")["held"] is False
    (override,) = json.loads(call(season, "summary", "--json").stdout)["overrides"]
    assert (override["person"], override["item"], override["name"]) == ("Dana Reyes", "roster", "Ana Lopez")
    assert (override["reason"], override["fallen"]) == ("course on Saturday", False)
    assert call(season, "record", "hand-over", name, "roster", "--to", "Dana Reyes").exit_code == 0


def test_what_is_typed_before_a_verb_wins_over_the_environment(season: Path, tmp_path: Path) -> None:
    elsewhere = {"CHECKIN_SEASON": str(tmp_path / "another"), "CHECKIN_DESK": "Z", "CHECKIN_BY": "Zoe"}
    words = ["--season", str(season), "--desk", "B", "--by", "Ana", *NOW, "record", "arrive", "Dana Reyes"]
    assert CliRunner().invoke(cli, words, env=elsewhere).exit_code == 0
    last = json.loads(call(season, "log", "--json").stdout.splitlines()[-1])
    assert (last["desk"], last["by"]) == ("B", "Ana")
    assert not (tmp_path / "another").exists()
    spoken = {"CHECKIN_SEASON": str(season), "CHECKIN_DESK": "C"}
    assert CliRunner().invoke(cli, ["find", "Dana Reyes"], env=spoken).exit_code == 0


def test_a_size_that_nobody_knows_needs_to_be_meant(season: Path) -> None:
    name = team(season)
    call(season, "record", "hand-over", name, "uniform-box", "--to", "Dana Reyes")
    for verb in ("short", "wrong-size"):
        refused = call(season, "record", verb, name, "uniform-box", "3 XXXL")
        assert refused.exit_code == 1
        assert "No size XXXL is known, only YXS, YS, YM" in refused.stderr
        assert "`--anyway` records it" in refused.stderr
    assert item(season)["state"] == "given"
    assert call(season, "record", "short", name, "uniform-box", "3 XXXL", "--anyway").exit_code == 0
    assert item(season)["note"] == "missing: 3 XXXL"
    told = call(season, "record", "short", name, "uniform-box", "2 YM").stdout
    assert "is short, 2 YM missing, instead of 3 XXXL." in told


def test_a_team_is_meant_by_the_words_that_only_its_name_begins_with(season: Path) -> None:
    name = team(season)
    code = name.partition(" ")[0]
    for typed in (code, code.lower(), code.replace("-", "")):
        refused = call(season, "record", "short", typed, "uniform-box")
        assert refused.stderr.startswith(f"{name}: box ")
    for typed in (code[:-1], code.partition("-")[0], "-"):
        refused = call(season, "record", "short", typed, "uniform-box")
        assert (refused.exit_code, name in refused.stderr.splitlines()[0]) == (1, False)
