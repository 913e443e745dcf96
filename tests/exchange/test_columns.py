"""Columns as a person says them: in a mapping file, by letters where there is no header, over what was recognised."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checkin.domain.people import Roster
from checkin.exchange import (
    FIELDS,
    Answers,
    Circumstances,
    Columns,
    Field,
    Heading,
    ImportRefused,
    Plan,
    Unclear,
    amended_columns,
    columns_mapping,
    columns_text,
    guess_columns,
    headings,
    plan_import,
    proposed,
)
from checkin.exchange.recognise import as_head
from tests.exchange.test_plan import NOW, SAMPLES, keys

BARE = "12UG-01;Dana;Reyes;505 555 0101\n12UG-02;Luis;Ortiz;505 555 0102\n10UB-02;Ana;Cruz;\n"
LETTERS = (
    'kind = "team-sheet"\ntitle = "the coordinator\'s list"\nrank = 6\nneeds = ["team", "last"]\nno_header = true\n'
    '[columns]\nteam = ["A"]\nfirst = ["B"]\nlast = ["C"]\nphone = ["D"]\n'
)


def planned(
    path: Path, *, own: Path | None = None, mapping: Path | None = None, said: Columns | None = None
) -> Plan:
    answers = {path: Answers(mapping=mapping, said=(said,) if said else ())}
    return plan_import(
        [path], Roster(), new_key=keys(), now=NOW, answers=answers, known=Circumstances(mappings=own)
    )


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_reads_a_table_without_a_header_by_its_letters(tmp_path: Path) -> None:
    sheet, mapping = written(tmp_path / "list.csv", BARE), written(tmp_path / "list.toml", LETTERS)
    plan = planned(sheet, mapping=mapping)
    assert [one.name for one in plan.roster.people.values()] == ["Ana Cruz", "Luis Ortiz", "Dana Reyes"]
    assert plan.files[0].rows.read == 3
    assert not plan.rejected
    assert any("Its mapping takes column A for team, B for first name" in note for note in plan.notes)


def test_a_mapping_of_the_season_without_a_header_reads_only_files_of_its_names(tmp_path: Path) -> None:
    """Two tables without headers can't be told apart by their columns: nothing is guessed."""
    own = tmp_path / "mappings"
    written(own / "list.toml", LETTERS)
    with pytest.raises(Unclear, match="No row of this file is a header"):
        planned(written(tmp_path / "list.csv", BARE), own=own)
    written(own / "list.toml", 'files = ["List*.csv"]\n' + LETTERS)
    assert planned(written(tmp_path / "list (3).csv", BARE), own=own).people.new == 3
    with pytest.raises(Unclear, match="No row of this file is a header"):
        planned(written(tmp_path / "other.csv", BARE), own=own)


def test_a_header_that_is_known_goes_before_a_mapping_without_one(tmp_path: Path) -> None:
    own = tmp_path / "mappings"
    written(own / "list.toml", 'files = ["list*.csv"]\n' + LETTERS)
    plan = planned(written(tmp_path / "list.csv", "Team,First Name,Last Name\nT1,Dana,Reyes\n"), own=own)
    assert [one.name for one in plan.roster.people.values()] == ["Dana Reyes"]


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        (["Squad,Given,Family", "T1,Ann,One"], 1, [None, None, None]),
        (["our teams,,", "Team,Given,Family", "T1,Ann,One"], 2, ["team", None, None]),
        (
            ["Age,Squad,Reach,Who", "12U,12UG-01,a@x.org,Ann", "10U,10UB-02,b@x.org,Ben"],
            1,
            ["division", "team", "email", None],
        ),
        (["12UG-01,Ann,ann@x.org,(505) 555-0101,70123456"], 0, ["team", None, "email", "phone", "id"]),
    ],
)
def test_the_likeliest_header_is_proposed_with_what_its_columns_leave_no_doubt_of(
    rows: list[str], line: int, said: list[str | None]
) -> None:
    head = tuple((number, tuple(one.split(","))) for number, one in enumerate(rows, start=1))
    found = headings(head)
    assert (found[0].line, guess_columns(found[0])) == (line, said)
    assert {one.line for one in found} >= {0, *([line] if line else [])}


def test_what_is_said_of_a_known_file_is_read_and_written_as_a_mapping_of_its_kind(tmp_path: Path) -> None:
    sheet = written(tmp_path / "boxes.csv", "Team,Row 1 to 9,Box #,Notes\nT1,C3,47,x\n")
    (read,) = (one.columns for one in planned(sheet).files)
    assert read.said == ["team", None, "box", None]
    mapping = amended_columns(read, ["team", "shelf", "box", "contents"])
    assert isinstance(mapping, Columns)
    own = tmp_path / "mappings"
    written(own / "boxes.toml", columns_text(mapping, "boxes.csv"))
    for plan in (planned(sheet, said=mapping), planned(sheet, own=own)):
        team = plan.roster.teams["T1"]
        assert (plan.files[0].kind, team.shelf, team.box, team.contents) == ("box-sheet", "C3", "47", "x")


def test_a_column_that_was_said_to_be_nothing_is_not_read(tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "teams.csv", "Team,First Name,Last Name,Role,Phone\nT1,Ann,One,Coach,505 555 0101\n"
    )
    (read,) = (one.columns for one in planned(sheet).files)
    mapping = amended_columns(read, ["team", "first", "last", "role", None])
    assert isinstance(mapping, Columns)
    (ann,) = planned(sheet, said=mapping).roster.people.values()
    assert (ann.name, ann.phones) == ("Ann One", ())
    assert amended_columns(read, ["team", "first", None, "role", None]) == (
        "Say which column has the last name, or the whole name."
    )


