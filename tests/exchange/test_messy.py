"""Whatever way a true season is written down, it comes back, or what is lost is listed."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.people import Roster
from checkin.domain.text import clean_text
from checkin.exchange import Plan, plan_import
from tests.conftest import MANY
from tests.exchange.test_plan import NOW, keys, truth

FIRST = ["Dana", "José", "Zoë", "Mary Ann", "Bob", "O'Neil", "[/red]", "=Eva", "Łukasz", "Björk"]
LAST = ["Reyes", "Núñez García", "O'Brien", "Smith-Jones", "Weiß", "de la Cruz", "van Dyk", "Li", "Ortiz Jr."]
COURSES = ["6U Coach", "8U Coach", "10U Coach", "12U Coach", "Z-Online U-10 Coach", "National Coach"]


@dataclass(frozen=True)
class Truth:
    """One made-up person, and the number in every file."""

    first: str
    last: str
    number: int
    teams: tuple[int, ...]
    licenses: tuple[tuple[str, date], ...]

    @property
    def admin(self) -> str:
        return f"11111-{self.number:06}"

    @property
    def email(self) -> str:
        return f"person{self.number}@example.org"


@st.composite
def seasons(draw: st.DrawFn) -> list[Truth]:
    names = draw(st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=12))
    days = st.dates(date(2001, 1, 1), date(2026, 8, 1))
    return [
        Truth(
            first,
            last,
            number,
            tuple(sorted(draw(st.sets(st.integers(1, 9), max_size=3)))),
            tuple(draw(st.lists(st.tuples(st.sampled_from(COURSES), days), max_size=3, unique=True))),
        )
        for number, (first, last) in enumerate(names)
    ]


@dataclass(frozen=True)
class Mess:
    """How a program writes a table."""

    delimiter: str
    encoding: str
    newline: str
    titles: int
    blank_rows: bool
    upper: bool
    spaces: bool
    quote: bool
    order: int


messes = st.builds(
    Mess,
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    newline=st.sampled_from(["\r\n", "\n"]),
    titles=st.integers(0, 3),
    blank_rows=st.booleans(),
    upper=st.booleans(),
    spaces=st.booleans(),
    quote=st.booleans(),
    order=st.integers(0, 1 << 16),
)


def written(header: list[str], rows: list[list[str]], mess: Mess) -> bytes:
    places = sorted(range(len(header)), key=lambda place: hash((mess.order, place)))
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=mess.delimiter,
        lineterminator=mess.newline,
        quoting=csv.QUOTE_ALL if mess.quote else csv.QUOTE_MINIMAL,
    )
    for title in range(mess.titles):
        writer.writerow([f"Title {title}"])
    names = [one.upper() if mess.upper else one for one in header]
    writer.writerow([names[place].replace(" ", "\n") if mess.spaces else names[place] for place in places])
    for row in rows:
        writer.writerow([f"  {row[place]} \x07" if mess.spaces else row[place] for place in places])
        if mess.blank_rows:
            writer.writerow([""] * len(header))
    return out.getvalue().encode(mess.encoding)


def volunteers(season: list[Truth]) -> tuple[list[str], list[list[str]]]:
    header = ["Division Name", "Team Name", "Volunteer Role", "Volunteer First Name", "Volunteer Last Name"]
    header += ["Volunteer Email Address", "Association Volunteer ID", "Volunteer City"]
    rows = [
        [
            "12U",
            f"12U-G{team:02}" if team else "Unallocated",
            "Head Coach",
            one.first,
            one.last,
            one.email,
            one.admin,
            "x",
        ]
        for one in season
        for team in one.teams or (0,)
    ]
    return header, rows


FORMS = (
    "{0.month:02}/{0.day:02}/{0.year} 12:00:00 AM",
    "{0}",
    "{0.month}/{0.day}/{0:%y}",
    "{0:%d-%b-%Y}",
    "{1}",
)


def licenses(season: list[Truth], form: int) -> tuple[list[str], list[list[str]]]:
    header = ["Admin_ID", "AdminID", "First_Name", "Last_Name", "DOB", "LicenseLevel", "Risk_Submit_Date"]

    def day(one: date) -> str:
        return FORMS[form].format(one, (one - date(1899, 12, 30)).days)

    rows = [
        ["Region 104", one.admin, one.first, one.last, "1/1/1980", course, day(when)]
        for one in season
        for course, when in one.licenses
    ]
    return header, rows


def planned(files: dict[str, bytes], before: Roster | None = None) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        return plan_import(paths, before or Roster(), new_key=keys(), now=NOW)


@given(season=seasons(), one=messes, other=messes, form=st.integers(0, len(FORMS) - 1))
@settings(max_examples=40 * MANY)
def test_what_went_in_comes_out_however_it_was_written(
    season: list[Truth], one: Mess, other: Mess, form: int
) -> None:
    files = {"v.csv": written(*volunteers(season), one)}
    header, rows = licenses(season, form)
    if rows:
        files["l.csv"] = written(header, rows, other)
    plan = planned(files)
    found = {
        (
            " ".join(person.name.split()),
            person.ids[0].value,
            person.emails,
            tuple(sorted(row.team for row in plan.roster.by_person.get(key, ()) if row.team)),
            tuple(sorted((row.name, row.completed_on) for row in plan.roster.held.get(key, ()))),
        )
        for key, person in plan.roster.people.items()
    }
    assert found == {
        (
            f"{person.first} {person.last}",
            person.admin,
            (person.email,),
            tuple(f"12U-G{team:02}" for team in person.teams),
            tuple(sorted(person.licenses)),
        )
        for person in season
    }
    assert not plan.rejected
    assert not plan.odd
    assert [file.rows.read for file in plan.files] == [len(volunteers(season)[1]), len(rows)][: len(files)]


@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=6), max_size=12), mess=messes)
@settings(max_examples=40 * MANY)
def test_any_cells_at_all_are_read_or_listed(cells: list[list[str]], mess: Mess) -> None:
    unwritable = str.maketrans(dict.fromkeys("\0\r"))
    clean = [[cell.translate(unwritable).encode("utf-8", "ignore").decode() for cell in row] for row in cells]
    header = ["Team", "First Name", "Last Name", "Role"]
    rows = [["T1", "Dana", "Reyes", "Coach"], *(row[:4] for row in clean)]
    plan = planned({"t.csv": written(header, rows, mess)})
    file = plan.files[0]
    blank = sum(not any(cell.split() for cell in row) for row in rows)
    assert file.rows.read <= len(rows)
    assert file.rows.read >= len(rows) - blank - sum(
        not any(map(str.isprintable, "".join(row))) for row in rows
    )
    assert file.rows.rejected == len(plan.rejected)
    assert plan.people.read == plan.people.new + plan.people.rejected
    for person in plan.roster.people.values():
        assert person.name.isprintable() or not person.name.isascii()
        assert "\x1b" not in person.name


@given(season=seasons(), mess=messes, cut=st.integers(0, 11))
@settings(max_examples=15 * MANY)
def test_a_later_export_keeps_keys_and_lists_who_is_missing(
    season: list[Truth], mess: Mess, cut: int
) -> None:
    first = planned({"v.csv": written(*volunteers(season), mess)})
    rest = season[:cut] + season[cut + 1 :]
    if not rest:
        return
    later = planned({"v.csv": written(*volunteers(rest), mess)}, first.roster)
    assert later.roster.people == first.roster.people
    assert {one.name for one in later.gone if one.what == "person"} == {
        f"{one.first} {one.last}" for one in season if one not in rest
    }
    assert later.people.unchanged == len(rest)
    assert truth(later.roster)["assignments"] == truth(first.roster)["assignments"]


words = st.sampled_from(
    [
        "",
        "T1",
        "T2",
        "TBD",
        "Total",
        "Dana",
        "José",
        "Reyes",
        "Reyes Jr",
        "Coach",
        "x@x.org",
        "\u202e",
        "[/red]",
    ]
)
tables = st.lists(st.lists(words, min_size=3, max_size=6), min_size=1, max_size=8)


@given(first=tables, second=tables, mess=messes)
@settings(max_examples=30 * MANY)
def test_the_rows_read_are_those_new_changed_unchanged_and_rejected_at_each_import(
    first: list[list[str]], second: list[list[str]], mess: Mess
) -> None:
    header = ["Team", "First Name", "Last Name", "Role", "Email"]
    before = Roster()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        for rows in (first, second, second):
            text = [header, ["T9", "Ann", "One", "Coach", ""], *rows]
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=mess.delimiter).writerows(text)
            path.write_bytes(out.getvalue().encode(mess.encoding))
            there = sum(any(clean_text(cell) for cell in row) for row in text[1:])
            plan = plan_import([path], before, new_key=keys(), now=NOW)
            (file,) = plan.files
            counted = file.rows.new + file.rows.changed + file.rows.unchanged + file.rows.rejected
            assert (counted, file.rows.read) == (there, there)
            assert file.rows.rejected == len(plan.rejected)
            before = plan.roster
        assert file.rows.unchanged == there - file.rows.rejected
