"""The voices that messages are told in: the desk's English, and others from gettext catalogues."""

from __future__ import annotations

from datetime import date, time
from gettext import GNUTranslations
from importlib import resources

from checkin.domain.region import Region
from checkin.domain.voice import ENGLISH, Voice

__all__ = ["voice_of"]

_LOCALES = {"es": "es_US"}
"""How dates are written, by language: as in the United States."""


def voice_of(language: str, region: Region) -> Voice:
    """Return the voice of a language for a region, whose own translations come before the shipped ones."""
    return _Catalogue(language, region) if language in _LOCALES else ENGLISH


class _Catalogue(Voice):
    """A language with a compiled catalogue; dates and lists are Babel's."""

    def __init__(self, language: str, region: Region) -> None:
        self.language = language
        self._locale = _LOCALES[language]
        self._region = {one.english: one.spanish for one in region.translations}
        shipped = resources.files("checkin.follow_up").joinpath(
            "locale", language, "LC_MESSAGES", "checkin.mo"
        )
        with shipped.open("rb") as file:
            self._shipped = GNUTranslations(file)

    def say(self, template: str, **parts: str) -> str:
        """Return a sentence of the program with its parts filled in."""
        return self._shipped.gettext(template).format(**parts)

    def own(self, words: str) -> str:
        """Return words that the region chose, in this language where somebody gave them."""
        return self._region.get(words) or (self._shipped.gettext(words) if words else "")

    def day(self, on: date) -> str:
        """Return a date of this season: `mar 25 ago`."""
        return self._date(on, "EEE d MMM")

    def full_day(self, on: date) -> str:
        """Return a date of any year: `25 ago 2026`."""
        return self._date(on, "d MMM y")

    def short_day(self, on: date) -> str:
        """Return a date of this season without its weekday: `25 ago`."""
        return self._date(on, "d MMM")

    def _date(self, on: date, pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415  only who writes another language pays

        return format_date(on, pattern, locale=self._locale)

    def clock_time(self, at: time) -> str:
        """Return a local time: `7:02 p. m.`."""
        from babel.dates import format_time  # noqa: PLC0415  the same

        return format_time(at, "h:mm a", locale=self._locale)

    def listed(self, parts: tuple[str, ...]) -> str:
        """Return the parts as a list in a sentence: `a, b y c`."""
        from babel.lists import format_list  # noqa: PLC0415  the same

        return format_list(parts, locale=self._locale) if parts else ""
