"""Whatever a whole evening brings, in any order at two desks: the counts add up and nothing is given twice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkin.desk import Desk
from checkin.domain.commands import (
    Answer,
    CheckIn,
    Command,
    MarkItem,
    Recorded,
    Refused,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.desk_facts import Imported
from checkin.domain.evening_commands import (
    ChangeShift,
    CloseNight,
    Correct,
    CountBox,
    CountPile,
    EnterRow,
    GaveBox,
    LeaveNote,
    MissBox,
    PrintChecklist,
    ReadNotes,
    UncountBox,
    WalkIn,
)
from checkin.domain.region_text import region_104
from checkin.exchange import roster_to_tables
from checkin.store import Season
from tests.conftest import MANY
from tests.desk.test_any_evening import NOW, PEOPLE, ROSTER, TEAMS, TEMPLATE

DESKS = st.integers(0, 1)
TEAM = st.sampled_from(TEAMS)
PERSON = st.sampled_from(PEOPLE)
WHY = "as it was"


class LongEvening(RuleBasedStateMachine):
    """Two desks on one folder, from the first walk-in to the closing count."""

    @initialize()
    def begin(self) -> None:
        self.base = tempfile.TemporaryDirectory()
        self.folder = Path(self.base.name) / "season"
        self.numbers = count(1)
        self.at = NOW
        Season.create(self.folder, region_104(TEMPLATE, date(2026, 8, 1)))
        self.desks = [self.open(name) for name in "AB"]
        season = self.desks[0].season
        with season.lock():
            name = season.write_roster(roster_to_tables(ROSTER))
            self.desks[0]._record((Imported(name),))

    def open(self, name: str) -> Desk:
        desk = Desk.open(
            self.folder, desk=name, by="", clock=lambda: self.at, ids=self.ids(), writer="feedc0ffee01"
        )
        desk.load()
        return desk

    def ids(self) -> Callable[[int], str]:
        return lambda _: f"K{next(self.numbers):05}"

    def do(self, desk: int, command: Command) -> Answer:
        answer = self.desks[desk].do(command)
        if isinstance(answer, Refused):
            assert answer.sentence
        return answer

    @rule(desk=DESKS, person=PERSON)
    def check_in(self, desk: int, person: str) -> None:
        unread = self.desks[desk].catch_up() or self.desks[desk].card(person).unread
        answer = self.do(desk, CheckIn(person))
        if self.desks[desk].card(person).unread:
            assert isinstance(answer, Refused), unread

    @rule(
        desk=DESKS,
        name=st.sampled_from(("Zyxo Qwvutt", "Anna Reyes")),
        team=st.sampled_from((*TEAMS, "12U-G91", "12U", "")),
    )
    def walk_in(self, desk: int, name: str, team: str) -> None:
        answer = self.do(desk, WalkIn(name, team))
        if isinstance(answer, Refused) and answer.keys:
            again = self.do(desk, WalkIn(name, team, same_as=answer.keys[0]))
            assert isinstance(again, Recorded | Refused)

    @rule(desk=DESKS, person=st.sampled_from((*PEOPLE, "")), team=TEAM)
    def note(self, desk: int, person: str, team: str) -> None:
        answer = self.do(desk, LeaveNote("call", person, team, must_see=bool(person)))
        assert isinstance(answer, Recorded)

    @rule(desk=DESKS, person=PERSON)
    def read(self, desk: int, person: str) -> None:
        self.do(desk, ReadNotes(person))
        assert not self.desks[desk].card(person).unread

    @rule(
        desk=DESKS, team=TEAM, how=st.sampled_from(("count", "uncount", "miss", "gave", "short", "returned"))
    )
    def box(self, desk: int, team: str, how: str) -> None:
        commands: dict[str, Command] = {
            "count": CountBox(team),
            "uncount": UncountBox(team),
            "miss": MissBox(team),
            "gave": GaveBox(team, "Ana Reyes", "spouse"),
            "short": MarkItem(team, "uniform-box", "short", ("2 YM",)),
            "returned": MarkItem(team, "uniform-box", "returned"),
        }
        self.do(desk, commands[how])

    @rule(desk=DESKS, number=st.integers(0, 4))
    def count_rosters(self, desk: int, number: int) -> None:
        self.desks[desk].catch_up()
        for pile in self.desks[desk].shelf().piles[:1]:
            self.do(desk, CountPile(pile.item, pile.division, number))

    @rule(desk=DESKS)
    def settle_the_shelf_and_close(self, desk: int) -> None:
        one = self.desks[desk]
        one.catch_up()
        for line in one.shelf().lines:
            self.do(desk, UncountBox(line.team) if line.kind == "given" else CountBox(line.team))
        for pile in one.shelf().piles:
            if pile.disagrees:
                self.do(desk, CountPile(pile.item, pile.division, len(pile.left)))
        answer = self.do(desk, CloseNight())
        assert isinstance(answer, Recorded) or answer.code == "already-closed"
        closing = one.summary(one.meeting()).closing
        assert closing
        assert closing.agrees

    @rule(
        desk=DESKS,
        row=st.integers(1, 6),
        marks=st.sampled_from(("a", "b", "arb", "q", "")),
        at=st.sampled_from(("", " 6:50", " 99")),
    )
    def paper(self, desk: int, row: int, marks: str, at: str) -> None:
        if self.desks[desk].checklist() is None:
            self.do(desk, PrintChecklist("meeting-3"))
        meant = self.desks[desk].paper_row(EnterRow(f"{row} {marks}{at}"))
        answer = self.do(desk, EnterRow(f"{row} {marks}{at}"))
        assert isinstance(answer, Recorded) is (not isinstance(meant, Refused) and bool(meant.facts))

    @rule(desk=DESKS, data=st.data())
    def correct(self, desk: int, data: st.DataObject) -> None:
        self.desks[desk].catch_up()
        given = [one for one in self.desks[desk].history() if one.correctable]
        if given:
            line = data.draw(st.sampled_from(given))
            self.do(
                desk, Correct(line.event, data.draw(st.sampled_from(("Ole Sunde", "Bert Reyes", "8/1"))), WHY)
            )

    @rule(desk=DESKS, data=st.data())
    def take_back_any(self, desk: int, data: st.DataObject) -> None:
        self.desks[desk].catch_up()
        lines = [one for one in self.desks[desk].history() if one.undoable]
        if lines:
            self.do(desk, TakeBack(data.draw(st.sampled_from(lines)).event, WHY))

    @rule(desk=DESKS)
    def take_back_last(self, desk: int) -> None:
        self.do(desk, TakeBackLast(WHY))

    @rule(desk=DESKS, name=st.sampled_from(("José", "Maria")))
    def change_shift(self, desk: int, name: str) -> None:
        if isinstance(self.do(desk, ChangeShift(name, self.desks[desk].by)), Recorded):
            self.desks[desk].sit_down("AB"[desk], name)

    @rule(minutes=st.integers(0, 9))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @invariant()
    def nothing_is_given_twice(self) -> None:
        for desk in self.desks:
            desk.catch_up()
            assert [*desk.night.doubled()] == []
            for team in desk.roster.teams:
                assert len(desk.night.hand_overs(team, "uniform-box")) <= 1

    @invariant()
    def the_counts_add_up_alike_at_both_desks(self) -> None:
        told = [one.summary(one.meeting()) for one in self.desks]
        assert told[0] == told[1]
        for totals in (told[0].totals, *(one.totals for one in told[0].divisions)):
            assert totals.expected == totals.arrived - totals.visitors - totals.walk_ins + totals.no_shows
            for tally in totals.items.values():
                assert tally.expected == tally.given + tally.left
        assert [one.shelf() for one in self.desks[:1]] == [one.shelf() for one in self.desks[1:]]
        assert self.desks[0].handover().open == self.desks[1].handover().open

    @invariant()
    def every_card_and_the_history_can_be_drawn(self) -> None:
        desk = self.desks[0]
        for key in desk.roster.people:
            desk.card(key)
        assert all(one.told for one in desk.history())

    def teardown(self) -> None:
        if hasattr(self, "base"):
            for desk in self.desks:
                desk.close()
            self.base.cleanup()


LongEvening.TestCase.settings = settings(max_examples=10 * MANY, stateful_step_count=25)
TestAnyLongEvening = LongEvening.TestCase
