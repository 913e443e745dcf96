"""Every evening beside the others, and the season that they add up to."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from checkin.cli import cli


def told(season: Path, *words: str | Path) -> Result:
    line = ["--season", season, "--now", "2026-08-25T19:00:00", "--by", "Maria", "--desk", "A", *words]
    return CliRunner().invoke(cli, [str(one) for one in line])


def test_the_evenings_items_add_up_to_the_season(season: Path) -> None:
    told(season, "record", "arrive", "Dana Reyes")
    *evenings, whole = json.loads(told(season, "evenings", "--json").stdout)
    assert [one["meeting"] for one in evenings] == ["meeting-3", "meeting-1", "meeting-2", "meeting-4"]
    assert whole["meeting"] is None
    assert sum(one["arrived"] for one in evenings) == whole["arrived"] == 1
    for item in ("roster", "uniform-box"):
        for part in ("expected", "given", "left"):
            assert sum(one["items"][item][part] for one in evenings) == whole["items"][item][part]


def test_two_evenings_are_compared_figure_by_figure(season: Path) -> None:
    text = told(season, "evenings", "meeting-1", "meeting-3", "--format", "csv").stdout
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}
    assert rows["Figure"] == ["Thu Aug 27, 6U", "Tue Aug 25, 12U and 14U", "Difference"]
    first, second, change = map(int, rows["Expected"])
    assert change == second - first
    assert "First arrival" in rows
    assert (rows["No-shows"][0], rows["No-shows"][1] != "") == ("", True)


def test_a_file_of_the_evenings_is_written_in_any_format(season: Path, tmp_path: Path) -> None:
    for name in ("e.pdf", "e.xlsx", "e.html", "e.md", "e.json"):
        assert told(season, "evenings", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 500


def test_a_summary_says_which_evenings_are_still_ahead(season: Path) -> None:
    told_so = "Still ahead, who is expected there stands under no-shows: "
    assert f"{told_so}Thu Aug 27, 6U\n" in told(season, "summary", "--meeting", "meeting-1").stdout
    assert f"{told_so}Thu Aug 27, 6U; " in told(season, "summary", "--meeting", "season").stdout
    assert told_so not in told(season, "summary").stdout


def test_an_evening_that_nobody_knows_is_refused_with_those_known(season: Path) -> None:
    refused = told(season, "evenings", "nosuch")
    assert (refused.exit_code, "meeting-1" in refused.stderr) == (1, True)


def test_the_season_counts_no_no_shows_of_evenings_still_ahead(season: Path) -> None:
    text = told(season, "evenings", "--format", "csv").stdout
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}
    tonight, *ahead, whole = rows["No-shows"]
    assert ahead == ["", "", ""]
    assert tonight == whole
    assert int(rows["Expected"][-1]) > int(whole) > 0
