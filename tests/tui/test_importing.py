"""Importing on the screen: files found, dropped or typed, a plan that is read and confirmed, and its undo."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from textual import events

from checkin.domain.commands import CheckIn, Recorded, RecordEvidence
from checkin.domain.region_text import region_104
from checkin.store import Season
from checkin.tui.screens import files as files_screen
from checkin.tui.screens.importing import ImportPage, ProgressPage
from tests.conftest import TONIGHT
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_pictures import compare

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Downloads folder with the region's exports, the only place that is looked into."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    for number, name in enumerate(["boxes.csv", "credentials.xlsx", "volunteers.csv"]):
        shutil.copy(SAMPLES / name, folder / name)
        at = datetime(2026, 8, 25, 12, number).timestamp()  # noqa: DTZ001  as the laptop shows it
        os.utime(folder / name, (at, at))
    monkeypatch.setattr(files_screen, "likely_folders", lambda: [("Downloads", folder)])
    monkeypatch.setattr(ImportPage, "TOO_SOON", 0)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A season into which nothing was imported yet."""
    rules = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    return Season.create(tmp_path / "empty", region_104(rules, TONIGHT.date())).path


async def shows(at: Table, words: str) -> None:
    await at.until_told(words)


@pytest.mark.usefixtures("downloads")
async def test_an_empty_season_says_how_to_begin_and_three_files_are_read_by_a_few_keys(
    table: Open, empty: Path
) -> None:
    async with table(NARROW, path=empty) as at:
        await shows(at, "Press Ctrl+F")
        await at.press("ctrl+f")
        await shows(at, "volunteers.csv")
        await at.press("enter", "down", "enter", "down", "enter")
        await shows(at, "Read the 3 files marked")
        await at.press("ctrl+f")
        await shows(at, "The plan: nothing has changed yet")
        await shows(at, "12 new")
        assert not at.desk.roster.people
        await at.press("enter")
        await shows(at, "In force now: 12 people")
        assert at.app.screen is at.app.table
        assert {one.file for one in at.desk.roster.sources} == {
            "boxes.csv",
            "credentials.xlsx",
            "volunteers.csv",
        }
        await at.type("reyes")
        await shows(at, "Dana Reyes")


async def planned(at: Table, *paths: Path) -> None:
    """Drop files on the window, and read them."""
    await at.press("ctrl+f")
    await shows(at, "Import the region's files")
    await planned_now(at, *paths)


async def planned_now(at: Table, *paths: Path) -> None:
    """Drop files on the list of files, and read them."""
    at.app.post_message(events.Paste(" ".join(f"'{one}'" for one in paths)))
    await shows(at, "marked and show the plan")
    await at.press("ctrl+f")


async def test_files_dropped_on_the_window_are_marked_whatever_their_names(
    table: Open, empty: Path, downloads: Path
) -> None:
    odd = downloads.parent / "it's 100% [mine] ünï.csv"
    shutil.copy(SAMPLES / "volunteers.csv", odd)
    async with table(WIDE, path=empty) as at:
        await at.press("ctrl+f")
        at.app.post_message(events.Paste(str(odd).replace("'", "\\'").replace(" ", "\\ ")))
        await at.settle()
        await shows(at, "✔ it's 100% [mine] ünï.csv")
        at.app.post_message(events.Paste(f"file://{downloads}/boxes.csv\n"))
        await at.settle()
        await shows(at, "the 2 files marked")


