"""What follows from a command: the facts to record, or a refusal in words."""

from __future__ import annotations

from checkin.domain.anomalies import settle
from checkin.domain.basis import Basis
from checkin.domain.commands import (
    CheckIn,
    ChooseLanguage,
    Collect,
    Command,
    FetchBox,
    HandOver,
    IssueBadge,
    IssueBadges,
    IssueBoxLabels,
    MarkItem,
    NoteRestore,
    RecordFollowUps,
    Refused,
    Release,
    SetBreaksAside,
    Settle,
    SettleIdentity,
    TableCommand,
    TakeBack,
    TakeBackImport,
    TakeBackLast,
)
from checkin.domain.decide_codes import decide_codes
from checkin.domain.decide_evening import decide_evening
from checkin.domain.decide_follow_up import decide_follow_up
from checkin.domain.decide_hand_over import decide_hand_over
from checkin.domain.decide_items import decide_items
from checkin.domain.decide_undo import decide_undo
from checkin.domain.decide_witnessed import decide_witnessed
from checkin.domain.desk_facts import Restored, SetAside
from checkin.domain.errands import fetch
from checkin.domain.evening_commands import EveningCommand
from checkin.domain.fact import Fact
from checkin.domain.identity import settle_identity
from checkin.domain.notes import read_first

__all__ = ["decide"]


def decide(command: Command, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that a command leads to, or why it is refused."""
    if isinstance(command, EveningCommand):
        return decide_evening(command, basis)
    return read_first(command, basis) or _decided(command, basis)


def _decided(command: TableCommand, basis: Basis) -> tuple[Fact, ...] | Refused:
    match command:
        case CheckIn() | HandOver() | Collect():
            return decide_hand_over(command, basis)
        case TakeBack() | TakeBackLast() | TakeBackImport():
            return decide_undo(command, basis)
        case IssueBadge() | IssueBadges() | IssueBoxLabels():
            return decide_codes(command, basis)
        case Settle():
            return settle(command, basis)
        case NoteRestore() | SetBreaksAside() | SettleIdentity():
            return _of_the_data(command, basis)
        case ChooseLanguage() | RecordFollowUps():
            return decide_follow_up(command, basis)
        case FetchBox():
            return fetch(command, basis)
        case MarkItem() | Release():
            return decide_items(command, basis)
        case _:
            return decide_witnessed(command, basis)


def _of_the_data(
    command: NoteRestore | SetBreaksAside | SettleIdentity, basis: Basis
) -> tuple[Fact, ...] | Refused:
    match command:
        case NoteRestore(backup):
            return (Restored(backup),)
        case SetBreaksAside(breaks, reason):
            return (SetAside(breaks, reason),)
        case SettleIdentity():
            return settle_identity(command, basis)
