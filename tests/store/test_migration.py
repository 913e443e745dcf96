"""A season that an older program wrote opens as it is: backed up first, never rewritten, and carried on beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checkin.cli import cli
from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded
from checkin.store import Disk, NotRecorded, Season, TooNew, TooOld, back_up, read_backup, season_files
from checkin.store.schema import EVENT_STEPS, ROSTER_STEPS, SCHEMA, Record, Tables
from tests.conftest import Clock
from tests.store.wrecks import Recorder, lay, wrecks

SEASONS = Path(__file__).parents[1] / "samples" / "schemas"
"""A season as each schema wrote it; schema 0 is made up, so that there is an older one."""


def event_of_schema_0(record: Record) -> Record:
    """Return how a record of the made-up schema 0 is one of schema 1: other words for the same facts."""
    names = {"who": "person", "thing": "item", "file": "roster", "ids": "events"}
    new = {names.get(name, name): value for name, value in record.items() if name != "what"}
    kinds = {"data": "imported", "came": "arrived", "took": "handed-over", "no": "undone"}
    if new.get("item") == "box":
        new["item"] = "uniform-box"
    return {**new, "v": 1, "kind": kinds[record["what"]]}


def roster_of_schema_0(tables: Tables) -> Tables:
    """Return how the tables of the made-up schema 0 are those of schema 1: whole names, and a place in one word."""
    people, teams = [], []
    for one in tables["coaches"]:
        first, last = one["name"].split()
        people.append({"key": one["key"], "first": first, "last": last, "registered": True})
    for one in tables["teams"]:
        shelf, box = one["place"].split()
        teams.append(
            {"key": one["key"], "name": one["name"], "division": one["division"], "shelf": shelf, "box": box}
        )
    empty: Tables = {"certificates": [], "sources": [], "sightings": [], "meetings": [], "sessions": []}
    return {"people": people, "teams": teams, "assignments": tables["assignments"], **empty}


@pytest.fixture
def knows_schema_0(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that can read the made-up schema 0."""
    monkeypatch.setitem(EVENT_STEPS, 0, event_of_schema_0)
    monkeypatch.setitem(ROSTER_STEPS, 0, roster_of_schema_0)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEASONS / "0", tmp_path / "here" / "season"))


def desk_of(season: Path, clock: Clock, writer: str = "feedc0ffee01") -> Desk:
    opened = Desk.open(season, desk="A", by="Maria", clock=clock, writer=writer)
    opened.load()
    return opened


def told(desk: Desk) -> list[str]:
    """Return what was recorded, a line each."""
    lines = []
    for event in desk.night:
        about = [getattr(event.fact, name, None) for name in ("person", "team", "item")]
        gone = "" if desk.night.counts(event) else "(taken back)"
        lines.append(" ".join(filter(None, [event.fact.kind, *about, gone])))
    return lines


def verify(season: Path) -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["--season", str(season), "verify"])
    return found.exit_code, found.output


OF_SCHEMA_0 = [
    "imported",
    "arrived ANNA",
    "handed-over ANNA 12UG-01 COMETS roster",
    "handed-over ANNA 12UG-01 COMETS uniform-box",
    "arrived CARA (taken back)",
    "undone",
]
OF_SCHEMA_1 = [
    "imported",
    "arrived FAB4X",
    "handed-over FAB4X 12UG-01 COMETS roster",
    "handed-over FAB4X 12UG-01 COMETS uniform-box",
    "arrived GMHB5 (taken back)",
    "undone",
    "refresher-taken FAB4X",
    "handed-over 12UG-02 KITES roster",
    "handed-over 12UG-02 KITES uniform-box",
    "walked-in GCHRT 12UG-02 Kites",
    "badge-issued GCHRT",
    "arrived GCHRT",
    "evidence-seen RQT7J",
]


def test_each_schema_that_was_ever_written_has_a_season_here() -> None:
    assert {int(one.name) for one in SEASONS.iterdir()} == set(range(SCHEMA + 1))
    assert EVENT_STEPS.keys() == ROSTER_STEPS.keys() == set(range(1, SCHEMA))


def test_a_season_of_schema_1_opens_as_it_was_told(tmp_path: Path, clock: Clock) -> None:
    season = Path(shutil.copytree(SEASONS / "1", tmp_path / "season"))
    desk = desk_of(season, clock)
    assert (told(desk), desk.season.problems) == (OF_SCHEMA_1, [])
    assert desk.roster.people["FAB4X"].name == "Anna Reyes"
    assert isinstance(desk.do(CheckIn("GMHB5")), Recorded)
    assert sorted(one.name for one in (season / "log").iterdir()) == ["A-feedc0ffee01.jsonl"]
    desk.close()
    assert verify(season)[0] == 0


@pytest.mark.usefixtures("knows_schema_0")
def test_an_older_season_opens_as_it_was_told_and_is_not_touched_by_reading(
    older: Path, clock: Clock
) -> None:
    before = season_files(older)
    desk = desk_of(older, clock)
    assert (told(desk), desk.season.problems) == (OF_SCHEMA_0, [])
    assert desk.roster.people["ANNA"].name == "Anna Reyes"
    assert desk.roster.teams["12UG-01 COMETS"].box == "47"
    desk.close()
    assert season_files(older) == before
    assert verify(older)[0] == 0