async def test_files_of_a_slow_stick_that_come_after_the_page_has_gone_do_no_harm(
    table: Open, empty: Path, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slow() -> list[tuple[str, Path]]:
        goes_on.wait(20)
        return [("stick", downloads)]

    monkeypatch.setattr(files_screen, "likely_folders", slow)
    async with table(NARROW, path=empty) as at:
        await at.press("ctrl+f")
        await at.press("escape")
        assert at.app.screen is at.app.table
        goes_on.set()
        await at.app.workers.wait_for_complete()
        await at.settle()
        assert not at.app._exit


async def test_a_typed_path_is_marked_a_folder_is_listed_and_a_wrong_one_is_said(
    table: Open, empty: Path, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_screen, "likely_folders", list)
    async with table(WIDE, path=empty) as at:
        await at.press("ctrl+f")
        await shows(at, "No table and no calendar")
        await at.press("enter", "ctrl+f")
        await shows(at, "No file is marked")
        await at.type(str(downloads / "nothing.csv"), "enter")
        await shows(at, "There is no file")
        await at.press("escape")
        await at.type(str(downloads), "enter")
        await shows(at, "credentials.xlsx")
        await at.type(str(downloads / "boxes.csv"), "enter")
        await shows(at, "Read the file marked")


async def test_a_path_that_is_pasted_and_then_entered_is_read(
    table: Open, empty: Path, downloads: Path
) -> None:
    async with table(NARROW, path=empty) as at:
        await at.press("ctrl+f")
        await shows(at, "Import the region's files")
        at.app.post_message(events.Paste(str(downloads / "boxes.csv")))
        await shows(at, "marked and show the plan")
        await at.press("enter")
        await shows(at, "The plan: nothing has changed yet")


async def test_an_import_that_is_broken_is_said_with_the_file_and_the_others_stay_marked(
    table: Open, empty: Path, downloads: Path
) -> None:
    (downloads / "broken.xlsx").write_bytes((SAMPLES / "credentials.xlsx").read_bytes()[:2000])
    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "broken.xlsx", downloads / "boxes.csv")
        await shows(at, "broken.xlsx: This workbook is damaged")
        await shows(at, "Read the 2 files marked")
        assert not at.desk.season.path.joinpath("log").is_dir() or not len(at.desk.night)


LICENSES = "AdminID,First_Name,Last_Name,LicenseLevel,Risk_Submit_Date\n"
UNKNOWN = (
    "Mannschaft;Vorname;Nachname;Handy\n12UG-07;Jörg;Weiß;505 555 0199\n12UG-08;Anna;Groß;505 555 0198\n"
)


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


BARE = "12UG-07;Jörg;Weiß;505 555 0199\n12UG-08;Anna;Groß;505 555 0198\n"


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
    (kept,) = (empty / "mappings").glob("*.toml")
    assert certificates in kept.read_text(encoding="utf-8")
    assert at.desk.roster.certificates


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


async def test_a_scan_over_any_step_opens_its_card_presses_nothing_and_the_import_waits(
    table: Open, downloads: Path
) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        before = at.desk.roster

        async def opens_the_card() -> None:
            await at.scan(at.code(key), "enter ctrl+j")
            await at.until(lambda: at.app.screen is at.app.table)
            await shows(at, at.name(key))
            assert at.desk.roster is before
            assert at.desk.counts().arrived == 0
            await at.press("escape")

        await at.press("ctrl+f")
        await opens_the_card()
        await planned(at, downloads / "boxes.csv")
        await shows(at, "The plan")
        await opens_the_card()
        await at.press("ctrl+f")
        await shows(at, "The plan: nothing has changed yet")
        await at.press("escape")
        await shows(at, "Read the file marked")
        await opens_the_card()


async def test_a_plan_that_is_ready_behind_a_card_says_so(
    table: Open, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checkin.desk import Desk

    goes_on = threading.Event()
    plan_of = Desk.plan_import

    def slow(desk: Desk, *files: Any, **options: Any) -> Any:
        goes_on.wait(20)
        return plan_of(desk, *files, **options)

    monkeypatch.setattr(Desk, "plan_import", slow)
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await planned(at, downloads / "boxes.csv")
        await shows(at, "Esc stops it")
        await at.scan(at.code(key), "enter ctrl+j")
        await shows(at, at.name(key))
        goes_on.set()
        await shows(at, "The import is ready to be looked at: ^F.")
        await shows(at, at.name(key))
        await at.press("ctrl+f")
        await shows(at, "The plan: nothing has changed yet")


async def test_an_enter_that_comes_too_soon_confirms_no_plan(
    table: Open, empty: Path, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportPage, "TOO_SOON", 60)
    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "boxes.csv")
        await shows(at, "The plan")
        await at.press("enter", "enter")
        await shows(at, "The plan")
        assert not at.desk.roster.teams


