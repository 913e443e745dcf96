"""A region's own nicknames stand beside the shipped ones; a line that can't be read is told in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.nicknames import OWN_HEAD, parse_nicknames, shipped


def test_a_regions_own_names_stand_for_one_another_beside_the_shipped_ones() -> None:
    table, problems = parse_nicknames("Xóchitl = Sochi, Zochi\nMaría José = Majo  # the coordinator")
    assert problems == ()
    assert {"sochi", "zochi"} <= table.of("xochitl")
    assert table.of("majo") == {"mariajose"}
    assert table.of("bob") == shipped().of("bob")


def test_a_pair_that_doesnt_hold_here_is_taken_away() -> None:
    table, problems = parse_nicknames("not William = Liam\nNOT Guadalupe = Lupe")
    assert problems == ()
    assert "liam" in shipped().of("william")
    assert "liam" not in table.of("william")
    assert "william" not in table.of("liam")
    assert "guadalupe" not in table.of("lupe")
    assert "bill" in table.of("william")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Guadalupe Lupe", "line 2: 'Guadalupe Lupe' has no single `=`; write it like"),
        ("a = b = c", "line 2: 'a = b = c' has no single `=`"),
        ("Guadalupe = Lupe,, Pita", "line 2: a name is missing"),
        ("= Lupe", "line 2: a name is missing"),
        ("Guadalupe =", "line 2: a name is missing"),
        ("Guadalupe = L00pe", "line 2: 'L00pe' is not a name"),
        ("not Bill", "line 2: 'not Bill' has no single `=`"),
        ("Jos\ufffd = Pepe", "line 2: 'Jos\ufffd' is not a name"),
    ],
)
def test_a_line_that_cant_be_read_is_told_in_words_and_the_others_count(line: str, told: str) -> None:
    table, problems = parse_nicknames(f"Xochitl = Sochi\n{line}\nIdoya = Ido")
    (problem,) = problems
    assert problem.startswith(told)
    assert "xochitl" in table.of("sochi")
    assert "idoya" in table.of("ido")


def test_the_table_that_a_new_season_begins_with_changes_nothing() -> None:
    assert parse_nicknames(OWN_HEAD) == (shipped(), ())


@given(st.text())
def test_no_text_breaks_the_table(text: str) -> None:
    table, problems = parse_nicknames(text)
    assert table.of("bob")
    assert all(one.startswith("line ") and one.endswith(".") for one in problems)


@pytest.mark.parametrize(
    ("small", "name"), [("juanito", "juan"), ("pepito", "jose"), ("anita", "ana"), ("carlitos", "carlos")]
)
def test_a_spanish_diminutive_stands_for_its_name(small: str, name: str) -> None:
    assert name in shipped().small(small) | shipped().of(small)
