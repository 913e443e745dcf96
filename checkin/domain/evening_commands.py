"""What a volunteer asks for of an evening beside checking in and handing over."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EveningCommand", "LeaveNote", "ReadNotes", "WalkIn"]


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Take down somebody whom no file knows: they are here, with a code until an import knows them."""

    name: str
    team: str = ""
    """Team, known or new, or only a division."""
    role: str = ""
    contact: str = ""
    """Phone or e-mail."""
    sure: bool = False
    """True when somebody said that it is none of those whom the files know."""
    same_as: str = ""
    """Person key of somebody whom the files know, who coaches a team that the files don't have them on."""


@dataclass(frozen=True, slots=True)
class LeaveNote:
    """Leave a note on a person or a team."""

    text: str
    person: str = ""
    team: str = ""
    must_see: bool = False


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Say that the notes on a person and their teams were read."""

    person: str


EveningCommand = WalkIn | LeaveNote | ReadNotes
