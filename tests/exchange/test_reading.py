"""Columns, dates, ids and kinds are read as the person who wrote the file meant them."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from checkin.domain.people import Id, IdKind, Proof, Roster
from checkin.exchange import (
    Answers,
    Circumstances,
    ImportRefused,
    Plan,
    Stopped,
    Unclear,
    explain,
    plan_import,
    read_files,
)
from checkin.exchange.cells import as_date, as_email, as_id
from checkin.exchange.mapping import DateOrder
from tests.exchange.test_plan import NOW, SAMPLES, keys


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("08/24/2024 12:00:00 AM", "us", date(2024, 8, 24)),
        ("12/6/24", "us", date(2024, 12, 6)),
        ("12/6/24", "eu", date(2024, 6, 12)),
        ("24.8.2024", "eu", date(2024, 8, 24)),
        ("24-12-06", "iso", date(2024, 12, 6)),
        ("2024-08-24", "us", date(2024, 8, 24)),
        ("2024-08-24T18:30:00Z", "eu", date(2024, 8, 24)),
        ("2024/8/4", "us", date(2024, 8, 4)),
        ("20240824", "us", date(2024, 8, 24)),
        ("45528", "us", date(2024, 8, 24)),
        ("45528.0", "us", date(2024, 8, 24)),
        (45528.75, "us", date(2024, 8, 24)),
        (datetime(2024, 8, 24, 23, 59), "us", date(2024, 8, 24)),  # noqa: DTZ001  a cell knows no zones
        (date(2024, 8, 24), "us", date(2024, 8, 24)),
        ("Aug 24, 2024", "us", date(2024, 8, 24)),
        ("24-Aug-24", "us", date(2024, 8, 24)),
        ("1/1/1900", "us", None),
        ("01/01/0001", "us", None),
        ("", "us", None),
        ("#N/A", "us", None),
    ],
)
def test_a_date_is_read_in_every_form_that_arrives(cell: object, order: DateOrder, day: date | None) -> None:
    assert as_date(cell, order) == day


@pytest.mark.parametrize("text", ["soon", "13/13/2024", "2/30/2024", "24/8", "8/24/20245"])
def test_a_text_that_is_no_date_is_not_made_into_one(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever says so
        as_date(text, "us")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("70123456", IdKind.AYSO, "70123456"),
        ("70123456.0", IdKind.AYSO, "70123456"),
        (" 701 23 456 ", IdKind.AYSO, "70123456"),
        ("7.0123456E7", IdKind.AYSO, "70123456"),
        ("7.01E+07", IdKind.OTHER, "7.01E+07"),
        ("070123456", IdKind.AYSO, "70123456"),
        ("'701234567", IdKind.AYSO, "701234567"),
        ("12345-678901", IdKind.ADMIN, "12345-678901"),
        ("12345\u2013678901", IdKind.ADMIN, "12345-678901"),
        ("12345678901", IdKind.ADMIN, "12345-678901"),
        ("1234", IdKind.OTHER, "1234"),
    ],
)
def test_an_id_is_told_by_its_shape(text: str, kind: IdKind, value: str) -> None:
    assert as_id(text) == Id(kind, value)


@pytest.mark.parametrize("text", ["", "0", "-", "00000000"[:1]])
def test_a_blank_id_is_none(text: str) -> None:
    assert as_id(text) is None


def test_several_addresses_in_a_cell_are_several() -> None:
    assert as_email("Dana <DANA@Example.org>; reyes@example.org") == ["dana@example.org", "reyes@example.org"]
    assert as_email("call me") == []


def planned(tmp_path: Path, text: str | bytes, name: str = "file.csv", **options: Any) -> Plan:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return plan_import([path], Roster(), new_key=keys(), now=NOW, **options)


LICENSES = "AdminID,First_Name,Last_Name,LicenseLevel,Risk_Submit_Date\n"


def days(plan: Plan) -> list[date | None]:
    return [one.completed_on for one in plan.roster.certificates]


def test_a_file_that_proves_day_first_is_read_day_first_and_says_so(tmp_path: Path) -> None:
    plan = planned(tmp_path, LICENSES + ",A,One,6U Coach,3/4/2024\n,B,Two,8U Coach,25/4/2024\n")
    assert days(plan) == [date(2024, 4, 3), date(2024, 4, 25)]
    assert any("day/month/year" in one for one in plan.notes)


def test_the_order_that_was_asked_for_wins_over_the_file(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        LICENSES + ",A,One,6U Coach,3/4/2024\n,B,Two,8U Coach,25/4/2024\n",
        said=Answers(date_order="us"),
    )
    assert days(plan) == [date(2024, 3, 4), None]
    assert [(one.line, one.value) for one in plan.odd] == [(3, "25/4/2024")]


BOTH = LICENSES + ",A,One,6U Coach,4/25/2024\n,B,Two,8U Coach,25/4/2024\n"


def test_dates_that_prove_both_orders_are_asked_about_and_never_guessed(tmp_path: Path) -> None:
    with pytest.raises(Unclear, match=r"4/25/2024.*25/4/2024.*--date-order us") as asked:
        planned(tmp_path, BOTH)
    assert [value for value, _ in asked.value.choices] == ["us", "eu"]
    assert asked.value.path == tmp_path / "file.csv"
    plan = planned(tmp_path, BOTH, answers={tmp_path / "file.csv": Answers(date_order="us")})
    assert days(plan) == [date(2024, 4, 25), None]
    assert len(plan.odd) == 1


def test_a_date_in_the_future_is_listed_and_kept(tmp_path: Path) -> None:
    plan = planned(tmp_path, LICENSES + ",A,One,6U Coach,4/25/2031\n")
    assert days(plan) == [date(2031, 4, 25)]
    assert [one.reason for one in plan.odd] == ["a date in the future"]


STATUS = "Admin ID,First Name,Last Name,Concussion Awareness Verified,Concussion Awareness Verified Date\n"


@pytest.mark.parametrize(
    ("status", "day", "proof"),
    [
        ("Y", "7/30/2026", Proof.VERIFIED),
        ("Verified", "", Proof.VERIFIED),
        ("N", "7/30/2026", Proof.PENDING),
        ("", "7/30/2026", Proof.PENDING),
        ("Pending Verification", "", Proof.PENDING),
        ("N", "", Proof.NO),
        ("", "", Proof.NO),
        ("Rejected", "7/30/2026", Proof.NO),
        ("7/30/2026", "", Proof.VERIFIED),
    ],
)
def test_verified_pending_and_no_are_told_apart(tmp_path: Path, status: str, day: str, proof: Proof) -> None:
    plan = planned(tmp_path, f"{STATUS},Dana,Reyes,{status},{day}\n")
    assert [(one.name, one.proof) for one in plan.roster.certificates] == [("Concussion Awareness", proof)]


def test_a_status_that_nobody_knows_makes_no_certificate_and_is_listed(tmp_path: Path) -> None:
    plan = planned(tmp_path, f"{STATUS},Dana,Reyes,ask Ann,\n")
    assert not plan.roster.certificates
    assert [one.value for one in plan.odd] == ["ask Ann"]


@pytest.mark.parametrize(
    "header",
    [
        "volunteer first name,VOLUNTEER LAST NAME,Volunteer_Role,team  name",
        '"Volunteer\nFirst Name",Volunteer Last Name (Head Coach),Volunteer Role [1234],Team Name',
        "2026 Volunteer First Name,Volunteer Last Name 2026,Volunteer Role_88123,Team Name 2025-26",
    ],
)
def test_headers_may_differ_in_case_spaces_lines_roles_and_years(tmp_path: Path, header: str) -> None:
    plan = planned(tmp_path, header + "\nDana,Reyes,Head Coach,12U-G03\n")
    assert plan.files[0].kind == "sports-connect-volunteers"
    assert [one.name for one in plan.roster.people.values()] == ["Dana Reyes"]


def test_nothing_of_birth_address_gender_and_licence_number_is_kept() -> None:
    paths = [
        SAMPLES / name for name in ("volunteers.csv", "credentials.xlsx", "licenses.csv", "credentials.csv")
    ]
    kept = repr(plan_import(paths, Roster(), new_key=keys(), now=NOW).roster)
    for secret in ("Example St", "1980", "87100", "L1", "Albuquerque", "'F'"):
        assert secret not in kept


def test_every_sheet_of_a_workbook_is_read_and_hidden_ones_are_not_but_named(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, team in (("10U", "10U-1"), ("12U", "12U-1"), ("old", "99U-9")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Team", "First Name", "Last Name"])
            sheet.write_row(1, 0, [team, "Dana", name])
        book.get_worksheet_by_name("old").hide()
        book.add_worksheet("notes").write(0, 0, "bring pens")
    plan = planned(tmp_path, data.getvalue(), "teams.xlsx")
    assert [one.file for one in plan.files] == ["teams.xlsx [10U]", "teams.xlsx [12U]"]
    assert set(plan.roster.teams) == {"10U-1", "12U-1"}
    assert "teams.xlsx: nothing is read from the sheet old: hidden in the workbook." in plan.notes


def test_sheets_of_which_nothing_is_read_are_named_wherever_they_stand(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, header, row in (
            ("phone tree", ["Who", "When"], ["Kim", "always"]),
            ("10U", ["Team", "First Name", "Last Name"], ["10U-1", "Dana", "Reyes"]),
            ("12U", ["Team", "First Name", "Last Name"], []),
            ("14U", ["Squad", "Coach's name"], ["14U-1", "Luis Ortiz"]),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, row)
    plan = planned(tmp_path, data.getvalue(), "teams.xlsx")
    assert [one.name for one in plan.roster.people.values()] == ["Dana Reyes"]
    told = "teams.xlsx: nothing is read from the sheet"
    assert [one for one in plan.notes if one.startswith(told)] == [
        f"{told}s phone tree and 14U: no row there is a header that is known.",
        f"{told} 12U: only a header stands there.",
    ]


def test_a_team_in_a_merged_cell_is_the_team_of_each_row_beside_it(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("teams")
        sheet.merge_range("B1:D1", "Fall teams")
        sheet.write_row("B2", ["Team", "First Name", "Last Name"])
        sheet.merge_range("B3:B4", "10U-1")
        sheet.write_row("C3", ["Dana", "Reyes"])
        sheet.write_row("C4", ["Luis", "Ortiz"])
        sheet.write_row("B5", ["10U-2", "Ana", "Cruz"])
    plan = planned(tmp_path, data.getvalue(), "teams.xlsx")
    teams = {plan.roster.people[one.person].first: one.team for one in plan.roster.assignments}
    assert teams == {"Dana": "10U-1", "Luis": "10U-1", "Ana": "10U-2"}


def test_an_own_mapping_reads_a_sheet_that_nobody_knows(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        'kind = "ours"\ntitle = "our sheet"\nrank = 3\nneeds = ["last", "team"]\n'
        '[columns]\nfirst = ["Vorname"]\nlast = ["Nachname"]\nteam = ["Mannschaft"]\n'
        '[[certificates]]\nname = "Safe Haven"\nstatus = ["Kinderschutz"]\n',
        encoding="utf-8",
    )
    text = "Mannschaft;Vorname;Nachname;Kinderschutz\n10U-1;Jörg;Weiß;ja\n"
    ways: list[dict[str, Any]] = [{"said": Answers(mapping=own)}, {"known": Circumstances(mappings=tmp_path)}]
    for options in ways:
        plan = planned(tmp_path, text, **options)
        assert plan.files[0].kind == "ours"
        assert [one.name for one in plan.roster.people.values()] == ["Jörg Weiß"]
        assert [one.value for one in plan.odd] == ["ja"]


def test_the_mapping_in_the_readme_reads_its_sample_without_a_line_of_code(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    toml = readme.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "club-sheet.toml").write_text(toml, encoding="utf-8")
    paths = [SAMPLES / "club-sheet.csv"]
    plan = plan_import(paths, Roster(), new_key=keys(), now=NOW, known=Circumstances(mappings=tmp_path))
    assert [one.kind for one in plan.files] == ["club-sheet"]
    assert not plan.odd
    assert [(one.name, one.emails) for one in plan.roster.people.values()] == [
        ("Luis Ortiz", ("luis@example.org",)),
        ("Dana Reyes", ("dana@example.org",)),
    ]
    assert [(one.name, one.proof, one.completed_on) for one in plan.roster.certificates] == [
        ("Concussion Awareness", Proof.NO, None),
        ("Concussion Awareness", Proof.VERIFIED, date(2026, 7, 30)),
    ]
    with pytest.raises(Unclear, match="--map"):
        plan_import(paths, Roster(), new_key=keys(), now=NOW)


def test_a_mapping_with_a_mistake_is_refused_with_the_place(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text('kind = "ours"\ntitle = "x"\nrank = "low"\nneeds = []\ncolumns = {}\n', encoding="utf-8")
    with pytest.raises(ImportRefused, match=r"ours\.toml.*rank"):
        read_files([SAMPLES / "boxes.csv"], Answers(mapping=own))


def test_columns_that_nobody_knows_are_named_in_the_plan(tmp_path: Path) -> None:
    header = "Team,First Name,Last Name,Concussion,a1,a2,a3,a4,a5"
    notes = planned(tmp_path, f"{header}\n08U-B01,Ann,Fox,7/3/2026,,,,,\n").notes
    told = "nothing is read from the columns Concussion, a1, a2, a3, a4 and 1 more (--explain lists them)."
    assert f"file.csv: {told}" in notes


@pytest.mark.parametrize(
    ("first", "last", "column", "reason"),
    [
        ("Bea", "#DIV/0!", "Last Name", "Bea has no last name"),
        ("Bea", "", "Last Name", "Bea has no last name"),
        ("Bea", "Re\u202eyes", "Last Name", "characters that can't be seen are left out"),
        ("B\x07ea", "Reyes", "First Name", "characters that can't be seen are left out"),
    ],
)
def test_a_name_that_is_cut_or_has_hidden_characters_in_it_is_listed_with_its_place(
    tmp_path: Path, first: str, last: str, column: str, reason: str
) -> None:
    odd = planned(tmp_path, f"Team,First Name,Last Name\n08U-B01,{first},{last}\n").odd
    assert [(one.line, one.column, one.reason) for one in odd] == [(2, column, reason)]


def test_a_header_that_stands_on_each_page_is_nobody(tmp_path: Path) -> None:
    text = "Team,First Name,Last Name\nT1,Dana,Reyes\nTeam,First Name,Last Name\nT2,Ana,Team\n"
    plan = planned(tmp_path, text)
    assert [(one.line, one.reason) for one in plan.rejected] == [(3, "the header once more")]
    assert [one.name for one in plan.roster.people.values()] == ["Dana Reyes", "Ana Team"]
    assert (plan.files[0].rows.read, plan.files[0].rows.new) == (3, 2)


def test_a_coach_below_a_team_that_is_written_once_is_listed(tmp_path: Path) -> None:
    """Whether it is the team above is for a person to say."""
    text = "Team,First Name,Last Name\nT1,Dana,Reyes\n,Luis,Ortiz\nTBD,Ana,Cruz\n,,\nT2,Tom,Stone\n,Max,New\n"
    plan = planned(tmp_path, text)
    assert [(one.line, one.column, one.reason[:24]) for one in plan.odd] == [
        (3, "Team", "no team stands here; if "),
        (7, "Team", "no team stands here; if "),
    ]
    assert "T2 from above" in plan.odd[1].reason


def test_two_people_in_one_cell_are_listed(tmp_path: Path) -> None:
    text = (
        "Team,Coach\nT1,Luis Ortiz & Ana Cruz\nT2,Tom and Ann Stone\nT3,Andy Sandoval\nT4,Mary-Ann O'Brien\n"
    )
    plan = planned(tmp_path, text)
    assert [(one.line, one.value) for one in plan.odd] == [
        (2, "Luis Ortiz & Ana Cruz"),
        (3, "Tom and Ann Stone"),
    ]
    assert "give each a row of their own" in plan.odd[0].reason


def test_a_row_that_lacks_cells_is_read_and_listed(tmp_path: Path) -> None:
    """A lost comma moves what stands behind it; a header that ends in blank columns lacks nothing."""
    sheet = tmp_path / "teams.csv"
    rows = ["Dana,Reyes,T1,d@x.org,505-555-0101", "Luis,Ortiz,T1 l@x.org,505-555-0102"]
    sheet.write_text("\n".join(["First Name,Last Name,Team,Email,Phone,,", *rows]) + "\n", encoding="utf-8")
    plan = plan_import([sheet], Roster(), new_key=keys(), now=NOW)
    assert [(one.line, one.column, one.reason) for one in plan.odd if "cells" in one.reason] == [
        (3, "Phone", "the row has 4 cells, the header 5: what it lacks counts as empty")
    ]
    assert plan.people.new == 2


def test_what_each_column_was_taken_for_is_explained() -> None:
    lines = explain(read_files([SAMPLES / "licenses.csv"]))
    assert (
        lines[0] == "licenses.csv: Association Platform AdminLicenseGrade (admin-licenses), header in line 1"
    )
    taken = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[1:]}
    assert taken["Admin_ID"] == "known, not stored"
    assert taken["AdminID"] == "id"
    assert taken["Risk_Submit_Date"] == "date of the certificate in LicenseLevel"


def test_progress_goes_from_nothing_to_almost_all_and_can_stop_the_import(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    rows = "Team,First Name,Last Name\n" + "".join(f"10U-1,Dana,Reyes{number}\n" for number in range(4500))
    planned(tmp_path, rows, progress=lambda words, share: told.append((words, share)))
    assert told[0] == ("Reading file.csv", 0.0)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0.2 < shares[2] < 0.6 < shares[-1] < 1

    def stop(words: str, share: float) -> None:
        if share:
            raise Stopped(words)

    with pytest.raises(Stopped, match="Reading"):
        planned(tmp_path, rows, progress=stop)


def test_a_mapping_that_names_neither_people_nor_teams_reads_nothing(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        'kind = "ours"\ntitle = "x"\nrank = 3\nneeds = ["first"]\n[columns]\nfirst = ["First"]\nemail = ["Mail"]\n',
        encoding="utf-8",
    )
    with pytest.raises(ImportRefused, match="is missing"):
        planned(tmp_path, "First,Mail\nDana,d@x.org\n", said=Answers(mapping=own))
