"""Find the header of a sheet, and the kind of file that has such columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.exchange.cells import as_text
from checkin.exchange.errors import Unclear
from checkin.exchange.mapping import Mapping, Slot, column_letters, header_keys

__all__ = ["HEADER_WITHIN", "Column", "Layout", "as_head", "recognise"]

_MISSING_COSTS = 2
"""Columns that a kind must have over another one when it lacks a needed one and the other doesn't."""

HEADER_WITHIN = 30
"""Rows from the top among which the header is looked for."""

_HEAD = 6
"""Rows that show a person what a file has."""
_SHOWN = 1000
"""Characters of a cell that show what it is; a header may be a whole question."""

Row = tuple[int, list[object]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and what it was taken for."""

    header: str
    slots: tuple[Slot, ...] | None
    """None for a column that no mapping knows, empty for one that is known and not stored."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's kind and columns."""

    mapping: Mapping
    line: int
    """The header's last line, 0 for a table that begins with data."""
    rows: int
    """Rows from the top up to and with the header."""
    columns: tuple[Column, ...]

    @property
    def slots(self) -> set[Slot]:
        """Everything that the columns say."""
        return {slot for column in self.columns for slot in column.slots or ()}

    def places(self, part: str, place: int = 0) -> list[int]:
        """Return the columns that say this."""
        return [at for at, column in enumerate(self.columns) if (part, place) in (column.slots or ())]

    @property
    def fit(self) -> tuple[bool, int, int]:
        """How well the mapping fits: whether it is the region's own and says something of every column.

        Then things found, less when a need is not met; then columns it knows.
        """
        known = [column for column in self.columns if column.slots is not None]
        missing = self.mapping.missing(self.slots)
        named = sum(bool(column.header) for column in self.columns)
        whole = self.mapping.own and not missing and named == len(known)
        return whole, len(self.slots) - (_MISSING_COSTS if missing else 0), len(known)


def recognise(head: Sequence[Row], mappings: Sequence[Mapping], file: str) -> Layout | None:
    """Return the layout that fits the first rows best, or None when they are no table of ours.

    A mapping for tables that begin with data reads what no other one does.
    Raises `Unclear` when a needed column is missing, or two kinds fit equally well.
    """
    fitting = [one for one in mappings if one.reads(file)]
    bare = _without_header(head, fitting)
    try:
        found = _by_header(head, [one for one in fitting if not one.no_header], file)
    except Unclear:
        if bare is None:
            raise
        return bare
    return found or bare


def _without_header(head: Sequence[Row], mappings: Sequence[Mapping]) -> Layout | None:
    """Return the layout of a table that begins with data, when it has the columns that a mapping needs."""
    width = max((len(row) for _, row in head), default=0)
    for mapping in (one for one in mappings if one.no_header and (one.files or not one.own)):
        columns = tuple(_column([column_letters(place)], mapping) for place in range(width))
        layout = Layout(mapping, 0, 0, columns)
        if not mapping.missing(layout.slots):
            return layout
    return None


def _by_header(head: Sequence[Row], mappings: Sequence[Mapping], file: str) -> Layout | None:
    best, titles = _best(head, mappings)
    if best is None or len(best.slots) < min(2, len(best.mapping.needs)):
        return None
    if missing := best.mapping.missing(best.slots):
        if len(best.slots) <= len(missing):
            return None
        wanted = ", ".join(best.mapping.headers_for(one) for one in missing)
        looks = f"This looks like {best.mapping.title}, but the column {wanted} is missing."
        raise Unclear(
            f"{looks} Export it again with that column, or say what the file is with --kind or --map.",
            file,
            best.line,
            about="columns",
            question=looks,
            head=as_head(head[best.rows - 1 :]),
        )
    if best.mapping.own:
        return best
    if len(titles) > 1:
        names = " or ".join(sorted(titles))
        raise Unclear(
            f"This could be {names}. Say which with --kind, or what its columns are with --map.",
            file,
            best.line,
            about="kind",
            question="What kind of file is this?",
            choices=tuple(sorted(titles.items())),
            head=as_head(head[best.rows - 1 :]),
        )
    return best


def _best(head: Sequence[Row], mappings: Sequence[Mapping]) -> tuple[Layout | None, dict[str, str]]:
    """Return the layout that fits best, the first of several, and the titles of all that fit as well by kind.

    Only one layout is kept at a time: a row may have thousands of columns.
    """
    best: Layout | None = None
    most = (False, 0, 0)
    titles: dict[str, str] = {}
    for place, (line, row) in enumerate(head[:HEADER_WITHIN], start=1):
        for candidate in _headers(head[place - 2][1] if place > 1 else [], row):
            for mapping in mappings:
                layout = Layout(mapping, line, place, tuple(_column(names, mapping) for names in candidate))
                fit = layout.fit
                if best is None or fit > most:
                    best, most, titles = layout, fit, {}
                if fit == most:
                    titles[mapping.kind] = mapping.title
    return best, titles


def as_head(rows: Sequence[Row]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the first rows that have anything in them, as text."""
    texts = ((line, tuple(as_text(cell)[:_SHOWN] for cell in row)) for line, row in rows)
    return tuple(one for one in texts if any(one[1]))[:_HEAD]


def _headers(above: list[object], row: list[object]) -> list[list[list[str]]]:
    """Return the row as a header by itself, and joined with the group names in the row above it."""
    names = [as_text(cell) for cell in row]
    if sum(map(bool, names)) < 2:  # noqa: PLR2004  one filled cell is a title
        return []
    alone = [[name] for name in names]
    groups = [as_text(cell) for cell in above]
    if not any(groups):
        return [alone]
    width = max(len(names), len(groups))
    names += [""] * (width - len(names))
    groups += [""] * (width - len(groups))
    joined, group = [], ""
    for over, name in zip(groups, names, strict=True):
        group = over or group
        joined.append(
            [one for one in (f"{group} {name}".strip(), name, over if not name else "") if one] or [""]
        )
    return [alone, joined]


def _column(names: list[str], mapping: Mapping) -> Column:
    for name in names:
        for key in header_keys(name):
            if (slots := mapping.slots.get(key)) is not None:
                return Column(name, slots)
    return Column(names[0], None)
