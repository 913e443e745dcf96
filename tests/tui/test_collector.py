"""Somebody else collects: the record says who really took it, and the coach stays not here."""

from __future__ import annotations

from pathlib import Path

from checkin.domain.card import ItemState
from checkin.tui.screens.collector import people_of
from tests.tui.conftest import NARROW, Open, Table


def states(at: Table, key: str) -> set[ItemState]:
    return {item.state for team in at.desk.card(key).teams for item in team.items}


async def test_a_spouse_takes_the_box_by_name_and_the_coach_stays_not_here(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("f2")
        assert f"Who collects for {at.name(key)}?" in at.screen()
        await at.type("Ana Reyes, spouse", "enter")
        seen = " ".join(at.screen().split())
        assert "handed to Ana Reyes (spouse)" in seen
        assert "NOT HERE YET" in seen
        assert states(at, key) == {ItemState.GIVEN}
        assert at.desk.card(key).arrived is None
        await at.press("f8")
        assert states(at, key) == {ItemState.WAITING}


async def test_nobody_is_told_of_an_absent_coach_whose_box_was_just_collected(table: Open) -> None:
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        other = at.person(teams=2)
        await at.scan(at.code(key))
        await at.press("f2")
        await at.type("Ana Reyes, spouse", "enter")
        await at.scan(at.code(other))
        assert "was not recorded" not in at.screen()
        await at.scan(at.code(key))
        assert f"{at.name(other)} was not recorded." in " ".join(at.screen().split())


async def test_somebody_of_the_team_is_one_key_away(table: Open) -> None:
    async with table(NARROW) as at:
        key = next(
            one
            for one in sorted(at.desk.roster.people)
            if at.desk.roster.people[one].ids
            and at.desk.card(one).gives
            and any(team.others for team in at.desk.card(one).teams)
        )
        other = next(team.others[0] for team in at.desk.card(key).teams if team.others)
        await at.scan(at.code(key))
        await at.press("f2")
        assert other.name in at.screen()
        await at.press("enter")
        assert states(at, key) == {ItemState.GIVEN}


async def test_the_mouse_chooses_a_person_and_a_second_click_takes_them(table: Open) -> None:
    async with table() as at:
        key = next(
            one for one in sorted(at.desk.roster.people) if len(people_of(at.desk.card(one), at.desk)) > 1
        )
        await at.scan(at.code(key))
        await at.press("f2")
        second = people_of(at.desk.card(key), at.desk)[1]
        for _ in range(2):
            await at.pilot.click("#choices", offset=(4, 1))
            await at.settle()
        assert f"handed to {second.name}" in " ".join(at.screen().split())
        assert states(at, key) == {ItemState.GIVEN}


async def test_a_scan_over_the_question_opens_its_card_and_hands_nothing_over(table: Open) -> None:
    async with table() as at:
        first = at.person(teams=1, tonight=True)
        second = at.person(teams=2, tonight=True)
        await at.scan(at.code(first))
        await at.press("f2")
        await at.scan(at.code(second))
        card = at.card()
        assert card
        assert card.person.key == second
        assert states(at, first) == {ItemState.WAITING}


async def test_where_only_the_team_may_collect_a_stranger_is_refused_in_words(
    table: Open, season: Path
) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8").replace('who_collects = "anyone"', 'who_collects = "team"')
    rules.write_text(text, encoding="utf-8")
    async with table() as at:
        key = at.person(teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("f2")
        await at.type("Ana Stranger, neighbour", "enter")
        assert "may collect for it" in " ".join(at.screen().split())
        assert states(at, key) == {ItemState.WAITING}


async def test_somebody_of_one_of_two_teams_takes_only_that_teams_box(table: Open) -> None:
    async with table() as at:
        key, collect = next(
            (one, collect)
            for one in sorted(at.desk.roster.people)
            if len([team for team in at.desk.card(one).teams if team.items]) > 1
            for collect in people_of(at.desk.card(one), at.desk)[:1]
            if len(collect.teams) == 1 and at.desk.roster.people[one].ids
        )
        await at.scan(at.code(key))
        await at.press("f2")
        assert f"{collect.name}, {collect.relation}: only" in " ".join(at.screen().split())
        await at.press("enter")
        given = {
            team.team
            for team in at.desk.card(key).teams
            for item in team.items
            if item.state is ItemState.GIVEN
        }
        assert given == set(collect.teams)


async def test_someone_else_is_told_why_there_is_nothing_to_collect(table: Open) -> None:
    async with table(NARROW) as at:
        await at.press("f2")
        assert "Open the coach's card first" in " ".join(at.screen().split())
        key = at.person(teams=1, tonight=True)
        await at.scan(at.code(key))
        await at.press("enter", "f2")
        assert f"Nothing waits for {at.name(key)}" in " ".join(at.screen().split())
        await at.press("f3", "up", "up", "up")
        await at.press("down", "down", "down", "enter", "f2")
        assert "F3 gives what is owed or came back" in " ".join(at.screen().split())


async def test_a_name_half_typed_when_a_scan_comes_is_there_again(table: Open) -> None:
    async with table() as at:
        one, two = at.person(teams=1, tonight=True), at.person(teams=2)
        await at.scan(at.code(one))
        await at.press("f2")
        await at.type("Ana Reyes,")
        await at.scan(at.code(two))
        await at.scan(at.code(one))
        await at.press("f2")
        await at.type(" spouse", "enter")
        assert "handed to Ana Reyes (spouse)" in " ".join(at.screen().split())
