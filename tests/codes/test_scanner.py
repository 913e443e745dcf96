"""A scan is told from typing, whatever ends it; a scan's own terminator never confirms."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.codes.scanner import Ending, ScanReader, clean, is_code
from checkin.domain.payload import Kind, Payload, as_ids, encode, read

CODE = encode(Payload(Kind.COACH, "J", "7K2M9", "Q7ZT"))


def typed(reader: ScanReader, text: str, start: float, gap: float) -> float:
    at = start
    for _ in text:
        at += gap
        reader.key(at)
    return at


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.03])
@pytest.mark.parametrize("end", ["enter", "line feed", "tab"])
def test_a_scan_is_a_scan_at_every_speed_and_with_every_end(gap: float, end: str) -> None:
    reader = ScanReader()
    at = typed(reader, "UNKNOWN-CODE", 10, gap)
    assert reader.enter("UNKNOWN-CODE", at + gap, end) is Ending.SCAN


@given(st.lists(st.floats(0.06, 0.4), min_size=6, max_size=20))
def test_a_persons_typing_is_never_taken_for_a_scan(gaps: list[float]) -> None:
    reader, at = ScanReader(), 0.0
    for gap in gaps:
        at += gap
        reader.key(at)
    assert reader.enter("garcialopez", at + 0.1) is Ending.TYPED


def test_a_code_proves_itself_when_timing_tells_nothing() -> None:
    reader = ScanReader()
    at = typed(reader, CODE, 0, 0.3)
    assert reader.enter(CODE, at + 0.3) is Ending.SCAN


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.03])
def test_return_and_line_feed_are_one_terminator(gap: float) -> None:
    reader = ScanReader()
    at = typed(reader, CODE, 0, gap)
    assert reader.enter(CODE, at + gap) is Ending.SCAN
    assert reader.enter("", at + 2 * gap, "line feed") is Ending.NOTHING


def test_a_person_confirms_after_a_scan() -> None:
    reader = ScanReader()
    at = typed(reader, CODE, 0, 0.001)
    reader.enter(CODE, at)
    assert reader.enter("", at + 0.6) is Ending.CONFIRM


def test_a_scan_without_a_terminator_is_taken_after_a_pause() -> None:
    reader = ScanReader()
    at = typed(reader, CODE, 0, 0.001)
    assert reader.paused(CODE, at + 0.2) is Ending.NOTHING
    assert reader.paused(CODE, at + 0.28) is Ending.SCAN
    assert reader.enter("", at + 0.5) is Ending.NOTHING
    assert reader.enter("", at + 1.5) is Ending.CONFIRM


def test_a_person_who_pauses_is_left_alone() -> None:
    reader = ScanReader()
    at = typed(reader, "70123456", 0, 0.15)
    assert reader.paused("70123456", at + 5) is Ending.NOTHING


def test_a_scan_over_typed_text_is_taken_without_it() -> None:
    reader = ScanReader()
    at = typed(reader, "garc", 0, 0.2)
    at = typed(reader, CODE, at + 2, 0.001)
    assert reader.scanned("garc" + CODE) == CODE
    assert reader.enter("garc" + CODE, at) is Ending.SCAN


@pytest.mark.parametrize("code", [CODE, "70123456", "235029911", "12345-678901"])
@pytest.mark.parametrize("before_the_stumble", [1, 2])
def test_a_slow_scan_that_stumbles_early_is_taken_whole(code: str, before_the_stumble: int) -> None:
    reader = ScanReader()
    at = typed(reader, code[:before_the_stumble], 0, 0.03)
    at = typed(reader, code[before_the_stumble:], at + 0.1, 0.03)
    assert reader.enter(code, at + 0.03) is Ending.SCAN
    assert reader.scanned(code) == code


def test_a_digit_typed_before_a_scan_is_no_part_of_it() -> None:
    reader = ScanReader()
    at = typed(reader, "7", 0, 0)
    typed(reader, "70123456", at + 1, 0.001)
    assert reader.scanned("770123456") == "70123456"


@pytest.mark.parametrize("gap", [0.036, 0.05, 0.2])
def test_a_scan_that_a_busy_computer_slows_down_is_taken_without_what_was_typed_before(gap: float) -> None:
    reader = ScanReader()
    at = typed(reader, "garcia", 0, 0.13)
    at = typed(reader, CODE, at + 0.4, gap)
    assert reader.scanned("garcia" + CODE) == CODE
    assert reader.enter("garcia" + CODE, at + gap) is Ending.SCAN


@pytest.mark.parametrize("gap", [0.036, 0.2])
def test_a_slow_scan_without_an_end_is_taken_after_a_pause(gap: float) -> None:
    reader = ScanReader()
    at = typed(reader, CODE, 0, gap)
    assert reader.paused(CODE, at + 0.28) is Ending.SCAN


@pytest.mark.parametrize(
    "sent",
    [
        CODE,
        f"]Q1{CODE}",
        f"~{CODE}",
        f"{CODE}\r\n",
        f"\x02{CODE}\x03",
        CODE.lower(),
        CODE.swapcase(),
    ],
)
def test_what_a_scanner_adds_is_taken_off(sent: str) -> None:
    assert read(clean(sent)) == read(CODE)


US = "1234567890ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz-"
GERMAN = "1234567890ABCDEFGHJKMNPQRSTVWXZYabcdefghjkmnpqrstvwxzyß"
FRENCH = "&é\"'(-è_çàQBCDEFGHJK?NPARSTVZXYWqbcdefghjk,nparstvzxyw)"


@pytest.mark.parametrize("layout", [GERMAN, FRENCH], ids=["german", "french"])
@pytest.mark.parametrize("key", ["7K2Y9", "ZAZ42", "QW3Y8", "AYQZW"])
def test_a_wrong_keyboard_layout_is_undone(layout: str, key: str) -> None:
    code = encode(Payload(Kind.COACH, "J", key, "Q7ZT"))
    arrived = code.translate(str.maketrans(US, layout))
    assert arrived != code
    assert read(clean(arrived)) == read(code)


@given(st.text())
def test_no_text_breaks_the_cleaning(text: str) -> None:
    assert clean(text).isprintable()


def test_a_german_caps_lock_and_an_aim_identifier_are_undone_together() -> None:
    code = encode(Payload(Kind.COACH, "J", "7Y2Z9", "Q7ZT"))
    arrived = f"]Q1{code}".translate(str.maketrans(US, GERMAN)).swapcase().replace("]", "+")
    assert read(clean(arrived)) == read(code)


@pytest.mark.parametrize(
    "sent", ["]C170123456", "]C0 70123456", "~70123456", "#12345-678901", "12345ß678901", "12345'678901"]
)
def test_an_ids_prefix_and_layout_are_undone(sent: str) -> None:
    assert as_ids(clean(sent)) in {("70123456",), ("12345-678901",)}


@pytest.mark.parametrize("known", ["70123456", "235029911", "12345-678901"])
@pytest.mark.parametrize("layout", [GERMAN, FRENCH, FRENCH.upper()], ids=["german", "french", "french caps"])
def test_an_ids_wrong_layout_is_undone(known: str, layout: str) -> None:
    assert as_ids(clean(known.translate(str.maketrans(US, layout)))) == (known,)


LONG_NAMES = [
    "Christiansen",
    "Constantine",
    "Castellano",
    "Castellanos",
    "Montgomery",
    "Ballesteros",
    "Benavidez",
    "Villalobos",
    "Christopher",
]


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_long_name_is_no_code_though_its_check_fits_by_chance(name: str) -> None:
    reader = ScanReader()
    at = typed(reader, name, 0, 0.1)
    assert reader.enter(name, at + 0.1) is Ending.TYPED


NASTY = [
    *"\x00\x03\x11\x1b\x1d\x7f\x85\x9b\u202e\u200b\ufeff\ud800",
    *"0123456789ABCDEFGHJKMNPQRSTVWXYZilo -_.'\"[]/\\%?éß²٣É\n\r\t",
    *(
        "]Q1",
        "\x1b[2J",
        "\x1b]52;c;",
        "[/red]",
        "https://",
        "BEGIN:VCARD",
        CODE,
        "70123456",
        "12345-678901",
        ".0",
        "A" * 600,
    ),
]


def test_no_hostile_text_breaks_a_reader_or_reaches_the_screen() -> None:
    chance = random.Random(104)
    for _ in range(10_000):
        text = "".join(chance.choices(NASTY, k=chance.randrange(24)))
        assert clean(text).isprintable()
        assert all(one.isprintable() for one in as_ids(text))
        for found in (read(text), read(clean(text))):
            assert isinstance(found, Payload) or (
                found.sentence.isprintable() and found.sentence.endswith(".")
            )
        is_code(text)


def test_an_enter_long_after_a_fast_name_is_a_persons() -> None:
    reader = ScanReader()
    for place in range(6):
        reader.key(place * 0.001)
    assert [reader.enter("griego", 0.01), reader.enter("griego", 1.0)] == [Ending.SCAN, Ending.TYPED]
