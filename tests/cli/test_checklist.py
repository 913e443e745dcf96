"""The paper list as a file: every row can be read from it, with the time and the event that it knows of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_verbs import NOW, Run, at, run

__all__ = ["at", "run"]


def test_the_list_is_a_pdf_with_every_row_as_of_a_time_and_event(at: Run, tmp_path: Path) -> None:
    at("record", "arrive", "Dana Reyes")
    event = [json.loads(line) for line in at("log", "--json").out.splitlines()][-1]["id"]
    paper = tmp_path / "list.pdf"
    told = at("checklist", "-o", paper, "--json").json
    assert paper.read_bytes().startswith(b"%PDF")
    assert (told["event"], told["as_of"]) == (event, "2026-08-25T19:00:00-06:00")
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils reads the PDF back")
    text = subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert f"event {event}" in text
    assert f"Sheet {told['sheet']}" in text
    assert "Aug 25, 2026, 7:00 pm" in text
    for row in told["rows"]:
        assert re.search(rf"^ *{row['number']} ", text, re.MULTILINE)
    assert [one["marks"][0] for one in told["rows"]].count("7:00 pm") == text.count("7:00 pm") - 1
    assert "Walk-ins" in text


def test_rows_are_taken_over_by_script(at: Run, tmp_path: Path) -> None:
    assert at("record", "paper", "1 a").code == 1
    told = at("checklist", "-o", tmp_path / "list.txt", "--json").json
    assert told["rows"][0]["name"] in (tmp_path / "list.txt").read_text(encoding="utf-8")
    first, second = told["rows"][:2]
    out = at("record", "paper", "1 a 18:50", "2 a", "--by", "Maria").out
    assert f"{first['name']} checked in." in out
    assert f"{second['name']} checked in." in out
    events = [json.loads(line) for line in at("log", "--json").out.splitlines()][-2:]
    assert [one["paper"] for one in events] == [f"{told['sheet']} 1", f"{told['sheet']} 2"]
    assert events[0]["own_time"] == "2026-08-26T00:50:00.000Z"
    assert "own_time" not in events[1]


def test_a_wrong_meeting_or_ending_is_said(at: Run, tmp_path: Path) -> None:
    assert at("checklist", "--meeting", "nosuch").code == 1
    assert at("checklist", "-o", tmp_path / "list.doc").code == 2
    assert at("checklist", "-o", tmp_path / "no" / "list.pdf").code == 3
    assert at("checklist", "--meeting", "all", "-o", tmp_path / "all.pdf").code == 0


def test_an_empty_season_has_no_list(run: Run, tmp_path: Path) -> None:
    run("init", "--season", tmp_path / "fall", *NOW)
    told = run("--season", tmp_path / "fall", *NOW, "checklist", "-o", tmp_path / "list.pdf")
    assert told.code == 1
    assert "import the files first" in told.err


def test_a_coach_without_a_team_has_no_box_to_fetch(at: Run, tmp_path: Path) -> None:
    assert at("record", "walk-in", "Ole Sunde", "--team", "12U", "--new").code == 0
    at("checklist", "-o", tmp_path / "list.txt")
    lines = (tmp_path / "list.txt").read_text(encoding="utf-8").splitlines()
    (row,) = (one for one in lines if "Ole Sunde" in one)
    assert row.endswith("Ole Sunde, no team yet")
    assert any("shelf" in one for one in lines)
