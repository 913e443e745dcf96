"""What a runner's screen asks the desk's service."""

from __future__ import annotations

from checkin.desk.service import Desk
from checkin.domain.commands import FetchBox, Refused
from checkin.domain.errands import Errand, errands
from checkin.domain.people import Team
from checkin.lookup import Found

__all__ = ["Errands"]


class Errands:
    """The queue of boxes to fetch, over the desk's service."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def queue(self) -> tuple[Errand, ...]:
        """Return the boxes to fetch, oldest first."""
        return errands(self.desk.basis_in("en"))

    def meant(self, text: str, *, scanned: bool = False) -> FetchBox | Refused:
        """Return which box a scanned label, or a typed box number, team or shelf means."""
        box = self.desk.scanned_box(text)
        if isinstance(box, Team):
            return FetchBox(box.key)
        if box:
            return box
        wanted = " ".join(text.split()).casefold()
        found = {
            one.team
            for one in self.queue()
            if wanted
            in (one.box.casefold(), f"box {one.box}".casefold(), one.shelf.casefold(), one.name.casefold())
        }
        if len(found) == 1:
            return FetchBox(found.pop())
        if found:
            return Refused("ambiguous", f"{len(found)} boxes are meant by {text}: type the number of one.")
        return self._no_box(text, scanned=scanned)

    def _no_box(self, text: str, *, scanned: bool) -> Refused:
        """Return what a text is that names no box of the queue."""
        how = "Scan the label of the box, or type its number."
        known = self.desk.look_up(text, scanned=scanned)
        if isinstance(known, Found):
            name = self.desk.roster.people[known.person].name
            return Refused("wrong-kind", f"This is {name}, not a box. Scan the label of the box.")
        if known and known.code == "test-code":
            return known
        if known:
            return Refused("wrong-kind", f"This is no label of a box. {how}")
        return Refused("not-called", f"No box {text} is in the queue. {how}")
