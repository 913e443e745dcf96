"""The closing count: scan or type what is on the shelf until record and shelf agree, then close the night."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import Answer, Command, Recorded, Refused, TakeBack
from checkin.domain.evening_commands import CloseNight, CountBox, GaveBox, MissBox, UncountBox
from checkin.domain.phrases import many
from checkin.domain.shelf import BoxLine, Shelf
from checkin.tui.screens.entry import EntryScreen
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import STEPS, Choices
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["BoxScreen", "CountScreen"]

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
        self._seen = 0

    def on_mount(self) -> None:
        """Watch the other desks."""
        self.set_interval(_LOOK, self._look)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Count the box that was scanned or typed."""
        team = self._desk.box_named(message.text)
        if isinstance(team, Refused):
            self.app.bell()
            near = f" {'; '.join(team.candidates[:4])}" if team.candidates else ""
            self.draw(f"{team.sentence}{near}", "$warning")
        else:
            self.do(CountBox(team.key))

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Settle the chosen line, or close the night when none is left."""
        if not self._shelf.lines:
            self.do(CloseNight())
        elif line := self._chosen:
            self.app.push_screen(BoxScreen(line), self._settled)

    @on(Sheet.Clicked)
    def clicked(self, message: Sheet.Clicked) -> None:
        """Choose the line that was clicked."""
        self._place = min(message.line, max(len(self._shelf.lines) - 1, 0))
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Move between the lines, or go back to the desk."""
        steps = STEPS.get(event.key)
        if steps:
            self._place = min(max(self._place + steps, 0), max(len(self._shelf.lines) - 1, 0))
            self.draw()
            event.stop()
        elif event.key == "escape":
            self.dismiss()
            event.stop()

    def do(self, command: Command) -> None:
        """Record, and show what became of it."""
        answer = self._record(command)
        if isinstance(answer, Refused):
            self.app.bell()
        wrong = self._given_away(command.team) if answer and isinstance(command, CountBox) else None
        if wrong:
            self.app.bell()
            self._place = self._desk.shelf().lines.index(wrong)
            self._shelf = self._desk.shelf()
            self.draw(f"{wrong.name}: on the shelf, but {wrong.told}. Enter settles it.", "$error")
        elif answer:
            self.draw(answer.sentence, "$success" if isinstance(answer, Recorded) else "$warning")

    def draw(self, said: str = "", style: str = "$quiet") -> None:
        """Draw the lines that are left, and what was just done."""
        before, self._shelf = self._chosen, self._desk.shelf()
        self._seen = len(self._desk.night)
        teams = [one.team for one in self._shelf.lines]
        if before and before.team in teams:
            self._place = teams.index(before.team)
        self._place = min(self._place, max(len(teams) - 1, 0))
        sheet = self.query_one(Sheet)
        rows = [_row(one, chosen=place == self._place) for place, one in enumerate(self._shelf.lines)]
        sheet.show(rows or _agreed(self._shelf), centred=not rows, keep=True)
        sheet.bring(self._place)
        self.query_one("#state", Static).update(_state(self._shelf))
        if said:
            self.say(said, style)
        self.query_one("#hint", Static).update(Content.styled(_hint(self._shelf), "$quiet"))

    def _settled(self, command: Command | str | None) -> None:
        """Record what a line was settled with, or count the box that was scanned meanwhile."""
        if isinstance(command, str):
            self.query_one(LineBox).post_message(
                LineBox.Submitted(self.query_one(LineBox), command, scanned=True)
            )
        elif command:
            self.do(command)

    def _given_away(self, team: str) -> BoxLine | None:
        """Return the line of a box that was just counted although the record says that it is gone."""
        lines = (one for one in self._desk.shelf().lines if one.team == team and one.kind == "given")
        return next(lines, None)

    @property
    def _chosen(self) -> BoxLine | None:
        lines = self._shelf.lines
        return lines[self._place] if self._place < len(lines) else None

    def _look(self) -> None:
        """Take in what other desks counted."""
        if len(self._desk.night) != self._seen:
            self.draw()


