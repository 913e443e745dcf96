"""What goes back to the region's systems: their columns, and read again it is what was recorded."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checkin.cli import cli
from checkin.desk import Desk
from checkin.domain.people import Proof
from checkin.exchange import Circumstances, plan_import
from tests.conftest import Clock

Run = Callable[..., Result]


@pytest.fixture
def at(season: Path) -> Run:
    def told(*words: str | Path) -> Result:
        line = ["--season", season, "--now", "2026-08-25T19:00:00", "--by", "Maria", "--desk", "A", *words]
        return CliRunner().invoke(cli, [str(one) for one in line])

    return told


def rows(at: Run, what: str, *words: str) -> list[dict[str, str]]:
    told = at("export", what, *words)
    assert told.exit_code == 0
    return list(csv.DictReader(io.StringIO(told.stdout)))


def test_arrivals_and_hand_overs_have_the_columns_of_the_volunteer_details(at: Run) -> None:
    at("record", "arrive", "Dana Reyes")
    (came,) = rows(at, "arrivals")
    assert (came["Volunteer First Name"], came["Volunteer Last Name"]) == ("Dana", "Reyes")
    assert came["Volunteer Role"] == "Head Coach"
    assert came["Team Name"].startswith("12U-B09")
    assert (came["Meeting"], came["Recorded"]) == ("meeting-3", "08/25/2026 07:00:00 PM")
    assert (came["Desk"], came["Recorded By"]) == ("A", "Maria")
    at("record", "collect", "Dana Reyes", "--name", "=Ana", "--relation", "spouse")
    gave = rows(at, "hand-overs")
    assert {one["Item"] for one in gave} == {"Roster", "Uniform box"}
    assert {(one["Handed To"], one["Relation"], one["State"]) for one in gave} == {
        ("'=Ana", "spouse", "given")
    }
    assert {one["Team Name"] for one in gave} == {came["Team Name"]}


def test_what_was_taken_back_is_not_exported(at: Run) -> None:
    at("record", "arrive", "Dana Reyes")
    at("record", "undo", at("log", "--json").stdout.splitlines()[-1].split('"id": "')[1].split('"')[0])
    assert rows(at, "arrivals") == []
    assert at("export", "arrivals").stdout.startswith("Program Name,")


def test_evidence_is_read_again_as_what_was_shown(
    at: Run, season: Path, tmp_path: Path, clock: Clock
) -> None:
    at("record", "evidence", "Dana Reyes", "coach-course", "2026-08-01")
    at("record", "evidence", "Dana Reyes", "coach-course", "2026-08-01", "--by", "José")
    at("record", "field-session", "Dana Reyes", "12u", "2026-08-22")
    at("record", "refresher", "Dana Reyes")
    (shown, done) = rows(at, "evidence")
    assert (shown["CertificateName"], shown["ccVerified"]) == ("12U Coach", "Pending Verification")
    assert (done["CertificateName"], done["ccVerifyDate"]) == (
        "12U Coach Field Session",
        "08/22/2026 12:00:00 AM",
    )
    (refreshed,) = rows(at, "refreshers")
    assert (refreshed["CertificateName"], refreshed["ccVerified"]) == ("Safe Haven Refresher", "Verified")
    path = tmp_path / "evidence.csv"
    assert at("export", "evidence", "-o", path).exit_code == 0
    desk = Desk.open(season, desk="import", by="", clock=clock, writer="111111111111")
    desk.load()
    plan = plan_import(
        [path], desk.roster, known=Circumstances(desk.region), new_key=desk.new_person_key, now=desk.now()
    )
    dana = next(key for key, one in desk.roster.people.items() if one.name == "Dana Reyes")
    fresh = set(plan.roster.held[dana]) - set(desk.roster.held[dana])
    assert {(one.name, one.proof, str(one.completed_on)) for one in fresh if one.proof is Proof.PENDING} >= {
        ("12U Coach", Proof.PENDING, "2026-08-01"),
        ("12U Coach Field Session", Proof.PENDING, "2026-08-22"),
    }
    assert len(plan.roster.people) == len(desk.roster.people)
    desk.close()


def test_another_evening_has_no_rows_and_a_missing_folder_is_said(at: Run, tmp_path: Path) -> None:
    at("record", "arrive", "Dana Reyes")
    assert rows(at, "arrivals", "--meeting", "meeting-1") == []
    assert at("export", "arrivals", "-o", tmp_path / "no" / "a.csv").exit_code == 3
    assert at("export", "nosuch").exit_code == 2
