"""What the keys of a whole evening do: history, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from checkin.domain.commands import TakeBack, TakeBackLast
    from checkin.tui.evening import Evening
    from checkin.tui.screens.desk import DeskScreen
    from checkin.tui.screens.page import Page

__all__ = ["TableActions"]


class TableActions(App[None]):
    """The app's actions that ask or show something on a page of its own."""

    table: DeskScreen
    """The desk, under every page."""

    @property
    def evening(self) -> Evening | None:
        """What happens at the table, once the data is loaded and somebody sits there."""
        return self.table.evening

    def _uncover(self) -> None:
        """Close what lies over the desk."""
        raise NotImplementedError

    def _page(self, page: Page) -> None:
        if self.screen.has_class("-page"):
            self.pop_screen()
        if self.screen is self.table:
            self.push_screen(page)

    def action_history(self) -> None:
        """Show what was recorded about the person on the card, or else all of it."""
        from checkin.tui.screens.history import HistoryPage  # noqa: PLC0415  behind the first paint

        if evening := self.evening:
            card = evening.card
            key, title = (card.person.key, f"History of {card.person.name}") if card else ("", "History")
            self._page(HistoryPage(title, lambda: evening.desk.history(key)))

    def action_take_back(self) -> None:
        """Take back the entry chosen in the history, else the last thing that this desk recorded."""
        from checkin.domain.commands import TakeBack, TakeBackLast  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.history import HistoryPage  # noqa: PLC0415  the same

        if isinstance(self.screen, HistoryPage):
            if line := self.screen.chosen:
                self._take_back(TakeBack(line.event), line.sentence)
        elif self.evening and self.screen is self.table:
            last = self.evening.desk.last()
            self._take_back(TakeBackLast(), last.sentence if last else "")

    def _take_back(self, command: TakeBack | TakeBackLast, told: str) -> None:
        """Take back, or ask for the reason that the region wants first."""
        from checkin.domain.commands import Refused  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.history import HistoryPage, ReasonScreen  # noqa: PLC0415  the same

        answer = self.evening.record(command) if self.evening else None
        if isinstance(answer, Refused) and answer.code == "reason-needed":
            self.push_screen(ReasonScreen(command, told, answer.sentence), self._reasoned)
        elif answer and isinstance(self.screen, HistoryPage):
            refused = isinstance(answer, Refused)
            self.screen.draw(answer.sentence, "$warning" if refused else "$success")

    def _reasoned(self, given: TakeBack | TakeBackLast | str | None) -> None:
        """Take back for that reason, or open whoever was scanned meanwhile."""
        if isinstance(given, str) and self.evening:
            self._uncover()
            self.evening.take(given, scanned=True)
        elif given and not isinstance(given, str):
            self._take_back(given, "")
