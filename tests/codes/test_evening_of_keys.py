"""Whatever order and speed keys come in, each scan is one scan, and only a person's Enter confirms."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.codes.scanner import Ending, ScanReader, is_code
from checkin.domain.payload import ALPHABET, Kind, Payload, encode, read

CODE = encode(Payload(Kind.COACH, "A", "7K2M9", "Q7ZT"))
ENDS = {
    "CR": ("enter",),
    "LF": ("line feed",),
    "CR LF": ("enter", "line feed"),
    "Tab": ("tab",),
    "Tab CR": ("tab", "enter"),
    "CR CR": ("enter", "enter"),
    "nothing": (),
}


@dataclass
class Box:
    """A box on a screen: its text, and what came of each key."""

    at: float = 100.0
    text: str = ""
    seen: list[tuple[Ending, str]] = field(default_factory=list)
    reader: ScanReader = field(default_factory=ScanReader)

    def wait(self, seconds: float) -> None:
        """Let time go by; the box looks for a scan without an end 0.28 seconds after the last key."""
        if seconds >= 0.28 and self.text:
            self._take(self.reader.paused(self.text, self.at + 0.28))
        self.at += seconds

    def key(self, character: str, gap: float) -> None:
        self.wait(gap)
        self.reader.key(self.at)
        self.text += character

    def end(self, name: str, gap: float) -> None:
        self.wait(gap)
        self._take(self.reader.enter(self.text, self.at, name))

    def scan(self, code: str, ends: tuple[str, ...], gaps: list[float]) -> None:
        """Send a code and its ends with these gaps before each key, again from the first when they run out."""
        for place, one in enumerate([*code, *ends]):
            (self.end if len(one) > 1 else self.key)(one, gaps[place % len(gaps)])

    def _take(self, ending: Ending) -> None:
        if ending is not Ending.NOTHING:
            sent = self.reader.scanned(self.text) if ending is Ending.SCAN else self.text
            self.seen.append((ending, sent))
            self.text = ""


letters = st.sampled_from(ALPHABET)
codes = st.builds(
    lambda kind, key, tag: encode(Payload(kind, "A", key, tag)),
    st.sampled_from(Kind),
    st.text(letters, min_size=3, max_size=9),
    st.text(letters, min_size=4, max_size=4),
)
ids = st.from_regex(r"[1-9][0-9]{7,8}|[0-9]{5}-[0-9]{6}", fullmatch=True)
gaps = st.lists(st.floats(0, 0.034), min_size=1, max_size=16)
people = st.lists(st.floats(0.06, 0.5), min_size=1, max_size=12)


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.01, 0.03])
@pytest.mark.parametrize("end", sorted(set(ENDS) - {"nothing"}))
def test_120_of_120_scans_back_to_back_are_scans(end: str, gap: float) -> None:
    box, chance = Box(), random.Random(5)
    sent = [
        encode(Payload(Kind.COACH, "A", "".join(chance.choices(ALPHABET, k=5)), "Q7ZT")) for _ in range(120)
    ]
    for code in sent:
        box.scan(code, ENDS[end], [gap])
    assert box.seen == [(Ending.SCAN, code) for code in sent]
    assert box.text == ""


@given(st.lists(st.tuples(codes | ids, st.sampled_from(sorted(ENDS)), gaps), min_size=1, max_size=6))
def test_scans_of_mixed_speeds_and_ends_come_whole_and_confirm_nothing(
    sent: list[tuple[str, str, list[float]]],
) -> None:
    box = Box()
    for code, end, speed in sent:
        box.scan(code, ENDS[end], speed)
        box.wait(0 if ENDS[end] else 0.3)
    assert box.seen == [(Ending.SCAN, code) for code, _, _ in sent]


@given(codes | ids, st.sampled_from(sorted(ENDS)), gaps)
def test_after_any_scan_a_persons_enter_confirms_once(code: str, end: str, speed: list[float]) -> None:
    box = Box()
    box.scan(code, ENDS[end], speed)
    box.wait(1.5)
    box.end("enter", 0)
    assert box.seen == [(Ending.SCAN, code), (Ending.CONFIRM, "")]


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Zs", "P"]), min_size=1, max_size=20), people
)
def test_a_person_is_never_a_scanner_unless_the_text_is_a_code(text: str, speed: list[float]) -> None:
    box = Box()
    box.scan(text, ("enter",), speed)
    expected = Ending.SCAN if is_code(text) else Ending.TYPED
    assert box.seen == [(expected, text)]


@given(st.sampled_from(["garcia", "lopez garcia", "christiansen"]), st.data())
def test_fast_fingers_that_roll_over_some_keys_are_still_a_person(name: str, data: st.DataObject) -> None:
    box = Box()
    rolled = [data.draw(st.floats(0.01, 0.034)) if place % 4 else 0.07 for place in range(len(name) + 1)]
    box.scan(name, ("enter",), rolled)
    assert box.seen == [(Ending.TYPED, name)]


@given(codes.filter(is_code), st.lists(st.floats(0, 0.4), min_size=1, max_size=16))
def test_a_code_is_a_scan_when_a_browser_or_a_line_blurs_its_timing(code: str, speed: list[float]) -> None:
    box = Box()
    for place, letter in enumerate(code):
        box.at += speed[place % len(speed)]
        box.key(letter, 0)
    box.end("enter", 0.1)
    box.end("line feed", 0.6)
    assert [ending for ending, _ in box.seen] == [Ending.SCAN]


@given(codes, st.integers(1, 15), st.sampled_from(["enter", "line feed", "tab"]), gaps)
def test_an_end_in_the_middle_of_a_scan_never_confirms(
    code: str, place: int, end: str, speed: list[float]
) -> None:
    box = Box()
    box.scan(code[:place], (end,), speed)
    box.scan(code[place:], ("enter", "line feed"), speed)
    assert Ending.CONFIRM not in [ending for ending, _ in box.seen]


@given(st.lists(st.text(letters, max_size=12), max_size=8), st.floats(0, 0.034))
def test_the_lines_of_a_long_foreign_code_never_confirm(lines: list[str], gap: float) -> None:
    box = Box()
    box.scan(CODE, ("enter",), [gap])
    for line in lines:
        box.scan(line, ("enter", "line feed"), [gap])
    assert {ending for ending, _ in box.seen} == {Ending.SCAN}


def test_an_end_after_keys_that_the_box_no_longer_holds_confirms_nothing() -> None:
    box = Box()
    box.scan(CODE, (), [0.001])
    box.text = ""
    box.end("enter", 0.03)
    assert box.seen == []


def test_an_enter_that_is_held_down_confirms_once() -> None:
    box = Box()
    box.scan("", ("enter",) * 40, [0.5, *[0.03] * 40])
    assert box.seen == [(Ending.CONFIRM, "")]


def test_a_fast_code_needs_no_digit_to_be_one() -> None:
    code = "CAAAAAAAAK"
    assert isinstance(read(code), Payload)
    box = Box()
    box.scan(code, (), [0.001])
    box.wait(0.3)
    assert box.seen == [(Ending.SCAN, code)]


def test_two_codes_without_an_end_between_them_are_told_and_the_box_is_empty_again() -> None:
    box = Box()
    box.scan(CODE + CODE, (), [0.001])
    box.wait(0.3)
    assert box.seen == [(Ending.SCAN, CODE + CODE)]
    assert box.text == ""


def test_a_long_stumble_does_not_make_a_short_id_of_a_long_one() -> None:
    box = Box()
    box.scan("23502991", (), [0.001])
    box.scan("1", ("enter",), [0.24])
    assert [ending for ending, _ in box.seen] == [Ending.SCAN]
    assert box.seen[0][1] == "235029911"


def test_a_scan_into_the_middle_of_typed_text_is_taken_alone() -> None:
    reader = ScanReader()
    for place in range(len(CODE)):
        reader.key(place * 0.001)
    assert reader.scanned("gar" + CODE + "cia", 3 + len(CODE)) == CODE
