"""A badge's code is short, and a wrong one is refused and named for what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.payload import ALPHABET, Kind, Payload, Unreadable, as_ids, encode, read, season_mark

letters = st.sampled_from(ALPHABET)
payloads = st.builds(
    Payload,
    st.sampled_from(Kind),
    letters,
    st.text(letters, min_size=3, max_size=9),
    st.text(letters, min_size=4, max_size=4),
)
ONE = Payload(Kind.COACH, season_mark(2026), "7K2M9", "Q7ZT")


@given(payloads)
def test_what_was_encoded_is_read(payload: Payload) -> None:
    code = encode(payload)
    assert read(code) == payload
    assert read(code.lower()) == payload
    assert len(code) <= 16


@given(payloads, st.data())
def test_any_one_wrong_character_is_refused(payload: Payload, data: st.DataObject) -> None:
    code = encode(payload)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(letters.filter(lambda one: one != code[place]))
    assert isinstance(read(code[:place] + other + code[place + 1 :]), Unreadable)


@given(payloads, st.data())
def test_any_two_characters_swapped_are_refused(payload: Payload, data: st.DataObject) -> None:
    code = list(encode(payload))
    one, two = (data.draw(st.integers(0, len(code) - 1)) for _ in "12")
    if code[one] == code[two]:
        return
    code[one], code[two] = code[two], code[one]
    assert isinstance(read("".join(code)), Unreadable)


@given(payloads)
def test_letters_that_look_alike_are_read_as_they_were_meant(payload: Payload) -> None:
    assert read(encode(payload).replace("0", "O").replace("1", "l")) == payload


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("C7", "cut"),
        (encode(ONE)[:-3], "cut"),
        (encode(ONE)[1:], "mistyped"),
        (encode(ONE) + encode(ONE), "two-codes"),
        ("https://example.org/badge", "other-system"),
        ("www.example.org", "other-system"),
        ("BEGIN:VCARD\tFN:Dana", "binary"),
        ("BEGIN:VCARD", "other-system"),
        ("MECARD:N:Dana;", "other-system"),
        ("WIFI:S:field;", "other-system"),
        ("4006381333931", "other-system"),
        ("\x1b[2J", "binary"),
        ("A" * 10_000, "huge"),
        ("¿qué?", "not-a-code"),
    ],
)
def test_what_is_no_code_is_named_for_what_it_is(text: str, code: str) -> None:
    found = read(text)
    assert isinstance(found, Unreadable)
    assert found.code == code
    assert found.sentence.isprintable()
    assert found.sentence.endswith(".")


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read(text)
    assert isinstance(found, Payload) or found.sentence.isprintable()
    as_ids(text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("70123456", ("70123456",)),
        ("701234567", ("701234567",)),
        ("70123456.0", ("70123456",)),
        ('"70123456"', ("70123456",)),
        (" 7012 3456 ", ("70123456",)),
        ("12345-123456", ("12345-123456",)),
        ("7012345", ()),
        ("5055550101", ()),
        ("Reyes", ()),
        ("7012345٣", ()),
    ],
)
def test_bare_ids_are_known_in_every_way_they_arrive(text: str, ids: tuple[str, ...]) -> None:
    assert as_ids(text) == ids


@pytest.mark.parametrize(
    "payload", [Payload(Kind.COACH, "T", "AB", "QQQQ"), Payload(Kind.COACH, "T", "ILOU", "QQQQ")]
)
def test_a_key_that_does_not_fit_is_a_programmers_error(payload: Payload) -> None:
    with pytest.raises(ValueError, match="Crockford"):
        encode(payload)
