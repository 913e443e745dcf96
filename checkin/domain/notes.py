"""Notes on people and teams: some must be seen before anything is recorded, others may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.basis import Basis
from checkin.domain.commands import CheckIn, Collect, Command, HandOver, MarkItem, Refused
from checkin.domain.evening_commands import LeaveNote, ReadNotes
from checkin.domain.evening_facts import NoteLeft, NoteRead
from checkin.domain.events import Event
from checkin.domain.fact import Fact
from checkin.domain.phrases import clock_time, day

__all__ = ["Note", "leave_note", "note_of", "notes_about", "notes_of", "read_first", "read_notes"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a card shows it."""

    event: str
    text: str
    about: str
    """Name of the person or team."""
    at: datetime
    """In the region's time zone."""
    desk: str
    by: str
    must_see: bool
    read_by: str = ""
    """Who has seen it; empty while nobody has."""

    @property
    def unread(self) -> bool:
        """Tell whether it must be seen before anything is recorded."""
        return self.must_see and not self.read_by

    @property
    def sentence(self) -> str:
        """The note with who left it when: `Note on Dana Reyes from Maria, Tue Aug 25, 7:02 pm: call home`."""
        writer = self.by or f"desk {self.desk}"
        when = f"{day(self.at.date())}, {clock_time(self.at)}"
        return f"Note on {self.about} from {writer}, {when}: {self.text}"


def notes_of(person: str, basis: Basis) -> tuple[Note, ...]:
    """Return the notes on a person and on their teams, those first that must be seen."""
    teams = [one.team for one in basis.roster.by_person.get(person, ()) if one.team]
    found = [one for key in dict.fromkeys((person, *teams)) for one in notes_about(key, basis)]
    return tuple(sorted(found, key=lambda one: not one.unread))


def notes_about(key: str, basis: Basis) -> Iterator[Note]:
    """Yield the notes on a person or a team, by its key."""
    for event in basis.night.every(NoteLeft, key):
        if isinstance(event.fact, NoteLeft):
            yield note_of(event, event.fact, basis)


def note_of(event: Event, fact: NoteLeft, basis: Basis) -> Note:
    """Return a note as it is read, with who has seen it."""
    narrator = basis.narrator()
    about = narrator.person(fact.person) if fact.person else narrator.team(fact.team)
    seen = next(iter(basis.night.every(NoteRead, event.id)), None)
    reader = (seen.by or f"desk {seen.desk}") if seen else ""
    return Note(
        event.id, fact.text, about, basis.local(event.at), event.desk, event.by, fact.must_see, reader
    )


def read_first(command: Command, basis: Basis) -> Refused | None:
    """Return the refusal to record anything of somebody before a note is read, if there is one."""
    match command:
        case CheckIn(person) | Collect(person):
            notes = notes_of(person, basis)
        case HandOver(team, _, person) | MarkItem(team=team, person=person) if person:
            notes = (*notes_of(person, basis), *notes_about(team, basis))
        case _:
            return None
    unread = [one for one in notes if one.unread]
    if not unread:
        return None
    return Refused("note-first", "Read this first, then go on.", tuple(one.sentence for one in unread))


def leave_note(command: LeaveNote, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the note, or why it is refused."""
    if not command.text.strip():
        return Refused("no-text", "Type the note first.")
    if command.person and (refusal := basis.unknown(command.person)):
        return refusal
    if not command.person and command.team not in basis.roster.teams:
        return Refused("unknown-team", f"No team is called {command.team}.")
    return (NoteLeft(command.text.strip(), command.person, command.team, command.must_see),)


def read_notes(command: ReadNotes, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return that the notes on a person and their teams were read."""
    if refusal := basis.unknown(command.person):
        return refusal
    unread = tuple(one.event for one in notes_of(command.person, basis) if one.unread)
    if not unread:
        return Refused("nothing-unread", "No note is left to be read.")
    return (NoteRead(unread, command.person),)