@pytest.mark.parametrize("name", ["credentials.xlsx", "credentials.csv", "verification.csv", "inleague.tsv"])
def test_certificates_stay_whatever_is_said_of_the_other_columns(tmp_path: Path, name: str) -> None:
    sheet = SAMPLES / name
    before = planned(sheet)
    (read,) = (one.columns for one in before.files)
    mapping = amended_columns(read, read.said)
    assert isinstance(mapping, Columns)
    own = tmp_path / "mappings"
    written(own / "own.toml", columns_text(mapping, name))
    for plan in (planned(sheet, said=mapping), planned(sheet, own=own)):
        assert plan.roster == before.roster


def test_a_header_that_is_a_whole_question_is_found_again(tmp_path: Path) -> None:
    question = "What is the last name of the person who coaches: as it stands on the badge? (please check)"
    sheet = written(tmp_path / "form.csv", f"Squad?,{question}\nT1,One\n")
    with pytest.raises(Unclear) as asked:
        planned(sheet)
    heading = headings(asked.value.head)[0]
    mapping = columns_mapping(heading, ["team", "last"], "form.csv")
    assert isinstance(mapping, Columns)
    assert [one.last for one in planned(sheet, said=mapping).roster.people.values()] == ["One"]


def test_two_columns_of_which_only_one_can_count_are_named(tmp_path: Path) -> None:
    text = "Team,Last Name,Last Name,Email,Email Address\nT1,Reyes,Ortiz,a@x.org,b@x.org\n"
    plan = planned(written(tmp_path / "teams.csv", text))
    (told,) = (one for one in plan.notes if "are all taken for" in one)
    assert "Last Name and Last Name are all taken for the last name" in told
    (reyes,) = plan.roster.people.values()
    assert (reyes.last, set(reyes.emails)) == ("Reyes", {"a@x.org", "b@x.org"})


def test_a_mapping_that_says_nothing_of_names_or_teams_is_asked_on() -> None:
    heading = Heading(1, ("A", "B"), ())
    assert (
        columns_mapping(heading, [None, None]) == "Say which column has the name, or the team of a box list."
    )


def test_a_mapping_with_letters_that_the_table_doesnt_have_is_refused(tmp_path: Path) -> None:
    mapping = written(tmp_path / "list.toml", LETTERS.replace('["C"]', '["F"]'))
    with pytest.raises(ImportRefused):
        planned(written(tmp_path / "list.csv", BARE), mapping=mapping)


@pytest.mark.parametrize("text", ["Squad;Coach;Mobile\nT1;Dana Reyes;505 555 0101\n", BARE])
def test_a_file_that_nobody_knows_is_explained_with_a_mapping_that_reads_it_once_it_is_filled_in(
    tmp_path: Path, text: str
) -> None:
    sheet = written(tmp_path / "list.csv", text)
    with pytest.raises(Unclear) as asked:
        planned(sheet)
    told = list(proposed(asked.value))
    assert told[0].startswith("list.csv: no header is known; ")
    toml = "\n".join(
        told[
            told.index("A mapping file to begin with, for --map or for the folder mappings/ of the season:")
            + 1 :
        ]
    )
    if text == BARE:
        assert "# Say what else there is beside the team" in toml
        toml += '\nfirst = ["B"]\nlast = ["C"]\n'
    plan = planned(sheet, mapping=written(tmp_path / "mine.toml", toml))
    assert plan.files[0].kind == "team-sheet"
    assert "Dana Reyes" in {one.name for one in plan.roster.people.values()}


CELLS = st.sampled_from(
    ["", "T1", "12UG-01", "Dana", "Reyes, Dana", "Luis & Ana", "#REF!", "3", "a@x.org", "Team", "?", " "]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=4), min_size=2, max_size=7),
    place=st.integers(0, 6),
    said=st.lists(st.sampled_from([None, *FIELDS]), min_size=4, max_size=4),
)
def test_whatever_is_said_of_columns_every_row_is_read_or_listed(
    tmp_path: Path, rows: list[list[str]], place: int, said: list[Field | None]
) -> None:
    """And what was said reads the file the same way when it comes back from its mapping file."""
    sheet = tmp_path / "any.csv"
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    head = as_head([(line, [*row]) for line, row in enumerate(rows, start=1)])
    assume(len(head) > 1)
    found = headings(head)
    heading = found[place % len(found)]
    mapping = columns_mapping(
        heading, said[: len(heading.names)] + [None] * (len(heading.names) - 4), sheet.name
    )
    assume(isinstance(mapping, Columns))
    assert isinstance(mapping, Columns)
    own = tmp_path / "mappings"
    written(own / "own.toml", columns_text(mapping, sheet.name))
    try:
        plans = [planned(sheet, said=mapping), planned(sheet, own=own)]
    except ImportRefused:
        return
    assert plans[0].roster == plans[1].roster
    (file,) = plans[0].files
    below = [row for row in rows[file.columns.heading.line :] if any(map(str.strip, row))]
    assert file.rows.read == len(below)
    listed = {one.line for one in (*plans[0].rejected, *plans[0].odd)}
    people, teams = plans[0].roster.people, plans[0].roster.teams
    assert people or teams or len(listed) >= len(below)
