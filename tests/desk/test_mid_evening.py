"""An export that arrives in the middle of the evening: what was recorded stays, and every desk has the new data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from checkin.desk import Desk
from checkin.domain.card import ItemState
from checkin.domain.commands import CheckIn, Recorded, RecordEvidence, TakeBackImport
from checkin.domain.region_text import region_104
from checkin.exchange import Plan
from checkin.store import Season
from tests.conftest import TONIGHT, Clock

EXPORT = "Volunteer First Name,Volunteer Last Name,Volunteer Email Address,Association Volunteer ID,Division Name,Team Name,Volunteer Role\n"
BEFORE = EXPORT + (
    "Dana,Reyes,d@x.org,70123456,12U Girls,12UG-01,Head Coach\n"
    "Luis,Ortiz,l@x.org,70123457,12U Girls,12UG-01,Assistant Coach\n"
    "Ana,Cruz,a@x.org,70123458,12U Girls,12UG-02,Head Coach\n"
)
AFTER = EXPORT + (
    "Dana,Reyes,new@x.org,70123456,12U Girls,12UG-02,Head Coach\n"
    "Luis,Ortiz,l@x.org,70123457,12U Girls,12UG-01,Head Coach\n"
    "Max,New,m@x.org,70123459,12U Girls,12UG-03,Head Coach\n"
)
LICENSES = "AdminID,AdminAltID,First_Name,Last_Name,Email,LicenseLevel,Risk_Submit_Date\n"
STATUS = "Admin ID,Admin Alt ID,First Name,Last Name,Concussion Awareness Verified,Concussion Awareness Verified Date,AYSOs Safe Haven Verified,AYSOs Safe Haven Verified Date\n"
BOXES = "team,shelf,box,contents,pages\n12UG-01,C3,47,14 shirts,3\n"


class Evening:
    """Two desks of one season, and files that arrive."""

    def __init__(self, one: Desk, two: Desk, folder: Path, clock: Clock) -> None:
        self.one, self.two, self.folder, self.clock = one, two, folder, clock

    def plan(self, *texts: str, **options: Any) -> Plan:
        paths = []
        for number, text in enumerate(texts):
            kind = "export" if text.startswith(EXPORT) else f"other{number}"
            path = self.folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            os.utime(path, (self.clock().timestamp(), self.clock().timestamp()))
            paths.append(path)
        return self.one.plan_import(paths, **options)

    def take(self, *texts: str, **options: Any) -> Plan:
        plan = self.plan(*texts, **options)
        assert isinstance(self.one.apply(plan), Recorded)
        return plan

    def key(self, first: str) -> str:
        return next(key for key, one in self.one.roster.people.items() if one.first == first)


@pytest.fixture
def evening(tmp_path: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Evening]:
    rules = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    path = Season.create(tmp_path / "season", region_104(rules, TONIGHT.date())).path
    one = Desk.open(path, desk="A", by="Maria", clock=clock, ids=ids, writer="111111111111")
    two = Desk.open(path, desk="B", by="Luis", clock=clock, writer="222222222222")
    for desk in (one, two):
        desk.load()
    yield Evening(one, two, tmp_path, clock)
    one.close()
    two.close()


def test_a_coach_who_moved_is_moved_and_the_box_that_was_given_stays_given(evening: Evening) -> None:
    evening.take(BEFORE, BOXES)
    dana = evening.key("Dana")
    evening.one.do(CheckIn(dana))
    plan = evening.take(AFTER)
    text = "\n".join(plan.lines())
    assert (
        "Dana Reyes: moved from 12UG-01 to 12UG-02; 12UG-01: roster and box 47 handed to Dana Reyes. That stays so."
        in text
    )
    assert "e-mail new@x.org, was d@x.org" in text
    assert "Luis Ortiz: Head Coach of 12UG-01, was Assistant Coach" in text
    card = evening.one.card(dana)
    assert card.arrived
    assert [team.name for team in card.teams] == ["12UG-02"]
    (team,) = evening.one.card(evening.key("Luis")).teams
    assert {one.state for one in team.items} == {ItemState.GIVEN}


SHEET = "First Name,Last Name,Division,Team,Role,Email\n"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            ("12U,T1,Head Coach", "12U,T1,Referee"),
            ("12U,T1,Referee", "12U,T1,Head Coach"),
            "",
        ),
        (
            ("12U,T1,Head Coach", "12U,T1,Referee"),
            ("12U,T1,Head Coach",),
            "Head Coach of T1, was Head Coach and Referee",
        ),
        (("12U,T1,Head Coach",), ("10U,T1,Head Coach",), "T1 for 10U, was 12U"),
        (("12U,,Referee",), ("14U,,Referee",), "moved from 12U to 14U"),
        (("12U,,Head Coach",), ("12U,T1,Head Coach",), "moved from 12U to T1"),
        (("12U,,Head Coach",), ("12U,,Referee",), "Referee of 12U, was Head Coach"),
        (("12U,T1,Head Coach",), ("12U,T1,Head Coach,b@x.org",), "e-mail b@x.org, was none"),
    ],
)
def test_whoever_counts_as_changed_is_listed_with_what_is_different(
    evening: Evening, before: tuple[str, ...], after: tuple[str, ...], told: str
) -> None:
    """Roles beside each other on one team, and those of a division without a team, are told as well."""
    texts = [SHEET + "".join(f"Dana,Reyes,{one}\n" for one in rows) for rows in (before, after)]
    evening.take(texts[0])
    plan = evening.plan(texts[1])
    listed = [one for one in plan.changed if one.what == "person"]
    assert plan.people.changed == len(listed) == bool(told)
    assert [one.told for one in listed] == ([(told,)] if told else [])


def test_who_is_missing_is_listed_and_who_is_new_is_named(evening: Evening) -> None:
    evening.take(BEFORE)
    text = "\n".join(evening.take(AFTER).lines())
    assert "1 person new:\n  Max New: 12UG-03, Head Coach" in text
    assert "1 person no longer in the new file, kept as they are:\n  Ana Cruz" in text
    assert evening.key("Ana")


def test_whoever_is_to_be_taken_out_stays_when_something_is_recorded_of_them(evening: Evening) -> None:
    """Otherwise the night would tell of somebody whom nobody can name."""
    evening.take(BEFORE + "Pat,Jones,p@x.org,70123480,12U Girls,12UG-09,Head Coach\n", BOXES)
    ana = evening.key("Ana")
    evening.one.do(CheckIn(ana))
    plan = evening.take(AFTER, remove_gone=True)
    text = "\n".join(plan.lines())
    taken_out = "taken out:\n  Pat Jones (Sports Connect Volunteer Details)\n"
    assert f"1 person no longer in the new file, {taken_out}" in text
    told = text.partition(
        "kept for what is recorded of them:\n  Ana Cruz (Sports Connect Volunteer Details): "
    )[2]
    assert told.startswith("Ana Cruz checked in. 12UG-02: roster and")
    assert {one.first for one in evening.one.roster.people.values()} == {"Dana", "Luis", "Max", "Ana"}
    assert evening.one.card(ana).arrived


def test_whoever_leaves_the_export_and_is_in_another_new_file_is_the_same_person_still(
    evening: Evening,
) -> None:
    evening.take(BEFORE)
    ana = evening.key("Ana")
    status = STATUS + "11111-000003,70123458,Ana,Cruz,Y,8/3/2026,N,\n"
    plan = evening.take(AFTER, status, remove_gone=True)
    assert [one.name for one in plan.changed if one.new and one.what == "person"] == ["Max New"]
    assert evening.key("Ana") == ana
    assert evening.one.card(ana).teams == ()


def test_an_arrival_stays_when_its_import_is_taken_back_and_the_right_file_comes_after(
    evening: Evening,
) -> None:
    """Also when it was the season's first import, and when a later one was taken back in between."""
    evening.take(BEFORE, BOXES)
    dana = evening.key("Dana")
    evening.one.do(CheckIn(dana))
    evening.take(AFTER)
    evening.one.do(CheckIn(evening.key("Max")))
    evening.one.do(TakeBackImport())
    evening.one.do(TakeBackImport())
    assert not evening.one.roster.people
    plan = evening.take(AFTER, BOXES)
    assert plan.people.new == 3
    assert evening.one.card(evening.key("Dana")).arrived
    assert evening.one.card(evening.key("Max")).arrived
    assert not evening.one.card(evening.key("Luis")).arrived
    assert evening.one.counts().arrived == 2


