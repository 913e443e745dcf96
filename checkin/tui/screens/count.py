"""The closing count: scan or type what is on the shelf until record and shelf agree, then close the night."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import Answer, Command, Recorded, Refused
from checkin.domain.evening_commands import CloseNight, CountBox, CountPile
from checkin.domain.phrases import many
from checkin.domain.piles import Pile
from checkin.domain.shelf import BoxLine, Shelf
from checkin.tui.screens.count_questions import BoxScreen, CountCommand, PileScreen
from checkin.tui.screens.entry import EntryScreen
from checkin.tui.widgets.choices import STEPS
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["CountScreen"]

_LOOK = 0.05
"""Seconds between two looks at what other desks counted."""


class CountScreen(EntryScreen):
    """The shelf as record and count have it, and a box that takes scans and numbers."""

    def __init__(self, desk: Desk, record: Callable[[Command], Answer | None]) -> None:
        self._shelf: Shelf = desk.shelf()
        title = f"Closing count · {self._shelf.title}"
        super().__init__(desk, title, "Scan a box on the shelf, or type its number or team")
        self._record = record
        self._place = 0
        self._drawn: list[int] = []
        """The line of the sheet on which each row begins."""
        self._seen = 0

    def on_mount(self) -> None:
        """Watch the other desks."""
        self.set_interval(_LOOK, self._look)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Count the box that was scanned or typed, or what else was typed with its number."""
        if pile := self._desk.pile_typed(message.text):
            self.do(pile)
            return
        team = self._desk.box_named(message.text)
        if isinstance(team, Refused):
            self.app.bell()
            near = f" {'; '.join(team.candidates[:4])}" if team.candidates else ""
            self.draw(f"{team.sentence}{near}", "$warning")
        else:
            self.do(CountBox(team.key))

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Settle the chosen line, count the chosen pile, or close the night when nothing is left."""
        self._ask(self._chosen)

    def _ask(self, row: _Row) -> None:
        if row is None:
            self.do(CloseNight())
        elif isinstance(row, BoxLine):
            self.app.push_screen(BoxScreen(row), self._settled)
        else:
            self.app.push_screen(PileScreen(row, self._desk), self._settled)

    @on(Sheet.Clicked)
    def clicked(self, message: Sheet.Clicked) -> None:
        """Choose the line that was clicked."""
        if message.line in self._drawn:
            self._place = self._drawn.index(message.line)
            self.draw()

    def on_key(self, event: events.Key) -> None:
        """Move between the lines, or go back to the desk."""
        steps = STEPS.get(event.key)
        if steps:
            self._place = min(max(self._place + steps, 0), len(_rows(self._shelf)) - 1)
            self.draw()
            event.stop()
        elif event.key == "escape":
            self.dismiss()
            event.stop()

    def do(self, command: Command) -> None:
        """Record, and show what became of it."""
        answer = self._record(command)
        self.keep(answer)
        if isinstance(answer, Refused):
            self.app.bell()
        wrong = self._given_away(command.team) if answer and isinstance(command, CountBox) else None
        if wrong:
            self.app.bell()
            self._shelf = self._desk.shelf()
            self._place = _rows(self._shelf).index(wrong)
            self.draw(f"{wrong.name}: on the shelf, but {wrong.told}. Enter settles it.", "$error")
        elif answer:
            self.draw(answer.sentence, "$success" if isinstance(answer, Recorded) else "$warning")
            if isinstance(answer, Recorded) and isinstance(command, CountPile):
                self._tell_of(command)

    def _tell_of(self, command: CountPile) -> None:
        """Say loudly that a count and the record differ."""
        wrong = [one for one in self._shelf.piles if one.item == command.item and one.disagrees]
        if pile := next((one for one in wrong if command.division in ("", one.division)), None):
            self.app.bell()
            self._place = _rows(self._shelf).index(pile)
            self.draw(f"{pile.name}: {pile.told}. Enter settles it.", "$error")

    def draw(self, said: str = "", style: str = "$quiet") -> None:
        """Draw the lines that are left, and what was just done."""
        before, self._shelf = _key(self._chosen), self._desk.shelf()
        self._seen = len(self._desk.night)
        rows = _rows(self._shelf)
        keys = [_key(one) for one in rows]
        self._place = keys.index(before) if before in keys else min(self._place, len(rows) - 1)
        lines: list[Content] = []
        self._drawn = []
        for place, one in enumerate(rows):
            self._drawn.append(len(lines))
            lines += _lines(one, self._shelf, chosen=place == self._place)
        sheet = self.query_one(Sheet)
        sheet.show(lines, keep=True)
        sheet.bring(self._drawn[self._place])
        self.query_one("#state", Static).update(_state(self._shelf))
        if said:
            self.say(said, style)
        self.query_one("#hint", Static).update(Content.styled(_hint(self._shelf), "$quiet"))

    def _settled(self, command: CountCommand | str | None) -> None:
        """Record what a line was settled with, or count the box that was scanned meanwhile."""
        if isinstance(command, str):
            self.query_one(LineBox).post_message(
                LineBox.Submitted(self.query_one(LineBox), command, scanned=True)
            )
        elif command:
            self.do(command)
            if isinstance(command, CountPile):
                self._ask_next(command)

    def _ask_next(self, counted: CountPile) -> None:
        """Go on with the next division of what was just counted, where the count agreed."""
        piles = [one for one in self._shelf.piles if one.item == counted.item]
        done = next((one for one in piles if one.division == counted.division), None)
        if done and done.agrees:
            rest = piles[piles.index(done) + 1 :]
            if following := next((one for one in rest if one.counted is None), None):
                self._place = _rows(self._shelf).index(following)
                self.draw()
                self._ask(following)

    def _given_away(self, team: str) -> BoxLine | None:
        """Return the line of a box that was just counted although the record says that it is gone."""
        lines = (one for one in self._desk.shelf().lines if one.team == team and one.kind == "given")
        return next(lines, None)

    @property
    def _chosen(self) -> _Row:
        rows = _rows(self._shelf)
        return rows[min(self._place, len(rows) - 1)]

    def _look(self) -> None:
        """Take in what other desks counted."""
        if len(self._desk.night) != self._seen:
            self.draw()


_Row = BoxLine | Pile | None
"""What can be chosen: a box to settle, a pile to count, or, when neither has to be, closing the night."""


def _rows(shelf: Shelf) -> list[_Row]:
    """Return what stands on the page: what has to be settled, the closing, what may be counted, what was."""
    wrong = [one for one in shelf.piles if one.disagrees]
    open_ones: list[_Row] = [*shelf.lines, *wrong]
    rest = sorted((one for one in shelf.piles if not one.disagrees), key=lambda one: one.agrees)
    return [*(open_ones or [None]), *rest]


def _key(row: _Row) -> tuple[str, str]:
    if isinstance(row, BoxLine):
        return row.team, ""
    return (row.item, row.division) if row else ("", "")


def _lines(row: _Row, shelf: Shelf, *, chosen: bool) -> list[Content]:
    if row is None:
        return _agreed(shelf, chosen=chosen)
    return [_box(row, chosen=chosen) if isinstance(row, BoxLine) else _pile(row, chosen=chosen)]


def _mark(*, chosen: bool) -> tuple[str, str]:
    return ("▶ ", "bold $accent") if chosen else ("  ", "")


def _pile(pile: Pile, *, chosen: bool) -> Content:
    sign, colour = ("▢ ", "bold") if pile.counted is None else ("✔ ", "$success")
    if pile.disagrees:
        sign, colour = "✘ ", "bold $error"
    name = Content.styled(f"{pile.name}  ", "bold $accent" if chosen else "bold")
    told = (pile.told, "bold $error" if pile.disagrees else "$quiet")
    return Content.assemble(_mark(chosen=chosen), (sign, colour), name, told)


def _box(line: BoxLine, *, chosen: bool) -> Content:
    mark = _mark(chosen=chosen)
    sign, colour = ("✘ ", "bold $error") if line.kind == "given" else ("▢ ", "bold")
    place = f"shelf {line.shelf or '?':<4} box {line.box or '?':<5}"
    told = f"  but {line.told}" if line.kind == "given" else f"  {line.told}"
    name = Content.styled(line.name, "bold $accent" if chosen else "bold")
    return Content.assemble(mark, (sign, colour), place, name, (told, colour if sign[0] == "✘" else "$quiet"))


def _agreed(shelf: Shelf, *, chosen: bool) -> list[Content]:
    boxes = many(len(shelf.counted), "box", "boxes")
    said, then = "✔ Record and shelf agree.", f"{boxes} on the shelf. Enter closes the night."
    if shelf.closed:
        said, then = "✔ The night is closed.", f"{boxes} on the shelf."
    mark = _mark(chosen=chosen)
    lines = [Content.assemble(mark, (said, "bold $success")), Content(f"    {then}")]
    return [*lines, Content("")] if shelf.piles else lines


def _state(shelf: Shelf) -> Content:
    wrong = sum(one.kind == "given" for one in shelf.lines)
    left = len(shelf.lines) - wrong
    parts = [f"{len(shelf.counted)} counted", f"{left} to go"]
    parts += [f"{wrong} recorded as gone"] if wrong else []
    parts += [f"{len(shelf.missing)} can't be found"] if shelf.missing else []
    items = dict.fromkeys(one.label for one in shelf.piles)
    for label in items:
        piles = [one for one in shelf.piles if one.label == label]
        done = sum(one.counted or 0 for one in piles)
        counted = any(one.counted is not None for one in piles)
        parts.append(f"{label.lower()}: {f'{done} counted' if counted else 'not counted'}")
    return Content.styled(" · ".join(parts), "bold")


def _hint(shelf: Shelf) -> str:
    if shelf.lines:
        return "Scan or type box by box. ↑ ↓ and Enter settle a line, F8 takes back. Esc: go on later."
    if not shelf.agrees:
        return "Enter asks whose it is, or count once more. F8 takes back. Esc: go on later."
    rest = [one for one in shelf.piles if one.counted is None]
    typed = f"{rest[0].label.lower()} {rest[0].division}" if rest else ""
    piles = f"The rest: type {typed} and how many, or ↓ Enter. " if rest else ""
    return f"{'' if shelf.closed else 'Enter closes the night. '}{piles}Esc goes back."
