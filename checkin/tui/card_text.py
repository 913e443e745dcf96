"""The card of one person as lines: two sides where there is room, one column where there isn't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from checkin.codes import qr
from checkin.desk import Desk
from checkin.domain.card import Card, TeamCard
from checkin.domain.notes import Note
from checkin.domain.states import Standing
from checkin.tui import text
from checkin.tui.item_text import item_lines, state_of
from checkin.tui.text import QUIET

__all__ = ["card_lines"]

_VERDICTS = {
    Standing.CLEAR: ("✔", "CLEAR", "$success"),
    Standing.ATTENTION: ("●", "ATTENTION", "$warning"),
    Standing.FLAGGED: ("✘", "FLAGGED", "$error"),
    Standing.UNKNOWN: ("?", "UNKNOWN", "$error"),
}
_PANEL, _GAP = 46, 2
"""Columns of the side with shelf, box and items, and of what is left free beside it."""
_STATE = 10
"""Columns for the state of a team's items in one line, at least."""
_NEAR = 2
"""Columns between the letters of a box and its items."""
_TWO_SIDES = 106
"""Columns from which shelf and box stand beside the requirements."""
_COLUMN = 62
"""Columns of a card that has a code beside it, at least."""
_QUIET_ZONE = 2
"""Light modules around a code on a card; phones read it all the same."""
_COMPACT = 60
"""Columns below which a card has no room for anything beside anything."""


def card_lines(card: Card, desk: Desk, width: int, height: int, *, wide: bool) -> list[Content]:
    """Return a card as lines of that many columns, none of them longer.

    Where there is room, the next step stands beside it as a code to photograph.
    """
    if width < _COMPACT:
        return list(_compact(card, desk, width, set()))
    bigs = (True, False) if wide and len(card.teams) == 1 else (False,)
    if wide and (code := _code(card)):
        room = width - code[0].cell_length - _GAP
        beside = (_lines(card, desk, room, wide=wide, big=one) for one in bigs if room >= _COLUMN)
        fits = next((rows for rows in beside if max(len(rows), len(code)) <= height), None)
        if fits:
            return [*_side_by_side(fits, code, room)]
    forms = [_lines(card, desk, width, wide=wide, big=one) for one in bigs]
    fits = next((rows for rows in forms if len(rows) <= height), None)
    return fits or _lines(card, desk, width, wide=wide, big=bigs[0], listed=True)


def _lines(
    card: Card, desk: Desk, width: int, *, wide: bool, big: bool, listed: bool = False
) -> list[Content]:
    """Return the card; `listed` names all boxes before the requirements, for a card that is cut off."""
    told: set[str] = set()
    two_sides = wide and width >= _TWO_SIDES
    collects = [one for one in card.teams if one.items]
    boxes = [*_collected(collects, width)] if listed and len(collects) > 1 else []
    return [
        *text.who(card).wrap(width),
        *([Content("")] if wide else []),
        *_says(card, desk, width, wide=wide),
        *(row for one in card.notes for row in _note(one, width)),
        *(row for one in card.banners for row in _banner(one.sentence, width)),
        *([Content(""), *boxes] if wide and boxes else ()),
        *(
            row
            for team in card.teams
            for row in (
                _team(team, desk, width, told, two_sides=two_sides, big=big)
                if wide
                else _narrow(team, desk, width, told, boxes[1:] if team in collects[:1] else [])
            )
        ),
    ]


def _code(card: Card) -> list[Content]:
    """Return the briefest form of the next step as a code; F7 has the fullest."""
    if not card.to_photograph:
        return []
    rows = qr.half_blocks(card.to_photograph[-1], _QUIET_ZONE, clean=True)
    lines = [Content.styled(row, "#000000 on #ffffff") for row in rows]
    return [*lines, Content.styled("what to do: photograph this".center(len(rows[0])), QUIET)]


def _side_by_side(left: list[Content], right: list[Content], room: int) -> Iterator[Content]:
    free = Content(" " * room)
    for one, other in zip_longest(left, right):
        row = one.truncate(room, pad=True) if one is not None else free
        yield row + Content(" " * _GAP) + other if other is not None else row


def _compact(card: Card, desk: Desk, width: int, told: set[str]) -> Iterator[Content]:
    """Yield a card for a very small window: what is read first stands first."""
    glyph, word, colour = _VERDICTS[card.standing]
    yield Content.styled(card.person.name, "bold").truncate(width, ellipsis=True)
    verdict = Content.styled(f" {glyph} {word} ", f"bold $on-verdict on {colour}")
    yield from (verdict + Content(" ") + text.whether_here(card, desk)).wrap(width)
    yield from (row for one in card.notes for row in _note(one, width))
    collects = [one for one in card.teams if one.items]
    yield from _collected(collects, width) if len(collects) > 1 else ()
    for team in card.teams:
        yield from text.team_title(team).wrap(width)
        if team.items:
            yield text.place_line(team)
            yield from (row for one in _items(team, desk) for row in one.wrap(width))
        yield from text.requirement_lines(team, width, told, all_steps=False)
    for one in card.banners:
        yield from _banner(one.sentence, width)
    yield from Content(card.headline).wrap(width)
    yield from text.who(card).wrap(width)


