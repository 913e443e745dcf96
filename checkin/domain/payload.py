"""What stands in a code: upper-case Crockford base 32, a key, a random tag and a check, nothing else.

`kind (1) season (1) key (3 to 9) tag (4) check (1)`: at most 16 characters, so that it fits version 1 of a QR
code at error level M. The check is a sum of the characters, each multiplied in the field GF(32) by a weight
of its own: it catches every wrong character, and every swap of two characters wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "ALPHABET",
    "Kind",
    "Payload",
    "Unreadable",
    "as_ids",
    "encode",
    "read",
    "season_mark",
    "trial_code",
]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
_SHORTEST, _LONGEST = 3, 9
"""Characters of a key."""
_FRAME = 7
"""Characters around the key: kind, season, four of tag, check."""
_HUGE = 100
"""Characters past which nobody looks for a code."""
_LOOK_ALIKE = str.maketrans("OIL", "011")
_FOREIGN = (
    ("begin:vcard", "a contact card"),
    ("end:vcard", "a contact card"),
    ("mecard:", "a contact card"),
    ("begin:v", "a calendar entry"),
    ("end:v", "a calendar entry"),
    ("wifi:", "a Wi-Fi code"),
    ("mailto:", "an e-mail address"),
    ("matmsg:", "an e-mail address"),
    ("tel:", "a phone number"),
    ("smsto:", "a text message"),
    ("sms:", "a text message"),
    ("geo:", "a place on a map"),
)
"""How the texts of other systems begin."""


class Kind(StrEnum):
    """What a code is for."""

    COACH = "coach"
    TEAM_BOX = "team box"
    TEST = "test"
    VOLUNTEER = "volunteer"
    COMMAND = "command"


_LETTERS = {Kind.COACH: "C", Kind.TEAM_BOX: "B", Kind.TEST: "T", Kind.VOLUNTEER: "V", Kind.COMMAND: "M"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Payload:
    """A code that was read, or one to be drawn."""

    kind: Kind
    season: str
    """One character, from `season_mark`."""
    key: str
    tag: str
    """Four random characters; a reissued code has others."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is no code of ours, named for what it is."""

    code: str
    sentence: str


def season_mark(year: int) -> str:
    """Return the character that stands for a season's year; it comes again after 32 years."""
    return ALPHABET[year % 32]


def trial_code() -> str:
    """Return the code that only shows how a scanner works: for nobody, and the same in every season.

    It holds the characters that a wrong keyboard would turn into others.
    """
    return encode(Payload(Kind.TEST, "0", "QWZYAM", "1290"))


def encode(payload: Payload) -> str:
    """Return the text of a code.

    Raises `ValueError` for a key or tag that doesn't fit.
    """
    body = _LETTERS[payload.kind] + payload.season + payload.key + payload.tag
    if not _SHORTEST <= len(payload.key) <= _LONGEST or len(payload.tag) != 4 or set(body) - set(ALPHABET):  # noqa: PLR2004
        raise ValueError("a key has 3 to 9 and a tag 4 characters of Crockford's base 32")
    return body + _check(body)


def read(text: str) -> Payload | Unreadable:
    """Return what a code says, or what the text is instead; O, I and L are read as 0 and 1.

    Whoever takes a code for true compares its tag with the one that was issued.
    """
    found = text.strip()
    if not found:
        return Unreadable("empty", "Nothing was read. Scan again.")
    if other := _other_system(found):
        return Unreadable("other-system", f"This is {other}, not a badge. Scan the badge, or type the name.")
    if len(found) > _HUGE:
        return Unreadable(
            "huge", "That is far too long for a badge. Scan the badge's own code, or type the name."
        )
    if not found.isprintable():
        return Unreadable("binary", "That code holds no text. Scan the badge's own code, or type the name.")
    plain = found.upper().translate(_LOOK_ALIKE)
    if found.isascii() and _base32(plain):
        return _parsed(plain)
    return Unreadable("not-a-code", "That is not a badge's code. Scan the badge, or type the name.")


def _parsed(text: str) -> Payload | Unreadable:
    if _proven(text):
        return Payload(_KINDS[text[0]], text[1], text[2:-5], text[-5:-1])
    if len(text) < _SHORTEST + _FRAME:
        return Unreadable("cut", "Only a part of a code was read. Scan again, or type the name.")
    if len(text) <= _LONGEST + _FRAME:
        return Unreadable("mistyped", "That code is mistyped or damaged. Scan again, or type the name.")
    if _run_together(text):
        return Unreadable("two-codes", "Two codes ran together. Scan one at a time.")
    return Unreadable(
        "too-long", "That is too long for a badge. Scan the badge's own code, or type the name."
    )


def as_ids(text: str) -> tuple[str, ...]:
    """Return the AYSO or Admin ids that a bare text can be, in their plain form.

    Sources: eight digits, newer ones nine; `NNNNN-NNNNNN`; as numbers, floats, quoted, with spaces.
    """
    plain = re.sub(r"[\s\"'\u2018-\u201f]", "", text)
    plain = re.sub(r"\.0+$", "", plain)
    if re.fullmatch(r"[0-9]{8,9}|[0-9]{5}-[0-9]{6}", plain):
        return (plain,)
    return ()


def _check(body: str) -> str:
    total = 0
    for place, letter in enumerate(reversed(body), start=1):
        total ^= _times(ALPHABET.index(letter), _WEIGHTS[place])
    return ALPHABET[total]


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) with the polynomial x^5 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = (left << 1) ^ (0b100101 if left & 0b10000 else 0)
        right >>= 1
    return product


def _weights() -> list[int]:
    """Return the powers of 2 in GF(32): 31 of them, all different, so that every swap shows."""
    powers = [1]
    while len(powers) < 31:  # noqa: PLR2004  the size of the field without zero
        powers.append(_times(powers[-1], 2))
    return powers


_WEIGHTS = _weights()


def _proven(text: str) -> bool:
    """Tell whether a text has a code's length, kind and check."""
    fits = _SHORTEST + _FRAME <= len(text) <= _LONGEST + _FRAME
    return fits and text[0] in _KINDS and _check(text[:-1]) == text[-1]


def _run_together(text: str) -> bool:
    """Tell whether a text that is too long for one code begins or ends with one."""
    lengths = range(_SHORTEST + _FRAME, _LONGEST + _FRAME + 1)
    return any(_proven(text[:length]) or _proven(text[-length:]) for length in lengths)


def _other_system(text: str) -> str:
    """Return what the text of another system is, or nothing."""
    folded = text[:_HUGE].casefold()
    if re.match(r"[a-z][a-z0-9+.-]*://|www\.", folded):
        return "a web address"
    if re.match(r"(@.{0,6})?(ansi |aamva)[0-9]{6}", folded, re.DOTALL):
        return "a driver's licence"
    for start, name in _FOREIGN:
        if folded.startswith(start):
            return name
    if re.fullmatch(r"[0-9]{12,14}", text):
        return "a product's bar code"
    ticket = len(text) <= _HUGE and re.fullmatch(r"[\w-]{25,}", text) and not _base32(text.upper())
    return "a ticket of another system" if ticket else ""


def _base32(text: str) -> bool:
    return not set(text) - set(ALPHABET)
