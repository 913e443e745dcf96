"""What a volunteer asks for of an evening beside checking in and handing over."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ChangeShift",
    "CloseNight",
    "Correct",
    "CountBox",
    "CountPile",
    "EnterRow",
    "EveningCommand",
    "GaveBox",
    "LeaveNote",
    "MissBox",
    "PrintChecklist",
    "ReadNotes",
    "UncountBox",
    "WalkIn",
]


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


@dataclass(frozen=True, slots=True)
class CountBox:
    """Say that a team's box is on the shelf."""

    team: str


@dataclass(frozen=True, slots=True)
class UncountBox:
    """Say that a team's box was counted by mistake."""

    team: str


@dataclass(frozen=True, slots=True)
class CountPile:
    """Say how many of an item that is no box are left of a division."""

    item: str
    division: str
    """Empty when there is only one."""
    number: int


@dataclass(frozen=True, slots=True)
class MissBox:
    """Say that a team's box, or another item of it, can't be found."""

    team: str
    note: str = ""
    item: str = ""
    """Empty for the box."""


@dataclass(frozen=True, slots=True)
class GaveBox:
    """Say who has a team's box or another item of it, which nobody recorded when it was given."""

    team: str
    name: str
    relation: str = ""
    item: str = ""
    """Empty for the box."""


@dataclass(frozen=True, slots=True)
class CloseNight:
    """Close the evening, if record and shelf agree."""


@dataclass(frozen=True, slots=True)
class PrintChecklist:
    """Put the list of a meeting on paper."""

    meeting: str = ""
    """Key; empty for everybody, outside of a meeting."""


@dataclass(frozen=True, slots=True)
class EnterRow:
    """Record what a row of the paper says."""

    text: str
    """As it is read aloud: `15 ab 19:20`."""
    sheet: str = ""
    """Code of the printing; empty for the latest of tonight."""


@dataclass(frozen=True, slots=True)
class ChangeShift:
    """Say that somebody else sits at this desk from here on."""

    volunteer: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """Correct an entry of the history: what was recorded is taken back, what is true is recorded."""

    target: str
    """Id of the event, or of an act: whoever took its items is then corrected for all of them."""
    text: str
    """What is right: a name and relation, a date, the words of a note."""
    reason: str = ""
    only: tuple[str, ...] = ()
    """Ids of those events of the act that are meant; empty for all."""


EveningCommand = (
    ChangeShift
    | Correct
    | WalkIn
    | LeaveNote
    | ReadNotes
    | CountBox
    | CountPile
    | UncountBox
    | MissBox
    | GaveBox
    | CloseNight
    | PrintChecklist
    | EnterRow
)
