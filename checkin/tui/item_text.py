"""Where each item of a team is, as lines of the card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from textual.content import Content

from checkin.desk import Desk
from checkin.domain.card import ItemLine
from checkin.domain.ledger import OUT, ItemState
from checkin.domain.phrases import clock_time

__all__ = ["item_lines", "state_of"]

_QUIET = "$quiet"
_LABEL = 11
"""Columns of an item's name, at least."""
_STATES = {
    ItemState.WAITING: ("▢", _QUIET),
    ItemState.GIVEN: ("▣", "$success"),
    ItemState.EXCHANGED: ("▣", "$success"),
    ItemState.SHORT: ("◧", "$warning"),
    ItemState.WRONG_SIZE: ("◧", "$warning"),
    ItemState.OWED: ("◇", "$error"),
    ItemState.RETURNED: ("▢", "$warning"),
}


def item_lines(items: Iterable[ItemLine], desk: Desk) -> list[Content]:
    """Return where each item is: waiting, on hold, or who has it since when, and what it lacks."""
    parts = []
    for taken, group in groupby(items, key=lambda one: _taken(one, desk)):
        for one in group:
            parts.append(_item(one))
            if one.note:
                parts.append(Content.styled(f"  {one.note}", "$warning" if one.missing else _QUIET))
        if taken:
            parts.append(Content.styled(taken, _QUIET))
    return parts


def state_of(items: Sequence[ItemLine]) -> Content:
    """Return where all items of a team are, in a few words."""
    told = [_told(one) for one in items]
    if len(set(told)) == 1:
        glyph, word, colour = told[0]
        return Content.styled(f"{glyph} {word}", colour)
    parts = zip(items, told, strict=True)
    return Content(", ").join(
        [
            Content.styled(f"{glyph} {one.label.lower()} {word}", colour)
            for one, (glyph, word, colour) in parts
        ]
    )


def _told(one: ItemLine) -> tuple[str, str, str]:
    """Return an item's glyph, word and colour."""
    glyph, colour = _STATES[one.state]
    if one.held:
        return "▢", "on hold", "$error"
    if one.comes_in:
        return glyph, "F4 when brought" if one.state is ItemState.WAITING else "brought in", colour
    return glyph, one.state.value.replace("-", " "), colour


def _item(one: ItemLine) -> Content:
    glyph, word, colour = _told(one)
    mark = "bold" if one.state is ItemState.WAITING else f"bold {colour}"
    style = colour if one.state is ItemState.WAITING and not one.held else f"bold {colour}"
    inside = f" · {one.inside}" if one.inside else ""
    return Content.assemble(
        (f"{glyph} ", mark), (f"{one.label:<{_LABEL}} ", "bold"), (word, style), (inside, _QUIET)
    )


def _taken(one: ItemLine, desk: Desk) -> str:
    if one.at is None:
        return ""
    by = f" by {one.by}" if one.by else ""
    when = f"{clock_time(desk.local(one.at))}, desk {one.desk}{by}"
    return f"to {one.collected_by}, {when}" if one.state in OUT else f"since {when}"
