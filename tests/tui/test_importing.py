"""Importing on the screen: files found, dropped or typed, and a plan that is read and confirmed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events

from checkin.tui.screens import files as files_screen
from checkin.tui.screens.importing import ImportPage, ProgressPage
from checkin.tui.widgets.line_box import LineBox
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.importing import BARE, SAMPLES, columns, planned, planned_now, shows
from tests.tui.test_pictures import compare


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


async def test_a_file_that_is_listed_and_typed_stands_there_once(
    table: Open, empty: Path, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(downloads)
    async with table(NARROW, path=empty) as at:
        await at.press("ctrl+f")
        await shows(at, "boxes.csv")
        await at.type("../Downloads/boxes.csv", "enter")
        await shows(at, "Read the file marked")
        assert at.screen().count("boxes.csv") == 1


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


@pytest.mark.usefixtures("downloads")
async def test_what_is_pasted_and_is_no_path_stands_in_the_box_once(table: Open, empty: Path) -> None:
    async with table(NARROW, path=empty) as at:
        await at.press("ctrl+f")
        at.app.post_message(events.Paste("team sheet of Dana"))
        await at.settle()
        assert at.app.screen.query_one(LineBox).text == "team sheet of Dana"
