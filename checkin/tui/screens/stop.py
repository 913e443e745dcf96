"""A stop that nobody overlooks: large letters, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from checkin.tui.glyphs import large
from checkin.tui.screens.page import Page

__all__ = ["StopPage"]

_ROOMY = 60
"""Columns from which there is room for large letters, and for a blank line between the sentences."""


class StopPage(Page):
    """Says in large letters that something must not go on; the next scan goes on."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__("", Content(""))
        self.add_class("-stop")
        self._stop, self._sentence = title, sentence

    def rows(self, width: int) -> Iterator[Content]:
        """Yield the title in the largest letters that the width has room for, then what is to be done."""
        forms = (large(self._stop, big=True), large(self._stop, big=False)) if width >= _ROOMY else ()
        letters = next((one for one in forms if len(one[0]) <= width), [self._stop])
        yield from (Content.styled(row, "bold $error") for row in letters)
        yield Content("")
        for place, one in enumerate(self._sentence.split(". ")):
            if place and width >= _ROOMY:
                yield Content("")
            yield from Content.styled(f"{one.removesuffix('.')}.", "bold").wrap(width)
