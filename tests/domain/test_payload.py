"""A badge's code is short, and a wrong one is refused and named for what it is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
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


SAMPLES = [
    Payload(kind, season, ("7K2M9ABCX" * 2)[start : start + length], tag)
    for kind, season, start, tag in zip(
        Kind, "0AJTZ", range(5), ("Q7ZT", "0000", "ZZZZ", "1A1A", "H3H3"), strict=True
    )
    for length in range(3, 10)
]


def refused(letters_of_a_code: list[str]) -> bool:
    return isinstance(read("".join(letters_of_a_code)), Unreadable)


@pytest.mark.parametrize("payload", SAMPLES, ids=encode)
def test_every_one_wrong_character_at_every_place_is_refused(payload: Payload) -> None:
    code = list(encode(payload))
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert refused([*code[:place], wrong, *code[place + 1 :]])


@pytest.mark.parametrize("payload", SAMPLES, ids=encode)
def test_every_swap_of_two_characters_near_or_far_is_refused(payload: Payload) -> None:
    code = list(encode(payload))
    for one, two in combinations(range(len(code)), 2):
        swapped = code.copy()
        swapped[one], swapped[two] = code[two], code[one]
        assert code[one] == code[two] or refused(swapped)


@pytest.mark.parametrize("payload", SAMPLES, ids=encode)
def test_a_doubled_character_that_becomes_another_doubled_one_is_refused(payload: Payload) -> None:
    body = encode(payload)
    for place in range(2, len(payload.key)):
        key = payload.key[: place - 2] + "55" + payload.key[place:]
        code = list(encode(Payload(payload.kind, payload.season, key, payload.tag)))
        for other in set(ALPHABET) - {"5"}:
            assert refused([*code[:place], other, other, *code[place + 2 :]])
    assert read(body) == payload


@given(payloads, st.data())
def test_any_one_wrong_character_of_any_code_is_refused(payload: Payload, data: st.DataObject) -> None:
    code = list(encode(payload))
    place = data.draw(st.integers(0, len(code) - 1))
    code[place] = data.draw(letters.filter(lambda one: one != code[place]))
    assert refused(code)


@given(payloads, st.data())
def test_any_two_characters_of_any_code_swapped_are_refused(payload: Payload, data: st.DataObject) -> None:
    code = list(encode(payload))
    one, two = (data.draw(st.integers(0, len(code) - 1)) for _ in "12")
    assume(code[one] != code[two])
    code[one], code[two] = code[two], code[one]
    assert refused(code)


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
        ("BEGIN:VCARD\nFN:Dana", "other-system"),
        ("END:VCARD", "other-system"),
        ("BEGIN:VEVENT", "other-system"),
        ("@\n\x1e\rANSI 636009080102DL", "other-system"),
        ("ANSI 636009080102DL", "other-system"),
        ("https://example.org/" + "x" * 200, "other-system"),
        ("3f2b8c1e-7a55-4d0e-9c11-0123456789ab", "other-system"),
        ("\x00\x01\x02\x03", "binary"),
        (encode(ONE) + encode(ONE)[:6], "two-codes"),
        (encode(ONE)[6:] + encode(ONE), "two-codes"),
        (encode(ONE) * 3, "two-codes"),
        (encode(ONE)[:6], "cut"),
        ("A" * 30, "too-long"),
        (encode(ONE)[:-1] + "ß", "not-a-code"),
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
