"""Two people of the files who may be one: both sides, and one line to say what is true."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from checkin.domain.commands import SettleIdentity
from checkin.domain.identity import Doubted, Side
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["DoubtsScreen", "Later"]


@dataclass(frozen=True, slots=True)
class Later:
    """Nobody knows now: the next pair is asked about."""


_ANSWERS = ("I don't know: leave it for later", "Same person", "Two people")


class DoubtsScreen(Choosing[SettleIdentity | str | Later]):
    """Gives what somebody who knows them says of two people, or a code that was scanned meanwhile."""

    def __init__(self, doubted: Doubted, left: int) -> None:
        super().__init__()
        self._doubted, self._left = doubted, left

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        more = f" {self._left} more after this." if self._left else ""
        one = self._doubted
        now = "Taken for one person now." if one.joined else "Two people now."
        with Container(id="page"):
            yield Static(Content.styled(f"One person, or two?{more}", "bold"))
            yield Static(Content.styled(f"Why it is asked: {one.why}. {now}", "$quiet"))
            with VerticalScroll(id="sides", can_focus=False):
                for side in (one.one, one.another):
                    yield Static(_told(side), classes="side")
            yield Choices(_ANSWERS)
            yield LineBox("their mother told me", id="reason")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self.query_one(LineBox).border_title = "Why, if you like"
        self.hint("↑ ↓ choose, Enter settles it for every later import; F8 takes it back. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Settle it with a reason; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss(message.text)
        else:
            self._settle(message.text.strip())

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Settle it without a reason."""
        self._settle("")

    def _settle(self, reason: str) -> None:
        place = self.query_one(Choices).place
        one = self._doubted
        if place:
            self.dismiss(SettleIdentity(one.one.key, one.another.key, place == 1, reason))
        else:
            self.dismiss(Later())


def _told(side: Side) -> Content:
    """Return who one of them is, in the words of the files."""
    rows = [
        Content.styled(side.name, "bold"),
        Content(f"  {'; '.join(side.teams) or 'no team'}"),
        Content.styled(f"  {', '.join(side.known_by) or 'no id, e-mail or phone'}", "$quiet"),
        Content.styled(f"  in {', '.join(side.kinds) or 'no file any more'}", "$quiet"),
    ]
    return Content("\n").join(rows)
