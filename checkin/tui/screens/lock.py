"""A locked desk: nothing of the evening is seen, and only the PIN opens it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.domain.pin import pin_fits
from checkin.tui.screens.question import Question
from checkin.tui.widgets.line_box import LineBox

__all__ = ["LockScreen"]


class LockScreen(Question[None]):
    """Covers the desk until the PIN is typed; a scan is refused aloud."""

    def __init__(self, kept: str) -> None:
        super().__init__(classes="-lock")
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("This desk is locked.", "bold"))
            yield LineBox("PIN", id="pin", hidden=True)
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for the PIN."""
        self.query_one(LineBox).focus()
        self.hint("Type the desk's PIN, then Enter. What was recorded is on disk.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Open the desk for its PIN; say aloud that a scan is not taken."""
        if pin_fits(message.text, self._kept):
            self.dismiss()
            return
        self.app.bell()
        if message.from_scanner:
            self.hint("Locked: the scan was not taken. Type the PIN first, then scan again.", "$warning")
        else:
            self.hint("That is not the PIN. Type it again.", "$warning")
