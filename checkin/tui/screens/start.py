"""Who sits here: asked once, when the desk opens."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.codes.scanner import is_code
from checkin.tui.screens.question import Question
from checkin.tui.widgets.line_box import LineBox

__all__ = ["StartScreen"]


class StartScreen(Question[tuple[str, str, str]]):
    """Asks for the desk's name and the volunteer's; gives both, and what was scanned meanwhile."""

    def __init__(self, desk: str, by: str) -> None:
        super().__init__()
        self._desk, self._by, self._scanned = desk, by, ""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("Who sits at this table?", "bold"), id="question")
            yield LineBox("A", id="desk")
            yield LineBox("your first name", id="by")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Begin at the first empty box."""
        desk, by = self.query_one("#desk", LineBox), self.query_one("#by", LineBox)
        desk.border_title, by.border_title = "Desk", "Volunteer"
        desk.put(self._desk)
        by.put(self._by)
        (by if self._desk else desk).focus()
        self.hint("Enter goes on. Both stand beside everything this desk records.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take a name; keep a scan for later."""
        if is_code(message.text):
            self._scanned = message.text
            self.hint("Scanned. First say who sits here; the card opens then.")
            return
        message.box.put(message.text.strip()[:40])
        self._next(message.box)

    @on(LineBox.Confirmed)
    def confirmed(self, message: LineBox.Confirmed) -> None:
        """Take the suggestion of an empty box."""
        if message.box.id == "desk":
            message.box.put("A")
        self._next(message.box)

    def on_key(self, event: events.Key) -> None:
        """Move between the boxes."""
        if event.key in ("up", "down", "shift+tab"):
            self.query_one("#desk" if event.key != "down" else "#by", LineBox).focus()
            event.stop()

    def _next(self, box: LineBox) -> None:
        desk, by = self.query_one("#desk", LineBox), self.query_one("#by", LineBox)
        if box is desk and not by.text:
            by.focus()
        elif not by.text:
            self.hint("A first name is enough: it stands beside what you record.")
        else:
            self.dismiss((desk.text or "A", by.text, self._scanned))
