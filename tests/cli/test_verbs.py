"""The verbs: what they print, what they record, and how they leave."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from checkin.cli import cli, main

NOW = ("--now", "2026-08-25T19:00:00")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@dataclass
class Told:
    """What a verb left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program as a terminal does."""

    def told(*words: str | Path) -> Told:
        monkeypatch.setattr("sys.argv", ["checkin", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Told(int(end.value.code or 0), captured.out, captured.err)

    return told


@pytest.fixture
def at(run: Run, season: Path) -> Run:
    """Run a verb on the made-up region, on the evening of a meeting."""
    return lambda *words: run("--season", season, *NOW, *words)


def test_show_tells_everything_in_the_promised_shape(at: Run) -> None:
    told = at("show", "Dana Reyes", "--json").json
    assert set(told) == {"person", "standing", "arrived", "refresher", "assignments"}
    assert set(told["person"]) == {"id", "name", "ids"}
    (row,) = told["assignments"]
    assert set(row) == {"team", "division", "role", "standing", "requirements", "items"}
    course = next(one for one in row["requirements"] if one["key"] == "coach-course")
    assert set(course) == {"key", "state", "completed_on", "valid_until", "reason", "source", "next_step"}
    assert (told["standing"], course["state"]) == ("flagged", "expired")
    assert [one["key"] for one in row["items"]] == ["roster", "uniform-box"]
    assert set(row["items"][0]) == {"key", "state", "held", "shelf", "box", "collected_by", "at", "note"}


def test_show_judges_on_any_date(at: Run) -> None:
    course = at("show", "Dana Reyes", "--json").json["assignments"][0]["requirements"][-1]
    earlier = at("show", "Dana Reyes", "--on", course["completed_on"], "--json").json
    assert earlier["assignments"][0]["requirements"][-1]["state"] in ("met", "expiring")
    assert at("show", "Dana Reyes", "--on", "tomorrow").code == 2


def test_record_and_undo_do_what_the_screen_does(at: Run) -> None:
    card = at("show", "Dana Reyes", "--json").json
    number, team = card["person"]["ids"]["ayso"], card["assignments"][0]["team"]
    came = at("record", "arrive", number, "--json").json
    assert came["sentence"] == "Dana Reyes checked in."
    again = at("record", "arrive", number)
    assert (again.code, again.out) == (1, "")
    assert "already here" in again.err
    gave = at(
        "record", "hand-over", team, "uniform-box", "--to", number, "--by", "Maria", "--desk", "B", "--json"
    ).json
    item = at("show", number, "--json").json["assignments"][0]["items"][1]
    assert (item["state"], item["collected_by"]) == ("given", "Dana Reyes (head coach)")
    assert "desk B, by Maria" in at("record", "hand-over", team, "uniform-box", "--to", number).err
    assert at("record", "undo", gave["events"][0], "--reason", "wrong box").code == 0
    assert at("record", "undo", gave["act"]).code == 1
    assert at("show", number, "--json").json["assignments"][0]["items"][1]["state"] == "waiting"
    log = at("log", number).out
    assert "handed to Dana Reyes; 7:00 pm taken back at desk script: wrong box." in log


def test_evidence_field_session_and_refresher_are_recorded_by_script(at: Run) -> None:
    def course() -> str:
        return str(at("show", "Dana Reyes", "--json").json["assignments"][0]["requirements"][-1]["state"])

    assert course() == "expired"
    shown = at("record", "evidence", "Dana Reyes", "coach-course", "2026-08-01", "--json").json
    assert course() == "provisional"
    at("record", "undo", shown["act"])
    assert at("record", "evidence", "Dana Reyes", "nosuch", "2026-08-01").code == 1
    assert at("record", "evidence", "Dana Reyes", "coach-course", "2027-08-01").code == 1
    assert at("record", "evidence", "Dana Reyes", "coach-course", "August").code == 2
    assert at("record", "field-session", "Dana Reyes", "12u", "2026-08-22").code == 0
    assert course() == "partial"
    assert at("record", "field-session", "Dana Reyes", "13u", "2026-08-22").code == 1
    assert at("record", "refresher", "--everyone-here").code == 1
    at("record", "arrive", "Dana Reyes")
    assert at("record", "refresher", "--everyone-here").out == "Dana Reyes took the Safe Haven refresher.\n"
    assert at("show", "Dana Reyes", "--json").json["refresher"]["meeting"] == "meeting-3"


def test_log_prints_one_event_a_line(at: Run) -> None:
    at("record", "arrive", "Dana Reyes")
    events = [json.loads(line) for line in at("log", "--json").out.splitlines()]
    assert [one["kind"] for one in events] == ["imported", "arrived"]
    assert {"v", "id", "act", "writer", "seq", "clock", "at", "desk", "by", "kind"} <= set(events[1])


def test_the_summary_adds_up(at: Run) -> None:
    at("record", "arrive", "Dana Reyes")
    told = at("summary", "--json").json
    assert set(told) >= {
        "meeting",
        "totals",
        "divisions",
        "gaps",
        "no_shows",
        "overrides",
        "anomalies",
        "undone",
    }
    for totals in (told["totals"], *told["divisions"]):
        assert (
            totals["expected"]
            == totals["arrived"] - totals["visitors"] - totals["walk_ins"] + totals["no_shows"]
        )
        for item in totals["items"].values():
            assert item["expected"] == item["given"] + item["left"]
    for item in ("roster", "uniform-box"):
        assert told["totals"]["items"][item]["expected"] == sum(
            one["items"][item]["expected"] for one in told["divisions"]
        )
    assert told["totals"]["arrived"] == 1
    assert len(told["no_shows"]) == told["totals"]["no_shows"]
    assert set(told["gaps"][0]) == {"person", "team", "requirement", "state", "next_step"}
    whole = at("summary", "--meeting", "season", "--json").json
    assert (whole["meeting"], whole["totals"]["items"]["roster"]["expected"]) == (None, 200)
    assert at("summary", "--meeting", "nosuch").code == 1


def test_the_summary_reads_well(at: Run) -> None:
    at("record", "arrive", "Dana Reyes")
    text = at("summary").out
    assert text.startswith("Pickup summary · Annual Coach Meeting, 12U and 14U · Tue Aug 25, 2026\n")
    assert re.search(r"^Total +203 +1 +202", text, re.MULTILINE)


def test_find_tells_why(at: Run) -> None:
    hits = at("find", "dana", "reyes", "--json").json
    assert set(hits[0]) == {"person", "teams", "why", "exact"}
    assert (hits[0]["person"]["name"], hits[0]["exact"]) == ("Dana Reyes", True)
    assert "Nobody found" in at("find", "qqqqqq").out


def test_an_ambiguous_person_is_refused_with_the_candidates(at: Run) -> None:
    told = at("show", "Maria Garcia")
    assert told.code == 1
    assert told.err.count("Maria Garcia  (name)") == 2
    key = told.err.splitlines()[1].split()[0]
    assert at("show", key).code == 0


def test_a_badge_is_shown_written_and_opens_its_card(at: Run, tmp_path: Path) -> None:
    import zxingcpp
    from PIL import Image

    told = at("badge", "Dana Reyes", "-o", tmp_path / "dana.png")
    code = told.out.splitlines()[-2]
    (seen,) = zxingcpp.read_barcodes(Image.open(tmp_path / "dana.png").convert("L"))
    assert seen.text == code
    assert at("show", code, "--json").json["person"]["name"] == "Dana Reyes"
    assert code in at("badge", "Dana Reyes").out
    assert at("badge", "Dana Reyes", "--json").json["code"] == code
    assert at("badge", "Dana Reyes", "-o", tmp_path / "dana.svg").code == 0
    assert (tmp_path / "dana.svg").read_text(encoding="utf-8").startswith("<svg")
    assert code not in at("badge", "Dana Reyes", "--reissue").out
    assert "old badge" in at("show", code).err
    wrong = [code[:-1] + one for one in "0123" if one != code[-1]]
    refused = [at("show", one).err for one in wrong]  # one of them may be right under another keyboard
    assert sum("mistyped or damaged" in one for one in refused) >= len(wrong) - 1
    assert "web address" in at("show", "https://example.com/1").err
    assert "Check the spelling" in at("show", "Danna Rayez").err + at("show", "Xqzzt").err
    assert at("badge", "Dana Reyes", "-o", tmp_path / "dana.gif").code == 2
    assert at("badge", "Dana Reyes", "-o", tmp_path / "no" / "dana.png").code == 3


def test_init_and_import_say_what_they_did(run: Run, demo_season: Path, tmp_path: Path) -> None:
    season = tmp_path / "fall"
    assert "Check the dates" in run("init", "--season", season, *NOW).out
    assert "2026-09-09" in (season / "region.toml").read_text(encoding="utf-8")
    assert run("init", "--season", season).code == 3
    exports = sorted((demo_season / "exports").iterdir())
    dry = run("import", *exports, "--season", season, *NOW, "--dry-run")
    assert "Nothing was changed" in dry.err
    assert run("--season", season, "log").out == "Nothing is recorded yet.\n"
    assert run("import", *exports, "--season", season, *NOW).out == dry.out
    assert run("--season", season, *NOW, "show", "Dana Reyes").code == 0


def test_what_columns_are_taken_for_is_told_without_a_season(
    run: Run, demo_season: Path, tmp_path: Path
) -> None:
    where = ("--season", tmp_path / "none")
    sheet, calendar = demo_season / "exports" / "uniform boxes.csv", tmp_path / "meetings.ics"
    told = run("import", "--explain", sheet, calendar, *where)
    assert (told.code, "header in line 1" in told.out) == (0, True)
    assert told.out.endswith("meetings.ics: a calendar; titles are matched with [calendar] in region.toml\n")
    table, meetings = run("import", "--explain", sheet, calendar, "--json", *where).json
    assert (table["file"], table["kind"], table["header"]) == ("uniform boxes.csv", "box-sheet", 1)
    assert {"header": "Box", "known": True, "taken_for": ["box"]} in table["columns"]
    assert meetings == {"file": "meetings.ics", "kind": "calendar", "columns": []}
    assert not (tmp_path / "none").exists()


def test_a_broken_file_changes_nothing(at: Run, season: Path, tmp_path: Path) -> None:
    before = sorted(one.name for one in season.rglob("*"))
    (tmp_path / "photo.xlsx").write_bytes(b"\x89PNG\r\n")
    told = at("import", tmp_path / "photo.xlsx")
    assert told.code == 3
    assert "photo.xlsx" in told.err
    assert at("import", tmp_path / "missing.csv").code == 3
    assert sorted(one.name for one in season.rglob("*")) == before


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda season: season.joinpath("region.toml").unlink(), "has lost its region.toml"),
        (lambda season: season.joinpath("region.toml").write_text("name = "), "line 1"),
        (lambda season: season.joinpath("region.toml").write_bytes(b"\xff\xfe\x00"), "UTF-8"),
        (lambda season: next(season.glob("roster-*")).write_text("{}"), "verify --repair"),
        (lambda season: next(season.glob("roster-*")).unlink(), "is gone"),
    ],
    ids=["missing rules", "malformed rules", "binary rules", "damaged roster", "missing roster"],
)
def test_what_cannot_be_read_is_a_sentence_and_code_3(
    at: Run, season: Path, prepare: Callable[[Path], Any], said: str
) -> None:
    prepare(season)
    told = at("summary")
    assert (told.code, told.out) == (3, "")
    assert said in told.err


def test_an_empty_season_has_an_empty_summary(run: Run, tmp_path: Path) -> None:
    run("init", "--season", tmp_path / "fall", *NOW)
    told = run("--season", tmp_path / "fall", *NOW, "summary", "--json").json
    assert told["totals"]["expected"] == 0
    assert run("--season", tmp_path / "fall", *NOW, "find", "anybody").code == 0


def test_the_global_options_stand_before_or_after_the_verb(run: Run, season: Path) -> None:
    before = run("--season", season, *NOW, "summary").out
    assert run("summary", "--season", season, *NOW).out == before
    assert run("--season", "nowhere", "summary", "--season", season, *NOW).out == before
    assert run("summary", "--season", season, "--now", "teatime").code == 2


def test_rules_are_told_in_words_and_checked(at: Run, season: Path) -> None:
    assert "NM rule: within 12 months" in at("rules").out
    assert at("rules", "check").code == 0
    path = season / "region.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("course_match", "coarse_match"), encoding="utf-8"
    )
    told = at("rules", "check")
    assert told.code == 3
    assert "Did you mean `course_match`?" in told.err
    assert at("rules", "check", "--json").json[0]["key"] == "policy.coarse_match"


def verbs(group: click.Group, before: str = "checkin") -> list[tuple[str, click.Command]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        found.append((f"{before} {name}", command))
        if isinstance(command, click.Group):
            found += verbs(command, f"{before} {name}")
    return found


@pytest.mark.parametrize(
    ("name", "command"), verbs(cli), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_verb_is_in_the_readme_and_has_an_example(name: str, command: click.Command) -> None:
    assert f"`{name}" in README or f"{name}`" in README
    if not isinstance(command, click.Group):
        assert "Example: checkin" in (command.help or "")


def test_the_readme_names_no_verb_that_does_not_exist() -> None:
    known = {name for name, _ in verbs(cli)}
    told = re.findall(r"^\| `(checkin(?: [a-z-]+)*)", README, re.MULTILINE)
    assert {one for one in told if one != "checkin"} <= known


def test_the_board_needs_a_terminal_and_no_verb(at: Run) -> None:
    told = at("--board")
    assert (told.code, "The board needs a terminal" in told.err) == (2, True)
    assert at("--board", "find", "dana").code == 2
    assert at("--meeting", "meeting-3", "find", "dana").code == 2


def test_the_keys_of_the_readme_are_those_of_the_program() -> None:
    from checkin.tui.actions import ACTIONS

    table = README.split("## Keys")[1].split("## ")[0]
    for action in ACTIONS:
        shown = action.shown.replace("^", "Ctrl+").replace("⏎", "Enter")
        assert f"| {shown} |" in table
