"""Codes of badges and boxes: issued together, kept, reissued, and each old one named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.codes.scanner import is_code
from checkin.desk import Desk, Found, random_code
from checkin.domain.commands import IssueBadges, IssueBoxLabels, Recorded, Refused, TakeBack
from checkin.domain.decide_codes import box_key
from checkin.domain.payload import Payload, read
from checkin.domain.people import Team
from tests.conftest import Clock


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Desk]:
    """A desk over the made-up region."""
    desk = Desk.open(season, desk="badges", by="", clock=clock, ids=ids)
    desk.load()
    yield desk
    desk.close()


def payload(code: str) -> Payload:
    found = read(code)
    assert isinstance(found, Payload)
    return found


def issued(desk: Desk, *people: str, reissue: bool = False) -> Recorded:
    answer = desk.do(IssueBadges(people, reissue))
    assert isinstance(answer, Recorded)
    return answer


def test_everybody_gets_a_code_in_one_act_and_the_history_tells_it_in_one_line(desk: Desk) -> None:
    everybody = tuple(desk.roster.people)
    act = issued(desk, *everybody)
    assert (len(act.events), {one.act for one in act.events}) == (len(everybody), {act.act})
    assert act.sentence == f"Codes issued to {len(everybody)} people."
    assert desk.history()[-1].sentence == act.sentence
    assert len({desk.badge(one) for one in everybody}) == len(everybody)
    assert desk.look_up(desk.badge(everybody[7])) == Found(everybody[7], "code")
    (own,) = desk.history(everybody[7])
    assert own.sentence == f"Code issued to {desk.roster.people[everybody[7]].name}."


def test_who_has_a_code_keeps_it(desk: Desk) -> None:
    first, second, *_ = desk.roster.people
    issued(desk, first)
    before = desk.badge(first)
    assert [one.fact for one in issued(desk, first, second, second).events] == [
        desk.night.badge(second).fact  # type: ignore[union-attr]
    ]
    assert desk.badge(first) == before
    again = desk.do(IssueBadges((first, second)))
    assert isinstance(again, Refused)
    assert again.code == "nothing-to-issue"


def test_two_desks_that_print_the_same_people_issue_each_code_once(
    desk: Desk, season: Path, clock: Clock
) -> None:
    other = Desk.open(season, desk="B", by="", clock=clock)
    other.load()
    everybody = tuple(desk.roster.people)
    issued(desk, *everybody[:100])
    second = other.do(IssueBadges(everybody[50:150]))
    assert isinstance(second, Recorded)
    assert len(second.events) == 50
    desk.catch_up()
    assert [desk.badge(one) for one in everybody] == [other.badge(one) for one in everybody]
    other.close()


def test_a_lost_badge_is_reissued_and_the_old_one_named(desk: Desk) -> None:
    first, *_ = desk.roster.people
    issued(desk, first)
    lost = desk.badge(first)
    issued(desk, first, reissue=True)
    answer = desk.look_up(lost, scanned=True)
    assert isinstance(answer, Refused)
    assert answer.code == "old-badge"
    assert desk.roster.people[first].name in answer.sentence


def test_a_print_run_is_taken_back_whole(desk: Desk) -> None:
    first, second, *_ = desk.roster.people
    act = issued(desk, first, second)
    assert isinstance(desk.do(TakeBack(desk.history()[-1].event, "misprint")), Recorded)
    assert (desk.badge(first), desk.badge(second)) == ("", "")
    assert all(not desk.night.counts(one) for one in act.events)


def test_nobody_unknown_gets_a_code(desk: Desk) -> None:
    answers = [desk.do(IssueBadges(("NOSUCH",))), desk.do(IssueBoxLabels(("NOSUCH",)))]
    assert [one.code for one in answers if isinstance(one, Refused)] == ["unknown-person", "unknown-team"]


def test_a_box_label_names_its_team_and_an_old_one_is_told(desk: Desk) -> None:
    first, second, *_ = desk.roster.teams.values()
    desk.do(IssueBoxLabels((first.key, second.key)))
    lost = desk.box_label(first.key)
    assert desk._look.labelled(payload(lost)) == first
    desk.do(IssueBoxLabels((first.key,), reissue=True))
    assert payload(lost).key == payload(desk.box_label(first.key)).key
    old = desk._look.labelled(payload(lost))
    assert isinstance(old, Refused)
    assert (old.code, first.name in old.sentence) == ("old-label", True)
    assert desk._look.labelled(payload(desk.box_label(second.key))) == second
    other = payload(desk.box_label(second.key))
    stranger = desk._look.labelled(Payload(other.kind, other.season, other.key, "ZZZZ"))
    last_fall = desk._look.labelled(Payload(other.kind, "0", other.key, other.tag))
    assert [one.code for one in (stranger, last_fall) if isinstance(one, Refused)] == [
        "unknown-label",
        "wrong-season",
    ]


def test_every_box_of_a_season_has_a_key_of_its_own_and_every_laptop_the_same(desk: Desk) -> None:
    teams = tuple(desk.roster.teams)
    desk.do(IssueBoxLabels(teams))
    keys = {team: payload(desk.box_label(team)).key for team in teams}
    assert len(set(keys.values())) == len(teams)
    assert keys == {team: box_key(team, ()) for team in teams}


def test_a_key_that_another_team_has_is_stepped_around() -> None:
    assert box_key("12U-G03", ()) == box_key("12U-G03", ()) != box_key("12U-G04", ())
    aside = box_key("12U-G03", {box_key("12U-G03", ())})
    assert len(aside) == 7
    assert aside != box_key("12U-G03", ())


def test_a_label_of_a_team_that_is_gone_says_so(desk: Desk) -> None:
    first, *_ = desk.roster.teams
    desk.do(IssueBoxLabels((first,)))
    label = payload(desk.box_label(first))
    teams: dict[str, Team] = {key: one for key, one in desk.roster.teams.items() if key != first}
    desk.roster = type(desk.roster)(desk.roster.people, teams, desk.roster.assignments)
    gone = desk._look.labelled(label)
    assert isinstance(gone, Refused)
    assert "no longer in the files" in gone.sentence


def test_every_code_that_is_issued_is_told_from_a_name_however_slowly_it_comes(desk: Desk) -> None:
    desk._ids = lambda length: "Q" * length if length == 4 else random_code(length)
    people = tuple(desk.roster.people)[:60]
    desk.do(IssueBadges(people))
    assert all(is_code(desk.badge(one)) for one in people)
