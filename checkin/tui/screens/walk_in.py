"""A walk-in: four boxes for whoever no file knows, and the question whether it is somebody known."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.domain.commands import Refused
from checkin.domain.evening_commands import WalkIn
from checkin.tui.screens.question import Choosing, Question
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["SamePersonScreen", "WalkInScreen"]

_BOXES = (
    ("name", "Name", "Ana Reyes"),
    ("team", "Team, or only the division", "12U-G03 Roadrunners, or 12U"),
    ("role", "Role", "Head coach"),
    ("contact", "Phone or e-mail", "(505) 555-0142"),
)
"""Name, title and an example of each box."""


class WalkInScreen(Question[WalkIn | str | None]):
    """Gives who walked in, or a code that was scanned meanwhile; then what was typed stands here again."""

    def __init__(self, draft: list[str], hint: str = "") -> None:
        super().__init__()
        self._draft, self._hint = draft, hint

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("Who came, and is in no file?", "bold"))
            for name, _, example in _BOXES:
                yield LineBox(example, id=name)
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Begin at the first empty box."""
        for box, (_, title, _), text in zip(self._boxes, _BOXES, self._draft, strict=True):
            box.border_title = title
            box.put(text)
        next((one for one in self._boxes if not one.text), self._boxes[0]).focus()
        told = "Enter goes on; the name is enough. The last Enter records that they are here. Esc goes back."
        self.hint(self._hint or told, "$warning" if self._hint else "$quiet")

    @property
    def _boxes(self) -> list[LineBox]:
        return [*self.query(LineBox)]

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take what stands in a box; a scan goes to the desk."""
        if message.from_scanner:
            message.box.put(message.typed)
            self._keep()
            self.dismiss(message.text)
            return
        message.box.put(message.text.strip())
        self._next(message.box)

    @on(LineBox.Confirmed)
    def confirmed(self, message: LineBox.Confirmed) -> None:
        """Leave a box empty."""
        self._next(message.box)

    def on_key(self, event: events.Key) -> None:
        """Move between the boxes, or go back."""
        place = next((place for place, one in enumerate(self._boxes) if one.has_focus), 0)
        if event.key in ("up", "down", "shift+tab"):
            step = 1 if event.key == "down" else -1
            self._boxes[min(max(place + step, 0), len(_BOXES) - 1)].focus()
            event.stop()
        elif event.key == "escape":
            self._draft[:] = [""] * len(_BOXES)
            self.dismiss(None)
            event.stop()

    def _next(self, box: LineBox) -> None:
        boxes = self._boxes
        if box is not boxes[-1]:
            boxes[boxes.index(box) + 1].focus()
        elif " " not in boxes[0].text.strip():
            boxes[0].focus()
            self.hint("Type the first and the last name.", "$warning")
        else:
            self._keep()
            name, team, role, contact = self._draft
            self.dismiss(WalkIn(name, team, role, contact))

    def _keep(self) -> None:
        self._draft[:] = [one.text.strip() for one in self._boxes]


class SamePersonScreen(Choosing[WalkIn | str]):
    """Asks whether a walk-in is one of those whom the files know."""

    def __init__(self, command: WalkIn, near: Refused) -> None:
        super().__init__()
        self._command, self._near = command, near

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        people = [one.partition("  ")[2] for one in self._near.candidates]
        with Container(id="page"):
            yield Static(Content.styled("Same person?", "bold"))
            yield Static(Content.styled(self._near.sentence.removesuffix(" Same person?"), "$warning"))
            yield Choices([*people, f"None of these: {self._command.name} is new"])
            yield LineBox("", id="scan")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for the answer."""
        self.query_one(LineBox).focus()
        self.hint("↑ ↓ choose. Enter opens who is chosen, or takes down a new person. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Send a scan to the desk; there is nothing to type here."""
        if message.from_scanner:
            self.dismiss(message.text)

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Take the answer."""
        place = self.query_one(Choices).place
        same = self._near.keys[place] if place < len(self._near.keys) else ""
        self.dismiss(replace(self._command, same_as=same, sure=not same))
