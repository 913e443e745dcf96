"""Every key before it goes to a screen: what a scanner sends presses nothing and gets lost nowhere."""

from __future__ import annotations

from textual import events

from checkin.codes.scanner import Ending, ScanReader

__all__ = ["TERMINATORS", "Gate"]

TERMINATORS = {"enter": "enter", "ctrl+j": "line feed", "tab": "tab"}
"""Keys that may end a scan, in the scanner's words."""
_BURST = 0.035
"""Seconds between two keys of a scanner, at most."""
_SAME_END = {"enter": 0.12, "ctrl+j": 1.0}
"""Seconds within which a second terminator belongs to the scan before it; no Enter key sends a line feed."""


class Gate:
    """Remembers the keys that came last, whichever screen they went to."""

    def __init__(self) -> None:
        self._keys: list[events.Key] = []
        self._reader = ScanReader()
        self._ended = float("-inf")

    def rest_of_scan(self, event: events.Key) -> bool:
        """Tell whether a key ends a scan once more, which must not press anything on the screen it opened."""
        return not self._keys and event.time - self._ended < _SAME_END.get(event.key, 0)

    def inside_scan(self, event: events.Key) -> bool:
        """Tell whether a control key is a part of a scanned code, which must not press anything.

        A code with a DC1 in it would quit as Ctrl+Q, one with an escape sequence could take something back.
        """
        if event.is_printable or event.key in TERMINATORS or len(self._keys) < 2:  # noqa: PLR2004  a pair shows the speed
            return False
        before, last = self._keys[-2:]
        return last.time - before.time <= _BURST and event.time - last.time <= _BURST

    def scan(self, event: events.Key) -> list[events.Key]:
        """Take note of a key; return the whole scan's characters when the key ends one."""
        if event.is_printable and event.character:
            self._reader.key(event.time)
            self._keys.append(event)
            return []
        keys, self._keys = self._keys, []
        if event.key not in TERMINATORS:
            self._reader.edited()
            return []
        text = "".join(one.character or "" for one in keys)
        if not text or self._reader.enter(text, event.time, TERMINATORS[event.key]) is not Ending.SCAN:
            return []
        self._ended = event.time
        return keys[-len(self._reader.scanned(text)) :]

    def paused(self, at: float) -> list[events.Key]:
        """Return the characters of a scan that no end came after, once its keys have stopped."""
        text = "".join(one.character or "" for one in self._keys)
        if not text or self._reader.paused(text, at) is not Ending.SCAN:
            return []
        keys, self._keys = self._keys, []
        self._ended = at
        return keys[-len(self._reader.scanned(text)) :]
