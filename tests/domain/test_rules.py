"""Each rule of the region, at its boundaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.desk_facts import EvidenceSeen, FieldSessionDone, SessionBooked
from checkin.domain.people import Assignment, Certificate, Person, Proof, Roster
from checkin.domain.region import Region
from checkin.domain.region_text import parse_region, region_104
from checkin.domain.rules import Judgement, Standing, State, Witnessed, judge, standing_of

TEMPLATE = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
TEXT = region_104(TEMPLATE, date(2026, 7, 1))
REGION = parse_region(TEXT)
NIGHT = date(2026, 8, 25)
AS_OF = datetime(2026, 8, 24, 12, 0, tzinfo=UTC)
GOOD = date(2026, 7, 30)


def region(*changes: tuple[str, str]) -> Region:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_region(text)


CHECKED = region(
    (
        'level = "off"                       # [A]; change to "required" to turn it on\nvalid = "membership',
        'level = "required"\nvalid = "membership',
    )
)


def held(name: str, done: date | None = GOOD, proof: Proof = Proof.VERIFIED, **more: Any) -> Certificate:
    return Certificate("P1", name, proof, done, as_of=AS_OF, source="test", **more)


def judged(
    *certificates: Certificate,
    division: str = "12UG",
    role: str = "Head Coach",
    on: date = NIGHT,
    rules: Region = REGION,
    seen: tuple[Witnessed, ...] = (),
    credentials: bool = True,
    youth: bool = False,
) -> dict[str, Judgement]:
    person = Person("P1", "Dana", "Reyes", registered=True, credentials=credentials, youth=youth)
    row = Assignment("P1", "T1", division, role)
    roster = Roster({"P1": person}, {}, (row,), certificates)
    return {one.key: one for one in judge(rules, roster, row, on, seen)}


COURSE, CONCUSSION, SAFE_HAVEN = "coach-course", "concussion", "safe-haven"


@pytest.mark.parametrize(
    ("key", "name", "done", "on", "state"),
    [
        # two years from a day are good on that day, not on the next
        (COURSE, "12U Coach", date(2024, 8, 24), date(2026, 8, 24), "expiring"),
        (COURSE, "12U Coach", date(2024, 8, 24), date(2026, 8, 25), "expired"),
        # February 29 ends on February 28
        (COURSE, "12U Coach", date(2024, 2, 29), date(2026, 2, 28), "expiring"),
        (COURSE, "12U Coach", date(2024, 2, 29), date(2026, 3, 1), "expired"),
        # good tonight, but not until the last game on November 14
        (COURSE, "12U Coach", date(2024, 11, 13), NIGHT, "expiring"),
        (COURSE, "12U Coach", date(2024, 11, 14), NIGHT, "met"),
        # New Mexico: a concussion course every twelve months
        (CONCUSSION, "Concussion Awareness", date(2025, 8, 24), NIGHT, "expired"),
        (CONCUSSION, "Concussion Awareness", date(2025, 8, 25), NIGHT, "expiring"),
        (CONCUSSION, "Z-Online CDC Concussion Awareness Training", date(2025, 12, 1), NIGHT, "met"),
        # Safe Haven once
        (SAFE_HAVEN, "AYSOs Safe Haven", date(1999, 1, 1), NIGHT, "met"),
        (SAFE_HAVEN, "Webinar-AYSOs Safe Haven", date(2015, 1, 1), NIGHT, "met"),
        (SAFE_HAVEN, "Safe Haven Coach", date(2015, 1, 1), NIGHT, "met"),
        # not yet: a date in the future is an error to show, a later course doesn't help tonight
        (COURSE, "12U Coach", date(2027, 1, 1), NIGHT, "missing"),
        (COURSE, "12U Coach", date(2026, 7, 30), date(2026, 7, 1), "missing"),
    ],
)
def test_the_last_good_day_and_the_day_after(key: str, name: str, done: date, on: date, state: str) -> None:
    assert judged(held(name, done), on=on)[key].state == state


def test_a_date_in_the_future_is_told_from_one_after_the_evening() -> None:
    assert "in the future" in judged(held("12U Coach", date(2027, 1, 1)))[COURSE].reason
    later = judged(held("12U Coach", date(2026, 7, 30)), on=date(2026, 7, 1))[COURSE].reason
    assert later == "only on Jul 30, 2026, after this date"


@pytest.mark.parametrize(
    ("division", "licence", "state"),
    [
        ("06UB", "6U Coach", "met"),
        ("05U Schoolyard Coed", "U-6 Coach", "met"),
        ("U8G", "8U Coach", "met"),
        ("10UB (2014/2015)", "10U Coach", "met"),
        ("U9/U10", "Z-Online U-10 Coach", "partial"),
        ("10UB", "Z-Online U-10 Coach", "partial"),
        ("Spring 12U - Co-Ed", "12U Coach", "met"),
        ("U14G", "Intermediate (14U) Coach", "met"),
        ("14U", "Intermediate Coach - Cross Certification", "met"),
        ("16UB/19UB", "Advanced (16U-19U) Coach", "met"),
        ("1619UG", "Advanced (19U) Coach", "met"),
        ("16UB", "6U Coach", "missing"),
        ("8U", "12U Coach", "higher-held"),
        ("12U", "8U Coach", "missing"),
        ("12U", "National Coach", "higher-held"),
        ("Adult", "12U Coach", "unknown"),
    ],
)
def test_each_division_in_every_spelling_needs_its_course(division: str, licence: str, state: str) -> None:
    assert judged(held(licence), division=division)[COURSE].state == state


def test_a_higher_course_counts_where_the_region_climbs_a_ladder() -> None:
    ladder = region(('course_match = "exact"', 'course_match = "ladder"'))
    assert judged(held("12U Coach"), division="8U", rules=ladder)[COURSE].state is State.MET
    assert judged(held("8U Coach"), division="12U", rules=ladder)[COURSE].state is State.MISSING
    assert judged(held("12U Coach"), division="8U")[COURSE].reason == "holds 12U Coach, needs 8U Coach"


def test_online_and_field_session_together_are_the_course() -> None:
    done = Witnessed(FieldSessionDone("P1", "10u", date(2026, 8, 22)), AS_OF)
    online = held("Z-Online U-10 Coach")
    assert judged(online, division="10U", seen=(done,))[COURSE].state is State.MET
    assert judged(division="10U", seen=(done,))[COURSE].state is State.PARTIAL
    assert judged(online, held("10U Coach Field Session"), division="10U")[COURSE].state is State.MET


def test_a_licence_proves_only_the_online_half_where_the_region_says_so() -> None:
    online = region(('licence_means = "full"', 'licence_means = "online"'))
    assert judged(held("8U Coach"), division="8U", rules=online)[COURSE].state is State.PARTIAL


@pytest.mark.parametrize(
    ("proof", "done", "state"),
    [
        (Proof.VERIFIED, GOOD, "met"),
        (Proof.VERIFIED, None, "pending"),
        (Proof.PENDING, GOOD, "pending"),
        (Proof.PENDING, None, "pending"),
        (Proof.PENDING, date(2024, 1, 1), "expired"),
        (Proof.NO, None, "missing"),
    ],
)
def test_what_a_file_says_and_when(proof: Proof, done: date | None, state: str) -> None:
    assert judged(held("Concussion Awareness", done, proof))[CONCUSSION].state == state


def test_verified_without_a_date_is_met_where_it_is_good_for_life() -> None:
    assert judged(held("Safe Haven", None))[SAFE_HAVEN].state is State.MET


def test_nobody_is_called_uncertified_for_not_being_in_a_file() -> None:
    assert judged(credentials=False)[CONCUSSION].state is State.UNKNOWN
    assert judged(credentials=True)[CONCUSSION].state is State.MISSING


@pytest.mark.parametrize(
    ("role", "states"),
    [
        ("Head Coach", {CONCUSSION: "missing", COURSE: "missing", SAFE_HAVEN: "missing"}),
        ("Asst. Coach", {CONCUSSION: "missing", COURSE: "missing", SAFE_HAVEN: "missing"}),
        ("TP (Team Parent)", {CONCUSSION: "not-required", COURSE: "not-required", SAFE_HAVEN: "missing"}),
        ("Referee", {CONCUSSION: "missing", COURSE: "not-required", SAFE_HAVEN: "missing"}),
    ],
)
def test_each_role_is_judged_by_what_it_needs(role: str, states: dict[str, str]) -> None:
    found = judged(role=role)
    assert {key: found[key].state.value for key in states} == states


def test_the_next_step_names_the_sessions_left_before_kickoff() -> None:
    step = judged(division="10U")[COURSE].next_step
    assert step == (
        "Take 10U Coach: 2 h classroom (online), then a 2 h field session. "
        "Field session Sat Aug 29, 9:00; 1 more before kickoff Sep 9"
    )
    late = judged(division="10U", on=date(2026, 9, 8))[COURSE].next_step
    assert late.endswith("No field session left before kickoff: talk to the coordinator")


def test_a_14u_coach_without_12u_takes_12u_first() -> None:
    assert judged(division="14U")[COURSE].next_step.startswith("Take 12U Coach: 1 h online")
    assert judged(division="14U")[COURSE].next_step.endswith("Then Intermediate Coach")
    assert judged(held("12U Coach"), division="14U")[COURSE].next_step.startswith("Take Intermediate Coach")
    expired = judged(held("Intermediate Coach", date(2020, 1, 1)), division="14U")[COURSE]
    assert (expired.state, expired.next_step[:23]) == (State.EXPIRED, "Take Intermediate Coach")


def seen(done: date = GOOD, at: datetime = AS_OF, key: str = CONCUSSION) -> Witnessed:
    return Witnessed(EvidenceSeen("P1", key, "CDC Concussion", done), at)


def test_evidence_is_provisional_until_newer_data_says_no() -> None:
    before, after = AS_OF.replace(hour=1), AS_OF.replace(hour=23)
    no = held("Concussion Awareness", None, Proof.NO)
    assert judged(seen=(seen(),))[CONCUSSION].state is State.PROVISIONAL
    assert judged(no, seen=(seen(at=after),))[CONCUSSION].state is State.PROVISIONAL
    assert judged(no, seen=(seen(at=before),))[CONCUSSION].state is State.MISSING
    assert judged(held("Concussion Awareness"), seen=(seen(at=before),))[CONCUSSION].state is State.MET
    assert judged(seen=(seen(date(2020, 1, 1)),))[CONCUSSION].state is State.EXPIRED


def test_a_flag_that_returns_against_evidence_says_so() -> None:
    no = held("Concussion Awareness", None, Proof.NO)
    found = judged(no, seen=(seen(at=AS_OF.replace(hour=1)),))[CONCUSSION]
    assert found.reason == "seen at the desk, phone (Jul 30, 2026); the newer file says: not held"
    assert found.next_step.startswith("Take CDC Concussion")


@given(st.dates(date(2025, 1, 1), NIGHT), st.integers(-100, 100))
def test_evidence_never_survives_newer_data_that_says_no(done: date, hours: int) -> None:
    shown = Witnessed(EvidenceSeen("P1", CONCUSSION, "CDC Concussion", done), AS_OF + timedelta(hours=hours))
    found = judged(held("Concussion Awareness", None, Proof.NO), seen=(shown,))[CONCUSSION]
    assert hours >= 0 or found.state in (State.MISSING, State.EXPIRED)


@pytest.mark.parametrize(
    ("division", "name", "state"),
    [
        ("12U", "12U Coach", "provisional"),
        ("10U", "Z-Online U-10 Coach", "partial"),
        ("8U", "12U Coach", "higher-held"),
        ("12U", "8U Coach", "missing"),
    ],
)
def test_a_course_shown_at_the_desk_counts_for_what_it_is(division: str, name: str, state: str) -> None:
    shown = Witnessed(EvidenceSeen("P1", COURSE, name, GOOD), AS_OF)
    assert judged(division=division, seen=(shown,))[COURSE].state == state


def test_a_booked_session_stands_on_the_card_until_it_is_over() -> None:
    booked = Witnessed(SessionBooked("P1", "10u", date(2026, 8, 29)), AS_OF)
    found = judged(held("Z-Online U-10 Coach"), division="10U", seen=(booked,))[COURSE]
    assert (found.state, found.reason) == (State.BOOKED, "session booked: Sat Aug 29, 9:00")
    assert found.next_step == "Go to the 10U Coach session that is booked: Sat Aug 29, 9:00"
    over = judged(held("Z-Online U-10 Coach"), division="10U", seen=(booked,), on=date(2026, 8, 30))[COURSE]
    assert over.state is State.PARTIAL
    late = Witnessed(SessionBooked("P1", "10u", date(2026, 9, 12)), AS_OF)
    assert "after kickoff" in judged(division="10U", seen=(late,))[COURSE].next_step


def test_a_small_code_leaves_out_the_hours_and_keeps_the_session() -> None:
    assert judged(division="12U")[COURSE].to_photograph[1] == (
        "Take 12U Coach. Field session Sat Aug 29, 9:00; the last before kickoff Sep 9"
    )


def test_a_certificate_shown_without_the_files_own_expiry_date_is_provisional() -> None:
    rules = region(('level = "off"                       # [A]; change to "required" to turn it on\nvalid = "file"',
                    'level = "required"\nvalid = "file"'))  # fmt: skip

    def shown(done: date) -> str:
        fact = EvidenceSeen("P1", "safesport", "SafeSport", done)
        return judged(rules=rules, seen=(Witnessed(fact, AS_OF),))["safesport"].state.value

    assert (shown(GOOD), shown(NIGHT + timedelta(days=1))) == ("provisional", "missing")


def test_the_older_safe_haven_counts_only_while_the_region_names_it() -> None:
    old = held("Safe Haven - Coach", None)
    without = region(('"Safe Haven - Coach", ', ""))
    states = [judged(old, rules=one)["safe-haven"].state.value for one in (REGION, without)]
    assert states == ["met", "missing"]


def test_safesport_runs_out_on_the_files_own_date_and_is_for_adults() -> None:
    on = region(
        (
            'level = "off"                       # [A]; change to "required" to turn it on\nvalid = "file"',
            'level = "required"\nvalid = "file"',
        )
    )
    good = held("SafeSport", None, expires_on=date(2027, 3, 1))
    assert judged(good, rules=on)["safesport"].state is State.MET
    assert judged(held("SafeSport", None, expires_on=NIGHT), rules=on)["safesport"].state is State.EXPIRING
    assert (
        judged(held("SafeSport", None, expires_on=date(2026, 8, 24)), rules=on)["safesport"].state
        is State.EXPIRED
    )
    assert judged(held("SafeSport", GOOD), rules=on)["safesport"].state is State.PENDING
    assert judged(rules=on)["safesport"].state is State.MISSING
    assert judged(rules=on, youth=True)["safesport"].reason == "only for adults"


@pytest.mark.parametrize(
    ("colour", "role", "state"),
    [
        ("Yellow", "Referee", "met"),
        ("Yellow", "Head Coach", "missing"),
        ("Orange", "Team Manager", "missing"),
        ("Brown", "Assistant Coach", "missing"),
        ("Blue", "Referee", "met"),
        ("Red", "Referee", "missing"),
        ("Purple", "Referee", "missing"),
    ],
)
def test_a_colour_is_judged_by_the_role(colour: str, role: str, state: str) -> None:
    assert (
        judged(held("Risk Status", date(2026, 8, 2), note=colour), rules=CHECKED, role=role)[
            "background-check"
        ].state
        == state
    )


@pytest.mark.parametrize(
    ("colour", "state"),
    [
        ("Green", "met"),
        ("Orange", "met"),
        ("Gray", "pending"),
        ("Yellow", "missing"),
        ("Brown", "missing"),
        ("Blue", "missing"),
        ("Red", "missing"),
        ("", "missing"),
    ],
)
def test_a_background_check_never_shows_why_it_does_not_pass(colour: str, state: str) -> None:
    found = judged(held("Risk Status", date(2026, 8, 2), note=colour), rules=CHECKED)["background-check"]
    assert found.state == state
    if state != "met":
        assert found.reason == found.next_step == "Please see the coordinator"
    assert not colour or colour.casefold() not in (found.reason + found.next_step).casefold()


names = st.sampled_from(
    [
        "12U Coach",
        "10U Coach",
        "Z-Online U-10 Coach",
        "Intermediate Coach",
        "Safe Haven",
        "Concussion Awareness",
        "Cake",
    ]
)
records = st.builds(
    held,
    names,
    st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2026, 12, 31))),
    st.sampled_from((Proof.VERIFIED, Proof.PENDING, Proof.NO)),
)
divisions = st.sampled_from(["6U", "10U", "12U", "14U", "Adult"])
roles = st.sampled_from(["Head Coach", "Assistant", "Team Manager", "Referee", "Wizard"])
ORDER = list(State)


@given(st.lists(records, max_size=6), st.data(), divisions, roles)
def test_the_order_of_records_does_not_matter(
    rows: list[Certificate], data: st.DataObject, division: str, role: str
) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert judged(*rows, division=division, role=role) == judged(*shuffled, division=division, role=role)


@given(st.lists(records, max_size=5), records, divisions, roles)
def test_more_records_never_make_anything_worse(
    rows: list[Certificate], more: Certificate, division: str, role: str
) -> None:
    before, after = (
        judged(*rows, division=division, role=role),
        judged(*rows, more, division=division, role=role),
    )
    for key, one in before.items():
        assert ORDER.index(after[key].state) <= ORDER.index(one.state)
    assert (
        standing_of(after.values())
        in list(Standing)[: list(Standing).index(standing_of(before.values())) + 1]
    )


@given(
    st.lists(records, max_size=5),
    divisions,
    roles,
    st.sampled_from(["safe-haven", "concussion", "coach-course"]),
)
def test_a_requirement_turned_off_never_makes_a_standing_worse(
    rows: list[Certificate], division: str, role: str, key: str
) -> None:
    found = judged(*rows, division=division, role=role)
    rest = [one for one in found.values() if one.key != key]
    assert list(Standing).index(standing_of(rest)) <= list(Standing).index(standing_of(found.values()))


def test_every_judgement_names_its_source() -> None:
    assert {one.source for one in judged().values()} >= {
        "NM rule: within 12 months",
        "Region 104: every two years",
    }
