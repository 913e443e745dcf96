"""What each column of a file was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checkin.exchange.columns import FIELDS, drafted, guess_from, headings, mapping_text, missing_in
from checkin.exchange.errors import Unclear
from checkin.exchange.mapping import Mapping, Slot
from checkin.exchange.read import SheetRead
from checkin.exchange.recognise import Column

__all__ = ["explain", "explained", "proposed"]

_SHOWN = 20
"""Characters of a value that show what it is."""

_PARTS = {
    "name_from": "name",
    "status": "yes or no",
    "date": "date",
    "expires": "expiry date",
    "note": "text",
}


def explain(reads: Sequence[SheetRead]) -> list[str]:
    """Return a line for each column of each table: what it was taken for."""
    return [line for read in reads for line in _lines(read)]


def explained(reads: Sequence[SheetRead]) -> list[dict[str, Any]]:
    """Return the same as plain values; what is not stored is taken for nothing."""
    return [
        {
            "file": read.file,
            "sheet": read.sheet or None,
            "kind": read.kind,
            "title": read.mapping.title,
            "header": read.header,
            "columns": [
                {
                    "header": column.header,
                    "known": column.slots is not None,
                    "taken_for": [_slot(one, read.mapping) for one in column.slots or ()],
                }
                for column in read.columns
            ],
        }
        for read in reads
    ]


def proposed(asked: Unclear) -> Iterator[str]:
    """Yield what the columns of a file may be that nobody knows, and a mapping file to begin with."""
    heading = headings(asked.head)[0]
    said = guess_from(heading)
    where = f"line {heading.line} may be the header" if heading.line else "it may have no header"
    yield f"{asked.file}: no header is known; {where}"
    width = max(len(name) for name in heading.names)
    for at, (name, field) in enumerate(zip(heading.names, said, strict=True)):
        values = ", ".join(row[at][:_SHOWN] for row in heading.below[:2] if at < len(row) and row[at])
        yield f"  {name or '(no header)':{width}}  {FIELDS[field] if field else 'not known'}  ({values})"
    yield ""
    yield "A mapping file to begin with, for --map or for the folder mappings/ of the season:"
    yield ""
    if missing := missing_in(heading, said):
        yield f"# {missing}"
    text = mapping_text(drafted(heading, said, asked.file), asked.file)
    yield from (line for line in text.splitlines() if not line.startswith("#"))


def _lines(read: SheetRead) -> Iterator[str]:
    where = f"header in line {read.header}" if read.header else "no header, columns by their letters"
    yield f"{read.name}: {read.mapping.title} ({read.kind}), {where}"
    width = max(len(column.header) for column in read.columns)
    for column in read.columns:
        yield f"  {column.header or '(no header)':{width}}  {_taken_for(column, read.mapping)}"


def _taken_for(column: Column, mapping: Mapping) -> str:
    if column.slots is None:
        return "not known, not stored"
    return " and ".join(_slot(one, mapping) for one in column.slots) or "known, not stored"


def _slot(slot: Slot, mapping: Mapping) -> str:
    part, place = slot
    if part not in _PARTS:
        return part
    columns = mapping.certificates[place]
    return f"{_PARTS[part]} of {columns.name or 'the certificate in ' + columns.name_from[0]}"
