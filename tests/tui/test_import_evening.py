"""An import in the middle of the evening: beside scans, other desks and what was recorded."""

from __future__ import annotations

import os
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded, RecordEvidence, TakeBackImport
from tests.conftest import TONIGHT
from tests.tui.conftest import NARROW, WIDE, Open
from tests.tui.importing import planned, shows

EXPORT = "Volunteer First Name,Volunteer Last Name,Association Volunteer ID,Division Name,Team Name,Volunteer Role\n"


STATUS = "Admin ID,Admin Alt ID,First Name,Last Name,Concussion Awareness Verified,Concussion Awareness Verified Date\n"


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


async def test_somebody_elses_import_meanwhile_means_a_new_plan_and_none_is_lost(
    table: Open, empty: Path, downloads: Path
) -> None:
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
