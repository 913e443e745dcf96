"""What a newcomer finds in the made-up region, whatever day it is made on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.demo import make
from checkin.desk import Desk, Found
from checkin.domain.card import Card
from checkin.domain.people import Person
from checkin.domain.rules import Standing
from checkin.store import NotASeason

NOW = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)


def opened(path: Path, now: datetime = NOW) -> Desk:
    desk = Desk.open(path, desk="A", by="Maria", clock=lambda: now)
    desk.load()
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    season = make(tmp_path_factory.mktemp("region") / "season", now=NOW)
    desk = opened(season.path)
    yield desk
    desk.close()


def coaches(desk: Desk) -> dict[str, Card]:
    rows = desk.roster.assignments
    keys = sorted({one.person for one in rows if one.role.endswith("Coach")})
    return {key: desk.card(key) for key in keys}


def named(desk: Desk, name: str) -> list[Person]:
    return [one for one in desk.roster.people.values() if one.name == name]


def states(desk: Desk) -> Counter[str]:
    return Counter(
        one.state.value for card in coaches(desk).values() for team in card.teams for one in team.requirements
    )


def test_it_is_as_large_as_a_real_region(desk: Desk) -> None:
    divisions = Counter(team.division for team in desk.roster.teams.values())
    assert len(coaches(desk)) == 415
    assert len(desk.roster.teams) == 200
    assert len(desk.roster.people) == 415 + 30 + 12 + 10
    assert divisions.keys() == {
        f"{age} {sex}" for age in ("6U", "8U", "10U", "12U", "14U", "16U/19U") for sex in ("Boys", "Girls")
    }


def test_every_file_name_and_role_is_understood(desk: Desk) -> None:
    kinds = [one.kind for one in desk.roster.sources]
    assert sorted(kinds) == ["admin-credentials", "admin-licenses", "box-sheet", "sports-connect-volunteers"]
    assert all(desk.region.division_of(one.division) for one in desk.roster.assignments)
    assert all(desk.region.role_of(one.role) for one in desk.roster.assignments)


def test_tonights_meeting_expects_half_of_the_coaches_and_nobody_is_here_yet(desk: Desk) -> None:
    counts = desk.counts()
    assert 190 <= counts.expected <= 215
    assert counts.arrived == counts.visitors == sum(counts.given.values()) == 0
    assert [one.on > desk.today() for one in desk.region.meetings] == [True, True, False, True]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 8, 26, 1, 0, tzinfo=UTC),
        datetime(2027, 1, 1, 6, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 18, 0, tzinfo=UTC),
        datetime(2027, 11, 7, 8, 30, tzinfo=UTC),
    ],
    ids=str,
)
def test_a_third_of_the_coaches_is_not_clear_and_a_meeting_is_tonight_on_any_day(
    now: datetime, tmp_path: Path
) -> None:
    desk = opened(make(tmp_path / "season", now=now).path, now)
    standings = Counter(one.standing for one in coaches(desk).values())
    assert standings.total() - standings[Standing.CLEAR] == 138
    assert standings[Standing.FLAGGED] > standings[Standing.ATTENTION] > 20
    assert {"expired", "missing", "partial", "pending", "unknown", "expiring", "higher-held", "met"} <= set(
        states(desk)
    )
    assert desk.meeting() is not None
    assert desk.region.season.kickoff > desk.today() + timedelta(days=21)
    assert all(desk.today() < one.on < desk.region.season.kickoff for one in desk.region.sessions)
    desk.close()


def test_some_coach_two_teams_and_some_three(desk: Desk) -> None:
    teams = Counter(len({one.team for one in card.teams}) for card in coaches(desk).values())
    assert teams[3] == 8
    assert teams[2] == 51


def test_couples_share_an_email_and_stay_two_people(desk: Desk) -> None:
    shared = Counter(email for one in desk.roster.people.values() for email in one.emails)
    assert 15 <= sum(count == 2 for count in shared.values()) <= 25
    assert max(shared.values()) == 2


@pytest.mark.parametrize("name", ["Maria Garcia", "David Chavez"])
def test_two_people_with_one_name_have_their_own_teams(desk: Desk, name: str) -> None:
    one, other = named(desk, name)
    assert set(one.ids).isdisjoint(other.ids)
    teams = [{row.team for row in desk.roster.by_person[key]} for key in (one.key, other.key)]
    assert teams[0].isdisjoint(teams[1])


def test_a_name_with_markup_stays_the_text_it_is(desk: Desk) -> None:
    assert [one.last for one in named(desk, "Robin [/red] Smith")] == ["[/red] Smith"]


@pytest.mark.parametrize(
    "name",
    [
        "Bill Baker",
        "Pepe Trujillo-Baca",
        "Kathy Lindgren",
        "Chuy Archuleta",
        "José Ángel Muñoz y Pino",
        "Zoë D'Angelo-Whitehorse",
    ],
)
def test_a_nickname_or_a_missing_id_loses_nobodys_credentials(desk: Desk, name: str) -> None:
    (person,) = named(desk, name)
    assert person.registered
    assert person.credentials
    assert len(person.ids) == 2


def test_people_can_be_found_by_either_id(desk: Desk) -> None:
    (person,) = named(desk, "Dana Reyes")
    assert len(person.ids) == 2
    for one in person.ids:
        assert desk.look_up(one.value) == Found(person.key, "id")


def test_a_few_teams_have_no_coach_and_a_few_no_box(desk: Desk) -> None:
    coached = {one.team for one in desk.roster.assignments if one.role.endswith("Coach")}
    teams = desk.roster.teams.values()
    assert sum(one.key not in coached for one in teams) == 5
    assert sum(not one.box for one in teams) == 6
    assert sum(bool(one.shelf) for one in teams) == 196


def test_managers_referees_and_people_of_other_seasons_are_there(desk: Desk) -> None:
    roles = Counter(one.role for one in desk.roster.assignments)
    assert roles["Team Manager"] == 30
    assert roles["Referee"] + roles["Youth Referee"] == 12
    assert sum(one.key not in desk.roster.by_person for one in desk.roster.people.values()) == 10


def test_nobody_can_be_called_or_written_to(desk: Desk) -> None:
    phones = [phone for one in desk.roster.people.values() for phone in one.phones]
    emails = [email for one in desk.roster.people.values() for email in one.emails]
    assert phones
    assert all(re.fullmatch(r"\(\d{3}\) 555-01\d\d", phone) for phone in phones)
    assert all(re.fullmatch(r"[a-z.]+\d*@example\.org", email) for email in emails)


def test_the_season_keeps_no_birthday_and_no_street(desk: Desk) -> None:
    path = desk.season.path
    kept = [one for one in path.rglob("*") if one.is_file() and one.parent.name != "exports"]
    text = "".join(one.read_text(encoding="utf-8") for one in kept)
    assert "Dana" in text
    assert "Made Up Rd" not in text
    assert "19740" not in text.replace("-", "")


def test_the_same_seed_and_day_make_the_same_region(tmp_path: Path) -> None:
    def fingerprint(folder: str, seed: int) -> tuple[list[str], list[bytes]]:
        season = make(tmp_path / folder, now=NOW, seed=seed, coaches=60, teams=30)
        names = sorted(one.name for one in season.path.glob("roster-*.json"))
        return names, [one.read_bytes() for one in season.exports]

    first = fingerprint("one", 1)
    assert fingerprint("two", 1) == first
    assert fingerprint("three", 2) != first


@pytest.mark.parametrize(("number", "teams"), [(20, 12), (60, 30), (900, 400)])
def test_other_sizes_can_be_made(tmp_path: Path, number: int, teams: int) -> None:
    desk = opened(make(tmp_path / "season", now=NOW, coaches=number, teams=teams).path)
    assert len(coaches(desk)) == number
    assert len(desk.roster.teams) == teams
    desk.close()


def test_it_never_overwrites_a_season(tmp_path: Path) -> None:
    make(tmp_path / "season", now=NOW, coaches=20, teams=12)
    with pytest.raises(NotASeason, match="a season already"):
        make(tmp_path / "season", now=NOW)
