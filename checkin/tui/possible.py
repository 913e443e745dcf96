"""What can be done now: the footer and the palette show nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from textual.content import Content

from checkin.desk import Desk
from checkin.domain.card import Card
from checkin.tui.actions import ACTIONS, Action
from checkin.tui.screens.evidence import choices_for
from checkin.tui.screens.items import choices_of

__all__ = ["Possible", "Shows"]

_BETWEEN_COACHES = ("import_files", "doubts")
"""Actions that the footer leaves out while a coach stands at the table; the palette has them."""
_LINES = 2
"""Lines of the footer."""
Shows = Literal["welcome", "hits", "card"]
"""What stands on the sheet."""


@dataclass(frozen=True, slots=True)
class Possible:
    """The table at this moment, asked for what can be done."""

    desk: Desk
    shows: Shows
    card: Card | None
    """The card that is shown, none under a list of hits."""
    typed: str
    hit_chosen: bool

    def can(self, name: str) -> bool:
        """Tell whether an action can be done now."""
        card = self.card
        checks: dict[str, Callable[[], object]] = {
            "enter": lambda: self._word("enter"),
            "collect": lambda: card and card.gives,
            "items": lambda: card and choices_of(card, self.desk),
            "camera": lambda: not card,
            "take_back": self.desk.last,
            "evidence": lambda: card and choices_for(card, self.desk),
            "refresher": self._refresher_open,
            "step_code": lambda: card and card.to_photograph,
            "slip": lambda: card and card.to_photograph,
            "supervisor": lambda: card and self.desk.confidential(card.person.key),
            "why": lambda: card,
            "note": lambda: card,
            "count": lambda: self.shows == "welcome",
            "from_paper": lambda: self.shows == "welcome",
            "settle": self.desk.anomalies,
            "doubts": self.desk.doubts,
            "lock": lambda: self.desk.region.policy.desk_pin,
            "close": lambda: card or self.typed,
        }
        return bool(checks.get(name, lambda: True)())

    def keys(self, room: int, *, wide: bool) -> Content:
        """Return the footer in lines of that many columns: each key with its word, to be clicked.

        Where two lines are too few, the last of the keys for roomy windows are left out first.
        """
        hidden = () if self.shows == "welcome" else _BETWEEN_COACHES
        shown = [one for one in ACTIONS if one.name not in hidden and self.can(one.name)]
        shown = [one for one in shown if wide or not self._left_out(one)]
        lines = _in_lines([self._key(one) for one in shown], room)
        while len(lines) > _LINES and any(map(self._left_out, shown)):
            shown.remove(next(one for one in reversed(shown) if self._left_out(one)))
            lines = _in_lines([self._key(one) for one in shown], room)
        return Content("\n").join(Content("  ").join(line) for line in lines)

    def _left_out(self, action: Action) -> bool:
        """Tell whether the footer can do without it; an empty season can't do without the import."""
        return action.roomy and (action.name != "import_files" or bool(self.desk.roster.people))

    def _key(self, action: Action) -> Content:
        return _key(action, self._word(action.name) or action.word)

    def _refresher_open(self) -> bool:
        """Tell whether somebody on the table, or in the room, has not taken the refresher yet."""
        if self.card:
            taken = self.card.refresher
            meeting = self.desk.meeting(self.card.person.key)
            return not taken or taken.meeting != (meeting.key if meeting else None)
        return self.shows == "welcome" and bool(self.desk.here())

    def _word(self, name: str) -> str:
        """Return what the footer says where that depends on what is on the table."""
        if name == "refresher" and not self.card:
            many = len(self.desk.here())
            return f"refresher for all {many} here" if many > 1 else "refresher for the one here"
        if name == "settle":
            return f"settle {len(self.desk.anomalies())}"
        if name == "items" and self.card and any(one.held for team in self.card.teams for one in team.items):
            return "release the hold"
        if name != "enter":
            return ""
        if self.shows == "hits":
            return "open" if self.hit_chosen else "choose"
        return self.card.proposal if self.card else ""


@lru_cache(maxsize=256)  # the same few are drawn at every scan
def _key(action: Action, word: str) -> Content:
    """Return a key with what it does, to be clicked."""
    colour = "bold" if action.name == "enter" else "$quiet"
    template = f"[@click=app.{action.name}][bold $accent]$key[/] [{colour}]$word[/][/]"
    return Content.from_markup(template, key=action.shown, word=word)


def _in_lines(keys: Sequence[Content], room: int) -> list[list[Content]]:
    """Return the keys in lines of at most that many columns."""
    lines: list[list[Content]] = [[]]
    for key in keys:
        if lines[-1] and sum(one.cell_length + 2 for one in lines[-1]) + key.cell_length > room:
            lines.append([])
        lines[-1].append(key)
    return lines
