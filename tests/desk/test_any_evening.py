"""Whatever volunteers do in whatever order, at two desks that crash: the record is a model's record."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import resources
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkin.desk import Desk
from checkin.domain.commands import Answer, CheckIn, HandOver, Recorded, TakeBack, TakeBackLast
from checkin.domain.desk_facts import Arrived, HandedOver, Imported
from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.domain.region_text import region_104
from checkin.exchange import roster_to_tables
from checkin.store import Season
from tests.conftest import MANY

TEMPLATE = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
MEETING = "meeting-3"
PEOPLE = ("ANNA", "BERT", "CARA", "DREW")
TEAMS = ("12U-G01", "12U-G02", "14U-B01")
ROWS = (
    Assignment("ANNA", "12U-G01", "12U", "Head Coach"),
    Assignment("BERT", "12U-G01", "12U", "Assistant Coach"),
    Assignment("BERT", "14U-B01", "14U", "Head Coach"),
    Assignment("CARA", "12U-G02", "12U", "Head Coach"),
    Assignment("DREW", "12U-G02", "12U", "Team Manager"),
)
ROSTER = Roster(
    {key: Person(key, key.capitalize(), "Reyes", registered=True) for key in PEOPLE},
    {key: Team(key, key, key[:3], "A1", str(place)) for place, key in enumerate(TEAMS)},
    ROWS,
)
ITEMS = ("roster", "uniform-box")

Item = tuple[str, str]


class Evening(RuleBasedStateMachine):
    """Two desks on one folder beside a dictionary that cannot crash."""

    @initialize()
    def begin(self) -> None:
        self.base = tempfile.TemporaryDirectory()
        self.folder = Path(self.base.name) / "season"
        self.numbers = count(1)
        Season.create(self.folder, region_104(TEMPLATE, date(2026, 8, 1)))
        self.desks = [self.open(name) for name in "AB"]
        season = self.desks[0].season
        with season.lock():
            name = season.write_roster(roster_to_tables(ROSTER))
            self.desks[0]._record((Imported(name),))
        self.here: dict[str, str] = {}
        self.given: dict[Item, str] = {}
        self.acts: list[tuple[str, str, list[str], list[Item]]] = []

    def open(self, name: str) -> Desk:
        desk = Desk.open(
            self.folder, desk=name, by="", clock=lambda: NOW, ids=self.ids(), writer="feedc0ffee01"
        )
        desk.load()
        return desk

    def ids(self) -> Callable[[int], str]:
        return lambda _: f"I{next(self.numbers):05}"

    def keep(self, desk: int, answer: Answer) -> None:
        """Note in the model what a desk says that it recorded."""
        assert isinstance(answer, Recorded)
        came = [one.fact.person for one in answer.events if isinstance(one.fact, Arrived)]
        took = [(one.fact.team, one.fact.item) for one in answer.events if isinstance(one.fact, HandedOver)]
        self.here |= dict.fromkeys(came, answer.act)
        self.given |= dict.fromkeys(took, answer.act)
        self.acts.append(("AB"[desk], answer.act, came, took))

    def forget(self, act: str) -> None:
        self.here = {key: one for key, one in self.here.items() if one != act}
        self.given = {key: one for key, one in self.given.items() if one != act}
        self.acts = [one for one in self.acts if one[1] != act]

    @rule(desk=st.integers(0, 1), person=st.sampled_from(PEOPLE))
    def check_in(self, desk: int, person: str) -> None:
        collects = [one.team for one in ROWS if one.person == person and "Coach" in one.role]
        left = {(team, item) for team in collects for item in ITEMS} - self.given.keys()
        answer = self.desks[desk].do(CheckIn(person))
        if person in self.here and not left:
            assert not isinstance(answer, Recorded)
        else:
            self.keep(desk, answer)
            assert set(self.acts[-1][3]) == left

    @rule(
        desk=st.integers(0, 1),
        team=st.sampled_from(TEAMS),
        item=st.sampled_from(ITEMS),
        to=st.sampled_from(PEOPLE),
    )
    def hand_over(self, desk: int, team: str, item: str, to: str) -> None:
        answer = self.desks[desk].do(HandOver(team, item, to))
        assert isinstance(answer, Recorded) is ((team, item) not in self.given)
        if isinstance(answer, Recorded):
            self.keep(desk, answer)

    @rule(desk=st.integers(0, 1))
    def take_back_last(self, desk: int) -> None:
        mine = [act for name, act, _, _ in self.acts if name == "AB"[desk]]
        answer = self.desks[desk].do(TakeBackLast())
        assert isinstance(answer, Recorded) is bool(mine)
        if mine:
            self.forget(mine[-1])

    @rule(desk=st.integers(0, 1), data=st.data())
    def take_back_any(self, desk: int, data: st.DataObject) -> None:
        if self.acts:
            act = data.draw(st.sampled_from([one[1] for one in self.acts]))
            assert isinstance(self.desks[desk].do(TakeBack(act, "wrong box")), Recorded)
            assert not isinstance(self.desks[desk].do(TakeBack(act)), Recorded)
            self.forget(act)

    @rule(desk=st.integers(0, 1))
    def crash_and_open_again(self, desk: int) -> None:
        self.desks[desk].season.close()
        self.desks[desk] = self.open("AB"[desk])

    @rule(
        desk=st.integers(0, 1), torn=st.binary(min_size=1, max_size=40).filter(lambda one: b"\n" not in one)
    )
    def crash_in_the_middle_of_a_write(self, desk: int, torn: bytes) -> None:
        self.desks[desk].season.close()
        for log in (self.folder / "log").glob(f"{'AB'[desk]}-*.jsonl"):
            with log.open("ab") as file:
                file.write(b"{" + torn)
        self.desks[desk] = self.open("AB"[desk])

    @invariant()
    def every_desk_says_what_the_model_says(self) -> None:
        for desk in self.desks:
            desk.catch_up()
            assert {key for key in PEOPLE if desk.night.arrival(key, MEETING)} == self.here.keys()
            found = {(team, item) for team in TEAMS for item in ITEMS if desk.night.handed_over(team, item)}
            assert found == self.given.keys()
            assert desk.night.doubled() == ()

    @invariant()
    def the_summary_adds_up(self) -> None:
        told = self.desks[1].summary(self.desks[1].meeting())
        for totals in (told.totals, *(one.totals for one in told.divisions)):
            assert totals.expected == totals.arrived - totals.visitors - totals.walk_ins + totals.no_shows
            for tally in totals.items.values():
                assert tally.expected == tally.given + tally.left
        for item in ITEMS:
            assert told.totals.items[item].given == len([one for one in self.given if one[1] == item])
            assert sum(one.totals.items[item].left for one in told.divisions) == told.totals.items[item].left

    def teardown(self) -> None:
        if hasattr(self, "base"):
            for desk in self.desks:
                desk.close()
            self.base.cleanup()


Evening.TestCase.settings = settings(max_examples=15 * MANY, stateful_step_count=25)
TestAnyEvening = Evening.TestCase
