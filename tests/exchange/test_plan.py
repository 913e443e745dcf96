"""A plan says what an import would do, and the roster it makes depends on the files only."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest

from checkin.domain.people import Roster
from checkin.exchange import Plan, plan_import, roster_from_tables, roster_to_tables

SAMPLES = Path(__file__).parent.parent / "samples"
NOW = datetime(2026, 8, 25, 18, 0, tzinfo=UTC)
FIVE = ["volunteers.csv", "credentials.xlsx", "licenses.csv", "team-sheet.csv", "boxes.csv"]


def keys() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"K{next(numbers):03}"


def plan(files: Sequence[str | Path], before: Roster | None = None, **options: Any) -> Plan:
    taken = before.people if before else {}
    fresh = keys()

    def new_key() -> str:
        while (key := fresh()) in taken:
            pass
        return key

    paths = [SAMPLES / one for one in files]
    return plan_import(paths, before or Roster(), new_key=new_key, now=NOW, **options)


def truth(roster: Roster) -> dict[str, object]:
    """Everything a roster says, with people named by what is known of them and not by their keys."""
    who = {
        key: (
            one.first,
            one.last,
            one.suffix,
            one.ids,
            one.emails,
            one.phones,
            one.registered,
            one.credentials,
        )
        for key, one in roster.people.items()
    }
    return {
        "people": sorted(map(repr, who.values())),
        "teams": sorted(repr(replace(one, key="")) for one in roster.teams.values()),
        "assignments": sorted(
            repr((who[one.person], roster.teams[one.team].name if one.team else "", one.role))
            for one in roster.assignments
        ),
        "certificates": sorted(
            repr((who[one.person], replace(one, person=""))) for one in roster.certificates
        ),
        "sources": roster.sources,
    }


@pytest.mark.parametrize("order", list(permutations(FIVE))[::7])
def test_files_one_after_the_other_give_the_same_season_as_all_at_once(order: tuple[str, ...]) -> None:
    roster = Roster()
    for one in order:
        roster = plan([one], roster).roster
    assert truth(roster) == truth(plan(FIVE).roster)


def test_the_same_files_again_change_nothing() -> None:
    first = plan(FIVE)
    again = plan(FIVE, first.roster)
    assert again.roster == first.roster
    assert not again.changes
    for tally in (again.people, again.teams, again.certificates, *(one.rows for one in again.files)):
        assert (tally.new, tally.changed, tally.gone) == (0, 0, 0)


@pytest.mark.parametrize("again", [False, True])
def test_the_rows_of_each_file_add_up(*, again: bool) -> None:
    first = plan(FIVE)
    shown = plan(FIVE, first.roster) if again else first
    assert [one.rows.read for one in shown.files] == [13, 7, 6, 6, 8]


def test_a_roster_comes_back_from_its_tables_as_it_went() -> None:
    import json

    roster = plan(FIVE).roster
    assert roster_from_tables(json.loads(json.dumps(roster_to_tables(roster)))) == roster


def test_xlsx_and_csv_of_one_export_say_the_same() -> None:
    assert truth(replace(plan(["volunteers.csv"]).roster, sources=())) == truth(
        replace(plan(["volunteers.xlsx"]).roster, sources=())
    )


def test_the_order_of_rows_doesnt_matter(tmp_path: Path) -> None:
    lines = (SAMPLES / "volunteers.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = lines[1:]
    random.Random(4).shuffle(rows)
    shuffled = tmp_path / "volunteers.csv"
    shuffled.write_text("\n".join([lines[0], *rows]), encoding="utf-8")
    files = ["credentials.xlsx", "licenses.csv"]
    expected, found = truth(plan(["volunteers.csv", *files]).roster), truth(plan([shuffled, *files]).roster)
    for name in ("people", "teams", "assignments"):
        assert found[name] == expected[name]


def test_a_sheet_that_takes_the_place_of_one_about_other_teams_is_said_to(tmp_path: Path) -> None:
    head = "Division,Team,Coach,Email\n"
    small, large = tmp_path / "8U.csv", tmp_path / "10U.csv"
    small.write_text(f"{head}8U Boys,8U-B01,Ana Lopez,ana@example.org\n", encoding="utf-8")
    large.write_text(f"{head}10U Boys,10U-B01,Ana Lopez,ana@example.org\n", encoding="utf-8")

    def told(made: Plan) -> list[str]:
        return [one.partition(",")[0] for one in made.notes if "takes the place" in one]

    first = plan([small])
    assert told(first) == []
    assert told(plan([large], first.roster)) == ["10U.csv takes the place of 8U.csv"]
    both = plan([small, large], first.roster)
    assert told(both) == []
    assert [len(rows) for rows in both.roster.by_person.values()] == [2]
    assert told(plan([small], both.roster)) == ["8U.csv takes the place of 10U.csv"]
    assert told(plan([small, large], both.roster)) == []
