"""Letters large enough to read from the shelf, drawn with blocks."""

from __future__ import annotations

__all__ = ["HEIGHTS", "huge", "large"]

_FONT = {
    letter: rows.split("/")
    for letter, rows in {
        "0": "###/#.#/#.#/#.#/###",
        "1": ".#./##./.#./.#./###",
        "2": "###/..#/###/#../###",
        "3": "###/..#/###/..#/###",
        "4": "#.#/#.#/###/..#/..#",
        "5": "###/#../###/..#/###",
        "6": "###/#../###/#.#/###",
        "7": "###/..#/..#/.#./.#.",
        "8": "###/#.#/###/#.#/###",
        "9": "###/#.#/###/..#/###",
        "A": "###/#.#/###/#.#/#.#",
        "B": "##./#.#/##./#.#/##.",
        "C": "###/#../#../#../###",
        "D": "##./#.#/#.#/#.#/##.",
        "E": "###/#../##./#../###",
        "F": "###/#../##./#../#..",
        "G": "###/#../#.#/#.#/###",
        "H": "#.#/#.#/###/#.#/#.#",
        "I": "###/.#./.#./.#./###",
        "J": "..#/..#/..#/#.#/###",
        "K": "#.#/#.#/##./#.#/#.#",
        "L": "#../#../#../#../###",
        "M": "#...#/##.##/#.#.#/#...#/#...#",
        "N": "#..#/##.#/#.##/#..#/#..#",
        "O": "###/#.#/#.#/#.#/###",
        "P": "###/#.#/###/#../#..",
        "Q": "###/#.#/#.#/###/..#",
        "R": "##./#.#/##./#.#/#.#",
        "S": "###/#../###/..#/###",
        "T": "###/.#./.#./.#./.#.",
        "U": "#.#/#.#/#.#/#.#/###",
        "V": "#.#/#.#/#.#/#.#/.#.",
        "W": "#...#/#...#/#.#.#/##.##/#...#",
        "X": "#.#/#.#/.#./#.#/#.#",
        "Y": "#.#/#.#/.#./.#./.#.",
        "Z": "###/..#/.#./#../###",
        "-": ".../.../###/.../...",
        ":": ".../.#./.../.#./...",
        "/": "..#/..#/.#./#../#..",
        "?": "###/..#/.#./.../.#.",
        " ": "././././.",
    }.items()
}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
HEIGHTS = {False: 3, True: 5}
"""Lines of the small and of the large letters."""


def large(text: str, *, big: bool) -> list[str]:
    """Return a text as lines of blocks; what has no large form is left out."""
    if big:
        return huge(text, 1)
    rows = _dots(text)
    rows.append("." * len(rows[0]))
    return [
        "".join(_HALVES[upper + lower] for upper, lower in zip(rows[place], rows[place + 1], strict=True))
        for place in (0, 2, 4)
    ]


def huge(text: str, scale: int) -> list[str]:
    """Return a text as lines of blocks, two columns and one line a dot, times the scale."""
    lines = ["".join(("██" if dot == "#" else "  ") * scale for dot in row) for row in _dots(text)]
    return [line for line in lines for _ in range(scale)]


def _dots(text: str) -> list[str]:
    letters = [_FONT[one] for one in text.upper() if one in _FONT]
    return [".".join(letter[row] for letter in letters) for row in range(5)]
