"""How long an import takes beside only reading the same files: `python -m tests.bench.bench_import [PEOPLE]`."""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

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
            name = [
                FIRST[one % len(FIRST)],
                f"{LAST[one % len(LAST)]}{chr(97 + one % 23)}{chr(97 + one // 23 % 26)}",
            ]
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
        name = [
            FIRST[one % len(FIRST)],
            f"{LAST[one % len(LAST)]}{chr(97 + one % 23)}{chr(97 + one // 23 % 26)}",
        ]
        day = f"{one % 12 + 1}/{one % 28 + 1}/{2022 + one % 5}"
        held = ["12U Coach", day, "Green", "7/31/2027", "Y", day, "Y", day]
        ids = [f"11111-{one:06}", 70_000_000 + one]
        sheet.write_row(one + 1, 0, [*ids, *name, f"p{one}@example.org", *held])
    book.close()
    return paths


def only_read(paths: list[Path]) -> int:
    """Read every cell of both files and keep nothing."""
    with paths[0].open(newline="", encoding="utf-8") as file:
        rows = sum(1 for _ in csv.reader(file))
    return rows + sum(1 for _ in CalamineWorkbook.from_path(str(paths[1])).get_sheet_by_index(0).iter_rows())


def main(people: int) -> None:
    """Print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), people)
        started = time.perf_counter()
        only_read(paths)
        read = time.perf_counter() - started
        keys = count(1)
        started = time.perf_counter()
        plan: Plan = plan_import(paths, Roster(), new_key=lambda: f"{next(keys):X}", now=datetime.now(UTC))
        planned = time.perf_counter() - started
        started = time.perf_counter()
        tables = roster_to_tables(plan.roster)
        written = time.perf_counter() - started
        started = time.perf_counter()
        roster_from_tables(tables)
        loaded = time.perf_counter() - started
    print(f"{people:,} people in both files")
    print(f"only read   {read:6.2f} s  (csv module and calamine)")
    print(f"plan        {planned:6.2f} s  {planned / read:.1f} times")
    print(f"to tables   {written:6.2f} s")
    print(f"from tables {loaded:6.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
