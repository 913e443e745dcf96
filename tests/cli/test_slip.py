"""The verbs of a supervisor and of the slip."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from checkin.cli import cli
from checkin.domain.pin import pin_fits
from checkin.domain.region_text import parse_region

NOW = "2026-08-25T19:00"


def call(season: Path, *argv: str, typed: str = "") -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["--season", str(season), "--now", NOW, *argv], input=typed)
    return found.exit_code, found.output


def flagged(season: Path) -> str:
    """Somebody with something to do."""
    _, told = call(season, "summary", "--meeting", "season", "--json")
    names: list[str] = [
        one["person"] for one in json.loads(told)["gaps"] if one["requirement"] == "concussion"
    ]
    return next(one for one in names if names.count(one) == 1 and "[" not in one)


def test_a_pin_is_kept_as_a_hash_and_the_rest_of_the_file_stays(season: Path) -> None:
    before = (season / "region.toml").read_text(encoding="utf-8").splitlines()
    code, told = call(season, "rules", "pin", typed="4711\n4711\n")
    after = (season / "region.toml").read_text(encoding="utf-8")
    kept = parse_region(after).policy.supervisor_pin
    changed = [old for old, new in zip(before, after.splitlines(), strict=True) if old != new]
    assert (code, pin_fits("4711", kept), "4711" in after.replace(kept, "")) == (0, True, False)
    assert [one.partition(" =")[0] for one in changed] == ["supervisor_pin"]
    assert "4711" not in told


def test_a_pin_of_three_is_refused_and_changes_nothing(season: Path) -> None:
    before = (season / "region.toml").read_bytes()
    code, told = call(season, "rules", "pin", typed="123\n123\n")
    assert (code, (season / "region.toml").read_bytes()) == (2, before)
    assert "at least 4 characters" in told


def test_the_pin_that_a_mistake_asks_for_can_be_set(season: Path) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("lock_after_minutes = 0", "lock_after_minutes = 5"), encoding="utf-8")
    assert "`checkin rules pin --for-desk`" in call(season, "rules", "check")[1]
    assert call(season, "rules", "pin", "--for-desk", typed="4711\n4711\n")[0] == 0
    assert pin_fits("4711", parse_region(rules.read_text(encoding="utf-8")).policy.desk_pin)
    assert call(season, "rules", "check")[0] == 0


def test_another_mistake_is_told_before_a_pin_is_asked_for(season: Path) -> None:
    rules = season / "region.toml"
    for wrong in ("bell = 7", "policy = 3", "= nonsense"):
        text = rules.read_text(encoding="utf-8")
        rules.write_text(f"{wrong}\n{text}", encoding="utf-8")
        code, told = call(season, "rules", "pin", typed="4711\n4711\n")
        assert (code != 0, "New PIN" in told) == (True, False)
        rules.write_text(text, encoding="utf-8")


def test_a_slip_is_printed_and_written(season: Path, tmp_path: Path) -> None:
    person = flagged(season)
    code, told = call(season, "slip", person)
    assert (code, "CDC Concussion" in told) == (0, True)
    page = tmp_path / "slip.html"
    assert call(season, "slip", person, "-o", str(page))[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert person.split()[-1] not in text


def test_a_slip_that_cannot_be_written_says_where_to_look(season: Path, tmp_path: Path) -> None:
    code, told = call(season, "slip", flagged(season), "-o", str(tmp_path / "nowhere" / "slip.html"))
    assert (code, "Choose another folder" in told) == (3, True)
