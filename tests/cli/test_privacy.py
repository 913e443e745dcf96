"""What goes wrong is said without anybody's data, and everything that is written is private to the user."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin import store
from checkin.cli import cli
from checkin.cli.options import Place
from checkin.demo import make
from checkin.desk import Desk
from checkin.domain.events import UnknownKind, event_from
from checkin.exchange import ImportRefused
from checkin.store import Disk, Season, StoreError, back_up, read_backup, restore, writer_id
from tests.conftest import TONIGHT, Clock

MARKS = ("Zqx", "99887", "zqx@", "555-0199")
"""Pieces of the one person's name, id, e-mail and phone: none may be in an error."""
SHEET = (
    "Team,First Name,Last Name,Role,AYSO ID,Email,Phone\n"
    "12UG-01 Comets,Zqxanna,Zqxreyes,Head Coach,99887001,zqx@example.org,505-555-0199\n"
    "12UG-01 Comets,Zqxbert,Zqxstone,Assistant Coach,99887002,zqx@example.org,505-555-0199\n"
)


def run(season: Path, *words: str) -> tuple[int, str, str]:
    """Run a verb, and return its exit code, what it printed, and what it said of an error."""
    options = ["--season", str(season), "--desk", "A", "--by", "Maria", "--now", "2026-08-25T19:00"]
    found = CliRunner().invoke(cli, [*options, *words], obj=Place())
    error = str(found.exception) if found.exception and not isinstance(found.exception, SystemExit) else ""
    return found.exit_code, found.stdout, found.stderr + error


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A season of two people who can be told from anything else, of whom one is here."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    season = tmp_path / "season"
    assert run(season, "init")[0] == 0
    assert run(season, "import", str(sheet))[0] == 0
    assert run(season, "record", "arrive", "99887001")[0] == 0
    assert run(season, "record", "collect", "99887001", "--name", "Zqxlee Quinn")[0] == 0
    return season


def opened(season: Path, disk: Disk | None = None) -> Season:
    return Season.open(season, desk="A", writer=writer_id(), disk=disk)


def log_of(season: Path) -> Path:
    return next((season / "log").glob("A-*.jsonl"))


def damaged_roster(season: Path) -> None:
    roster = next(season.glob("roster-*.json"))
    roster.write_bytes(roster.read_bytes()[:-30])
    run_desk(season)


def no_season(season: Path) -> None:
    opened(season.with_name("Nowhere"))


def newer(season: Path) -> None:
    log_of(season).write_bytes(log_of(season).read_bytes().replace(b'"schema":1', b'"schema":9'))
    run_desk(season)


def older(season: Path) -> None:
    log_of(season).write_bytes(log_of(season).read_bytes().replace(b'"schema":1', b'"schema":0'))
    run_desk(season)


def unreadable(season: Path) -> None:
    log = log_of(season)
    log.unlink()
    log.mkdir()
    run_desk(season)


def undecidable(season: Path) -> None:
    from checkin.domain.commands import CheckIn

    desk = run_desk(season)
    (season / "log" / "C.jsonl").mkdir()
    desk.do(CheckIn(min(desk.roster.people)))


def unwritable(season: Path) -> None:
    class Full(Disk):
        def write(self, handle: int, data: bytes) -> None:  # noqa: ARG002  the disk's signature
            raise OSError(28, os.strerror(28))

    found = opened(season, Full())
    with found.lock():
        found.catch_up()
        found.append([{"v": 1, "id": "Zqxid", "act": "Zqxact", "by": "Zqxanna"}])


def busy(season: Path) -> None:
    one, other = opened(season), opened(season)
    with one.lock(), other.lock():
        pass


def desk_open(season: Path) -> None:
    one, other = opened(season), opened(season)
    one.stay_open()
    backup = back_up(one, TONIGHT)
    restore(other, read_backup(backup), TONIGHT)


def no_log(season: Path) -> None:
    stranger = season.parent / "list.jsonl"
    stranger.write_text(SHEET, encoding="utf-8")
    opened(season).merge([stranger])


def run_desk(season: Path) -> Desk:
    desk = Desk.open(season, desk="A", by="Maria", writer=writer_id())
    desk.load()
    return desk


FAULTS: dict[str, Callable[[Path], object]] = {
    "Damaged": damaged_roster,
    "NotASeason": no_season,
    "TooNew": newer,
    "TooOld": older,
    "CannotRead": unreadable,
    "NotRecorded": undecidable,
    "CannotWrite": unwritable,
    "SeasonBusy": busy,
    "DeskOpen": desk_open,
    "NotALog": no_log,
}


def test_every_error_of_the_store_is_provoked_here() -> None:
    kinds = [one for name in dir(store) if isinstance(one := getattr(store, name), type)]
    errors = {one.__name__ for one in kinds if issubclass(one, StoreError) and one is not StoreError}
    assert errors == FAULTS.keys()


