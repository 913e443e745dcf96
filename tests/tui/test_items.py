"""F3 at the table: short, wrong size, owed, back, exchanged, complete again; a hold and its release."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.domain.card import ItemLine
from checkin.domain.commands import CheckIn, MarkItem, Recorded, Refused
from tests.conftest import Clock
from tests.tui.conftest import NARROW, Open, Table


def box(at: Table, key: str) -> ItemLine:
    """The uniform box of the person's only team."""
    (team,) = at.desk.card(key).teams
    return next(one for one in team.items if one.key == "uniform-box")


def seen(at: Table) -> str:
    return " ".join(at.screen().split())


async def opened(at: Table) -> str:
    key = at.person(standing="clear", teams=1, tonight=True)
    await at.scan(at.code(key))
    return key


async def test_a_short_box_is_two_keys_and_checks_in_too(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("f3", "enter")
        assert "HERE since" in seen(at)
        assert "is short, not counted yet" in seen(at)
        assert box(at, key).state == "short"
        assert at.desk.counts().given == {"roster": 1, "uniform-box": 1}
        await at.press("f8")
        assert box(at, key).state == "waiting"
        assert at.desk.card(key).arrived is None


async def test_sizes_are_counted_then_part_of_them_comes_then_the_rest(table: Open) -> None:
    async with table(NARROW) as at:
        key = await opened(at)
        await at.press("enter", "f3")
        await at.type("2 ym, 1 YL / parent calls", "enter")
        assert box(at, key).note == "missing: 2 YM, 1 YL. parent calls"
        assert "missing: 2 YM, 1 YL" in seen(at)
        await at.press("f3")
        assert "Uniform box is complete now: 2 YM, 1 YL" in seen(at)
        await at.type("1 YM", "enter")
        assert (box(at, key).state, box(at, key).missing) == ("short", "1 YM, 1 YL")
        await at.press("f3", "enter")
        assert (box(at, key).state, box(at, key).missing) == ("given", "")
        await at.press("f8", "f8", "f8")
        assert box(at, key).state == "given"
        assert at.desk.card(key).arrived


async def test_more_than_is_missing_cannot_be_added(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("f3")
        await at.type("1 YM", "enter")
        await at.press("f3")
        await at.type("2 YM", "enter")
        assert "lacks 1 YM, not 2 YM" in seen(at)
        assert box(at, key).missing == "1 YM"


async def test_a_box_that_is_not_there_is_owed_and_given_later(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("f3", "down", "down", "enter")
        assert "was not there and is owed" in seen(at)
        states = {one.key: one.state for one in at.desk.card(key).teams[0].items}
        assert states == {"roster": "given", "uniform-box": "owed"}
        assert at.desk.counts().given == {"roster": 1, "uniform-box": 0}
        await at.press("enter")
        assert box(at, key).state == "owed"
        await at.press("f3", "enter")
        assert box(at, key).state == "given"


async def test_a_wrong_size_is_exchanged_and_a_box_that_came_back_is_given_again(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("enter", "f3", "down")
        await at.type("3 AS", "enter")
        assert (box(at, key).state, box(at, key).note) == ("wrong-size", "needs: 3 AS")
        await at.press("f3", "enter")
        assert box(at, key).state == "exchanged"
        await at.press("f3", "down", "down", "enter")
        assert box(at, key).state == "returned"
        assert "hand over" not in at.screen().splitlines()[-2]
        await at.press("f3", "enter")
        assert box(at, key).state == "given"
        assert not at.desk.night.doubled()
        await at.press("f9")
        told = seen(at)
        for word in ("has a wrong size, needs 3 AS", "was exchanged", "came back", "handed to"):
            assert word in told


async def test_the_return_of_a_box_that_was_given_again_stays(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("enter", "f3", "up", "up", "up", "down", "down", "down", "enter")
        back = at.desk.last()
        assert back
        assert box(at, key).state == "returned"
        await at.press("f3", "enter")
        answer = at.desk.do(_undo(back.act))
        assert isinstance(answer, Refused)
        assert answer.code == "given-since"


def _undo(act: str):  # type: ignore[no-untyped-def]
    from checkin.domain.commands import TakeBack

    return TakeBack(act, "wrong box")


async def test_a_scan_over_the_question_opens_its_card_and_marks_nothing(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        other = at.person(teams=2, tonight=True)
        await at.press("f3")
        await at.scan(at.code(other))
        card = at.card()
        assert card
        assert card.person.key == other
        assert box(at, key).state == "waiting"


async def test_many_choices_fit_a_low_window(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(teams=3, tonight=True)
        await at.scan(at.code(key))
        await at.press("f3", *["down"] * 12)
        assert "▶ Roster of" in seen(at)
        assert "Esc goes back" in seen(at)


async def test_two_desks_mark_one_box_at_once_and_the_second_hears_it(
    table: Open, season: Path, clock: Clock
) -> None:
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    async with table() as at:
        key = await opened(at)
        await at.press("enter")
        team = at.desk.card(key).teams[0].team
        place = (team, "uniform-box")
        assert isinstance(other.do(MarkItem(*place, "short", ("2 YM",))), Recorded)
        await at.until_told("missing: 2 YM")
        await at.press("f3")
        assert isinstance(other.do(MarkItem(*place, "topped-up")), Recorded)
        await at.press("enter")
        assert "lacks nothing that was written down" in seen(at)
        assert box(at, key).state == "given"
    other.close()


def hold(season: Path, item: str) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8").replace(f'key = "{item}"', f'key = "{item}"\nhold = true')
    rules.write_text(text, encoding="utf-8")


async def test_a_hold_is_released_by_name_and_reason_on_every_desk(
    table: Open, season: Path, clock: Clock
) -> None:
    hold(season, "roster")
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    async with table() as at:
        key = at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired")
        await at.scan(at.code(key))
        assert "on hold" in seen(at)
        assert "F3 release the hold" in seen(at)
        await at.press("enter")
        states = {one.key: one.state for one in at.desk.card(key).teams[0].items}
        assert states == {"roster": "waiting", "uniform-box": "given"}
        await at.press("f3", "enter")
        assert "Type who allows it and why" in seen(at)
        await at.type("Ana Lopez", "enter")
        assert "Both are needed" in seen(at)
        await at.type(", course on Saturday", "enter")
        assert "Ana Lopez released the hold on the roster: course on Saturday." in seen(at)
        other.catch_up()
        (told,) = [one.sentence for one in other.card(key).banners if one.code == "released"]
        assert "Ana Lopez" in told
        await at.press("enter")
        assert at.desk.card(key).teams[0].items[0].state == "given"
        (override,) = at.desk.summary(at.desk.meeting()).overrides
        assert (override.name, override.reason, override.fallen) == ("Ana Lopez", "course on Saturday", False)
    other.close()


async def test_whoever_takes_too_many_teams_boxes_is_asked_about(table: Open, season: Path) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8").replace("boxes_per_person = 3", "boxes_per_person = 1")
    rules.write_text(text, encoding="utf-8")
    async with table() as at:
        key = at.person(teams=2, tonight=True)
        await at.scan(at.code(key))
        assert "will have items of 2 teams, more than 1" in seen(at)
        await at.press("enter")
        assert "now has items of 2 teams, more than 1" in seen(at)
        assert all(one.state == "given" for team in at.desk.card(key).teams for one in team.items)
        assert isinstance(at.desk.do(CheckIn(key)), Refused)


async def test_a_size_that_nobody_knows_is_asked_about_once(table: Open) -> None:
    async with table(NARROW) as at:
        key = await opened(at)
        await at.press("f3")
        await at.type("3 XXXL, 2 YM", "enter")
        assert "No size XXXL is known, only YXS, YS, YM" in seen(at)
        assert "3 XXXL, 2 YM" in seen(at)
        assert box(at, key).state == "waiting"
        await at.press("enter")
        assert (box(at, key).state, box(at, key).missing) == ("short", "3 XXXL, 2 YM")


async def test_another_unknown_size_is_asked_about_again(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("f3")
        await at.type("2 YN", "enter")
        await at.press("backspace")
        await at.type("Q", "enter")
        assert "No size YQ is known" in seen(at)
        assert box(at, key).state == "waiting"


async def test_a_second_list_says_what_it_replaces(table: Open) -> None:
    async with table() as at:
        key = await opened(at)
        await at.press("f3")
        await at.type("2 YM", "enter")
        await at.press("f3", "down")
        assert "▶ Uniform box is short, instead of 2 YM" in seen(at)
        await at.press("ctrl+u")
        await at.type("1 YL", "enter")
        assert "is short, 1 YL missing, instead of 2 YM." in seen(at)
        assert box(at, key).missing == "1 YL"
        await at.press("f8")
        assert box(at, key).missing == "2 YM"


async def test_a_second_list_goes_on_from_the_first_when_more_is_found_missing(table: Open) -> None:
    async with table(NARROW) as at:
        key = await opened(at)
        await at.press("f3")
        await at.type("2 YM", "enter")
        await at.press("f3", "down")
        assert " 2 YM, " in seen(at)
        await at.press("down", "up")
        await at.type("1 YL", "enter")
        assert "2 YM and 1 YL missing, instead of 2 YM." in seen(at)
        assert box(at, key).missing == "2 YM, 1 YL"
        await at.press("f3", "down", "enter")
        assert "is written down so already" in seen(at)
        (row,) = [one for one in at.desk.summary(at.desk.meeting()).needs if one.size == "YL"]
        assert row.count == 1
        assert sum(one.count for one in at.desk.summary(at.desk.meeting()).needs) == 3
