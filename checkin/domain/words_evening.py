"""Facts of an evening beside arrivals and hand-overs, as plain sentences."""

from __future__ import annotations

from collections.abc import Callable

from checkin.domain.evening_facts import EveningFact, NoteLeft, NoteRead, WalkedIn

__all__ = ["evening_sentence"]


def evening_sentence(fact: EveningFact, person: Callable[[str], str], team: Callable[[str], str]) -> str:
    """Return one fact in a sentence, with the names that people and teams have."""
    match fact:
        case WalkedIn():
            place = fact.team or fact.division or "no team yet"
            role = f", {fact.role.lower()}" if fact.role else ""
            return f"{person(fact.person)} walked in, not in the files: {place}{role}."
        case NoteLeft():
            about = person(fact.person) if fact.person else team(fact.team)
            return f"Note on {about}{' that must be seen' if fact.must_see else ''}: {fact.text}."
        case NoteRead():
            return f"The note on {person(fact.person)} was read."
        case _:
            return fact.kind
