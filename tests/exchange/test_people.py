"""Who is one person: joined only where the files show it, and told apart or reported where they don't."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from checkin.domain.people import Assignment, Certificate, Person, Proof, Roster, Team
from checkin.exchange import JoinedBy, Plan, plan_import
from tests.exchange.test_plan import NOW, keys, truth

EXPORT = "Volunteer First Name,Volunteer Last Name,Volunteer Email Address,Association Volunteer ID,Team Name,Volunteer Role\n"
LICENSES = "AdminID,AdminAltID,First_Name,Last_Name,Email,LicenseLevel,Risk_Submit_Date\n"
SHEET = "First Name,Last Name,Team,Email\n"


class Season:
    """A season that files are imported into, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roster = Roster()
        self.new_key = keys()

    def take(self, *files: str, **options: Any) -> Plan:
        """Import texts; the header tells which kind each is."""
        paths = []
        for number, text in enumerate(files):
            path = self.folder / f"{'export' if text.startswith(EXPORT) else 'file'}{number}.csv"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        plan = plan_import(paths, self.roster, new_key=self.new_key, now=NOW, **options)
        self.roster = plan.roster
        return plan

    def names(self) -> list[str]:
        return sorted(one.name for one in self.roster.people.values())


@pytest.fixture
def season(tmp_path: Path) -> Season:
    return Season(tmp_path)


@pytest.mark.parametrize(
    ("export", "licence", "by"),
    [
        ("Dana,Reyes,,70123456,T1,Coach", ",70123456,Dana,Reyes,,6U Coach,", JoinedBy.AYSO),
        ("Dana,Reyes,,12345-678901,T1,Coach", "12345-678901,,Dana,Smith,,6U Coach,", JoinedBy.ADMIN),
        ("Bill,Smith,b@x.org,,T1,Coach", "12345-678901,,William,Smith,B@X.org,6U Coach,", JoinedBy.EMAIL),
        ("Dana,Reyes,a@x.org,,T1,Coach", ",,DANA,Réyes,b@x.org,6U Coach,", JoinedBy.NAME),
        ("Ana,Smith-Jones,,,T1,Coach", ",,Ana,Smith Jones,,6U Coach,", JoinedBy.NAME),
        ("Pepe,Núñez,,,T1,Coach", ",,José,Nunez,,6U Coach,", JoinedBy.NICKNAME),
        ("Dana Maria,Reyes,,,T1,Coach", ",,Dana,Reyes,,6U Coach,", JoinedBy.NICKNAME),
    ],
)
def test_two_files_join_one_person_and_say_by_what(
    season: Season, export: str, licence: str, by: JoinedBy
) -> None:
    plan = season.take(EXPORT + export + "\n", LICENSES + licence + "\n")
    assert len(season.roster.people) == 1
    assert plan.joined == {by: 1, JoinedBy.NEW: 1}


@pytest.mark.parametrize(
    ("export", "licence"),
    [
        ("Dana,Reyes,home@x.org,,T1,Coach", ",,Luis,Reyes,home@x.org,6U Coach,"),
        ("Dana,Reyes,,70123456,T1,Coach", ",70123456,Luis,Ortiz,,6U Coach,"),
        ("Dana,Reyes,,70123456,T1,Coach", ",70123456,Luis,Reyes,,6U Coach,"),
        ("Dana,Reyes,,70123456,T1,Coach", ",70123499,Dana,Reyes,,6U Coach,"),
        ("Luis,Reyes Jr,,,T1,Coach", ",,Luis,Reyes Sr,,6U Coach,"),
        ("Dana,Reyes,,,T1,Coach", ",,Dina,Reyes,,6U Coach,"),
        ("Bill,Smith,home@x.org,,T1,Coach", ",,William,Jones,home@x.org,6U Coach,"),
        ("Luis,Reyes Jr,,70123456,T1,Coach", ",70123456,Luis,Reyes Sr,,6U Coach,"),
    ],
    ids=[
        "spouses share an address",
        "an id by mistake",
        "spouses share an id",
        "other ids",
        "father and son",
        "alike",
        "an address and a nickname, other last names",
        "father and son with one id",
    ],
)
def test_two_people_are_never_made_one(season: Season, export: str, licence: str) -> None:
    season.take(EXPORT + export + "\n", LICENSES + licence + "\n")
    assert len(season.roster.people) == 2


