"""What a scanner sent, freed of what scanners, wrong keyboards and Caps Lock make of a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checkin.domain.payload import Payload, as_ids, read

__all__ = ["Scan", "Sent", "clean", "described", "known", "undone"]

_LONGEST = 64
"""Characters; longer texts are not searched for a code."""
_PREFIX = 3
"""Characters that a scanner may put before a code."""
_AIM = re.compile(r"^.{0,3}?\][A-Za-z][0-9A-Za-z]")
"""The AIM identifier of the kind of code, such as `]Q1`."""
_SIGNS = re.compile(r"^[^0-9A-Za-z]{1,3}")
"""A prefix that is no part of an id."""
_LAYOUTS = {
    "German": str.maketrans("zyZYß?+", "yzYZ--]"),
    "French": str.maketrans("aqzwAQZW?,&é\"'(-è_çàÉÈÇÀ)°$", "qawzQAWZMm12345678902790--]"),
    "Spanish": str.maketrans("'?+", "-_]"),
    "German with Caps Lock": str.maketrans('zyZY!"§$%&/()=?', "yzYZ1234567890-"),
    "Spanish with Shift Lock": str.maketrans('!"·$%&/()=', "1234567890"),
    "US with Shift Lock": str.maketrans("!@#$%^&*()", "1234567890"),
}
"""Keyboards: what arrives to what the scanner meant."""
_ENDS = {"enter": "Enter", "line feed": "a line feed", "tab": "Tab"}
_SLOW = 0.02
"""Seconds between two keys from which a scanner is called slow."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A text as the code meant it, and what had to be undone."""

    text: str
    layout: str = ""
    """The keyboard that the laptop took the scanner for, when it was a wrong one."""
    small: bool = False
    """True when capital letters arrived as small ones."""
    prefix: str = ""
    """What stood before the code."""


@dataclass(frozen=True, slots=True)
class Scan:
    """How a scanner sent a text."""

    at: float
    """When it was complete, in seconds of the clock of the keys."""
    end: str = ""
    """What came after it: `enter`, `line feed`, `tab`, or nothing."""
    pace: float = 0.0
    """Seconds between two keys, on the average."""
    device: str = ""
    """`camera` or `serial`; nothing for a scanner that types."""


def clean(text: str) -> str:
    """Return a scanned text without control characters and scanner prefixes.

    A wrong keyboard layout or caps lock is undone only where the check character proves it; whoever takes the
    code for true compares its tag besides.
    """
    return undone(text).text


def undone(text: str) -> Sent:
    """Return a scanned text as it was meant, and what was undone."""
    plain = "".join(one for one in text if one.isprintable()).strip()
    for layout, sent in _readings(plain):
        code = _AIM.sub("", sent).strip()
        if known(code):
            return Sent(code, layout, code.islower(), _before(sent, code))
    bare = _AIM.sub("", plain).strip()
    if len(plain) <= _LONGEST:
        for layout, sent in _readings(bare):
            for cut in range(1, _PREFIX + 1):
                if isinstance(read(sent[cut:]), Payload):
                    return Sent(sent[cut:], layout, sent[cut:].islower(), sent[:cut])
    number = _SIGNS.sub("", bare)
    return Sent(number, prefix=_before(bare, number)) if as_ids(number) else Sent(bare)


def known(text: str) -> bool:
    """Tell whether a text is a code of ours, or has the shape of an id."""
    return isinstance(read(text), Payload) or bool(as_ids(text))


def described(raw: str, how: Scan | None) -> str:
    """Return what a scan of the test code shows of a scanner: what it sends, and what to set otherwise."""
    sent, told = undone(raw), ["The scanner works."]
    if how and how.device:
        return "The camera works." if how.device == "camera" else "The serial scanner works."
    if how:
        end = _ENDS.get(how.end)
        told.append(f"It ends with {end}." if end else "It sends no Enter, so each scan takes a moment.")
    if sent.layout:
        told.append(f"The keyboard is set to {sent.layout}: that is undone here.")
    elif sent.small:
        told.append("Caps Lock is on: that is undone here.")
    if sent.prefix:
        told.append(f"It puts {sent.prefix} before the code: that is left out.")
    if how and how.pace > _SLOW:
        told.append(f"It is slow, {how.pace * 1000:.0f} ms a key.")
    return " ".join(told)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text as it stands, then as each wrong keyboard would have made it of another."""
    yield "", text
    if len(text) <= _LONGEST:
        for layout, table in _LAYOUTS.items():
            mended = text.translate(table)
            if mended != text:
                yield layout, mended


def _before(text: str, code: str) -> str:
    return text.removesuffix(code).strip()
