"""Who sits here: asked once, when the desk opens."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from checkin.codes.sent import clean, described
from checkin.domain.payload import Kind, Payload, read, trial_code
from checkin.tui.screens.question import Question
from checkin.tui.widgets.keys import Keys
from checkin.tui.widgets.line_box import LineBox

__all__ = ["StartScreen"]

_NAMES, _LOW = 38, 14
"""Columns of the question, and rows below which nothing around it is left free."""
_WIDE, _HIGH = 78, 20
"""Columns and rows that a window needs to show the test code beside the names."""
_TRIAL = ("Scan this", "to try your scanner")


class StartScreen(Question[tuple[str, str, str]]):
    """Asks for the desk's name and the volunteer's; gives both, and what was scanned meanwhile."""

    def __init__(self, desk: str, by: str) -> None:
        super().__init__()
        self._desk, self._by, self._scanned = desk, by, ""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Horizontal(id="page"):
            with Vertical(id="names"):
                yield Static(Content.styled("Who sits at this table?", "bold"), id="question")
                yield LineBox("A", id="desk")
                yield LineBox("your first name", id="by")
                yield Static(id="hint")
                yield Keys(id="invitation")
            yield Static(id="trial")

    def on_mount(self) -> None:
        """Begin at the first empty box."""
        desk, by = self.query_one("#desk", LineBox), self.query_one("#by", LineBox)
        desk.border_title, by.border_title = "Desk", "Volunteer"
        desk.put(self._desk)
        by.put(self._by)
        (by if self._desk else desk).focus()
        self.hint("Enter goes on. Both stand beside everything this desk records.")
        self.call_after_refresh(self._draw_trial)

    def invite(self) -> None:
        """Say that the season is empty, and which key fills it."""
        key = "[@click=app.import_files][bold $accent]^F[/] [$quiet]imports the region's files[/][/]"
        told = Content.from_markup(f"[$warning]This season has no coaches yet.[/]\n{key}")
        line = self.query_one("#invitation", Static)
        line.update(told)
        line.display = True

    def on_resize(self, event: events.Resize) -> None:
        """Show the test code where it has room, and the whole question in a small window."""
        self.query_one("#names").styles.width = min(_NAMES, event.size.width - 2)
        self.set_class(event.size.height < _LOW, "-low")
        self.set_class(event.size.width < _NAMES + 8, "-narrow")
        self.query_one("#trial").display = event.size.width >= _WIDE and event.size.height >= _HIGH

    def _draw_trial(self) -> None:
        """Draw the code that tries the scanner."""
        from checkin.codes import qr  # noqa: PLC0415  the first paint doesn't wait for it

        rows = [Content.styled(row, "#000000 on #ffffff") for row in qr.half_blocks(trial_code())]
        told = [Content.styled(one.center(len(rows[0].plain)), "$quiet") for one in _TRIAL]
        self.query_one("#trial", Static).update(Content("\n").join([*rows, *told]))

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take a name; say how the scanner works; keep a scan for later."""
        if _is_trial(message.text):
            self.hint(described(message.text, message.how), "$success")
            return
        if message.from_scanner:
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


def _is_trial(text: str) -> bool:
    found = read(clean(text))
    return isinstance(found, Payload) and found.kind is Kind.TEST
