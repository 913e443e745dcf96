"""Who is one person and who is two is said once: the data follows at once, and every later import keeps to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import CheckIn, Recorded, Refused, SettleIdentity, TakeBackImport, TakeBackLast
from checkin.domain.region_text import region_104
from checkin.store import Season
from tests.conftest import TONIGHT, Clock

EXPORT = "Volunteer First Name,Volunteer Last Name,Volunteer Email Address,Association Volunteer ID,Team Name,Volunteer Role\n"
LICENSES = "AdminID,AdminAltID,First_Name,Last_Name,Email,LicenseLevel,Risk_Submit_Date\n"
MARIAS = EXPORT + "Maria,Lopez,a@x.org,,12UG-01,Head Coach\nMaria,Lopez,b@x.org,,12UG-02,Head Coach\n"
BILL = EXPORT + "William,Smith,w@x.org,,12UG-01,Head Coach\n"
BILLS_LICENCE = LICENSES + "11111-000003,,Bill,Smith,,12U Coach,8/1/2026\n"


class Region:
    """A region's desk, and the files that arrive."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def reopen(self) -> None:
        """Open the desk anew: the data comes from the disk."""
        at = self.desk
        self.desk = Desk.open(
            at.season.path, desk=at.desk, by=at.by, clock=at.now, ids=at._ids, writer="111111111111"
        )
        self.desk.load()

    def take(self, *texts: str) -> None:
        """Import files; the header tells which kind each is."""
        paths = []
        for text in texts:
            path = self.folder / ("export.csv" if text.startswith(EXPORT) else "licenses.csv")
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        assert isinstance(self.desk.apply(self.desk.plan_import(paths)), Recorded)

    def say(self, *, same: bool) -> Recorded:
        """Settle the first doubtful pair."""
        doubt = self.desk.doubts()[0]
        answer = self.desk.do(SettleIdentity(doubt.one, doubt.another, same))
        assert isinstance(answer, Recorded)
        return answer

    def names(self) -> list[str]:
        return sorted(one.name for one in self.desk.roster.people.values())

    def held(self) -> dict[str, int]:
        """How many certificates each person has."""
        roster = self.desk.roster
        return {one.name: len(roster.held.get(key, ())) for key, one in roster.people.items()}


@pytest.fixture
def region(tmp_path: Path, clock: Clock, ids: Callable[[int], str]) -> Iterator[Region]:
    rules = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
    path = Season.create(tmp_path / "season", region_104(rules, TONIGHT.date())).path
    desk = Desk.open(path, desk="A", by="Maria", clock=clock, ids=ids, writer="111111111111")
    desk.load()
    found = Region(desk, tmp_path)
    yield found
    found.desk.close()


def test_two_of_one_name_become_one_person_on_somebodys_word_and_stay_so(region: Region) -> None:
    region.take(MARIAS)
    (doubt,) = region.desk.doubts()
    assert (doubt.why, doubt.joined) == ("the same name", False)
    said = region.say(same=True)
    assert said.sentence.startswith("Maria Lopez and Maria Lopez are one person.")
    assert region.names() == ["Maria Lopez"]
    assert region.desk.doubts() == ()
    region.take(MARIAS)
    region.take(MARIAS, LICENSES + ",,Maria,Lopez,a@x.org,12U Coach,8/1/2026\n")
    assert region.held() == {"Maria Lopez": 1}
    assert len(region.desk.roster.assignments) == 2


def test_what_was_recorded_of_either_stays_with_the_one_person(region: Region) -> None:
    region.take(MARIAS)
    doubt = region.desk.doubts()[0]
    region.desk.do(CheckIn(doubt.another))
    region.say(same=True)
    (key,) = region.desk.roster.people
    card = region.desk.card(key)
    assert card.arrived
    region.take(MARIAS)
    assert region.desk.card(key).arrived


def test_two_people_stay_two_whatever_a_later_file_shows(region: Region) -> None:
    region.take(MARIAS)
    region.say(same=False)
    assert region.desk.doubts() == ()
    region.take(
        MARIAS, LICENSES + ",,Maria,Lopez,a@x.org,12U Coach,8/1/2026\n,,Maria,Lopez,b@x.org,8U Coach,\n"
    )
    region.take(MARIAS.replace("b@x.org", "a@x.org"))
    assert region.names() == ["Maria Lopez", "Maria Lopez"]


def test_who_was_joined_for_a_nickname_can_be_told_apart_and_keeps_what_is_theirs(region: Region) -> None:
    region.take(BILL, BILLS_LICENCE)
    assert region.held() == {"William Smith": 1}
    (doubt,) = region.desk.doubts()
    assert doubt.joined
    sides = region.desk.doubted(doubt)
    assert {sides.one.name, sides.another.name} == {"William Smith", "Bill Smith"}
    region.say(same=False)
    assert region.held() == {"William Smith": 0, "Bill Smith": 1}
    region.take(BILLS_LICENCE)
    region.take(BILL)
    assert region.held() == {"William Smith": 0, "Bill Smith": 1}
    assert region.desk.doubts() == ()


