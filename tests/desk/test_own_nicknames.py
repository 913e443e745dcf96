"""A region's own nicknames are read from its folder when the desk opens, and go into its backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.cli import main
from checkin.desk import NICKNAMES, Desk
from checkin.domain.commands import Refused, TakeBackImport, TakeBackLast
from checkin.domain.evening_commands import WalkIn
from checkin.store import read_backup
from tests.conftest import Clock


def opened(season: Path, clock: Clock) -> Desk:
    desk = Desk.open(season, desk="A", by="Maria", clock=clock, writer="feedc0ffee01")
    desk.load()
    return desk


def test_a_nickname_of_the_regions_own_finds_the_person(season: Path, clock: Clock) -> None:
    (season / NICKNAMES).write_text("Dana = Dunya\n", encoding="utf-8")
    desk = opened(season, clock)
    hit = desk.find("dunya reyes")[0]
    assert (desk.roster.people[hit.person].name, hit.why) == ("Dana Reyes", "Dunya = Dana")
    assert desk.notes == ()
    assert NICKNAMES in read_backup(desk.back_up()[0])
    desk.close()


def test_an_import_and_a_walk_in_go_by_the_regions_own_nicknames(
    season: Path, clock: Clock, tmp_path: Path
) -> None:
    """Zelda is Dunya here, and neither two files nor the desk make two people of her."""
    export, licences = tmp_path / "volunteers.csv", tmp_path / "licences.csv"
    columns = "Volunteer First Name,Volunteer Last Name,Association Volunteer ID,Team Name,Volunteer Role"
    export.write_text(f"{columns}\nZelda,Quibble,70999999,T9,Coach\n", encoding="utf-8")
    columns = "AdminID,AdminAltID,First_Name,Last_Name,Email,LicenseLevel,Risk_Submit_Date"
    licences.write_text(f"{columns}\n,,Dunya,Quibble,,12U Coach,2026-07-01\n", encoding="utf-8")

    def said(desk: Desk) -> tuple[int, bool]:
        """How many new people the files have, and whether a walk-in is asked about first."""
        new = desk.plan_import([export, licences]).people.new
        desk.apply(desk.plan_import([export]))
        answer = desk.do(WalkIn("Dunya Quibble"))
        desk.do(TakeBackLast())
        desk.do(TakeBackImport())
        desk.close()
        return new, isinstance(answer, Refused) and answer.code == "likely-duplicate"

    assert said(opened(season, clock)) == (2, False)
    (season / NICKNAMES).write_text("Zelda = Dunya\n", encoding="utf-8")
    assert said(opened(season, clock)) == (1, True)


def test_a_line_that_cant_be_used_is_told_and_stops_nothing(
    season: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (season / NICKNAMES).write_bytes(b"Dana = Dunya\nJos\xe9 = Pepe\n")
    desk = opened(season, clock)
    assert desk.notes == (
        "nicknames.txt, line 2: 'Jos\ufffd' is not a name; write it like `Guadalupe = Lupe, Pita`.",
    )
    assert desk.find("dunya reyes")[0].why == "Dunya = Dana"
    desk.close()
    monkeypatch.setattr("sys.argv", ["checkin", "--season", str(season), "rules", "check"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 3
    assert "nicknames.txt, line 2" in capsys.readouterr().err


def test_a_new_season_has_a_table_to_write_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    path = tmp_path / "new"
    monkeypatch.setattr("sys.argv", ["checkin", "--season", str(path), "init"])
    with pytest.raises(SystemExit):
        main()
    assert "Guadalupe = Lupe, Pita" in (path / NICKNAMES).read_text(encoding="utf-8")
    assert opened(path, clock).notes == ()
