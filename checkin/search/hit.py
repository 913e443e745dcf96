"""What a search finds: a person, and why."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Hit"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whom a text could mean."""

    person: str
    """Person key."""
    why: str
    exact: bool
    """True for a whole id, e-mail, phone or name, accents aside; never for a part or a guess."""
    found_by: str
    """`id`, `name`, `team`, `phone`, `e-mail`, `box` or `division`."""
    score: float
    tells_apart: str = ""
    """Team and phone, when another hit has the same name."""
    guess: bool = False
    """True when a typing error or a likeness had to be assumed: then a person chooses."""
