"""What follows from the commands of an evening beside checking in and handing over."""

from __future__ import annotations

from checkin.domain.basis import Basis
from checkin.domain.checklist import print_checklist
from checkin.domain.commands import Refused
from checkin.domain.correct import correct
from checkin.domain.evening_commands import (
    ChangeShift,
    Correct,
    EnterRow,
    EveningCommand,
    LeaveNote,
    PrintChecklist,
    ReadNotes,
    WalkIn,
)
from checkin.domain.fact import Fact
from checkin.domain.handover import change_shift
from checkin.domain.notes import leave_note, read_notes
from checkin.domain.paper_rows import enter_row
from checkin.domain.shelf import decide_shelf
from checkin.domain.walk_ins import walk_in

__all__ = ["decide_evening"]


def decide_evening(command: EveningCommand, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    match command:
        case WalkIn():
            return walk_in(command, basis)
        case LeaveNote():
            return leave_note(command, basis)
        case ReadNotes():
            return read_notes(command, basis)
        case PrintChecklist():
            return print_checklist(command, basis)
        case EnterRow():
            return enter_row(command, basis)
        case Correct():
            return correct(command, basis)
        case ChangeShift():
            return change_shift(command)
        case _:
            return decide_shelf(command, basis)
