"""The live board on a screen of its own: it only reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from checkin.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from checkin.desk import Desk
    from checkin.domain.region import Meeting

__all__ = ["BoardApp"]


class BoardApp(App[None]):
    """A second screen that follows every desk of the season."""

    TITLE = "checkin board"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; align: center middle; } #opening { width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "look", "light or dark", show=False),
        Binding("ctrl+q", "quit", "quit", show=False),
        Binding("f10", "board", "board or summary", show=False),
    ]

    def __init__(self, open_desk: Callable[[], Desk], *, meeting: str = "") -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self._open_desk = open_desk
        self._meeting = meeting
        self._desk: Desk | None = None
        self._chosen: Meeting | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colours, for the styles that are read before a theme is set."""
        return DARK.variables

    def compose(self) -> ComposeResult:
        """Say that the season is being opened."""
        yield Static(Content("Opening the season…"), id="opening")

    def on_mount(self) -> None:
        """Load behind the first paint."""
        self.call_after_refresh(self._load)

    @work(thread=True)
    def _load(self) -> None:
        from checkin import tui  # noqa: PLC0415  behind the first paint

        try:
            desk = self._open_desk()
            desk.load()
        except tui.cannot_open() as error:
            self.call_from_thread(self.exit, return_code=3, message=str(error))
        else:
            self.call_from_thread(self._loaded, desk)

    def _loaded(self, desk: Desk) -> None:
        known = {one.key: one for one in desk.region.meetings}
        self._desk, self._chosen = desk, known.get(self._meeting)
        if self._meeting and self._chosen is None:
            told = f"No meeting has the key {self._meeting}. These have one: {', '.join(known)}."
            self.exit(return_code=1, message=told)
            return
        self.action_board()

    def action_board(self) -> None:
        """Show the board, or the summary in its place."""
        from checkin.desk.board import LiveBoard  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.board import BoardScreen  # noqa: PLC0415  the same
        from checkin.tui.screens.summary import SummaryScreen  # noqa: PLC0415  the same

        if self._desk is None or not (self.screen.has_class("-page") or self.screen is self.screen_stack[0]):
            return
        live = LiveBoard(self._desk, self._chosen)
        board = isinstance(self.screen, BoardScreen)
        if self.screen.has_class("-page"):
            self.pop_screen()
        page = SummaryScreen(self._desk, live.meeting) if board else BoardScreen(live, alone=True)
        self.push_screen(page)

    def action_look(self) -> None:
        """Change the look."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
