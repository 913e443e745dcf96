"""Where an item is, what it lacks, and what is refused: the rules of the hand-over's account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.domain.basis import Basis
from checkin.domain.card_of import card_of
from checkin.domain.commands import CheckIn, Collect, Command, HandOver, MarkItem, Refused, Release, TakeBack
from checkin.domain.decide import decide
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.ledger import Ledger, ledger_of
from checkin.domain.limits import too_many
from checkin.domain.parts import Part, less, parts_of, told_parts, typed_parts
from checkin.domain.people import Assignment, Certificate, Person, Proof, Roster, Team
from checkin.domain.region_text import parse_region, region_104
from checkin.domain.summary import summarize

NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
TEMPLATE = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
REGION = parse_region(region_104(TEMPLATE, date(2026, 8, 1)))
PEOPLE = ("ANNA", "BERT", "CARA")
TEAMS = ("12U-G01", "12U-G02", "14U-B01")
ROSTER = Roster(
    {key: Person(key, key.capitalize(), "Reyes", registered=True, credentials=True) for key in PEOPLE},
    {key: Team(key, key, key[:3], "A1", str(place)) for place, key in enumerate(TEAMS, start=45)},
    (
        Assignment("ANNA", "12U-G01", "12U", "Head Coach"),
        Assignment("BERT", "12U-G01", "12U", "Assistant Coach"),
        Assignment("BERT", "14U-B01", "14U", "Head Coach"),
        Assignment("CARA", "12U-G02", "12U", "Head Coach"),
    ),
)
BOX = (TEAMS[0], "uniform-box")


class Laptop:
    """A desk without a disk: what it decides, and what it has heard of."""

    def __init__(self, name: str = "A", roster: Roster = ROSTER) -> None:
        self.name, self.roster, self.region = name, roster, REGION
        self.events: dict[str, Event] = {}
        self._numbers = count(1)

    @property
    def night(self) -> Night:
        return Night(self.events.values())

    def basis(self) -> Basis:
        night = self.night
        return Basis(
            region=self.region,
            roster=self.roster,
            night=night,
            meeting=lambda _: self.region.meetings[2],
            today=date(2026, 8, 25),
            local=lambda at: at - timedelta(hours=6),
            desk=self.name,
            writer=self.name,
            new_tag=lambda: "Q7ZT",
            new_key=lambda: "NEWKY",
            now=NOW,
        )

    def do(self, command: Command) -> Sequence[Event] | Refused:
        basis = self.basis()
        facts = decide(command, basis)
        if isinstance(facts, Refused):
            return facts
        act, clock = f"{self.name}act{next(self._numbers)}", basis.night.clock
        new = [
            Event(
                f"{self.name}{next(self._numbers)}",
                act,
                self.name,
                next(self._numbers),
                clock + place,
                NOW,
                self.name,
                "",
                fact,
            )
            for place, fact in enumerate(facts, start=1)
        ]
        self.events |= {one.id: one for one in new}
        return new

    def hear(self, other: Laptop) -> None:
        self.events |= other.events

    def box(self) -> Ledger:
        return ledger_of(self.night, *BOX)

    def code(self, command: Command) -> str:
        answer = self.do(command)
        return answer.code if isinstance(answer, Refused) else ""


def test_short_says_sizes_and_counts_and_a_top_up_completes_it() -> None:
    desk = Laptop()
    desk.do(CheckIn("ANNA"))
    desk.do(MarkItem(*BOX, "short", ("2 YM", "1 YL")))
    assert (desk.box().state, told_parts(desk.box().missing)) == ("short", "2 YM, 1 YL")
    desk.do(MarkItem(*BOX, "topped-up", ("1 YM",)))
    assert (desk.box().state, told_parts(desk.box().missing)) == ("short", "1 YM, 1 YL")
    desk.do(MarkItem(*BOX, "topped-up"))
    assert (desk.box().state, desk.box().missing) == ("given", ())


def test_a_note_stays_as_long_as_something_is_missing() -> None:
    desk = Laptop()
    desk.do(MarkItem(*BOX, "short", ("2 YM",), "parent calls", person="ANNA"))
    desk.do(MarkItem(*BOX, "topped-up", ("1 YM",)))
    assert desk.box().told == "missing: 1 YM. parent calls"
    desk.do(MarkItem(*BOX, "topped-up"))
    assert desk.box().told == ""


def test_counting_again_replaces_what_was_counted_before() -> None:
    desk = Laptop()
    desk.do(MarkItem(*BOX, "short", person="ANNA"))
    assert desk.box().told == "what is missing was not said"
    desk.do(MarkItem(*BOX, "short", ("3 AS",)))
    desk.do(MarkItem(*BOX, "short", ("2 AS",)))
    assert told_parts(desk.box().missing) == "2 AS"
    assert desk.code(MarkItem(*BOX, "short", ("2 AS",))) == "already-marked"


@pytest.mark.parametrize("mark", ["returned", "exchanged", "topped-up", "short", "wrong-size"])
def test_what_nobody_has_cannot_lack_anything(mark: str) -> None:
    assert Laptop().code(MarkItem(*BOX, mark)) == "not-given"  # type: ignore[arg-type]


def test_what_is_given_is_not_owed_and_what_is_owed_waits_for_its_own_key() -> None:
    desk = Laptop()
    desk.do(MarkItem(*BOX, "owed", person="ANNA"))
    assert desk.box().state == "owed"
    assert desk.night.arrivals("ANNA")
    assert desk.code(MarkItem(*BOX, "owed")) == "already-marked"
    assert desk.code(CheckIn("ANNA")) == "already-here"
    assert desk.code(Collect("ANNA", "Ana Reyes")) == "nothing-waits"
    desk.do(HandOver(*BOX, "ANNA"))
    assert desk.box().state == "given"
    assert desk.code(MarkItem(*BOX, "owed")) == "already-given"


def test_a_size_may_be_missing_and_wrong_at_once_and_both_are_given_together() -> None:
    desk = Laptop()
    desk.do(CheckIn("ANNA"))
    desk.do(MarkItem(*BOX, "wrong-size", ("1 YM", "1 YL")))
    assert desk.code(MarkItem(*BOX, "topped-up")) == "not-short"
    desk.do(MarkItem(*BOX, "short", ("2 YM",)))
    assert desk.code(MarkItem(*BOX, "wrong-size", ("1 YL", "1 YM"))) == "already-marked"
    assert desk.code(MarkItem(*BOX, "topped-up", ("4 YM",))) == "not-missing"
    desk.do(MarkItem(*BOX, "topped-up", ("3 YM",)))
    assert (desk.box().state, told_parts(desk.box().wanted)) == ("wrong-size", "1 YL")


def test_one_exchange_is_enough_until_something_is_wrong_again() -> None:
    desk = Laptop()
    desk.do(MarkItem(*BOX, "wrong-size", ("3 AS",), person="ANNA"))
    desk.do(MarkItem(*BOX, "exchanged"))
    assert desk.box().state == "exchanged"
    assert desk.code(MarkItem(*BOX, "exchanged")) == "already-exchanged"
    desk.do(MarkItem(*BOX, "short", ("1 AS",)))
    assert desk.code(MarkItem(*BOX, "exchanged")) == ""


def test_forms_that_a_team_brings_are_never_short() -> None:
    desk = Laptop()
    items = tuple(replace(one, on=True) for one in REGION.items)
    desk.region = replace(REGION, items=items)
    assert desk.code(MarkItem(TEAMS[0], "concussion-forms", "short")) == "comes-in"
    assert desk.code(MarkItem(TEAMS[0], "hats", "short")) == "unknown-item"
    assert desk.code(MarkItem("12U-X", "roster", "short")) == "unknown-team"


def test_two_laptops_that_both_gave_a_box_stay_an_anomaly_when_one_comes_back_unheard() -> None:
    first, second = Laptop("A"), Laptop("B")
    first.do(HandOver(*BOX, "ANNA"))
    second.do(HandOver(*BOX, "BERT"))
    first.hear(second)
    assert len(first.night.doubled()) == 1
    first.do(MarkItem(*BOX, "returned"))
    assert not first.night.doubled()
    assert first.box().state == "returned"


def test_the_return_of_one_laptop_ends_only_the_hand_over_that_it_knew() -> None:
    first, second = Laptop("A"), Laptop("B")
    first.do(HandOver(*BOX, "ANNA"))
    first.do(MarkItem(*BOX, "returned"))
    second.do(HandOver(*BOX, "BERT"))
    first.hear(second)
    assert first.box().state == "given"
    assert not first.night.doubled()


def test_a_return_is_not_taken_back_under_a_later_hand_over() -> None:
    desk = Laptop()
    desk.do(HandOver(*BOX, "ANNA"))
    back = desk.do(MarkItem(*BOX, "returned"))
    assert not isinstance(back, Refused)
    desk.do(HandOver(*BOX, "BERT"))
    assert desk.code(TakeBack(back[0].id, "wrong box")) == "given-since"


# ------------------------------------------------------------------------------------------------ holds


def held_back(certificates: tuple[Certificate, ...] = ()) -> Laptop:
    desk = Laptop(roster=replace(ROSTER, certificates=certificates))
    items = tuple(replace(one, hold=one.key == "roster") for one in REGION.items)
    desk.region = replace(REGION, items=items)
    return desk


RELEASE = Release("ANNA", TEAMS[0], "roster", "Ana Lopez", "course on Saturday")


def refusal(at: datetime) -> tuple[Certificate, ...]:
    return (Certificate("ANNA", "CDC Concussion", Proof.NO, as_of=at),)


def test_a_held_item_is_given_by_nobody_until_its_hold_is_released() -> None:
    desk = held_back()
    assert desk.code(HandOver(TEAMS[0], "roster", "ANNA")) == "on-hold"
    desk.do(CheckIn("ANNA"))
    assert ledger_of(desk.night, TEAMS[0], "roster").state == "waiting"
    assert desk.code(replace(RELEASE, reason=" ")) == "no-reason"
    assert desk.code(replace(RELEASE, name="")) == "no-reason"
    assert desk.code(replace(RELEASE, item="uniform-box")) == "not-held"
    desk.do(RELEASE)
    assert desk.code(RELEASE) == "already-released"
    desk.do(CheckIn("ANNA"))
    assert ledger_of(desk.night, TEAMS[0], "roster").state == "given"


@pytest.mark.parametrize(("hours", "falls"), [(-2, False), (2, True)])
def test_a_release_falls_when_newer_data_says_no_and_not_for_older(hours: int, falls: bool) -> None:  # noqa: FBT001
    desk = held_back(refusal(NOW + timedelta(hours=hours)))
    desk.do(RELEASE)
    card = card_of(desk.roster.people["ANNA"], "id", date(2026, 8, 25), desk.basis())
    roster = next(one for one in card.teams[0].items if one.key == "roster")
    assert roster.held is falls
    assert ("It fell" in roster.released) is falls
    (override,) = summarize(None, date(2026, 8, 25), desk.basis()).overrides
    assert override.fallen is falls


def test_a_release_that_fell_can_be_given_anew_by_name_and_reason() -> None:
    desk = held_back()
    desk.do(RELEASE)
    desk.roster = replace(ROSTER, certificates=refusal(NOW - timedelta(hours=1)))
    assert desk.code(RELEASE) == "already-released"
    desk.roster = replace(ROSTER, certificates=refusal(NOW + timedelta(hours=1)))
    assert desk.code(RELEASE) == ""


# --------------------------------------------------------------------------------------- limit and parts


def test_the_limit_warns_at_the_first_team_too_many_and_counts_spouses_by_name() -> None:
    desk = Laptop()
    desk.region = replace(REGION, policy=replace(REGION.policy, boxes_per_person=1))
    for person, warned in (("ANNA", False), ("CARA", True)):
        facts = decide(Collect(person, "Ana Lopez", "spouse"), desk.basis())
        assert not isinstance(facts, Refused)
        assert bool(too_many(facts, desk.basis())) is warned
        desk.do(Collect(person, "ana  LOPEZ", "spouse"))
    (load,) = summarize(None, date(2026, 8, 25), desk.basis()).loads
    assert (load.person, load.teams) == ("ana  LOPEZ", (TEAMS[0], TEAMS[1]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2 ym, 1 Yl", ("2 YM", "1 YL")),
        ("YM x2 and YL", ("2 YM", "1 YL")),
        ("2x YM; 3 YM", ("5 YM",)),
        ("2YM, 1xYL", ("2 YM", "1 YL")),
        ("2 XL", ("2 XL",)),
        ("3 x ym", ("3 YM",)),
        ("2 X large", ("2 X large",)),
        ("1 pair of socks", ("1 pair of socks",)),
        ("3", ("3",)),
        ("goalkeeper shirt", ("1 goalkeeper shirt",)),
        ("0 YM", ()),
        ("  ", ()),
    ],
)
def test_sizes_are_taken_as_people_write_them(typed: str, kept: tuple[str, ...]) -> None:
    assert typed_parts(typed, ("YS", "YM", "YL", "AS")) == kept


@given(st.text(max_size=40))
@example("X :")
@example("x large")
def test_whatever_is_typed_is_kept_as_counts_and_sizes_that_read_back_the_same(typed: str) -> None:
    kept = typed_parts(typed)
    assert typed_parts(", ".join(kept)) == kept
    assert tuple(map(str, parts_of(kept))) == kept


def test_what_is_given_is_taken_off_what_is_missing() -> None:
    assert less((Part(2, "YM"), Part(1, "YL")), (Part(1, "ym"), Part(3, "YL"))) == (Part(1, "YM"),)
