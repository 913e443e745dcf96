"""What was scanned before, so that one code is one scan, and what a scan is that opens nobody's card."""

from __future__ import annotations

from checkin.codes.once import Lines, Once
from checkin.codes.sent import Scan, described
from checkin.domain.commands import Refused

__all__ = ["Scans"]


class Scans:
    """Remembers the scans of a moment ago."""

    def __init__(self) -> None:
        self._once, self._lines = Once(), Lines()

    def again(self, text: str, how: Scan | None) -> bool:
        """Tell whether this is the same code once more, or a further line of another system's code."""
        return how is not None and (self._once.again(text, how.at) or self._lines.go_on(text, how))

    def forget(self) -> None:
        """Let the same code count again: somebody has done something in between."""
        self._once.forget()

    def named(self, refused: Refused, text: str, how: Scan | None) -> tuple[str, str]:
        """Return what was scanned instead of a badge, and in which colour to say it."""
        if how and refused.code == "other-system":
            self._lines.begin(how)
        if refused.code == "test-code":
            return described(text, how), "success"
        return refused.sentence, "warning"
