"""A page over the desk: help, history, a code; any printable key goes back and into the box."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from checkin.codes import qr
from checkin.desk import Line
from checkin.domain.phrases import clock_time, day
from checkin.tui.actions import ACTIONS

__all__ = ["CodePage", "Page", "help_text", "history_text"]


class Page(Screen[None]):
    """Something to read."""

    CSS_PATH = "page.tcss"

    def __init__(self, title: str, body: Content) -> None:
        super().__init__(classes="-page")
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(Content.styled(self._title, "bold"), id="title")
        with VerticalScroll(id="page"):
            yield Static(self._body, id="body")
        yield Static(Content.styled("Esc goes back. Scan or type to go on.", "$quiet"), id="hint")


class CodePage(Page):
    """A text as a code to photograph, as large as the window allows."""

    def __init__(self, title: str, coded: str) -> None:
        super().__init__(title, Content(""))
        self._coded = coded

    def compose(self) -> ComposeResult:
        """Lay the parts out, the words beside the code."""
        yield Static(Content.styled(self._title, "bold"), id="title")
        with Horizontal(id="page"):
            yield Static(id="body")
            yield Static(Content(self._coded), id="words")
        yield Static(Content.styled("Esc goes back. Scan or type to go on.", "$quiet"), id="hint")

    def on_mount(self) -> None:
        """Draw the code once the size is known."""
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Draw the code for the new size."""
        self._draw()

    def _draw(self) -> None:
        code = self.drawn(self.size.width - 6, self.size.height - 5)
        self.query_one("#body", Static).update(code)

    def drawn(self, width: int, height: int) -> VisualType:
        """Return the code in the largest form that fits: two blanks a module, else half blocks."""
        rows = qr.matrix(self._coded)
        side = len(rows) + 2 * qr.QUIET
        if side * 2 <= width and side <= height:
            return Content("\n").join(self._spaced(rows, side))
        if side <= width and (side + 1) // 2 <= height:
            halves = qr.half_blocks(self._coded)
            return Content("\n").join(Content.styled(row, "#000000 on #ffffff") for row in halves)
        return Content.assemble(
            ("Enlarge the window to show the code.\n\n", "bold $warning"), (self._coded, "")
        )

    def _spaced(self, rows: qr.Matrix, side: int) -> list[Content]:
        light = Content.styled("  " * side, "on #ffffff")
        edge = Content.styled("  " * qr.QUIET, "on #ffffff")
        drawn = [
            Content("").join(
                [
                    edge,
                    *(Content.styled("  ", f"on {'#000000' if dark else '#ffffff'}") for dark in row),
                    edge,
                ]
            )
            for row in rows
        ]
        return [light] * qr.QUIET + drawn + [light] * qr.QUIET


def help_text() -> Content:
    """Return every key and what it does."""
    rows = [
        Content.assemble(
            (f"{one.shown:<5}", "bold $accent"), (f"{one.word:<15}", "bold"), (one.sentence, "$quiet")
        )
        for one in ACTIONS
    ]
    told = (
        "Scan a badge wherever the cursor is, or type an id, a name, a team, a phone or a box number.\n"
        "Read the card, then press Enter. A flag never stops a hand-over unless the region says so.\n"
    )
    return Content("\n").join([Content.styled(told, ""), *rows])


def history_text(told: tuple[Line, ...]) -> Content:
    """Return what was recorded as sentences, latest first."""
    if not told:
        return Content.styled("Nothing is recorded yet.", "$quiet")
    return Content("\n").join(_line(one) for one in reversed(told))


def _line(one: Line) -> Content:
    by = f", {one.by}" if one.by else ""
    when = f"{day(one.at.date())} {clock_time(one.at)}, desk {one.desk}{by}: "
    back = ("  taken back", "$warning") if one.taken_back else ("", "")
    return Content.assemble((when, "$quiet"), one.sentence, back)
