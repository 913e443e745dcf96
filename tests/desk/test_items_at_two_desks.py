"""Two desks that do the same to one item at once, each without having heard of the other: one of them hears no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import (
    CheckIn,
    Collect,
    Command,
    FetchBox,
    HandOver,
    Mark,
    MarkItem,
    Recorded,
    Refused,
    Release,
)
from checkin.domain.states import Standing
from tests.conftest import Clock


@dataclass(frozen=True)
class Place:
    """A coach, their team, and its box."""

    person: str
    team: str
    item: str = "uniform-box"

    def mark(self, mark: Mark, *parts: str, person: str = "") -> MarkItem:
        return MarkItem(self.team, self.item, mark, parts, person=person)

    @property
    def check_in(self) -> CheckIn:
        return CheckIn(self.person)


Before = Callable[[Place], Sequence[Command]]
CASES: dict[str, tuple[Before, Callable[[Place], Command], str]] = {
    "check in": (lambda _: [], lambda at: at.check_in, "already-here"),
    "someone else": (lambda _: [], lambda at: Collect(at.person, "Ana", "aunt"), "nothing-waits"),
    "short at the check-in": (
        lambda _: [],
        lambda at: at.mark("short", "2 YM", person=at.person),
        "already-marked",
    ),
    "short": (lambda at: [at.check_in], lambda at: at.mark("short", "2 YM"), "already-marked"),
    "wrong size": (lambda at: [at.check_in], lambda at: at.mark("wrong-size", "1 AS"), "already-marked"),
    "owed": (lambda _: [], lambda at: at.mark("owed"), "already-marked"),
    "returned": (lambda at: [at.check_in], lambda at: at.mark("returned"), "not-given"),
    "exchanged": (lambda at: [at.check_in], lambda at: at.mark("exchanged"), "already-exchanged"),
    "topped up": (
        lambda at: [at.check_in, at.mark("short", "2 YM")],
        lambda at: at.mark("topped-up"),
        "not-short",
    ),
    "given again": (
        lambda at: [at.check_in, at.mark("returned")],
        lambda at: HandOver(at.team, at.item, at.person),
        "already-given",
    ),
    "released": (
        lambda _: [],
        lambda at: Release(at.person, at.team, "roster", "Ana", "course on Saturday"),
        "already-released",
    ),
    "fetched": (lambda at: [at.check_in], lambda at: FetchBox(at.team), "not-called"),
    "scanned": (lambda _: [], lambda at: CheckIn(at.person, box=at.team), "already-given"),
}


def coach(desk: Desk) -> Place:
    """Somebody flagged of one team whose box waits."""
    for key in sorted(desk.roster.people):
        card = desk.card(key)
        if card.standing is Standing.FLAGGED and len(card.teams) == 1 and card.gives and not card.arrived:
            return Place(key, card.teams[0].team)
    raise LookupError


@pytest.mark.parametrize("case", CASES)
def test_two_desks_at_once_record_it_once(season: Path, clock: Clock, case: str) -> None:
    before, command, code = CASES[case]
    rules = season / "region.toml"
    held = rules.read_text(encoding="utf-8").replace('key = "roster"', 'key = "roster"\nhold = true')
    rules.write_text(held, encoding="utf-8")
    desks = [
        Desk.open(season, desk=name, by="", clock=clock, writer=f"feedc0ffee0{place}")
        for place, name in enumerate("AB")
    ]
    for desk in desks:
        desk.load()
    place = coach(desks[0])
    for one in before(place):
        assert isinstance(desks[0].do(one), Recorded)
    with ThreadPoolExecutor(2) as hands:
        answers = [*hands.map(lambda desk: desk.do(command(place)), desks)]
    refused = [one for one in answers if isinstance(one, Refused)]
    assert [one.code for one in refused] == [code]
    assert len([one for one in answers if isinstance(one, Recorded)]) == 1
    for desk in desks:
        desk.catch_up()
        assert not desk.night.doubled()
    assert desks[0].card(place.person).teams == desks[1].card(place.person).teams
    for desk in desks:
        desk.close()
