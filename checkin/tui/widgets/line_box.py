"""A box for one line of text that takes every key itself, so that no scan is lost or misunderstood."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from checkin.codes.scanner import Ending, ScanReader, clean, is_code, is_scan
from checkin.codes.sent import Scan
from checkin.domain.payload import as_ids
from checkin.tui.gate import TERMINATORS

__all__ = ["PAUSE", "LineBox"]

_LONGEST = 500
"""Characters that a box takes; a longer scan is named for what it is all the same."""
_QUIET = 0.025
"""Seconds after a key at which the text is searched for; a scanner's next key comes sooner."""
PAUSE = 0.28
"""Seconds after the last key at which a scan without a terminator is looked for."""


class LineBox(Widget, can_focus=True):
    """One line of text, with the editing keys that people know."""

    text: reactive[str] = reactive("")
    """What stands in the box."""
    cursor: reactive[int] = reactive(0)
    """Characters left of the cursor."""

    @dataclass
    class Changed(Message):
        """The text is another one; only the latest matters."""

        box: LineBox
        text: str

        def can_replace(self, message: Message) -> bool:
            """Let a burst of keys be one change."""
            return isinstance(message, LineBox.Changed)

    @dataclass
    class Submitted(Message):
        """A text is complete: scanned, or typed with an Enter."""

        box: LineBox
        text: str
        scanned: bool
        how: Scan | None = None
        """How a scanner sent it."""
        typed: str = ""
        """What a person had typed into the box before the scan."""

        @property
        def from_scanner(self) -> bool:
            """Tell whether this is no person's words, so that no dialog may take it for an answer."""
            return bool(self.how and self.how.device) or is_scan(self.text, scanned=self.scanned)

    @dataclass
    class Confirmed(Message):
        """A person pressed Enter over an empty box."""

        box: LineBox

    def __init__(self, placeholder: str, *, id: str | None = None, hidden: bool = False) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self.placeholder = placeholder
        self._hidden = hidden
        self._reader = ScanReader()

    def render(self) -> Content:
        """Return the text with its cursor."""
        if not self.text:
            cursor = ("▏", "$accent") if self.has_focus else (" ", "")
            return Content.assemble(cursor, (self.placeholder, "$quiet"))
        text = "•" * len(self.text) if self._hidden else self.text
        before, at, after = text[: self.cursor], text[self.cursor : self.cursor + 1], text[self.cursor + 1 :]
        room = max(self.size.width - 2, 8)
        block = "reverse" if self.has_focus else ""
        return Content.assemble(before[-room:], (at or " ", block), after)

    def put(self, text: str) -> None:
        """Replace the text, with the cursor at its end."""
        self.text = text
        self.cursor = len(text)

    def take(self, character: str, at: float) -> None:
        """Put in a character that was typed, or sent by a scanner, at that time."""
        self._reader.key(at)
        if len(self.text) < _LONGEST:
            self.text = self.text[: self.cursor] + character + self.text[self.cursor :]
            self.cursor += 1
        self._soon.reset()
        self._later.reset()

    def on_mount(self) -> None:
        """Prepare what happens when keys stop coming."""
        self._soon = self.set_interval(_QUIET, self._changed, pause=True)
        self._later = self.set_interval(PAUSE, self._paused, pause=True)

    def end(self, terminator: str, at: float) -> None:
        """Take an Enter, a line feed or a tab for what it is."""
        ending = self._reader.enter(self.text, at, terminator)
        if ending in (Ending.SCAN, Ending.TYPED):
            self._submit(scanned=ending is Ending.SCAN, end=terminator, at=at)
        elif ending is Ending.CONFIRM:
            self.post_message(self.Confirmed(self))

    async def _on_key(self, event: events.Key) -> None:
        if event.key in TERMINATORS:
            self.end(TERMINATORS[event.key], event.time)
        elif event.is_printable and event.character:
            self.take(event.character, event.time)
        elif not self._edit(event.key):
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        lines = [line for one in event.text.splitlines() if (line := one.strip())]
        if lines and all(is_code(one) and not (self.text and as_ids(clean(one))) for one in lines):
            typed = self.text
            self.put("")
            for line in lines:
                self.post_message(self.Submitted(self, line, scanned=True, typed=typed))
            return
        text = "".join(one if one.isprintable() else " " for one in event.text).strip()[:_LONGEST]
        self._reader.edited()
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)
        self.post_message(self.Changed(self, self.text))

    def _edit(self, key: str) -> bool:
        """Do what an editing key does, and tell whether it was one."""
        text, cursor = self.text, self.cursor
        head, tail = text[:cursor], text[cursor:]
        edits = {
            "backspace": (head[:-1] + tail, max(cursor - 1, 0)),
            "delete": (head + tail[1:], cursor),
            "ctrl+u": (tail, 0),
            "ctrl+w": (start := head.rstrip()[: head.rstrip().rfind(" ") + 1], len(start)),
            "left": (text, max(cursor - 1, 0)),
            "right": (text, min(cursor + 1, len(text))),
            "home": (text, 0),
            "end": (text, len(text)),
        }
        if key not in edits:
            return False
        after, place = edits[key]
        if key == "ctrl+w":
            after += tail
        self._reader.edited()
        self.text, self.cursor = after, place
        if after != text:
            self.post_message(self.Changed(self, after))
        return True

    def _changed(self) -> None:
        """Tell of typed text when no other key follows at a scanner's speed."""
        self._soon.pause()
        self.post_message(self.Changed(self, self.text))

    def _paused(self) -> None:
        """Take a scan that has no terminator once its keys have stopped."""
        self._later.pause()
        if self.text and self._reader.paused(self.text, self._now(), self.cursor) is Ending.SCAN:
            self._submit(scanned=True, end="", at=self._now())

    def _now(self) -> float:
        return events.Key("x", "x").time

    def _submit(self, *, scanned: bool, end: str, at: float) -> None:
        self._soon.pause()
        text, rest = self.text, ""
        if scanned:
            text = self._reader.scanned(self.text, self.cursor)
            rest = self.text[: self.cursor].removesuffix(text) + self.text[self.cursor :]
        self.put("")
        how = Scan(at, end, self._reader.pace) if scanned else None
        self.post_message(self.Submitted(self, text, scanned, how, rest))
