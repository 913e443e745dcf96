"""Anything of the night can be taken back from the history, with a reason where that matters."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Collect, Recorded, RecordRefresher, TakeBack
from tests.conftest import Clock
from tests.tui.conftest import NARROW, Open, Table


def told(at: Table) -> str:
    return " ".join(at.screen().split())


def given(at: Table, key: str) -> list[str]:
    return [item.state.value for team in at.desk.card(key).teams for item in team.items]


async def test_who_meant_somebody_else_takes_arrival_and_items_back_in_one_step(table: Open) -> None:
    async with table(NARROW) as at:
        wrong, other = (at.person(standing="clear", teams=teams, tonight=True) for teams in (1, 2))
        await at.scan(at.code(wrong))
        await at.press("enter")
        await at.scan(at.code(other))
        await at.press("enter", "escape", "f9", "down", "f8")
        assert at.desk.card(wrong).arrived is None
        assert given(at, wrong) == ["waiting", "waiting"]
        assert at.desk.card(other).arrived
        assert told(at).count("; 7:00 pm taken back.") == 1
        await at.press("f8")
        assert "That was taken back already" in told(at)


async def test_a_part_of_an_entry_is_taken_back_and_the_rest_stays(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9", "right", "down", "f8")
        assert given(at, key) == ["waiting", "given"]
        assert at.desk.card(key).arrived
        assert "; 7:00 pm taken back." in told(at)
        assert "▶ Tue Aug 25, 7:00 pm" in told(at)
        await at.press("down", "f8")
        assert given(at, key) == ["waiting", "waiting"]
        assert at.desk.card(key).arrived is None


async def test_the_parts_of_an_entry_come_and_go_by_key_and_by_click(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9")
        assert "·" not in at.screen().split("History", 1)[1].split("↑ ↓")[0]
        await at.press("right", "down", "left")
        assert told(at).count("checked in") == 1
        await at.pilot.click("#list", offset=(10, 0))
        assert told(at).count("checked in") == 2
        await at.press("up")
        await at.pilot.click("#list", offset=(10, 0))
        assert told(at).count("checked in") == 1


async def test_the_refresher_of_all_is_taken_back_of_one_from_their_history(table: Open) -> None:
    async with table() as at:
        one, two = (at.person(teams=teams, tonight=True) for teams in (1, 2))
        for key in (one, two):
            at.desk.do(CheckIn(key, hand_over=False))
        at.desk.do(RecordRefresher((one, two)))
        await at.scan(at.code(one))
        await at.press("f9", "f8")
        assert at.desk.night.refresher(one) is None
        assert at.desk.night.refresher(two)


async def test_what_is_older_than_a_few_minutes_asks_why(table: Open, clock: Clock) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        clock.advance(minutes=6)
        await at.press("f9", "f8")
        assert "Why is this taken back?" in at.screen()
        assert "That is older than 5 minutes" in told(at)
        await at.press("escape")
        assert given(at, key) == ["given", "given"]
        await at.press("right", "down", "down", "f8", "down", "enter")
        assert given(at, key) == ["given", "waiting"]
        assert "7:06 pm taken back: wrong box." in told(at)
        await at.press("escape", "f8")
        await at.type("he came back", "enter")
        assert at.desk.card(key).arrived is None
        assert given(at, key) == ["waiting", "waiting"]
        assert "Reason: he came back." in told(at)


async def test_the_last_thing_of_a_few_minutes_ago_needs_no_reason(table: Open, clock: Clock) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        clock.advance(minutes=4)
        await at.press("f8")
        assert "Taken back" in at.screen()


async def test_another_desks_entry_is_seen_at_once_and_asks_why(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
        other.load()
        assert isinstance(other.do(Collect(key, "Ana Reyes", "spouse")), Recorded)
        await at.scan(at.code(key))
        await at.press("f9")
        assert "7:00 pm, desk B, José: " in told(at)
        assert "handed to Ana Reyes (spouse)" in told(at)
        await at.press("f8")
        assert "Desk B (José) recorded that: say why it is taken back." in told(at)
        await at.type("wrong box", "enter")
        assert "; 7:00 pm taken back by Maria at desk A: wrong box." in told(at)
        other.catch_up()
        assert [one.taken_back for one in other.history(key)] == [True]
        other.close()


async def test_what_happens_elsewhere_while_the_history_is_open_is_no_trouble(
    table: Open, season: Path, clock: Clock
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9", "right", "down", "down", "down")
        other = Desk.open(season, desk="B", by="", clock=clock, writer="feedc0ffee02")
        other.load()
        box = other.night.hand_overs(at.desk.card(key).teams[0].team, "uniform-box")[0]
        other.do(TakeBack(box.id, "it is back on the shelf"))
        await at.press("f8")
        assert "That was taken back already at 7:00 pm, desk B." in told(at)
        assert given(at, key) == ["given", "waiting"]
        other.do(TakeBack(box.act, "nobody came"))
        other.close()
        await at.press("down", "f8")
        assert "That was taken back already at 7:00 pm, desk B." in told(at)


async def test_without_a_card_the_history_is_the_evenings(table: Open) -> None:
    async with table() as at:
        one, two = (at.person(teams=teams, tonight=True) for teams in (1, 2))
        for key in (one, two):
            at.desk.do(CheckIn(key, hand_over=False))
        await at.press("f9", "down", "f8")
        assert at.desk.card(one).arrived is None
        assert at.desk.card(two).arrived


async def test_a_click_chooses_and_a_scan_over_the_reason_opens_its_card(table: Open, clock: Clock) -> None:
    async with table() as at:
        one, two = (at.person(teams=teams, tonight=True) for teams in (1, 2))
        await at.scan(at.code(one))
        await at.press("enter", "f9")
        await at.pilot.click("#list", offset=(10, 0))
        await at.pilot.click("#list", offset=(10, 2))
        assert "· " in at.screen().split("▶")[1].splitlines()[0]
        clock.advance(hours=1)
        await at.press("f8")
        await at.scan(at.code(two))
        card = at.card()
        assert card
        assert card.person.key == two
        assert given(at, one) == ["given", "given"]


async def test_who_really_took_it_is_corrected_by_enter(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9", "enter")
        assert "Who took it: name, relation" in at.screen()
        await at.type("Ana Reyes, spouse", "enter")
        seen = told(at)
        assert "handed to Ana Reyes (spouse)." in seen
        assert "taken back: corrected." in seen
        for item in at.desk.card(key).teams[0].items:
            assert item.collected_by == "Ana Reyes (spouse)"
        assert at.desk.card(key).arrived


async def test_a_correction_of_an_old_entry_asks_why_and_keeps_its_time(table: Open, clock: Clock) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter")
        clock.advance(minutes=30)
        await at.press("f9", "enter")
        await at.type("Ana Reyes", "enter")
        assert "say why it is corrected" in told(at)
        await at.press("enter")
        assert "taken back: corrected: wrong person." in told(at)
        box = at.desk.card(key).teams[0].items[-1]
        assert box.at
        assert f"{at.desk.local(box.at):%H:%M}" == "19:00"


async def test_a_long_sentence_about_a_correction_is_read_whole(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9", "enter")
        await at.type("Ana Reyes-Montoya, grandmother", "enter")
        assert "Taken back: " in told(at)
        assert f"handed to {at.name(key)}. Reason: corrected." in told(at).rpartition("Taken back: ")[2]


async def test_a_correction_that_is_taken_back_in_the_history_leaves_what_it_had_corrected(
    table: Open,
) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f9", "enter")
        await at.type("Ana Reyes, spouse", "enter")
        await at.press("up", "f8")
        assert f"Again: {at.desk.card(key).teams[0].name}" in told(at)
        assert given(at, key) == ["given", "given"]
        items = at.desk.card(key).teams[0].items
        assert [one.collected_by for one in items] == [f"{at.name(key)} (head coach)"] * 2