def _row(line: BoxLine, *, chosen: bool) -> Content:
    mark = ("▶ ", "bold $accent") if chosen else ("  ", "")
    sign, colour = ("✘ ", "bold $error") if line.kind == "given" else ("▢ ", "bold")
    place = f"shelf {line.shelf or '?':<4} box {line.box or '?':<5}"
    told = f"  but {line.told}" if line.kind == "given" else f"  {line.told}"
    name = Content.styled(line.name, "bold $accent" if chosen else "bold")
    return Content.assemble(mark, (sign, colour), place, name, (told, colour if sign[0] == "✘" else "$quiet"))


def _agreed(shelf: Shelf) -> list[Content]:
    boxes = many(len(shelf.counted), "box", "boxes")
    if shelf.closed:
        return [Content.styled("The night is closed.", "bold $success"), Content(f"{boxes} on the shelf.")]
    return [
        Content.styled("✔ Record and shelf agree.", "bold $success"),
        Content(f"{boxes} on the shelf. Enter closes the night."),
    ]


def _state(shelf: Shelf) -> Content:
    wrong = sum(one.kind == "given" for one in shelf.lines)
    left = len(shelf.lines) - wrong
    parts = [f"{len(shelf.counted)} counted", f"{left} to go"]
    parts += [f"{wrong} recorded as gone"] if wrong else []
    parts += [f"{len(shelf.missing)} can't be found"] if shelf.missing else []
    return Content.styled(" · ".join(parts), "bold")


def _hint(shelf: Shelf) -> str:
    if shelf.lines:
        return "Scan or type box by box. ↑ ↓ and Enter settle a line, F8 takes back. Esc: go on later."
    return f"{'' if shelf.closed else 'Enter closes the night. '}Esc goes back to the desk."


class BoxScreen(Choosing[CountBox | UncountBox | MissBox | GaveBox | TakeBack | str]):
    """Asks what is true of a box on which record and shelf disagree; or gives a code scanned meanwhile."""

    def __init__(self, line: BoxLine) -> None:
        super().__init__()
        self._line = line
        team = line.team
        self._choices: list[tuple[str, CountBox | UncountBox | MissBox | GaveBox | TakeBack]] = (
            [
                ("it is on the shelf: take that back", TakeBack(line.hand_over, "on the shelf when counted")),
                ("it is not on the shelf: counted by mistake", UncountBox(team)),
            ]
            if line.kind == "given"
            else [
                ("it is on the shelf: count it", CountBox(team)),
                ("somebody has it: type who", GaveBox(team, "")),
                ("it can't be found", MissBox(team)),
            ]
        )

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        line = self._line
        named = f"Box {line.box}" if line.box else "The box"
        with Container(id="page"):
            yield Static(Content.styled(f"{named} of {line.name}", "bold"))
            yield Static(Content.styled(f"Shelf {line.shelf or '?'}: {line.told}.", "$warning"))
            yield Choices([told for told, _ in self._choices])
            yield LineBox("Ana Reyes, spouse" if self._line.kind != "given" else "", id="who")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(LineBox).focus()
        self.query_one(LineBox).border_title = self._asks
        self.hint("↑ ↓ choose, Enter records. Esc goes back.")

    @property
    def _asks(self) -> str:
        return "Who has it, or a note" if self._line.kind != "given" else "Why, if anything is known"

    @on(LineBox.Changed)
    def changed(self, message: LineBox.Changed) -> None:
        """Show that a name which is typed means that somebody has it."""
        choices = self.query_one(Choices)
        if message.text.strip() and isinstance(self._choices[choices.place][1], CountBox):
            choices.move(1)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take the name or the note; a scan goes to the count."""
        if message.from_scanner:
            self.dismiss(message.text)
            return
        command = self._choices[self.query_one(Choices).place][1]
        if isinstance(command, MissBox):
            self.dismiss(MissBox(command.team, message.text.strip()))
        elif isinstance(command, TakeBack):
            self.dismiss(TakeBack(command.target, f"{command.reason}: {message.text.strip()}"))
        elif self._line.kind == "given":
            self.dismiss(command)
        else:
            name, _, relation = message.text.partition(",")
            self.dismiss(GaveBox(self._line.team, name.strip(), relation.strip()))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Record the chosen answer."""
        command = self._choices[self.query_one(Choices).place][1]
        if isinstance(command, GaveBox):
            self.hint("Type who has it, then the relation: Ana Reyes, spouse.", "$warning")
        else:
            self.dismiss(command)
