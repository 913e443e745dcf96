"""Anybody is found by anything that is known of them, and each hit says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.people import Assignment, Id, IdKind, Person, Roster, Team
from checkin.search import Hit, Index


def person(key: str, first: str, last: str, phone: str = "", **more: object) -> Person:
    return Person(key, first, last, phones=(phone,) if phone else (), **more)  # type: ignore[arg-type]


PEOPLE = [
    person(
        "DANA",
        "Dana",
        "Reyes",
        "(505) 555-0101",
        ids=(Id(IdKind.AYSO, "70123456"),),
        emails=("dana@example.org",),
    ),
    person("ROBT", "Robert", "Chávez"),
    person("GUAD", "Guadalupe", "Muñoz-Ortega"),
    person("WILL", "William", "Begay", ids=(Id(IdKind.ADMIN, "12345-123456"),)),
    person("MAR1", "María", "García", "505-555-0111"),
    person("MAR2", "Maria", "Garcia", "505-555-0112"),
    person("MARK", "[/red]", "Smith"),
    person("NGUY", "Thi", "Nguyen"),
    person("GONZ", "Xavier", "Gonzalez"),
]
TEAMS = {
    "12UG-03": Team("12UG-03", "12UG-03 Roadrunners", "12UG", "C3", "47"),
    "08UB-01": Team("08UB-01", "08UB-01 Lobos", "08UB", "A1", "5"),
}
ROWS = (
    Assignment("DANA", "12UG-03", "12UG", "Head Coach"),
    Assignment("MAR1", "12UG-03", "12UG", "Assistant"),
    Assignment("MAR2", "08UB-01", "08UB", "Head Coach"),
)
INDEX = Index(Roster({one.key: one for one in PEOPLE}, TEAMS, ROWS))


def best(text: str) -> Hit:
    return INDEX.find(text)[0]


@pytest.mark.parametrize(
    ("text", "key", "why", "exact"),
    [
        ("Dana Reyes", "DANA", "name", True),
        ("reyes dana", "DANA", "names swapped", True),
        ("Reyes, Dana", "DANA", "names swapped", True),
        ("rey", "DANA", "name", False),
        ("chavez", "ROBT", "name", False),
        ("robert chavez", "ROBT", "name", True),
        ("bob chavez", "ROBT", "Bob = Robert", False),
        ("lupe", "GUAD", "Lupe = Guadalupe", False),
        ("ortega", "GUAD", "part of Muñoz-Ortega", False),
        ("bill begay", "WILL", "Bill = William", False),
        ("reyez", "DANA", "one letter off: Reyes", False),
        ("gonsales", "GONZ", "sounds like Gonzalez", False),
        ("nuyen", "NGUY", "one letter off: Nguyen", False),
        ("smith", "MARK", "name", False),
        ("reyes 12ug", "DANA", "team 12UG-03 Roadrunners", False),
        ("lobos", "MAR2", "team 08UB-01 Lobos", False),
        ("70123456", "DANA", "id", True),
        ("12345-123456", "WILL", "id", True),
        ("505.555.0101", "DANA", "phone …0101", True),
        ("+1 505 555 0101", "DANA", "phone …0101", True),
        ("0101", "DANA", "phone …0101", False),
        ("dana@example.org", "DANA", "e-mail", True),
        ("dana@", "DANA", "e-mail dana@example.org", False),
        ("d", "DANA", "name", False),
        ("dana teyes", "DANA", "one letter off: Reyes", False),
        ("danareyes", "DANA", "name", True),
        ("dana 0101", "DANA", "phone …0101", False),
        ("0101 rey", "DANA", "phone …0101", False),
        ("dana 555-0101", "DANA", "phone …0101", False),
        ("reyes box 47", "DANA", "box 47", False),
        ("lobos u8b", "MAR2", "team 08UB-01 Lobos", False),
        ("roadruners dana", "DANA", "one letter off: 12UG-03 Roadrunners", False),
        ("chavez r", "ROBT", "R. = Robert", False),
        ("rc", "ROBT", "initials RC", False),
        ("bobb chavez", "ROBT", "Bobb = Robert", False),
        ("robertito chavez", "ROBT", "Robertito = Robert", False),
        ("munozortega", "GUAD", "name", False),
        ("muñoz ortega", "GUAD", "name", False),
        ("coach reyes", "DANA", "name", False),
        ("sally reyes", "DANA", "without “sally”", False),
        ("javier gonzales", "GONZ", "one letter off: Xavier, one letter off: Gonzalez", False),
    ],
)
def test_the_right_person_is_first_with_the_reason(text: str, key: str, why: str, exact: bool) -> None:  # noqa: FBT001
    hit = best(text)
    assert (hit.person, hit.why, hit.exact) == (key, why, exact)


def test_a_box_number_finds_the_teams_coaches() -> None:
    assert {hit.person for hit in INDEX.find("47")} == {"DANA", "MAR1"}
    assert best("47").found_by == "box"


def test_two_people_with_one_name_show_what_tells_them_apart() -> None:
    hits = INDEX.find("maria garcia")
    assert [(hit.exact, hit.tells_apart) for hit in hits] == [
        (True, "08UB-01 Lobos · …0112"),
        (True, "12UG-03 Roadrunners · …0111"),
    ]


def test_an_id_is_found_whole_only() -> None:
    assert INDEX.by_id("70123456") == ("DANA",)
    assert INDEX.by_id("7012345") == ()


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text: str) -> None:
    for hit in INDEX.find(text):
        assert hit.why


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "\x1b[2J", "[/red]" * 500, "%$#!"])
def test_a_hostile_text_finds_nobody_or_somebody_but_never_breaks(text: str) -> None:
    assert all(not hit.exact for hit in INDEX.find(text))


def test_one_team_comes_before_somebody_of_two_teams_with_a_word_of_each() -> None:
    teams = {
        one: Team(one, one, one[:3], "", "") for one in ("12U-G18 Larks", "12U-G15 Owls", "10U-G18 Foxes")
    }
    people = [person("BOTH", "Gus", "Ames"), person("ONE", "Alan", "Russell")]
    rows = [Assignment("BOTH", team, team[:3], "Head Coach") for team in ("10U-G18 Foxes", "12U-G15 Owls")]
    rows.append(Assignment("ONE", "12U-G18 Larks", "12U", "Head Coach"))
    index = Index(Roster({one.key: one for one in people}, teams, tuple(rows)))
    for text in ("12u-g18", "12U G18", "12u-g18 larks"):
        assert index.find(text)[0].person == "ONE"


def test_two_words_that_nearly_everybody_has_still_find_whom_both_mean() -> None:
    """Of very many people only some are looked at, but never without those whom both words mean."""
    crowd = {f"P{place:05}": person(f"P{place:05}", "Ann", f"Aaa{place:05}") for place in range(25_000)}
    team = Team("14UG-99", "14UG-99 Zebras", "14UG", "", "")
    rows = [Assignment(key, "14UG-99", "14UG", "Head Coach") for key in crowd]
    meant = person("ZED", "Girls", "Zed")
    rows.append(Assignment("ZED", "14UG-99", "14UG", "Head Coach"))
    index = Index(Roster({**crowd, "ZED": meant}, {"14UG-99": team}, tuple(rows)))
    assert index.find("zed girls")[0].person == "ZED"
    assert len(index.find("girls 14u")) == 50