def test_one_id_on_two_people_is_reported(season: Season) -> None:
    plan = season.take(
        EXPORT + "Dana,Reyes,,70123456,T1,Coach\n", LICENSES + ",70123456,Luis,Ortiz,,6U Coach,\n"
    )
    assert [one for one in plan.notes if "70123456 is on 2 different people" in one]


def test_two_people_with_one_name_are_reported_and_a_third_record_is_given_to_neither(season: Season) -> None:
    two = "Maria,Lopez,a@x.org,,T1,Coach\nMaria,Lopez,b@x.org,,T2,Coach\n"
    plan = season.take(EXPORT + two, LICENSES + ",,Maria,Lopez,,6U Coach,\n")
    assert len(season.roster.people) == 3
    assert [
        one for one in plan.notes if one.startswith("3 people have one name") and "file1.csv, line 2" in one
    ]


def test_a_plan_says_the_same_in_the_same_order_whatever_keys_people_were_given(tmp_path: Path) -> None:
    """Keys are random: two laptops that import the same files show the same words."""
    four = "".join(f"Maria,Lopez,{one}@x.org,,T{one},Coach\n" for one in "abcd")
    later = four.replace("Ta,", "Te,").replace("Td,", "Tf,") + "Luis,Ortiz,l@x.org,,T1,Coach\n"
    told = []
    for number in range(3):
        season = Season(tmp_path)
        order = (f"K{(one * 7 + number * 5) % 23:02}" for one in range(23))
        season.new_key = lambda order=order: next(order)  # type: ignore[misc]
        season.take(EXPORT + four, LICENSES + ",,Maria,Lopez,a@x.org,6U Coach,\n,,Maria,Lopez,,8U Coach,\n")
        plans = [
            season.take(EXPORT + later),
            season.take(EXPORT + later.replace("Maria,Lopez,c", "Mary,Lopez,c")),
        ]
        told.append([plan.lines(99) for plan in plans])
    assert told[0] == told[1] == told[2]


def test_a_nickname_that_fits_two_people_joins_neither(season: Season) -> None:
    two = "William,Smith,a@x.org,,T1,Coach\nBilly,Smith,b@x.org,,T2,Coach\n"
    plan = season.take(EXPORT + two, LICENSES + ",,Bill,Smith,,6U Coach,\n")
    assert len(season.roster.people) == 3
    assert [one for one in plan.notes if "may be one person" in one]


def test_an_id_on_everybody_is_a_placeholder(season: Season) -> None:
    names = [
        "Ana",
        "Bea",
        "Cruz",
        "Dana",
        "Eva",
        "Flor",
        "Gus",
        "Hugo",
        "Ines",
        "Juan",
        "Kai",
        "Leo",
        "Mia",
        "Noe",
    ]
    crowd = "".join(f"{name},Reyes,none@x.org,11111111,T1,Coach\n" for name in names)
    namesakes = "Maria,Lopez,a@x.org,11111111,T1,Coach\nMaria,Lopez,b@x.org,11111111,T2,Coach\n"
    season.take(EXPORT + crowd + namesakes)
    assert len(season.roster.people) == 16


def test_a_nickname_in_the_same_file_is_another_person(season: Season) -> None:
    """A brother, most likely: one export has one person under one name."""
    plan = season.take(EXPORT + "William,Smith,,,T1,Coach\nBill,Smith,,,T2,Coach\n")
    assert (len(season.roster.people), plan.guessed) == (2, ())


