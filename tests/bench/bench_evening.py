"""How long the board, the summary and the messages take at the size of a nation's largest region.

`python -m tests.bench.bench_evening [COACHES]` makes a season of 5,000 coaches with an evening recorded in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from checkin.cli.follow_up import files as written
from checkin.demo import make
from checkin.desk import Desk
from checkin.desk.board import LiveBoard
from checkin.desk.follow_up import whom_to_write
from checkin.domain.commands import CheckIn
from checkin.domain.follow_up import FollowUp
from checkin.report import FORMATS, put_all, rendered, report_of

NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
ROUNDS = 20


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long the processor works on a piece of work: nothing here waits for anything else."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Print what was measured."""
    coaches = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as base:
        season = make(Path(base) / "season", now=NOW, coaches=coaches, teams=coaches * 48 // 100).path
        desk = Desk.open(season, desk="A", by="bench", clock=lambda: NOW, writer="be0c00000000")
        desk.load()
        everybody = sorted(desk.roster.people)
        for key in everybody[: len(everybody) * 3 // 4]:
            desk.do(CheckIn(key))
        rest = iter(everybody[len(everybody) * 3 // 4 :])
        print(f"{len(everybody)} people, {len(desk.roster.teams)} teams, {len(desk.night)} events")
        board(desk, rest.__next__)
        for meeting, name in ((desk.meeting(), "meeting"), (None, "season")):
            spent = milliseconds(lambda meeting=meeting: desk.summary(meeting))  # type: ignore[misc]
            report = report_of(desk.summary(meeting), desk.region, desk.local(NOW))
            drawn = {
                one: milliseconds(lambda one=one: rendered(report, one))  # type: ignore[misc]  # noqa: B023  called at once
                for one in FORMATS
                if one != "json"
            }
            told = ", ".join(f"{one} {(spent + took) / 1000:.2f} s" for one, took in drawn.items())
            print(f"summary of the {name}: counted in {spent / 1000:.2f} s; counted and drawn: {told}")
        messages(desk, Path(base))
        desk.close()


def messages(desk: Desk, base: Path) -> None:
    """Measure a message to everybody for whom something is open, as files, with the lists beside them."""
    due: list[FollowUp] = []
    found = milliseconds(lambda: due.extend(whom_to_write(desk, None)))
    files = written(desk, None, due, lambda _words, _share: None)
    spent = milliseconds(lambda: put_all(base, files))
    print(
        f"{len(due)} messages: found in {found / 1000:.2f} s, written with the lists in {spent / 1000:.2f} s"
    )


def board(desk: Desk, following: Callable[[], str]) -> None:
    """Measure the board after each of some arrivals."""
    for meeting, name in ((desk.meeting(), "meeting"), (None, "season")):
        live = LiveBoard(desk, meeting, whole=meeting is None)
        first = milliseconds(live.update)
        counting = []
        while live.count(100):
            counting.append(milliseconds(lambda: live.count(100)))  # noqa: B023  called at once
        updates = []
        for _ in range(ROUNDS):
            desk.do(CheckIn(following()))
            updates.append(milliseconds(lambda: (live.update(), live.count(100))))  # noqa: B023  called at once
        print(
            f"board of the {name}: first {first:.0f} ms, 100 standings {median(counting):.1f} ms, "
            f"after an event median {median(updates):.1f} ms, worst {max(updates):.1f} ms"
        )


if __name__ == "__main__":
    main()
