"""The history: what was recorded as sentences, each to be taken back, and the question why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from checkin.desk import Line
from checkin.domain.commands import TakeBack, TakeBackLast
from checkin.domain.correct import Correctable
from checkin.domain.evening_commands import Correct
from checkin.domain.phrases import day
from checkin.tui.screens.page import Page
from checkin.tui.screens.question import Choosing, Question
from checkin.tui.widgets.choices import STEPS, Choices
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["CorrectScreen", "HistoryPage", "ReasonScreen"]

_LATEST = 300
"""Entries that are listed; `checkin log` has all."""
_HOW = "↑ ↓ choose, F8 takes back. "
_HOW_ALL = "↑ ↓ choose, F8 takes all back, → a part. "
_CORRECTS = "Enter corrects. "
_BACK = "Esc goes back."
_PART = "  · "
"""What stands before each of the things that one key press recorded."""
_REASONS = ("wrong person", "wrong box", "pressed by mistake")


class HistoryPage(Page):
    """What was recorded, latest first; F8 takes the chosen entry back, all of it or a part."""

    @dataclass
    class Asked(Message):
        """Somebody wants to correct an entry."""

        line: Line

    def __init__(
        self, title: str, lines: Callable[[], tuple[Line, ...]], parts: Callable[[Line], tuple[Line, ...]]
    ) -> None:
        super().__init__(title, Content(""))
        self._lines, self._parts = lines, parts
        self._shown: list[Line] = []
        self._part_of: dict[str, str] = {}
        """The entry of each part that is shown."""
        self._taken_apart = ""
        """The entry whose parts are shown."""
        self._rows: list[int] = []
        """Which entry each row of the sheet belongs to."""
        self._place = 0
        self._known: dict[tuple[str, str, int], list[Content]] = {}
        """Entries as they were drawn for a width: hundreds would wait for each arrow key."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(Content.styled(self._title, "bold"), id="title")
        yield Sheet(id="list")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Draw once the size is known."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.draw()

    @property
    def chosen(self) -> Line | None:
        """The entry that the arrow keys stand on."""
        return self._shown[self._place] if self._shown else None

    def draw(self, said: str = "", style: str = "$success") -> None:
        """Draw the entries as they stand now, and what was just done."""
        before = self.chosen
        self._shown = [*self._with_parts([*reversed(self._lines())][:_LATEST])]
        self._place = self._place_of(before)
        sheet, rows = self.query_one(Sheet), []
        width = max(sheet.content_size.width - 2, 24)
        self._rows = []
        for place, line in enumerate(self._shown):
            drawn = self._wrapped(line, width)
            mark = Content.styled("▶ ", "bold $accent") if place == self._place else Content("  ")
            rows += [(mark if not number else Content("  ")) + row for number, row in enumerate(drawn)]
            self._rows += [place] * len(drawn)
        sheet.show(rows or [Content.styled("Nothing is recorded yet.", "$quiet")], keep=True)
        if self._rows:
            last = len(self._rows) - 1 - self._rows[::-1].index(self._place)
            sheet.bring(last)
            sheet.bring(self._rows.index(self._place))
        hint = (said, style) if said else (self._how + _BACK, "$quiet")
        self.query_one("#hint", Static).update(Content.styled(*hint))

    def _with_parts(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield the entries, the one that is taken apart with its parts under it."""
        self._part_of = {}
        for line in lines:
            yield line
            if line.event == self._taken_apart:
                parts = self._parts(line)
                self._part_of.update((one.event, line.event) for one in parts)
                yield from parts

    def _place_of(self, line: Line | None) -> int:
        """Return where an entry stands now; a part that left its entry is wherever it is told."""
        if line is None:
            return 0
        found = {key: place for place, one in reversed([*enumerate(self._shown)]) for key in one.events}
        exact = {one.event: place for place, one in enumerate(self._shown)}
        return exact.get(line.event, next((found[key] for key in line.events if key in found), 0))

    def _wrapped(self, line: Line, width: int) -> list[Content]:
        part = line.event in self._part_of
        about = (line.event, line.back + _PART * part, width)
        if about not in self._known:
            drawn = Content.styled(_PART, "$quiet") + line.sentence if part else _drawn(line)
            self._known[about] = drawn.wrap(width)
        return self._known[about]

    @property
    def _how(self) -> str:
        line = self.chosen
        if line is None:
            return ""
        how = _HOW_ALL if line.undoable and len(line.events) > 1 else _HOW
        return how + (_CORRECTS if line.correctable else "")

    def take_apart(self) -> None:
        """Show the parts of the chosen entry, and choose the first."""
        if (line := self.chosen) and len(line.events) > 1:
            self._taken_apart = line.event
            self._place += 1
            self._shown.insert(self._place, self._parts(line)[0])
            self.draw()

    def put_together(self) -> None:
        """Show the chosen entry as one again."""
        if self._taken_apart:
            whole = next((one for one in self._shown if one.event == self._taken_apart), None)
            self._taken_apart = ""
            if whole and self.chosen and self.chosen.event in self._part_of:
                self._place = self._shown.index(whole)
            self.draw()

    @on(Sheet.Clicked)
    def clicked(self, message: Sheet.Clicked) -> None:
        """Choose the entry that was clicked; one that was chosen already is taken apart."""
        if message.line >= len(self._rows):
            return
        place = self._rows[message.line]
        if place == self._place and len(self._shown[place].events) > 1:
            self._turn()
            return
        self._place = place
        self.draw()

    def _turn(self) -> None:
        if self.chosen and self._taken_apart == self.chosen.event:
            self.put_together()
        else:
            self.take_apart()

    def on_key(self, event: events.Key) -> None:
        """Move between the entries, take one apart, or correct the chosen one."""
        if event.key == "enter" and self.chosen:
            if self.chosen.correctable:
                self.post_message(self.Asked(self.chosen))
            else:
                self.take_apart()
            event.stop()
            return
        if event.key in ("right", "left"):
            self.take_apart() if event.key == "right" else self.put_together()
            event.stop()
            return
        steps = STEPS.get(event.key)
        if steps:
            self._place = min(max(self._place + steps, 0), max(len(self._shown) - 1, 0))
            self.draw()
            event.stop()


def _drawn(line: Line) -> Content:
    when = f"{day(line.at.date())}, {line.where}: "
    if line.back:
        told = Content.styled(line.sentence.removesuffix("."), "$quiet strike")
        return Content.assemble((when, "$quiet"), told, (f"; {line.back}.", "$warning"))
    return Content.assemble((when, "$quiet"), line.sentence)


class ReasonScreen(Choosing[TakeBack | TakeBackLast | Correct | str]):
    """Asks why something is taken back; gives the command with its reason, or a code scanned meanwhile."""

    def __init__(self, command: TakeBack | TakeBackLast | Correct, told: str, why: str) -> None:
        super().__init__()
        self._command, self._told, self._why = command, told, why

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("Why is this taken back?", "bold"))
            yield Static(Content(self._told))
            yield Static(Content.styled(self._why, "$quiet"))
            yield Choices(_REASONS)
            yield LineBox("another reason", id="reason")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for a reason."""
        self.query_one(LineBox).focus()
        self.hint("Enter takes the reason chosen; or type another, then Enter. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take the typed reason; a scan goes to the desk."""
        scan = message.from_scanner
        self.dismiss(message.text if scan else replace(self._command, reason=message.text.strip()))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Take the chosen reason."""
        self.dismiss(replace(self._command, reason=_REASONS[self.query_one(Choices).place]))


class CorrectScreen(Question[Correct | str | None]):
    """Asks what is right; gives the correction, or a code that was scanned meanwhile."""

    def __init__(self, line: Line, asked: Correctable) -> None:
        super().__init__()
        self._line, self._asked = line, asked

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("What is right?", "bold"))
            yield Static(Content(self._line.sentence))
            yield LineBox(self._asked.now, id="right")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for what is right; a note or a name begins with what stands there."""
        box = self.query_one(LineBox)
        box.border_title = self._asked.asks
        box.put(self._asked.now if self._asked.edited else "")
        box.focus()
        self.hint("Type what is right, then Enter. What was recorded stays in the history. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take what is right; a scan goes to the desk."""
        scan = message.from_scanner
        self.dismiss(message.text if scan else self._corrected(message.text))

    def _corrected(self, typed: str) -> Correct:
        return Correct(self._line.event, typed.strip(), only=self._line.events)

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Ask for it."""
        self.hint("Type what is right, then Enter. Esc goes back.", "$warning")

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            self.dismiss(None)
            event.stop()
