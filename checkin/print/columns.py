"""How wide the columns of a printed table are, and where its cells break."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["widths", "wrapped"]

_Measure = Callable[[str], float]


def widths(natural: Sequence[float], room: float) -> list[float]:
    """Return the widths of columns that fill the room: only the widest give way."""
    total = sum(natural)
    if total <= room:
        return [one + (room - total) / len(natural) for one in natural]
    cap, left, rest = room / len(natural), room, sorted(natural)
    for place, one in enumerate(rest):
        cap = left / (len(rest) - place)
        if one > cap:
            break
        left -= one
    return [min(one, cap) for one in natural]


def wrapped(text: str, width: float, measure: _Measure) -> list[str]:
    """Return a text in lines that are no wider than the column, a longer word broken."""
    if measure(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, measure)
        lines += whole
    return [*lines, line]


def _pieces(word: str, width: float, measure: _Measure) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and measure(piece + letter) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
