"""The same code twice in a moment is one scan, and so is a code of many lines."""

from __future__ import annotations

from checkin.codes.sent import Scan, clean, known

__all__ = ["Lines", "Once"]

_MOMENT = 3.0
"""Seconds within which the same code counts once."""
_BETWEEN = 0.3
"""Seconds between two lines of one code, at most."""


class Once:
    """Remembers the code that was taken last."""

    def __init__(self, *, seen: bool = False) -> None:
        self._seen = seen
        self._last = ""
        self._at = float("-inf")

    def again(self, text: str, at: float) -> bool:
        """Tell whether this is the code of a moment ago; with `seen` each look begins the moment anew."""
        code = clean(text).upper()
        same = code == self._last and at - self._at < _MOMENT
        if not same or self._seen:
            self._last, self._at = code, at
        return same

    def forget(self) -> None:
        """Let the same code count again: somebody has done something in between."""
        self._last = ""


class Lines:
    """Remembers a code of another system, such as a contact card, whose lines come as scans of their own."""

    def __init__(self) -> None:
        self._ended = float("-inf")

    def begin(self, how: Scan) -> None:
        """Take note of a line that was named for what it is."""
        self._ended = how.at

    def go_on(self, text: str, how: Scan) -> bool:
        """Tell whether this is a further line of that code, and none of ours."""
        began = how.at - how.pace * len(text)
        if began - self._ended > _BETWEEN or known(clean(text)):
            return False
        self._ended = how.at
        return True
