"""Whatever three laptops record, take back, settle, merge and lose in whatever order: each knows what a model knows."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkin.desk import Desk
from checkin.domain.commands import (
    Answer,
    BookSession,
    CheckIn,
    ChooseLanguage,
    Command,
    HandOver,
    Recorded,
    RecordEvidence,
    RecordRefresher,
    Settle,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    HandedOver,
    Imported,
    RefresherTaken,
    Settled,
    Undone,
)
from checkin.domain.evening_commands import LeaveNote, WalkIn
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.region_text import region_104
from checkin.exchange import roster_to_tables
from checkin.store import CannotWrite, Disk, Season
from tests.desk.test_any_evening import ITEMS, MEETING, NOW, PEOPLE, ROSTER, ROWS, TEAMS, TEMPLATE

LAPTOPS = (0, 1, 2)
NAMES = ("A", "B", "A")
"""Two of the desks have one name, as it happens where two laptops start from one copy."""
COLLECTS = {
    key: {(row.team, item) for row in ROWS if row.person == key and "Coach" in row.role for item in ITEMS}
    for key in PEOPLE
}

OTHERS: tuple[Command, ...] = (
    LeaveNote("brings the cones", person="ANNA"),
    LeaveNote("new keeper shirt", team="12U-G01"),
    RecordEvidence("BERT", "safe-haven", "Safe Haven", date(2025, 8, 1)),
    BookSession("CARA", "12U Coach", date(2026, 9, 5)),
    WalkIn("Zoe Lark", team="12U-G02", sure=True),
    WalkIn("Yann Ode", sure=True),
    ChooseLanguage("DREW", "es"),
)

Item = tuple[str, str]


class Moody(Disk):
    """A disk that is full now and then."""

    full = False

    def write(self, handle: int, data: bytes) -> None:
        if self.full:
            super().write(handle, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(handle, data)

    def sync(self, handle: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


@dataclass(frozen=True)
class Noted:
    """An event as the model keeps it: in one list that cannot crash."""

    id: str
    act: str
    laptop: int
    order: tuple[int, str, int, str]
    about: object
    """A person who came, an item that was taken, or `refresher` and a person."""
    undoes: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    asked: bool = True
    """False for what F8 never takes back by itself: a code that was issued."""


def noted(event: Event, laptop: int) -> Noted:
    about: object = None
    undoes: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    match event.fact:
        case Arrived():
            about = event.fact.person
        case HandedOver():
            about = (event.fact.team, event.fact.item)
        case RefresherTaken():
            about = ("refresher", event.fact.person)
        case Undone():
            undoes = frozenset(event.fact.events)
        case Settled():
            settles, against = frozenset(event.fact.about), frozenset(event.fact.taken)
    asked = not isinstance(event.fact, BadgeIssued)
    return Noted(event.id, event.act, laptop, event.order, about, undoes, settles, against, asked)


class Model:
    """What one laptop knows: a set of ids, and the one list of everything that was ever noted."""

    def __init__(self, everything: dict[str, Noted]) -> None:
        self.everything = everything
        self.known: set[str] = set()

    def events(self) -> list[Noted]:
        return sorted((self.everything[one] for one in self.known), key=lambda one: one.order)

    def standing(self) -> list[Noted]:
        """What was neither taken back, nor settled against by the latest word on it."""
        events = self.events()
        undone = {target for one in events for target in one.undoes}
        words = {target: one for one in events if one.id not in undone for target in one.settles}
        return [
            one
            for one in events
            if one.id not in undone and not (one.id in words and one.id in words[one.id].against)
        ]

    def about(self) -> dict[object, list[str]]:
        """The standing events, by what they are about, in order."""
        found: dict[object, list[str]] = {}
        for one in self.standing():
            if one.about is not None:
                found.setdefault(one.about, []).append(one.id)
        return found

    def doubled(self) -> set[frozenset[str]]:
        """What was recorded twice and nobody settled; the refresher may be taken twice."""
        events = self.events()
        undone = {target for one in events for target in one.undoes}
        words = {target: one for one in events if one.id not in undone for target in one.settles}
        return {
            frozenset(ids)
            for about, ids in self.about().items()
            if len(ids) > 1
            and not (isinstance(about, tuple) and about[0] == "refresher")
            and not (ids[0] in words and set(ids) <= words[ids[0]].settles)
        }

    def last(self, laptop: int) -> set[str]:
        """What F8 takes back: the standing events of the latest act of that laptop."""
        mine = [one for one in self.standing() if one.laptop == laptop and one.asked and not one.undoes]
        return {one.id for one in self.standing() if mine and one.act == mine[-1].act}


class Laptops(RuleBasedStateMachine):
    """Three laptops with a copy of one season beside three sets of ids."""

    @initialize()
    def begin(self) -> None:
        self.base = tempfile.TemporaryDirectory()
        self.numbers = count(1)
        self.disk = Moody()
        first = Path(self.base.name) / "0" / "season"
        Season.create(first, region_104(TEMPLATE, date(2026, 8, 1)))
        desk = Desk.open(
            first, desk="import", by="", clock=lambda: NOW, ids=self.ids(), writer="1mp0rt000000"
        )
        desk.load()
        with desk.season.lock():
            desk._record((Imported(desk.season.write_roster(roster_to_tables(ROSTER))),))
        desk.close()
        self.folders = [first]
        for laptop in LAPTOPS[1:]:
            self.folders.append(Path(shutil.copytree(first, Path(self.base.name) / str(laptop) / "season")))
        self.desks = [self.open(laptop) for laptop in LAPTOPS]
        everything: dict[str, Noted] = {}
        self.models = [Model(everything) for _ in LAPTOPS]

    def ids(self) -> Callable[[int], str]:
        return lambda _: f"I{next(self.numbers):05}"

    def open(self, laptop: int) -> Desk:
        writer = f"feedc0ffee0{laptop}"
        desk = Desk.open(
            self.folders[laptop], desk=NAMES[laptop], by="", clock=lambda: NOW, ids=self.ids(), writer=writer
        )
        desk.season._disk = self.disk
        desk.load()
        return desk

    def do(self, laptop: int, command: Command) -> Answer:
        answer = self.desks[laptop].do(command)
        if isinstance(answer, Recorded):
            model = self.models[laptop]
            for event in answer.events:
                assert all(event.order > model.everything[one].order for one in model.known)
                model.everything[event.id] = noted(event, laptop)
                model.known.add(event.id)
        return answer

    @rule(laptop=st.sampled_from(LAPTOPS), person=st.sampled_from(PEOPLE))
    def check_in(self, laptop: int, person: str) -> None:
        known = self.models[laptop].about()
        left = COLLECTS[person] - known.keys()
        answer = self.do(laptop, CheckIn(person))
        assert isinstance(answer, Recorded) is (person not in known or bool(left))
        if isinstance(answer, Recorded):
            came = {person} - known.keys()
            assert {self.models[laptop].everything[one.id].about for one in answer.events} == came | left

    @rule(
        laptop=st.sampled_from(LAPTOPS),
        team=st.sampled_from(TEAMS),
        item=st.sampled_from(ITEMS),
        to=st.sampled_from(PEOPLE),
    )
    def hand_over(self, laptop: int, team: str, item: str, to: str) -> None:
        free = (team, item) not in self.models[laptop].about()
        assert isinstance(self.do(laptop, HandOver(team, item, to)), Recorded) is free

    @rule(laptop=st.sampled_from(LAPTOPS), person=st.sampled_from(PEOPLE))
    def take_the_refresher(self, laptop: int, person: str) -> None:
        free = ("refresher", person) not in self.models[laptop].about()
        assert isinstance(self.do(laptop, RecordRefresher((person,))), Recorded) is free

    @rule(laptop=st.sampled_from(LAPTOPS))
    def take_back_last(self, laptop: int) -> None:
        expected = self.models[laptop].last(laptop)
        answer = self.do(laptop, TakeBackLast("mistake"))
        assert isinstance(answer, Recorded) is bool(expected)
        if isinstance(answer, Recorded):
            assert self.models[laptop].everything[answer.events[0].id].undoes == expected

    @rule(laptop=st.sampled_from(LAPTOPS), data=st.data())
    def take_back_any(self, laptop: int, data: st.DataObject) -> None:
        events = [one for one in self.models[laptop].events() if not one.undoes]
        if events:
            target = data.draw(st.sampled_from(events))
            stands = target in self.models[laptop].standing()
            assert isinstance(self.do(laptop, TakeBack(target.id, "mistake")), Recorded) is stands

    @rule(laptop=st.sampled_from(LAPTOPS), data=st.data())
    def settle(self, laptop: int, data: st.DataObject) -> None:
        doubled = sorted(map(sorted, self.models[laptop].doubled()))
        if doubled:
            event = data.draw(st.sampled_from(data.draw(st.sampled_from(doubled))))
            assert isinstance(self.do(laptop, Settle(event, both=data.draw(st.booleans()))), Recorded)
        else:
            assert not isinstance(self.do(laptop, Settle("I00001")), Recorded)

    @rule(laptop=st.sampled_from(LAPTOPS), command=st.sampled_from(OTHERS))
    def anything_else(self, laptop: int, command: Command) -> None:
        self.do(laptop, command)

    @rule(laptop=st.sampled_from(LAPTOPS), person=st.sampled_from(PEOPLE))
    def the_disk_is_full(self, laptop: int, person: str) -> None:
        before = len(self.desks[laptop].night)
        self.disk.full = True
        try:
            answer = self.desks[laptop].do(CheckIn(person))
        except CannotWrite:
            pass
        else:
            assert not isinstance(answer, Recorded)
        finally:
            self.disk.full = False
        assert len(self.desks[laptop].night) == before

    @rule(laptop=st.sampled_from(LAPTOPS))
    def crash_and_open_again(self, laptop: int) -> None:
        self.desks[laptop].close()
        self.desks[laptop] = self.open(laptop)

    @rule(laptop=st.sampled_from(LAPTOPS), torn=st.binary(min_size=1, max_size=40))
    def crash_in_the_middle_of_a_write(self, laptop: int, torn: bytes) -> None:
        self.desks[laptop].close()
        if self.own_log(laptop).exists():
            with self.own_log(laptop).open("ab") as log:
                log.write(b"{" + torn.replace(b"\n", b"\0"))
        self.desks[laptop] = self.open(laptop)

    def own_log(self, laptop: int) -> Path:
        return self.folders[laptop] / "log" / f"{NAMES[laptop]}-feedc0ffee0{laptop}.jsonl"

    @rule(at=st.sampled_from(LAPTOPS), source=st.sampled_from(LAPTOPS))
    def merge_the_folder(self, at: int, source: int) -> None:
        if at != source:
            self.desks[at].merge([self.folders[source]])
            self.models[at].known |= self.models[source].known

    @rule(at=st.sampled_from(LAPTOPS), source=st.sampled_from(LAPTOPS))
    def merge_one_log(self, at: int, source: int) -> None:
        model = self.models[source]
        own = {one for one in model.known if model.everything[one].laptop == source}
        if at != source and own:
            self.desks[at].merge([self.own_log(source)])
            self.models[at].known |= own

    @rule(at=st.sampled_from(LAPTOPS), source=st.sampled_from(LAPTOPS))
    def merge_a_backup(self, at: int, source: int) -> None:
        if at != source:
            self.desks[at].merge([self.desks[source].back_up()[0]])
            self.models[at].known |= self.models[source].known

    @invariant()
    def every_laptop_says_what_its_model_says(self) -> None:
        for laptop in LAPTOPS:
            self.check(laptop)

    def check(self, laptop: int) -> None:
        desk, model = self.desks[laptop], self.models[laptop]
        desk.catch_up()
        assert desk.season.problems == []
        assert {one.id for one in desk.night if not isinstance(one.fact, Imported)} == model.known
        about = model.about()
        here = {key: event.id for key in PEOPLE if (event := desk.night.arrival(key, MEETING))}
        assert here == {key: about[key][0] for key in PEOPLE if key in about}
        items = [(team, item) for team in TEAMS for item in ITEMS]
        given = {one: event.id for one in items if (event := desk.night.handed_over(*one))}
        assert given == {one: about[one][0] for one in items if one in about}
        assert {frozenset(one.id for one in same) for same in desk.night.doubled()} == model.doubled()
        shuffled = Night(sorted(desk.night, key=lambda one: one.id), desk.night.now_called)
        assert [(one.id, shuffled.counts(one)) for one in shuffled] == [
            (one.id, desk.night.counts(one)) for one in desk.night
        ]
        assert shuffled.doubled() == desk.night.doubled()
        told = desk.summary(desk.meeting()).totals
        for item in ITEMS:
            tally = told.items[item]
            assert tally.given == len([one for one in given if one[1] == item])
            assert tally.expected == tally.given + tally.left

    def teardown(self) -> None:
        try:
            if hasattr(self, "models"):
                self.bring_all_together()
        finally:
            for desk in getattr(self, "desks", ()):
                desk.close()
            if hasattr(self, "base"):
                self.base.cleanup()

    def bring_all_together(self) -> None:
        """At the end of the night every laptop knows everything, says the same, and is as it was written."""
        for at in LAPTOPS:
            self.desks[at].merge([folder for folder in self.folders if folder != self.folders[at]])
            self.models[at].known = set(self.models[at].everything)
        for laptop in LAPTOPS:
            self.check(laptop)
            assert self.desks[laptop].season.verify().breaks == ()
        nights = [[(one.id, desk.night.counts(one)) for one in desk.night] for desk in self.desks]
        assert nights[0] == nights[1] == nights[2]


class LaptopsForLong(Laptops):
    """The same, many more times."""


Laptops.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes: the long one does
)
LaptopsForLong.TestCase.settings = settings(
    Laptops.TestCase.settings,
    phases=list(Phase),
    max_examples=int(os.environ.get("CHECKIN_EVENINGS", "1000")),
    stateful_step_count=50,
)
TestThreeLaptops = Laptops.TestCase
TestThreeLaptopsForLong = pytest.mark.long(LaptopsForLong.TestCase)
