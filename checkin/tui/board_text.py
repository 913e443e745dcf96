"""The live board as screen text: figures to be read from afar, bars, and what needs a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from checkin.domain.board import Board, DivisionLine, Left, steps
from checkin.domain.phrases import clock_time, day
from checkin.domain.states import Standing
from checkin.tui.glyphs import huge, large
from checkin.tui.text import plural

__all__ = [
    "LEAST_STEPS",
    "division_lines",
    "figures",
    "foot",
    "head",
    "large_form",
    "quarters",
    "under_the_line",
]

LEAST_STEPS = 12
"""Steps of the line that are always there: the first arrival is no wall."""
_QUIET = "$quiet"
_GAP = 4
"""Columns between two figures, times the scale of large ones; more than between two letters."""
_STANDINGS = (
    (Standing.CLEAR, "✔", "$success"),
    (Standing.ATTENTION, "●", "$warning"),
    (Standing.FLAGGED, "✘", "$error"),
)
_BARS = ((100, 28), (68, 12), (0, 0))
"""Columns of a window from which a bar has so many."""
_BESIDE = 22
"""Columns of a division's name and of who is here, without the bar."""


def head(board: Board, season: str, width: int) -> Content:
    """Return which meeting it is on the left, and the time on the right."""
    if board.meeting:
        divisions = ", ".join(board.meeting.divisions) or "all divisions"
        told = f" · {divisions} · {day(board.meeting.on)}"
        left = Content.assemble((board.meeting.title, "bold"), (told, _QUIET))
    else:
        left = Content.assemble((season, "bold"), (f" · no meeting · {day(board.at)}", _QUIET))
    right = Content.styled(clock_time(board.at), "bold")
    room = max(width - right.cell_length - 2, 0)
    return left.truncate(room, ellipsis=True, pad=True) + Content("  ") + right


def figures(board: Board, width: int, *, wide: bool) -> Content:
    """Return the numbers of the evening in the largest letters that the width has room for."""
    shown = [("ARRIVED", _arrived(board)), *_lefts(board)]
    clears = [("ALL IN BY", _large_time(board.clears))] if board.clears else []
    forms = (
        (big, figures)
        for big in ((True, False) if wide else (False,))
        for figures in ([*shown, *clears], shown)
    )
    rows = (_row(some, lambda text, big=big: large(text, big=big)) for big, some in forms)  # type: ignore[misc]
    return next((one for one in rows if one.split("\n")[0].cell_length <= width), Content(_arrived(board)))


def _large_time(at: datetime) -> str:
    """Return hours and minutes; the clock of the same evening stands above."""
    return clock_time(at).partition(" ")[0]


def _arrived(board: Board) -> str:
    return f"{board.arrived}/{board.expected}"


def _lefts(board: Board) -> list[tuple[str, str]]:
    return [(f"{plural(one.label).upper()} LEFT", str(one.left)) for one in board.items[:2]]


def _row(shown: Sequence[tuple[str, str]], letters: Callable[[str], list[str]], gap: int = _GAP) -> Content:
    """Return figures beside each other, each under what it counts."""
    blocks = [(label, letters(text)) for label, text in shown]
    widths = [max(len(label), len(rows[0])) + gap for label, rows in blocks]
    heads = "".join(f"{label:<{width}}" for (label, _), width in zip(blocks, widths, strict=True))
    lines = (
        "".join(f"{rows[place]:<{width}}" for (_, rows), width in zip(blocks, widths, strict=True))
        for place in range(len(blocks[0][1]))
    )
    return Content("\n").join(
        [Content.styled(heads, _QUIET), *(Content.styled(one, "bold") for one in lines)]
    )


def division_lines(board: Board, room: int, width: int) -> Content:
    """Return a line for each division: who is here, what is left, in as many rows as there is room for."""
    if not board.divisions:
        return Content.styled("Nobody is expected: no data is read yet for these divisions.", _QUIET)
    lefts = [f"{plural(one.label)} left" for one in board.items]
    bar = next(columns for least, columns in _BARS if width >= least)
    room_for_items = (width - bar - _BESIDE) // max(len(lefts), 1)
    column = min(16, max(room_for_items, max(map(len, lefts), default=0) + 1))
    shown = [one for one in board.divisions if one.expected or any(item.expected for item in one.items)]
    if column * len(lefts) > width - _BESIDE and not bar:
        return _brief_divisions(shown, board, room, width)
    heads = f"{'division':<10}{'here':<{bar + 12}}" + "".join(f"{one:>{column}}" for one in lefts)
    rows = [_division(one, bar, column) for one in shown]
    return _headed(heads, rows, room, width)


def _brief_divisions(shown: Sequence[DivisionLine], board: Board, room: int, width: int) -> Content:
    """Return the divisions for a small window: who is here, and only how much of each item is left."""
    names = [plural(one.label) for one in board.items]
    heads = f"{'':<5}{'here':<12}left: {', '.join(names)}"
    rows = [
        Content.assemble(
            (f"{one.division:<5}", "bold"),
            f"{f'{one.arrived} of {one.expected}':<12}",
            (f"{', '.join(str(item.left) for item in one.items)}", "bold"),
        )
        for one in shown
    ]
    return _headed(heads, rows, room, width)


def _headed(heads: str, rows: list[Content], room: int, width: int) -> Content:
    """Return as many rows as there is room for, under what they count."""
    if len(rows) > room - 1:
        hidden = len(rows) - room + 2
        rows = [*rows[: max(room - 2, 0)], Content.styled(f"{hidden} more: enlarge the window", _QUIET)]
    lines = [Content.styled(heads, _QUIET), *rows]
    return Content("\n").join([one.truncate(width, ellipsis=True) for one in lines])


