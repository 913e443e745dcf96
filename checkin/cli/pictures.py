"""Folders of badges as pictures, with a table that a mail merge reads."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from checkin.domain.people import Person
from checkin.exchange.written import csv_bytes
from checkin.print.picture import png, svg
from checkin.print.readback import missing, seen
from checkin.print.tags import Tag
from checkin.report import put

__all__ = ["TABLE", "write_pictures"]

TABLE = "people.csv"
"""Name of the table in the folder."""
_LONGEST = 40
"""Letters of a name that go into the name of its file."""


def write_pictures(folder: Path, ending: str, people: Sequence[Person], tags: Sequence[Tag]) -> list[str]:
    """Write one picture for each person and the table of them; return the names whose PNG can't be read back.

    Raises `OSError`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    rows, failed = [], []
    for person, tag in zip(people, tags, strict=True):
        name = f"{_plain(person.last)}-{_plain(person.first)}-{person.key}{ending}"
        data = png(tag) if ending == ".png" else svg(tag).encode()
        if ending == ".png" and not _reads(data, tag.code):
            failed.append(person.name)
        put(folder / name, data)
        rows.append((person.name, person.emails[0] if person.emails else "", name))
    put(folder / TABLE, csv_bytes(("name", "email", "file"), rows))
    return failed


def _reads(data: bytes, code: str) -> bool:
    """Tell whether a picture shows that code, or can't be tried on this computer."""
    from PIL import Image  # noqa: PLC0415  only who writes pictures pays for it

    return bool(missing()) or seen(Image.open(io.BytesIO(data))) == (code,)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "-", text)[:_LONGEST].strip("-") or "unnamed"
