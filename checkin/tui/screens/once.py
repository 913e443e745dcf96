"""A screen that is left once, however many scans came in one write."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

__all__ = ["LeftOnce"]

Given = TypeVar("Given")


class LeftOnce(Screen[Given]):
    """Gives one answer; a code that was scanned right behind it goes to the desk."""

    def dismiss(self, result: Given | None = None) -> AwaitComplete:
        """Leave the screen, unless it was left already."""
        if self.is_current:
            return super().dismiss(result)
        evening = getattr(self.app, "evening", None)
        if evening and (code := self.code_in(result)):
            self.app.call_later(evening.scanned, code)
        return AwaitComplete()

    def code_in(self, result: object) -> str:
        """Return the code that an answer is, or nothing for any other answer."""
        return result if isinstance(result, str) else ""
