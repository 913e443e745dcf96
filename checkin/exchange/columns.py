"""The columns of a sheet as a person says them: guessed, answered, kept as a mapping."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import msgspec
import tomlkit

from checkin.domain.people import IdKind
from checkin.domain.spellings import division_in
from checkin.exchange.cells import as_email, as_id
from checkin.exchange.mapping import Field, Mapping, Slot, column_letters, header_keys, load_mappings

__all__ = [
    "FIELDS",
    "ColumnsRead",
    "Heading",
    "Unread",
    "amended",
    "drafted",
    "guess_from",
    "headings",
    "mapping_of",
    "mapping_text",
    "missing_in",
]

FIELDS: Dict[Field, str] = {
    "first": "first name",
    "last": "last name",
    "name": "whole name",
    "suffix": "suffix (Jr., III)",
    "team": "team",
    "division": "division",
    "role": "role",
    "email": "e-mail",
    "phone": "phone",
    "id": "AYSO or Admin ID",
    "shelf": "shelf",
    "box": "box number",
    "contents": "contents of the box",
    "pages": "pages of the roster",
}
"""What a person may take a column for, in words."""

_PEOPLE = ("first", "last", "name")
_PHONE = re.compile(r"[+(\d][\d\s().+-]{8,}\d$")
_COPY = re.compile(r" ?\(\d+\)$")

Head = Sequence[tuple[int, tuple[str, ...]]]
"""The first rows of a table, each with its line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that may be the header of a table, or none: then it begins with data."""

    line: int
    """Line of the header, 0 when there is none."""
    names: tuple[str, ...]
    """Of the columns; their letters when there is no header."""
    below: tuple[tuple[str, ...], ...]
    """The first rows of data."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet of a workbook of which nothing was read."""

    path: Path
    table: str
    """The file with the sheet."""
    head: Head
    """Its first rows with their lines."""

    @property
    def is_table(self) -> bool:
        """Tell whether it has a header and a row below."""
        return sum(sum(map(bool, row)) > 1 for _, row in self.head) > 1


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """A table that was read, with what its columns were taken for."""

    path: Path
    table: str
    """The file, with the sheet when there are several."""
    mapping: Mapping
    heading: Heading
    taken_for: tuple[tuple[Slot, ...] | None, ...]

    @property
    def said(self) -> list[Field | None]:
        """What each column was taken for; None for what a person can't say, or for nothing."""
        return [cast("Field | None", self._field(slots)) for slots in self.taken_for]

    @property
    def fixed(self) -> list[bool]:
        """Which columns tell of certificates, or of what a person can't say here."""
        return [bool(slots) and self._field(slots) is None for slots in self.taken_for]

    def _field(self, slots: tuple[Slot, ...] | None) -> str | None:
        if slots and all(part in FIELDS for part, _ in slots):
            return slots[0][0]
        return None


def headings(head: Head) -> tuple[Heading, ...]:
    """Return each row that may be the header, and that there is none: the likeliest first, then in order."""
    rows = [
        Heading(line, row, tuple(below for _, below in head[place + 1 :]))
        for place, (line, row) in enumerate(head)
        if sum(map(bool, row)) > 1 and place < max(len(head) - 1, 1)
    ]
    width = max((len(row) for _, row in head), default=0)
    letters = tuple(map(column_letters, range(width)))
    none = Heading(0, letters, tuple(row for _, row in head))

    def fit(one: Heading) -> tuple[int, int]:
        return sum(field is not None for field in _guess(one.names)), sum(map(bool, one.names))

    likely = max(rows, key=fit, default=none)
    if not fit(likely)[0] and any(map(_is_data, head[0][1])):
        likely = none
    return (likely, *(one for one in (*rows, none) if one is not likely))


def _guess(header: Sequence[str]) -> list[Field | None]:
    """Return what each column is by the shipped mappings, each thing once; None for one that none knows."""
    taken: set[Field] = set()
    found: list[Field | None] = []
    mappings = sorted(load_mappings(), key=lambda one: (one.kind != "team-sheet", one.kind != "box-sheet"))
    for name in header:
        keys = header_keys(name)
        slots = [slot for one in mappings for key in keys for slot in one.slots.get(key, ())]
        said = next((part for part, _ in slots if part in FIELDS and part not in taken), None)
        field = cast("Field | None", said)
        found.append(field)
        taken.update([field] if field else [])
    return found


def guess_from(heading: Heading) -> list[Field | None]:
    """Return what each column is by its header, else by what is in it; each thing once."""
    width = len(heading.names)
    found: list[Field | None] = _guess(heading.names) if heading.line else [None] * width
    for at in (at for at in range(width) if found[at] is None):
        field = _by_values([row[at] for row in heading.below if at < len(row)])
        found[at] = None if field in found else field
    return found


def mapping_of(heading: Heading, said: Sequence[Field | None], file: str = "") -> Mapping | str:
    """Return the mapping that the answers make, or what is still missing, in a sentence.

    That of a table without a header is for files of this name only.
    """
    return missing_in(heading, said) or drafted(heading, said, file)


