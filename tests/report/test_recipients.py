"""Each person gets what they work off: coordinators their division, the equipment manager the shorts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checkin.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def at(season: Path) -> Run:
    def told(*words: str | Path) -> Result:
        line = ["--season", season, "--now", "2026-08-27T21:00:00", "--by", "Maria", "--desk", "A", *words]
        return CliRunner().invoke(cli, [str(one) for one in line])

    return told


def listed(at: Run, *words: str, meeting: str = "meeting-3") -> str:
    told = at("summary", "--meeting", meeting, *words)
    assert told.exit_code == 0, told.stderr
    return told.stdout


def whole(at: Run) -> Any:
    return json.loads(listed(at, "--json"))


def test_a_coordinator_sees_only_their_division(at: Run) -> None:
    text = listed(at, "--for", "coordinator", "--division", "14U")
    assert text.startswith("For the Division Coordinator · 14U · Annual Coach Meeting")
    people = {one["person"]: one["division"] for one in whole(at)["no_shows"]}
    block = text.split("No-shows:")[1].split("\n\n")[0]
    assert {one.split()[0] for one in block.splitlines()[2:]} == {"14U"}
    assert len(block.splitlines()) - 2 == list(people.values()).count("14U")
    assert "12U-" not in text.split("Left on the shelf:")[1].split("\n\n")[0]


def test_the_administrator_verifies_and_the_cvpa_calls_about_protection(at: Run) -> None:
    at("record", "evidence", "Dana Reyes", "coach-course", "2026-08-01")
    text = listed(at, "--for", "administrator", meeting="season")
    assert "Dana Reyes" in text.split("Evidence to verify:")[1].split("\n\n")[0]
    gaps = text.split("Gaps by person:")[1].split("\n\n")[0]
    assert "expired" not in gaps
    text = listed(at, "--for", "cvpa")
    assert "Coach course" not in text.split("Gaps by person:")[1].split("\n\n")[0]
    assert "Safe Haven" in text


def test_the_equipment_manager_sees_shorts_by_size(at: Run) -> None:
    card = json.loads(at("show", "Dana Reyes", "--json").stdout)
    team = card["assignments"][0]["team"]
    at("record", "hand-over", team, "uniform-box", "--to", "Dana Reyes")
    assert at("record", "short", team, "uniform-box", "2 YM").exit_code == 0
    text = listed(at, "--for", "equipment")
    assert "YM" in text.split("Shorts by size:")[1].split("\n\n")[0]


def test_follow_up_writes_a_list_for_each(at: Run, tmp_path: Path) -> None:
    told = at("follow-up", "--meeting", "meeting-3", "--write", "-o", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert sorted(one.name for one in (tmp_path / "out").glob("*.pdf")) == [
        "for-administrator.pdf",
        "for-coordinator-12U.pdf",
        "for-coordinator-14U.pdf",
        "for-cvpa.pdf",
        "for-equipment.pdf",
    ]


@pytest.mark.parametrize("words", [("--division", "12U"), ("--for", "cvpa", "--json"), ("--for", "nobody")])
def test_what_does_not_go_together_is_wrong_usage(at: Run, words: tuple[str, ...]) -> None:
    assert at("summary", *words).exit_code == 2


def test_an_unknown_division_is_refused_with_those_known(at: Run) -> None:
    told = at("summary", "--for", "coordinator", "--division", "3U")
    assert (told.exit_code, "12U" in told.stderr) == (1, True)
