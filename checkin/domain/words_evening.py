"""Facts of an evening beside arrivals and hand-overs, as plain sentences."""

from __future__ import annotations

from collections.abc import Callable

from checkin.domain.evening_facts import EveningFact, WalkedIn

__all__ = ["evening_sentence"]


def evening_sentence(fact: EveningFact, person: Callable[[str], str]) -> str:
    """Return one fact in a sentence, with the names that people have."""
    match fact:
        case WalkedIn():
            place = fact.team or fact.division or "no team yet"
            role = f", {fact.role.lower()}" if fact.role else ""
            return f"{person(fact.person)} walked in, not in the files: {place}{role}."
        case _:
            return fact.kind
