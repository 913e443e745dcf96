"""Asks for the supervisor's PIN; what is typed is never shown."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.domain.pin import pin_fits
from checkin.tui.screens.question import Question
from checkin.tui.widgets.line_box import LineBox

__all__ = ["PinScreen"]


class PinScreen(Question[bool | str]):
    """Gives True for the right PIN, False for none, or a code that was scanned meanwhile."""

    def __init__(self, kept: str) -> None:
        super().__init__()
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(
                Content.styled("For the supervisor only: turn the screen away from the line.", "bold")
            )
            yield LineBox("PIN", id="pin", hidden=True)
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for the PIN."""
        self.query_one(LineBox).focus()
        self.hint("Enter goes on. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Compare the PIN; a scan goes to the desk."""
        if pin_fits(message.text, self._kept):
            self.dismiss(result=True)
        elif message.from_scanner:
            self.dismiss(message.text)
        else:
            self.hint("That is not the PIN. Type it again, or Esc to go back.", "$warning")

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            self.dismiss(result=False)
            event.stop()
