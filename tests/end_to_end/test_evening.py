"""An evening at the table, in a real terminal, as a volunteer and her scanner live it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.end_to_end.terminal import CTRL_Q, ENTER, F8, Terminal

CHECKIN = Path(sys.executable).with_name("checkin")
TABLE = ("--desk", "A", "--by", "Maria", "--now", "2026-08-25T19:00:00-06:00")
READY = "ready to scan"


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal(120, 36) as window:
        yield window


def verb(season: Path, *words: str) -> str:
    argv = [str(CHECKIN), "--season", str(season), *TABLE, *words]
    return subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def shown(season: Path, name: str) -> dict[str, Any]:
    return dict(json.loads(verb(season, "show", name, "--json")))


def ayso_id(season: Path, name: str) -> str:
    return str(shown(season, name)["person"]["ids"]["ayso"])


def open_desk(terminal: Terminal, season: Path) -> None:
    terminal.start([str(CHECKIN), "--season", str(season), *TABLE])
    terminal.wait_for(READY)


def test_what_was_shown_as_recorded_outlives_a_pulled_plug(terminal: Terminal, tmp_path: Path) -> None:
    season = tmp_path / "season"
    terminal.start([str(CHECKIN), "demo", "--season", str(season), *TABLE])
    terminal.wait_for(READY)
    code = ayso_id(season, "Dana Reyes")
    terminal.send(code + ENTER)
    card = terminal.wait_for("Dana Reyes", "NOT HERE YET", "FLAGGED", "expired", "waiting")
    assert "0 of 203 in" in card

    terminal.press(ENTER)
    recorded = ("Dana Reyes checked in", "HERE since 7:", "1 of 203 in", "1 of 94 boxes", "given")
    card = terminal.wait_for(*recorded)
    assert "waiting" not in card

    terminal.press(F8)
    terminal.wait_for("Taken back", "NOT HERE YET", "0 of 203 in", "0 of 94 boxes", "waiting")

    terminal.press(ENTER)
    terminal.wait_for(*recorded)
    terminal.kill()

    open_desk(terminal, season)
    terminal.wait_for("1 of 203 in")
    terminal.send(code + ENTER)
    card = terminal.wait_for("HERE since 7:", "desk A by Maria", "given")
    assert "check in, hand over" not in card
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
    items = shown(season, "Dana Reyes")["assignments"][0]["items"]
    assert [one["state"] for one in items] == ["given", "given"]


def test_scans_at_any_speed_and_back_to_back_all_open_their_card(terminal: Terminal, season: Path) -> None:
    badge = verb(season, "badge", "Bill Baker").split()[-1]
    dana, robin = (ayso_id(season, name) for name in ("Dana Reyes", "Robin [/red] Smith"))
    open_desk(terminal, season)
    terminal.send(badge + ENTER, delay=0.001)
    terminal.wait_for("Bill Baker", "found by code")
    terminal.send(robin + ENTER, delay=0.03)
    terminal.wait_for("Robin [/red] Smith", "found by id", "Bill Baker was not recorded.")
    terminal.send(dana + ENTER + badge + "\r\n")
    card = terminal.wait_for("Bill Baker", "found by code", "Dana Reyes was not recorded.")
    assert "0 of 203 in" in card


def test_a_small_window_and_another_program_disturb_nothing(terminal: Terminal, season: Path) -> None:
    code = ayso_id(season, "Dana Reyes")
    open_desk(terminal, season)
    terminal.send(code + ENTER)
    terminal.wait_for("NOT HERE YET")
    terminal.resize(40, 10)
    terminal.wait_without("SHELF")
    terminal.wait_for("Dana Reyes", "NOT HERE YET")
    terminal.resize(120, 36)
    terminal.wait_for("Dana Reyes", "NOT HERE YET", "SHELF")

    verb(season, "--desk", "B", "--by", "Joe", "record", "arrive", code)
    card = terminal.wait_for("HERE since 7:", "desk B by Joe", "1 of 203 in")
    assert card.count("waiting") == 2
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
