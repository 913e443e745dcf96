"""Two desks gave out one box: both sides are on screen, and one Enter says what is true."""

from __future__ import annotations

from checkin.domain.desk_facts import Arrived, HandedOver
from tests.tui.conftest import NARROW, Open, Table


def give_twice(at: Table) -> tuple[str, str]:
    """Let two desks hand out one box, as two laptops do; give the team's key and the coach's."""
    key = at.person(teams=1, tonight=True)
    team = at.desk.card(key).teams[0].team
    for taker, desk in ((at.name(key), "A"), ("Ana Reyes", "B")):
        at.desk.desk = desk
        with at.desk.season.lock():
            at.desk.catch_up()
            at.desk._record((HandedOver(team, "uniform-box", None, taker, "spouse"),))
    at.desk.desk = "A"
    return team, key


async def test_a_person_served_at_two_desks_is_one_question_and_one_enter(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(teams=1, tonight=True)
        team = at.desk.card(key).teams[0].team
        given = [HandedOver(team, item, key, at.name(key)) for item in ("roster", "uniform-box")]
        for at.desk.desk in ("A", "B"):
            with at.desk.season.lock():
                at.desk.catch_up()
                at.desk._record((Arrived(key, "meeting-3", "code"), *given))
        at.app.evening.redraw()  # type: ignore[union-attr]
        await at.settle()
        assert "^A settle 1" in at.screen()
        await at.press("ctrl+a", "down", "enter")
        assert at.desk.anomalies() == ()
        told = " ".join(at.screen().split())
        assert "Settled, what desk B (Maria) recorded counts, not what desk A (Maria) did: " in told
        assert {one.desk for item in given if (one := at.desk.night.handed_over(team, item.item))} == {"B"}
        assert [one.desk for one in at.desk.night.arrivals(key)] == ["B"]


async def test_the_footer_says_that_something_is_to_be_settled_and_ctrl_a_settles_it(table: Open) -> None:
    async with table(NARROW) as at:
        assert "settle" not in at.screen()
        team, _ = give_twice(at)
        at.app.evening.redraw()  # type: ignore[union-attr]
        await at.settle()
        assert "^A settle 1" in at.screen()
        await at.press("ctrl+a")
        seen = " ".join(at.screen().split())
        assert "Recorded twice: what is true?" in seen
        assert "2 desk B, Maria, 7:00 pm" in seen
        assert "handed to Ana Reyes (spouse)" in seen
        await at.press("down")
        await at.type("A never had it", "enter")
        assert "Settled, " in at.screen()
        taken = at.desk.night.handed_over(team, "uniform-box")
        assert taken
        assert taken.desk == "B"
        assert "^A settle" not in at.screen()
        await at.press("f8")
        assert "^A settle 1" in at.screen()


async def test_a_scan_over_the_question_opens_its_card_and_settles_nothing(table: Open) -> None:
    async with table() as at:
        _, key = give_twice(at)
        await at.press("ctrl+a")
        await at.scan(at.code(key))
        card = at.card()
        assert card
        assert card.person.key == key
        assert len(at.desk.anomalies()) == 1


async def test_esc_decides_later_and_both_may_have_happened(table: Open) -> None:
    async with table() as at:
        give_twice(at)
        await at.press("ctrl+a", "escape")
        assert len(at.desk.anomalies()) == 1
        await at.press("ctrl+a", "down", "down", "enter")
        assert at.desk.anomalies() == ()
        assert "both happened" in at.screen()