def _division(one: DivisionLine, bar: int, column: int) -> Content:
    here = f"{one.arrived} of {one.expected}"
    lefts = [(f"{_left(item):>{column}}", "bold" if item.left else _QUIET) for item in one.items]
    return Content.assemble(
        (f"{one.division:<9} ", "bold"), *_bar(one.arrived, one.expected, bar), f" {here:<11}", *lefts
    )


def _left(item: Left) -> str:
    return f"{item.left} of {item.expected}"


def _bar(part: int, whole: int, width: int) -> list[tuple[str, str]]:
    filled = part * width // whole if whole else 0
    return [("█" * filled, "$accent"), ("░" * (width - filled), _QUIET)]


def under_the_line(board: Board, minutes: int, width: int) -> Content:
    """Return when the line begins and ends, and what a step of it is."""
    found = steps(board.arrivals, minutes, board.at, LEAST_STEPS)
    if not found:
        return Content.styled("Nobody has arrived yet.", _QUIET)
    left, right = clock_time(found[0][0]), clock_time(board.at)
    middle = f"arrivals, {minutes} minutes each, {max(count for _, count in found)} at most"
    room = width - len(left) - len(right)
    return Content.styled(f"{left}{middle[: max(room - 2, 0)]:^{room}}{right}", _QUIET)


def quarters(board: Board, width: int) -> Content:
    """Return how many came in each quarter of an hour, as many of the last as there is room for."""
    told = [f"{_short(at)} {count}" for at, count in steps(board.arrivals, 15, board.at)]
    while len(told) > 1 and len("   ".join(told)) > width - 15:
        told.pop(0)
    if not told:
        return Content("")
    return Content.assemble(("quarter hours  ", _QUIET), ("   ".join(told), ""))


def _short(at: datetime) -> str:
    return clock_time(at).partition(" ")[0]


def foot(board: Board, width: int) -> Content:
    """Return pace, standings and what a person has to look at, a line each."""
    rows = (_pace(board), _desks(board), _standing(board), _look(board))
    return Content("\n").join([one.truncate(width, ellipsis=True) for one in rows])


def _pace(board: Board) -> Content:
    parts: list[tuple[str, str]] = [("pace           ", _QUIET), (f"{board.an_hour} an hour", "bold")]
    parts.append((" · ", _QUIET))
    missing = board.expected - board.arrived
    if not board.expected:
        parts.append(("nobody is expected", _QUIET))
    elif not missing:
        parts.append(("everybody expected is in", "bold $success"))
    elif board.clears:
        parts.append((f"all {missing} others in by {clock_time(board.clears)}", "bold"))
        parts.append((" at this pace", _QUIET))
    else:
        parts.append((f"{missing} still expected", ""))
        if board.an_hour:
            parts.append((", not all today at this pace", _QUIET))
    return Content.assemble(*parts)


def _desks(board: Board) -> Content:
    told = " · ".join(f"{one.desk} {one.an_hour} an hour ({one.arrived})" for one in board.desks)
    return Content.assemble(("desks          ", _QUIET), told or ("none has taken anybody in yet", _QUIET))


def _standing(board: Board) -> Content:
    if board.uncounted:
        return Content.assemble(("standing       ", _QUIET), (f"counting, {board.uncounted} left…", _QUIET))
    parts: list[tuple[str, str]] = [("standing       ", _QUIET)]
    for standing, glyph, colour in _STANDINGS:
        parts += [
            (f"{glyph} {board.standings.get(standing, 0)} ", f"bold {colour}"),
            (f"{standing.value}   ", ""),
        ]
    return Content.assemble(*parts, ("of those expected", _QUIET))


def _look(board: Board) -> Content:
    """Return what a person has to look at, the most pressing first."""
    parts = [
        (board.unsettled, "recorded twice, to settle (Ctrl+A)", "bold $warning"),
        (board.shorts, "short, wrong size or owed", "bold"),
        (board.walk_ins, "in no file", ""),
        (board.visitors, "not expected", ""),
    ]
    told = [Content.styled(f"{count} {what}", style) for count, what, style in parts if count]
    return Content.assemble(
        ("to look at     ", _QUIET), Content(" · ").join(told) if told else ("nothing", _QUIET)
    )


def large_form(board: Board, width: int, height: int) -> Content:
    """Return only what is read from the other end of the hall, as large as the window allows."""
    rows = [[("ARRIVED", _arrived(board))], _lefts(board)]
    if board.clears:
        rows.append([("ALL IN BY", _large_time(board.clears))])
    scales = (scale for scale in (4, 3, 2, 1) if _fits(rows, scale, width, height))
    scale = next(scales, 0)
    gap = _GAP * max(2 * scale, 1)
    blocks = [
        _row(one, lambda text: huge(text, scale) if scale else large(text, big=False), gap)
        for one in rows
        if one
    ]
    if board.expected and board.arrived == board.expected:
        blocks.append(Content.styled("EVERYBODY EXPECTED IS IN", "bold $success"))
    if board.unsettled:
        blocks.append(Content.styled(f"{board.unsettled} TO SETTLE", "bold $warning"))
    free = height - sum(len(one.split("\n")) for one in blocks)
    between = "\n" * (1 + min(max(free // len(blocks), 0), 2))
    return Content(between).join(
        [Content("\n").join([row.truncate(width) for row in one.split("\n")]) for one in blocks]
    )


def _fits(rows: Sequence[Sequence[tuple[str, str]]], scale: int, width: int, height: int) -> bool:
    """Tell whether figures of that scale fit, with a line above each row for what it counts."""
    gap = _GAP * 2 * scale
    columns = [
        sum(max(len(huge(text, scale)[0]), len(label)) + gap for label, text in row) - gap for row in rows
    ]
    return max(columns) <= width and len(rows) * (5 * scale + 1) <= height
