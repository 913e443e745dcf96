"""The runner's screen: which box to fetch from which shelf, newest last."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from checkin.desk.errands import Errands
from checkin.domain.commands import Command, FetchBox, Recorded, Refused, TakeBackLast
from checkin.domain.errands import Errand
from checkin.domain.phrases import clock_time, many
from checkin.store import StoreError
from checkin.tui.runner_text import Drawn, queue_lines
from checkin.tui.widgets.keys import Keys
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.sheet import Sheet

__all__ = ["RunnerScreen"]

_POLL = 0.05
"""Seconds between two looks at what the desks wrote."""
_CLOCK = 10.0
"""Seconds between two looks at how long each box has waited."""


class RunnerScreen(Screen[None]):
    """The queue; Enter or a scan of the label clears a box from every runner's screen."""

    CSS_PATH = "runner.tcss"
    BINDINGS = [Binding("f8", "take_back", "take back", show=False)]  # noqa: RUF012  Textual's own declaration

    box = getters.query_one(LineBox)
    sheet = getters.query_one(Sheet)

    def __init__(self, errands: Errands) -> None:
        super().__init__()
        self._errands = errands
        self._queue: tuple[Errand, ...] = ()
        self._chosen: tuple[str, str] | None = None
        """Team and item of the box that the arrows chose; else it is the oldest."""
        self._drawn = Drawn([], [], 0)
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(id="top")
        yield Sheet(id="sheet")
        yield LineBox("Scan the label of the box you fetched, or type its number", id="scan")
        yield Static(id="notice")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Follow the desks."""
        self.box.focus()
        self.set_interval(_POLL, self.follow)
        self.set_interval(_CLOCK, self.draw)
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.call_after_refresh(self.draw)

    def follow(self) -> None:
        """Take in what the desks wrote, and draw when anything changed."""
        try:
            news = self._errands.desk.follow()
        except StoreError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._say(self._trouble, "error")
            return
        if self._trouble:
            self._trouble = ""
            self._say("The season folder is all right again: go on.")
        if news:
            self.draw()

    @property
    def _place(self) -> int:
        """The place of the chosen box in the queue; the oldest when it is gone."""
        places = [(one.team, one.item) for one in self._queue]
        return places.index(self._chosen) if self._chosen in places else 0

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Clear the box that was scanned, or whose number was typed."""
        meant = self._errands.meant(message.text, scanned=message.from_scanner)
        if isinstance(meant, Refused):
            self.app.bell()
            self._say(meant.sentence, "warning")
        else:
            self._record(meant)

    @on(LineBox.Confirmed)
    def action_fetched(self) -> None:
        """Clear the chosen box."""
        if self._queue:
            self._record(FetchBox(self._queue[self._place].team))

    def action_take_back(self) -> None:
        """Put the box that this screen cleared last back into the queue."""
        self._record(TakeBackLast())

    @on(Sheet.Clicked)
    def clicked(self, message: Sheet.Clicked) -> None:
        """Choose the box that was clicked; the chosen one is cleared."""
        if message.line < len(self._drawn.places):
            place = self._drawn.places[message.line]
            if place == self._place:
                self.action_fetched()
            else:
                self._choose(place)

    def on_key(self, event: events.Key) -> None:
        """Choose another box."""
        steps = {"down": 1, "up": -1}.get(event.key)
        if steps and self._queue:
            self._choose(self._place + steps)
            event.stop()
        elif event.key == "escape":
            self._chosen = None
            self.box.put("")
            self.draw()

    def _choose(self, place: int) -> None:
        one = self._queue[min(max(place, 0), len(self._queue) - 1)]
        self._chosen = (one.team, one.item)
        self.draw()

    def _record(self, command: Command) -> None:
        try:
            answer = self._errands.desk.do(command)
        except StoreError as error:
            self._say(str(error), "error")
            return
        if isinstance(answer, Recorded):
            at = clock_time(self._errands.desk.local(self._errands.desk.now()))
            told, back = f"{at}  {answer.sentence}", "   F8 puts it back"
            fits = isinstance(command, FetchBox) and len(told + back) <= self.size.width - 2
            self._say(told + back if fits else told, "success")
        else:
            self.app.bell()
            self._say(answer.sentence, "warning")
        self.draw()

    def _say(self, sentence: str, kind: str = "quiet") -> None:
        self.query_one("#notice", Static).update(Content.styled(sentence, f"${kind}"))
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw the queue, how many there are, and what can be done."""
        desk, size = self._errands.desk, self.sheet.content_size
        self._queue = self._errands.queue()
        now = desk.local(desk.now())
        boxes = many(len(self._queue), "box", "boxes")
        top = Content.assemble((f"Fetch {boxes}" if self._queue else "Nothing to fetch", "bold"))
        right = Content.styled(f"{clock_time(now)}   runner" + (f" · {desk.by}" if desk.by else ""), "$quiet")
        room = max(self.size.width - 2 - right.cell_length, 0)
        self.query_one("#top", Static).update(top.truncate(room, pad=True) + right, layout=False)
        if self._queue:
            height = max(size.height - 1, 1)
            self._drawn = queue_lines(self._queue, self._place, max(size.width, 20), height, now)
            more = [Content.styled(f"▼ {self._drawn.more} more", "bold $accent")] if self._drawn.more else []
            self.sheet.show([*self._drawn.lines, *more])
        else:
            told = "A box comes here when a desk checks its coach in."
            if not any(one.labelled for one in desk.region.items):
                told = "No item can come here: add `labelled = true` to the box in region.toml."
            rows = [Content.styled("All fetched.", "bold"), Content(""), Content.styled(told, "$quiet")]
            self._drawn = Drawn([], [], 0)
            self.sheet.show(rows, centred=True)
        self._draw_keys()

    def _draw_keys(self) -> None:
        keys = [("fetched", "⏎", "fetched"), ("", "↑ ↓", "choose")] if self._queue else []
        if self._errands.desk.last():
            keys.append(("take_back", "F8", "put back"))
        shown = [
            Content.from_markup(
                (f"[@click=screen.{name}]" if name else "")
                + "[bold $accent]$key[/] [$quiet]$word[/]"
                + ("[/]" if name else ""),
                key=key,
                word=word,
            )
            for name, key, word in keys
        ]
        for name, key, word in (("look", "^T", "light or dark"), ("quit", "^Q", "quit")):
            template = f"[@click=app.{name}][bold $accent]$key[/] [$quiet]$word[/][/]"
            shown.append(Content.from_markup(template, key=key, word=word))
        self.query_one("#keys", Keys).update(Content("  ").join(shown), layout=False)
