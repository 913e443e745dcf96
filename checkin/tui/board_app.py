"""The live board on a screen of its own: it only reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from checkin.tui.alone import AloneApp

if TYPE_CHECKING:
    from checkin.desk import Desk
    from checkin.domain.region import Meeting

__all__ = ["BoardApp"]


class BoardApp(AloneApp):
    """A second screen that follows every desk of the season."""

    TITLE = "checkin board"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "board", "board or summary", show=False)]

    def __init__(self, open_desk: Callable[[], Desk], *, meeting: str = "") -> None:
        super().__init__(open_desk)
        self._meeting = meeting
        self._desk: Desk | None = None
        self._chosen: Meeting | None = None

    def opened(self, desk: Desk) -> None:
        """Show the board of today's meeting, or of the one that was named."""
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
