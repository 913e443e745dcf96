"""The paper list taken over: rows as they are read aloud, each shown for what it means before it counts."""

from __future__ import annotations

import re
from collections.abc import Callable

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import Answer, Command, Recorded, Refused
from checkin.domain.evening_commands import EnterRow
from checkin.tui.screens.entry import EntryScreen
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["PaperScreen"]

_SHEET = re.compile(r"\s*sheet\s+(\w+)\s*", re.IGNORECASE)
_HINT = 'Enter records the row that is shown. "sheet K7" turns to another printing. F8 takes back. Esc ends.'


class PaperScreen(EntryScreen):
    """A box for rows, what the typed one means, and what was taken over so far."""

    def __init__(
        self, desk: Desk, record: Callable[[Command], Answer | None], scanned: Callable[[str], None]
    ) -> None:
        super().__init__(desk, "From paper", "A row as it is read aloud: 14 a, or 15 ab 19:20")
        self._record, self._scanned = record, scanned
        self._sheet = ""
        self._done: list[tuple[str, str]] = []
        """Act and meaning of each row that was recorded."""
        self._refused: dict[str, str] = {}
        """Rows that were refused, and why, until the same row is recorded."""

    def draw(self, said: str = "", style: str = "$quiet") -> None:
        """Draw which paper it is, and what was taken over, latest first."""
        told = self._desk.checklist(self._sheet)
        title = f"From paper · sheet {told.sheet} · {told.title}" if told else "From paper"
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        marks = ", ".join(f"{letter} {label}" for letter, label in told.letters) if told else ""
        rows = [
            Content.assemble(("✘ ", "bold $error"), (typed, "bold"), (f"  {why}", "$warning"))
            for typed, why in reversed(self._refused.items())
        ]
        rows += [self._line(*one) for one in reversed(self._done)]
        empty = f"Nothing taken over yet. Marks: {marks}." if told else "No list was printed here."
        self.query_one(Sheet).show(rows or [Content.styled(empty, "$quiet")], centred=not rows)
        if said:
            self.say(said, style)
        self.query_one("#hint", Static).update(Content.styled(_HINT, "$quiet"))
        if told is None:
            self.say("`checkin checklist` prints the list, best before the evening begins.", "$warning")

    def _line(self, act: str, meant: str) -> Content:
        """Return a row that was recorded, struck when it was taken back since."""
        if any(self._desk.night.counts(one) for one in self._desk.night.act(act)):
            return Content.assemble(("✔ ", "bold $success"), meant)
        return Content.assemble(("  taken back: ", "$warning"), (meant, "$quiet strike"))

    @on(LineBox.Changed)
    def changed(self, message: LineBox.Changed) -> None:
        """Show what the row means while it is typed."""
        self._preview(message.text)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record the row, or turn to another printing; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss()
            self._scanned(message.text)
        elif other := _SHEET.fullmatch(message.text):
            self._turn_to(other[1].upper())
        else:
            self._enter(message.text)

    def on_key(self, event: events.Key) -> None:
        """Go back to the desk."""
        if event.key == "escape":
            self.dismiss()
            event.stop()

    def _enter(self, typed: str) -> None:
        meant = self._desk.paper_row(EnterRow(typed, self._sheet))
        answer = self._record(EnterRow(typed, self._sheet))
        self.keep(answer)
        if isinstance(answer, Recorded) and not isinstance(meant, Refused):
            before = f"; before: {meant.already}" if meant.already else ""
            self._done.append((answer.act, meant.sentence + before))
            self._forget(meant.row)
            self._preview("")
            self.draw(answer.sentence, "$success")
        elif isinstance(answer, Refused):
            self._refused[typed.strip()] = answer.sentence
            self._preview("")
            self._refuse(answer.sentence)

    def _forget(self, row: int) -> None:
        """Forget that a row was refused: it is recorded now."""
        again = [one for one in self._refused if one.split()[:1] == [str(row)]]
        for one in again:
            del self._refused[one]

    def _turn_to(self, sheet: str) -> None:
        if self._desk.checklist(sheet) is None:
            self._refuse(f"No sheet {sheet} was printed here. Two laptops? Merge first.")
            return
        self._sheet = sheet
        self.draw(f"Sheet {sheet} from here on.", "$success")

    def _refuse(self, sentence: str) -> None:
        self.app.bell()
        self.draw(sentence, "$warning")

    def _preview(self, typed: str) -> None:
        state = self.query_one("#state", Static)
        if not typed.strip() or _SHEET.fullmatch(typed):
            state.update("")
            return
        meant = self._desk.paper_row(EnterRow(typed, self._sheet))
        if isinstance(meant, Refused):
            state.update(Content.styled(meant.sentence, "$warning"))
            return
        before = f" · recorded already: {meant.already}" if meant.already else ""
        state.update(Content.assemble(("→ ", "bold $accent"), (meant.sentence, "bold"), (before, "$warning")))
