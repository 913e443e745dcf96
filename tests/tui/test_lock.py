"""A locked desk shows nothing, records nothing and opens for its PIN only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Open, kept_pin


@pytest.fixture
def guarded(season: Path) -> Path:
    """The made-up region whose desks lock themselves after ten minutes."""
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8").replace("lock_after_minutes = 0", "lock_after_minutes = 10")
    kept = kept_pin()
    rules.write_text(text.replace('desk_pin = ""', f'desk_pin = "{kept}"'), encoding="utf-8")
    return season


async def test_a_desk_that_nobody_touches_hides_everything(table: Open, guarded: Path) -> None:
    async with table(path=guarded) as at:
        key = at.person(teams=1, tonight=True)
        await at.scan(at.code(key))
        at.app.lock_when_idle(after=9 * 60)
        await at.settle()
        assert at.name(key) in at.screen()
        at.app.lock_when_idle(after=10 * 60)
        await at.settle()
        assert at.name(key) not in at.screen()
        assert "This desk is locked" in at.screen()


async def test_a_locked_desk_takes_no_scan_and_no_key(table: Open, guarded: Path) -> None:
    async with table(path=guarded) as at:
        key = at.person(teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "ctrl+l")
        recorded = len(at.desk.night)
        await at.press("f8", "f6", "f9", "ctrl+p", "enter", "escape")
        await at.scan(at.code(at.person(teams=1, tonight=True)))
        assert "the scan was not taken" in at.screen()
        assert len(at.desk.night) == recorded
        await at.type("4712", "enter")
        assert "That is not the PIN" in at.screen()
        await at.type("4711", "enter")
        assert at.name(key) in at.screen()


async def test_a_desk_without_a_pin_is_never_locked(table: Open) -> None:
    async with table() as at:
        await at.press("ctrl+l")
        at.app.lock_when_idle(after=10**6)
        await at.settle()
        assert "locked" not in at.screen()