async def test_the_latest_import_is_taken_back_on_the_screen_and_what_was_recorded_stays(
    table: Open, downloads: Path
) -> None:
    async with table(WIDE) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        at.desk.do(CheckIn(key))
        people = len(at.desk.roster.people)
        await planned(at, downloads / "volunteers.csv")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "^F takes it back")
        assert len(at.desk.roster.people) > people
        await at.press("ctrl+f")
        await shows(at, "Take back: the latest import of")
        await at.press("pagedown", "enter")
        await shows(at, "Take the latest import back?")
        await at.press("enter")
        assert len(at.desk.roster.people) > people
        await at.press("pagedown", "enter")
        await shows(at, "Take the latest import back?")
        await at.press("down", "enter")
        await shows(at, f"In force now: {people} people")
        assert len(at.desk.roster.people) == people
        assert at.desk.card(key).arrived


EXPORT = "Volunteer First Name,Volunteer Last Name,Association Volunteer ID,Division Name,Team Name,Volunteer Role\n"
STATUS = "Admin ID,Admin Alt ID,First Name,Last Name,Concussion Awareness Verified,Concussion Awareness Verified Date\n"


async def test_an_export_in_the_middle_of_the_evening_is_read_on_the_screen_with_what_was_recorded(
    table: Open, empty: Path, downloads: Path
) -> None:
    """A coach who moved, the box that was given before, and certificates that were shown."""
    export, status, boxes = (downloads / f"{name}.csv" for name in ("export", "status", "boxes"))
    both = (
        "{},Reyes,70123456,12U Girls,{},Head Coach\nLuis,Ortiz,70123457,12U Girls,12UG-01,Assistant Coach\n"
    )
    export.write_text(EXPORT + both.format("Dana", "12UG-01"), encoding="utf-8")
    boxes.write_text("Team,Shelf,Box\n12UG-01,C3,47\n12UG-02,C4,48\n", encoding="utf-8")
    async with table(WIDE, path=empty) as at:
        await planned(at, export, boxes)
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now: 2 people")
        dana, luis = (key for key, one in sorted(at.desk.roster.people.items(), key=lambda one: one[1].first))
        for person in (dana, luis):
            shown = RecordEvidence(person, "concussion", "CDC Concussion", date(2026, 8, 1))
            assert isinstance(at.desk.do(shown), Recorded)
        at.desk.do(CheckIn(dana))
        export.write_text(EXPORT + both.format("Dana", "12UG-02"), encoding="utf-8")
        rows = ",70123456,Dana,Reyes,Y,8/1/2026\n,70123457,Luis,Ortiz,N,\n"
        status.write_text(STATUS + rows, encoding="utf-8")
        for path in (export, status):
            os.utime(path, (TONIGHT.timestamp() + 3600,) * 2)
        await planned(at, export, status)
        await shows(
            at, "Dana Reyes: moved from 12UG-01 to 12UG-02; 12UG-01: roster and box 47 handed to Dana Reyes."
        )
        await shows(at, "That stays so.")
        await shows(at, "Luis Ortiz, CDC Concussion: contradicted (shown Aug 1, 2026")
        await shows(at, "Dana Reyes, CDC Concussion: confirmed (shown Aug 1, 2026)")
        await at.press("enter")
        await shows(at, "^F takes it back")
        await at.type("dana", "down", "enter")
        await shows(at, "HERE since")
        await shows(at, "12UG-02")
        assert not at.desk.card(dana).teams[0].items[0].collected_by
        await at.press("escape")
        await at.type("luis", "down", "enter")
        await shows(at, "12UG-01")
        assert at.desk.card(luis).teams[0].items[0].collected_by


