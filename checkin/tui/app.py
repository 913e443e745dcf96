"""The app: its themes, its screens, and the keys that work everywhere."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual._time import get_time
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from checkin.tui.actions import ACTIONS
from checkin.tui.begun import Begun
from checkin.tui.card_actions import CardActions
from checkin.tui.devices import DeviceActions
from checkin.tui.gate import TERMINATORS
from checkin.tui.screens.desk import DeskScreen
from checkin.tui.sifted import SiftedApp
from checkin.tui.theme import DARK, LIGHT
from checkin.tui.widgets.line_box import PAUSE, LineBox

if TYPE_CHECKING:
    from checkin.desk import Desk
    from checkin.tui.importing import Importing

__all__ = ["CheckinApp"]

_LOOK_FOR_IDLE = 5.0
"""Seconds between two looks whether anybody is still there."""
_BACKUP_EVERY = 300.0
"""Seconds between two backups while something is recorded; one of an unchanged season costs no file."""
_LISTENED_TO = ("enter", "command_palette")
"""Actions whose keys the box and Textual itself listen to."""


class CheckinApp(SiftedApp, CardActions, DeviceActions):
    """The check-in desk."""

    TITLE = "checkin"
    CSS_PATH = "screens/desk.tcss"
    """The default screen's own: Textual reads only the app's before the first paint."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            one.key, one.name, one.word, tooltip=one.sentence, priority=one.key.startswith("f"), show=False
        )
        for one in ACTIONS
        if one.name not in _LISTENED_TO
    ]

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        *,
        desk: str,
        by: str,
        notice: str = "",
        camera: str = "",
        serial: str = "",
    ) -> None:
        super().__init__(camera, serial)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.set_reactive(App.theme, DARK.name)  # before the styles are read, so that they are read once
        self.stylesheet.set_variables(self.get_css_variables())
        self.table = DeskScreen(notice)
        self.draft, self.begun = [""] * 4, Begun()
        self._open_desk = open_desk
        self._names = (desk, by)
        self._desk: Desk | None = None
        self._backup_note = ""
        """What was said last about backups, so as to say it once."""
        self._import_first = False
        """Whether files are to be imported as soon as it is known who sits here."""
        self._importing: Importing | None = None
        """An import that was begun here; it outlives its pages."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colours, for the styles that are read before a theme is set."""
        return DARK.variables

    def get_default_screen(self) -> DeskScreen:
        """Return the desk: no other screen is drawn before it."""
        return self.table

    def on_mount(self) -> None:
        """Ask who sits there, and load behind the first paint."""
        if not all(self._names):
            from checkin.tui.screens.start import StartScreen  # noqa: PLC0415  only who must choose pays

            self.push_screen(StartScreen(*self._names), self._seated)
        self.call_after_refresh(self._load)
        self.set_interval(_LOOK_FOR_IDLE, self.lock_when_idle)

    @work(thread=True)
    def _load(self) -> None:
        """Load the program's other rooms and the season behind the first paint."""
        from checkin import tui  # noqa: PLC0415  behind the first paint

        try:
            desk = self._open_desk()
            desk.season.stay_open()
            desk.load()
            desk.prepare_search()
        except tui.cannot_open() as error:
            self.call_from_thread(self.exit, return_code=3, message=str(error))
        else:
            gc.freeze()  # a collection that walks the whole roster would hold up a key
            self.call_from_thread(self._loaded, desk)
            self._back_up(desk)

    def _back_up(self, desk: Desk) -> None:
        """Keep a backup, in a thread; whatever hinders it is a quiet note, and the desk goes on."""
        from checkin import tui  # noqa: PLC0415  behind the first paint

        try:
            note = desk.back_up()[1]
        except tui.cannot_open() as error:
            note = str(error)
        if note and note != self._backup_note:
            self.call_from_thread(self.notify, note, markup=False)
        self._backup_note = note

    def _loaded(self, desk: Desk) -> None:
        self._desk = desk
        self.set_interval(_BACKUP_EVERY, lambda: self.run_worker(lambda: self._back_up(desk), thread=True))
        self.begin_devices()
        self._begin()
        self._invite(desk)

    def _invite(self, desk: Desk) -> None:
        """Say on the start screen that an empty season needs the region's files."""
        from checkin.tui.screens.start import StartScreen  # noqa: PLC0415  only who must choose pays

        if isinstance(self.screen, StartScreen) and not desk.roster.people:
            self.screen.invite()

    def _seated(self, who: tuple[str, str, str] | None) -> None:
        """Take the names that the start screen gave, and what was scanned meanwhile."""
        desk, by, scanned = who or ("A", "", "")
        self._names = (desk, by)
        if scanned:
            self.table.post_message(LineBox.Submitted(self.table.box, scanned, scanned=True))
        self._begin()

    def _begin(self) -> None:
        """Begin the evening when both the data and the names are there."""
        if self._desk is None or not all(self._names):
            return
        from checkin.tui.evening import Evening  # noqa: PLC0415  behind the first paint

        self._desk.sit_down(*self._names)
        self.table.call_later(self.table.begin, Evening(self._desk, self.table))
        if self._import_first:
            self.table.call_later(self.action_import_files)

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there; a paste over a page goes to the desk's box."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.touched = monotonic()
        if isinstance(event, events.Paste) and self.screen.has_class("-page"):
            self._uncover()
        await super().on_event(event)

    def takes(self, event: events.Key, scan: list[events.Key]) -> bool:
        """Let a scan from the palette, and anything typed over a page, go to the desk's box."""
        if event.is_printable and event.character and self.screen.has_class("-page"):
            self._uncover()
            self.table.box.take(event.character, event.time)
            return True
        palette = isinstance(self.screen, CommandPalette)
        if palette and scan:
            self._take_over(scan)
            self.table.box.end(TERMINATORS[event.key], event.time)
            return True
        if palette and event.is_printable:
            self.set_timer(PAUSE, self._look_for_scan)
        return False

    def _look_for_scan(self) -> None:
        """Take a scan that came into the palette without an end."""
        if isinstance(self.screen, CommandPalette):
            self._take_over(self._gate.paused(get_time()))

    def _take_over(self, scan: list[events.Key]) -> None:
        """Give the desk's box what a scanner sent to the palette."""
        if scan:
            self._uncover()
        for key in scan:
            self.table.box.take(key.character or "", key.time)

    def _uncover(self) -> None:
        """Close the palette and the pages over the desk, not the question who sits there."""
        while isinstance(self.screen, CommandPalette) or self.screen.has_class("-page"):
            self.pop_screen()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002  Textual's signature
        """Yield the actions for the palette."""
        for one in ACTIONS:
            if one.name not in _LISTENED_TO and (not self.evening or self.evening.can(one.name)):
                yield SystemCommand(one.word.capitalize(), one.sentence, getattr(self, f"action_{one.name}"))
        yield SystemCommand("Summary", "The summary of an evening, list by list", self.action_summary)
        if self.evening and self.evening.card:
            told = "Write to the person on the card in Spanish, or in English again"
            yield SystemCommand("Language", told, self.action_language)

    def action_enter(self) -> None:
        """Do what Enter does on the desk; for the mouse."""
        if self.evening:
            self.evening.enter()

    def bell(self) -> None:
        """Ring the terminal's bell, where the region wants that."""
        if self.evening is None or self.evening.desk.region.policy.bell:
            super().bell()

    def action_close(self) -> None:
        """Close a page, else empty the box or close the card."""
        if self.screen.has_class("-page"):
            self.pop_screen()
        elif self.evening and self.screen is self.table:
            self.evening.back()

    def action_help(self) -> None:
        """Show every key."""
        from checkin.tui.screens.page import HelpPage  # noqa: PLC0415  behind the first paint

        self._page(HelpPage())

    def action_import_files(self) -> None:
        """Import the region's files, or go on with an import that a scan has covered."""
        from checkin.tui.importing import Importing  # noqa: PLC0415  only who imports pays
        from checkin.tui.screens.question import Question  # noqa: PLC0415  the same

        if self.evening:
            if isinstance(self.screen, CommandPalette) or self.screen.has_class("-page"):
                self._uncover()
            self._importing = self._importing or Importing(self, self.evening)
            self._importing.show()
        elif isinstance(self.screen, Question):
            self._import_first = True
            self.screen.hint("First say who sits here. The import opens then.", "$warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow only to quit while the desk is locked."""
        if self.screen_stack and self.screen.has_class("-lock"):
            return action == "quit"
        return super().check_action(action, parameters)

    def action_lock(self) -> None:
        """Cover the desk until its PIN is typed."""
        from checkin.tui.screens.lock import LockScreen  # noqa: PLC0415  only a desk with a PIN pays

        if self.evening and (kept := self.evening.desk.region.policy.desk_pin):
            self._uncover()
            if not self.screen.has_class("-lock"):
                self.push_screen(LockScreen(kept))

    def lock_when_idle(self, after: float = 0) -> None:
        """Lock a desk that nobody has touched for the minutes that the region sets."""
        minutes = self.evening.desk.region.policy.lock_after_minutes if self.evening else 0
        if minutes and monotonic() + after - self.touched >= minutes * 60:
            self.action_lock()

    @on(DeskScreen.Slept)
    def woke_up(self, message: DeskScreen.Slept) -> None:
        """Say so, and count the time as time that nobody touched the desk."""
        from checkin.domain.phrases import duration  # noqa: PLC0415  behind the first paint

        told = f"The laptop slept, or its clock was set ahead, for {duration(message.away)}."
        self.notify(f"{told} Nothing is lost: go on.", markup=False)
        self.lock_when_idle(message.away.total_seconds())

    def action_look(self) -> None:
        """Change the look."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
