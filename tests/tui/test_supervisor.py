"""Behind the supervisor's PIN, and the slip that a coach takes home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Open, Table, kept_pin

CHECKED = (
    'level = "off"                       # [A]; change to "required" to turn it on\nvalid = "membership-year"',
    'level = "required"\nvalid = "membership-year"',
)


@pytest.fixture
def checked(season: Path) -> Path:
    """The made-up region with the background check turned on and a PIN set."""
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8")
    assert CHECKED[0] in text
    kept = kept_pin()
    rules.write_text(
        text.replace(*CHECKED).replace('supervisor_pin = ""', f'supervisor_pin = "{kept}"'), encoding="utf-8"
    )
    return season


def not_cleared(at: Table) -> str:
    """Somebody whose check doesn't pass."""
    return next(
        key
        for key, person in sorted(at.desk.roster.people.items())
        if person.ids
        and any(
            one.key == "background-check" and one.state.value != "met"
            for team in at.desk.card(key).teams
            for one in team.requirements
        )
    )


async def test_the_reason_of_a_background_check_stands_only_behind_the_pin(
    table: Open, checked: Path
) -> None:
    async with table(path=checked) as at:
        key = not_cleared(at)
        told = at.desk.confidential(key)[0]
        await at.scan(at.code(key))
        assert "see the coordinator" in at.screen()
        assert told[:30] not in at.screen()
        await at.press("ctrl+g")
        await at.type("1234", "enter")
        assert "That is not the PIN" in at.screen()
        assert told[:30] not in at.screen()
        await at.press(*["backspace"] * 4)
        await at.type("4711")
        assert "4711" not in at.screen()
        await at.press("enter")
        assert told[:30] in at.screen()
        await at.press("escape")
        assert told[:30] not in at.screen()


async def test_a_scan_over_the_pin_opens_its_card_and_shows_nothing(table: Open, checked: Path) -> None:
    async with table(path=checked) as at:
        first, second = not_cleared(at), at.person(teams=1, tonight=True)
        await at.scan(at.code(first))
        await at.press("ctrl+g")
        await at.scan(at.code(second))
        card = at.card()
        assert card
        assert card.person.key == second
        assert at.app.screen is at.app.table


async def test_without_a_pin_nobody_reads_the_reason(table: Open, checked: Path) -> None:
    rules = checked / "region.toml"
    kept = kept_pin()
    rules.write_text(rules.read_text(encoding="utf-8").replace(kept, ""), encoding="utf-8")
    async with table(path=checked) as at:
        await at.scan(at.code(not_cleared(at)))
        await at.press("ctrl+g")
        assert "No supervisor's PIN is set" in at.screen()


async def test_the_slip_has_every_step_and_nothing_about_the_person(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
        await at.scan(at.code(key))
        await at.press("ctrl+s")
        assert "Saved" in at.screen()
        page = (at.desk.season.path / "slips" / f"slip-{key}.html").read_text(encoding="utf-8")
        card = at.card()
        assert card
        assert card.to_photograph[0].partition("\n")[0].split(". ")[0].rpartition(": ")[2] in page
        person = card.person
        assert all(part not in page for part in (person.first, person.last, *person.emails, *person.phones))
