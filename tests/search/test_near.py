"""Every word a letter off is found, though hardly any word is looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from checkin.search.near import Near, begins
from checkin.search.sounds import sounds_of

letters = st.text("abcd", min_size=1, max_size=7)


@given(st.sets(letters, max_size=40), st.text("abcd", min_size=3, max_size=7))
def test_no_word_at_most_one_letter_off_is_left_out(words: set[str], text: str) -> None:
    expected = {one: OSA.distance(text, one) for one in words if OSA.distance(text, one) <= 1}
    assert dict(Near(words).one_off(text)) == expected


@given(st.sets(letters), letters)
def test_the_words_that_begin_so_stand_together(words: set[str], start: str) -> None:
    known = sorted(words)
    first, end = begins(known, start)
    assert known[first:end] == [one for one in known if one.startswith(start)]


def test_a_double_l_sounds_english_or_spanish() -> None:
    for one, other in (("phyllis", "filis"), ("castillo", "castiyo"), ("williams", "wiliams")):
        assert {*sounds_of(one)} & {*sounds_of(other)}, one
