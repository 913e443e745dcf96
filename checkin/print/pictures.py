"""A folder of badges as pictures, with a table that a mail merge reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from checkin.domain.people import Person
from checkin.print.picture import png, svg
from checkin.print.readback import missing, seen
from checkin.print.tags import Tag

__all__ = ["TABLE", "write_pictures"]

TABLE = "people.csv"
"""Name of the table in the folder."""


def write_pictures(folder: Path, ending: str, people: Sequence[Person], tags: Sequence[Tag]) -> list[str]:
    """Write one picture for each person and the table of them; return the names whose PNG can't be read back.

    Raises `OSError`.
    """
    from PIL import Image  # noqa: PLC0415  only who writes pictures pays for it

    folder.mkdir(parents=True, exist_ok=True)
    rows, failed, readable = [], [], not missing()
    for person, tag in zip(people, tags, strict=True):
        name = f"{_plain(person.last)}-{_plain(person.first)}-{person.key}{ending}"
        if ending == ".png":
            data = png(tag)
            if readable and seen(Image.open(io.BytesIO(data))) != (tag.code,):
                failed.append(person.name)
        else:
            data = svg(tag).encode()
        (folder / name).write_bytes(data)
        rows.append((person.name, person.emails[0] if person.emails else "", name))
    table = io.StringIO()
    csv.writer(table).writerows([("name", "email", "file"), *rows])
    (folder / TABLE).write_bytes(table.getvalue().encode("utf-8-sig"))
    return failed


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text).strip("-") or "unnamed"
