"""One run of badges or labels: drawn, and read back before anybody says that it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkin.print.readback import missing, unread
from checkin.print.sheets import filled, spots
from checkin.print.stocks import Stock
from checkin.print.tags import Tag

__all__ = ["Fault", "PrintRun", "print_run"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A badge or label whose code can't be read."""

    name: str
    sheet: int
    """From 1."""
    label: int
    """From 1, row by row."""


@dataclass(frozen=True, slots=True)
class PrintRun:
    """Sheets, and what is known about them."""

    pdf: bytes
    sheets: int
    free: int
    """First free label of the last sheet, or 0 when that is full."""
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]
    """Packages without which nothing was read back; empty when everything was."""
    odd: tuple[str, ...]
    """Names with letters that the font hasn't; boxes stand for them."""


def print_run(
    tags: Sequence[Tag],
    stock: Stock,
    *,
    title: str,
    made: datetime,
    start: int = 1,
    tell: Callable[[int], object] = lambda _: None,
) -> PrintRun:
    """Return the sheets of these tags; `tell` hears how many more were drawn, then read back."""
    paper = filled(tags, stock, title=title, made=made, start=start, tell=tell)
    pdf = bytes(paper.output())
    places = spots(len(tags), stock, start)
    lacking = missing()
    expected = [(spot, tag.code) for spot, tag in zip(places, tags, strict=True)]
    failed = [] if lacking else unread(pdf, expected, tell)
    return PrintRun(
        pdf,
        places[-1].sheet + 1,
        (start - 1 + len(tags)) % stock.count + 1 if (start - 1 + len(tags)) % stock.count else 0,
        tuple(_fault(one, tags, stock, start) for one in failed),
        lacking,
        tuple(paper.odd),
    )


def _fault(number: int, tags: Sequence[Tag], stock: Stock, start: int) -> Fault:
    sheet, place = divmod(start - 1 + number, stock.count)
    return Fault(tags[number].name, sheet + 1, place + 1)
