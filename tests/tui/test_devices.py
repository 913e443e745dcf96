"""A code that a camera or a serial scanner reads goes the way of a scan."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from checkin.codes import qr
from checkin.codes.device import Saw
from checkin.domain.commands import IssueBadge
from checkin.domain.payload import trial_code
from checkin.tui.devices import DeviceActions
from checkin.tui.screens.desk import DeskScreen
from checkin.tui.widgets.preview import Preview
from tests.tui.conftest import NARROW, WIDE, Open, Table


def badge(at: Table, key: str) -> str:
    at.desk.do(IssueBadge(key))
    return at.desk.badge(key)


def shown(folder: Path, code: str, name: str) -> None:
    Image.open(io.BytesIO(qr.png(code, 5))).convert("RGB").save(folder / f"{name}.png")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_badge_before_the_camera_opens_its_card(
    table: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    async with table(size, camera=str(folder)) as at:
        await at.until_told("The camera is on. F5 turns it off.", "camera", "Ready for the next coach.")
        seen = at.screen()
        assert "F5 turns it off" in seen
        key = at.person(standing="clear", teams=1, tonight=True)
        shown(folder, badge(at, key), "a")
        await at.until_told(at.name(key), "found by code", "NOT HERE YET")
        assert at.desk.counts().arrived == 0
        await at.press("escape", "f5")
        await at.until_told("The camera is off.")
        assert not at.app.query_one(Preview).display


async def test_f5_without_a_camera_says_what_to_do(table: Open, tmp_path: Path) -> None:
    async with table(NARROW) as at:
        at.app.camera_wanted = str(tmp_path / "none")
        await at.press("f5")
        await at.until_told("There is no video and no folder of pictures")


@pytest.mark.parametrize("key", ["f1", "f9", "ctrl+p", "f2", "f4", "ctrl+n"])
async def test_a_camera_works_over_every_page_and_question(table: Open, key: str) -> None:
    async with table(NARROW) as at:
        await at.scan(badge(at, at.person(standing="flagged", teams=1, of="coach-course", state="expired")))
        other = at.person(standing="clear", teams=1, tonight=True)
        code = badge(at, other)
        before = len(at.desk.night)
        await at.press(key)
        at.app.take_scan(code, "camera")
        await at.settle()
        assert isinstance(at.app.screen, DeskScreen)
        assert at.name(other) in at.screen()
        assert len(at.desk.night) == before


async def test_a_name_as_a_code_is_no_answer_to_who_collects(table: Open) -> None:
    async with table(NARROW) as at:
        await at.scan(badge(at, at.person(standing="clear", teams=1, tonight=True)))
        before = len(at.desk.night)
        await at.press("f2")
        at.app.take_scan("Ana Reyes, spouse", "camera")
        await at.settle()
        assert len(at.desk.night) == before


async def test_the_test_code_before_the_camera_says_that_it_works(table: Open) -> None:
    async with table(NARROW) as at:
        at.app.take_scan(trial_code(), "camera")
        await at.until_told("The camera works.")
        at.app.take_scan("x", "serial")


async def test_what_a_camera_says_after_it_was_turned_off_is_not_heard(table: Open) -> None:
    async with table(NARROW) as at:

        class Old:
            kind = "camera"

        code = badge(at, at.person(standing="clear", teams=1, tonight=True))
        at.app.post_message(DeviceActions.DeviceSaw(Old(), Saw(code=code)))  # type: ignore[arg-type]
        await at.settle()
        assert at.card() is None