def test_each_of_two_who_were_one_has_their_own_certificates_again_at_once(region: Region) -> None:
    """Also where one kind of file has both; without another import."""
    licences = LICENSES + ",,Maria,Lopez,a@x.org,12U Coach,8/1/2026\n,,Maria,Lopez,b@x.org,8U Coach,\n"
    region.take(MARIAS, licences)

    def each() -> dict[str, set[str]]:
        roster = region.desk.roster
        return {
            " ".join(one.emails): {held.name for held in roster.held.get(key, ())}
            for key, one in roster.people.items()
        }

    assert each() == {"a@x.org": {"12U Coach"}, "b@x.org": {"8U Coach"}}
    doubt = region.desk.doubts()[0]
    region.say(same=True)
    assert list(each().values()) == [{"12U Coach", "8U Coach"}]
    region.desk.close()
    region.reopen()
    region.desk.do(SettleIdentity(doubt.one, doubt.another, same=False))
    assert each() == {"a@x.org": {"12U Coach"}, "b@x.org": {"8U Coach"}}


def test_a_guess_that_is_confirmed_is_asked_about_no_more(region: Region) -> None:
    region.take(BILL, BILLS_LICENCE)
    region.say(same=True)
    assert region.desk.doubts() == ()
    region.take(BILL, BILLS_LICENCE)
    assert region.held() == {"William Smith": 1}
    assert region.desk.doubts() == ()


def test_what_was_said_can_be_said_otherwise_later(region: Region) -> None:
    region.take(MARIAS)
    doubt = region.desk.doubts()[0]
    region.say(same=True)
    assert isinstance(region.desk.do(SettleIdentity(doubt.one, doubt.another, same=False)), Recorded)
    assert region.names() == ["Maria Lopez", "Maria Lopez"]
    assert set(region.desk.roster.people) == {doubt.one, doubt.another}
    again = region.desk.do(SettleIdentity(doubt.one, doubt.another, same=False))
    assert isinstance(again, Refused)
    assert again.code == "already-settled"


def test_f8_takes_it_back_and_they_are_asked_about_again(region: Region) -> None:
    region.take(MARIAS)
    before = region.desk.roster
    region.say(same=True)
    assert isinstance(region.desk.do(TakeBackLast()), Recorded)
    assert region.desk.roster.people == before.people
    assert region.desk.roster.assignments == before.assignments
    assert len(region.desk.doubts()) == 1


def test_taking_the_import_back_takes_what_followed_from_it_too_and_keeps_the_word(region: Region) -> None:
    region.take(MARIAS)
    region.say(same=True)
    region.take(BILLS_LICENCE)
    assert isinstance(region.desk.do(TakeBackImport()), Recorded)
    assert region.names() == ["Maria Lopez"]
    assert isinstance(region.desk.do(TakeBackImport()), Recorded)
    assert region.names() == []
    region.take(MARIAS)
    assert region.names() == ["Maria Lopez"]
    assert region.desk.doubts() == ()


def test_people_nobody_has_are_refused_in_words(region: Region) -> None:
    region.take(MARIAS)
    (doubt,) = region.desk.doubts()
    unknown = region.desk.do(SettleIdentity(doubt.one, "ZZZZZ", same=True))
    itself = region.desk.do(SettleIdentity(doubt.one, doubt.one, same=True))
    assert isinstance(unknown, Refused)
    assert isinstance(itself, Refused)
    assert (unknown.code, itself.code) == ("unknown-person", "same-key")


def test_a_second_desk_follows_what_was_said(region: Region, clock: Clock) -> None:
    region.take(MARIAS)
    other = Desk.open(region.desk.season.path, desk="B", by="Luis", clock=clock, writer="222222222222")
    other.load()
    doubt = region.desk.doubts()[0]
    other.do(CheckIn(doubt.another))
    region.say(same=True)
    assert other.catch_up()
    assert len(other.roster.people) == 1
    assert other.card(next(iter(other.roster.people))).arrived
    other.close()


def test_a_letter_off_on_one_team_is_asked_about(region: Region) -> None:
    region.take(EXPORT + "Ana,Gonzalez,a@x.org,,12UG-01,Head Coach\n")
    sheet = region.folder / "sheet.csv"
    sheet.write_text("Team,First Name,Last Name,Role\n12UG-01,Ana,Gonzales,Coach\n", encoding="utf-8")
    region.desk.apply(region.desk.plan_import([sheet]))
    (doubt,) = region.desk.doubts()
    assert "names alike" in doubt.why
    region.say(same=True)
    assert region.names() == ["Ana Gonzalez"]
