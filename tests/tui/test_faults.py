"""Whatever goes wrong at the table is said in a sentence, nothing turns green meanwhile, and it goes on when it is over."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded
from checkin.store import Disk
from checkin.tui import app as app_module
from tests.conftest import Clock
from tests.tui.conftest import NARROW, WIDE, Open, Table, kept_pin


def seen(at: Table) -> str:
    """What a person reads, whatever the width of the window."""
    return " ".join(at.screen().split())


def own_log(at: Table) -> Path:
    return at.desk.season.path / "log" / "A-feedc0ffee01.jsonl"


async def record_somebody(at: Table, skip: int = 0) -> str:
    """Check somebody in who has one team and is expected tonight, and return the person's key."""
    fit = (
        key
        for key in sorted(at.desk.roster.people)
        if (card := at.desk.card(key)).proposal == "check in, hand over"
        and card.person.ids
        and len(card.teams) == 1
    )
    key = next(islice(fit, skip, None))
    await at.scan(at.code(key))
    await at.press("enter")
    return key


def another_desk(season: Path, clock: Clock, writer: str = "0ther0000000") -> Desk:
    other = Desk.open(season, desk="B", by="Luis", clock=clock, writer=writer)
    other.load()
    return other


class Sick(Disk):
    """A disk of which any call can be made to fail."""

    def __init__(self) -> None:
        self.fails: dict[str, int] = {}
        self.opened = 0

    def _maybe(self, call: str) -> None:
        if call in self.fails:
            raise OSError(self.fails[call], os.strerror(self.fails[call]))

    def open(self, path: Path) -> int:
        self._maybe("open")
        self.opened += 1
        return super().open(path)

    def write(self, handle: int, data: bytes) -> None:
        if "write" in self.fails:
            super().write(handle, data[: len(data) // 2])
        self._maybe("write")
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._maybe("sync")
        super().sync(handle)

    def read(self, path: Path, offset: int = 0) -> bytes:
        self._maybe("read")
        return super().read(path, offset)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Sick:
    """The one disk of every season that the test opens."""
    sick = Sick()
    for name, module in list(sys.modules.items()):
        if name.startswith("checkin.") and hasattr(module, "Disk"):
            monkeypatch.setattr(module, "Disk", lambda: sick)
    return sick


WRITE_FAULTS = {
    "the disk is full": ("write", errno.ENOSPC, "the disk is full", "Delete something large"),
    "fsync fails": ("sync", errno.EIO, "the disk reported an error", "use another laptop"),
    "the folder is read-only": (
        "open",
        errno.EROFS,
        "the season folder can't be written to",
        "Check its permissions",
    ),
    "permissions are lost": (
        "open",
        errno.EACCES,
        "the season folder can't be written to",
        "Check its permissions",
    ),
}


@pytest.mark.parametrize("fault", WRITE_FAULTS)
async def test_what_cannot_be_written_is_said_with_the_remedy_and_recorded_once_the_fault_is_gone(
    table: Open, season: Path, clock: Clock, disk: Sick, fault: str
) -> None:
    call, code, cause, remedy = WRITE_FAULTS[fault]
    async with table(NARROW) as at:
        if call != "open":
            await record_somebody(at)
        held, handles = len(at.desk.night), disk.opened
        disk.fails = {call: code}
        person = await record_somebody(at, skip=1)
        assert f"NOT recorded: {cause}" in seen(at)
        assert remedy in seen(at)
        assert "Then try again." in seen(at), "all of it fits into a small window"
        assert "NOT HERE YET" in seen(at)
        assert len(at.desk.night) == held
        disk.fails = {}
        await at.press("enter")
        await at.until_told("HERE since")
        assert disk.opened > handles, "a handle that failed was used again"
    other = another_desk(season, clock)
    assert other.night.arrival(person, "meeting-3")
    assert other.season.problems == []
    other.close()


@contextmanager
def log_turned_into_a_folder(season: Path) -> Iterator[None]:
    log = season / "log" / "A-feedc0ffee01.jsonl"
    log.rename(season / "aside")
    log.mkdir()
    yield
    log.rmdir()
    (season / "aside").rename(log)


@contextmanager
def folder_turned_into_a_file(season: Path) -> Iterator[None]:
    (season / "log").rename(season / "aside")
    (season / "log").write_text("")
    yield
    (season / "log").unlink()
    (season / "aside").rename(season / "log")


@contextmanager
def season_folder_gone(season: Path) -> Iterator[None]:
    season.rename(season.with_name("elsewhere"))
    yield
    season.with_name("elsewhere").rename(season)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (log_turned_into_a_folder, "something else stands in its place. Move that away"),
        (folder_turned_into_a_file, "something else stands in its place. Move that away"),
        (season_folder_gone, "it is gone. Put it back where it was, or plug its stick or drive in again."),
    ],
)
async def test_a_folder_that_cannot_be_read_is_said_keeps_what_was_shown_and_goes_on_afterwards(
    table: Open, season: Path, clock: Clock, fault: Callable[[Path], Any], why: str
) -> None:
    async with table() as at:
        first = await record_somebody(at)
        await at.app.workers.wait_for_complete()
        with fault(season):
            await at.until_told(f"can't be read: {why}")
            assert "✘ the season folder has a problem" in seen(at)
            assert "HERE since" in seen(at)
            await record_somebody(at, skip=1)
            await at.until_told("NOT recorded")
            assert "NOT HERE YET" in seen(at)
        await at.until_told("● ready to scan")
        await at.press("enter")
        await at.until_told("HERE since")
        arrived = at.card()
        assert arrived
    other = another_desk(season, clock)
    assert {first, arrived.person.key} <= set(other.night.arrived_at("meeting-3"))
    other.close()


