"""The pages of an import after its files: how far it is, a question with a few answers, the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from checkin.tui.widgets.choices import Choices

__all__ = ["ChoicePage", "ImportPage", "ProgressPage"]

_WIDE = 110
Choose = Callable[[int], None]
"""Told the place of the answer that was chosen."""


class ImportPage(Screen[None]):
    """What the pages have in common: a scan, or anything typed, closes them and goes to the desk."""

    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = ""
    TOO_SOON: ClassVar[float] = 0.5
    """Seconds in which an Enter can't be meant for a page that has just appeared."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration

    def __init__(self, title: str, back: Callable[[], None]) -> None:
        super().__init__(classes="-page")
        self._title, self._back = title, back
        self._since = monotonic()

    def on_mount(self) -> None:
        """Note when the page appeared."""
        self._since = monotonic()

    def on_key(self, event: events.Key) -> None:
        """Let Esc go one step back, and Enter choose."""
        if event.key == "escape":
            event.stop()
            self._back()
        elif event.key == "enter":
            event.stop()
            if monotonic() - self._since >= self.TOO_SOON:
                self.enter()

    def enter(self) -> None:
        """Do what Enter does here."""

    def say(self, sentence: str, style: str = "$quiet") -> None:
        """Say how to go on, or what was wrong."""
        self.query_one("#hint", Static).update(Content.styled(sentence, style))

    def title_line(self) -> Static:
        """Return the page's title."""
        return Static(Content.styled(self._title, "bold"), id="title")


class ProgressPage(ImportPage):
    """How far it is; the desk behind it goes on."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield self.title_line()
        yield Static(id="bar")
        yield Static(Content.styled("Esc stops it. A scan opens its card meanwhile.", "$quiet"), id="hint")

    def tell(self, words: str, share: float) -> None:
        """Show what is being done, and how far it is."""
        room = max(self.size.width - 50, 16)
        full = round(room * share)
        bar = Content.assemble(("━" * full, "bold $accent"), ("━" * (room - full), "$panel"))
        told = Content.assemble(f" {share:4.0%}  ", (words, "$quiet"))
        self.query_one("#bar", Static).update(bar + told)


class ChoicePage(ImportPage):
    """A sentence and a few answers."""

    def __init__(
        self,
        title: str,
        told: Sequence[Content],
        answers: Sequence[str],
        choose: Choose,
        back: Callable[[], None],
    ) -> None:
        super().__init__(title, back)
        self._told, self._answers, self._choose = told, answers, choose

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield self.title_line()
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="text")
        yield Choices(self._answers, id="answers")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Show the answers."""
        self.say("↑ ↓ choose, Enter takes it, PgUp PgDn read on. Esc goes back.")

    def on_key(self, event: events.Key) -> None:
        """Choose an answer, or read on."""
        steps = {"down": 1, "up": -1}.get(event.key)
        body = self.query_one("#body", VerticalScroll)
        if steps:
            self.query_one(Choices).move(steps)
        elif event.key == "pagedown":
            body.scroll_page_down(animate=False)
        elif event.key == "pageup":
            body.scroll_page_up(animate=False)
        elif event.key in ("home", "end"):
            (body.scroll_home if event.key == "home" else body.scroll_end)(animate=False)
        else:
            return  # Esc and Enter are those of every page, whose own handler Textual calls too
        event.stop()

    def on_resize(self) -> None:
        """Wrap the text for the new size."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        if not self.is_attached:
            return
        width = self.query_one("#body", VerticalScroll).scrollable_content_region.width
        rows = [part for row in self._told for part in _hanging(row, max(width, 20))]
        self.query_one("#text", Static).update(Content("\n").join(rows))

    def enter(self) -> None:
        """Take the chosen answer."""
        self._choose(self.query_one(Choices).place)

    @on(Choices.Clicked)
    def clicked(self) -> None:
        """Take the answer that was chosen and is clicked once more."""
        self.enter()


def _hanging(row: Content, width: int) -> list[Content]:
    """Return a line wrapped, what follows its first part set in below its text."""
    indent = len(row.plain) - len(row.plain.lstrip())
    if row.cell_length <= width:
        return [row]
    first, *rest = row[indent:].wrap(width - indent - 2)
    return [Content(" " * indent) + first, *(Content(" " * (indent + 2)) + part for part in rest)]
