"""Evidence: a certificate that the coach shows on a phone or on paper."""

from __future__ import annotations

from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from checkin.codes.scanner import is_code
from checkin.desk import Desk
from checkin.domain.card import Card
from checkin.domain.commands import RecordEvidence, RecordFieldSession
from checkin.domain.states import SETTLED
from checkin.domain.typed_date import typed_date
from checkin.tui.widgets.line_box import LineBox

__all__ = ["Choice", "EvidenceScreen", "choices_for"]

Choice = tuple[str, RecordEvidence | RecordFieldSession]
"""What a line says, and what it records once the date is known."""


def choices_for(card: Card, desk: Desk) -> list[Choice]:
    """Return what a person can show: a certificate for each open requirement, and open field sessions."""
    person, today = card.person.key, desk.today()
    found: dict[str, RecordEvidence | RecordFieldSession] = {}
    for one in (one for team in card.teams for one in team.requirements if one.state not in SETTLED):
        requirement = desk.region.requirement(one.key)
        if requirement and requirement.kind in ("certificate", "course"):
            told = f"{one.label}, {one.state.value.replace('-', ' ')}"
            found.setdefault(told, RecordEvidence(person, one.key, one.label, today))
        course = next((course for course in desk.region.courses if course.label == one.label), None)
        if course and course.online_names:
            field_session = RecordFieldSession(person, course.key, today)
            found.setdefault(f"{one.label}: field session done", field_session)
    return list(found.items())


class EvidenceScreen(Screen[RecordEvidence | RecordFieldSession | str | None]):
    """Asks which certificate and its date; gives what to record, or a code that was scanned meanwhile."""

    CSS_PATH = "evidence.tcss"

    def __init__(self, name: str, choices: list[Choice], today: date) -> None:
        super().__init__()
        self._name, self._choices, self._today = name, choices, today
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled(f"What does {self._name} show?", "bold"))
            yield Static(id="choices")
            yield LineBox("8/1/2026", id="date")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Begin at the first certificate."""
        box = self.query_one(LineBox)
        box.border_title = "Completed on"
        box.focus()
        self._draw()
        self._hint("↑ ↓ choose, type the date, Enter records. Add `paper` if it is on paper. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record the certificate of that date; a scan goes to the desk."""
        if is_code(message.text):
            self.dismiss(message.text)
            return
        words = message.text.casefold().split()
        done = typed_date(" ".join(one for one in words if one != "paper"), self._today)
        if done is None or done > self._today:
            message.box.put(message.text)
            self._hint("That is no date up to today. Write it like 8/1/2026.", "$warning")
            return
        self.dismiss(self._dated(done, "paper" if "paper" in words else "phone"))

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Ask for the date."""
        self._hint("Type the date on the certificate, like 8/1/2026, then Enter.", "$warning")

    def on_key(self, event: events.Key) -> None:
        """Move between the certificates, or go back."""
        steps = {"down": 1, "up": -1}.get(event.key)
        if steps:
            self._chosen = min(max(self._chosen + steps, 0), len(self._choices) - 1)
            self._draw()
            event.stop()
        elif event.key == "escape":
            self.dismiss(None)
            event.stop()

    def _dated(self, done: date, medium: str) -> RecordEvidence | RecordFieldSession:
        command = self._choices[self._chosen][1]
        if isinstance(command, RecordFieldSession):
            return RecordFieldSession(command.person, command.course, done)
        return RecordEvidence(command.person, command.requirement, command.name, done, medium)

    def _draw(self) -> None:
        rows = []
        for place, (told, _) in enumerate(self._choices):
            chosen = place == self._chosen
            rows.append(Content.styled(f"{'▶' if chosen else ' '} {told}", "bold $accent" if chosen else ""))
        self.query_one("#choices", Static).update(Content("\n").join(rows))

    def _hint(self, sentence: str, style: str = "$quiet") -> None:
        self.query_one("#hint", Static).update(Content.styled(sentence, style))
