"""What a keyboard scanner sent: a scan told from typing, and a text freed of what scanners add to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.payload import Payload, as_ids, read

__all__ = ["Ending", "ScanReader", "clean", "is_code"]

_BURST = 0.035
"""Seconds between two keys of a scanner, at most; people need more than twice that."""
_STUMBLE = 0.25
"""Seconds that a busy computer may hold up a key in the middle of a scan."""
_SHORTEST_SCAN = 6
"""Characters; fewer are too few to tell a scan by its speed."""
_SAME_TERMINATOR = 0.12
"""Seconds within which a line feed belongs to the return before it."""
_IDLE = 0.12
"""Seconds without a key after which a scan without a terminator is over."""
_LATE_TERMINATOR = 0.5
"""Seconds within which a terminator belongs to a scan that was taken without it."""

_LAYOUTS = (
    str.maketrans("zyZYß", "yzYZ-"),
    str.maketrans("aqzwAQZW?,&é\"'(-è_çà)°", "qawzQAWZMm1234567890--"),
    str.maketrans("'?", "-_"),
)
"""German, French and Spanish keyboards: what arrives to what the scanner meant."""


class Ending(StrEnum):
    """What an Enter, or a pause, means."""

    SCAN = "scan"
    """A scanner sent the text."""
    TYPED = "typed"
    """A person typed the text and pressed Enter."""
    CONFIRM = "confirm"
    """A person pressed Enter over an empty box."""
    NOTHING = "nothing"
    """A terminator that belongs to a scan taken before, or nothing at all."""


@dataclass(slots=True)
class ScanReader:
    """Watches when the keys of one box arrive and tells scans from typing.

    Times are seconds of any clock that only runs forward.
    """

    _burst: int = 0
    """How many keys in a row, up to the last, came as fast as a scanner's."""
    _together: int = 0
    """How many keys in a row came without a pause in which a person could take up the scanner."""
    _last: float = float("-inf")
    _ended: float = float("-inf")
    """When the last scan was taken."""
    _ended_by: str = ""

    def key(self, at: float) -> None:
        """Note that a character arrived."""
        self._burst = self._burst + 1 if at - self._last <= _BURST else 1
        self._together = self._together + 1 if at - self._last <= _STUMBLE else 1
        self._last = at

    def edited(self) -> None:
        """Note that the text was changed by hand."""
        self._burst = self._together = 0

    def scanned(self, text: str) -> str:
        """Return the part of a text that came from a scanner: what a person typed before it is left out.

        A slow scan that stumbled on its way is whole all the same, when together it is a code.
        """
        if not self._fast():
            return text
        together = text[-self._together :]
        return together if is_code(together) else text[-self._burst :]

    def enter(self, text: str, at: float, terminator: str = "enter") -> Ending:
        """Return what an Enter, a line feed or a tab means over this text."""
        if not text:
            return self._bare(at, terminator)
        scan = self._fast() or is_code(text)
        self._ended, self._ended_by, self._last = at, terminator, at
        return Ending.SCAN if scan else Ending.TYPED

    def paused(self, text: str, at: float) -> Ending:
        """Return what the text is when no key came for a while."""
        if at - self._last < _IDLE or not self._fast() or not is_code(self.scanned(text)):
            return Ending.NOTHING
        self._ended, self._ended_by, self._last = at, "", at
        return Ending.SCAN

    def _bare(self, at: float, terminator: str) -> Ending:
        """Tell a person's Enter from the rest of a scan's terminator."""
        since = at - self._ended
        doubled = since < _SAME_TERMINATOR
        late = not self._ended_by and since < _LATE_TERMINATOR
        if doubled or late or terminator == "tab":
            self._ended_by = self._ended_by or terminator
            return Ending.NOTHING
        return Ending.CONFIRM

    def _fast(self) -> bool:
        return self._burst >= _SHORTEST_SCAN


def is_code(text: str) -> bool:
    """Tell whether a text proves itself as a code or has the shape of an id."""
    cleaned = clean(text)
    return isinstance(read(cleaned), Payload) or bool(as_ids(cleaned))


def clean(text: str) -> str:
    """Return a scanned text without control characters and scanner prefixes.

    A wrong keyboard layout or caps lock is undone only where the check character proves it; whoever takes the
    code for true compares its tag besides.
    """
    plain = "".join(one for one in text if one.isprintable()).strip()
    plain = re.sub(r"^\][A-Za-z][0-9A-Za-z]", "", plain)
    if len(plain) > 64 or as_ids(plain) or isinstance(read(plain), Payload):  # noqa: PLR2004  no code is as long
        return plain
    for layout in _LAYOUTS:
        mended = plain.translate(layout)
        if mended != plain and (isinstance(read(mended), Payload) or as_ids(mended)):
            return mended
    for cut in (1, 2, 3):
        if isinstance(read(plain[cut:]), Payload):
            return plain[cut:]
    return plain
