"""Names from two files can be compared, and what is not a name's business stays out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.names import Name, first_names_agree, fold, split_name, split_suffix
from checkin.domain.nicknames import shipped
from checkin.domain.text import clean_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José  Núñez", "jose nunez"),
        ("O'Brien", "obrien"),
        ("O\u2019Brien", "obrien"),
        ("Garcia-Lopez", "garcia lopez"),
        ("GARCÍA LÓPEZ", "garcia lopez"),
        ("Søren Łukasz Weiß", "soren lukasz weiss"),
        ("St. John", "st john"),
        ("[/red] Smith", "red smith"),
        ("علي", "علي"),
        ("...", ""),
    ],
)
def test_spellings_of_one_name_fold_to_one_text(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dana Reyes", Name("Dana", "Reyes")),
        ("Reyes, Dana", Name("Dana", "Reyes")),
        ("Reyes Ortiz, Dana Maria", Name("Dana Maria", "Reyes Ortiz")),
        ("Ortiz Jr., Luis", Name("Luis", "Ortiz", "Jr.")),
        ("Ortiz, Luis, Jr.", Name("Luis", "Ortiz", "Jr.")),
        ("Luis Ortiz III", Name("Luis", "Ortiz", "III")),
        ("Luis de la Cruz", Name("Luis", "de la Cruz")),
        ("Cher", Name("", "Cher")),
        ("Jr", Name("", "Jr")),
        ("", Name("", "")),
    ],
)
def test_a_full_name_is_taken_apart(text: str, name: Name) -> None:
    assert split_name(text) == name


def test_a_suffix_is_not_taken_from_a_name_that_only_ends_like_one() -> None:
    assert split_suffix("Abiv") == ("Abiv", "")
    assert split_suffix("Smith, Jr") == ("Smith", "Jr")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("dana", "dana", "same"),
        ("bill", "william", "nickname"),
        ("bob", "rob", "nickname"),
        ("pepe", "jose", "nickname"),
        ("lupe", "guadalupe", "nickname"),
        ("d", "dana", "initial"),
        ("dana maria", "dana", "part"),
        ("catherina", "catherine", "typo"),
        ("maraino", "mariano", "typo"),
        ("dana", "dina", ""),
        ("luis", "dana", ""),
        ("", "dana", ""),
    ],
)
def test_first_names_agree_for_a_reason(one: str, other: str, reason: str) -> None:
    assert first_names_agree(one, other) == reason
    assert first_names_agree(other, one) == reason


def test_every_nickname_is_written_folded() -> None:
    for name in ("bob", "lupe", "jose", "chuy"):
        assert shipped().of(name)
        assert all(fold(one) == one for one in shipped().of(name))
    assert shipped().of("zebulon") == frozenset()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Dana \t\n Reyes ", "Dana Reyes"),
        ("\x1b[31mDana\x9b0m", "[31mDana0m"),
        ("Dana\u202eseyeR\u2066", "DanaseyeR"),
        ("\ufeffDana\u200b\x00", "Dana"),
        ("Dana\xa0Reyes", "Dana Reyes"),
        ("[/red] Smith", "[/red] Smith"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("Zoë 👩\u200d🏫", "Zoë 👩\u200d🏫"),
        ("\ud800x", "x"),
    ],
)
def test_a_cell_is_cleaned_of_what_would_steer_a_terminal_and_of_nothing_else(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text())
def test_clean_text_has_no_control_character_left_and_is_stable(text: str) -> None:
    clean = clean_text(text)
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in clean)
    assert not any(unicodedata.bidirectional(one) in {"LRE", "RLE", "PDF", "LRO", "RLO"} for one in clean)
    assert clean_text(clean) == clean


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_agreeing_does_not_depend_on_the_order(one: str, other: str) -> None:
    one, other = fold(one), fold(other)
    assert first_names_agree(one, other) == first_names_agree(other, one)
