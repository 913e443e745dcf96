"""Scanners in a real terminal: on every screen, at every speed, with every end, and a camera beside them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PIL import Image

from checkin.codes import qr
from checkin.tui.actions import ACTIONS

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.end_to_end.terminal import CTRL_Q, ENTER, ESCAPE, Terminal

CHECKIN = Path(sys.executable).with_name("checkin")
TABLE = ("--desk", "A", "--by", "Maria", "--now", "2026-08-25T19:00:00-06:00")
LINE_FEED, TAB = "\n", "\t"
RECORDS_OR_REFUSES = {
    *("enter", "take_back", "refresher", "slip", "camera", "close", "quit", "look"),
    *("count", "lock"),
}
"""Actions that open nothing, or whose screen takes or refuses a scan itself."""
F_KEYS = dict(zip(["1", "2", "3", "4"], "PQRS", strict=True))
TILDES = dict(zip(["5", "6", "7", "8", "9", "10"], ["15", "17", "18", "19", "20", "21"], strict=True))


def sent_by(key: str) -> str:
    """Return what a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) - 96)
    number = key[1:]
    return f"\x1bO{F_KEYS[number]}" if number in F_KEYS else f"\x1b[{TILDES[number]}~"


SCREENS = {
    "the desk": "",
    "a list of hits": "garcia",
    **{one.word: sent_by(one.key) for one in ACTIONS if one.name not in RECORDS_OR_REFUSES},
    "a field that is being filled": "\x0eAna Maria",
}
SPEEDS = {"at once": 0.0, "fast": 0.001, "slow": 0.03}
ENDS = {"CR": ENTER, "LF": LINE_FEED, "CR LF": ENTER + LINE_FEED, "Tab": TAB, "nothing": ""}
ROUNDS = int(os.environ.get("CHECKIN_SCANS", "3"))


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal(120, 36) as window:
        yield window


def verb(season: Path, *words: str) -> str:
    argv = [str(CHECKIN), "--season", str(season), *TABLE, *words]
    return subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def recorded(season: Path) -> list[str]:
    events = [json.loads(line) for line in verb(season, "log", "--json").splitlines()]
    return [one["kind"] for one in events if one["kind"] not in {"badge-issued", "imported"}]


def badge(season: Path, name: str) -> str:
    return verb(season, "badge", name).split()[-1]


def scan_everywhere(terminal: Terminal, season: Path, turns: list[tuple[str, str]]) -> None:
    """Scan on every screen, each time in the next way, and see the card."""
    codes = {name: badge(season, name) for name in ("Bill Baker", "Dana Reyes")}
    terminal.start([str(CHECKIN), "--season", str(season), *TABLE])
    terminal.wait_for("ready to scan")
    way, who = cycle(turns), cycle(codes)
    for screen, keys in SCREENS.items():
        speed, end = next(way)
        name = next(who)
        for key in [keys[:1], *keys[1:]] if keys[:1] in "\x0eg" else [keys]:
            time.sleep(0.13)
            terminal.send(key)
        time.sleep(0.3)
        terminal.send(codes[name] + ENDS[end], delay=SPEEDS[speed])
        told = f"{screen}, {speed}, {end}"
        card = terminal.wait_for(name, "found by code", "NOT HERE YET")
        assert "Nobody" not in card, told
        time.sleep(0.15)
    terminal.press(ESCAPE)
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert recorded(season) == []


def test_a_scanner_works_on_every_screen_in_a_real_terminal(terminal: Terminal, season: Path) -> None:
    turns = [("at once", "CR"), ("slow", "CR LF"), ("fast", "Tab"), ("at once", "nothing"), ("fast", "LF")]
    scan_everywhere(terminal, season, turns)


@pytest.mark.long
def test_a_scanner_works_on_every_screen_at_every_speed_with_every_end(
    terminal: Terminal, season: Path
) -> None:
    """Each round every screen gets the next of the fifteen ways; fifteen rounds are all of them."""
    ways = [(speed, end) for end in ENDS for speed in SPEEDS]
    for turn in range(ROUNDS):
        scan_everywhere(terminal, season, ways[turn:] + ways[:turn])


def test_120_of_120_scans_in_one_write_are_120_scans(terminal: Terminal, season: Path) -> None:
    one, other = (badge(season, name) for name in ("Bill Baker", "Dana Reyes"))
    terminal.start([str(CHECKIN), "--season", str(season), *TABLE])
    terminal.wait_for("ready to scan")
    terminal.send("".join(f"{one}\r{other}\r" for _ in range(60)) + "99999999\r")
    terminal.wait_for("Dana Reyes", "Nobody in the files has the ID 99999999")
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert recorded(season) == []


def test_a_camera_opens_a_card_and_leaves_the_screen_clean(
    terminal: Terminal, season: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    code = badge(season, "Dana Reyes")
    terminal.start([str(CHECKIN), "--season", str(season), *TABLE, "--camera", str(folder)])
    terminal.wait_for("The camera is on.", "F5 turns it off", "Ready for the next coach.")
    Image.open(io.BytesIO(qr.png(code, 6))).convert("RGB").save(folder / "dana.png")
    terminal.wait_for("Dana Reyes", "found by code", "NOT HERE YET")
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert recorded(season) == []


JUNK = {
    "bytes that are no text": b"\xff\xfe\xfa123456\r",
    "control characters": b"\x01\x02\x03ABC123\x1d\x1e99\r",
    "escape sequences": b"\x1b[2J\x1b]0;title\x07\x1b[19~CODE12345\r",
    "a code that is an F8": b"\x1b[19~\r",
    "a huge code": b"A1" * 6000 + b"\r",
    "a contact card": b"BEGIN:VCARD\nFN:Dana Reyes\nTEL:505\nEND:VCARD\r\n",
    "another alphabet": "日本語コード一二三\r".encode(),
}


def test_no_code_ends_the_program_or_records_anything(terminal: Terminal, season: Path) -> None:
    code = badge(season, "Bill Baker")
    terminal.start([str(CHECKIN), "--season", str(season), *TABLE])
    terminal.wait_for("ready to scan")
    terminal.send(code + ENTER)
    terminal.wait_for("Bill Baker", "NOT HERE YET")
    terminal.press(ENTER)
    terminal.wait_for("Bill Baker checked in")
    before = recorded(season)
    for junk in JUNK.values():
        terminal.send_bytes(junk)
        time.sleep(0.35)
        terminal.send(code + ENTER)
        terminal.wait_for("Bill Baker", "found by code", "HERE since")
        time.sleep(0.2)
    assert recorded(season) == before
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0
