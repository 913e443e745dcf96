"""Two people of the files who may be one: both sides, and one line to say what is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from checkin.domain.commands import SettleIdentity
from checkin.domain.identity import Doubted, Side
from checkin.tui.screens.verdict import Verdict

__all__ = ["DoubtsScreen", "Later"]


@dataclass(frozen=True, slots=True)
class Later:
    """Nobody knows now: the next pair is asked about."""


class DoubtsScreen(Verdict[SettleIdentity | Later]):
    """Gives what somebody who knows them says of two people, or a code that was scanned meanwhile."""

    answers = ("I don't know: leave it for later", "Same person", "Two people")
    example = "their mother told me"
    how = "↑ ↓ choose, Enter settles it for every later import; F8 takes it back. Esc goes back."

    def __init__(self, doubted: Doubted, left: int, kinds: Mapping[str, str]) -> None:
        super().__init__()
        self._doubted, self._left, self._kinds = doubted, left, kinds

    def top(self) -> Iterator[Content]:
        """Yield what is asked, and why."""
        more = f" {self._left} more after this." if self._left else ""
        yield Content.styled(f"One person, or two?{more}", "bold")
        now = "Taken for one person now." if self._doubted.joined else "Two people now."
        yield Content.styled(f"Why it is asked: {self._doubted.why}. {now}", "$quiet")

    def sides(self) -> Iterator[Static]:
        """Yield who each of them is."""
        for side in (self._doubted.one, self._doubted.another):
            yield Static(_told(side, self._kinds), classes="side")

    def given(self, place: int, reason: str) -> SettleIdentity | Later:
        """Return the word that the answer at that place is."""
        if not place:
            return Later()
        one = self._doubted
        return SettleIdentity(one.one.key, one.another.key, place == 1, reason)


def _told(side: Side, titles: Mapping[str, str]) -> Content:
    """Return who one of them is, in the words of the files."""
    kinds = [titles.get(one, one) for one in side.kinds]
    rows = [
        Content.styled(side.name, "bold"),
        Content(f"  {'; '.join(side.teams) or 'no team'}"),
        Content.styled(f"  {', '.join(side.known_by) or 'no id, e-mail or phone'}", "$quiet"),
        Content.styled(f"  in {', '.join(kinds) or 'no file any more'}", "$quiet"),
    ]
    return Content("\n").join(rows)