def test_one_person_on_two_teams_is_one_person(season: Season) -> None:
    season.take(SHEET + "Dana,Reyes,T1,\nDana,Reyes,T2,dana@x.org\n")
    assert len(season.roster.people) == 1
    assert {one.team for one in season.roster.assignments} == {"T1", "T2"}


def test_a_coach_who_moved_is_moved_and_stays_the_same_person(season: Season) -> None:
    season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\nLuis,Ortiz,l@x.org,,T1,Assistant\n")
    before = dict(season.roster.people)
    plan = season.take(EXPORT + "Dana,Reyes,d@x.org,,T2,Coach\nLuis,Ortiz,l@x.org,,T1,Assistant\n")
    assert season.roster.people == before
    assert {season.roster.people[one.person].first: one.team for one in season.roster.assignments} == {
        "Dana": "T2",
        "Luis": "T1",
    }
    assert (plan.people.changed, plan.people.unchanged) == (1, 1)
    assert (plan.files[0].rows.changed, plan.files[0].rows.unchanged) == (1, 1)


def test_a_new_address_or_name_keeps_the_person(season: Season) -> None:
    season.take(EXPORT + "Dana,Reyes,old@x.org,,T1,Coach\nAna,Cruz,ana@x.org,70123456,T1,Coach\n")
    before = {one.first: key for key, one in season.roster.people.items()}
    season.take(EXPORT + "Dana,Reyes,new@x.org,,T1,Coach\nAna,Married,ana@x.org,70123456,T1,Coach\n")
    assert {one.first: key for key, one in season.roster.people.items()} == before
    assert {one.first: (one.last, one.emails) for one in season.roster.people.values()} == {
        "Dana": ("Reyes", ("new@x.org",)),
        "Ana": ("Married", ("ana@x.org",)),
    }


def test_who_is_missing_from_a_new_export_is_listed_and_stays(season: Season) -> None:
    season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\nLuis,Ortiz,l@x.org,,T2,Coach\n")
    plan = season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\n")
    assert season.names() == ["Dana Reyes", "Luis Ortiz"]
    assert [(one.what, one.name, one.removed) for one in plan.gone] == [
        ("person", "Luis Ortiz", False),
        ("team", "T2", False),
    ]
    assert any("no longer in the new file, kept as they are" in one for one in plan.lines())


def test_who_is_missing_is_removed_when_asked(season: Season) -> None:
    season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\nLuis,Ortiz,l@x.org,,T2,Coach\n")
    plan = season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\n", remove_gone=True)
    assert season.names() == ["Dana Reyes"]
    assert set(season.roster.teams) == {"T1"}
    assert plan.changes


def test_newer_credentials_replace_the_older_of_their_kind_and_no_other(season: Season) -> None:
    season.take(
        EXPORT + "Dana,Reyes,,70123456,T1,Coach\n", LICENSES + ",70123456,Dana,Reyes,,6U Coach,1/1/2024\n"
    )
    plan = season.take(LICENSES + ",70123456,Dana,Reyes,,8U Coach,1/1/2026\n")
    assert [one.name for one in season.roster.certificates] == ["8U Coach"]
    assert len(season.roster.assignments) == 1
    assert (plan.certificates.new, plan.certificates.gone) == (1, 1)


