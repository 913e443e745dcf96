"""Whatever text reaches the desk, typed, scanned or recorded: an answer in words, and nothing dangerous shown."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.desk import Desk, Found
from checkin.domain.commands import CheckIn, Recorded, Refused, TakeBack
from checkin.domain.text import clean_text
from checkin.tui.text import hit_line
from tests.conftest import Clock

PIECES = (
    *"aZ09 -_.,'\"\\/[](){}<>$%&@#;:|`~^*?!=+",
    *"\x00\x03\x04\x08\x0a\x0d\x11\x1b\x1d\x7f\x85\x9b\ufeff\u200b\u202e\u2066\ud800\ufffd",
    *("é", "ß", "Ñ", "李", "م", "e\u0301", "👩‍👧", "[/red]", "[@click=app.quit]", "[link=x]", "\x1b[2J", "\x1b]0;x\x07"),
    *("garcia", "Reyes", "12U", "U10B", "70123456", "505-555-0104", "C6ABCDE1234X", "]Q1", "https://x.org/", "BEGIN:VCARD"),
    *("' OR 1=1 --", "../../etc", "%s%n", "{0}", "=cmd()", "null", "-1", "9" * 40, "x" * 600),
)  # fmt: skip
DANGEROUS = {chr(one) for one in (*range(32), *range(0x7F, 0xA0), 0x202E, 0x2066)} - {"\n"}


def check(desk: Desk, many: int, seed: int) -> None:
    """Send so many texts made of hostile pieces through everything that takes a text."""
    chance = random.Random(seed)  # the same texts in each run
    before = len(desk.night)
    for _ in range(many):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
        answer = desk.look_up(text, scanned=chance.random() < 0.5)
        assert answer is None or isinstance(answer, Found | Refused)
        shown = [answer.sentence, *answer.candidates] if isinstance(answer, Refused) else []
        shown += [hit_line(hit, desk).plain for hit in desk.find(text, 3)]
        assert not DANGEROUS & set(clean_text(text) + "".join(shown)), text
    assert len(desk.night) == before


@pytest.fixture
def desk(season: Path, clock: Clock, ids: Callable[[int], str]) -> Desk:
    opened = Desk.open(season, desk="A", by="Maria", clock=clock, ids=ids, writer="feedc0ffee01")
    opened.load()
    return opened


def test_five_hundred_hostile_texts_are_answered_and_record_nothing(desk: Desk) -> None:
    check(desk, 500, 1)


@pytest.mark.long
def test_ten_thousand_hostile_texts_are_answered_and_record_nothing(desk: Desk) -> None:
    check(desk, int(os.environ.get("CHECKIN_HOSTILE", "10000")), 2)


def test_a_hostile_reason_is_kept_as_text_without_controls(desk: Desk) -> None:
    done = desk.do(CheckIn(min(desk.roster.people)))
    assert isinstance(done, Recorded)
    told = desk.do(TakeBack(done.act, "".join(PIECES)))
    assert isinstance(told, Recorded)
    again = [line.sentence for line in desk.history()]
    assert not DANGEROUS & set("".join([told.sentence, *again]))
