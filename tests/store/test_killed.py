"""Two writers killed at any moment: what they had acknowledged is there, and nobody waits for the dead."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest

from checkin.store import Season

WRITER = """
import sys, time
from pathlib import Path
from checkin.store import Season
season = Season.open(Path(sys.argv[1]), desk="A", writer=sys.argv[2])
number = 0
while True:
    number += 1
    act = f"{sys.argv[3]}-{number}"
    with season.lock():
        season.catch_up()
        season.append([{"v": 1, "id": f"{act}-{one}", "act": act} for one in "12"])
    print(act, flush=True)
    time.sleep(0.001)  # so that nobody starves where both share one busy processor
"""


def killed(folder: Path, kill: int, rng: Random) -> set[str]:
    """Let two processes write one file, kill each after some acts, and return what was acknowledged."""
    argv = [sys.executable, "-c", WRITER, str(folder), "aaaa"]
    both = [subprocess.Popen([*argv, f"{kill}{who}"], stdout=subprocess.PIPE, text=True) for who in "pq"]
    acknowledged: set[str] = set()
    for writer in both:
        assert writer.stdout
        acknowledged |= {writer.stdout.readline().strip()}
        timer = threading.Timer(rng.random() / 50, writer.kill)
        timer.start()
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        timer.join()
        writer.wait()
        writer.stdout.close()
    return acknowledged


def check_kills(folder: Path, pairs: int) -> None:
    Season.create(folder, 'name = "Region"\n')
    acknowledged: set[str] = set()
    for kill in range(pairs):
        acknowledged |= killed(folder, kill, Random(kill))
        fresh = Season.open(folder, desk="B", writer="bbbb")
        acts = [one["act"] for one in fresh.catch_up()]
        fresh.close()
        assert fresh.problems == []
        assert acknowledged <= set(acts)
        assert all(one == two for one, two in zip(acts[::2], acts[1::2], strict=True))


def test_twenty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    check_kills(tmp_path / "season", 10)


@pytest.mark.long
def test_a_thousand_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    check_kills(tmp_path / "season", int(os.environ.get("CHECKIN_KILLS", "1000")) // 2)
