"""How long an import takes beside only reading the same files: `python -m tests.bench.bench_import [PEOPLE]`."""

from __future__ import annotations

import csv
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from checkin.domain.people import Roster
from checkin.exchange import Plan, plan_import, roster_from_tables, roster_to_tables

FIRST = [
    one + two for one in ("Ma", "Jo", "Da", "Ka", "Li", "Ro") for two in ("ria", "se", "na", "sa", "bert")
]
LAST = [
    one + two
    for one in ("Gar", "Lop", "Smi", "Wil", "Mar")
    for two in ("cia", "ez", "thson", "liams", "tinez")
]


def name_of(one: int) -> list[str]:
    """Return a first and a last name; one person in four has a namesake, as in a nation of coaches."""
    same = one - one % 8 if one % 8 == 1 else one
    letters = "".join(chr(97 + same // 26**place % 26) for place in range(3))
    return [FIRST[same % len(FIRST)], LAST[same % len(LAST)] + letters]


def write(folder: Path, people: int) -> list[Path]:
    """Write both files; everybody is in both of them."""
    paths = [folder / "volunteers.csv", folder / "credentials.xlsx"]
    with paths[0].open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(
            [
                "Division Name",
                "Team Name",
                "Volunteer Role",
                "Volunteer First Name",
                "Volunteer Last Name",
                "Volunteer Street Address",
                "Volunteer City",
                "Volunteer Postal Code",
                "Volunteer Email Address",
                "Volunteer Telephone",
                "Association Volunteer ID",
            ]
        )
        for one in range(people):
            name = name_of(one)
            contact = ["1 Example St", "Albuquerque", "87100", f"p{one}@example.org", "505-555-0101"]
            number = 70_000_000 + one if one % 3 else ""
            out.writerow(["12U Girls", f"12U-G{one // 2:05}", "Head Coach", *name, *contact, number])
    book = xlsxwriter.Workbook(str(paths[1]), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(
        0,
        0,
        [
            "Admin ID",
            "Admin Alt ID",
            "First Name",
            "Last Name",
            "Email",
            "Coaching License Level",
            "Coaching License Obtained",
            "Risk Status",
            "Risk Expire Date",
            "AYSOs Safe Haven Verified",
            "AYSOs Safe Haven Verified Date",
            "Concussion Awareness Verified",
            "Concussion Awareness Verified Date",
        ],
    )
    for one in range(people):
        name = name_of(one)
        day = f"{one % 12 + 1}/{one % 28 + 1}/{2022 + one % 5}"
        held = ["12U Coach", day, "Green", "7/31/2027", "Y", day, "Y", day]
        ids = [f"11111-{one:06}", 70_000_000 + one]
        sheet.write_row(one + 1, 0, [*ids, *name, f"p{one}@example.org", *held])
    book.close()
    return paths


def plain(paths: list[Path]) -> None:
    """Read every cell of both files and keep nothing."""
    with paths[0].open(newline="", encoding="utf-8") as file:
        sum(1 for _ in csv.reader(file))
    sum(1 for _ in CalamineWorkbook.from_path(str(paths[1])).get_sheet_by_index(0).iter_rows())


def with_pandas(paths: list[Path]) -> None:
    """Read both files into frames of text."""
    import pandas as pd

    pd.read_csv(paths[0], dtype=str)
    pd.read_excel(paths[1], engine="calamine", dtype=str)


def with_polars(paths: list[Path]) -> None:
    """The same by all processors at once."""
    import polars as pl

    pl.read_csv(paths[0], infer_schema=False)
    pl.read_excel(paths[1])


READERS: dict[str, Callable[[list[Path]], None]] = {
    "csv module and calamine": plain,
    "pandas": with_pandas,
    "polars": with_polars,
}


def seconds(work: Callable[[], object]) -> float:
    """Return how long it takes, on the clock of the wall."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(people: int) -> None:
    """Print seconds, and how many times as long as the fastest reader an import takes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), people)
        read: dict[str, float] = {}
        for name, reader in READERS.items():
            try:
                read[name] = min(seconds(lambda reader=reader: reader(paths)) for _ in range(2))  # type: ignore[misc]
            except ImportError:
                print(f"{name} is not installed: pip install -e '.[bench]'")
        made: list[Plan] = []

        def plan() -> None:
            keys = count(1)
            made[:] = [plan_import(paths, Roster(), new_key=lambda: f"{next(keys):X}", now=datetime.now(UTC))]

        planned = min(seconds(plan) for _ in range(2))
        tables: list[dict[str, list[dict[str, Any]]]] = []
        written = seconds(lambda: tables.append(roster_to_tables(made[0].roster)))
        loaded = seconds(lambda: roster_from_tables(tables[0]))
    print(f"{people:,} people in both files, read, joined and compared")
    for name, took in read.items():
        print(f"only read by {name:24} {took:6.2f} s   the plan takes {planned / took:4.1f} times that")
    print(f"{'plan':37} {planned:6.2f} s")
    print(f"{'to tables':37} {written:6.2f} s")
    print(f"{'from tables':37} {loaded:6.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