@pytest.mark.usefixtures("knows_schema_0")
def test_the_first_record_in_an_older_season_is_preceded_by_a_backup_and_goes_into_a_log_beside(
    older: Path, clock: Clock
) -> None:
    before = season_files(older)
    desk = desk_of(older, clock)
    assert isinstance(desk.do(CheckIn("CARA")), Recorded)
    assert isinstance(desk.do(CheckIn("BERT")), Recorded)
    desk.close()
    (backup,) = (older / "backups").iterdir()
    assert read_backup(backup) == before
    after = season_files(older)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"log/A-feedc0ffee01-v1.jsonl"}
    again = desk_of(older, clock)
    assert told(again)[: len(OF_SCHEMA_0)] == OF_SCHEMA_0
    assert told(again)[-1] == "arrived BERT"
    again.close()
    assert verify(older)[0] == 0


@pytest.mark.usefixtures("knows_schema_0")
def test_nothing_is_recorded_in_an_older_season_that_cannot_be_backed_up(older: Path, clock: Clock) -> None:
    (older / "backups").write_text("no folder")
    desk = desk_of(older, clock)
    with pytest.raises(NotRecorded, match="NOT recorded: No backup was made"):
        desk.do(CheckIn("CARA"))
    assert told(desk) == OF_SCHEMA_0
    (older / "backups").unlink()
    assert isinstance(desk.do(CheckIn("CARA")), Recorded)
    desk.close()


@pytest.mark.usefixtures("knows_schema_0")
def test_the_log_of_an_older_program_is_merged_as_any_other(
    older: Path, tmp_path: Path, clock: Clock
) -> None:
    here = Path(shutil.copytree(older, tmp_path / "other"))
    shutil.rmtree(here / "log")
    (here / "log").mkdir()
    desk = desk_of(here, clock, "0ther0000000")
    (log,) = desk.merge([older])
    assert (log.events, log.new, log.damaged) == (6, 6, ())
    assert told(desk) == OF_SCHEMA_0
    assert [one.new for one in desk.merge([older])] == [0]
    desk.close()


@pytest.mark.usefixtures("knows_schema_0")
def test_a_power_cut_while_an_older_season_is_carried_on_keeps_all_of_it(
    older: Path, tmp_path: Path, clock: Clock
) -> None:
    (older / "region.toml").write_text('name = "Region"\n')
    before = season_files(older)
    disk = Recorder(older.parent)
    season = Season.open(older, desk="A", writer="feedc0ffee01", disk=disk)
    season.catch_up()
    assert season.older
    back_up(season, clock(), disk)
    disk.acknowledged = 1
    for number in (2, 3):
        with season.lock():
            season.catch_up()
            season.append([new_record(f"N{number}")])
        disk.acknowledged = number
    season.close()
    seen = 0
    for left, acknowledged in wrecks(disk, 61):
        lay(tmp_path / "left", left)
        check_wreck(tmp_path / "left" / "season", acknowledged, before)
        seen += 1
    assert seen > 60


def new_record(event: str) -> dict[str, Any]:
    return {
        "v": 1,
        "id": event,
        "act": event,
        "clock": 9,
        "kind": "arrived",
        "person": "CARA",
        "desk": "A",
        "by": "",
    }


def check_wreck(season: Path, acknowledged: int, before: dict[str, bytes]) -> None:
    """The older files are as they were, what was acknowledged is there, and no new line without a backup."""
    found = season_files(season)
    assert {name: found[name] for name in before} == before
    opened = Season.open(season, desk="A", writer="feedc0ffee01", disk=Hasty())
    ids = [one["id"] for one in opened.catch_up()]
    opened.close()
    assert opened.problems == []
    assert sorted(ids)[:6] == [f"E{number}" for number in range(1, 7)]
    assert len(ids) - 6 in (max(acknowledged - 1, 0), acknowledged)
    backups = list((season / "backups").glob("*.zip"))
    if len(ids) > 6:
        assert [read_backup(one) for one in backups] == [before]


class Hasty(Disk):
    """A disk that doesn't wait, to look at what is left."""

    def sync(self, handle: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


def test_a_form_that_is_no_longer_read_is_refused_in_words(older: Path, clock: Clock) -> None:
    before = season_files(older)
    with pytest.raises(TooOld, match="Open it with the one that wrote it"):
        desk_of(older, clock)
    assert season_files(older) == before
    code, output = verify(older)
    assert (code, "is in an older form" in output) == (3, True)


def newer_log(season: Path) -> None:
    log = season / "log" / "A-feedc0ffee01.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"schema":1', b'"schema":2', 1))


def newer_line(season: Path) -> None:
    """Let a newer program record something in a log that this one reads."""
    other = Season.open(season, desk="C", writer="cccc")
    other.append([{**new_record("Z"), "kind": "teleported", "seq": 1}])
    other.close()


def newer_roster(season: Path) -> None:
    """Put a roster of a later schema in force, under the name that fits it."""
    from hashlib import sha256

    roster = next(season.glob("roster-*.json"))
    data = roster.read_bytes().replace(b'"schema":1', b'"schema":2', 1)
    name = f"roster-{sha256(data).hexdigest()[:16]}.json"
    (season / name).write_bytes(data)
    line = {**new_record("Z"), "kind": "imported", "roster": name, "at": "2026-08-26T02:00:00Z", "seq": 1}
    other = Season.open(season, desk="C", writer="cccc")
    other.append([line])
    other.close()


@pytest.mark.parametrize("newer", [newer_log, newer_line, newer_roster])
def test_a_season_of_a_newer_schema_is_refused_in_words_and_not_touched(
    newer: Callable[[Path], None], tmp_path: Path, clock: Clock
) -> None:
    season = Path(shutil.copytree(SEASONS / "1", tmp_path / "season"))
    newer(season)
    before = season_files(season)
    with pytest.raises(TooNew, match=r"A newer checkin wrote .* Update this laptop's program"):
        desk_of(season, clock)
    code, output = verify(season)
    assert code == 3
    assert output.count("newer checkin") == 1, "one break, and none that follows from it"
    assert season_files(season) == before
