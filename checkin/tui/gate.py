"""Every key before it goes to a screen: what a scanner sends presses nothing and gets lost nowhere."""

from __future__ import annotations

import re

from textual import events

from checkin.codes.scanner import Ending, ScanReader

__all__ = ["HOLD", "TERMINATORS", "Gate"]

HOLD = 0.045
"""Seconds that a key which does something waits for the next one."""

TERMINATORS = {"enter": "enter", "ctrl+j": "line feed", "tab": "tab"}
"""Keys that may end a scan, in the scanner's words."""
_BURST = 0.035
"""Seconds between two keys of a scanner, at most."""
_SAME_END = {"enter": 0.12, "ctrl+j": 1.0}
"""Seconds within which a second terminator belongs to the scan before it; no Enter key sends a line feed."""

_ACTS = re.compile(r"escape|(shift\+)?f[0-9]+|ctrl\+.+")
_EDITS = {"ctrl+u", "ctrl+w", "ctrl+h", "ctrl+left", "ctrl+right"}
"""Keys that only edit what stands in a box."""


class Gate:
    """Remembers the keys that came last, whichever screen they went to."""

    def __init__(self) -> None:
        self._keys: list[events.Key] = []
        self._reader = ScanReader()
        self._ended = float("-inf")
        self._last = float("-inf")
        """When any key came last."""
        self._dropped = float("-inf")
        """When a key came last that was a part of a code."""
        self.held: events.Key | None = None
        """A key that does something, until it is known that no other follows at a scanner's speed."""

    def due(self, event: events.Key) -> events.Key | None:
        """Return the held key when the next one shows that a person pressed it, or forget it."""
        held, self.held = self.held, None
        if held and event.time - held.time <= _BURST:
            self._dropped = event.time
            return None
        return held

    def swallows(self, event: events.Key) -> bool:
        """Tell whether a key is a part of a code, or ends one once more, and must not press anything.

        A code with a DC1 in it would quit as Ctrl+Q, one with an escape sequence could take something back.
        """
        beside = event.time - self._last <= _BURST
        self._last = event.time
        if _acts(event):
            if beside:
                self._dropped = event.time
            return beside
        if event.key not in TERMINATORS or self._keys:
            return False
        rest = event.time - self._ended < _SAME_END.get(event.key, 0)
        return rest or event.time - self._dropped < _SAME_END["enter"]

    def holds(self, event: events.Key) -> bool:
        """Keep a key that does something for a moment, and tell whether this is one."""
        if _acts(event):
            self.held = event
        return self.held is event

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


def _acts(event: events.Key) -> bool:
    """Tell whether a key does something wherever the cursor is, other than to write or to move."""
    return bool(_ACTS.fullmatch(event.key)) and event.key not in TERMINATORS and event.key not in _EDITS