def missing_in(heading: Heading, said: Sequence[Field | None]) -> str:
    """Return what must be said besides before the table can be read, in a sentence; empty when nothing."""
    return _missing(_columns(heading.names, said))


def drafted(heading: Heading, said: Sequence[Field | None], file: str) -> Mapping:
    """Return the mapping that the answers make, whatever is still missing."""
    columns = _columns(heading.names, said)
    people = columns.keys() & {*_PEOPLE}
    if people or _missing(columns):  # what is missing are most often the names
        kind = "team-sheet"
    else:
        kind = "box-sheet" if columns.keys() & {"shelf", "box", "contents"} else "team-list"
    return Mapping(
        kind=kind,
        title="a sheet with columns of its own",
        rank=6 if kind == "team-sheet" else 7,
        needs=tuple(columns),
        columns=columns,
        ignored=_unsaid(heading.names, said),
        no_header=not heading.line,
        files=() if heading.line else (_alike(file),),
        own=True,
    )


def amended(read: ColumnsRead, said: Sequence[Field | None]) -> Mapping | str:
    """Return the mapping of a table with what somebody said of its columns, or what is missing.

    What it tells of certificates stays as it was, and it stays of its kind.
    """
    names = read.heading.names
    free = [None if fixed else field for fixed, field in zip(read.fixed, said, strict=True)]
    columns = _columns(names, free)
    if missing := _missing(columns):
        return missing
    others = {field: headers for field, headers in read.mapping.columns.items() if field not in FIELDS}
    used = {name for name, one, fixed in zip(names, free, read.fixed, strict=True) if one or fixed}
    ignored = dict.fromkeys((*read.mapping.ignored, *_unsaid(names, free)))
    mapping = msgspec.structs.replace(
        read.mapping,
        columns={**columns, **others},
        ignored=tuple(one for one in ignored if one not in used),
        own=True,
    )
    found = {slot for name in names for key in header_keys(name) for slot in mapping.slots.get(key, ())}
    unmet = {*mapping.missing(found)}
    return msgspec.structs.replace(mapping, needs=tuple(one for one in mapping.needs if one not in unmet))


def mapping_text(mapping: Mapping, file: str) -> str:
    """Return a mapping as the TOML of a mapping file."""
    text = tomlkit.document()
    text.add(tomlkit.comment(f"The columns of {file}, as they were said on the import screen."))
    usual = msgspec.to_builtins(msgspec.structs.replace(mapping, own=False))
    order = [*get_args(Field)]
    usual["columns"] = {one: usual["columns"][one] for one in order if one in usual["columns"]}
    plain = msgspec.to_builtins(Mapping(kind="", title="", rank=0, needs=(), columns={}))
    written = ("kind", "title", "rank", "needs", "columns")
    for key, value in usual.items():
        if key in written or value != plain.get(key):
            text[key] = _without_defaults(value) if key == "certificates" else value
    return tomlkit.dumps(text)


def _without_defaults(certificates: Sequence[Dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in one.items() if value} for one in certificates]


def _columns(names: Sequence[str], said: Sequence[Field | None]) -> dict[Field, tuple[str, ...]]:
    columns: dict[Field, tuple[str, ...]] = {}
    for name, field in zip(names, said, strict=True):
        if field and name:
            columns[field] = (*columns.get(field, ()), name)
    return columns


def _unsaid(names: Sequence[str], said: Sequence[Field | None]) -> tuple[str, ...]:
    return tuple(name for name, field in zip(names, said, strict=True) if name and field is None)


def _missing(columns: Dict[Field, tuple[str, ...]]) -> str:
    people = [one for one in _PEOPLE if one in columns]
    if not people and "team" not in columns:
        return "Say which column has the name, or the team of a box list."
    if people == ["first"]:
        return "Say which column has the last name, or the whole name."
    if not people and not columns.keys() & {"shelf", "box", "contents", "pages", "division"}:
        return "Say what else there is beside the team: the people's names, or shelf and box."
    return ""


def _alike(file: str) -> str:
    """Return the pattern of a file's name and of its later copies: `boxes (2).csv` is one of `boxes*.csv`."""
    stem, dot, ending = file.rpartition(".")
    plain = glob.escape(_COPY.sub("", stem if dot else ending))
    return f"{plain}*.{ending}" if dot else f"{plain}*"


def _is_data(cell: str) -> bool:
    return any(map(str.isdigit, cell)) or "@" in cell


def _by_values(values: Sequence[str]) -> Field | None:
    """Return what a column is by what is in it, where that leaves no doubt."""
    some = [one for one in values if one]
    if not some:
        return None
    if all(map(as_email, some)):
        return "email"
    if all((one := as_id(text)) and one.kind is not IdKind.OTHER for text in some):
        return "id"
    if all(map(_PHONE.match, some)):
        return "phone"
    if all(map(division_in, some)):
        numbered = [any(map(str.isdigit, one.upper().replace(division_in(one), "", 1))) for one in some]
        return "team" if any(numbered) else "division"
    return None
