"""How soon an open desk shows what another program recorded: from its answer to the painted count, and idle cost."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from checkin.demo import make
from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded
from tests.bench.bench_screen import NOW
from tests.end_to_end.terminal import Terminal

ROUNDS = 100
PROMISED = 100.0
"""Milliseconds within which every open screen is current."""


def records(season: Path) -> list[float]:
    """Record in this process, and return the milliseconds until the desk in a terminal has painted each."""
    argv = [sys.executable, "-m", "checkin", "--season", str(season), "--desk", "A", "--by", "Maria"]
    window = Terminal()
    window.start([*argv, "--now", NOW.isoformat()])
    window.wait_for("ready to scan")
    desk = Desk.open(season, desk="B", by="Luis", clock=lambda: NOW, writer="be0c00000000")
    desk.load()
    spent = []
    for key in sorted(desk.roster.people):
        before = desk.counts().arrived
        if not isinstance(desk.do(CheckIn(key)), Recorded) or desk.counts().arrived == before:
            continue
        begun = time.perf_counter()
        window.wait_for(f" {desk.counts().arrived} of ")
        spent.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.013 * (len(spent) % 7 + 1))  # so that the records fall anywhere between two looks
        if len(spent) == ROUNDS:
            break
    desk.close()
    window.kill()
    return spent


def idle(season: Path) -> tuple[float, float]:
    """Return the microseconds of a look at an unchanged season, and of one that found a record."""
    desk = Desk.open(season, desk="A", by="", clock=lambda: NOW, writer="be0c00000001")
    desk.load()
    begun = time.perf_counter()
    for _ in range(2000):
        desk.follow()
    look = (time.perf_counter() - begun) / 2000 * 1e6
    other = Desk.open(season, desk="B", by="", clock=lambda: NOW, writer="be0c00000002")
    other.load()
    found = []
    for key in sorted(desk.roster.people)[-40:]:
        if isinstance(other.do(CheckIn(key)), Recorded):
            begun = time.perf_counter()
            assert desk.follow()
            found.append((time.perf_counter() - begun) * 1e6)
    desk.close()
    other.close()
    return look, median(found)


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory(dir=".") as base:
        os.environ["CHECKIN_DATA"] = f"{base}/data"
        season = make(Path(base) / "season", now=NOW).path
        spent = records(season)
        look, found = idle(season)
    late = sum(one > PROMISED for one in spent)
    print(f"{len(spent)} records of another process, from its answer to the painted count, in ms:")
    print(
        f"  median {median(spent):.1f}   p95 {quantiles(spent, n=20)[-1]:.1f}   max {max(spent):.1f}   later than {PROMISED:g}: {late}"
    )
    print(f"a look at an unchanged season {look:.1f} us, at one with a record {found:.0f} us")


if __name__ == "__main__":
    main()
