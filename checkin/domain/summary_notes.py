"""The notes that volunteers left, as a list of a summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.domain.basis import Basis
from checkin.domain.evening_facts import NoteLeft
from checkin.domain.notes import note_of
from checkin.domain.region import Meeting
from checkin.domain.summary_lists import Trace, of_meeting, teams_of, trace_of

__all__ = ["NoteLine", "note_lines"]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note, on a person or a team."""

    about: str
    """Name of the person or team."""
    teams: tuple[str, ...]
    """Names of the teams that it concerns."""
    divisions: tuple[str, ...]
    """Keys of the divisions that it concerns; none for somebody without a team."""
    text: str
    must_see: bool
    read_by: str
    """Who has seen it that had to; empty while nobody has."""
    trace: Trace


def note_lines(meeting: Meeting | None, basis: Basis) -> Iterator[NoteLine]:
    """Yield the notes left on the day of a meeting, or in the season, oldest first."""
    for event in basis.night.every(NoteLeft):
        fact = event.fact
        if not isinstance(fact, NoteLeft) or not of_meeting(event, meeting, basis):
            continue
        note = note_of(event, fact, basis)
        teams = teams_of(fact.person, basis) if fact.person else (note.about,)
        spelled = [one.division for one in basis.roster.by_person.get(fact.person, ())]
        if team := basis.roster.teams.get(fact.team):
            spelled = [team.division]
        found = (basis.region.division_of(one) for one in spelled)
        divisions = tuple(dict.fromkeys(one.key for one in found if one))
        trace = trace_of(event, basis)
        yield NoteLine(note.about, teams, divisions, note.text, note.must_see, note.read_by, trace)
