"""In which format, and where, the summary is written."""

from __future__ import annotations

import re
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.codes.scanner import is_code
from checkin.domain.names import fold
from checkin.domain.summary import Summary
from checkin.report import FORMATS, Report, format_of, json_text, put, rendered
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["SaveScreen"]

_NAMES = {
    "pdf": "PDF, to print and sign",
    "xlsx": "Excel workbook, a sheet for each list",
    "html": "Web page, opens anywhere",
    "csv": "CSV, for spreadsheets",
    "text": "Plain text",
    "markdown": "Markdown",
    "json": "JSON, for programs",
}


class SaveScreen(Choosing[Path | str]):
    """Gives the file that was written, or a code that was scanned meanwhile."""

    def __init__(self, summary: Summary, report: Report, folder: Path) -> None:
        super().__init__()
        self._summary, self._report, self._folder = summary, report, folder
        self._formats = [*_NAMES]
        which = fold(summary.title.partition(" · ")[0]).casefold()
        name = re.sub(r"[^a-z0-9]+", "-", which).strip("-") or "summary"
        self._stem = f"{name[:60]}-{report.made:%Y-%m-%d}"

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Container(id="page"):
            yield Static(Content.styled("Write the summary as", "bold"))
            yield Choices([*_NAMES.values()])
            yield LineBox("where to", id="path")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Propose a file in the season folder."""
        box = self.query_one(LineBox)
        box.border_title = "File"
        box.focus()
        self._propose()
        self.hint("↑ ↓ choose the format, Enter writes the file. Esc goes back.")

    @on(Choices.Chosen)
    def _propose(self) -> None:
        """Propose the file of the chosen format, in the folder that stands in the box."""
        box = self.query_one(LineBox)
        ending = FORMATS[self._formats[self.query_one(Choices).place]]
        typed = Path(box.text) if box.text else self._folder / self._stem
        box.put(str(typed.with_name(f"{typed.stem if box.text else typed.name}{ending}")))

    @on(Choices.Clicked)
    def taken(self) -> None:
        """Write it: the chosen format was clicked once more."""
        self._write(self.query_one(LineBox).text)

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Propose a file again, where the box was emptied."""
        self._propose()

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Write the file; a scan goes to the desk."""
        if message.scanned and is_code(message.text):
            self.dismiss(message.text)
            return
        message.box.put(message.text)
        self._write(message.text)

    def _write(self, typed: str) -> None:
        path = Path(typed.strip()).expanduser()
        name = format_of(path)
        if name is None:
            endings = ", ".join(FORMATS.values())
            self.hint(f"Name a file that ends in {endings}.", "$warning")
            return
        data = json_text(self._summary).encode() if name == "json" else rendered(self._report, name)
        try:
            if path.parent == self._folder:
                path.parent.mkdir(mode=0o700, exist_ok=True)
            put(path, data)
        except OSError as error:
            told = f"{path} can't be written: {error.strerror}. A file that was there before is unchanged."
            self.hint(told, "$error")
        else:
            self.dismiss(path)