def test_two_known_people_whom_a_new_file_shows_to_be_one_become_one_and_it_says_so(season: Season) -> None:
    season.take(EXPORT + "Dana,Reyes,d@x.org,,T1,Coach\n")
    season.take(LICENSES + ",70123456,Dana,Ortiz,,6U Coach,\n")
    old = list(season.roster.people)
    plan = season.take(SHEET.replace("Email", "Email,AYSO ID") + "Dana,Ortiz Reyes,T1,d@x.org,70123456\n")
    assert len(season.roster.people) == 1
    assert list(plan.merged) == [one for one in old if one not in season.roster.people]
    assert any("was known twice" in one for one in plan.notes)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_namesake_who_comes_later_doesnt_leave_an_order_dependent_season(
    tmp_path: Path, order: tuple[int, int, int]
) -> None:
    files = [
        EXPORT + "Maria,Lopez,a@x.org,70123456,T1,Coach\n",
        SHEET + "Maria,Lopez,T3,\n",
        LICENSES + ",70123457,Maria,Lopez,,6U Coach,1/1/2024\n",
    ]
    together, apart = Season(tmp_path), Season(tmp_path)
    together.take(*files)
    for one in order:
        apart.take(files[one])
    assert truth(apart.roster)["people"] == truth(together.roster)["people"]
    assert truth(apart.roster)["assignments"] == truth(together.roster)["assignments"]
    assert len(together.roster.people) == 3


def test_a_roster_that_was_made_otherwise_is_joined_too(season: Season) -> None:
    season.roster = Roster(
        people={"ABC": Person("ABC", "Dana", "Reyes", emails=("d@x.org",))},
        teams={"T1": Team("T1", "T1", "12U")},
        assignments=(Assignment("ABC", "T1", "12U", "Coach"),),
        certificates=(Certificate("ABC", "6U Coach", Proof.VERIFIED, source="admin-licenses"),),
    )
    season.take(LICENSES + ",,Dana,Reyes,d@x.org,8U Coach,1/1/2026\n")
    assert list(season.roster.people) == ["ABC"]
    assert [one.name for one in season.roster.certificates] == ["8U Coach"]
    assert [one.team for one in season.roster.assignments] == ["T1"]


def test_two_boxes_sheets_that_contradict_each_other_are_reported(season: Season) -> None:
    plan = season.take("team,shelf,box\nT1,A,1\nT2,A,2\nT1,A,3\n", "team,shelf,box\nT2,B,2\n")
    assert any(
        "T2 is on shelf A box 2 (file0.csv, line 3) and on shelf B box 2 (file1.csv, line 2): the newer"
        in one
        for one in plan.notes
    )
    assert [(one.line, one.reason) for one in plan.odd] == [(4, "T1 has box 1 in a line above")]


def test_a_file_given_twice_counts_once(season: Season) -> None:
    plan = season.take(SHEET + "Dana,Reyes,T1,\n", SHEET + "Dana,Reyes,T1,\n")
    assert [one.rows.read for one in plan.files] == [1]
    assert any("is the same file as" in one for one in plan.notes)


def test_two_exports_of_one_kind_that_contradict_each_other_are_reported_with_both_places(
    tmp_path: Path,
) -> None:
    for name, role in (("old.csv", "Head Coach"), ("new.csv", "Assistant Coach")):
        (tmp_path / name).write_text(EXPORT + f"Dana,Reyes,d@x.org,,T1,{role}\n", encoding="utf-8")
    paths = [tmp_path / "old.csv", tmp_path / "new.csv"]
    plan = plan_import(paths, Roster(), new_key=keys(), now=NOW)
    told = "Dana Reyes is Head Coach in old.csv, line 2, and Assistant Coach in new.csv, line 2"
    assert any(told in one and "import only the newer one" in one for one in plan.notes)


def test_a_formula_that_was_never_worked_out_is_nobodys_name(season: Season) -> None:
    plan = season.take(SHEET + "0,0,T1,\nDana,Reyes,T2,\n")
    assert season.names() == ["Dana Reyes"]
    assert [(one.line, one.reason) for one in plan.odd] == [(2, "nobody is named for team T1")]


def test_father_and_son_are_no_doubt(season: Season) -> None:
    season.take(EXPORT + "Luis,Reyes Jr,a@x.org,,T1,Coach\nLuis,Reyes Sr,b@x.org,,T2,Coach\n")
    assert season.roster.doubts == ()
