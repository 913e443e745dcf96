"""The night is the same whatever the order its events arrive in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    HandedOver,
    Imported,
    RefresherTaken,
    Settled,
    Undone,
)
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.fold import Night

START = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
PEOPLE = ("P1", "P2")
TEAMS = ("T1", "T2")
ITEMS = ("roster", "uniform-box")


def event(seq: int, fact: Fact, *, writer: str = "w1", clock: int | None = None, act: str = "") -> Event:
    at = START + timedelta(minutes=seq)
    return Event(
        f"{writer}-{seq}", act or f"{writer}-{seq}", writer, seq, clock or seq, at, "A", "Maria", fact
    )


def facts(known: tuple[str, ...]) -> st.SearchStrategy[Fact]:
    person, team, item = st.sampled_from(PEOPLE), st.sampled_from(TEAMS), st.sampled_from(ITEMS)
    meeting = st.sampled_from((None, "aug-25"))
    kinds: list[st.SearchStrategy[Fact]] = [
        st.builds(Arrived, person, meeting),
        st.builds(HandedOver, team, item, person),
        st.builds(RefresherTaken, person, meeting),
        st.builds(BadgeIssued, person, st.sampled_from(("AAAA", "BBBB"))),
        st.builds(BoxLabelIssued, team, st.sampled_from(("K1K", "K2K")), st.sampled_from(("AAAA", "BBBB"))),
        st.builds(Imported, st.sampled_from(("roster-1.json", "roster-2.json"))),
    ]
    if known:
        kinds.append(st.builds(Undone, st.tuples(st.sampled_from(known))))
        about = st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True).map(tuple)
        kinds.append(
            about.flatmap(lambda ids: st.builds(Settled, st.just(ids), st.sampled_from(((), ids[1:]))))
        )
    return st.one_of(kinds)


@st.composite
def nights(draw: st.DrawFn) -> list[Event]:
    events: list[Event] = []
    for seq in range(1, draw(st.integers(1, 14)) + 1):
        fact = draw(facts(tuple(one.id for one in events if not isinstance(one.fact, Undone))))
        writer, clock = draw(st.sampled_from(("w1", "w2"))), draw(st.integers(1, seq))
        events.append(event(seq, fact, writer=writer, clock=clock))
    return events


def picture(night: Night) -> dict[str, object]:
    """Everything that anybody asks a night."""
    return {
        "events": list(night),
        "clock": night.clock,
        "roster": night.roster(),
        "arrivals": [night.arrivals(one) for one in PEOPLE],
        "at": [night.arrived_at(one) for one in (None, "aug-25")],
        "items": [night.hand_overs(team, item) for team in TEAMS for item in ITEMS],
        "badges": [night.badge(one) for one in PEOPLE],
        "labels": [night.box_label(one) for one in TEAMS],
        "labelled": [night.box_labels(one) for one in ("K1K", "K2K")],
        "refreshers": [night.refresher(one) for one in PEOPLE],
        "undone": sum(not night.counts(one) for one in night),
        "doubled": night.doubled(),
        "last": night.last_act("A", "w1"),
    }


@given(nights(), st.data())
def test_any_order_and_any_repetition_give_the_same_night(events: list[Event], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(events + events[: len(events) // 2]))
    assert picture(Night(events)) == picture(Night(shuffled))


@given(nights())
def test_what_was_taken_back_is_known_but_does_not_count(events: list[Event]) -> None:
    night = Night(events)
    takers = [one for one in events if isinstance(one.fact, Undone)]
    void = {target for one in takers for target in getattr(one.fact, "events", ())}
    taken = {target for one in takers if one.id not in void for target in getattr(one.fact, "events", ())}
    words = [one.fact for one in night if isinstance(one.fact, Settled) and one.id not in taken]
    latest = {target: word for word in words for target in word.about}
    for one in events:
        assert night.get(one.id) == one
        against = one.id in latest and one.id in latest[one.id].taken
        assert night.counts(one) is (one.id not in taken and not against)


def test_the_first_hand_over_stands_and_the_second_is_an_anomaly() -> None:
    first = event(1, HandedOver("T1", "roster", "P1"))
    second = event(2, HandedOver("T1", "roster", "P2"), writer="w2", clock=1)
    night = Night([second, first])
    assert night.handed_over("T1", "roster") == first
    assert night.doubled() == ((first, second),)
    night.add(event(3, Undone((second.id,))))
    assert night.doubled() == ()


def twice() -> list[Event]:
    return [
        event(1, HandedOver("T1", "roster", "P1")),
        event(2, HandedOver("T1", "roster", "P2"), writer="w2", clock=1),
    ]


def test_what_a_person_settled_is_no_anomaly_any_more_and_the_others_do_not_count() -> None:
    first, second = twice()
    night = Night([first, second, event(3, Settled((first.id, second.id), (first.id,)))])
    assert night.doubled() == ()
    assert night.handed_over("T1", "roster") == second
    assert night.taken_back_by(first) == night.get("w1-3")
    night.add(event(4, Undone(("w1-3",))))
    assert night.doubled() == ((first, second),)


def test_both_may_have_happened_and_a_third_record_asks_again() -> None:
    first, second = twice()
    night = Night([first, second, event(3, Settled((first.id, second.id)))])
    assert night.doubled() == ()
    assert night.hand_overs("T1", "roster") == (first, second)
    third = event(4, HandedOver("T1", "roster", "P1"), writer="w3")
    night.add(third)
    assert night.doubled() == ((first, second, third),)


def test_of_two_desks_that_settled_it_differently_the_later_word_counts_everywhere() -> None:
    first, second = twice()
    ids = (first.id, second.id)
    words = [event(3, Settled(ids, (first.id,))), event(4, Settled(ids, (second.id,)), writer="w2")]
    for order in (words, words[::-1]):
        assert Night([first, second, *order]).handed_over("T1", "roster") == first


def test_already_here_is_said_per_meeting() -> None:
    night = Night([event(1, Arrived("P1", "aug-25"))])
    assert night.arrival("P1", "aug-25") is not None
    assert night.arrival("P1", "aug-27") is None
    assert night.arrival("P1", None) is None


def test_the_last_act_is_this_desks_own_and_whole() -> None:
    came = event(1, Arrived("P1", None), act="one")
    took = event(2, HandedOver("T1", "roster", "P1"), act="one")
    other = event(3, Arrived("P2", None), writer="w2")
    night = Night([came, took, other])
    assert night.last_act("A", "w1") == (came, took)
    night.add(event(4, Undone((came.id, took.id))))
    assert night.last_act("A", "w1") == ()


def test_a_correction_that_is_taken_back_brings_back_what_stood_before() -> None:
    wrong = event(1, HandedOver("T1", "roster", "P1"))
    correction = (
        event(2, Undone((wrong.id,)), act="one"),
        event(3, HandedOver("T1", "roster", "P2"), act="one"),
    )
    night = Night([wrong, *correction])
    assert night.handed_over("T1", "roster") == correction[1]
    night.add(event(4, Undone(tuple(one.id for one in night.last_act("A", "w1")))))
    assert night.handed_over("T1", "roster") == wrong
    assert night.taken_back_by(wrong) is None
