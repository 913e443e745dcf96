"""What a durable record costs beside a bare write and fsync, and beside stock TinyDB."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tinydb import TinyDB

from checkin.store import Season

SIZES = (415, 5_000, 100_000)
ROUNDS = 300


def record(number: int) -> dict[str, object]:
    """Return an event of ordinary size."""
    head = {"v": 1, "id": f"E{number:011}", "act": f"A{number:011}", "clock": number}
    about = {"at": "2026-08-26T01:00:00.000Z", "desk": "A", "by": "Maria", "kind": "arrived"}
    return {**head, **about, "person": "7K2M9", "meeting": "meeting-3", "found_by": "code"}


def timed(work: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """Return the median of so many rounds, in milliseconds."""
    spent = []
    for number in range(rounds):
        begun = perf_counter()
        work(number)
        spent.append((perf_counter() - begun) * 1000)
    return median(spent)


def bare(folder: Path) -> float:
    """Time a bare append with fsync of a line as long as an event's."""
    line = (json.dumps({**record(1), "writer": "feedc0ffee01", "seq": 1, "prev": "0" * 32}) + "\n").encode()
    handle = os.open(folder / "bare.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def work(_: int) -> None:
        os.write(handle, line)
        os.fsync(handle)

    return timed(work)


def ours(folder: Path, size: int) -> tuple[float, float]:
    """Time a record on a season of that many events, whole and with lock and catch-up."""
    Season.create(folder / "season", "")
    season = Season.open(folder / "season", desk="A", writer="feedc0ffee01")
    with season.lock():
        for first in range(0, size, 1000):
            season.append([record(number) for number in range(first, min(first + 1000, size))])

    def append(number: int) -> None:
        season.append([record(size + number)])

    def whole(number: int) -> None:
        with season.lock():
            season.catch_up()
            season.append([record(size + ROUNDS + number)])

    spent = timed(append), timed(whole)
    season.close()
    return spent


def main() -> None:
    """Print the table."""
    print(
        f"{'events':>8} {'bare':>8} {'append':>8} {'ratio':>6} {'lock+catch up+append':>21} {'ratio':>6}  ms, medians"
    )
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=".") as base:
            raw = bare(Path(base))
            append, whole = ours(Path(base), size)
        print(f"{size:>8} {raw:>8.3f} {append:>8.3f} {append / raw:>6.2f} {whole:>21.3f} {whole / raw:>6.2f}")
    with tempfile.TemporaryDirectory(dir=".") as base, TinyDB(Path(base) / "stock.json") as stock:
        stock.insert_multiple(record(number) for number in range(SIZES[0]))
        spent = timed(lambda number: stock.insert(record(number)), 30)
    print(f"stock TinyDB at {SIZES[0]} events, not flushed: {spent:.3f} ms")


if __name__ == "__main__":
    main()