def test_data_that_was_taken_back_and_is_gone_hinders_no_import(evening: Evening) -> None:
    evening.take(BEFORE)
    evening.one.do(TakeBackImport())
    for path in evening.one.season.path.glob("roster-*.json"):
        path.unlink()
    evening.take(AFTER)
    assert evening.key("Max")


def test_every_open_desk_has_the_new_data_and_what_it_recorded_meanwhile(evening: Evening) -> None:
    evening.take(BEFORE)
    assert evening.two.catch_up()
    evening.two.do(CheckIn(evening.key("Luis")))
    evening.take(AFTER)
    assert evening.two.catch_up()
    assert evening.two.find("max new")[0].exact
    assert evening.two.roster == evening.one.roster
    assert evening.one.card(evening.key("Luis")).arrived


def test_the_plan_says_which_certificates_that_were_shown_the_files_confirm_or_contradict(
    evening: Evening,
) -> None:
    evening.take(BEFORE)
    shown = [
        ("Dana", "concussion", "CDC Concussion", date(2026, 8, 1)),
        ("Luis", "concussion", "CDC Concussion", date(2026, 8, 2)),
        ("Ana", "concussion", "CDC Concussion", date(2026, 8, 3)),
        ("Dana", "coach-course", "12U Coach", date(2026, 7, 4)),
        ("Luis", "coach-course", "12U Coach", date(2026, 7, 5)),
    ]
    for first, requirement, name, day in shown:
        assert isinstance(
            evening.one.do(RecordEvidence(evening.key(first), requirement, name, day)), Recorded
        )
    evening.clock.advance(hours=1)
    status = STATUS + (
        "11111-000001,70123456,Dana,Reyes,Y,8/1/2026,N,\n"
        "11111-000002,70123457,Luis,Ortiz,N,,N,\n"
        "11111-000003,70123458,Ana,Cruz,N,8/3/2026,N,\n"
    )
    licenses = LICENSES + ",70123456,Dana,Reyes,,12U Coach,7/11/2026\n"
    plan = evening.take(status, licenses)
    assert {(one.name, one.certificate, one.verdict.value) for one in plan.evidence} == {
        ("Dana Reyes", "CDC Concussion", "confirmed"),
        ("Dana Reyes", "12U Coach", "confirmed with another date"),
        ("Luis Ortiz", "CDC Concussion", "contradicted"),
        ("Luis Ortiz", "12U Coach", "not in the files yet"),
        ("Ana Cruz", "CDC Concussion", "waits for an administrator"),
    }
    told = "\n".join(plan.lines())
    assert (
        "Luis Ortiz, CDC Concussion: contradicted (shown Aug 2, 2026, the newer file says that it is not held)"
        in told
    )
    assert "shown Jul 4, 2026, the file says Jul 11, 2026" in told
    states = {one.key: one.state.value for one in evening.one.card(evening.key("Dana")).teams[0].requirements}
    assert states["concussion"] == "met"


