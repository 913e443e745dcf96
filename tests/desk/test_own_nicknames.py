"""A region's own nicknames are read from its folder when the desk opens, and go into its backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.cli import main
from checkin.desk import NICKNAMES, Desk
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
