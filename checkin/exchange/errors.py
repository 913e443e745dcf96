"""The one error of this room: a file that can't be imported, in a sentence that says what to do."""

from __future__ import annotations

__all__ = ["ImportRefused"]


class ImportRefused(Exception):
    """A broken, wrong or unclear file; nothing of the import happens."""

    def __init__(self, sentence: str, file: str = "", line: int | None = None) -> None:
        self.sentence = sentence
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {sentence}" if place else sentence)
