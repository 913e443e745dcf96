"""Texts that were half typed on a page when a scan closed it: the page has them when it opens again."""

from __future__ import annotations

from checkin.tui.widgets.line_box import LineBox

__all__ = ["Begun"]


class Begun:
    """Keeps them by page and by whom they are about."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def keep(self, page: str, about: str, message: LineBox.Submitted) -> None:
        """Keep what a person had typed before a scan."""
        if typed := message.typed.strip():
            self._texts[page, about] = typed

    def take_up(self, page: str, about: str, box: LineBox) -> None:
        """Put it into the box again, once."""
        box.put(self._texts.pop((page, about), ""))
