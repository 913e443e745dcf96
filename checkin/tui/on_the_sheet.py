"""What stands on the sheet, drawn for the window's size: a welcome, a list of hits, or a card."""

from __future__ import annotations

from textual.content import Content

from checkin.desk import Desk
from checkin.domain.card import Card
from checkin.search import Hit
from checkin.tui import text
from checkin.tui.card_text import card_lines
from checkin.tui.hit_list import HitList
from checkin.tui.possible import Possible, Shows
from checkin.tui.screens.desk import DeskScreen

__all__ = ["OnTheSheet"]


class OnTheSheet:
    """The desk's service and its screen, and what stands there now."""

    def __init__(self, desk: Desk, screen: DeskScreen) -> None:
        self.desk = desk
        self.card: Card | None = None
        """The card on the table, shown or under a list of hits."""
        self.shows: Shows = "welcome"
        self._screen = screen
        self._hits = HitList()

    def can(self, name: str) -> bool:
        """Tell whether an action can be done now."""
        return self._possible.can(name)

    @property
    def _possible(self) -> Possible:
        card = self.card if self.shows == "card" else None
        return Possible(self.desk, self.shows, card, self._screen.box.text, hit_chosen=bool(self._chosen))

    def new_data(self) -> None:
        """Go on with the data of another import; a card whose person it doesn't have leaves the table."""
        if self.card and self.card.person.key not in self.desk.roster.people:
            self.card = None
            self._welcome()
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew: for another size, or for news of another program."""
        self._draw_top()
        people = self.desk.roster.people
        self._hits.keep(people)
        if self.card and self.card.person.key in people:
            self.card = self.desk.card(self.card.person.key, self.card.found_by)
        elif self.card:
            self.card = None
            self.shows = "welcome" if self.shows == "card" else self.shows
        if self.shows == "card":
            self._draw_card(keep=True)
        elif self.shows == "hits":
            self._draw_hits()
        elif not self._screen.box.text:
            self._welcome()
        self._draw_keys()

    @property
    def _chosen(self) -> Hit | None:
        return self._hits.chosen if self.shows == "hits" else None

    @property
    def _width(self) -> int:
        return max(self._screen.sheet.content_size.width, 24)

    def _back_to_card(self) -> None:
        if self.card:
            self.shows = "card"
            self._draw_card()
            self._draw_keys()
        else:
            self._welcome()

    def _welcome(self) -> None:
        if self.desk.roster.people:
            self._hello(
                "Ready for the next coach.",
                "Scan a badge, or type a name, a team or a phone number.",
                "Read the card, then press Enter: arrival, roster and box are recorded.",
                "",
                text.files_read(self.desk),
            )
        else:
            self._hello(
                "This season is still empty.",
                "Press Ctrl+F and choose the region's files: the volunteers' export, credentials, boxes.",
                "It shows what it would do before anything changes.",
                "",
                'In a terminal: checkin import "Volunteer Details.csv" credentials.xlsx boxes.csv',
                "Or try the desk on a made-up region: checkin demo",
            )
        self._draw_keys()

    def _hello(self, title: str, *rest: str) -> None:
        self.shows = "welcome"
        rows = [
            row for one in rest for row in (Content.styled(one, "$quiet").wrap(self._width) or [Content("")])
        ]
        self._screen.sheet.show([Content.styled(title, "bold"), Content(""), *rows], centred=True)

    def _draw_card(self, *, keep: bool = False) -> None:
        if self.card:
            height = self._screen.sheet.content_size.height
            rows = card_lines(self.card, self.desk, self._width, height, wide=self._screen.wide)
            self._screen.sheet.show(rows, keep=keep)

    def _draw_hits(self) -> None:
        keep = self._hits.chosen is not None
        self._screen.sheet.show(self._hits.lines(self.desk, self._width), keep=keep)

    def _draw_top(self) -> None:
        width = self._screen.size.width - (6 if self._screen.wide else 2)
        self._screen.draw("top", text.top_line(self.desk, width, wide=self._screen.wide))

    def _draw_keys(self) -> None:
        """Draw the footer: only what can be done now."""
        room = self._screen.query_one("#keys").size.width
        self._screen.draw("keys", self._possible.keys(room, wide=self._screen.wide))
