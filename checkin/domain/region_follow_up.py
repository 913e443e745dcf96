"""What a region decides about the messages after a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["LANGUAGES", "FollowUpRules", "Language", "Translation"]

Language = Literal["en", "es"]
LANGUAGES: dict[str, str] = {"en": "English", "es": "Spanish"}
"""The languages that messages are written in, by their codes."""


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """How the region writes to its people."""

    language: Language = "en"
    """For everybody for whom no other is recorded."""
    sender: str = ""
    """The address that messages come from; empty to leave that to the mail program."""
    signed: str = ""
    """Who signs; empty for the region's name."""
    pickup: str = ""
    """How somebody gets what they haven't collected, in the region's words; empty to name whom to ask."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Words of these rules in another language."""

    english: str
    spanish: str
