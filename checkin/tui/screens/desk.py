"""The desk: one box, one card, one line that says what was recorded."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from checkin.desk import Desk, Found
from checkin.domain.card import Card
from checkin.domain.commands import CheckIn, Command, Recorded, Refused, TakeBackLast
from checkin.domain.phrases import clock_time
from checkin.domain.states import State
from checkin.store import StoreError
from checkin.tui import text
from checkin.tui.actions import ACTIONS
from checkin.tui.widgets.card_view import CardView
from checkin.tui.widgets.hits import Hits
from checkin.tui.widgets.line_box import LineBox

__all__ = ["DeskScreen"]

_WIDE = 110
"""Columns from which the card has two sides."""
_EDGES, _THIN_EDGES = 12, 4
"""Columns around a card, wide and narrow."""
_POLL = 0.05
"""Seconds between two looks at what other programs wrote."""


class DeskScreen(Screen[None]):
    """Where a volunteer spends the evening."""

    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low"), (30, "-high")]  # noqa: RUF012  Textual's own declaration

    box = getters.query_one(LineBox)
    hits = getters.query_one(Hits)
    view = getters.query_one(CardView)
    body = getters.query_one(ContentSwitcher)

    def __init__(self, desk: Desk, notice: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.card: Card | None = None
        self._first_notice = notice
        self._waiting: list[LineBox.Submitted] = []
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Horizontal(id="top"):
            yield Static(id="meeting")
            yield Static(id="counts")
        yield LineBox("Scan, or type a name, team or phone", id="search")
        with ContentSwitcher(initial="welcome", id="body"):
            with Container(id="welcome"):
                yield Static("Opening the season…", id="hello")
            yield Hits(id="hits")
            yield CardView(id="card")
        yield Static(id="notice")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Give the box the keys."""
        self.box.border_subtitle = "○ opening…"
        self.box.focus()
        self._say(self._first_notice)
        self._draw_keys()

    async def opened(self) -> None:
        """Begin, now that the data is loaded; what was typed meanwhile counts."""
        self.box.border_subtitle = "● ready to scan"
        self.set_interval(_POLL, self._follow)
        self._draw_top()
        self._draw_welcome()
        for problem in self.desk.season.problems[:1]:
            self._say(f"{problem.sentence} Run `checkin verify` tomorrow; go on tonight.", "warning")
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            await self.submitted(message)
        if self.box.text:
            self._search(self.box.text)

    # ------------------------------------------------------------------------------------- from the box

    @on(LineBox.Changed)
    def changed(self, message: LineBox.Changed) -> None:
        """Search while somebody types."""
        if self.desk.ready and message.text == self.box.text:
            self._search(message.text)

    @on(LineBox.Submitted)
    async def submitted(self, message: LineBox.Submitted) -> None:
        """Open whoever was scanned or typed."""
        if not self.desk.ready:
            self._waiting.append(message)
        elif (chosen := self.hits.chosen) and self.body.current == "hits" and not message.scanned:
            await self.open(chosen.person, chosen.found_by)
        else:
            await self._look_up(message.text, scanned=message.scanned)

    @on(LineBox.Confirmed)
    async def confirmed(self) -> None:
        """Record the normal thing for the card on the table."""
        await self.enter()

    @on(Hits.Chosen)
    async def clicked(self, message: Hits.Chosen) -> None:
        """Open the person who was clicked."""
        self.box.put("")
        await self.open(message.hit.person, message.hit.found_by)

    async def on_key(self, event: events.Key) -> None:
        """Move in the list, or scroll the card."""
        steps = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8}.get(event.key)
        if steps and self.body.current == "hits":
            self.hits.move(steps)
            event.stop()
        elif steps and self.body.current == "card":
            self.view.scroll_relative(y=steps * 2, animate=False)
            event.stop()

    async def on_resize(self) -> None:
        """Draw again for the new size."""
        if self.desk.ready:
            self.call_after_refresh(self._redraw)

    # ------------------------------------------------------------------------------------------ actions

    async def enter(self) -> None:
        """Record what the card proposes."""
        if self.body.current == "hits" and (chosen := self.hits.chosen):
            self.box.put("")
            await self.open(chosen.person, chosen.found_by)
        elif self.card and self.body.current == "card":
            await self._record(CheckIn(self.card.person.key, self.card.found_by))

    async def take_back(self) -> None:
        """Take back the last thing that this desk recorded."""
        if self.desk.ready:
            await self._record(TakeBackLast())

    async def back(self) -> None:
        """Empty the box, or close the card."""
        if self.box.text:
            self.box.put("")
            self._show("card" if self.card else "welcome")
        elif self.card:
            self._not_recorded(None)
            self.card = None
            self._draw_welcome()
        self._draw_keys()

    async def open(self, person: str, found_by: str) -> None:
        """Put a person's card on the table."""
        if person not in self.desk.roster.people:
            return
        if self.card is None or self.card.person.key != person:
            self._say("")
            self._not_recorded(person)
        self.card = self.desk.card(person, found_by)
        await self._draw_card()

    # ------------------------------------------------------------------------------------------ inside

    async def _look_up(self, typed: str, *, scanned: bool) -> None:
        answer = self.desk.look_up(typed, scanned=scanned)
        if isinstance(answer, Found):
            await self.open(answer.person, answer.found_by)
        elif isinstance(answer, Refused):
            self._say(answer.sentence, "warning")
            if answer.candidates:
                self._search(typed)
            else:
                self._show("card" if self.card else "welcome")
        else:
            await self._open_typed(typed)

    async def _open_typed(self, typed: str) -> None:
        hits = self.desk.find(typed)
        if len(hits) == 1 and hits[0].exact:
            await self.open(hits[0].person, hits[0].found_by)
            return
        self.box.put(typed)
        self._search(typed)
        if hits:
            self.hits.move(1)
        self._draw_keys()

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._show("card" if self.card else "welcome")
            return
        hits = self.desk.find(typed)
        if hits:
            self.hits.show(hits, [text.hit_line(one, self.desk) for one in hits])
            self._show("hits")
        else:
            self._hello("Nobody found.", "Try a part of the name, the team or the last digits of the phone.")
            self._show("welcome")
        self._draw_keys()

    async def _record(self, command: Command) -> None:
        try:
            answer = self.desk.do(command)
        except StoreError as error:
            self._say(str(error), "error")
            return
        if isinstance(answer, Recorded):
            at = clock_time(self.desk.local(self.desk.now()))
            self._say(f"{at}  {answer.sentence}", "success")
        else:
            self._say(answer.sentence, "warning")
        await self._redraw()

    def _not_recorded(self, next_person: str | None) -> None:
        """Say so when a card leaves the table with its Enter still open."""
        left = self.card
        if left and left.proposal and left.arrived is None and left.person.key != next_person:
            self._say(f"{left.person.name} was not recorded.", "warning")

    def _follow(self) -> None:
        """Take in what other programs wrote."""
        try:
            if self.desk.changed() and self.desk.catch_up():
                self.call_later(self._redraw)
        except StoreError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._say(self._trouble, "error")

    async def _redraw(self) -> None:
        if not self.desk.ready:
            return
        self._draw_top()
        if self.card and self.card.person.key in self.desk.roster.people:
            self.card = self.desk.card(self.card.person.key, self.card.found_by)
            await self._draw_card(switch=self.body.current == "card")
        elif self.body.current == "welcome" and not self.box.text:
            self._draw_welcome()
        self._draw_keys()

    async def _draw_card(self, *, switch: bool = True) -> None:
        if self.card is None:
            return
        if switch:
            self._show("card")
        width = self.size.width - (_EDGES if self._wide else _THIN_EDGES)
        await self.view.draw(self.card, self.desk, wide=self._wide, width=max(width, 24))
        self._draw_keys()

    def _draw_top(self) -> None:
        desk = self.desk
        left = text.top_left(desk.meeting(), desk.region, desk.local(desk.now()), wide=self._wide)
        right = text.top_right(desk.counts(), desk.region, desk.desk, desk.by)
        self.query_one("#meeting", Static).update(left)
        self.query_one("#counts", Static).update(right)

    def _draw_welcome(self) -> None:
        if not self.desk.roster.people:
            self._hello(
                "This season is still empty.",
                "Close the desk with Ctrl+Q and read the region's exports:\n\n"
                'checkin import "Volunteer Details.csv" credentials.xlsx boxes.csv\n\n'
                "Or try the desk on a made-up region: checkin demo",
            )
        else:
            self._hello(
                "Ready for the next coach.",
                "Scan a badge, or type a name, a team or a phone number.\n"
                "Read the card, then press Enter: arrival, roster and box are recorded.\n\n"
                f"{text.files_read(self.desk)}",
            )
        self._show("welcome")

    def _hello(self, title: str, rest: str) -> None:
        self.query_one("#hello", Static).update(Content.assemble((title, "bold"), "\n\n", (rest, "$quiet")))

    def _show(self, what: str) -> None:
        self.body.current = what
        self._draw_keys()

    def _say(self, sentence: str, kind: str = "quiet") -> None:
        """Say one thing in the line above the footer."""
        self.query_one("#notice", Static).update(Content.styled(sentence, f"${kind}"))

    def _draw_keys(self) -> None:
        """Draw the footer: only what can be done now."""
        parts = []
        for action in ACTIONS:
            word = self.word_for(action.name) or action.word
            if word and self.can(action.name) and (self._wide or not action.roomy):
                template = f"[@click=app.{action.name}][bold]$key[/bold] [$quiet]$word[/][/]"
                parts.append(Content.from_markup(template, key=action.shown, word=word))
        self.query_one("#keys", Static).update(Content("  ").join(parts))

    @property
    def _wide(self) -> bool:
        return self.size.width >= _WIDE

    def word_for(self, name: str) -> str:
        """Return what the footer says for an action whose word depends on the card."""
        if name != "enter":
            return ""
        if self.body.current == "hits":
            return "open" if self.hits.chosen else "choose"
        return self.card.proposal if self.card and self.body.current == "card" else ""

    def can(self, name: str) -> bool:
        """Tell whether an action can be done now."""
        on_card = self.body.current == "card" and self.card is not None
        match name:
            case "enter":
                return bool(self.word_for("enter"))
            case "take_back":
                return self.desk.ready and self.desk.last() is not None
            case "step_code":
                return on_card and bool(self.next_step())
            case "history":
                return on_card
            case "back":
                return on_card or bool(self.box.text)
            case _:
                return True

    def next_step(self) -> str:
        """Return the next step of the worst requirement on the card."""
        if self.card is None:
            return ""
        order = list(State)
        open_ones = [one for team in self.card.teams for one in team.requirements if one.next_step]
        worst = max(open_ones, key=lambda one: order.index(one.state), default=None)
        return (worst.link or f"{worst.label}: {worst.next_step}") if worst else ""