def _says(card: Card, desk: Desk, width: int, *, wide: bool) -> list[Content]:
    """Return the verdict, the loudest thing on the card, with what it means beside it."""
    glyph, word, colour = _VERDICTS[card.standing]
    style = f"bold $on-verdict on {colour}"
    label = f"   {glyph}  {word}   "
    blank = Content.styled(" " * len(label), style)
    block = [blank, Content.styled(label, style), blank] if wide else [Content.styled(label, style)]
    room = max(width - len(label) - _GAP, 12)
    told = [*Content(card.headline).wrap(room), text.whether_here(card, desk)]
    free = Content(" " * len(label))
    rows = zip_longest(block, told, fillvalue=None)
    return [(left or free) + Content(" " * _GAP) + (right or Content("")) for left, right in rows]


def _note(note: Note, width: int) -> list[Content]:
    """Return a note, loud while it must be seen."""
    seen = f" (seen by {note.read_by})" if note.read_by else ""
    if not note.unread:
        return Content.assemble(("✎ ", "bold $accent"), note.sentence, (seen, QUIET)).wrap(width)
    rows = Content(f"READ THIS  {note.sentence}").wrap(width - 2)
    return [
        (Content(" ") + row).truncate(width, pad=True).stylize("bold $on-verdict on $warning") for row in rows
    ]


def _banner(sentence: str, width: int) -> list[Content]:
    rows = Content.styled(sentence, "$warning").wrap(max(width - 2, 12))
    marks = [Content.styled("! ", "bold $warning"), *[Content("  ")] * len(rows)]
    return [mark + row for mark, row in zip(marks, rows, strict=False)]


def _collected(teams: Sequence[TeamCard], width: int) -> Iterator[Content]:
    """Yield a line for each team that the person collects for: where its box stands, and its state."""
    room = max(len(one.name) for one in teams)
    shelf = "  shelf " if width >= _COMPACT else "  "
    for one in teams:
        where = f"{shelf}{one.shelf or '?':<3} box {one.box or '?':<4} "
        name = Content.styled(one.name, "bold")
        name = name.truncate(min(room, width - len(where) - _STATE), ellipsis=True, pad=True)
        yield (name + Content(where) + state_of(one.items)).truncate(width, ellipsis=True)


def _narrow(
    team: TeamCard, desk: Desk, width: int, told: set[str], boxes: Sequence[Content]
) -> Iterator[Content]:
    """Yield a team in one column; `boxes` are those of the teams below it."""
    yield Content("")
    yield from text.team_title(team).wrap(width)
    if team.items:
        yield from _panel(_beside(team, desk, width - 2), width)
    yield from boxes
    yield from text.requirement_lines(team, width, told, all_steps=False, rule=not boxes)


def _team(
    team: TeamCard, desk: Desk, width: int, told: set[str], *, two_sides: bool, big: bool
) -> Iterator[Content]:
    yield Content("")
    yield from text.team_title(team).wrap(width)
    if not two_sides:
        yield from text.requirement_lines(team, width, told, all_steps=True)
        if team.items:
            inside = _under(team, desk) if big else _beside(team, desk, width - 2)
            yield from [Content(""), *_panel(inside, width)]
        return
    room = width - _PANEL - _GAP if team.items else width
    left = text.requirement_lines(team, room, told, all_steps=True)
    inside = _under(team, desk) if big else _beside(team, desk, _PANEL - 2)
    yield from _side_by_side(left, [*_panel(inside, _PANEL, blank=big)] if team.items else [], room)


def _under(team: TeamCard, desk: Desk) -> list[Content]:
    """Return shelf and box in large letters, the items under them."""
    told = (row for one in _items(team, desk) for row in one.wrap(_PANEL - 4))
    return [*text.places(team, big=True), Content(""), *told]


def _beside(team: TeamCard, desk: Desk, width: int) -> list[Content]:
    """Return shelf and box in smaller letters, the items beside them."""
    places = text.places(team, big=False)
    edge = max(row.cell_length for row in places)
    room = max(width - edge - _NEAR, 12)
    items = [row for one in _items(team, desk) for row in one.wrap(room)]
    rows = zip_longest(places, items, fillvalue=Content(""))
    return [left.truncate(edge, pad=True) + Content(" " * _NEAR) + right for left, right in rows]


def _items(team: TeamCard, desk: Desk) -> list[Content]:
    others = [Content.styled(one, QUIET) for one in text.others(team, desk)]
    return [*item_lines(team.items, desk), *others]


def _panel(rows: Sequence[Content], width: int, *, blank: bool = False) -> Iterator[Content]:
    """Yield the rows on a surface of their own."""
    edge = [Content("")] if blank else []
    for row in (*edge, *rows, *edge):
        side = "  " if blank else " "
        yield (Content(side) + row).truncate(width, pad=True).stylize("on $panel")
