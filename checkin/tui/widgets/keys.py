"""The footer: what can be done now, each to be clicked."""

from __future__ import annotations

from rich.style import Style
from textual.widgets import Static

__all__ = ["Keys"]


class Keys(Static):
    """Keys and words that keep their own colours although they are links."""

    @property
    def link_style(self) -> Style:
        """Return no style: what is drawn says its own."""
        return Style.null()
