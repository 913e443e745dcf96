"""What a volunteer does at the table, by keys, and what she sees."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from checkin.desk import Desk, Found
from checkin.domain.commands import CheckIn, Recorded
from checkin.domain.desk_facts import Arrived
from checkin.store import Disk, Season
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open


async def test_a_scan_opens_the_card_and_records_nothing(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="flagged", teams=1, tonight=True)
        await at.scan(at.code(key))
        seen = at.screen()
        assert at.name(key) in seen
        assert "FLAGGED" in seen
        assert "NOT HERE YET" in seen
        assert "check in, hand over" in seen
        assert at.desk.counts().arrived == 0


async def test_enter_records_arrival_roster_and_box_and_says_so(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        seen = at.screen()
        assert f"7:00 pm  {at.name(key)} checked in." in seen
        assert "HERE since 7:00 pm" in seen
        assert "1 of 203 in" in seen
        assert seen.count("given") == 2
        assert "check in" not in seen.splitlines()[-2]


async def test_f8_takes_the_last_thing_back(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f8")
        seen = at.screen()
        assert "Taken back" in seen
        assert "NOT HERE YET" in seen
        assert "0 of 203 in" in seen
        await at.press("f8")
        assert "nothing that could be taken back" in at.screen()


async def test_a_scanners_own_end_never_confirms(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        for end in ("enter", "ctrl+j", "tab", "enter ctrl+j", "ctrl+j enter"):
            for gap in (0.0, 0.001, 0.03):
                await at.scan(at.code(key), end, gap)
                assert at.name(key) in at.screen()
                assert at.desk.counts().arrived == 0
                await at.press("escape")


async def test_a_scan_without_an_end_is_taken_after_a_pause(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        for letter in at.code(key):
            at.app.table.box.take(letter, at.app.table.box._now())
        await at.until_told(at.name(key))
        assert at.desk.counts().arrived == 0


async def test_120_scans_back_to_back_are_120_cards(table: Open) -> None:
    async with table() as at:
        opened: list[str] = []
        evening = at.app.evening
        assert evening
        original = evening.open

        def count(person: str, found_by: str) -> None:
            opened.append(person)
            original(person, found_by)

        evening.open = count  # type: ignore[method-assign]
        keys = [key for key in sorted(at.desk.roster.people) if at.desk.look_up(at.code(key)) is not None][
            :120
        ]
        burst = "\r".join(at.code(key) for key in keys)
        await at.scan("", "")
        from textual import events

        for letter in [*burst, "\r"]:
            event = events.Key("enter" if letter == "\r" else letter, None if letter == "\r" else letter)
            event.time = 500.0
            at.app.post_message(event)
        await at.settle()
        assert opened == keys


async def test_the_next_scan_over_an_unrecorded_card_says_so(table: Open) -> None:
    async with table() as at:
        one = at.person(standing="clear", teams=1, tonight=True)
        two = at.person(standing="flagged", teams=1, tonight=True)
        await at.scan(at.code(one))
        await at.scan(at.code(two))
        seen = at.screen()
        assert f"{at.name(one)} was not recorded." in seen
        assert at.name(two) in seen
        assert at.desk.counts().arrived == 0


async def test_the_same_scan_twice_is_one(table: Open) -> None:
    async with table() as at:
        one = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(one))
        await at.scan(at.code(one))
        assert "not recorded" not in at.screen()


async def test_whoever_comes_second_sees_where_it_went(table: Open) -> None:
    async with table() as at:
        roster = at.desk.roster
        team = next(
            team
            for team, rows in sorted(roster.by_team.items())
            if len({row.person for row in rows if "Coach" in row.role}) == 2
            and all(len(roster.by_person[row.person]) == 1 for row in rows)
        )
        first, second = [row.person for row in roster.by_team[team] if "Coach" in row.role][:2]
        await at.scan(at.code(first))
        await at.press("enter")
        await at.scan(at.code(second))
        seen = at.screen()
        assert f"to {at.name(first)}" in seen.replace("\n", " ")
        assert "⏎ check in " in seen
        assert "hand over" not in seen
        await at.press("enter")
        assert f"{at.name(second)} checked in." in at.screen()


async def test_a_name_shows_hits_with_reasons_and_a_guess_is_never_opened_by_itself(table: Open) -> None:
    async with table() as at:
        await at.type("garcai")
        seen = at.screen()
        assert "one letter off: Garcia" in seen
        await at.press("enter", "enter")
        assert not at.card()
        assert "▶" not in at.screen()
        assert "Nobody is called exactly that." in at.screen()
        await at.press("down", "enter")
        assert at.card()
        assert "Found by name: ask for an ID." in at.screen()


async def test_enter_on_several_hits_opens_the_list_with_the_best_one_chosen(table: Open) -> None:
    async with table() as at:
        await at.type("garc")
        assert "▶" not in at.screen()
        await at.press("enter")
        assert not at.card()
        assert "▶" in at.screen()
        await at.press("enter")
        assert at.card()


@pytest.mark.parametrize(
    ("typed", "found_by"),
    [("dana reyes", "name"), ("{phone}", "phone"), ("{mail}", "e-mail"), ("{id}", "id")],
)
async def test_how_somebody_was_found_stands_on_the_card_and_in_the_record(
    table: Open, typed: str, found_by: str
) -> None:
    async with table() as at:
        found = at.desk.person("Dana Reyes")
        assert isinstance(found, Found)
        dana = at.desk.roster.people[found.person]
        await at.type(typed.format(phone=dana.phones[0], mail=dana.emails[0], id=dana.ids[0].value))
        await at.press("enter", "enter")
        asked = f"Found by {found_by}: ask for an ID." in at.screen()
        assert asked is (found_by != "id")
        if not at.desk.night.arrivals(dana.key):
            await at.press("enter")
        fact = at.desk.night.arrivals(dana.key)[-1].fact
        assert isinstance(fact, Arrived)
        assert fact.found_by == found_by


async def test_two_people_with_one_name_are_told_apart_by_team_and_phone(table: Open) -> None:
    async with table(NARROW) as at:
        await at.type("maria garcia")
        one, two = [line for line in at.screen().splitlines() if "Maria Garcia" in line]
        apart = [re.search(r"\S+ .*? · …\d{4}", line) for line in (one, two)]
        assert all(apart)
        assert one != two


async def test_a_name_that_comes_as_fast_as_a_scan_is_searched_for(table: Open) -> None:
    async with table() as at:
        await at.scan("garcia", gap=0.0)
        assert "Luis Garcia" in at.screen()
        assert at.card() is None


async def test_typed_text_is_left_out_of_a_scan_over_it(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.type("garc")
        await at.scan(at.code(key))
        assert at.name(key) in at.screen()
        assert at.app.table.box.text == ""


async def test_a_scan_works_from_every_page(table: Open) -> None:
    async with table() as at:
        one = at.person(standing="flagged", teams=1, tonight=True)
        two = at.person(standing="clear", teams=1, tonight=True)
        for page in ("f1", "f9", "f7"):
            await at.scan(at.code(one))
            await at.press(page)
            assert at.app.screen is not at.app.table
            await at.scan(at.code(two))
            assert at.app.screen is at.app.table
            assert at.name(two) in at.screen()
            assert at.desk.counts().arrived == 0


async def test_a_badge_opens_its_coach_and_an_old_one_is_named(table: Open) -> None:
    from checkin.domain.commands import IssueBadge

    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        at.desk.do(IssueBadge(key))
        lost = at.desk.badge(key)
        await at.scan(lost)
        assert "found by code" in at.screen()
        at.desk.do(IssueBadge(key))
        await at.press("escape")
        await at.scan(lost)
        assert "old badge" in at.screen()
        await at.scan(at.desk.badge(key).lower())
        assert "found by code" in at.screen()


NOT_OURS = {
    "99999999": "Nobody in the files has the ID 99999999",
    "https://example.org/x": "web address",
    "C" * 10_000: "too long",
    "CAZFTJ0BD0A8": "mistyped or damaged",
    "]%$!=(/)%$": "not a badge",
}


async def test_a_code_that_is_none_of_ours_is_named_and_nothing_is_recorded(table: Open) -> None:
    async with table() as at:
        before = len(at.desk.night)
        for code, said in NOT_OURS.items():
            await at.scan(code)
            assert said in at.screen().replace("\n", " ")
            assert len(at.desk.night) == before
            assert at.app.table.box.text == ""


async def test_a_name_with_markup_is_shown_as_the_text_it_is(table: Open) -> None:
    async with table() as at:
        key = next(key for key, one in at.desk.roster.people.items() if "[/red]" in one.name)
        await at.type("smith")
        assert "[/red] Smith" in at.screen()
        await at.press("escape")
        await at.scan(at.code(key))
        await at.press("enter")
        assert at.screen().count("[/red] Smith") >= 2
        await at.press("f9")
        assert "[/red] Smith checked in" in at.screen()


async def test_another_programs_record_shows_on_the_open_card(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        other = Desk.open(season, desk="B", by="Luis", clock=clock, writer="0ther0000000")
        other.load()
        assert isinstance(other.do(CheckIn(key)), Recorded)
        other.close()
        await at.until_told("HERE since 7:00 pm, desk B by Luis")
        await at.press("enter")
        assert "already here" in at.screen()


class Full(Disk):
    """A disk without room."""

    def write(self, handle: int, data: bytes) -> None:  # noqa: ARG002  the disk's own signature
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


async def test_a_full_disk_is_said_and_nothing_turns_green(
    table: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        whole = at.desk.season._disk
        broken = Full()
        for log in at.desk.season._logs.values():
            monkeypatch.setattr(log, "_disk", broken)
        at.desk.season._disk = broken
        await at.press("enter")
        seen = at.screen()
        assert "NOT recorded: the disk is full" in seen.replace("\n", " ")
        assert "NOT HERE YET" in seen
        for log in at.desk.season._logs.values():
            monkeypatch.setattr(log, "_disk", whole)
        await at.press("enter")
        assert "HERE since" in at.screen()


async def test_the_start_asks_once_who_sits_there(table: Open) -> None:
    async with table(desk="", by="") as at:
        await at.type("B", "enter")
        await at.type("Luis", "enter")
        assert "desk B · Luis" in at.screen()
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        assert "desk B by Luis" in at.screen()


async def test_a_scan_at_the_start_waits_for_the_names(table: Open) -> None:
    async with table(desk="", by="") as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        assert "First say who sits here" in at.screen()
        await at.press("enter")
        await at.type("Luis", "enter")
        assert at.name(key) in at.screen()


async def test_the_test_code_tries_the_scanner_before_and_after_the_start(table: Open) -> None:
    from checkin.domain.payload import trial_code

    async with table(desk="", by="") as at:
        assert "to try your scanner" in at.screen()
        await at.scan(trial_code())
        assert "The scanner works" in at.screen()
        await at.press("enter")
        await at.type("Luis", "enter")
        assert "The scanner works" not in at.screen()
        before = len(at.desk.night)
        await at.scan(trial_code())
        assert "The scanner works" in at.screen()
        assert len(at.desk.night) == before


async def test_a_small_window_asks_the_names_without_the_test_code(table: Open) -> None:
    async with table((60, 18), desk="", by="") as at:
        assert "your first name" in at.screen()
        assert "scanner" not in at.screen()


async def test_an_empty_season_says_what_to_do_first(table: Open, tmp_path: Path) -> None:
    from importlib import resources

    from checkin.domain.region_text import region_104

    template = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    from datetime import date

    Season.create(tmp_path / "empty", region_104(template, date(2026, 8, 1)))
    async with table(path=tmp_path / "empty") as at:
        assert "This season is still empty." in at.screen()
        assert "checkin import" in at.screen()
        await at.scan("70123456")
        assert "Nobody in the files" in at.screen()


async def test_a_broken_rules_file_is_left_with_a_sentence(season: Path, clock: Clock) -> None:
    from checkin.tui.app import CheckinApp

    text = (season / "region.toml").read_text(encoding="utf-8")
    (season / "region.toml").write_text(text.replace("course_match", "coarse_match"), encoding="utf-8")
    app = CheckinApp(
        lambda: Desk.open(season, desk="A", by="Maria", clock=clock, writer="feedc0ffee01"),
        desk="A",
        by="Maria",
    )
    async with app.run_test(size=NARROW) as pilot:
        for _ in range(100):
            if app._exit:
                break
            await pilot.pause(0.02)
    assert app.return_code == 3


async def test_no_meeting_today_is_said_and_served_all_the_same(table: Open, clock: Clock) -> None:
    clock.advance(days=-40)
    async with table() as at:
        key = at.person(standing="clear", teams=1)
        await at.scan(at.code(key))
        assert "No meeting is planned today" in at.screen()
        await at.press("enter")
        assert "HERE since" in at.screen()


@pytest.mark.parametrize("size", [(40, 10), (20, 5), NARROW, WIDE, (160, 50)])
async def test_every_window_shows_the_verdict_and_takes_the_scan(table: Open, size: tuple[int, int]) -> None:
    async with table(size) as at:
        key = at.person(standing="flagged", teams=1, tonight=True)
        await at.scan(at.code(key))
        if size[1] >= 10:
            assert "FLAGGED" in at.screen()
        await at.press("enter")
        assert at.desk.counts().arrived == 1


async def test_f4_takes_a_certificate_that_is_shown_and_the_flag_turns_provisional(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
        await at.scan(at.code(key))
        await at.press("f4")
        assert "What does" in at.screen()
        await at.press("enter")
        assert "Type the date" in at.screen()
        await at.type("31/31", "enter")
        assert "That is no date" in at.screen()
        await at.press("ctrl+u")
        await at.type("8/1/2026 paper", "enter")
        seen = at.screen()
        assert "provisional" in seen
        assert "ATTENTION" in seen
        assert "(paper)" in seen
        await at.press("f8")
        assert "FLAGGED" in at.screen()


async def test_a_scan_over_the_evidence_page_opens_its_card(table: Open) -> None:
    async with table() as at:
        one = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
        two = at.person(standing="clear", teams=1, tonight=True)
        before = len(at.desk.night)
        await at.scan(at.code(one))
        await at.press("f4")
        await at.scan(at.code(two))
        assert at.name(two) in at.screen()
        assert len(at.desk.night) == before


async def test_f6_records_the_refresher_of_one_and_of_all_who_are_here(table: Open) -> None:
    async with table() as at:
        one = at.person(standing="clear", teams=1, tonight=True)
        two = at.person(standing="flagged", teams=1, tonight=True)
        await at.scan(at.code(one))
        await at.press("enter", "f6")
        assert "✔ Safe Haven refresher Tue Aug 25" in at.screen()
        await at.scan(at.code(two))
        await at.press("enter", "escape")
        assert "refresher for the one here" in at.screen()
        await at.press("f6")
        assert f"{at.name(two)} took the Safe Haven refresher." in at.screen()
        assert at.desk.here() == ()


async def test_an_opening_makes_a_backup_and_a_missing_stick_is_a_quiet_note(
    table: Open, season: Path
) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('backup_to = ""', 'backup_to = "/nowhere"'), encoding="utf-8")
    async with table() as at:
        await at.app.workers.wait_for_complete()
        await at.settle()
        assert len(list((season / "backups").glob("*.zip"))) == 1
        assert [one.message for one in at.app._notifications] == [
            "No copy of the backup in /nowhere: it isn't there, or is full. This laptop has one."
        ]
