"""What an import asks about its files: their kind, their dates, their header and columns."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.tui.conftest import NARROW, WIDE, Open
from tests.tui.importing import BARE, LICENSES, UNKNOWN, columns, planned, shows


async def test_dates_that_could_be_two_things_are_asked_about(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "licenses.csv"
    path.write_text(LICENSES + ",A,One,6U Coach,4/25/2024\n,B,Two,8U Coach,25/4/2024\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "licenses.csv isn't clear")
        await shows(at, "25/4/2024")
        await at.press("down", "enter")
        await shows(at, "The plan: nothing has changed yet")
        await shows(at, "4/25/2024")
        await at.press("enter")
        await shows(at, "In force now: 2 people")


async def test_columns_that_nobody_knows_are_said_once_and_kept_for_the_next_time(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "mannschaften.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "What are the columns of mannschaften.csv?")
        await shows(at, "12UG-07, 12UG-08")
        await at.press("enter")
        await shows(at, "Say what else there is beside the team")
        await at.press("down", "right", "down", "right", "right", "enter")
        await shows(at, "The plan: nothing has changed yet")
        await at.press("enter")
        await shows(at, "In force now: 2 people and 2 teams")
        assert {one.name for one in at.desk.roster.people.values()} == {"Jörg Weiß", "Anna Groß"}
        path.write_text(UNKNOWN + "12UG-09;Max;Groß;\n", encoding="utf-8")
        await planned(at, path)
        await shows(at, "1 new")


async def test_a_table_that_begins_with_data_is_said_by_its_letters_and_kept_for_files_of_its_name(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "coaches 2026.csv"
    path.write_text(BARE, encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "the header is none: the table begins with data")
        await shows(at, "column A 12UG-07, 12UG-08 team")
        await shows(at, "phone")
        await at.press("up", "right")
        await shows(at, "the header is line 1: 12UG-07, Jörg")
        await at.press("left", "down", "down", "right", "down", "right", "right", "enter")
        await shows(
            at, "Its mapping takes column A for team, B for first name, C for last name, D for phone."
        )
        await at.press("enter")
        await shows(at, "In force now: 2 people and 2 teams")
        path.write_text("anything,else\n1,2\n", encoding="utf-8")
        again = downloads / "coaches 2026 (1).csv"
        again.write_text(BARE + "12UG-09;Max;Groß;\n", encoding="utf-8")
        await planned(at, again)
        await shows(at, "1 new")
        assert {one.name for one in at.desk.roster.people.values()} == {"Jörg Weiß", "Anna Groß"}


async def test_a_header_that_was_taken_for_data_can_be_said_after_all(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "coaches.csv"
    path.write_text("Kader 1;Ruf;Familie;Fon\n" + BARE, encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        for step in ("first", "again"):
            await planned(at, path)
            if step == "first":
                await shows(at, "the header is none")
                await at.press("down", "right", "down", "right", "right", "enter")
            await shows(at, "3 rows: ")
            await at.press("enter")
            await shows(at, "In force now: 3 people")
        await planned(at, path)
        await shows(at, "Import this, although it changes nothing")
        await at.press("down", "enter")
        await shows(at, "The columns of coaches.csv")
        await at.press("up", "right", "down", "down", "right", "down", "right", "right", "enter")
        await shows(at, "2 rows: ")
        await at.press("down", "enter")
        await shows(at, "The plan, without 1 person")
        await at.press("enter")
        await shows(at, "In force now: 2 people")
        (kept,) = (empty / "mappings").glob("*.toml")
        assert "Familie" in kept.read_text(encoding="utf-8")
        assert kept.with_name("coaches.toml.before").exists()
        await planned(at, path)
        await shows(at, "2 rows: 0 new, 0 changed, 2 unchanged")


async def test_header_columns_kind_and_plan_are_answered_with_the_mouse_alone(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "coaches.csv"
    path.write_text(BARE, encoding="utf-8")
    async with table(NARROW, path=empty) as at:

        async def click(words: str, times: int = 2) -> None:
            row = next(y for y, line in enumerate(at.screen().split("\n")) if words in line)
            for _ in range(times):
                await at.pilot.click(offset=(6, row))
                await at.settle()

        await click("^F import", 0)
        await planned(at, path)
        await shows(at, "the header is none")
        await click("the header is")
        await shows(at, "the header is line 1: 12UG-07")
        await click("the header is", 1)
        await shows(at, "the header is none")
        await click("column B")
        await click("column C", 3)
        await shows(at, "column C Weiß, Groß last name")
        await at.press("enter")
        await shows(at, "The plan: nothing has changed yet")
        await click("Say what the columns are")
        await shows(at, "The columns of coaches.csv")
        await at.press("escape")
        await shows(at, "The plan")
        await click("Import this", 1)
        await shows(at, "In force now: 2 people and 2 teams")


async def test_the_columns_of_a_file_that_is_known_can_be_said_from_its_plan_and_are_kept(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "boxes.csv"
    path.write_text("Team,Row 1 to 9,Box #\nT1,C3,47\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "Say what the columns are: Row 1 to 9 not read")
        await at.press("down", "enter")
        await shows(at, "The columns of boxes.csv")
        await at.press("escape")
        await shows(at, "The plan")
        await at.press("down", "enter", "down", *["right"] * 11)
        await shows(at, "Row 1 to 9 C3 shelf")
        await at.press("enter")
        await shows(at, "Say what the columns are Back")
        await at.press("enter")
        await shows(at, "In force now: 0 people and 1 team.")
        assert at.desk.roster.teams["T1"].shelf == "C3"
        path.write_text("Team,Row 1 to 9,Box #\nT1,C4,47\n", encoding="utf-8")
        await planned(at, path)
        await shows(at, "T1: shelf C4 box 47, was shelf C3 box 47")


async def test_a_file_of_several_tables_is_asked_about_one_of_them_and_certificates_stay(
    table: Open, empty: Path, downloads: Path
) -> None:
    async with table(WIDE, path=empty) as at:
        await planned(at, downloads / "boxes.csv", downloads / "credentials.xlsx")
        await shows(at, "Say what the columns are")
        await at.press("down", "enter")
        await shows(at, "The columns of which file?")
        await at.press("down", "enter")
        await shows(at, "The columns of credentials.xlsx")
        await shows(at, "a certificate")
        certificates = "AYSOs Safe Haven Verified"
        await at.press("enter")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now")
        assert at.desk.roster.certificates
    (kept,) = (empty / "mappings").glob("*.toml")
    assert certificates in kept.read_text(encoding="utf-8")


async def test_a_sheet_of_a_workbook_that_was_left_out_can_be_taken_in(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "teams.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (
            ("10U", [["Team", "First Name", "Last Name"], ["10U-1", "Dana", "Reyes"]]),
            ("14U", [["Squad", "Who"], ["14U-1", "Luis Ortiz"]]),
        ):
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "Say what the columns are: teams.xlsx [14U] not read")
        await at.press("down", "enter")
        await shows(at, "teams.xlsx [14U], not read so far")
        await at.press("down", "enter")
        await shows(at, "What are the columns of teams.xlsx [14U]?")
        await at.press("down", "right", "right", "right", "enter")
        await shows(at, "teams.xlsx [14U]: a sheet with columns of its own, 1 row")
        await at.press("enter")
        await shows(at, "In force now: 2 people and 2 teams.")
        await planned(at, path)
        await shows(at, "Import this, although it changes nothing")


async def test_a_file_that_could_be_of_two_kinds_is_asked_about_and_can_be_both(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "boxes and coaches.csv"
    path.write_text("Team,Last Name,Shelf,Pages\nT1,One,C3,4\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "What kind of file is this?")
        await at.press("enter")
        await shows(at, "nothing is read from the column Last Name.")
        await at.press("escape")
        await shows(at, "Read the file marked")
        await at.press("ctrl+f")
        await shows(at, "What kind of file is this?")
        await at.press("down", "down", "enter")
        await shows(at, "What are the columns of boxes and coaches.csv?")
        await shows(at, "pages of the roster")
        await at.press("enter")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now: 1 person and 1 team.")
        assert (at.desk.roster.teams["T1"].shelf, at.desk.roster.teams["T1"].pages) == ("C3", 4)


async def test_an_answer_can_be_given_otherwise_after_going_back_to_the_files(
    table: Open, empty: Path, downloads: Path
) -> None:
    path = downloads / "licenses.csv"
    path.write_text(LICENSES + ",A,One,6U Coach,4/25/2024\n,B,Two,8U Coach,25/4/2024\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, path)
        await shows(at, "licenses.csv isn't clear")
        await at.press("enter")
        await shows(at, "licenses.csv: dates are read as month/day/year, as somebody said.")
        await at.press("escape")
        await shows(at, "Read the file marked")
        await at.press("ctrl+f")
        await shows(at, "licenses.csv isn't clear")
        await at.press("down", "enter")
        await shows(at, "dates are read as day/month/year")


async def test_columns_that_were_said_never_overwrite_a_mapping_that_somebody_wrote(
    table: Open, empty: Path, downloads: Path
) -> None:
    mine = empty / "mappings" / "mannschaften.toml"
    mine.parent.mkdir()
    mine.write_text(
        'kind = "x"\ntitle = "x"\nrank = 3\nneeds = ["last"]\n[columns]\nlast = ["Xyz"]\n', encoding="utf-8"
    )
    async with table(NARROW, path=empty) as at:
        await columns(at, downloads)
        await at.press("down", "right", "right", "enter")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now")
    assert "Xyz" in mine.read_text(encoding="utf-8")
    assert "Mannschaft" in mine.with_name("mannschaften-2.toml").read_text(encoding="utf-8")
