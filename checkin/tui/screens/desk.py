"""The desk: one box, one sheet, one line that says what was recorded.

This file draws the first paint, so it knows nothing of the trade: what happens at the table is in
`checkin.tui.evening`, which comes with the data behind the first paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from checkin.tui.widgets.choices import STEPS
from checkin.tui.widgets.keys import Keys
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from checkin.tui.evening import Evening

__all__ = ["READY", "DeskScreen"]

_WIDE = 110
"""Columns from which the card has two sides."""
_LOST = 16
"""Columns of the line above the footer that stay free where its words wrap."""
_MOST_ROWS = 5
"""Rows that the line above the footer takes for a long sentence, at most."""
READY = "● ready to scan"
_POLL = 0.05
"""Seconds between two looks at what other programs wrote."""


class DeskScreen(Screen[None]):
    """Where a volunteer spends the evening."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low")]  # noqa: RUF012  Textual's own declaration

    box = getters.query_one(LineBox)
    sheet = getters.query_one(Sheet)

    @dataclass
    class Slept(Message):
        """The laptop slept, or its clock was set ahead."""

        away: timedelta

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self.evening: Evening | None = None
        """What happens at the table, once the data is loaded."""
        self._notice = notice
        self._waiting: list[LineBox.Submitted] = []

    @property
    def wide(self) -> bool:
        """Tell whether there is room for two sides."""
        return self.size.width >= _WIDE

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(id="top")
        yield LineBox("Scan, or type a name, team or phone", id="search")
        yield Sheet(id="sheet")
        yield Static(id="notice")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Give the box the keys."""
        self.mark("○ opening…")
        self.sheet.show([Content("Opening the season…")], centred=True)
        self.box.focus()
        self.say(self._notice)

    async def begin(self, evening: Evening) -> None:
        """Begin the evening; what was scanned or typed meanwhile counts."""
        self.evening = evening
        self.mark(READY)
        evening.begin()
        self.set_interval(_POLL, evening.follow)
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self.submitted(message)
        if self.box.text:
            evening.search(self.box.text)

    def say(self, sentence: str, kind: str = "quiet", then: str = "") -> None:
        """Say one thing in the line above the footer, and quietly what can be done about it."""
        notice = self.query_one("#notice", Static)
        told = Content.styled(sentence, f"${kind}")
        if then and self.has_class("-tiny"):
            told = told.truncate(notice.size.width, ellipsis=True)  # the footer has the key
        elif then:
            told = _with(told, then, notice.size.width)
        rows = len(told.wrap(notice.size.width)) if not then and notice.size.width else 0
        notice.styles.min_height = min(rows, _MOST_ROWS)
        notice.update(told, layout=False)

    def mark(self, state: str, kind: str = "success") -> None:
        """Say at the edge of the box whether the desk is ready."""
        self.box.border_subtitle = state
        self.box.set_class(kind == "error", "-trouble")

    def slept(self, away: timedelta) -> None:
        """Let the app know that the laptop slept."""
        self.post_message(self.Slept(away))

    def draw(self, name: str, content: Content) -> None:
        """Draw the line at the top, or the keys at the bottom."""
        self.query_one(f"#{name}", Static).update(content, layout=False)

    @on(LineBox.Changed)
    def changed(self, message: LineBox.Changed) -> None:
        """Search while somebody types."""
        if self.evening and message.text == self.box.text:
            self.evening.search(message.text)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Open whoever was scanned or typed."""
        if self.evening:
            self.evening.take(message.text, scanned=message.scanned, how=message.how)
        else:
            self._waiting.append(message)

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Record the normal thing for the card on the table."""
        if self.evening:
            self.evening.enter()

    @on(Sheet.Clicked)
    def clicked(self, message: Sheet.Clicked) -> None:
        """Open the person who was clicked."""
        if self.evening:
            self.evening.click(message.line)

    def on_key(self, event: events.Key) -> None:
        """Move in the list, or along the card."""
        steps = STEPS.get(event.key)
        if steps and self.evening:
            self.evening.move(steps)
            event.stop()

    def on_resize(self) -> None:
        """Draw again for the new size."""
        if self.evening:
            self.call_after_refresh(self.evening.redraw)


def _with(told: Content, then: str, width: int) -> Content:
    """Return two lines that end with what can be done, which is never torn apart."""
    told = told.truncate(max(width * 2 - len(then) - _LOST, 0), ellipsis=True)
    last = told.wrap(width)[-1].cell_length if width else 0
    between = "   " if last + 3 + len(then) <= width else "\n"
    return told + Content.styled(f"{between}{then}", "$quiet")
