"""A stop that nobody overlooks: large letters, what is wrong, what to do."""

from __future__ import annotations

from textual.content import Content

from checkin.tui.glyphs import large
from checkin.tui.screens.page import Page

__all__ = ["StopPage"]


class StopPage(Page):
    """Says in large letters that something must not go on; the next scan goes on."""

    def __init__(self, title: str, sentence: str, *, width: int) -> None:
        super().__init__("", _body(title, sentence, width))
        self.add_class("-stop")


def _body(title: str, sentence: str, width: int) -> Content:
    rows = large(title, big=True)
    if len(rows[0]) > width:
        rows = large(title, big=False)
    letters = [Content.styled(row, "bold $error") for row in rows]
    told = [Content.styled(f"{one.removesuffix('.')}.", "bold") for one in sentence.split(". ")]
    return Content("\n").join([*letters, *(line for one in told for line in (Content(""), one))])
