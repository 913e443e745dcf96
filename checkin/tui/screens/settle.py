"""What two desks recorded against each other: both sides, and one line to choose what is true."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from checkin.domain.anomalies import Anomaly
from checkin.domain.commands import Settle
from checkin.tui.screens.verdict import Verdict

__all__ = ["SettleScreen"]


class SettleScreen(Verdict[Settle]):
    """Gives what is true of the oldest contradiction, or a code that was scanned meanwhile."""

    example = "Ana brought hers back"
    how = "↑ ↓ choose, Enter settles it on every desk; F8 takes that back. Esc decides later."

    def __init__(self, anomalies: tuple[Anomaly, ...]) -> None:
        super().__init__()
        self._first, self._left = anomalies[0], len(anomalies) - 1
        sides = range(1, len(self._first.sides) + 1)
        both = "Both happened" if len(sides) == 2 else "All of them happened"  # noqa: PLR2004
        self.answers = [*(f"Only {number} is true" for number in sides), both]

    def top(self) -> Iterator[Content]:
        """Yield what is asked."""
        more = f" {self._left} more after this one." if self._left else ""
        yield Content.styled(f"Recorded twice: what is true?{more}", "bold")

    def sides(self) -> Iterator[Static]:
        """Yield where each was recorded, and what."""
        for number, side in enumerate(self._first.sides, start=1):
            yield Static(Content.assemble((f"{number}  ", "bold"), (side.where, "$quiet")))
            yield Static(Content(side.what), classes="side")

    def given(self, place: int, reason: str) -> Settle:
        """Return the word that the answer at that place is."""
        sides = self._first.sides
        both = place == len(sides)
        return Settle(sides[0 if both else place].event, both, reason)
