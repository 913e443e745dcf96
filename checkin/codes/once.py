"""The same code twice in a moment is one scan."""

from __future__ import annotations

from checkin.codes.sent import clean

__all__ = ["Once"]

_MOMENT = 3.0
"""Seconds within which the same code counts once."""


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
