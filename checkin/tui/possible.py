"""What can be done now: the footer and the palette show nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from checkin.desk import Desk
from checkin.domain.card import Card
from checkin.tui.actions import ACTIONS
from checkin.tui.screens.evidence import choices_for
from checkin.tui.screens.items import choices_of

__all__ = ["Possible", "Shows"]

_BETWEEN_COACHES = ("import_files", "doubts")
"""Actions that the footer leaves out while a coach stands at the table; the palette has them."""
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
        """Return the footer in lines of that many columns: each key with its word, to be clicked."""
        lines: list[list[Content]] = [[]]
        for action in ACTIONS:
            here = self.shows == "welcome" or action.name not in _BETWEEN_COACHES
            if here and self.can(action.name) and (wide or not action.roomy):
                colour = "bold" if action.name == "enter" else "$quiet"
                template = f"[@click=app.{action.name}][bold $accent]$key[/] [{colour}]$word[/][/]"
                word = self._word(action.name) or action.word
                key = Content.from_markup(template, key=action.shown, word=word)
                if lines[-1] and sum(one.cell_length + 2 for one in lines[-1]) + key.cell_length > room:
                    lines.append([])
                lines[-1].append(key)
        return Content("\n").join(Content("  ").join(line) for line in lines)

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
            return f"refresher for all {len(self.desk.here())} here"
        if name == "settle":
            return f"settle {len(self.desk.anomalies())}"
        if name != "enter":
            return ""
        if self.shows == "hits":
            return "open" if self.hit_chosen else "choose"
        return self.card.proposal if self.card else ""
