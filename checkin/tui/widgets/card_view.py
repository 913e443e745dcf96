"""The card of one person."""

from __future__ import annotations

from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.card import Card, TeamCard
from checkin.tui import text

__all__ = ["CardView"]

_HAND_OVER = 48
"""Columns of the side with shelf, box and items."""
_COMMON = 3
"""Teams that a person has at most, as a rule; more are put in when somebody has them."""


class _TeamView(Container):
    """One team of the person: requirements on one side, shelf, box and items on the other."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(classes="title")
        with Container(classes="sides"):
            yield Static(classes="requirements")
            with Container(classes="hand-over"):
                yield Static(classes="places")
                yield Static(classes="items")

    def draw(self, team: TeamCard, desk: Desk, *, wide: bool, big: bool, width: int) -> None:
        """Show a team, the letters of its place big or small."""
        room = width - _HAND_OVER if wide and team.items else width
        self.query_one(".title", Static).update(text.team_title(team))
        self.query_one(".requirements", Static).update(text.requirement_lines(team, room, all_steps=wide))
        self.query_one(".hand-over").display = bool(team.items)
        self.query_one(".hand-over").set_class(not big, "-compact")
        self.query_one(".places", Static).update(text.places(team, big=big))
        items = [text.item_lines(team.items, desk), text.others_line(team, desk)]
        self.query_one(".items", Static).update(text.lines(one for one in items if one.plain))


class CardView(VerticalScroll, can_focus=False):
    """Everything the desk says about one person."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(id="who")
        with Horizontal(id="says"):
            yield Static(id="verdict")
            yield Static(id="headline")
        yield Static(id="banners")
        for _ in range(_COMMON):
            yield _TeamView()

    async def draw(self, card: Card, desk: Desk, *, wide: bool, width: int) -> None:
        """Show a card on that many columns."""
        self.query_one("#who", Static).update(text.who(card))
        verdict = self.query_one("#verdict", Static)
        verdict.update(text.verdict(card))
        verdict.set_classes(f"-{card.standing}")
        self.query_one("#headline", Static).update(text.headline(card, desk))
        banners = self.query_one("#banners", Static)
        banners.display = bool(card.banners)
        banners.update(text.banner_lines(card.banners))
        if missing := len(card.teams) - len(self.query(_TeamView)):
            await self.mount_all(_TeamView() for _ in range(missing))
        big = wide and len(card.teams) == 1
        for view, team in zip_longest(self.query(_TeamView), card.teams):
            view.display = team is not None
            if team is not None:
                view.draw(team, desk, wide=wide, big=big, width=width)
        self.scroll_home(animate=False)