async def test_a_line_of_a_newer_version_stops_decisions_until_it_is_gone_and_loses_nothing_after_it(
    table: Open, season: Path, clock: Clock
) -> None:
    other = another_desk(season, clock)
    keys = sorted(other.roster.people)
    assert isinstance(other.do(CheckIn(keys[5])), Recorded)
    log = next((season / "log").glob("B-*.jsonl"))
    async with table() as at:
        whole = log.read_bytes()
        newer = {"v": 2, "id": "fromthefuture", "act": "x", "kind": "arrived", "person": keys[0]}
        log.write_bytes(whole + json.dumps(newer).encode() + b"\n")
        await at.until_told(f"A newer checkin wrote line {len(whole.splitlines()) + 1} of {log.name}.")
        assert "Update this laptop's program" in seen(at)
        person = await record_somebody(at)
        assert "NOT recorded: A newer checkin" in seen(at)
        assert "NOT HERE YET" in seen(at)
        assert log.read_bytes().endswith(
            b'fromthefuture", "act": "x", "kind": "arrived", "person": "%b"}\n' % keys[0].encode()
        )
        log.write_bytes(whole)
        await at.until_told("● ready to scan")
        await at.press("enter")
        await at.until_told("HERE since")
        assert at.desk.night.arrival(person, "meeting-3")
    other.close()


@pytest.mark.parametrize("kind", ["returned-by-drone", "imported-twice"])
async def test_a_kind_of_record_that_is_not_known_yet_stops_decisions_too(
    table: Open, season: Path, kind: str
) -> None:
    async with table() as at:
        line = {"v": 1, "id": "q", "act": "q", "kind": kind}
        (season / "log" / "C-cccc.jsonl").write_text(
            f'{{"schema":1,"desk":"C","writer":"cccc"}}\n{json.dumps(line)}\n'
        )
        await at.until_told("A newer checkin wrote line 2 of C-cccc.jsonl")


@pytest.mark.parametrize("harm", ["flipped", "torn"])
async def test_a_damaged_line_in_the_middle_is_said_at_the_opening_and_what_follows_it_counts(
    table: Open, season: Path, clock: Clock, harm: str
) -> None:
    other = another_desk(season, clock)
    keys = [key for key in sorted(other.roster.people) if other.card(key).proposal == "check in, hand over"][
        :3
    ]
    for key in keys:
        assert isinstance(other.do(CheckIn(key, hand_over=False)), Recorded)
    other.close()
    log = next((season / "log").glob("B-*.jsonl"))
    lines = log.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"B", b"C", 1) if harm == "flipped" else lines[2][:40] + b"\n"
    log.write_bytes(b"".join(lines))
    async with table() as at:
        assert f"{log.name}: line 3 is damaged" in seen(at)
        assert "have somebody look at it tomorrow" in seen(at)
        assert {keys[0], keys[2]} <= set(at.desk.night.arrived_at("meeting-3"))
        await record_somebody(at)
        assert "HERE since" in seen(at)


async def test_damage_that_comes_while_the_desk_is_open_is_said(
    table: Open, season: Path, clock: Clock
) -> None:
    other = another_desk(season, clock)
    async with table() as at:
        log = next((season / "log").glob("*.jsonl"))
        before = len(at.desk.night)
        log.write_bytes(log.read_bytes()[:60])
        await at.until_told("was replaced or cut by another program")
        assert len(at.desk.night) == before
    other.close()


