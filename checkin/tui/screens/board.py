"""The live board: the evening at a glance, at a desk or on a screen of its own."""

from __future__ import annotations

from textual import events, getters
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Sparkline, Static

from checkin.desk.board import LiveBoard
from checkin.domain.board import Board, steps
from checkin.store import StoreError
from checkin.tui import board_text as text
from checkin.tui.widgets.keys import Keys

__all__ = ["BoardScreen"]

_FOLLOW = 0.25
"""Seconds between two looks at what other desks wrote."""
_COUNTED = 100
"""People whose standing is counted at once: a few milliseconds."""
_COUNT = 0.02
"""Seconds between two such counts."""
_STEP = 5
"""Minutes of one step of the line."""
_ROOMY = 60
"""Columns from which three blanks stand between two keys."""
_WIDE = 110
"""Columns from which the figures are large."""
_AROUND = {"-low": 6, "-narrow": 14, "-wide": 16}
"""Lines that all but figures and divisions take, in a low, a narrow and a wide window."""


class BoardScreen(Screen[None]):
    """Numbers that follow every desk."""

    CSS_PATH = "board.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration

    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  Textual's own declaration

    line = getters.query_one("#line", Sparkline)

    def __init__(self, board: LiveBoard, *, alone: bool = False) -> None:
        super().__init__(classes="-page -large" if alone else "-page")
        self._live = board
        self._alone = alone
        self._shown: tuple[object, ...] = ()
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        for name in ("head", "figures", "divisions"):
            yield Static(id=name)
        yield Sparkline([], id="line", summary_function=max)
        for name in ("under", "quarters", "foot", "large"):
            yield Static(id=name)
        yield Keys(id="hint")

    def on_mount(self) -> None:
        """Follow the desks, and count the standings little by little."""
        self.set_interval(_FOLLOW, self.follow)
        self._counting = self.set_interval(_COUNT, self._count)
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.call_after_refresh(self.draw)

    def on_key(self, event: events.Key) -> None:
        """Change between the large form and all of it."""
        if event.key in ("left", "right"):
            self.action_large()
            event.stop()

    def action_large(self) -> None:
        """Show only what is read from afar, or all of it."""
        self.toggle_class("-large")
        self.draw()

    def follow(self) -> None:
        """Take in what other desks wrote, and draw when anything changed."""
        before = self._trouble
        try:
            self._live.desk.follow()
        except StoreError as error:
            self._trouble = str(error)
        else:
            self._trouble = ""
        if self._live.moment() != self._shown or self._trouble != before:
            self.draw()

    def _count(self) -> None:
        if not self._live.count(_COUNTED):
            self._counting.pause()
            self.draw()

    def draw(self) -> None:
        """Draw the moment."""
        if not self.is_mounted:
            return
        self._shown = self._live.moment()
        board = self._live.update()
        if board.uncounted:
            self._counting.resume()
        wide = self.size.width >= _WIDE
        width = self.size.width - (6 if wide else 2)
        self._put("head", text.head(board, self._live.desk.region.season.label, width))
        if self.has_class("-large"):
            self._put("large", text.large_form(board, width, self.size.height - (3 if wide else 2)))
        else:
            self._all(board, width, wide=wide)
        self._put("hint", self._hint())

    def _all(self, board: Board, width: int, *, wide: bool) -> None:
        figures = text.figures(board, width, wide=wide)
        around = next(lines for name, lines in _AROUND.items() if self.has_class(name))
        rows = max(self.size.height - around - len(figures.split("\n")), 2)
        self._put("figures", figures)
        self._put("divisions", text.division_lines(board, rows, width))
        self.set_class(not board.arrivals, "-nobody")
        self.line.data = [
            0,
            *(count for _, count in steps(board.arrivals, _STEP, board.at, text.LEAST_STEPS)),
        ]  # from nought
        self._put("under", text.under_the_line(board, _STEP, width))
        self._put("quarters", text.quarters(board, width))
        self._put("foot", text.foot(board, width))

    def _put(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _hint(self) -> Content:
        if self._trouble:
            return Content.styled(self._trouble, "bold $error")
        form = "all figures" if self.has_class("-large") else "large"
        keys = [("← →", form, "screen.large"), ("F10", "summary", "app.board")]
        if self._alone:
            keys += [("^T", "light or dark", "app.look"), ("^Q", "quit", "app.quit")]
        else:
            keys.append(("Esc", "back", "app.close"))
        template = "[@click={action}][bold $accent]$key[/] [$quiet]$word[/][/]"
        drawn = [
            Content.from_markup(template.replace("{action}", one), key=key, word=word)
            for key, word, one in keys
        ]
        return Content("   " if self.size.width >= _ROOMY else "  ").join(drawn)
