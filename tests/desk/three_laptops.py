"""Three laptops with a copy of one season that crash, fill up and merge, beside three models that can't."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkin.desk import Desk
from checkin.domain.commands import Answer, CheckIn, Command, Recorded, Refused
from checkin.domain.desk_facts import Imported
from checkin.domain.evening_facts import BoxCounted
from checkin.domain.fold import Night
from checkin.domain.ledger import ledger_of
from checkin.domain.region_text import region_104
from checkin.exchange import roster_to_tables
from checkin.store import CannotWrite, Disk, Season
from tests.desk.plain_model import Model, Noted, noted
from tests.desk.test_any_evening import ITEMS, MEETING, NOW, ROSTER, TEMPLATE

__all__ = ["AT", "LAPTOPS", "NAMES", "ThreeLaptops"]

LAPTOPS = (0, 1, 2)
AT = st.sampled_from(LAPTOPS)
NAMES = ("A", "B", "A")
"""Two of the desks have one name, as it happens where two laptops start from one copy."""


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


class ThreeLaptops(RuleBasedStateMachine):
    """What happens to laptops; what people record at them is added by whoever inherits."""

    @initialize(hold=st.booleans())
    def begin(self, hold: bool) -> None:  # noqa: FBT001  hypothesis names it
        self.base = tempfile.TemporaryDirectory()
        self.numbers = count(1)
        self.disk = Moody()
        rules = region_104(TEMPLATE, date(2026, 8, 1))
        if hold:
            rules = rules.replace('key = "roster"\n', 'key = "roster"\nhold = true\n')
        first = Path(self.base.name) / "0" / "season"
        Season.create(first, rules)
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
        self.models = [Model(everything, hold=hold) for _ in LAPTOPS]

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
        if isinstance(answer, Refused):
            assert answer.sentence
            return answer
        assert answer.sentence
        model = self.models[laptop]
        for event in answer.events:
            assert all(event.order > model.everything[one].order for one in model.known)
            model.everything[event.id] = noted(event, laptop)
            model.known.add(event.id)
        return answer

    def recorded(self, laptop: int, command: Command) -> bool:
        return isinstance(self.do(laptop, command), Recorded)

    @rule(laptop=AT, person=st.sampled_from(tuple(ROSTER.people)))
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

    @rule(laptop=AT)
    def crash_and_open_again(self, laptop: int) -> None:
        self.desks[laptop].close()
        self.desks[laptop] = self.open(laptop)

    @rule(laptop=AT, torn=st.binary(min_size=1, max_size=40))
    def crash_in_the_middle_of_a_write(self, laptop: int, torn: bytes) -> None:
        self.desks[laptop].close()
        if self.own_log(laptop).exists():
            with self.own_log(laptop).open("ab") as log:
                log.write(b"{" + torn.replace(b"\n", b"\0"))
        self.desks[laptop] = self.open(laptop)

    def own_log(self, laptop: int) -> Path:
        return self.folders[laptop] / "log" / f"{NAMES[laptop]}-feedc0ffee0{laptop}.jsonl"

    @rule(at=AT, source=AT)
    def merge_the_folder(self, at: int, source: int) -> None:
        if at != source:
            self.desks[at].merge([self.folders[source]])
            self.models[at].known |= self.models[source].known

    @rule(at=AT, source=AT)
    def merge_one_log(self, at: int, source: int) -> None:
        model = self.models[source]
        own = {one for one in model.known if model.everything[one].laptop == source}
        if at != source and own:
            self.desks[at].merge([self.own_log(source)])
            self.models[at].known |= own

    @rule(at=AT, source=AT)
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
        counting = [one.id for one in desk.night if desk.night.counts(one) and one.id in model.known]
        assert counting == [one.id for one in model.standing()]
        shuffled = Night(sorted(desk.night, key=lambda one: one.id), desk.night.now_called)
        assert [(one.id, shuffled.counts(one)) for one in shuffled] == [
            (one.id, desk.night.counts(one)) for one in desk.night
        ]
        assert shuffled.doubled() == desk.night.doubled()
        self.check_people(desk, model)
        self.check_items(desk, model)
        self.check_shelf(desk, model)

    def check_people(self, desk: Desk, model: Model) -> None:
        about = model.about()
        assert sorted(desk.roster.people) == model.people()
        assert sorted(desk.roster.teams) == model.teams()
        here = {key: event.id for key in model.people() if (event := desk.night.arrival(key, MEETING))}
        assert here == {key: about[key][0] for key in model.people() if key in about}
        assert {frozenset(one.id for one in same) for same in desk.night.doubled()} == model.doubled()
        for key in model.people():
            card = desk.card(key)
            assert {one.event: one.text for one in card.notes} == model.notes(key)
            assert {one.event for one in card.notes if one.unread} == model.unread(key)

    def check_items(self, desk: Desk, model: Model) -> None:
        states: dict[str, list[str]] = {item: [] for item in ITEMS}
        for place in ((team, item) for team in model.teams() for item in ITEMS):
            account, ledger = model.account(place), ledger_of(desk.night, *place)
            assert ledger.state.value == account.state
            assert (ledger.given.id if ledger.given else None) == next(iter(account.out), None)
            assert {one.size: one.count for one in ledger.missing} == (account.missing or {})
            assert {one.size: one.count for one in ledger.wanted} == (account.wanted or {})
            states[place[1]].append(account.state)
        told = desk.summary(desk.meeting()).totals
        for item, found in states.items():
            tally = told.items[item]
            assert tally.given == sum(one in ("given", "short", "wrong-size", "exchanged") for one in found)
            assert tally.short == found.count("short")
            assert tally.expected == tally.given + tally.left == len(found)

    def check_shelf(self, desk: Desk, model: Model) -> None:
        shelf = desk.shelf()
        assert {(one.team, one.kind) for one in shelf.lines} == model.disagreements()
        assert set(shelf.counted) == model.shelf(BoxCounted).keys()

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
