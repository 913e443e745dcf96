"""The desk on the made-up region, driven by keys, read as a person reads it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from checkin.desk import Desk
from checkin.domain.card import Card
from checkin.domain.pin import hash_pin
from checkin.domain.region_text import region_104
from checkin.store import Season
from checkin.tui.app import CheckinApp
from checkin.tui.screens import files as files_screen
from checkin.tui.screens.importing import ImportPage
from tests.conftest import TONIGHT, Clock
from tests.tui.quiet import PATIENCE, quiet

WIDE, NARROW = (120, 36), (80, 24)


@cache
def kept_pin() -> str:
    """Return what a region keeps of the PIN 4711; to stretch it takes its time."""
    return hash_pin("4711", b"0123456789abcdef")


class Table:
    """A volunteer at the table, with a scanner."""

    def __init__(self, app: CheckinApp, pilot: Pilot[None], desk: Desk) -> None:
        self.app, self.pilot, self.desk = app, pilot, desk
        self._at = 100.0

    def card(self) -> Card | None:
        """The card on the table."""
        return self.app.evening.card if self.app.evening else None

    async def settle(self) -> None:
        """Wait until nothing is left to press or to draw."""
        await quiet(self.pilot)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for what a thread, a timer or another desk brings, however busy the machine is."""
        began = monotonic()
        await self.settle()
        while not true():
            assert monotonic() - began < PATIENCE, self.screen()
            await self.pilot.pause(0.01)
            await self.settle()

    async def until_told(self, *texts: str) -> None:
        """Wait until a person reads these texts, wherever their lines are broken."""
        await self.until(lambda: all(one in " ".join(self.screen().split()) for one in texts))

    async def scan(self, code: str, end: str = "enter", gap: float = 0.001) -> None:
        """Let the scanner send a code and its ends, each key that many seconds after the one before."""
        self._at += 5
        for key in [*code, *end.split()]:
            self._at += gap
            event = events.Key(key, key if len(key) == 1 else None)
            event.time = self._at
            self.app.post_message(event)
        await self.settle()

    async def type(self, text: str, *keys: str) -> None:
        """Type as a person does, each key half a second after the one before."""
        for key in [*text, *keys]:
            self._at += 0.5
            event = events.Key({" ": "space"}.get(key, key), key if len(key) == 1 else None)
            event.time = self._at
            self.app.post_message(event)
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys as a person does, each well after the one before."""
        for key in keys:
            await self.type("", key)

    def screen(self) -> str:
        """What a person sees."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines[:height])[
            : width * height * 2
        ]

    def person(self, **wanted: Any) -> str:
        """The key of the first person whose card is as wanted."""
        for key in sorted(self.desk.roster.people):
            card = self.desk.card(key)
            found = {
                "standing": card.standing.value,
                "teams": len(card.teams),
                "state": next(
                    (
                        one.state.value
                        for team in card.teams
                        for one in team.requirements
                        if one.key == wanted.get("of")
                    ),
                    "",
                ),
                "tonight": not any(one.code == "wrong-evening" for one in card.banners),
            }
            given = {name: value for name, value in wanted.items() if name != "of"}
            if (
                all(found[name] == value for name, value in given.items())
                and card.person.ids
                and card.proposal == "check in, hand over"
            ):
                return key
        raise LookupError(f"nobody is like {wanted}")

    def code(self, key: str) -> str:
        """A bare id on the person's card."""
        return self.desk.roster.people[key].ids[-1].value

    def name(self, key: str) -> str:
        return self.desk.roster.people[key].name


Open = Callable[..., AbstractAsyncContextManager[Table]]


@pytest.fixture
def table(season: Path, clock: Clock, ids: Callable[[int], str]) -> Open:
    """Open a desk over the made-up region."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = WIDE,
        *,
        desk: str = "A",
        by: str = "Maria",
        path: Path = season,
        notice: str = "",
        camera: str = "",
    ) -> AsyncIterator[Table]:
        service = Desk.open(path, desk=desk, by=by, clock=clock, ids=ids, writer="feedc0ffee01")
        app = CheckinApp(lambda: service, desk=desk, by=by, notice=notice, camera=camera)
        async with app.run_test(size=size) as pilot:
            while not (app.evening if desk and by else app._desk):
                await pilot.pause(0.01)
            at = Table(app, pilot, service)
            await at.settle()
            yield at
        service.close()
        vars(service).clear()  # its data goes now, not when all the apps of this worker are collected

    return opened


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Downloads folder with the region's exports, the only place that is looked into."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    for number, name in enumerate(["boxes.csv", "credentials.xlsx", "volunteers.csv"]):
        shutil.copy(Path(__file__).parents[1] / "samples" / name, folder / name)
        at = datetime(2026, 8, 25, 12, number).timestamp()  # noqa: DTZ001  as the laptop shows it
        os.utime(folder / name, (at, at))
    monkeypatch.setattr(files_screen, "likely_folders", lambda: [("Downloads", folder)])
    monkeypatch.setattr(ImportPage, "TOO_SOON", 0)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A season into which nothing was imported yet."""
    rules = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    return Season.create(tmp_path / "empty", region_104(rules, TONIGHT.date())).path
