"""What a camera sees, two pixels to a character."""

from __future__ import annotations

from PIL import ImageOps
from PIL.Image import Image
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["Preview"]

_LARGE, _SMALL = (44, 15), (26, 8)
"""Columns and lines, the frame's included."""
_ROOMY = (100, 21)
"""Columns and lines of a place that is roomy enough for the large one."""


class Preview(Widget):
    """A small picture that lies over the desk where nothing stands."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._picture: Image | None = None
        self.display = False
        self.border_title = "camera"
        self.border_subtitle = "opening…"

    def show(self, picture: Image) -> None:
        """Show a picture."""
        self._picture = picture
        self.refresh()

    def say(self, *, lost: bool) -> None:
        """Say whether the camera is there."""
        self._picture = None if lost else self._picture
        self.border_subtitle = "not there, looking…" if lost else "F5 turns it off"
        self.refresh()

    def put_away(self) -> None:
        """Show nothing any more."""
        self._picture = None
        self.display = False

    def place(self, region: Region, lines: int) -> int:
        """Lie at the lower right of a place, if its lines leave room; return the rows it takes."""
        roomy = region.width >= _ROOMY[0] and region.height >= _ROOMY[1]
        columns, rows = _LARGE if roomy else _SMALL
        self.display = lines + rows <= region.height
        self.styles.width, self.styles.height = columns, rows
        self.styles.offset = (region.right - columns, region.bottom - rows)
        return rows if self.display else 0

    def render_line(self, y: int) -> Strip:
        """Draw two rows of pixels as one line of half blocks."""
        width, height = self.size
        if self._picture is None or not width or not height:
            return Strip.blank(width, self.rich_style)
        fitted = ImageOps.fit(self._picture, (width, height * 2))
        upper, lower = (fitted.crop((0, row, width, row + 1)).tobytes() for row in (2 * y, 2 * y + 1))
        return Strip([_half(upper, lower, place) for place in range(0, 3 * width, 3)], width)


def _half(upper: bytes, lower: bytes, place: int) -> Segment:
    over, under = (f"#{pixels[place : place + 3].hex()}" for pixels in (upper, lower))
    return Segment("▀", Style(color=over, bgcolor=under))
