"""How far an import is, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Meter", "Progress"]

Progress = Callable[[str, float], None]
"""Told what is being done and which share of the whole is done; raises `Stopped` to end it."""

_READING = 0.6
"""Share of the whole that reading takes."""


@dataclass(slots=True)
class Meter:
    """Turns rows and steps into shares of the whole."""

    progress: Progress | None
    size: int = 1
    """Bytes of all files."""
    _read: int = 0
    """Bytes of the files that are read."""

    def row(self, file: str, size: int, number: int, of: int) -> None:
        """Tell that so many of a file's rows are read."""
        if self.progress:
            share = min(number / of, 1.0) if of else 0.0
            self.progress(f"Reading {file}", _READING * (self._read + size * share) / self.size)

    def file(self, size: int) -> None:
        """Tell that a file of that size is read."""
        self._read += size

    def step(self, words: str, share: float) -> None:
        """Tell that a step after the reading begins; the share is that of what follows the reading."""
        if self.progress:
            self.progress(words, _READING + (1 - _READING) * share)
