"""The Spanish catalogue: `python -m tests.follow_up.catalogue` takes in new sentences and compiles it.

The compiled file is kept beside its source: the program runs from a checkout, a wheel and a zip alike, with no
step in the build, and a test tells when the two differ.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2] / "checkin"
SOURCES = ("domain/next_step.py", "follow_up/letter.py")
FOLDER = ROOT / "follow_up" / "locale" / "es" / "LC_MESSAGES"
HEADER = "# Spanish messages of checkin."
DATED = datetime(2026, 8, 1, tzinfo=UTC)
"""A date that stays, so that the files change only with their sentences."""
RULES = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence that a message can hold, with where it stands."""
    for name in SOURCES:
        with (ROOT / name).open("rb") as file:
            for _, text, _, _ in extract("python", file, keywords={"say": None}):
                yield str(text), name
    for text in words_of_the_region():
        yield text, "regions/region-104.toml"


def words_of_the_region() -> Iterator[str]:
    """Yield the words of the shipped rules that a message repeats."""
    rules = tomllib.loads(
        RULES.replace("@year@", "2026").replace("= @", '= "@').replace("@ ", '@" ').replace("@\n", '@"\n')
    )
    yield from (one["next_step"] for one in rules["requirements"] if one.get("next_step"))
    yield from (one["label"] for one in rules["requirements"] if one["kind"] != "course")
    yield from (one["hours"] for one in rules["courses"])
    yield from (one["label"] for one in rules["items"] if not one.get("comes_in"))
    yield from (one["role"] for one in rules["contacts"])
    yield from (one["title"] for one in rules["meetings"])


def catalogue() -> Catalog:
    """Return the Spanish catalogue."""
    with (FOLDER / "checkin.po").open("rb") as file:
        return read_po(file, locale="es", domain="checkin")


def compiled(of: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, of)
    return out.getvalue()


def main() -> None:
    """Bring the source up to date and compile it."""
    path = FOLDER / "checkin.po"
    before = catalogue() if path.exists() else Catalog(locale="es")
    known = {str(one.id): str(one.string) for one in before if isinstance(one.id, str) and one.id}
    fresh = Catalog(
        locale="es", domain="checkin", project="checkin", version="1", header_comment=HEADER, fuzzy=False
    )
    fresh.creation_date = fresh.revision_date = DATED
    fresh.last_translator = fresh.language_team = fresh.msgid_bugs_address = "checkin"
    for text, name in sentences():
        fresh.add(text, known.get(text, ""), locations=[(name, 0)])
    with path.open("wb") as file:
        write_po(file, fresh, width=100, omit_header=False, include_lineno=False, sort_by_file=False)
    (FOLDER / "checkin.mo").write_bytes(compiled(catalogue()))
    for one in catalogue():
        if isinstance(one, Message) and one.id and not one.string:
            print(f"not translated: {one.id}")


if __name__ == "__main__":
    main()
