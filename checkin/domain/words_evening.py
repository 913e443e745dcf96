"""Facts of an evening beside arrivals and hand-overs, as plain sentences."""

from __future__ import annotations

from typing import Protocol

from checkin.domain.evening_facts import (
    BoxCounted,
    BoxMissing,
    ChecklistPrinted,
    EveningFact,
    NightClosed,
    NoteLeft,
    NoteRead,
    PileCounted,
    ShiftChanged,
    WalkedIn,
)
from checkin.domain.phrases import listed, many

__all__ = ["evening_sentence"]


class Names(Protocol):
    """Who knows what people, teams and items are called."""

    def person(self, key: str) -> str:
        """Return the person's name."""

    def team(self, key: str) -> str:
        """Return the team's name."""

    def item(self, team: str, key: str) -> str:
        """Return the item in words."""


def evening_sentence(fact: EveningFact, names: Names) -> str:
    """Return one fact in a sentence, with the names that people and teams have."""
    match fact:
        case WalkedIn():
            place = fact.team or fact.division or "no team yet"
            role = f", {fact.role.lower()}" if fact.role else ""
            return f"{names.person(fact.person)} walked in, not in the files: {place}{role}."
        case NoteLeft():
            about = names.person(fact.person) if fact.person else names.team(fact.team)
            return f"Note on {about}{' that must be seen' if fact.must_see else ''}: {fact.text}."
        case NoteRead():
            return f"The note on {names.person(fact.person)} was read."
        case BoxCounted(team):
            return f"{names.team(team)}: {names.item(team, 'uniform-box')} counted on the shelf."
        case BoxMissing(team, _, note, item):
            told = f" ({note})" if note else ""
            return f"{names.team(team)}: {names.item(team, item or 'uniform-box')} can't be found{told}."
        case PileCounted(item, _, division, number, recorded):
            record = "as the record says" if number == recorded else f"the record says {recorded}"
            return f"{names.item('', item).capitalize()}, {division}: {number} counted, {record}."
        case NightClosed(_, counted, missing):
            lost = listed([f"{names.item(one, 'uniform-box')} of {names.team(one)}" for one in missing])
            also = f"; {lost} can't be found" if lost else ""
            return f"The night was closed: {counted} boxes on the shelf, record and shelf agree{also}."
        case ChecklistPrinted(sheet, rows):
            return f"The evening's list was printed: sheet {sheet}, {many(len(rows), 'row')}."
        case ShiftChanged(volunteer, before):
            return f"{volunteer} takes over{f' from {before}' if before else ''}."
        case _:
            return fact.kind
