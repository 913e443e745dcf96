"""A stop that nobody overlooks: large letters, what is wrong, what to do."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from checkin.tui.glyphs import large
from checkin.tui.screens.page import Page

__all__ = ["StopPage"]


class StopPage(Page):
    """Says in large letters that something must not go on; the next scan goes on."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__("", Content(""))
        self.add_class("-stop")
        self._loud, self._sentence = title, sentence

    def on_resize(self) -> None:
        """Draw the letters as large as the window allows."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        body = self.query_one("#body", Static)
        body.update(_body(self._loud, self._sentence, body.size.width))


def _body(title: str, sentence: str, width: int) -> Content:
    rows = large(title, big=True)
    if len(rows[0]) > width:
        rows = large(title, big=False)
    letters = [Content.styled(row, "bold $error") for row in rows]
    told = [Content.styled(f"{one.removesuffix('.')}.", "bold") for one in sentence.split(". ")]
    return Content("\n").join([*letters, *(line for one in told for line in (Content(""), one))])
