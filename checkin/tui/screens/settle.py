"""What two desks recorded against each other: both sides, and one line to choose what is true."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from checkin.domain.anomalies import Anomaly
from checkin.domain.commands import Settle
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["SettleScreen"]


class SettleScreen(Choosing[Settle | str]):
    """Gives what is true of one contradiction, or a code that was scanned meanwhile."""

    def __init__(self, anomalies: tuple[Anomaly, ...]) -> None:
        super().__init__()
        self._anomalies = anomalies
        self._answers = [Settle(side.event) for side in self._first.sides]
        self._answers.append(Settle(self._first.sides[0].event, both=True))

    @property
    def _first(self) -> Anomaly:
        return self._anomalies[0]

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        left = len(self._anomalies) - 1
        more = f" {left} more after this one." if left else ""
        with Container(id="page"):
            yield Static(Content.styled(f"Recorded twice: what is true?{more}", "bold"))
            with VerticalScroll(id="sides"):
                for number, side in enumerate(self._first.sides, start=1):
                    yield Static(Content.assemble((f"{number}  ", "bold"), (side.where, "$quiet")))
                    yield Static(Content(side.what), classes="side")
            names = [f"Only {number} is true" for number in range(1, len(self._first.sides) + 1)]
            yield Choices([*names, "Both happened" if len(names) == 2 else "All of them happened"])  # noqa: PLR2004
            yield LineBox("Ana brought hers back", id="reason")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self.query_one(LineBox).border_title = "Why, if you like"
        self.hint("↑ ↓ choose, Enter settles it on every desk; F8 takes that back. Esc decides later.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Settle with a reason; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss(message.text)
        else:
            self._settle(message.text.strip())

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Settle without a reason."""
        self._settle("")

    def _settle(self, reason: str) -> None:
        chosen = self._answers[self.query_one(Choices).place]
        self.dismiss(Settle(chosen.event, chosen.both, reason))
