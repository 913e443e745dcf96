"""A change of shift: one screen that says what is open, and who takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.commands import Answer, Command, Recorded, Refused
from checkin.domain.evening_commands import ChangeShift
from checkin.tui.screens.entry import EntryScreen
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["ShiftScreen"]


class ShiftScreen(EntryScreen):
    """The note for whoever takes over; Enter gives the desk to the one who is named."""

    def __init__(
        self, desk: Desk, record: Callable[[Command], Answer | None], scanned: Callable[[str], None]
    ) -> None:
        super().__init__(desk, f"Shift change · desk {desk.desk}", "Who takes over? Type a first name")
        self._record, self._scanned = record, scanned
        self._told = desk.handover()
        self._place = 0

    def draw(self, said: str = "", style: str = "$quiet") -> None:
        """Draw the note, as much of it as there is room for."""
        sheet = self.query_one(Sheet)
        height, width = sheet.content_size.height, max(sheet.content_size.width, 24)
        sheet.show([*self._note(max(height, 6), width)])
        names = self._told.volunteers
        if names:
            more = f"   ↑ ↓ another of {len(names)}" if len(names) > 1 else ""
            chosen = Content.assemble(("Enter: ", "$quiet"), (names[self._place], "bold $accent"))
            state = chosen + Content.styled(f" takes over{more}, or type a name", "$quiet")
        else:
            state = Content.styled("Type who takes over, then Enter.", "$quiet")
        self.query_one("#state", Static).update(state)
        if said:
            self.say(said, style)
        hint = f"{self._desk.by or 'Nobody'} sits here now. Esc goes back to the desk, nothing changed."
        self.query_one("#hint", Static).update(Content.styled(hint, "$quiet"))

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Give the desk to whoever was typed; a scan goes to the desk."""
        if message.from_scanner:
            self.dismiss()
            self._scanned(message.text)
        else:
            self._give_to(message.text.strip()[:40])

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Give the desk to the one who is named."""
        if self._told.volunteers:
            self._give_to(self._told.volunteers[self._place])
        else:
            self.say("Type a first name, then Enter.", "$warning")

    def on_key(self, event: events.Key) -> None:
        """Name another volunteer, or go back."""
        steps = {"down": 1, "up": -1}.get(event.key)
        if steps and self._told.volunteers:
            self._place = (self._place + steps) % len(self._told.volunteers)
            self.draw()
            event.stop()
        elif event.key == "escape":
            self.dismiss()
            event.stop()

    def _give_to(self, name: str) -> None:
        answer = self._record(ChangeShift(name, self._desk.by))
        if isinstance(answer, Recorded):
            self.dismiss()
        elif isinstance(answer, Refused):
            self.say(answer.sentence, "$warning")

    def _note(self, height: int, width: int) -> Iterator[Content]:
        """Yield the three lists, each shortened to its share of the screen."""
        lists = (
            ("Open", self._told.open, "nothing"),
            ("Short, wrong or owed", self._told.short, "nothing"),
            ("Sent away to do first", self._told.sent_away, "nobody"),
        )
        left = height - len(lists)
        for place, (title, lines, none) in enumerate(lists):
            later = [min(len(one), 1) for _, one, _ in lists[place + 1 :]]
            wanted = len(lines) or 1
            after = sum(max(len(one), 1) for _, one, _ in lists[place + 1 :])
            share = max(min(wanted, max(left - after, left // (len(later) + 1))), 1)
            yield Content.styled(f"{title}: {len(lines) or none}", "bold")
            shown = lines if len(lines) <= share else lines[: share - 1]
            yield from (Content(f"  {one}").truncate(width, ellipsis=True) for one in shown)
            if len(shown) < len(lines):
                yield Content.styled(f"  and {len(lines) - len(shown)} more", "$quiet")
            left -= min(wanted, share)