def test_files_without_credentials_say_nothing_of_what_was_shown(evening: Evening) -> None:
    evening.take(BEFORE)
    evening.one.do(RecordEvidence(evening.key("Dana"), "concussion", "CDC Concussion", date(2026, 8, 1)))
    assert [one.verdict.value for one in evening.take(AFTER).evidence] == []


def test_what_is_in_a_box_and_how_many_pages_a_roster_has_come_from_the_list_to_the_card(
    evening: Evening,
) -> None:
    evening.take(BEFORE, BOXES)
    (team,) = evening.one.card(evening.key("Dana")).teams
    assert (team.shelf, team.box) == ("C3", "47")
    assert {one.key: one.inside for one in team.items} == {"roster": "3 pages", "uniform-box": "14 shirts"}
    evening.clock.advance(hours=1)
    sheet = "Team Name,Roster Pages\n12UG-01,4\n12UG-02,1\n"
    plan = evening.take(sheet)
    assert "12UG-01: 12U Girls, shelf C3 box 47, 14 shirts, 4 pages, was" in "\n".join(plan.lines())
    (team,) = evening.one.card(evening.key("Dana")).teams
    assert (team.box, team.items[0].inside) == ("47", "4 pages")


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//region//calendar//EN
BEGIN:VEVENT
UID:1
SUMMARY:Coach Meeting 12U
DTSTART;TZID=America/Denver:20260825T180000
DTEND;TZID=America/Denver:20260825T200000
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_of_the_calendar_is_the_meeting_that_an_arrival_belongs_to(evening: Evening) -> None:
    path = evening.folder / "meetings.ics"
    path.write_text(CALENDAR, encoding="utf-8")
    evening.take(BEFORE)
    assert isinstance(evening.one.apply(evening.one.plan_import([path])), Recorded)
    meeting = evening.one.meeting(evening.key("Dana"))
    assert meeting
    assert (meeting.title, meeting.on, meeting.divisions) == (
        "Coach Meeting 12U",
        date(2026, 8, 25),
        ("12U",),
    )
    evening.one.do(CheckIn(evening.key("Dana")))
    assert evening.one.counts().arrived == 1
