"""What can be wrong with a file, in a sentence that says what to do.

ImportRefused    a broken, wrong or unclear file
└── Unclear      it could be read in several ways: an answer settles which
Stopped          a person has stopped the reading
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

__all__ = ["ImportRefused", "Stopped", "Unclear"]


class ImportRefused(Exception):
    """A broken, wrong or unclear file; nothing of the import happens."""

    def __init__(self, sentence: str, file: str = "", line: int | None = None) -> None:
        self.sentence = sentence
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {sentence}" if place else sentence)


class Unclear(ImportRefused):
    """A file that could be read in several ways; who can ask a person asks, and reads it again."""

    def __init__(
        self,
        sentence: str,
        file: str,
        line: int | None,
        *,
        about: Literal["kind", "date-order", "columns"],
        question: str,
        choices: tuple[tuple[str, str], ...] = (),
        head: tuple[tuple[int, tuple[str, ...]], ...] = (),
    ) -> None:
        super().__init__(sentence, file, line)
        self.about = about
        self.question = question
        """The same as a question, without the options of the command line."""
        self.choices = choices
        """Each answer's value and its words."""
        self.head = head
        """The first rows with their lines, when the question can be about the columns."""
        self.path: Path | None = None
        """The file, once it is known which of several it is."""


class Stopped(Exception):
    """A person has stopped the reading; nothing of the import happens."""
