"""Evidence: a certificate shown on a phone or on paper, a session done or booked, forms brought in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.card import Card, ItemState
from checkin.domain.commands import BookSession, HandOver, RecordEvidence, RecordFieldSession
from checkin.domain.next_step import session_on
from checkin.domain.states import SETTLED, Judgement
from checkin.domain.typed_date import typed_date
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["Choice", "EvidenceScreen", "Shown", "choices_for"]

Shown = RecordEvidence | RecordFieldSession | BookSession | HandOver
"""What the page can record."""
Choice = tuple[str, Shown]
"""What a line says, and what it records, once the date is known where there is one."""


def choices_for(card: Card, desk: Desk) -> list[Choice]:
    """Return what a person can show or bring: certificates, sessions done and booked, what the team owes."""
    found: dict[str, Shown] = {}
    for team in card.teams:
        for one in (one for one in team.requirements if one.state not in SETTLED):
            found |= {told: found.get(told, shown) for told, shown in _open(one, card.person.key, desk)}
    for team in card.teams:
        for item in (item for item in team.items if item.comes_in and item.state is ItemState.WAITING):
            found[f"{item.label} of {team.name} brought in"] = HandOver(team.team, item.key, card.person.key)
    return list(found.items())


def _open(one: Judgement, person: str, desk: Desk) -> Iterator[Choice]:
    """Yield what can be shown for a requirement that is open."""
    today, requirement = desk.today(), desk.region.requirement(one.key)
    if requirement and requirement.kind in ("certificate", "course"):
        told = f"{one.label}, {one.state.value.replace('-', ' ')}"
        yield told, RecordEvidence(person, one.key, one.label, today)
    course = next((course for course in desk.region.courses if course.label == one.label), None)
    if course is None or requirement is None or requirement.kind != "course":
        return
    if course.online_names:
        yield f"{course.label}: field session done", RecordFieldSession(person, course.key, today)
    days = {session.on for session in desk.region.sessions if course.key in session.courses}
    for day in sorted(one for one in days if one >= today):
        told = f"{course.label}: booked for {session_on(desk.region, course, day)}"
        yield told, BookSession(person, course.key, day)


class EvidenceScreen(Choosing[Shown | str]):
    """Asks which certificate and its date; gives what to record, or a code that was scanned meanwhile."""

    def __init__(self, name: str, choices: list[Choice], today: date) -> None:
        super().__init__()
        self._name, self._choices, self._today = name, choices, today

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled(f"What does {self._name} show?", "bold"))
            yield Choices([told for told, _ in self._choices])
            yield LineBox("8/1/2026", id="date")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Begin at the first certificate."""
        self.query_one(LineBox).focus()
        self.chosen()

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record the certificate of that date; a scan goes to the desk."""
        words = message.text.casefold().split()
        done = typed_date(" ".join(one for one in words if one != "paper"), self._today)
        how = message.how  # a date with slashes has the shape of an id from a scanner of another layout
        by_hand = "/" in message.text and how and not (how.pace or how.device)
        if done is None and message.from_scanner and not by_hand:
            self.dismiss(message.text)
            return
        if done is None or done > self._today:
            message.box.put(message.text)
            self.hint("That is no date up to today. Write it like 8/1/2026.", "$warning")
            return
        self.dismiss(self._dated(done, "paper" if "paper" in words else "phone"))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Record what has no date of its own, else ask for the date."""
        command = self._command
        if isinstance(command, BookSession | HandOver):
            self.dismiss(command)
            return
        self.hint("Type the date on the certificate, like 8/1/2026, then Enter.", "$warning")

    def _dated(self, done: date, medium: str) -> Shown:
        command = self._command
        if isinstance(command, RecordEvidence):
            return replace(command, completed_on=done, medium=medium)
        return replace(command, completed_on=done) if isinstance(command, RecordFieldSession) else command

    @on(Choices.Chosen)
    def chosen(self) -> None:
        """Say how to go on with that line."""
        dated = not isinstance(self._command, BookSession | HandOver)
        self.query_one(LineBox).border_title = "Completed on" if dated else "No date needed"
        how = 'type the date, Enter records. Add "paper" if it is on paper' if dated else "Enter records"
        self.hint(f"↑ ↓ choose, {how}. Esc goes back.")

    @property
    def _command(self) -> Shown:
        return self._choices[self.query_one(Choices).place][1]
