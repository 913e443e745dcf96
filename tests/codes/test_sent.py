"""Whatever a wrong keyboard, Caps Lock and a scanner's settings make of a code, it is read as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.codes.once import Once
from checkin.codes.sent import Scan, clean, described, undone
from checkin.domain.payload import ALPHABET, Kind, Payload, encode, read, trial_code

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SMALL = CAPITALS.lower()
KEYS = "1234567890-" + CAPITALS + SMALL
KEYBOARDS = {
    "US": KEYS,
    "German": "1234567890ß" + "ABCDEFGHIJKLMNOPQRSTUVWXZY" + "abcdefghijklmnopqrstuvwxzy",
    "French": "&é\"'(-è_çà)" + "QBCDEFGHIJKL?NOPARSTUVZXYW" + "qbcdefghijkl,noparstuvzxyw",
    "Spanish": "1234567890'" + CAPITALS + SMALL,
}
"""What each key that a scanner presses for a US keyboard gives on another one."""
SHIFTED = {"German": '!"§$%&/()=?', "French": "1234567890°"}
"""What Caps Lock makes of the upper row where it is a Shift Lock."""
AIM = {"US": "]Q1", "German": "+Q1", "French": "$A&", "Spanish": "+Q1"}

letters = st.sampled_from(ALPHABET)
codes = st.builds(
    lambda kind, key, tag: encode(Payload(kind, "A", key, tag)),
    st.sampled_from(Kind),
    st.text(letters, min_size=3, max_size=9),
    st.text(letters, min_size=4, max_size=4),
)
ids = st.from_regex(r"[1-9][0-9]{7,8}|[0-9]{5}-[0-9]{6}", fullmatch=True)


def arrived(code: str, keyboard: str, *, caps: bool) -> str:
    """What the laptop makes of a code that a scanner typed."""
    keys = KEYBOARDS[keyboard]
    if caps:
        upper = SHIFTED.get(keyboard, keys[:11])
        keys = upper + keys[37:] + keys[11:37]
    return code.translate(str.maketrans(KEYS, keys))


def meant(text: str) -> bool:
    return isinstance(read(text), Payload)


@given(codes, st.sampled_from(sorted(KEYBOARDS)), st.booleans())
def test_a_code_comes_through_every_keyboard_with_and_without_caps_lock(
    code: str,
    keyboard: str,
    caps: bool,  # noqa: FBT001
) -> None:
    came = arrived(code, keyboard, caps=caps)
    found = read(clean(came))
    if meant(came):  # by chance another code of ours: its tag will not match
        assert isinstance(found, Payload)
    else:
        assert found == read(code) or isinstance(found, Payload)
        assert found == read(code) or undone(came).layout != keyboard


@pytest.mark.parametrize("keyboard", sorted(KEYBOARDS))
@pytest.mark.parametrize("caps", [False, True])
def test_the_test_code_names_the_keyboard_that_the_laptop_is_set_to(keyboard: str, caps: bool) -> None:  # noqa: FBT001
    came = arrived(trial_code(), keyboard, caps=caps)
    told = described(came, Scan(0.0, "enter", 0.001))
    assert told.startswith("The scanner works. It ends with Enter.")
    if keyboard in {"US", "Spanish"}:  # the letters lie in the same places
        assert ("Caps Lock" in told) is caps
    else:
        assert f"set to {keyboard}" in told
        assert clean(came) in {trial_code(), trial_code().lower()}


@given(codes, st.sampled_from(sorted(KEYBOARDS)))
def test_an_aim_identifier_is_taken_off_on_every_keyboard(code: str, keyboard: str) -> None:
    found = read(clean(AIM[keyboard] + arrived(code, keyboard, caps=False)))
    assert isinstance(found, Payload)


@given(ids, st.sampled_from(sorted(KEYBOARDS)))
def test_a_bare_id_comes_through_every_keyboard(known: str, keyboard: str) -> None:
    came = arrived(known, keyboard, caps=False)
    if not meant(came):
        assert clean(came) == known or meant(clean(came))


@pytest.mark.parametrize(
    ("raw", "how", "told"),
    [
        (trial_code(), Scan(0, "tab", 0.001), "It ends with Tab."),
        (trial_code(), Scan(0, "line feed", 0.001), "It ends with a line feed."),
        (trial_code(), Scan(0, "", 0.001), "It sends no Enter, so each scan takes a moment."),
        (trial_code(), Scan(0, "enter", 0.03), "It is slow, 30 ms a key."),
        (f"]Q1{trial_code()}", Scan(0, "enter", 0.001), "It puts ]Q1 before the code: that is left out."),
        (f"~{trial_code()}", None, "It puts ~ before the code: that is left out."),
    ],
)
def test_the_test_code_tells_how_the_scanner_is_set(raw: str, how: Scan | None, told: str) -> None:
    assert told in described(raw, how)


def test_the_same_code_counts_once_in_three_seconds() -> None:
    once = Once()
    seen = [
        once.again(code, at)
        for code, at in [("CAAA1", 0), ("caaa1", 2.9), ("CAAA1", 3.0), ("B", 3.1), ("CAAA1", 3.2)]
    ]
    assert seen == [False, True, False, False, False]
    once.forget()
    assert not once.again("CAAA1", 3.3)


def test_a_code_that_a_camera_goes_on_seeing_counts_once_until_it_was_gone_for_three_seconds() -> None:
    once = Once(seen=True)
    assert [once.again("X", at) for at in (0, 1, 2, 3, 4, 5, 8.1)] == [False, *[True] * 5, False]
