"""What a keyboard scanner sent: a scan told from typing, and taken for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.codes.sent import clean, known
from checkin.domain.payload import Unreadable, as_ids, read

__all__ = ["Ending", "ScanReader", "clean", "is_code", "is_scan"]

_BURST = 0.035
"""Seconds between two keys of a scanner, at most; people need more than twice that."""
_STUMBLE = 0.25
"""Seconds that a busy computer may hold up a key in the middle of a scan; after them a scan is over."""
_SHORTEST_SCAN = 6
"""Characters; fewer are too few to tell a scan by its speed."""
_SAME_TERMINATOR = 0.12
"""Seconds within which a second terminator belongs to the first, or to the keys before it."""
_LATE_LINE_FEED = 1.0
"""The same for a line feed, which no Enter key sends: a slow line may hold it up."""
_LATE_TERMINATOR = 0.5
"""Seconds within which a terminator belongs to a scan that was taken without it."""


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

    _pace: float = 0.0
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
        fast = at - self._last <= _BURST
        self._pace = (self._pace * (self._burst - 1) + at - self._last) / self._burst if fast else 0.0
        self._burst = self._burst + 1 if fast else 1
        self._together = self._together + 1 if at - self._last <= _STUMBLE else 1
        self._last = at

    def edited(self) -> None:
        """Note that the text was changed by hand."""
        self._burst = self._together = 0

    def scanned(self, text: str, cursor: int | None = None) -> str:
        """Return the part of a text that came from a scanner, left of the cursor: not what a person typed.

        A slow scan that stumbled on its way is whole all the same, when together it is a code.
        """
        sent = text[:cursor]
        if not self._fast():
            return self._code_at_end(sent) or text
        together = sent[-self._together :]
        return together if known(clean(together)) else sent[-self._burst :]

    def enter(self, text: str, at: float, terminator: str = "enter") -> Ending:
        """Return what an `enter`, a `line feed` or a `tab` means over this text.

        The keys after it go on with its burst, so that the short lines of a long code are scans too.
        """
        if not text:
            return self._bare(at, terminator)
        fast = self._fast() and at - self._last < _LATE_TERMINATOR
        scan = fast or is_code(text) or bool(self._code_at_end(text))
        self._ended, self._ended_by, self._last = at, terminator, at
        return Ending.SCAN if scan else Ending.TYPED

    def paused(self, text: str, at: float, cursor: int | None = None) -> Ending:
        """Return what the text is when no key came for a while."""
        scan = self.scanned(text, cursor)
        fast = self._fast() and (known(clean(scan)) or _two_codes(scan) or is_scan(scan, scanned=True))
        if at - self._last < _STUMBLE or not (fast or self._code_at_end(text[:cursor])):
            return Ending.NOTHING
        self._ended, self._ended_by, self._last = at, "", at
        return Ending.SCAN

    def _code_at_end(self, text: str) -> str:
        """Return the code of ours that came last without a pause, too slowly to be known by its speed."""
        together = text[-self._together :] if self._together else ""
        return together if is_code(together) and not as_ids(clean(together)) else ""

    def _bare(self, at: float, terminator: str) -> Ending:
        """Tell a person's Enter from the rest of a scan's terminator."""
        window = _LATE_LINE_FEED if terminator == "line feed" else _SAME_TERMINATOR
        if not self._ended_by:
            window = max(window, _LATE_TERMINATOR)
        follows = at - self._last < _SAME_TERMINATOR
        self._last = at
        if terminator == "tab" or at - self._ended < window or follows:
            self._ended_by = self._ended_by or terminator
            return Ending.NOTHING
        return Ending.CONFIRM

    @property
    def pace(self) -> float:
        """Return the seconds between two keys of the burst, on the average."""
        return self._pace

    def _fast(self) -> bool:
        return self._burst >= _SHORTEST_SCAN


def is_code(text: str) -> bool:
    """Tell whether a text proves itself as a code or has the shape of an id, however slowly it came.

    A text without a digit doesn't: one long name in 32 has a code's check by chance.
    """
    cleaned = clean(text)
    return known(cleaned) and any(one in "0123456789" for one in cleaned)


def is_scan(text: str, *, scanned: bool) -> bool:
    """Tell whether a text that came as fast as a scan is none of a person's words.

    Over a slow line, or pasted, a typed name comes as fast: it has no digit and is no other system's code.
    """
    if is_code(text):
        return True
    found = read(clean(text))
    foreign = isinstance(found, Unreadable) and found.code in {"other-system", "huge", "binary"}
    one_word = any(one in "0123456789" for one in text) and " " not in text.strip()
    return scanned and (foreign or one_word)


def _two_codes(text: str) -> bool:
    found = read(clean(text))
    return isinstance(found, Unreadable) and found.code == "two-codes"
