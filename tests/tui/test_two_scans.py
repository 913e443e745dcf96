"""The person's badge, then the label on the box: the right one completes, a wrong one is a loud stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, IssueBoxLabels, Recorded, Refused
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table


def asked(season: Path, scans: str, *, bell: bool = True) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8").replace('two_scans = "off"', f'two_scans = "{scans}"')
    text = text.replace("bell = true", f"bell = {str(bell).lower()}")
    rules.write_text(text, encoding="utf-8")


def seen(at: Table) -> str:
    return " ".join(at.screen().split())


def labels(at: Table) -> None:
    teams = tuple(sorted(at.desk.roster.teams))
    assert isinstance(at.desk.do(IssueBoxLabels(teams)), Recorded)


def states(at: Table, key: str) -> dict[str, str]:
    return {item.key: item.state.value for team in at.desk.card(key).teams for item in team.items}


def two_coaches(at: Table) -> tuple[str, str, str, str]:
    """A coach and their team, and another coach with theirs."""
    labels(at)
    first = at.person(standing="clear", teams=1, tonight=True)
    second = at.person(standing="flagged", teams=1, tonight=True)
    return first, at.desk.card(first).teams[0].team, second, at.desk.card(second).teams[0].team


@pytest.mark.parametrize("scans", ["offered", "required"])
async def test_the_right_box_completes_with_no_key_at_all(table: Open, season: Path, scans: str) -> None:
    asked(season, scans)
    async with table() as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        assert states(at, key) == {"roster": "waiting", "uniform-box": "waiting"}
        await at.scan(at.desk.box_label(team))
        assert states(at, key) == {"roster": "given", "uniform-box": "given"}
        assert at.desk.card(key).arrived
        assert "handed to" in seen(at)
        await at.press("f8")
        assert states(at, key) == {"roster": "waiting", "uniform-box": "waiting"}


@pytest.mark.parametrize("scans", ["offered", "required"])
async def test_a_wrong_box_is_a_loud_stop_with_both_teams_and_records_nothing(
    table: Open, season: Path, scans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(season, scans)
    async with table() as at:
        rung: list[str] = []
        monkeypatch.setattr(App, "bell", lambda _: rung.append("ding"))
        key, team, other, wrong = two_coaches(at)
        names = at.desk.roster.teams
        await at.scan(at.code(key))
        await at.scan(at.desk.box_label(wrong))
        assert at.app.screen.has_class("-stop")
        assert names[team].name in seen(at)
        assert names[wrong].name in seen(at)
        assert rung
        assert at.desk.card(key).arrived is None
        await at.scan(at.desk.box_label(team))
        assert not at.app.screen.has_class("-stop")
        assert states(at, key)["uniform-box"] == "given"
        assert states(at, other)["uniform-box"] == "waiting"


async def test_a_region_can_have_its_stops_silent(
    table: Open, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(season, "offered", bell=False)
    async with table(NARROW) as at:
        rung: list[str] = []
        monkeypatch.setattr(App, "bell", lambda _: rung.append("ding"))
        key, _, _, wrong = two_coaches(at)
        await at.scan(at.code(key))
        await at.scan(at.desk.box_label(wrong))
        assert at.app.screen.has_class("-stop")
        assert not rung
        await at.press("escape")
        card = at.card()
        assert card
        assert card.person.key == key


async def test_offered_enter_gives_the_box_required_it_waits_for_its_label(table: Open, season: Path) -> None:
    asked(season, "required")
    async with table() as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        assert "Scan the label on box" in seen(at)
        await at.press("enter")
        assert states(at, key) == {"roster": "given", "uniform-box": "waiting"}
        assert "is called for" in seen(at)
        await at.press("enter")
        assert "Now scan the label on box" in seen(at)
        await at.scan(at.desk.box_label(team))
        assert states(at, key)["uniform-box"] == "given"
        assert "Scan the label" not in seen(at)


async def test_a_label_that_is_gone_is_no_dead_end(table: Open, season: Path) -> None:
    asked(season, "required")
    async with table() as at:
        key, _, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        await at.press("enter", "f3")
        assert "Uniform box is given without a scan of its label" in seen(at)
        await at.press("down", "down", "down", "enter")
        assert states(at, key)["uniform-box"] == "given"


async def test_somebody_else_takes_the_box_by_its_label(table: Open, season: Path) -> None:
    asked(season, "required")
    async with table() as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        await at.press("f2")
        await at.type("Ana Lopez, spouse", "enter")
        assert states(at, key) == {"roster": "given", "uniform-box": "waiting"}
        await at.scan(at.desk.box_label(team))
        assert states(at, key)["uniform-box"] == "given"
        assert "Ana Lopez" in seen(at)
        assert at.desk.card(key).arrived is None


@pytest.mark.parametrize("key", ["f2", "f3", "f4"])
async def test_a_box_scanned_over_a_question_answers_nothing_and_hands_nothing_over(
    table: Open, season: Path, key: str
) -> None:
    asked(season, "required")
    async with table() as at:
        _, _, coach, team = two_coaches(at)
        await at.scan(at.code(coach))
        await at.press(key)
        await at.scan(at.desk.box_label(team))
        assert "Scan the label again to hand the box over" in seen(at)
        assert set(states(at, coach).values()) == {"waiting"}
        assert at.desk.card(coach).arrived is None
        await at.scan(at.desk.box_label(team))
        assert states(at, coach)["uniform-box"] == "given"


@pytest.mark.parametrize("scans", ["off", "offered", "required"])
async def test_a_box_scanned_first_opens_its_team(table: Open, season: Path, scans: str) -> None:
    asked(season, scans)
    async with table() as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.desk.box_label(team))
        assert at.desk.roster.teams[team].name in seen(at)
        assert "Who takes it?" in seen(at)
        assert at.name(key) in seen(at)
        assert len(at.desk.night.arrivals(key)) == 0
        await at.scan(at.code(key))
        await at.press("enter")
        assert states(at, key) == {"roster": "given", "uniform-box": "given"}


async def test_a_box_scanned_first_stops_the_wrong_person(table: Open, season: Path) -> None:
    asked(season, "offered")
    async with table() as at:
        key, team, other, wrong = two_coaches(at)
        await at.scan(at.desk.box_label(wrong))
        await at.scan(at.code(key))
        assert at.app.screen.has_class("-stop")
        assert at.desk.roster.teams[team].name in seen(at)
        assert states(at, key)["uniform-box"] == states(at, other)["uniform-box"] == "waiting"


async def test_a_box_that_is_gone_says_who_has_it_since_when(table: Open) -> None:
    async with table() as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        await at.press("enter", "escape")
        await at.scan(at.desk.box_label(team))
        assert f"It was given to {at.name(key)} at 7:00 pm" in seen(at)


async def test_an_old_label_is_refused_in_words(table: Open) -> None:
    async with table() as at:
        _, team, _, _ = two_coaches(at)
        old = at.desk.box_label(team)
        at.desk.do(IssueBoxLabels((team,), reissue=True))
        await at.scan(old)
        assert "old box label" in seen(at)


async def test_two_desks_scan_one_box_at_once_and_the_second_hears_it(
    table: Open, season: Path, clock: Clock
) -> None:
    asked(season, "required")
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    async with table(WIDE) as at:
        key, team, _, _ = two_coaches(at)
        await at.scan(at.code(key))
        assert isinstance(other.do(CheckIn(key, box=team)), Recorded)
        answer = other.do(CheckIn(key, box=team))
        assert isinstance(answer, Refused)
        assert answer.code == "already-given"
        await at.scan(at.desk.box_label(team))
        assert "was given to" in seen(at)
        assert not at.desk.night.doubled()
    other.close()
