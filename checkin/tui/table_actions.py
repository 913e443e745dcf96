"""What the keys of a whole evening do: history, undo, walk-ins, notes, the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from checkin.domain.commands import SettleIdentity, TakeBack, TakeBackLast
    from checkin.domain.evening_commands import Correct, WalkIn
    from checkin.tui.begun import Begun
    from checkin.tui.evening import Evening
    from checkin.tui.screens.desk import DeskScreen
    from checkin.tui.screens.history import HistoryPage

__all__ = ["TableActions"]


class TableActions(App[None]):
    """The app's actions that ask or show something on a page of its own."""

    table: DeskScreen
    """The desk, under every page."""

    draft: list[str]
    """What was typed of a walk-in when a scan came between."""

    begun: Begun
    """The same of notes and of who collects."""

    @property
    def evening(self) -> Evening | None:
        """What happens at the table, once the data is loaded and somebody sits there."""
        return self.table.evening

    def _uncover(self) -> None:
        """Close what lies over the desk."""
        raise NotImplementedError

    def _page(self, page: Screen[None]) -> None:
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
            self._page(HistoryPage(title, lambda: evening.desk.history(key), evening.desk.parts))

    def action_take_back(self) -> None:
        """Take back the entry chosen in the history, else the last thing that this desk recorded."""
        from checkin.domain.commands import TakeBack, TakeBackLast  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.entry import EntryScreen  # noqa: PLC0415  the same
        from checkin.tui.screens.history import HistoryPage  # noqa: PLC0415  the same

        if isinstance(self.screen, EntryScreen):
            if last := self.screen.last:
                self._take_back(TakeBack(last.act), last.sentence)
            else:
                self.screen.draw("Nothing that was recorded on this page is left to take back.", "$warning")
        elif isinstance(self.screen, HistoryPage):
            if line := self.screen.chosen:
                self._take_back(TakeBack(line.event, only=line.events), line.sentence)
        elif self.evening and self.screen is self.table:
            last = self.evening.desk.last()
            self._take_back(TakeBackLast(), last.sentence if last else "")

    def _take_back(self, command: TakeBack | TakeBackLast | Correct, told: str) -> None:
        """Take back or correct, or ask for the reason that the region wants first."""
        from checkin.domain.commands import Refused  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.entry import EntryScreen  # noqa: PLC0415  the same
        from checkin.tui.screens.history import HistoryPage, ReasonScreen  # noqa: PLC0415  the same

        answer = self.evening.record(command) if self.evening else None
        if isinstance(answer, Refused) and answer.code == "reason-needed":
            self.push_screen(ReasonScreen(command, told, answer.sentence), self._reasoned)
        elif answer and isinstance(self.screen, HistoryPage | EntryScreen):
            refused = isinstance(answer, Refused)
            self.screen.draw(answer.sentence, "$warning" if refused else "$success")

    def _reasoned(self, given: TakeBack | TakeBackLast | Correct | str | None) -> None:
        """Take back or correct for that reason, or open whoever was scanned meanwhile."""
        if isinstance(given, str) and self.evening:
            self._uncover()
            self.evening.scanned(given)
        elif given and not isinstance(given, str):
            self._take_back(given, "")

    def on_history_page_asked(self, message: HistoryPage.Asked) -> None:
        """Ask what is right of an entry of the history."""
        from checkin.tui.screens.history import CorrectScreen  # noqa: PLC0415  behind the first paint

        if message.line.correctable:
            self.push_screen(CorrectScreen(message.line, message.line.correctable), self._reasoned)

    def action_walk_in(self) -> None:
        """Take down somebody whom no file knows, or show the temporary code of the one on the card."""
        from checkin.tui.screens.walk_in import WalkInScreen  # noqa: PLC0415  behind the first paint

        evening = self.evening
        if evening is None or self.screen is not self.table:
            return
        if evening.card and evening.card.person.key in evening.desk.roster.walk_ins:
            self._temporary_code(evening.card.person.key)
            return
        if typed := self.table.box.text.strip():
            self._forget_draft()
            self.draft[-1 if "@" in typed or not any(map(str.isalpha, typed)) else 0] = typed
            evening.back()
        self.push_screen(WalkInScreen(self.draft), self._walk_in)

    def _walk_in(self, given: WalkIn | str | None) -> None:
        """Record a walk-in, ask whether it is somebody known, or open whoever was scanned meanwhile."""
        from checkin.domain.commands import Recorded, Refused  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.walk_in import SamePersonScreen, WalkInScreen  # noqa: PLC0415  the same

        if self.evening is None or given is None:
            return
        if isinstance(given, str):
            self.evening.scanned(given)
            return
        answer = self.evening.walk_in(given)
        if isinstance(answer, Refused) and answer.code == "likely-duplicate":
            self.push_screen(SamePersonScreen(given, answer), self._same_person)
        elif isinstance(answer, Refused) and not given.same_as:
            self.push_screen(WalkInScreen(self.draft, answer.sentence), self._walk_in)
        elif answer:
            self._forget_draft()
            if isinstance(answer, Recorded) and not given.same_as and (card := self.evening.card):
                self._temporary_code(card.person.key)

    def _same_person(self, given: WalkIn | str | None) -> None:
        """Take the answer, or go back to what was typed."""
        from checkin.tui.screens.walk_in import WalkInScreen  # noqa: PLC0415  behind the first paint

        if given is None:
            self.push_screen(WalkInScreen(self.draft), self._walk_in)
        else:
            self._walk_in(given)

    def _forget_draft(self) -> None:
        self.draft[:] = [""] * len(self.draft)

    def _temporary_code(self, person: str) -> None:
        from checkin.tui.screens.page import CodePage  # noqa: PLC0415  behind the first paint

        if self.evening and (code := self.evening.desk.badge(person)):
            name = self.evening.desk.roster.people[person].name
            self._page(CodePage(f"Temporary code of {name}: let them photograph it", code))

    def action_note(self) -> None:
        """Leave a note on the person or a team of the card."""
        from checkin.tui.screens.note import NoteScreen  # noqa: PLC0415  behind the first paint

        evening = self.evening
        if evening and evening.card and self.screen is self.table and evening.can("note"):
            self.push_screen(NoteScreen(evening.card, self.begun), evening.answered)

    def action_board(self) -> None:
        """Show the live board, then the summary, then the board again."""
        from checkin.desk.board import LiveBoard  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.board import BoardScreen  # noqa: PLC0415  the same

        if isinstance(self.screen, BoardScreen):
            self.action_summary()
        elif self.evening:
            self._page(BoardScreen(LiveBoard(self.evening.desk)))

    def action_from_paper(self) -> None:
        """Take the marked rows of the paper list over."""
        from checkin.tui.screens.paper import PaperScreen  # noqa: PLC0415  behind the first paint

        if self.evening and self.screen is self.table:
            self.push_screen(PaperScreen(self.evening.desk, self.evening.record, self.evening.scanned))

    def action_shift(self) -> None:
        """Show what is open, and let somebody else take the desk over."""
        from checkin.tui.screens.shift import ShiftScreen  # noqa: PLC0415  behind the first paint

        evening = self.evening
        if evening and self.screen is self.table:
            self.push_screen(ShiftScreen(evening.desk, evening.change_shift, evening.scanned))

    def action_count(self) -> None:
        """Count the boxes on the shelf, and close the night."""
        from checkin.tui.screens.count import CountScreen  # noqa: PLC0415  behind the first paint

        if self.evening and self.screen is self.table:
            self.push_screen(CountScreen(self.evening.desk, self.evening.record))

    def action_doubts(self) -> None:
        """Ask who is one person and who is two, one pair after the other."""
        if self.evening and self.screen is self.table:
            self._ask_doubt(self.evening, 0)

    def _ask_doubt(self, evening: Evening, skip: int) -> None:
        from checkin.tui.screens.doubts import DoubtsScreen, Later  # noqa: PLC0415  behind the first paint

        desk = evening.desk
        doubts = desk.doubts()[skip:]

        def answered(answer: SettleIdentity | Later | str | None) -> None:
            if isinstance(answer, Later):
                self._ask_doubt(evening, skip + 1)
            elif answer:
                evening.answered(answer)
                if not isinstance(answer, str):
                    self._ask_doubt(evening, skip)

        if doubts:
            self.push_screen(DoubtsScreen(desk.doubted(doubts[0]), len(doubts) - 1, desk.kinds()), answered)

    def action_summary(self) -> None:
        """Show the summary, list by list."""
        from checkin.tui.screens.summary import SummaryScreen  # noqa: PLC0415  behind the first paint

        if self.evening:
            self._page(SummaryScreen(self.evening.desk, self.evening.desk.meeting(), self.scanned))

    def action_language(self) -> None:
        """Write to the person on the card in the other language from here on."""
        from checkin.domain.commands import ChooseLanguage  # noqa: PLC0415  behind the first paint

        if self.evening and (card := self.evening.card):
            key, desk = card.person.key, self.evening.desk
            now = desk.night.language(key) or desk.region.follow_up.language
            self.evening.record(ChooseLanguage(key, "en" if now == "es" else "es"))

    def scanned(self, code: str) -> None:
        """Open whoever was scanned over a question that lies over a page."""
        self._uncover()
        if self.evening:
            self.evening.scanned(code)
