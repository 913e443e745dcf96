"""The region's calendar: meetings and field sessions as it publishes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn
from checkin.exchange import Circumstances, ImportRefused, Plan, plan_import
from tests.conftest import Clock

SAMPLE = Path(__file__).parent.parent / "samples" / "meetings.ics"
GOLDEN = Path(__file__).parent.parent / "samples" / "golden" / "meetings.txt"


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Desk:
    opened = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    opened.load()
    return opened


def planned(desk: Desk, path: Path) -> Plan:
    return plan_import(
        [path], desk.roster, known=Circumstances(desk.region), new_key=desk.new_person_key, now=desk.now()
    )


def test_the_plan_says_what_each_entry_was_taken_for(desk: Desk) -> None:
    assert "\n".join(planned(desk, SAMPLE).lines()) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_every_entry_of_the_year_is_used_or_listed(desk: Desk) -> None:
    read = planned(desk, SAMPLE).calendars[0]
    assert read.entries == len(read.meetings) + len(read.sessions) + len(read.left) == 10


def test_a_calendar_of_another_year_is_refused_and_says_which_year_is_wanted(
    desk: Desk, tmp_path: Path
) -> None:
    old = tmp_path / "old.ics"
    old.write_text(SAMPLE.read_text(encoding="utf-8").replace("=2026", "=2019").replace(":2026", ":2019"))
    with pytest.raises(ImportRefused, match="nothing in 2026, the season's year"):
        planned(desk, old)


def test_times_are_the_regions_whatever_zone_the_calendar_is_in(desk: Desk) -> None:
    second = planned(desk, SAMPLE).calendars[0].meetings[1]
    assert (second.on, second.starts, second.ends) == (date(2026, 8, 27), time(18, 30), time(20, 0))
    assert second.divisions == ("6U", "8U")


def test_an_imported_calendar_takes_the_place_of_the_rules_dates_and_keeps_who_is_here(desk: Desk) -> None:
    person = next(iter(desk.roster.people))
    desk.do(CheckIn(person))
    before = (len(desk.roster.people), len(desk.roster.sightings))
    desk.apply(planned(desk, SAMPLE))
    assert desk.region.sessions[0].on == date(2026, 8, 22)
    assert desk.region.sessions[0].place == "Bullhead Park"
    meeting = desk.meeting()
    assert meeting
    assert meeting.title == "Annual Coach Meeting 10U - 14U"
    assert desk.card(person).arrived
    assert (len(desk.roster.people), len(desk.roster.sightings)) == before


def test_the_calendar_stays_when_people_are_imported_after_it(desk: Desk) -> None:
    desk.apply(planned(desk, SAMPLE))
    desk.apply(planned(desk, SAMPLE.with_name("team-sheet.csv")))
    assert len(desk.roster.meetings) == 2
    assert "meetings.ics" in {one.file for one in desk.roster.sources}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no iCalendar file"),
        ("Team,First\n", "no iCalendar file"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "damaged"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_in_a_sentence(
    desk: Desk, tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "bad.ics"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused, match=told):
        planned(desk, path)


def test_an_entry_whose_date_cant_be_read_is_listed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.ics"
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Coach Meeting 8U", "DTSTART:yesterday"]
    path.write_text("\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]), encoding="utf-8")
    assert planned(desk, path).calendars[0].left == ("Coach Meeting 8U: its date can't be read",)


def test_names_in_a_calendar_lose_their_control_characters(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.ics"
    text = SAMPLE.read_text(encoding="utf-8").replace("Bullhead", "Bull\x1b[31mhead\u202e")
    path.write_text(text, encoding="utf-8")
    assert planned(desk, path).calendars[0].sessions[0].place == "Bull[31mhead Park"
