"""The app: its themes, its screens, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import get_current_worker

from checkin.desk import Desk
from checkin.domain.events import UnknownKind
from checkin.domain.region_text import RegionErrors
from checkin.store import StoreError
from checkin.tui.actions import ACTIONS
from checkin.tui.screens.desk import DeskScreen
from checkin.tui.screens.page import CodePage, Page, help_text, history_text
from checkin.tui.screens.start import StartScreen
from checkin.tui.theme import DARK, LIGHT
from checkin.tui.widgets.line_box import LineBox

__all__ = ["CheckinApp"]


class CheckinApp(App[None]):
    """The check-in desk."""

    TITLE = "checkin"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            one.key, one.name, one.word, tooltip=one.sentence, priority=one.key.startswith("f"), show=False
        )
        for one in ACTIONS
        if one.name not in ("enter", "command_palette")
    ]

    def __init__(self, desk: Desk, notice: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.table = DeskScreen(desk, notice)
        self._scanned = ""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colours, for the styles that are read before a theme is set."""
        return DARK.variables

    def on_mount(self) -> None:
        """Show the desk, ask who sits there, and load behind it."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.push_screen(self.table)
        if not (self.desk.desk and self.desk.by):
            self.push_screen(StartScreen(self.desk.desk, self.desk.by), self._seated)
        self._load()

    @work(thread=True, exit_on_error=False)
    def _load(self) -> None:
        """Load the season behind the first paint."""
        worker = get_current_worker()
        try:
            self.desk.load()
        except (StoreError, RegionErrors, UnknownKind) as error:
            self.call_from_thread(self._cannot_open, str(error))
            return
        if not worker.is_cancelled:
            self.call_from_thread(self._loaded)

    def _loaded(self) -> None:
        """Begin, unless the start screen still asks."""
        if self.desk.desk and self.desk.by:
            self.call_later(self.table.opened)

    async def _seated(self, who: tuple[str, str, str] | None) -> None:
        """Begin, with the names that the start screen gave."""
        if who is None:
            return
        desk, self.desk.by, scanned = who
        self.desk.rename(desk)
        if scanned:
            self.table.post_message(LineBox.Submitted(self.table.box, scanned, scanned=True))
        if self.desk.ready:
            await self.table.opened()

    def _cannot_open(self, sentence: str) -> None:
        """Leave with the sentence; the terminal keeps it."""
        self.exit(return_code=3, message=sentence)

    async def on_event(self, event: events.Event) -> None:
        """Let a scan, or anything typed, go to the desk's box from every page over it."""
        if isinstance(event, events.Key) and event.is_printable and isinstance(self.screen, Page):
            self.pop_screen()
            if event.character:
                self.table.box.take(event.character, event.time)
            return
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002  Textual's signature
        """Yield the actions for the palette."""
        for one in ACTIONS:
            if one.name not in ("command_palette", "enter") and self.table.can(one.name):
                yield SystemCommand(one.word.capitalize(), one.sentence, getattr(self, f"action_{one.name}"))

    async def action_enter(self) -> None:
        """Do what Enter does on the desk; for the mouse."""
        await self.table.enter()

    async def action_take_back(self) -> None:
        """Take back the last thing."""
        await self.table.take_back()

    async def action_back(self) -> None:
        """Close a page, else empty the box or close the card."""
        if isinstance(self.screen, Page):
            self.pop_screen()
        elif self.screen is self.table:
            await self.table.back()

    def action_help(self) -> None:
        """Show every key."""
        self._page(Page("Keys", help_text()))

    def action_history(self) -> None:
        """Show what was recorded about the person on the card, or else all of it."""
        if not self.desk.ready:
            return
        card = self.table.card
        lines = self.desk.history(card.person.key if card else "")
        self._page(Page(f"History of {card.person.name}" if card else "History", history_text(lines)))

    def action_step_code(self) -> None:
        """Show the next step as a code."""
        if step := self.table.next_step():
            self._page(CodePage("What to do next: photograph this", step))

    def action_look(self) -> None:
        """Change the look."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def _page(self, page: Page) -> None:
        if isinstance(self.screen, Page):
            self.pop_screen()
        if self.screen is self.table:
            self.push_screen(page)
