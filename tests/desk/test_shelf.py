"""The closing count says, box by box, what record and shelf disagree on, and closes only when they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import (
    CheckIn,
    IssueBoxLabels,
    MarkItem,
    Recorded,
    RecordEvidence,
    Refused,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.evening_commands import CloseNight, CountBox, CountPile, GaveBox, MissBox, UncountBox
from checkin.report.notes import notes_of
from tests.conftest import Clock


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Desk]:
    one = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    one.load()
    yield one
    one.close()


def gone(desk: Desk) -> tuple[str, str]:
    """Hand a box over; its coach and its team."""
    key = next(
        one
        for one in sorted(desk.roster.people)
        if desk.card(one).gives
        and len(desk.card(one).teams) == 1
        and not any(banner.code == "wrong-evening" for banner in desk.card(one).banners)
    )
    assert isinstance(desk.do(CheckIn(key)), Recorded)
    return key, desk.card(key).teams[0].team


def count_rest(desk: Desk) -> int:
    left = [one.team for one in desk.shelf().lines if one.kind == "not counted"]
    for team in left:
        assert isinstance(desk.do(CountBox(team)), Recorded)
    return len(left)


def test_the_night_closes_when_every_box_is_counted_and_the_summary_says_so(desk: Desk) -> None:
    gone(desk)
    meeting = desk.meeting()
    assert desk.summary(meeting).closing is None
    early = desk.do(CloseNight())
    assert isinstance(early, Refused)
    assert early.sentence == "Record and shelf disagree on 93 boxes."
    assert len(early.candidates) == 93
    assert count_rest(desk) == 93
    assert isinstance(desk.do(CloseNight()), Recorded)
    told = desk.summary(meeting).closing
    assert told
    assert (told.counted, told.missing, told.agrees, told.trace.by) == (93, (), True, "Maria")
    again = desk.do(CloseNight())
    assert isinstance(again, Refused)
    assert again.code == "already-closed"


def test_a_box_on_the_shelf_that_the_record_gave_away_is_settled_either_way(desk: Desk) -> None:
    _, team = gone(desk)
    desk.do(CountBox(team))
    line = desk.shelf().lines[0]
    assert (line.team, line.kind) == (team, "given")
    assert line.told.startswith("handed to ")
    desk.do(UncountBox(team))
    assert not [one for one in desk.shelf().lines if one.kind == "given"]
    desk.do(CountBox(team))
    assert isinstance(desk.do(TakeBack(line.hand_over, "on the shelf when counted")), Recorded)
    assert team not in [one.team for one in desk.shelf().lines]
    count_rest(desk)
    assert isinstance(desk.do(CloseNight()), Recorded)


def test_a_box_that_is_not_there_is_found_lost_or_with_somebody(desk: Desk) -> None:
    one, two, three = [line.team for line in desk.shelf().lines][:3]
    desk.do(MissBox(one, "perhaps in the van"))
    desk.do(MissBox(two))
    desk.do(CountBox(two))
    assert isinstance(desk.do(GaveBox(three, "Ana Reyes", "spouse")), Recorded)
    assert isinstance(desk.do(GaveBox(three, "Ole Sunde")), Refused)
    count_rest(desk)
    desk.do(CloseNight())
    told = desk.summary(desk.meeting())
    assert told.closing
    name = desk.roster.teams[one].name
    assert told.closing.missing == (f"box {desk.roster.teams[one].box} of {name}",)
    line = next(row for row in told.teams if row.team == desk.roster.teams[three].name)
    assert [one.collector for one in line.items if one.key == "uniform-box"] == ["Ana Reyes (spouse)"]
    box = told.totals.items["uniform-box"]
    assert (box.given, box.expected) == (1, 1 + box.left)


def test_f8_after_a_missing_box_leaves_it_counted_as_it_was(desk: Desk) -> None:
    team = desk.shelf().lines[0].team
    desk.do(CountBox(team))
    desk.do(MissBox(team))
    assert team not in desk.shelf().counted
    desk.do(TakeBackLast())
    assert team in desk.shelf().counted


def test_a_late_coach_after_the_closing_leaves_it_true_and_a_taking_back_does_not(desk: Desk) -> None:
    count_rest(desk)
    desk.do(CloseNight())
    key, team = gone(desk)
    closing = desk.summary(desk.meeting()).closing
    assert closing
    assert closing.agrees
    assert desk.shelf().lines == ()
    desk.do(TakeBackLast())
    assert desk.shelf().lines == ()
    desk.do(CheckIn(key))
    desk.do(UncountBox(team))
    event = desk.night.handed_over(team, "uniform-box")
    assert event
    desk.do(TakeBack(event.id, "it was not"))
    closing = desk.summary(desk.meeting()).closing
    assert closing
    assert not closing.agrees


def test_two_desks_count_one_shelf(desk: Desk, season: Path, clock: Clock) -> None:
    other = Desk.open(season, desk="B", by="José", clock=clock, writer="feedc0ffee02")
    other.load()
    lines = [one.team for one in desk.shelf().lines]
    for place, team in enumerate(lines):
        assert isinstance((desk, other)[place % 2].do(CountBox(team)), Recorded)
    twice = desk.do(CountBox(lines[1]))
    assert isinstance(twice, Refused)
    assert twice.code == "already-counted"
    other.catch_up()
    assert other.shelf().lines == ()
    assert isinstance(other.do(CloseNight()), Recorded)
    assert isinstance(desk.do(CloseNight()), Refused)
    other.close()


def test_a_label_a_number_and_a_team_mean_the_box(desk: Desk) -> None:
    team = next(iter(desk.roster.teams.values()))
    desk.do(IssueBoxLabels((team.key,), reissue=False))
    for text in (desk.box_label(team.key), team.box, team.name.lower()):
        assert desk.box_named(text) == team
    assert isinstance(desk.box_named("no such box"), Refused)


def test_a_region_that_hands_nothing_out_has_an_empty_shelf_that_closes(season: Path, clock: Clock) -> None:
    rules = season / "region.toml"
    text = rules.read_text(encoding="utf-8")
    for label in ("Roster", "Uniform box"):
        text = text.replace(f'label = "{label}"', f'label = "{label}"\non = false')
    rules.write_text(text, encoding="utf-8")
    one = Desk.open(season, desk="A", by="Maria", clock=clock, writer="feedc0ffee01")
    one.load()
    assert one.shelf().lines == ()
    assert isinstance(one.do(CloseNight()), Recorded)
    one.close()


def test_what_is_no_box_may_stay_uncounted_and_has_to_agree_once_it_is_counted(desk: Desk) -> None:
    count_rest(desk)
    twelve, fourteen = desk.shelf().piles
    assert (twelve.name, twelve.counted, len(twelve.left)) == ("Roster, 12U", None, 56)
    desk.do(CountPile("roster", "12U", 55))
    refused = desk.do(CloseNight())
    assert isinstance(refused, Refused)
    assert refused.candidates == ("Roster, 12U: 55 counted, the record says 56",)
    desk.do(MissBox(twelve.left[0], "perhaps in the car", "roster"))
    assert desk.shelf().missing == ()
    assert isinstance(desk.do(CloseNight()), Recorded)
    boxes, more, rosters = desk.summary(desk.meeting()).counted
    assert (boxes.item, boxes.counted + more.counted, boxes.agrees) == ("Uniform box", 94, True)
    assert (rosters.item, rosters.division) == ("Roster", "12U")
    assert (rosters.recorded, rosters.counted) == (56, 55)
    assert (rosters.missing, rosters.agrees) == ((desk.roster.teams[twelve.left[0]].name,), True)
    assert desk.shelf().piles[1] == fourteen


def test_a_roster_that_is_fetched_after_the_count_leaves_the_count_true(desk: Desk) -> None:
    count_rest(desk)
    for pile in desk.shelf().piles:
        desk.do(CountPile(pile.item, pile.division, len(pile.left)))
    gone(desk)
    assert desk.shelf().agrees
    assert isinstance(desk.do(CloseNight()), Recorded)


def test_a_count_that_was_wrong_is_counted_anew_and_the_last_one_counts(desk: Desk) -> None:
    count_rest(desk)
    desk.do(CountPile("roster", "12U", 50))
    assert isinstance(desk.do(CountPile("roster", "12U", 56)), Recorded)
    assert desk.shelf().agrees
    again = desk.do(CountPile("roster", "12U", 56))
    assert isinstance(again, Refused)
    assert again.sentence == "Roster, 12U: 56 counted, as the record says already."
    desk.do(TakeBackLast())
    assert not desk.shelf().agrees


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (CountPile("roster", "", 5), "which-division"),
        (CountPile("roster", "6U", 5), "which-division"),
        (CountPile("uniform-box", "12U", 5), "unknown-item"),
        (CountPile("keys", "12U", 5), "unknown-item"),
        (CountPile("roster", "12U", -1), "no-number"),
    ],
)
def test_a_count_of_nothing_that_lies_here_is_refused(desk: Desk, command: CountPile, code: str) -> None:
    answer = desk.do(command)
    assert isinstance(answer, Refused)
    assert answer.code == code


def test_a_typed_count_names_item_division_and_number_and_nothing_else_is_one(desk: Desk) -> None:
    assert desk.pile_typed("Rosters 12u 14") == CountPile("roster", "12U", 14)
    assert desk.pile_typed("roster 14") == CountPile("roster", "", 14)
    for text in (
        "47",
        "12U-G03",
        "ro 12U 14",
        "roster 12U",
        "roster nowhere 14",
        "roadrunners 14",
        "roster 12U x",
    ):
        assert desk.pile_typed(text) is None


def test_what_is_owed_is_left_and_not_on_the_shelf_which_the_summary_says(desk: Desk) -> None:
    team = desk.shelf().lines[0].team
    assert isinstance(desk.do(MarkItem(team, "uniform-box", "owed")), Recorded)
    count_rest(desk)
    told = desk.summary(desk.meeting())
    assert told.totals.items["uniform-box"].left == 94
    assert sum(one.counted for one in told.counted) == 93
    notes = notes_of(told, desk.region, desk.today())
    assert "Left, but owed and not on the shelf: uniform box of 1 team" in [*notes]


def test_one_enter_that_was_taken_back_is_one_line_of_the_summary(desk: Desk) -> None:
    gone(desk)
    desk.do(TakeBackLast("wrong person"))
    (line,) = desk.summary(desk.meeting()).taken_back
    assert "checked in." in line.sentence
    assert "roster and box" in line.sentence
    assert desk.summary(desk.meeting()).undone == 1


def test_a_certificate_that_was_shown_twice_is_verified_once(desk: Desk) -> None:
    key = next(iter(desk.roster.people))
    for _ in range(2):
        desk.do(RecordEvidence(key, "concussion", "CDC Concussion", date(2026, 8, 20)))
    assert len(desk.summary(desk.meeting()).evidence) == 1


def test_a_count_outside_of_every_meeting_stands_in_the_seasons_summary(desk: Desk, clock: Clock) -> None:
    clock.advance(days=-1)
    assert desk.meeting() is None
    desk.do(CountBox(next(iter(desk.roster.teams))))
    desk.do(CountPile("roster", "12U", 56))
    boxes, rosters = desk.summary(None).counted
    assert (boxes.on, boxes.counted, boxes.agrees) == (date(2026, 8, 24), 1, False)
    assert (rosters.item, rosters.counted, rosters.agrees) == ("Roster", 56, True)


def test_any_item_that_the_region_adds_is_counted_by_its_name(season: Path, clock: Clock) -> None:
    rules = season / "region.toml"
    more = '\n[[items]]\nkey = "ball-bag"\nlabel = "Ball bag"\n\n[[items]]\nkey = "keys"\nlabel = "Keys"\n'
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('\n[[items]]\nkey = "concussion', f'{more}\n[[items]]\nkey = "concussion'))
    one = Desk.open(season, desk="A", by="Maria", clock=clock, writer="feedc0ffee01")
    one.load()
    assert [pile.name for pile in one.shelf().piles][2:] == [
        *("Ball bag, 12U", "Ball bag, 14U", "Keys, 12U", "Keys, 14U")
    ]
    for typed in ("ball bag 12u 56", "Ball bags 12U 56", "ball 12u 56"):
        assert one.pile_typed(typed) == CountPile("ball-bag", "12U", 56)
    assert one.pile_typed("keys 14U 38") == CountPile("keys", "14U", 38)
    assert isinstance(one.do(CountPile("keys", "14U", 37)), Recorded)
    lost = one.shelf().piles[-1].left[0]
    assert isinstance(one.do(GaveBox(lost, "Ana Reyes", "spouse", "keys")), Recorded)
    assert one.shelf().agrees is not bool(one.shelf().lines)
    assert one.night.handed_over(lost, "keys")
    assert one.night.handed_over(lost, "uniform-box") is None
    one.close()
