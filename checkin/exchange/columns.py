"""The columns of a sheet that nobody knows, as a person says them: guessed, answered, kept as a mapping."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import cast, get_args

import tomlkit

from checkin.exchange.mapping import Field, Mapping, header_keys, load_mappings

__all__ = ["FIELDS", "guess", "mapping_of", "mapping_text"]

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


def guess(header: Sequence[str]) -> list[Field | None]:
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


def mapping_of(header: Sequence[str], said: Sequence[Field | None]) -> Mapping | str:
    """Return the mapping that the answers make, or what is still missing, in a sentence."""
    columns: dict[Field, tuple[str, ...]] = {}
    for name, field in zip(header, said, strict=True):
        if field and name:
            columns[field] = (*columns.get(field, ()), name)
    people = [one for one in _PEOPLE if one in columns]
    if not people and "team" not in columns:
        return "Say which column has the name, or the team of a box list."
    if people == ["first"]:
        return "Say which column has the last name, or the whole name."
    if not people and not columns.keys() & {"shelf", "box", "contents", "pages", "division"}:
        return "Say what else there is beside the team: the people's names, or shelf and box."
    boxes = columns.keys() & {"shelf", "box", "contents"}
    kind = "team-sheet" if people else "box-sheet" if boxes else "team-list"
    known = tuple(name for name, field in zip(header, said, strict=True) if name and field is None)
    return Mapping(
        kind=kind,
        title="a sheet with columns of its own",
        rank=6 if people else 7,
        needs=tuple(columns),
        columns=columns,
        ignored=known,
    )


def mapping_text(mapping: Mapping, file: str) -> str:
    """Return a mapping as the TOML of a mapping file."""
    text = tomlkit.document()
    text.add(tomlkit.comment(f"The columns of {file}, as they were said on the import screen."))
    text["kind"], text["title"], text["rank"] = mapping.kind, mapping.title, mapping.rank
    text["needs"], text["ignored"] = list(mapping.needs), list(mapping.ignored)
    text["columns"] = {one: list(mapping.columns[one]) for one in get_args(Field) if one in mapping.columns}
    return tomlkit.dumps(text)
