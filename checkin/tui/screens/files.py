"""Which files to import: found in the usual folders, typed, pasted or dropped on the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from checkin.domain.phrases import clock_time, many
from checkin.exchange import FoundFile, found_file, likely_files, likely_folders, paths_in
from checkin.tui.screens.once import LeftOnce
from checkin.tui.widgets.choices import STEPS
from checkin.tui.widgets.line_box import LineBox
from checkin.tui.widgets.pick_list import PickList

__all__ = ["Chosen", "FilesScreen", "PathBox"]

_WIDE = 110


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page gives: files to read, the latest import to take back, or a code scanned meanwhile."""

    files: tuple[Path, ...] = ()
    undo: bool = False
    scanned: str = ""


class PathBox(LineBox):
    """A box for a path, which takes what is pasted or dropped at once."""

    @dataclass
    class Pasted(LineBox.Submitted):
        """Files were dropped on the window, or their paths pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        if any(one.exists() for one in paths_in(event.text[:_LONGEST])):
            self.post_message(self.Pasted(self, event.text[:_LONGEST], scanned=False))
            event.stop()
            event.prevent_default()  # else Textual hands it to the box next, as any paste


_LONGEST = 50_000
"""Characters of a paste that are looked at for paths."""


class FilesScreen(LeftOnce[Chosen | None]):
    """Asks which files to import."""

    CSS_PATH = "importing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  Textual's own declaration

    def __init__(self, marked: Sequence[Path], undoable: str, told: str = "") -> None:
        super().__init__()
        self._marked = dict.fromkeys(marked)
        self._undoable, self._told = undoable, told
        self._found: list[FoundFile] = []
        self._added: list[Path] = [*marked]
        """Files that no usual folder has, in the order they came."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Static(Content.styled("Import the region's files", "bold"), id="title")
        yield PickList(id="choices")
        yield PathBox("type or paste a path, or drop the file on this window", id="path")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """List what is there."""
        self.query_one(LineBox).border_title = "Another file or folder"
        self.query_one(LineBox).focus()
        self.run_worker(self._look, thread=True)
        self._draw()
        if self._told:
            self._hint(self._told, "$warning")

    def _look(self) -> None:
        """Look into the usual folders, in a thread: a stick may be slow."""
        found = likely_files(likely_folders())
        self.app.call_from_thread(self._list, found)

    @property
    def _rows(self) -> list[Path | str]:
        """What the lines stand for: to read, a file, to undo."""
        found = [one.path for one in self._found]
        files = [*(one for one in self._added if one not in found), *found]
        return [*(["read"] if self._marked else []), *files, *(["undo"] if self._undoable else [])]

    @on(LineBox.Confirmed)
    def confirmed(self) -> None:
        """Do what the chosen line says."""
        self._do(self.query_one(PickList).chosen)

    @on(PickList.Clicked)
    def clicked(self, message: PickList.Clicked) -> None:
        """Do what the clicked line says."""
        self._do(message.place)

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Take a path; a scan goes to the desk."""
        paths = paths_in(message.text)
        there = [one for one in paths if _there(one)]
        if not there and message.from_scanner:
            self.dismiss(Chosen(scanned=message.text))
        elif not there:
            message.box.put(message.text)
            self._hint(
                f"There is no file {paths[0] if paths else ''}. Check the name and the folder.", "$warning"
            )
        else:
            message.box.put("")
            self._take(there)

    def on_key(self, event: events.Key) -> None:
        """Move in the list, or go back."""
        steps = STEPS.get(event.key)
        if steps:
            self.query_one(PickList).move(steps)
            event.stop()
        elif event.key == "escape":
            box = self.query_one(LineBox)
            if box.text:
                box.put("")
            else:
                self.dismiss(None)
            event.stop()

    def code_in(self, result: object) -> str:
        """Return the code that was scanned."""
        return result.scanned if isinstance(result, Chosen) else ""

    def go_on(self) -> None:
        """Read the marked files, or say that none is marked."""
        if self._marked:
            self.dismiss(Chosen(files=tuple(self._marked)))
        else:
            self._hint("No file is marked. Choose one with ↑ ↓ and press Enter.", "$warning")

    def _do(self, place: int) -> None:
        rows = self._rows
        row = rows[place] if place < len(rows) else None
        if row == "read":
            self.go_on()
        elif row == "undo":
            self.dismiss(Chosen(undo=True))
        elif isinstance(row, Path):
            self._mark(row, on=row not in self._marked)
        else:
            self._hint("Type or paste the path of a file, then Enter.", "$warning")

    def _take(self, paths: Sequence[Path]) -> None:
        """Mark files, and list what folders have."""
        for path in (Path(os.path.normpath(one.absolute())) for one in paths):
            if path.is_dir():
                found = likely_files([(path.name or str(path), path)])
                self._list([*found, *(one for one in self._found if one not in found)])
                some = many(len(found), "file") if found else "no table and no calendar"
                self._hint(f"{path} has {some}.", "$quiet" if found else "$warning")
            else:
                self._added = [one for one in self._added if one != path] + [path]
                self._mark(path, on=True)
        if not any(one.is_dir() for one in paths):
            self._draw(0)  # the Enter after a path reads it

    def _mark(self, path: Path, *, on: bool) -> None:
        self._told = ""
        before = self._rows
        if on:
            self._marked[path] = None
        else:
            self._marked.pop(path, None)
        moved = len(self._rows) - len(before)
        self._draw(self.query_one(PickList).chosen + (moved if path in before else 0))

    def _list(self, found: list[FoundFile]) -> None:
        self._found = found
        self._draw()

    def _draw(self, chosen: int | None = None) -> None:
        if not self.is_attached:  # a slow stick's files come after the page has gone
            return
        lines = [self._line(one) for one in self._rows]
        if not lines:
            told = "No table and no calendar in this folder, Downloads, on the desktop or a stick."
            lines = [Content.styled(told, "$quiet")]
        self.query_one(PickList).show(lines, chosen)
        if self._told:
            return
        read = ", ^F reads those marked" if self._marked else ""
        self._hint(
            f"↑ ↓ choose, Enter marks a file{read}. Nothing changes before you confirm. Esc goes back."
        )

    def _line(self, row: Path | str) -> Content:
        if row == "read":
            files = "the file" if len(self._marked) == 1 else f"the {len(self._marked)} files"
            return Content.styled(f"Read {files} marked and show the plan", "bold")
        if row == "undo":
            return Content.styled(f"Take back: {self._undoable}", "")
        assert isinstance(row, Path)  # noqa: S101  the only other kind of row
        found = next((one for one in self._found if one.path == row), None) or found_file(row)
        mark = ("✔ ", "bold $success") if row in self._marked else ("▢ ", "$quiet")
        folder = found.folder if found else str(row.parent)
        width = max(self.size.width - 52, 24)
        name = Content(f"{row.name:<{width}}").truncate(width, ellipsis=True)
        about = f"  {_when(found):<17}{_size(found):>8}  " if found else f"{'':29}"
        return Content.assemble(mark, name, (about, "$quiet"), (folder, "$quiet"))

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.call_after_refresh(self._draw)

    def _hint(self, sentence: str, style: str = "$quiet") -> None:
        self.query_one("#hint", Static).update(Content.styled(sentence, style))


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _when(found: FoundFile) -> str:
    at = found.changed.astimezone()
    return f"{at:%b} {at.day}, {clock_time(at)}"


def _size(found: FoundFile) -> str:
    kilo = max(found.size // 1024, 1)
    return f"{kilo} kB" if kilo < 10_000 else f"{kilo // 1024} MB"  # noqa: PLR2004  four digits are enough
