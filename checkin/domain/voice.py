"""How a step is told: in English as the desk speaks, or by another voice in the person's language."""

from __future__ import annotations

from datetime import date, time

from checkin.domain import phrases

__all__ = ["ENGLISH", "Voice"]


class Voice:
    """The desk's own English; another language overrides every method."""

    language = "en"

    def say(self, template: str, **parts: str) -> str:
        """Return a sentence of the program with its parts filled in."""
        return template.format(**parts)

    def own(self, words: str) -> str:
        """Return words that the region chose, in this language where the region gave them."""
        return words

    def day(self, on: date) -> str:
        """Return a date of this season: `Tue Aug 25`."""
        return phrases.day(on)

    def full_day(self, on: date) -> str:
        """Return a date of any year: `Aug 25, 2026`."""
        return phrases.full_day(on)

    def short_day(self, on: date) -> str:
        """Return a date of this season without its weekday: `Aug 25`."""
        return f"{on:%b} {on.day}"

    def clock_time(self, at: time) -> str:
        """Return a local time: `7:02 pm`."""
        return phrases.clock_time(at)

    def listed(self, parts: tuple[str, ...]) -> str:
        """Return the parts as a list in a sentence: `a, b and c`."""
        return phrases.listed(parts)


ENGLISH = Voice()
