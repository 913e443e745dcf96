"""A page over the desk: help, history, a code; any printable key goes back and into the box."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from checkin.codes import qr
from checkin.domain.card import Card
from checkin.domain.describe import facts
from checkin.tui.actions import ACTIONS
from checkin.tui.text import state_line

__all__ = ["CodePage", "HelpPage", "Page", "reasons_text", "why_text"]


_KEY, _UNDER, _BESIDE = 20, 5, 50
"""Columns for a key and its word, before a sentence under them, and from which it stands beside them."""
_HOW = (
    "Scan a badge wherever the cursor is, or type an id, a name, a team, a phone or a box number.",
    "Read the card, then press Enter. A flag never stops a hand-over unless the region says so.",
)
_WORDS = 26
"""Columns for the words beside a code."""
_NARROW_QUIET = 2
"""Light modules around a code where there is no room for more; phones read it all the same."""


class Page(Screen[None]):
    """Something to read."""

    CSS_PATH = "page.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012  Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012  Textual's own declaration

    def __init__(self, title: str, body: Content) -> None:
        super().__init__(classes="-page")
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(Content.styled(self._title, "bold"), id="title")
        with VerticalScroll(id="page"):
            yield Static(id="body")
        yield Static(Content.styled("Esc goes back. Scan or type to go on.", "$quiet"), id="hint")

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.call_after_refresh(self._draw)

    def rows(self, width: int) -> Iterator[Content]:
        """Yield what stands on the page in lines of that width, each wrapped under its own beginning."""
        for line in self._body.split("\n", allow_blank=True):
            indent = len(line.plain) - len(line.plain.lstrip())
            blank = Content(" " * indent)
            yield from (blank + row for row in line[indent:].wrap(max(width - indent, 12)) or [Content("")])

    def _draw(self) -> None:
        for body in self.query("#body").results(Static):  # the history has a list in its place
            body.update(Content("\n").join(self.rows(max(body.size.width, 20))))


class HelpPage(Page):
    """Every key and what it does, each sentence beside its key in any width."""

    def __init__(self) -> None:
        super().__init__("Keys", Content(""))

    def rows(self, width: int) -> Iterator[Content]:
        """Yield every key with its sentence beside it, or under it where there is no room beside."""
        for told in _HOW:
            yield from Content(told).wrap(width)
        yield Content("")
        indent = _KEY if width >= _BESIDE else _UNDER
        for one in ACTIONS:
            key = Content.assemble((f"{one.shown:<5}", "bold $accent"), (f"{one.word:<15}", "bold"))
            first, *rest = Content.styled(one.sentence, "$quiet").wrap(width - indent)
            yield from [key + first] if indent == _KEY else [key, Content(" " * indent) + first]
            yield from (Content(" " * indent) + row for row in rest)


class CodePage(Page):
    """A text as a code to photograph, as large as the window allows."""

    def __init__(self, title: str, coded: str) -> None:
        super().__init__(title, Content(""))
        self._coded = coded

    def compose(self) -> ComposeResult:
        """Lay the parts out, the words beside the code, which takes the window's whole height."""
        words = Content("\n\n").join(
            [
                Content.styled(self._title, "bold"),
                Content(self._coded),
                Content.styled("Esc goes back. Scan or type to go on.", "$quiet"),
            ]
        )
        with Horizontal(id="beside"):
            yield Static(id="body")
            yield Static(words, id="words")

    def _draw(self) -> None:
        code = self.drawn(self.size.width - _WORDS, self.size.height)
        self.query_one("#body", Static).update(code)

    def drawn(self, width: int, height: int) -> VisualType:
        """Return the code in the largest form that fits: two blanks a module, else half blocks."""
        rows = qr.matrix(self._coded, clean=True)
        side = len(rows) + 2 * qr.QUIET
        if side * 2 <= width and side <= height:
            return Content("\n").join(self._spaced(rows, side))
        for quiet in (qr.QUIET, _NARROW_QUIET):
            halves = qr.half_blocks(self._coded, quiet, clean=True)
            if len(halves[0]) <= width and len(halves) <= height:
                return Content("\n").join(Content.styled(row, "#000000 on #ffffff") for row in halves)
        return Content.styled("  Enlarge the window\n  to show the code.", "bold $warning")

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


def why_text(card: Card) -> Content:
    """Return each requirement of a card: state and reason, the rule, its dates, what to do."""
    rows: list[Content] = []
    for team in card.teams:
        told = f"{team.name} · {team.role_label} · {team.standing.value}"
        whole = f", the team {team.team_standing.value}" if team.items else ""
        rows += [Content.styled(told + whole, "bold"), Content("")]
        for one in team.requirements:
            rows += [
                state_line(one),
                *(Content.styled(f"    {told}", "$quiet") for told in facts(one)),
                Content(""),
            ]
    return Content("\n").join(rows or [Content("No team or role in the files, so nothing is required.")])


def reasons_text(told: tuple[str, ...]) -> Content:
    """Return why a background check doesn't pass, a paragraph for each thing on file."""
    return Content("\n\n").join([Content(one) for one in told or ("Nothing is on file.",)])
