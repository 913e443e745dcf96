"""Whatever two laptops do to the items, apart and together: nothing is given twice unseen, and counts add up."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkin.domain.commands import (
    CheckIn,
    Collect,
    FetchBox,
    HandOver,
    MarkItem,
    Refused,
    Release,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.desk_facts import HandedOver
from checkin.domain.errands import errands
from checkin.domain.item_facts import Exchanged, Returned
from checkin.domain.ledger import INCOMPLETE, OUT, ItemState, ledger_of
from checkin.domain.summary import summarize
from tests.conftest import MANY
from tests.domain.test_ledger import PEOPLE, REGION, ROSTER, TEAMS, Laptop

ITEMS = ("roster", "uniform-box")
laptops, people = st.integers(0, 1), st.sampled_from(PEOPLE)
places = st.tuples(st.sampled_from(TEAMS), st.sampled_from(ITEMS))
parts = st.lists(st.sampled_from(("1 YM", "2 YM", "1 YL")), max_size=2, unique_by=lambda one: one[2:]).map(
    tuple
)


GIVEN = (ItemState.GIVEN, ItemState.EXCHANGED)
AFTER = {
    "short": (ItemState.SHORT,),
    "wrong-size": (ItemState.WRONG_SIZE, ItemState.SHORT),
    "owed": (ItemState.OWED,),
    "returned": (ItemState.RETURNED,),
    "exchanged": (ItemState.EXCHANGED,),
    "topped-up": (*GIVEN, ItemState.SHORT, ItemState.WRONG_SIZE),
}
"""Where an item is after each word about it."""


class Items(RuleBasedStateMachine):
    """Two laptops that hear of each other now and then."""

    @initialize(scans=st.sampled_from(("off", "required")), hold=st.booleans())
    def begin(self, scans: Literal["off", "required"], hold: bool) -> None:  # noqa: FBT001
        self.laptops = (Laptop("A"), Laptop("B"))
        items = tuple(replace(one, hold=hold and one.key == "roster") for one in REGION.items)
        policy = replace(REGION.policy, two_scans=scans)
        for laptop in self.laptops:
            laptop.region = replace(REGION, items=items, policy=policy)

    @rule(at=laptops, person=people)
    def check_in(self, at: int, person: str) -> None:
        self.laptops[at].do(CheckIn(person))

    @rule(at=laptops, person=people)
    def somebody_else_collects(self, at: int, person: str) -> None:
        self.laptops[at].do(Collect(person, "Ana Lopez", "spouse"))

    @rule(at=laptops, place=places, to=people)
    def hand_over(self, at: int, place: tuple[str, str], to: str) -> None:
        laptop = self.laptops[at]
        had = ledger_of(laptop.night, *place).state in OUT
        answer = laptop.do(HandOver(*place, to))
        assert isinstance(answer, Refused) or not had
        assert not isinstance(answer, Refused) or had or answer.code == "on-hold"

    @rule(at=laptops, person=people, team=st.sampled_from(TEAMS))
    def scan_a_box(self, at: int, person: str, team: str) -> None:
        laptop, before = self.laptops[at], len(self.laptops[at].events)
        waited = ledger_of(laptop.night, team, "uniform-box").state is ItemState.WAITING
        answer = laptop.do(CheckIn(person, box=team))
        theirs = any(one.person == person and one.team == team for one in ROSTER.assignments)
        assert isinstance(answer, Refused) is not (theirs and waited)
        assert not isinstance(answer, Refused) or len(laptop.events) == before
        assert theirs or (isinstance(answer, Refused) and answer.code == "wrong-box")

    @rule(at=laptops, person=people, team=st.sampled_from(TEAMS))
    def release(self, at: int, person: str, team: str) -> None:
        self.laptops[at].do(Release(person, team, "roster", "Ana Lopez", "course on Saturday"))

    @rule(at=laptops, team=st.sampled_from(TEAMS))
    def fetch(self, at: int, team: str) -> None:
        laptop = self.laptops[at]
        laptop.do(FetchBox(team))
        assert all(one.team != team for one in errands(laptop.basis()))

    @rule(
        at=laptops,
        place=places,
        mark=st.sampled_from(("short", "wrong-size", "owed", "returned", "exchanged", "topped-up")),
        parts=parts,
        person=st.sampled_from(("", *PEOPLE)),
    )
    def mark(self, at: int, place: tuple[str, str], mark: str, parts: tuple[str, ...], person: str) -> None:
        command = MarkItem(*place, mark, parts, person=person)  # type: ignore[arg-type]
        laptop = self.laptops[at]
        if not isinstance(laptop.do(command), Refused):
            assert ledger_of(laptop.night, *place).state in AFTER[mark]

    @rule(at=laptops)
    def take_back_last(self, at: int) -> None:
        self.laptops[at].do(TakeBackLast("by mistake"))

    @rule(at=laptops, data=st.data())
    def take_back_any(self, at: int, data: st.DataObject) -> None:
        if events := sorted(self.laptops[at].events):
            self.laptops[at].do(TakeBack(data.draw(st.sampled_from(events)), "wrong box"))

    @rule(at=laptops)
    def hear_of_the_other(self, at: int) -> None:
        self.laptops[at].hear(self.laptops[1 - at])

    @invariant()
    def nothing_is_given_twice_without_an_anomaly_or_an_exchange(self) -> None:
        for laptop in self.laptops:
            night = laptop.night
            seen = {
                (one.fact.team, one.fact.item)
                for same in night.doubled()
                for one in same
                if isinstance(one.fact, HandedOver)
            }
            for place in ((team, item) for team in TEAMS for item in ITEMS):
                events = night.about_item(*place)
                given = [one for one in events if isinstance(one.fact, HandedOver)]
                ended = {
                    key for one in events if isinstance(one.fact, Returned) for key in one.fact.hand_overs
                }
                standing = [one for one in given if one.id not in ended]
                assert (len(standing) > 1) is (place in seen)
                swaps = [one for one in events if isinstance(one.fact, Exchanged)]
                assert bool(swaps) or ledger_of(night, *place).state is not ItemState.EXCHANGED

    @invariant()
    def counts_add_up_in_each_division_and_in_total(self) -> None:
        for laptop in self.laptops:
            night = laptop.night
            told = summarize(None, date(2026, 8, 25), laptop.basis())
            for item in ITEMS:
                parts_of_it = [one.totals.items[item] for one in told.divisions]
                whole = told.totals.items[item]
                for one in (whole, *parts_of_it):
                    assert one.expected == one.given + one.left
                    assert one.short <= one.given
                for name in ("expected", "given", "left", "short"):
                    assert getattr(whole, name) == sum(getattr(one, name) for one in parts_of_it)
                states = [ledger_of(night, team, item).state for team in TEAMS]
                assert whole.given == sum(one in OUT for one in states)
                assert whole.short == states.count(ItemState.SHORT)
            lacking = {
                (team, item)
                for team in TEAMS
                for item in ITEMS
                if ledger_of(night, team, item).state in (*INCOMPLETE, ItemState.OWED)
            }
            assert {
                (one.team, {"Roster": "roster", "Uniform box": "uniform-box"}[one.item]) for one in told.needs
            } == lacking

    @invariant()
    def whoever_heard_the_same_says_the_same(self) -> None:
        first, second = self.laptops
        if first.events.keys() == second.events.keys():
            for place in ((team, item) for team in TEAMS for item in ITEMS):
                assert ledger_of(first.night, *place) == ledger_of(second.night, *place)


Items.TestCase.settings = settings(max_examples=15 * MANY, stateful_step_count=25)
TestAnyLedger = Items.TestCase


class ItemsForLong(Items):
    """The same, for as many evenings as somebody has time for."""


EXAMPLES = int(os.environ.get("CHECKIN_LEDGER_EXAMPLES", "400"))
ItemsForLong.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=50, derandomize=False)
TestAnyLedgerForLong = pytest.mark.long(ItemsForLong.TestCase)
