"""The summary on the screen: every list of every evening, and any of its files written from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.evenings import evening_title
from checkin.domain.phrases import clock_time
from checkin.domain.region import Meeting
from checkin.domain.summary import Summary
from checkin.report import Report, Table, evenings_table, log_table, report_of
from checkin.report.text import chart_lines
from checkin.tui.screens.save import SaveScreen
from checkin.tui.table_text import table_lines, without
from checkin.tui.widgets.keys import Keys
from checkin.tui.widgets.pick_list import PickList
from checkin.tui.widgets.sheet import Sheet

__all__ = ["SummaryScreen"]

_WIDE = 110
"""Columns from which the names of the lists stand beside the list."""
_ALL_COLUMNS = 84
"""Columns of the window that the table of divisions needs; the notes under it say what a narrow one lacks."""
_IN_THE_NOTES = ("Visitors", "Walk-ins")
_PAGE = 10
"""Lines that a page key moves."""


class SummaryScreen(Screen[None]):
    """What happened on an evening, list by list; it only reads."""

    CSS_PATH = "summary.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high")]  # noqa: RUF012  the same

    def __init__(
        self, desk: Desk, meeting: Meeting | None, scanned: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(classes="-page")
        self._desk, self._scanned = desk, scanned
        planned = sorted(desk.region.meetings, key=lambda one: (one.on, one.starts))
        self._evenings: list[Meeting | None] = [*planned, None]
        self._evening = self._evenings.index(meeting) if meeting in self._evenings else len(planned)
        self._summary: Summary | None = None
        self._report: Report
        self._place = 0
        self._said: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(id="title")
        yield Static(id="name")
        with Horizontal(id="middle"):
            yield PickList(id="lists")
            with Vertical(id="table"):
                yield Static(id="heads")
                yield Sheet(id="rows")
        yield Keys(id="hint")

    def on_mount(self) -> None:
        """Say that it is being counted, then count."""
        self._open(self._evening)

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.call_after_refresh(self._draw)

    @property
    def meeting(self) -> Meeting | None:
        """The evening that is shown, none for the whole season."""
        return self._evenings[self._evening]

    def on_key(self, event: events.Key) -> None:
        """Choose a list or an evening, scroll, or write a file."""
        scrolls = {"down": 1, "up": -1, "pagedown": _PAGE, "pageup": -_PAGE, "home": -(10**6), "end": 10**6}
        moves = {"right": self.action_list, "left": self.action_list}
        others = {"shift+right": 1, "shift+left": -1}
        if event.key in scrolls:
            self.query_one(Sheet).scroll_by(scrolls[event.key])
        elif event.key in moves:
            moves[event.key](1 if event.key == "right" else -1)
        elif event.key in others:
            self.action_evening(others[event.key])
        elif event.key == "enter":
            self.action_save()
        else:
            return
        event.stop()

    def action_list(self, steps: int) -> None:
        """Go to another list."""
        self._place = (self._place + steps) % (len(self._tables) + 1)
        self._draw()

    def action_evening(self, steps: int) -> None:
        """Go to another evening."""
        self._open((self._evening + steps) % len(self._evenings))

    def action_save(self) -> None:
        """Ask in which format, and where, the summary is written."""
        if self._summary:
            page = SaveScreen(self._summary, self._report, self._desk.season.path / "summary")
            self.app.push_screen(page, self._saved)

    @on(PickList.Clicked)
    def clicked(self, message: PickList.Clicked) -> None:
        """Show the list that was clicked."""
        self._place = message.place
        self._draw()

    def _saved(self, given: Path | str | None) -> None:
        if isinstance(given, str):
            if self._scanned:
                self._scanned(given)
        elif given:
            self._said = (f"Wrote {given.name}, in {given.parent}", "bold $success")
            self._draw()

    def _open(self, place: int) -> None:
        self._evening, self._summary, self._said = place, None, None
        self._draw()
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        if self._summary is None:
            self._summary = self._desk.summary(self.meeting)
            made = self._desk.local(self._desk.now())
            self._report = report_of(self._summary, self._desk.region, made)
            self._draw()

    @property
    def _tables(self) -> tuple[str, ...]:
        """The names of the lists after the overview, each with how many lines it has."""
        if self._summary is None:
            return ()
        own = (f"{one.title} · {len(one.rows)}" for one in self._report.tables)
        return (*own, "Everything recorded", "All evenings")

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        title = Content.assemble(("Summary", "bold"), (f" · {evening_title(self.meeting)}", "$quiet"))
        self.query_one("#title", Static).update(title)
        names = ["Overview", *self._tables]
        self._place = min(self._place, len(names) - 1) if self._summary else self._place
        self.query_one(PickList).show([Content(one) for one in names], self._place)
        name = names[self._place] if self._place < len(names) else ""
        told = Content.assemble(("◀ ", "bold $accent"), (name, "bold"), (" ▶ ", "bold $accent"))
        count = Content.styled(f"  {self._place + 1} of {len(names)}", "$quiet")
        self.query_one("#name", Static).update(told + count)
        self._fill()
        self.query_one("#hint", Static).update(self._hint())

    def _fill(self) -> None:
        heads, sheet = self.query_one("#heads", Static), self.query_one(Sheet)
        width = max(sheet.size.width, 20)
        if self._summary is None:
            heads.update(Content(""))
            sheet.show([Content.styled("Counting…", "$quiet")])
        elif self._place == 0:
            heads.update(Content(""))
            sheet.show(self._overview(width))
        else:
            table = self._table()
            head, rows = table_lines(table, width)
            heads.update(head if rows else Content(""))
            sheet.show(rows or [Content.styled("none", "$quiet")])

    def _table(self) -> Table:
        own = self._report.tables
        if self._place <= len(own):
            return own[self._place - 1]
        if self._place == len(own) + 1:
            return log_table(self._desk.history_of(self.meeting))
        found = [(one, self._desk.summary(one)) for one in self._evenings]
        return evenings_table(found, self._desk.region, self._desk.today())

    def _overview(self, width: int) -> list[Content]:
        report = self._report
        divisions = next(one for one in report.tables if one.key == "divisions")
        narrow = width < _ALL_COLUMNS
        head, rows = table_lines(without(divisions, _IN_THE_NOTES) if narrow else divisions, width)
        notes = [row for one in report.notes for row in Content.styled(one, "$quiet").wrap(width)]
        chart = [Content(line) for line in chart_lines(report.chart)] if report.chart else []
        arrivals = [Content(""), Content.styled("Arrivals over time", "bold"), *chart] if chart else []
        made = Content.styled(f"Counted at {clock_time(report.made)}", "$quiet")
        return [*head.split("\n"), *rows, Content(""), *notes, made, *arrivals]

    def _hint(self) -> Content:
        keys = [
            ("← →", "list", "screen.list(1)"),
            ("↑ ↓", "scroll", ""),
            ("⇧← ⇧→", "evening", "screen.evening(1)"),
            ("⏎", "write a file", "screen.save"),
            ("F10", "board", "app.board"),
            ("^Q", "quit", "app.quit") if self._scanned is None else ("Esc", "back", "app.close"),
        ]
        drawn = []
        for key, word, action in keys:
            template = "[bold $accent]$key[/] [$quiet]$word[/]"
            template = f"[@click={action}]{template}[/]" if action else template
            drawn.append(Content.from_markup(template, key=key, word=word))
        line = Content("   ").join(drawn)
        if self._said is None:
            return line
        said = Content.styled(*self._said).truncate(max(self.size.width - 6, 20), ellipsis=True)
        return Content("\n").join([said, line])
