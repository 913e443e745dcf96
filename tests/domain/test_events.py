"""What the log keeps can be read back, and what a newer program wrote is refused in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    EvidenceSeen,
    FieldSessionDone,
    FollowUpWritten,
    HandedOver,
    Imported,
    LanguageChosen,
    RefresherTaken,
    Restored,
    SessionBooked,
    SetAside,
    Settled,
    Undone,
)
from checkin.domain.evening_facts import (
    BoxCounted,
    BoxMissing,
    ChecklistPrinted,
    NightClosed,
    NoteLeft,
    NoteRead,
    PileCounted,
    ShiftChanged,
    WalkedIn,
)
from checkin.domain.events import FACTS, UnknownKind, event_from, record_of
from checkin.domain.fact import Fact
from checkin.domain.identity_facts import IdentitySettled
from checkin.domain.item_facts import (
    BoxCalled,
    BoxFetched,
    Exchanged,
    FoundShort,
    FoundWrongSize,
    HoldReleased,
    Owed,
    Returned,
    ToppedUp,
)

AT = datetime(2026, 8, 26, 1, 2, 3, 456000, tzinfo=UTC)
SAMPLES: tuple[Fact, ...] = (
    Imported("roster-1.json", ("a.csv", "b.xlsx")),
    Arrived("7K2M9", "aug-25", "code"),
    HandedOver("12UG-03", "roster", "7K2M9", "Dana Reyes", "head coach", "aug-25", "two pages"),
    EvidenceSeen("7K2M9", "concussion", "CDC Concussion", date(2026, 8, 1), "paper"),
    RefresherTaken("7K2M9", None),
    FieldSessionDone("7K2M9", "8u", date(2026, 8, 1)),
    SessionBooked("7K2M9", "8u", date(2026, 8, 29)),
    BadgeIssued("7K2M9", "Q7ZT"),
    FollowUpWritten("7K2M9", "0123456789abcdef", "es"),
    LanguageChosen("7K2M9", "es"),
    BoxLabelIssued("12U-G03", "7K2M9XR", "Q7ZT"),
    Undone(("a", "b"), "wrong box"),
    BoxCounted("12UG-03", "aug-25"),
    BoxMissing("12UG-04", "aug-25", "in the van"),
    PileCounted("roster", "aug-25", "12U", 13, 14),
    NightClosed("aug-25", 41, ("12UG-04",)),
    ChecklistPrinted("K7", ("7K2M9 12UG-03", "- 12UG-04"), "aug-25", "e0"),
    ShiftChanged("José", "Maria"),
    NoteLeft("call home", "", "12UG-03", must_see=True),
    NoteRead(("a", "b"), "7K2M9"),
    WalkedIn(
        "7K2M9", "Ana", "Reyes", "", "12U-G09 Owls", "12U", "Head coach", "505 555 0142", "ana@example.org"
    ),
    Settled(("a", "b"), ("b",), "B never had it"),
    Restored("20260825T190000Z-0a1b2c3d4e5f.zip"),
    IdentitySettled(
        "7K2M9", "8RTX4", same=True, one_name="Bill Smith", another_name="William Smith", reason="he says so"
    ),
    SetAside(("5e884898da28",), "the stick was pulled out"),
    FoundShort("12UG-03", "uniform-box", ("2 YM", "1 YL"), "aug-25", "parent calls"),
    FoundWrongSize("12UG-03", "uniform-box", ("1 AS",)),
    Owed("12UG-03", "uniform-box", "7K2M9"),
    Returned("12UG-03", "uniform-box", ("a",)),
    Exchanged("12UG-03", "uniform-box"),
    ToppedUp("12UG-03", "uniform-box", ("2 YM",)),
    BoxCalled("12UG-03", "uniform-box", "aug-25"),
    BoxFetched("12UG-03", "uniform-box", ("a", "b")),
    HoldReleased("12UG-03", "roster", "7K2M9", "Ana Lopez", "course on Saturday", "aug-25"),
)


def written(fact: Fact) -> dict[str, Any]:
    record = record_of("e1", "a1", 7, AT, "A", "Maria", fact)
    return {**record, "writer": "w1", "seq": 3, "prev": "00"}


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_every_kind_comes_back_as_it_was_written(fact: Fact) -> None:
    event = event_from(written(fact))
    assert event.fact == fact
    assert (event.id, event.act, event.clock, event.at, event.desk, event.by) == (
        "e1",
        "a1",
        7,
        AT,
        "A",
        "Maria",
    )


def test_each_kind_has_a_sample_here() -> None:
    assert {fact.kind for fact in SAMPLES} == set(FACTS)


@pytest.mark.parametrize("change", [{"v": 2}, {"kind": "teleported"}, {"kind": None}])
def test_a_newer_programs_event_is_refused_in_words(change: dict[str, Any]) -> None:
    with pytest.raises(UnknownKind, match="Update this laptop"):
        event_from(written(SAMPLES[1]) | change)


def test_a_fact_taken_over_from_paper_keeps_its_own_time_and_says_so() -> None:
    own = datetime(2026, 8, 26, 0, 50, tzinfo=UTC)
    record = record_of("e1", "a1", 7, AT, "A", "Maria", SAMPLES[1], paper="K7 14", own_time=own)
    event = event_from({**record, "writer": "w1", "seq": 3, "prev": "00"})
    assert (event.paper, event.own_time, event.when, event.at) == ("K7 14", own, own, AT)
    assert event_from(written(SAMPLES[1])).when == AT
