"""The summary of a small made-up night in every format a person can read.

`python -m tests.report.golden` writes them beside the samples.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from checkin.domain.closing import Closing, Counted
from checkin.domain.ledger import ItemState
from checkin.domain.region_text import parse_region, region_104
from checkin.domain.rules import State
from checkin.domain.summary import Division, Gap, ItemCount, NoShow, Summary, Totals
from checkin.domain.summary_items import Load, Need, Override
from checkin.domain.summary_lists import (
    Came,
    Evidence,
    Helper,
    Refreshed,
    TakenBack,
    TeamItem,
    TeamLine,
    Trace,
)
from checkin.domain.summary_notes import NoteLine
from checkin.report import FORMATS, Report, rendered, report_of

GOLDEN = Path(__file__).parents[1] / "samples" / "golden"
READABLE = ("text", "markdown", "html", "csv")

AT = datetime(2026, 8, 25, 18, 52, tzinfo=ZoneInfo("America/Denver"))
TEMPLATE = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
REGION = parse_region(region_104(TEMPLATE, date(2026, 8, 1)))


def after(minutes: int, desk: str = "A", by: str = "Maria") -> Trace:
    return Trace(AT + timedelta(minutes=minutes), desk, by)


def counts(expected: int, arrived: int, visitors: int, walk_ins: int, missing: int, given: int) -> Totals:
    items = {one: ItemCount(2, given, short, 2 - given) for one, short in (("roster", 0), ("uniform-box", 1))}
    return Totals(expected, arrived, visitors, walk_ins, missing, items)


def items(collector: str = "", given: Trace | None = None, note: str = "") -> tuple[TeamItem, ...]:
    kinds = {"roster": "Roster", "uniform-box": "Uniform box"}
    return tuple(TeamItem(key, label, collector, given, note) for key, label in kinds.items())


ROADRUNNERS = "12U-G03 Roadrunners"
NIGHT = Summary(
    meeting="aug-25",
    title="Annual Coach Meeting, 12U",
    totals=counts(4, 5, 1, 1, 1, 1),
    divisions=(Division("12U", counts(4, 5, 1, 1, 1, 1)),),
    gaps=(
        Gap(
            "=HYPERLINK(A1) Ruiz",
            "12U-G04 Owls",
            "concussion",
            State.EXPIRED,
            "Take it online: 30 min.",
            "12U",
            "505",
        ),
        Gap("نور الهدى", "12U-G03 Roadrunners", "coach-course", State.MISSING, "Field session Sat Aug 29."),
    ),
    no_shows=(
        NoShow("O'Neil <b>Sam</b> | Jr", ("12U-G04 Owls",), "+1 505 555 0101", "12U", date(2026, 8, 20)),
    ),
    anomalies=("Recorded twice: 12U-G03 Roadrunners: box 47 handed to Dana Reyes (desk A, Maria, 6:52 pm).",),
    undone=1,
    teams=(
        TeamLine(
            "12U",
            "12U-G03 Roadrunners",
            "C3",
            "47",
            ("Dana Reyes (505) 555-0199",),
            items("Dana Reyes (head coach)", after(0), "=1+1"),
        ),
        TeamLine("12U", "12U-G04 Owls", "C4", "48", ("O'Neil <b>Sam</b> | Jr +1 505 555 0101",), items()),
    ),
    came=(
        Came("Dana Reyes", ("12U-G03 Roadrunners",), "expected", after(0)),
        Came("نور الهدى", ("12U-G03 Roadrunners",), "expected", after(3, "B", "José")),
        Came("=HYPERLINK(A1) Ruiz", ("12U-G04 Owls",), "expected", after(20)),
        Came(
            "Sunny 🌞 Day",
            ("8U-B01 Comets",),
            "another evening",
            after(41),
            date(2026, 8, 27),
            ("roster", "box 12"),
        ),
        Came("Pat New", (), "walk-in", after(44, "B", "José")),
    ),
    refreshers=(Refreshed("Dana Reyes", "70123456", after(60)),),
    evidence=(
        Evidence(
            "Dana Reyes", "70123456", "12U Coach", date(2026, 8, 1), "phone", State.PROVISIONAL, after(1)
        ),
    ),
    taken_back=(TakenBack("Dana Reyes checked in.", after(-5), after(-4), "wrong Dana"),),
    needs=(
        Need("12U", ROADRUNNERS, "Uniform box", ItemState.SHORT, "YM", 2, "47", "parent calls", after(2)),
        Need("12U", ROADRUNNERS, "Uniform box", ItemState.SHORT, "YL", 1, "47", "parent calls", after(2)),
        Need("12U", "12U-G04 Owls", "Uniform box", ItemState.WRONG_SIZE, "YL", 3, "48", "", after(9)),
        Need("12U", "12U-G04 Owls", "Roster", ItemState.OWED, "", 1, "48", "=printer", after(9)),
    ),
    loads=(Load("Ana Lopez", (ROADRUNNERS, "12U-G04 Owls")),),
    overrides=(
        Override(
            "Dana Reyes",
            ROADRUNNERS,
            "roster",
            "Ana Lopez",
            "course on Saturday",
            fallen=False,
            trace=after(4),
        ),
        Override(
            "Sunny 🌞 Day", "8U-B01 Comets", "roster", "Ana Lopez", "+1 day", fallen=True, trace=after(5)
        ),
    ),
    helpers=(Helper("José", "B", 2, 0, 0), Helper("Maria", "A", 3, 2, 2)),
    closing=Closing(after(150), 1, ("box 47 of 12U-G03 Roadrunners",), agrees=True),
    counted=(
        Counted(AT.date(), "12U", "Uniform box", 2, 1, (ROADRUNNERS,), agrees=True, trace=after(148)),
        Counted(AT.date(), "12U", "Roster", 1, 2, (), agrees=False, trace=after(149, "B", "José")),
    ),
    notes=(
        NoteLine(
            "Dana Reyes",
            (ROADRUNNERS,),
            ("12U",),
            "=owes the <b>form</b>",
            must_see=True,
            read_by="José",
            trace=after(1),
        ),
        NoteLine(
            ROADRUNNERS,
            (ROADRUNNERS,),
            ("12U",),
            "box was repacked",
            must_see=False,
            read_by="",
            trace=after(3),
        ),
        NoteLine("نور الهدى", (), (), "call first", must_see=True, read_by="", trace=after(7, "B", "José")),
    ),
)
NOTHING = Summary("aug-25", NIGHT.title, Totals(0, 0, 0, 0, 0, {}), (), (), (), (), 0)


def report(summary: Summary = NIGHT) -> Report:
    return report_of(summary, REGION, AT + timedelta(hours=2))


if __name__ == "__main__":
    for name in READABLE:
        (GOLDEN / f"summary{FORMATS[name]}").write_bytes(rendered(report(), name))