async def test_who_is_missing_is_taken_out_only_when_that_is_chosen(
    table: Open, empty: Path, downloads: Path
) -> None:
    sheet = downloads / "teams.csv"
    sheet.write_text("Team,First Name,Last Name\nT1,Ann,One\nT2,Ben,Two\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, sheet)
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now: 2 people")
        sheet.write_text("Team,First Name,Last Name\nT1,Ann,One\n", encoding="utf-8")
        await planned(at, sheet)
        await shows(at, "Show the plan without the person no longer in the files")
        await shows(at, "Ben Two")
        await at.press("down", "enter")
        await shows(at, "The plan, without 1 person: nothing has changed yet")
        await shows(at, "1 person no longer in the new file, taken out: Ben Two")
        assert len(at.desk.roster.people) == 2
        await at.press("down", "enter")
        await shows(at, "1 person no longer in the new file, kept as they are")
        await at.press("down", "enter")
        await shows(at, "The plan, without 1 person")
        await at.press("enter")
        await shows(at, "In force now: 1 person and 1 team.")


@pytest.mark.usefixtures("downloads")
async def test_a_plan_that_is_made_anew_says_why_and_still_takes_out_who_was_to_be_taken_out(
    table: Open, empty: Path, downloads: Path
) -> None:
    from checkin.desk import Desk

    sheet = downloads / "teams.csv"
    sheet.write_text("Team,First Name,Last Name\nT1,Ann,One\nT2,Ben,Two\n", encoding="utf-8")
    other = Desk.open(empty, desk="B", by="", writer="222222222222")
    other.load()
    other.apply(other.plan_import([sheet]))
    sheet.write_text("Team,First Name,Last Name\nT1,Ann,One\n", encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, sheet)
        await shows(at, "Show the plan without the person")
        await at.press("down", "enter")
        await shows(at, "The plan, without 1 person")
        other.apply(other.plan_import([downloads / "boxes.csv"]))
        await at.press("enter")
        await shows(at, "Somebody else imported since this plan was made. This is the plan made anew.")
        await shows(at, "The plan, without 1 person")
        await at.press("enter")
        await shows(at, "In force now: 1 person")
    other.close()


async def test_an_open_desk_says_whose_data_is_new_and_that_it_was_taken_back(
    table: Open, empty: Path, downloads: Path
) -> None:
    """What this desk said of its own import doesn't stay when another one has taken it back."""
    from checkin.desk import Desk
    from checkin.domain.commands import TakeBackImport

    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "volunteers.csv")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "^F takes it back")
        other = Desk.open(empty, desk="B", by="Luis", clock=at.desk.now, writer="222222222222")
        other.load()
        other.do(TakeBackImport("wrong year"))
        await shows(at, "Desk B (Luis): Taken back: New data from volunteers.csv")
        await shows(at, "In force now: 0 people and 0 teams.")
        assert "^F takes it back" not in at.screen()
        other.apply(other.plan_import([downloads / "boxes.csv"]))
        await shows(at, "Desk B (Luis): New data from boxes.csv. In force now: 0 people")
        other.close()


async def test_another_import_than_the_one_that_was_confirmed_is_never_taken_back(
    table: Open, empty: Path, downloads: Path
) -> None:
    from checkin.desk import Desk

    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "volunteers.csv")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "^F takes it back")
        await at.press("ctrl+f", "pagedown", "enter")
        await shows(at, "Take the latest import back?")
        await shows(at, "This takes back the latest import of volunteers.csv")
        other = Desk.open(empty, desk="B", by="Luis", writer="222222222222")
        other.load()
        other.apply(other.plan_import([downloads / "boxes.csv"]))
        other.close()
        await at.press("down", "enter")
        await shows(at, "look again which one is the latest")
        await shows(at, "Take back: the latest import of boxes.csv")
        assert len(at.desk.night.rosters()) == 2


async def test_a_second_place_for_backups_that_is_missing_is_said_after_the_import(
    table: Open, empty: Path, downloads: Path
) -> None:
    rules = empty / "region.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('backup_to = ""', 'backup_to = "/no/stick"'), encoding="utf-8")
    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "boxes.csv")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now")
        await shows(at, "No copy of the backup in /no/stick")
        await shows(at, "^F takes it back")


async def test_somebody_elses_import_meanwhile_means_a_new_plan_and_none_is_lost(
    table: Open, empty: Path, downloads: Path
) -> None:
    from checkin.desk import Desk

    async with table(NARROW, path=empty) as at:
        await planned(at, downloads / "boxes.csv")
        await shows(at, "The plan")
        other = Desk.open(empty, desk="B", by="", writer="222222222222")
        other.load()
        other.apply(other.plan_import([downloads / "volunteers.csv"]))
        other.close()
        await at.press("enter")
        await at.until(lambda: at.desk.roster.people)
        await shows(at, "The plan: nothing has changed yet")
        await at.press("enter")
        await shows(at, "In force now: 11 people")
        assert {one.shelf for one in at.desk.roster.teams.values()} != {""}