async def test_a_clock_that_goes_back_an_hour_is_said_and_the_order_of_records_stays(
    table: Open, clock: Clock
) -> None:
    async with table() as at:
        await record_somebody(at)
        clock.advance(hours=-1)
        await at.until_told("This laptop's clock went back by 1 hour. Set the clock right")
        second = await record_somebody(at, skip=1)
        assert "HERE since 6:00 pm" in seen(at)
        await at.press("f8")
        assert "Taken back" in seen(at)
        assert at.name(second) in seen(at)


async def test_a_clock_that_stands_before_the_last_record_is_said_at_the_opening(
    table: Open, clock: Clock
) -> None:
    async with table() as at:
        await record_somebody(at)
    clock.advance(hours=-1)
    async with table() as at:
        assert "This laptop's clock stands 1 hour before its last record" in seen(at)


async def test_a_laptop_that_slept_says_so_shows_today_and_goes_on(table: Open, clock: Clock) -> None:
    async with table() as at:
        await record_somebody(at)
        clock.advance(hours=10)
        await at.until(lambda: at.app._notifications)
        assert [one.message for one in at.app._notifications] == [
            "The laptop slept, or its clock was set ahead, for 10 hours. Nothing is lost: go on."
        ]
        assert "Wed Aug 26" in seen(at)
        await record_somebody(at, skip=1)
        assert "HERE since" in seen(at)


async def test_a_guarded_desk_that_slept_is_locked(table: Open, season: Path, clock: Clock) -> None:

    rules = season / "region.toml"
    kept = kept_pin()
    text = rules.read_text(encoding="utf-8").replace("lock_after_minutes = 0", "lock_after_minutes = 10")
    rules.write_text(text.replace('desk_pin = ""', f'desk_pin = "{kept}"'), encoding="utf-8")
    async with table() as at:
        clock.advance(minutes=30)
        await at.until_told("This desk is locked")


async def test_a_lock_file_that_somebody_removes_keeps_two_desks_apart_all_the_same(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        await record_somebody(at)
        (season / ".lock").unlink()
        other = another_desk(season, clock)
        with other.season.lock(), at.desk.season.quiet() as quiet:
            assert not quiet
        other.close()


async def test_a_program_that_hangs_with_the_lock_is_said_and_nobody_waits_for_it_for_ever(
    table: Open, season: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.store.lock._PATIENCE", 0.2)
    other = another_desk(season, clock)
    async with table() as at:
        await at.app.workers.wait_for_complete()
        with other.season.lock():
            (season / "log" / "C-cccc.jsonl").write_bytes(b'{"schema":1,"desk":"C","writer":"cccc"}\n')
            await at.until_told("another program has held this season for 0.2 seconds. Close other checkin")
            assert "✘ the season folder has a problem" in seen(at)
            await record_somebody(at)
            await at.until_told("NOT recorded: another program has held this season")
        await at.until_told("● ready to scan")
        await at.press("enter")
        await at.until_told("HERE since")
    other.close()


async def test_a_backup_is_made_again_and_again_while_something_is_recorded(
    table: Open, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "_BACKUP_EVERY", 0.1)
    async with table() as at:
        await at.app.workers.wait_for_complete()
        assert len(list((season / "backups").iterdir())) == 1
        with monkeypatch.context() as patch:
            back_up = Mock(wraps=at.desk.back_up)
            patch.setattr(at.desk, "back_up", back_up)
            await at.until(lambda: back_up.call_count > 2)
        assert len(list((season / "backups").iterdir())) == 1, "an unchanged season costs no file"
        await record_somebody(at)
        await at.until(lambda: len(list((season / "backups").iterdir())) == 2)


async def test_a_backup_that_fails_is_a_quiet_note_in_words_of_its_own(table: Open, season: Path) -> None:
    (season / "backups").write_text("not a folder")
    async with table(WIDE) as at:
        await at.app.workers.wait_for_complete()
        await at.settle()
        (note,) = [one.message for one in at.app._notifications]
        assert note.startswith("No backup was made: ")
        assert "Enter" not in note
        await record_somebody(at)
        assert "HERE since" in seen(at)


async def test_a_mistake_of_the_program_leaves_the_screen_with_its_place_and_nobodys_data(
    table: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names: list[str] = []

    async def evening() -> int | None:
        def crash(person: str, found_by: str) -> None:
            raise KeyError(at.name(person), found_by)

        async with table() as at:
            monkeypatch.setattr(at.app.evening, "open", crash)
            names.append(at.name(at.person(teams=1, tonight=True)))
            await at.scan(at.code(at.person(teams=1, tonight=True)))
        return at.app.return_code

    with pytest.raises(KeyError):
        await evening()
    told = " ".join(capsys.readouterr().err.split())
    assert "What was shown as recorded is safe: open it again." in told
    assert "KeyError" in told
    assert "in crash" in told
    assert names[0] not in told
