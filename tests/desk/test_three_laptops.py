"""Whatever three laptops record, take back, settle, merge and lose in whatever order: each knows what a model knows."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from checkin.domain.commands import (
    BookSession,
    CheckIn,
    ChooseLanguage,
    Collect,
    Command,
    HandOver,
    IssueBadges,
    IssueBoxLabels,
    Mark,
    MarkItem,
    Recorded,
    RecordEvidence,
    RecordRefresher,
    Release,
    Settle,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.desk_facts import HandedOver, Undone
from checkin.domain.evening_commands import (
    ChangeShift,
    CloseNight,
    Correct,
    CountBox,
    CountPile,
    GaveBox,
    LeaveNote,
    MissBox,
    PrintChecklist,
    ReadNotes,
    UncountBox,
    WalkIn,
)
from checkin.domain.evening_facts import (
    BoxCounted,
    BoxMissing,
    ChecklistPrinted,
    NoteLeft,
    ShiftChanged,
    WalkedIn,
)
from checkin.domain.fact import ItemFact
from checkin.domain.item_facts import Returned
from tests.conftest import MANY
from tests.desk.plain_model import BOX, Model
from tests.desk.test_any_evening import ITEMS, PEOPLE, TEAMS
from tests.desk.three_laptops import AT, ThreeLaptops

OTHERS: tuple[Command, ...] = (
    RecordEvidence("BERT", "safe-haven", "Safe Haven", date(2025, 8, 1)),
    BookSession("CARA", "12U Coach", date(2026, 9, 5)),
    ChooseLanguage("DREW", "es"),
    IssueBadges(PEOPLE, reissue=True),
    IssueBoxLabels(TEAMS),
    PrintChecklist("meeting-3"),
    ChangeShift("José", "Maria"),
    CountPile("roster", "12U", 2),
)
NEVER_TAKEN_BACK = (Undone, ChecklistPrinted, ShiftChanged)
NEW_TEAM = "12U-G91"
PERSON = st.integers(0, 9)
"""Which of those whom the laptop knows, walk-ins included."""
TEAM = st.sampled_from((*TEAMS, NEW_TEAM))
ITEM = st.sampled_from(ITEMS)
MARKS: tuple[Mark, ...] = ("short", "wrong-size", "owed", "returned", "exchanged", "topped-up")
PARTS = st.lists(
    st.sampled_from(("1 YM", "2 YM", "1 YL")), max_size=2, unique_by=lambda one: one.split()[1]
).map(tuple)


class Laptops(ThreeLaptops):
    """What volunteers record at three laptops."""

    def person(self, laptop: int, place: int) -> str:
        people = self.models[laptop].people()
        return people[place % len(people)]

    @rule(laptop=AT, place=PERSON)
    def check_in(self, laptop: int, place: int) -> None:
        model, person = self.models[laptop], self.person(laptop, place)
        expected = {person, *model.gives(person)} - model.about().keys()
        answer = self.do(laptop, CheckIn(person))
        assert isinstance(answer, Recorded) is (bool(expected) and not model.unread(person))
        if isinstance(answer, Recorded):
            assert {model.everything[one.id].about for one in answer.events} == expected

    @rule(laptop=AT, place=PERSON)
    def somebody_else_collects(self, laptop: int, place: int) -> None:
        model, person = self.models[laptop], self.person(laptop, place)
        expected = model.gives(person)
        answer = self.do(laptop, Collect(person, "Ana Lopez", "spouse"))
        assert isinstance(answer, Recorded) is (bool(expected) and not model.unread(person))
        if isinstance(answer, Recorded):
            assert {model.everything[one.id].about for one in answer.events} == expected

    @rule(laptop=AT, team=TEAM, item=ITEM, place=PERSON)
    def hand_over(self, laptop: int, team: str, item: str, place: int) -> None:
        model, to = self.models[laptop], self.person(laptop, place)
        free = team in model.teams() and not model.account((team, item)).out
        free &= not model.held(to, (team, item)) and not model.unread(to, team)
        assert self.recorded(laptop, HandOver(team, item, to)) is free

    @rule(laptop=AT, place=PERSON, team=TEAM)
    def release(self, laptop: int, place: int, team: str) -> None:
        person = self.person(laptop, place)
        was_held = self.models[laptop].held(person, (team, "roster"))
        allowed = Release(person, team, "roster", "Ana Lopez", "course on Saturday")
        assert self.recorded(laptop, allowed) is was_held

    @rule(laptop=AT, team=TEAM, item=ITEM, out=st.integers(0, 9), mark=st.sampled_from(MARKS), parts=PARTS)
    def mark(self, laptop: int, team: str, item: str, out: int, mark: Mark, parts: tuple[str, ...]) -> None:
        model = self.models[laptop]
        given = sorted({one for one in model.about() if isinstance(one, tuple) and one[1] in ITEMS})
        if given and out:  # most marks are about what somebody has
            team, item = given[out % len(given)]
        expected = team in model.teams() and may_mark(model, team, item, mark, parts)
        assert self.recorded(laptop, MarkItem(team, item, mark, parts)) is expected

    @rule(laptop=AT, place=PERSON, team=TEAM, item=ITEM, mark=st.sampled_from(MARKS[:3]), parts=PARTS)
    def mark_at_the_check_in(
        self, laptop: int, place: int, team: str, item: str, mark: Mark, parts: tuple[str, ...]
    ) -> None:
        model, person = self.models[laptop], self.person(laptop, place)
        given = model.gives(person) if (team, item) in model.gives(person) or mark == "owed" else set()
        came = {person} - model.about().keys()
        expected = team in model.teams() and not model.unread(person, team)
        if mark == "owed" or model.account((team, item)).out:
            expected &= may_mark(model, team, item, mark, parts)
            given -= {(team, item)}
        else:
            expected &= (team, item) in given
        if model.account((team, item)).out:
            given, came = set(), set()
        answer = self.do(laptop, MarkItem(team, item, mark, parts, person=person))
        assert isinstance(answer, Recorded) is expected
        if isinstance(answer, Recorded):
            assert {model.everything[one.id].about for one in answer.events} - {None} == given | came

    @rule(
        laptop=AT,
        name=st.sampled_from(("Zoe Lark", "Yann Ode")),
        team=st.sampled_from(("", TEAMS[1], NEW_TEAM)),
    )
    def walk_in(self, laptop: int, name: str, team: str) -> None:
        assert self.recorded(laptop, WalkIn(name, team=team, sure=True))

    @rule(laptop=AT, person=st.sampled_from(PEOPLE), team=TEAM)
    def one_more_team(self, laptop: int, person: str, team: str) -> None:
        fresh = (person, team) not in self.models[laptop].rows()
        assert self.recorded(laptop, WalkIn("", team=team, same_as=person)) is fresh

    @rule(laptop=AT, place=PERSON, team=st.sampled_from((*TEAMS, "")), must_see=st.booleans())
    def leave_a_note(self, laptop: int, place: int, team: str, must_see: bool) -> None:  # noqa: FBT001
        person = "" if team else self.person(laptop, place)
        assert self.recorded(laptop, LeaveNote("brings the cones", person, team, must_see))

    @rule(laptop=AT, place=PERSON)
    def read_the_notes(self, laptop: int, place: int) -> None:
        person = self.person(laptop, place)
        unread = self.models[laptop].unread(person)
        assert self.recorded(laptop, ReadNotes(person)) is bool(unread)

    @rule(laptop=AT, team=TEAM, how=st.sampled_from(("count", "uncount", "miss", "gave")))
    def box(self, laptop: int, team: str, how: str) -> None:
        model = self.models[laptop]
        is_counted, is_lost = (team in model.shelf(kind) for kind in (BoxCounted, BoxMissing))
        cases: dict[str, tuple[Command, bool]] = {
            "count": (CountBox(team), not is_counted),
            "uncount": (UncountBox(team), is_counted),
            "miss": (MissBox(team), not is_lost),
            "gave": (GaveBox(team, "Ana Lopez", "spouse"), not model.account((team, BOX)).out),
        }
        command, expected = cases[how]
        assert self.recorded(laptop, command) is (expected and team in model.teams())

    @rule(laptop=AT, whole=st.booleans())
    def close_the_night(self, laptop: int, whole: bool) -> None:  # noqa: FBT001
        model = self.models[laptop]
        for team, kind in sorted(model.disagreements()) if whole else ():
            assert self.recorded(laptop, UncountBox(team) if kind == "given" else CountBox(team))
        expected = model.closes()
        assert self.recorded(laptop, CloseNight()) is expected

    @rule(laptop=AT, place=PERSON)
    def take_the_refresher(self, laptop: int, place: int) -> None:
        person = self.person(laptop, place)
        free = ("refresher", person) not in self.models[laptop].about()
        assert self.recorded(laptop, RecordRefresher((person,))) is free

    @rule(laptop=AT)
    def take_back_last(self, laptop: int) -> None:
        model = self.models[laptop]
        expected = model.last(laptop)
        free = bool(expected) and not given_since(model, expected)
        answer = self.do(laptop, TakeBackLast("mistake"))
        assert isinstance(answer, Recorded) is free
        if isinstance(answer, Recorded):
            assert model.everything[answer.events[0].id].undoes == expected

    @rule(laptop=AT, data=st.data())
    def take_back_any(self, laptop: int, data: st.DataObject) -> None:
        model = self.models[laptop]
        events = [one for one in model.events() if not isinstance(one.fact, NEVER_TAKEN_BACK)]
        if events:
            target = data.draw(st.sampled_from(events))
            rest = [one for one in model.standing() if one.act == target.act and one != target]
            replaced = {one.id for one in rest if all(other.undoes for other in rest)}
            free = target in model.standing() and not given_since(model, {target.id, *replaced})
            answer = self.do(laptop, TakeBack(target.id, "mistake"))
            assert isinstance(answer, Recorded) is free
            if isinstance(answer, Recorded):
                assert model.everything[answer.events[0].id].undoes == {target.id, *replaced}

    @rule(laptop=AT, data=st.data())
    def correct(self, laptop: int, data: st.DataObject) -> None:
        kinds = (HandedOver, NoteLeft, WalkedIn)
        events = [one for one in self.models[laptop].standing() if isinstance(one.fact, kinds)]
        if events:
            target = data.draw(st.sampled_from(events))
            if self.recorded(laptop, Correct(target.id, "Ole Sunde, uncle", "heard it wrong")):
                assert target not in self.models[laptop].standing()

    @rule(laptop=AT, data=st.data())
    def settle(self, laptop: int, data: st.DataObject) -> None:
        doubled = sorted(map(sorted, self.models[laptop].doubled()))
        if doubled:
            event = data.draw(st.sampled_from(data.draw(st.sampled_from(doubled))))
            assert self.recorded(laptop, Settle(event, both=data.draw(st.booleans())))
        else:
            assert not self.recorded(laptop, Settle("I00001"))

    @rule(laptop=AT, command=st.sampled_from(OTHERS))
    def anything_else(self, laptop: int, command: Command) -> None:
        self.do(laptop, command)


def may_mark(model: Model, team: str, item: str, mark: Mark, parts: tuple[str, ...]) -> bool:
    """Tell whether that is a new word about an item, one that makes sense where the item is."""
    account = model.account((team, item))
    match mark:
        case "short" | "wrong-size":
            return bool(account.out) and not account.is_marked(mark, parts)
        case "owed":
            return not account.out and account.state != "owed"
        case "returned":
            return bool(account.out)
        case "exchanged":
            return bool(account.out) and account.state != "exchanged"
        case "topped-up":
            return account.may_top_up(parts)


def given_since(model: Model, targets: set[str]) -> bool:
    """Tell whether what came back, or was corrected, by one of these changed since: it can't be taken back."""
    events = sorted((model.everything[one] for one in targets), key=lambda one: one.order)
    places = {(one.fact.team, one.fact.item) for one in events if isinstance(one.fact, Returned)}
    corrected = [model.everything[target].fact for one in events for target in one.undoes]
    since = [one.fact for one in model.of(ItemFact) if one.order > events[0].order and one not in events]
    changed = {(one.team, one.item) for one in since if isinstance(one, ItemFact)}
    return any(model.account(place).out for place in places) or any(
        (one.team, one.item) in changed for one in corrected if isinstance(one, HandedOver)
    )


class LaptopsForLong(Laptops):
    """The same, many more times."""


Laptops.TestCase.settings = settings(
    max_examples=6 * MANY,
    stateful_step_count=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes: the long one does
)
LaptopsForLong.TestCase.settings = settings(
    Laptops.TestCase.settings,
    phases=list(Phase),
    max_examples=int(os.environ.get("CHECKIN_EVENINGS", "1000")),
    stateful_step_count=50,
    derandomize=False,
)
TestThreeLaptops = Laptops.TestCase
TestThreeLaptopsForLong = pytest.mark.long(LaptopsForLong.TestCase)
