"""What the columns of a table are: of a sheet that nobody knows, or of one that was taken wrongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from checkin.exchange import FIELDS, Field, Heading
from checkin.tui.screens.importing import ImportPage
from checkin.tui.widgets.choices import STEPS
from checkin.tui.widgets.pick_list import PickList

__all__ = ["Answer", "ColumnsPage", "Said"]

_SAMPLES = 3
"""Values of a column that show what it is."""


@dataclass(slots=True)
class Said:
    """What is said of a table so far."""

    headings: Sequence[Heading]
    """The rows that may be its header."""
    fields: list[list[Field | None]]
    """For each of these, what each column is."""
    place: int = 0
    """Which of them it is."""
    fixed: Sequence[bool] = ()
    """Columns that nothing can be said of here: they tell of certificates."""

    @property
    def heading(self) -> Heading:
        """The row that is taken for the header."""
        return self.headings[self.place]


Answer = Callable[[Said], str]
"""Takes what was said, and gives what is still missing in a sentence."""


class ColumnsPage(ImportPage):
    """Asks what each column of a table is, and which row is its header."""

    def __init__(self, title: str, told: str, said: Said, answer: Answer, back: Callable[[], None]) -> None:
        super().__init__(title, back)
        self._told, self._said, self._answer = told, said, answer

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield self.title_line()
        yield Static(Content.styled(self._told, "$warning"), id="told")
        yield PickList(id="choices")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Show the columns with what they are taken for."""
        self._draw(self._above)
        header = " ← → in the first line chooses the header." if self._above else ""
        self.say(f"↑ ↓ column, ← → what it is, Enter goes on. Esc goes back.{header}")

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.call_after_refresh(self._draw)

    def on_key(self, event: events.Key) -> None:
        """Move between the columns, and between what one can be."""
        steps = STEPS.get(event.key)
        turn = {"right": 1, "left": -1}.get(event.key)
        if steps:
            self.query_one(PickList).move(steps)
        elif turn:
            self._turn(self.query_one(PickList).chosen, turn)
        else:
            return  # Esc and Enter are those of every page, whose own handler Textual calls too
        event.stop()

    @on(PickList.Clicked)
    def clicked(self, message: PickList.Clicked) -> None:
        """Choose the clicked line, and what it says next when it is chosen already."""
        rows = self.query_one(PickList)
        if message.place == rows.chosen:
            self._turn(message.place, 1)
        else:
            rows.move(message.place - rows.chosen)

    def enter(self) -> None:
        """Go on with these columns, or say what is missing."""
        if missing := self._answer(self._said):
            self.say(missing, "$warning")

    @property
    def _above(self) -> int:
        """How many lines stand above the columns: one, where the header can be chosen."""
        return int(len(self._said.headings) > 1)

    def _turn(self, row: int, step: int) -> None:
        said, place = self._said, row - self._above
        if place < 0:
            said.place = (said.place + step) % len(said.headings)
        elif not said.heading.names[place]:
            told = "This column has no name in the header, so it can't be found again. Name it in the file."
            self.say(told, "$warning")
            return
        elif said.fixed and said.fixed[place]:
            self.say("This column tells of a certificate, and stays as it is.", "$warning")
            return
        else:
            order: list[Field | None] = [None, *FIELDS]
            fields = said.fields[said.place]
            fields[place] = order[(order.index(fields[place]) + step) % len(order)]
        self._draw()

    def _draw(self, chosen: int | None = None) -> None:
        if not self.is_attached:
            return
        width = max((self.size.width - 34) // 2, 12)
        rows = [self._header_row(width)] if self._above else []
        rows += [self._row(place, width) for place in range(len(self._said.heading.names))]
        self.query_one(PickList).show(rows, chosen)

    def _header_row(self, width: int) -> Content:
        heading = self._said.heading
        first = ", ".join(filter(None, heading.names))
        what = f"line {heading.line}: {first}" if heading.line else "none: the table begins with data"
        label = Content.styled(f"{'the header is':<{width}}", "$quiet")
        return Content.assemble(label, "  ", Content.styled(what, "bold $success"))

    def _row(self, place: int, width: int) -> Content:
        said, heading = self._said, self._said.heading
        name = heading.names[place]
        name = name if heading.line or not name else f"column {name}"
        values = [row[place] for row in heading.below if place < len(row) and row[place]][:_SAMPLES]
        field = said.fields[said.place][place]
        taken = (FIELDS[field], "bold $success") if field else ("not used", "$quiet")
        if said.fixed and said.fixed[place]:
            taken = ("a certificate", "$quiet")
        return Content.assemble(
            Content(f"{name or '(no name)':<{width}}").truncate(width, ellipsis=True),
            "  ",
            Content.styled(f"{', '.join(values):<{width}}", "$quiet").truncate(width, ellipsis=True),
            "  ",
            taken,
        )
