"""The summary on the screen: every list and evening by keys, any format written, nothing recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn
from checkin.report import FORMATS
from checkin.tui.board_app import BoardApp
from checkin.tui.screens.board import BoardScreen
from checkin.tui.screens.summary import SummaryScreen
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_pictures import compare


async def opened(at: Table) -> None:
    """Check three people in and show the summary."""
    for key in sorted(at.desk.roster.people)[:3]:
        at.desk.do(CheckIn(key))
    await at.press("f10", "f10")
    await at.settle()


async def test_f10_goes_from_the_board_to_the_summary_and_back(table: Open) -> None:
    async with table(NARROW) as at:
        await opened(at)
        assert isinstance(at.app.screen, SummaryScreen)
        assert "Summary · Tue Aug 25, 12U and 14U" in at.screen()
        assert "Counted at 7:00 pm" in at.screen()
        await at.press("f10")
        assert isinstance(at.app.screen, BoardScreen)
        await at.press("f10", "escape")
        assert not at.app.screen.has_class("-page")


async def test_every_list_of_every_evening_is_reached_by_keys(table: Open) -> None:
    async with table(NARROW) as at:
        await opened(at)
        names = []
        for _ in range(40):
            line = next(one for one in at.screen().splitlines() if one.lstrip().startswith("◀"))
            names.append(line.split("◀")[1].split("▶")[0].strip())
            if len(names) > 1 and names[-1] == names[0]:
                break
            await at.press("right")
        assert "Arrivals · 3" in names
        assert names[-3:] == ["Everything recorded", "All evenings", "Overview"]
        await at.press("left", "left")
        assert "checked in" in at.screen()
        await at.press("right", "right")
        shown = []
        for _ in range(6):
            shown.append(at.screen().splitlines()[0].strip())
            await at.press("shift+right")
            await at.settle()
        assert shown[0] == shown[5]
        assert "Summary · Whole season" in shown
        assert len(set(shown)) == 5


async def test_a_list_scrolls_and_the_mouse_chooses_it(table: Open) -> None:
    async with table(WIDE) as at:
        await opened(at)
        await at.pilot.click("#lists", offset=(5, 2))
        await at.settle()
        before = at.screen()
        assert "Division" in before
        await at.press("pagedown")
        assert at.screen() != before


async def test_each_format_is_written_from_the_screen(table: Open, season: Path) -> None:
    async with table(NARROW) as at:
        await opened(at)
        before = len(at.desk.night)
        for steps in range(7):
            await at.press("enter", *["down"] * steps, "enter")
            assert "Wrote annual-coach-meeting-12u-and-14u-2026-08-25." in at.screen()
        assert len(at.desk.night) == before
    files = {one.suffix: one for one in (season / "summary").iterdir()}
    assert set(files) == set(FORMATS.values())
    assert min(one.stat().st_size for one in files.values()) > 1000
    assert json.loads(files[".json"].read_text(encoding="utf-8"))["totals"]["arrived"] == 3


async def test_a_folder_that_is_not_there_is_said_and_another_can_be_typed(
    table: Open, tmp_path: Path
) -> None:
    async with table(NARROW) as at:
        await opened(at)
        await at.press("enter", "ctrl+u")
        await at.type(str(tmp_path / "no" / "night.pdf"), "enter")
        assert "can't be written" in at.screen()
        await at.press("ctrl+u")
        await at.type(str(tmp_path / "night.doc"), "enter")
        assert "Name a file that ends in" in at.screen()
        await at.press("ctrl+u")
        await at.type(str(tmp_path / "night.html"), "enter")
        assert at.app.screen.has_class("-page")
    assert (tmp_path / "night.html").stat().st_size > 1000


async def test_a_scan_over_the_summary_or_its_question_opens_the_card(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await opened(at)
        await at.scan(at.code(key))
        assert at.name(key) in at.screen()
        await at.press("escape", "f10", "f10", "enter")
        await at.scan(at.code(key))
        assert at.app.screen is at.app.table
        assert at.name(key) in at.screen()


async def test_the_summary_is_in_the_palette(table: Open) -> None:
    async with table(NARROW) as at:
        names = [one.title for one in at.app.get_system_commands(at.app.screen)]
        assert {"Board", "Summary"} <= set(names)
        at.app.action_summary()
        await at.settle()
        assert isinstance(at.app.screen, SummaryScreen)


async def test_the_palette_chooses_the_language_of_the_person_on_the_card(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        assert "Language" not in [one.title for one in at.app.get_system_commands(at.app.screen)]
        await at.scan(at.code(key))
        (chosen,) = [one for one in at.app.get_system_commands(at.app.screen) if one.title == "Language"]
        chosen.callback()
        await at.settle()
        assert f"{at.name(key)} is written to in Spanish." in " ".join(at.screen().split())
        chosen.callback()
        await at.settle()
        assert at.desk.night.language(key) == "en"
        await at.press("f8")
        assert at.desk.night.language(key) == "es"


async def test_the_second_screen_shows_the_summary_too(season: Path, clock: Clock) -> None:
    app = BoardApp(lambda: Desk.open(season, desk="board", by="", clock=clock, writer="feedc0ffee01"))
    async with app.run_test(size=NARROW) as pilot:
        while not isinstance(app.screen, BoardScreen):
            await pilot.pause(0.01)
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("enter", "f10", "escape", "f10")
        assert isinstance(app.screen, BoardScreen)


async def summary(at: Table) -> None:
    await opened(at)


async def no_shows(at: Table) -> None:
    await opened(at)
    await at.press("right", "right")


async def save(at: Table) -> None:
    await opened(at)
    await at.press("enter", "down")


async def all_evenings(at: Table) -> None:
    await opened(at)
    await at.press("left")


SHOTS = [
    ("summary", summary, NARROW),
    ("no-shows", no_shows, WIDE),
    ("save", save, NARROW),
    ("evenings", all_evenings, WIDE),
]


@pytest.mark.parametrize(("name", "play", "size"), SHOTS, ids=[name for name, _, _ in SHOTS])
async def test_the_summary_looks_as_it_was_approved(
    table: Open, name: str, play: object, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    async with table(size) as at:
        await play(at)  # type: ignore[operator]
        if name == "save":
            box = at.app.screen.query_one("#path")
            box.put("summary/annual-coach-meeting-12u-and-14u-2026-08-25.xlsx")  # type: ignore[attr-defined]
        svg = at.app.export_screenshot(title="checkin")
    compare(f"{name}-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))


async def test_a_third_item_neither_takes_the_boxes_place_nor_breaks_the_figures(
    table: Open, season: Path
) -> None:
    rules = season / "region.toml"
    kit = '[[items]]\nkey = "first-aid"\nlabel = "First-aid kit"\n\n'
    before, forms, after = rules.read_text(encoding="utf-8").partition('[[items]]\nkey = "concussion-forms"')
    rules.write_text(before + kit + forms + after, encoding="utf-8")
    async with table(NARROW) as at:
        await at.scan(at.code(at.person(teams=1, tonight=True)))
        await at.press("enter")
        await at.scan(at.code(at.person(teams=1, tonight=False)))
        await at.press("enter")
        assert "1 of 203 in + 1   1 of 94 boxes" in at.screen()
        await at.press("f10")
        await at.settle()
        assert "rosters left    boxes left     kits left" in at.screen()
        await at.press("f10")
        await at.settle()
        lines = [one.split() for one in at.screen().splitlines()]
        assert ["12U", "14U", "Total"] in [one[-3:] for one in lines]
        assert ["First-aid", "kit", "given"] in [one[:3] for one in lines]
