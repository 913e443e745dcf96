"""A screen of its own over a season: it opens the folder behind the first paint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from checkin.tui.discreet import DiscreetApp
from checkin.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from checkin.desk import Desk

__all__ = ["AloneApp"]


class AloneApp(DiscreetApp):
    """A program beside the desks, which follows every desk of the season."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; align: center middle; } #opening { width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "look", "light or dark", show=False),
        Binding("ctrl+q", "quit", "quit", show=False),
    ]

    def __init__(self, open_desk: Callable[[], Desk]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self._open_desk = open_desk

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
            desk.season.stay_open()
            desk.load()
        except tui.cannot_open() as error:
            self.call_from_thread(self.exit, return_code=3, message=str(error))
        else:
            self.call_from_thread(self.opened, desk)

    def opened(self, desk: Desk) -> None:
        """Show what this program is for, over the season that is open now."""
        raise NotImplementedError

    def action_look(self) -> None:
        """Change the look."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