@pytest.mark.parametrize("name", FAULTS)
def test_no_error_of_the_store_tells_anybodys_data(
    marked: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.store.lock._PATIENCE", 0.05)
    with pytest.raises(getattr(store, name)) as caught:
        FAULTS[name](marked)
    assert not [mark for mark in MARKS if mark in str(caught.value)], str(caught.value)


def flip(season: Path) -> None:
    lines = log_of(season).read_bytes().splitlines(keepends=True)
    lines[-1] = lines[-1].replace(b"Zqxlee", b"Zqylee")
    log_of(season).write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    "words", [("verify",), ("verify", "--repair"), ("merge", "OTHER"), ("restore", "BACKUP")]
)
def test_what_is_said_of_damage_tells_nobodys_data(marked: Path, words: tuple[str, ...]) -> None:
    other = Path(shutil.copytree(marked, marked.with_name("other")))
    flip(other)
    flip(marked)
    backup = str(back_up(opened(marked), TONIGHT))
    told = run(marked, *(one.replace("OTHER", str(other)).replace("BACKUP", backup) for one in words))
    assert not [mark for mark in MARKS if mark in told[1] + told[2]], told


def test_a_file_that_cannot_be_imported_is_named_and_not_told(marked: Path, tmp_path: Path) -> None:
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"PK\x03\x04" + SHEET.encode() * 20)
    _, out, err = run(marked, "import", str(broken))
    assert "people.xlsx" in err
    assert not [mark for mark in MARKS if mark in out + err]
    assert issubclass(ImportRefused, Exception)


def test_a_record_that_is_not_understood_is_not_told() -> None:
    with pytest.raises(UnknownKind) as caught:
        event_from({"v": 1, "kind": "Zqxkind", "person": "Zqxanna"})
    assert "Zqx" not in str(caught.value)


CRASH = """
import sys
from checkin.cli import main
from checkin.desk import Desk
def crash(self, text):
    people = self.roster.people
    return people["Zqxanna Zqxreyes " + text]
Desk.person = crash
sys.argv = ["checkin", "--season", sys.argv[1], "show", "99887001"]
main()
"""


def test_a_mistake_of_the_program_tells_where_it_was_and_no_data(marked: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", CRASH, str(marked)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 70
    assert "open it again" in told.stderr
    assert "KeyError" in told.stderr
    assert "in crash" in told.stderr
    assert not [mark for mark in MARKS if mark in told.stderr + told.stdout]
    whole = {**os.environ, "CHECKIN_TRACEBACK": "1"}
    told = subprocess.run(
        [sys.executable, "-c", CRASH, str(marked)], capture_output=True, text=True, check=False, env=whole
    )
    assert "Zqxanna" in told.stderr


def test_a_code_holds_nothing_about_the_person(marked: Path) -> None:
    assert run(marked, "badge", "99887001")[0] == 0
    desk = run_desk(marked)
    key = next(iter(desk.roster.people))
    card = desk.card(key)
    codes = [desk.badge(key), *(str(one) for one in card.to_photograph)]
    desk.close()
    assert all(codes)
    assert not [mark for mark in MARKS if mark in " ".join(codes)]


@pytest.fixture
def everybody_may_read() -> Iterator[None]:
    """A system on which new files are everybody's unless the program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.usefixtures("everybody_may_read")
def test_everything_that_the_program_writes_is_private_to_the_user(
    marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKIN_DATA", str(tmp_path / "new-data"))
    season = tmp_path / "night"
    sheet = tmp_path / "sheet.csv"
    stick = tmp_path / "stick"
    stick.mkdir()
    other = Path(shutil.copytree(marked, tmp_path / "other"))
    steps: list[tuple[str, ...]] = [
        ("init",),
        ("import", str(sheet)),
        ("record", "arrive", "99887001"),
        ("backup",),
        ("slip", "99887001", "-o", str(season / "slip.html")),
        ("summary", "-o", str(season / "night.pdf")),
        ("summary", "-o", str(season / "night.xlsx")),
        ("badges", "-o", str(season / "badges.pdf")),
        ("badge", "99887001", "-o", str(season / "badge.png")),
        ("badges", "--png", str(season / "png")),
        ("follow-up", "--write"),
        ("merge", str(next((other / "log").glob("A-*.jsonl")))),
    ]
    text = ""
    for step in steps:
        code, out, err = run(season, *step)
        assert code == 0 or step[0] == "merge", (step, out, err)
        if step == ("init",):
            text = (season / "region.toml").read_text(encoding="utf-8")
            opened(season).write_region_text(text.replace('backup_to = ""', f'backup_to = "{stick}"'))
    desk = run_desk(season)
    desk.save_slip(desk.card(next(iter(desk.roster.people))))
    desk.back_up()
    desk.season.stay_open()
    desk.close()
    flip_any(season)
    run(season, "verify", "--repair")
    run(season, "restore", min(one.name for one in (season / "backups").iterdir()), "--yes")
    assert_private(season, tmp_path / "new-data", stick / "checkin-night")


def flip_any(season: Path) -> None:
    lines = log_of(season).read_bytes().splitlines(keepends=True)
    lines[-1] = lines[-1].replace(b"Maria", b"Mario")
    log_of(season).write_bytes(b"".join(lines))


def assert_private(*folders: Path) -> None:
    found = [one for folder in folders for one in (folder, *folder.rglob("*"))]
    modes = {str(one): stat.S_IMODE(one.stat().st_mode) for one in found}
    assert len(modes) > 20
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def test_the_demo_is_private_too(tmp_path: Path, clock: Clock) -> None:
    season = make(tmp_path / "demo", now=clock()).path
    if sys.platform != "win32":
        assert {one.name for one in (season, *season.rglob("*")) if one.stat().st_mode & 0o077} == set()
