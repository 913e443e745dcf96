"""Files dropped on the import screen, and read."""

from __future__ import annotations

from pathlib import Path

from textual import events

from tests.tui.conftest import Table

SAMPLES = Path(__file__).parents[1] / "samples"


async def shows(at: Table, words: str) -> None:
    await at.until_told(words)


async def planned(at: Table, *paths: Path) -> None:
    """Drop files on the window, and read them."""
    await at.press("ctrl+f")
    await shows(at, "Import the region's files")
    await planned_now(at, *paths)


async def planned_now(at: Table, *paths: Path) -> None:
    """Drop files on the list of files, and read them."""
    at.app.post_message(events.Paste(" ".join(f"'{one}'" for one in paths)))
    await shows(at, "marked and show the plan")
    await at.press("ctrl+f")


LICENSES = "AdminID,First_Name,Last_Name,LicenseLevel,Risk_Submit_Date\n"


UNKNOWN = (
    "Mannschaft;Vorname;Nachname;Handy\n12UG-07;Jörg;Weiß;505 555 0199\n12UG-08;Anna;Groß;505 555 0198\n"
)


BARE = "12UG-07;Jörg;Weiß;505 555 0199\n12UG-08;Anna;Groß;505 555 0198\n"


async def columns(at: Table, folder: Path) -> None:
    path = folder / "mannschaften.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    await planned(at, path)
    await shows(at, "What are the columns")
    await at.press("down", "right")