async def test_a_card_on_the_table_follows_an_import_at_another_desk(
    table: Open, empty: Path, downloads: Path
) -> None:
    from checkin.desk import Desk

    sheet = downloads / "teams.csv"
    head = "Team,First Name,Last Name,Role\n"

    def other_desk_imports(team: str) -> None:
        sheet.write_text(f"{head}{team},Zelda,Quartermain,Head Coach\n", encoding="utf-8")
        other = Desk.open(empty, desk="B", by="Luis", writer="222222222222")
        other.load()
        other.apply(other.plan_import([sheet]))
        other.close()

    other_desk_imports("12UG-61")
    async with table(NARROW, path=empty) as at:
        await at.type("zelda", "down", "enter")
        await shows(at, "12UG-61")
        await at.press("enter")
        other_desk_imports("12UG-62")
        await shows(at, "12UG-62")
        await shows(at, "HERE since")


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


async def test_the_start_screen_of_an_empty_season_names_the_import_and_opens_it_after_the_names(
    table: Open, empty: Path, downloads: Path
) -> None:
    async with table(NARROW, path=empty, desk="", by="") as at:
        await shows(at, "This season has no coaches yet.")
        await shows(at, "^F imports the region's files")
        await at.press("ctrl+f")
        await shows(at, "opens then.")
        await at.type("B", "enter")
        await at.type("Jo", "enter")
        await shows(at, "Import the region's files")
        await shows(at, "volunteers.csv")
        await planned_now(at, downloads / "boxes.csv")
        await shows(at, "The plan")
        await at.press("enter")
        await shows(at, "In force now: 0 people")
        assert at.desk.night.rosters()[-1].by == "Jo"


@pytest.mark.usefixtures("downloads")
async def test_the_footer_of_an_empty_season_has_the_import_in_a_narrow_window(
    table: Open, empty: Path, season: Path
) -> None:
    async with table(NARROW, path=empty) as at:
        assert "^F import" in at.screen()
    async with table(NARROW, path=season) as at:
        assert "^F import" not in at.screen()


async def files(at: Table, folder: Path) -> None:  # noqa: ARG001  each play has the same form
    await at.press("ctrl+f")
    await shows(at, "boxes.csv")
    await at.press("enter", "down")


async def plan(at: Table, folder: Path) -> None:
    await planned(at, *(folder / name for name in ("boxes.csv", "credentials.xlsx", "volunteers.csv")))
    await shows(at, "The plan")


async def columns(at: Table, folder: Path) -> None:
    path = folder / "mannschaften.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    await planned(at, path)
    await shows(at, "What are the columns")
    await at.press("down", "right")


async def progress(at: Table, folder: Path) -> None:  # noqa: ARG001  the same
    page = ProgressPage("Reading the files: nothing has changed yet", lambda: None)
    await at.app.push_screen(page)
    await at.settle()
    page.tell("Reading credentials.xlsx", 0.42)
    await at.settle()


async def light_plan(at: Table, folder: Path) -> None:
    await at.press("ctrl+t")
    await plan(at, folder)


async def bare(at: Table, folder: Path) -> None:
    path = folder / "coaches.csv"
    path.write_text(BARE, encoding="utf-8")
    await planned(at, path)
    await shows(at, "the header is")


SHOTS = [
    ("import-files", files, WIDE),
    ("import-files", files, NARROW),
    ("import-plan", plan, WIDE),
    ("import-plan", plan, NARROW),
    ("import-plan-light", light_plan, NARROW),
    ("import-columns", columns, NARROW),
    ("import-bare", bare, NARROW),
    ("import-progress", progress, NARROW),
]


@pytest.mark.parametrize(
    ("name", "play", "size"), SHOTS, ids=lambda value: value if isinstance(value, str) else ""
)
async def test_the_import_looks_as_it_was_approved(
    table: Open,
    empty: Path,
    downloads: Path,
    name: str,
    play: Callable[[Table, Path], Awaitable[None]],
    size: tuple[int, int],
    request: pytest.FixtureRequest,
) -> None:
    async with table(size, path=empty) as at:
        await play(at, downloads)
        svg = at.app.export_screenshot(title="checkin")
    compare(f"{name}-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))
