"""What a volunteer waits for: the first paint, the card after a scan, the confirmation after Enter."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pexpect

from checkin.demo import make
from checkin.desk import Desk

NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("READY TO MEASURE")
Minimal().run()
"""
ROUNDS = 15
SCANS = 120


class Window:
    """A pseudo-terminal whose output is read as it comes."""

    def __init__(self, argv: list[str]) -> None:
        self.begun = time.perf_counter()
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.child = pexpect.spawn(
            argv[0], argv[1:], dimensions=(36, 120), env=environ, timeout=20, encoding="utf-8"
        )
        self.child.delaybeforesend = None

    def until(self, text: str) -> float:
        """Return the seconds since the last start or sending until the text is painted."""
        self.child.expect_exact(text)
        return time.perf_counter() - self.begun

    def send(self, text: str) -> None:
        """Send keys, all in one write."""
        self.begun = time.perf_counter()
        self.child.send(text)

    def close(self) -> None:
        """End the program."""
        self.child.close(force=True)


def first_paint(argv: list[str], text: str) -> float:
    """Return the milliseconds until a program's first text is painted."""
    window = Window(argv)
    spent = window.until(text) * 1000
    window.close()
    return spent


def scans(season: Path) -> Iterator[tuple[str, str]]:
    """Yield ids of people who wait tonight, with their names."""
    desk = Desk.open(season, desk="bench", by="", clock=lambda: NOW, writer="be0c00000000")
    desk.load()
    for key, person in sorted(desk.roster.people.items()):
        if person.ids and person.name.isascii() and desk.card(key).proposal == "check in, hand over":
            yield person.ids[-1].value, person.name
    desk.close()


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as base:
        os.environ["CHECKIN_DATA"] = f"{base}/data"
        season = make(Path(base) / "season", now=NOW).path
        desk = [
            sys.executable,
            "-m",
            "checkin",
            "--season",
            str(season),
            "--desk",
            "A",
            "--by",
            "Maria",
            "--now",
            NOW.isoformat(),
        ]
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(first_paint([sys.executable, "-c", MINIMAL], "READY TO MEASURE"))
            ours.append(first_paint(desk, "Scan, or type"))
        print(
            f"first paint: minimal {median(bare):.0f} ms, desk {median(ours):.0f} ms, ratio {median(ours) / median(bare):.2f}"
        )
        people = list(scans(season))[:SCANS]
        window = Window(desk)
        window.until("ready to scan")
        time.sleep(0.5)
        cards, records = [], []
        for code, name in people[:60]:
            window.send(f"{code}\r")
            cards.append(window.until("NOT HERE YET") * 1000)
            time.sleep(0.6)
            window.send("\r")
            records.append(window.until("checked in.") * 1000)
            time.sleep(0.1)
            del name
        print(
            f"scan to painted card: median {median(cards):.1f} ms, worst {max(cards):.1f} ms of {len(cards)}"
        )
        print(
            f"Enter to painted record, on disk: median {median(records):.1f} ms, worst {max(records):.1f} ms"
        )
        window.close()
        print(f"scans in one write: {back_to_back(desk, people)} of {len(people)} registered")


def back_to_back(desk: list[str], people: list[tuple[str, str]]) -> int:
    """Return how many scans that came in one write were taken, counted by who was passed over.

    The screen paints only the last card, so a screen of our own process counts them.
    """
    code = (
        "import sys; from checkin.tui import evening; from checkin.cli import main\n"
        "opened, whole = [], evening.Evening.open\n"
        "def count(self, person, found_by):\n"
        "    opened.append(person); whole(self, person, found_by); self._screen.say(f'OPENED {len(opened)}.')\n"
        "evening.Evening.open = count\n"
        "sys.argv[0] = 'checkin'; main()\n"
    )
    window = Window([sys.executable, "-c", code, *desk[3:]])
    window.until("ready to scan")
    time.sleep(0.5)
    window.send("".join(f"{code}\r" for code, _ in people))
    window.child.expect_exact([f"OPENED {len(people)}.", pexpect.TIMEOUT], timeout=5)
    told = str(window.child.before) + str(window.child.after)
    window.close()
    return max((int(one) for one in re.findall(r"OPENED (\d+)\.", told)), default=0)


if __name__ == "__main__":
    main()
