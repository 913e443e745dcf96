"""A scanner that is no keyboard: read in a thread of its own, and looked for again when it is gone."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from PIL.Image import Image

__all__ = ["Device", "Gone", "NotInstalled", "Saw"]

_AGAIN = 1.0
"""Seconds between two looks for a device that is gone."""


class Gone(Exception):
    """The device isn't there; the sentence says what to do. It may come back."""


class NotInstalled(Exception):
    """A part of the program is missing; the sentence says how to get it."""


@dataclass(frozen=True, slots=True)
class Saw:
    """One thing that a device has to say."""

    code: str = ""
    """A text that was read just now."""
    picture: Image | None = None
    """What a camera sees, small."""
    trouble: str = ""
    """Why nothing is read, in a sentence."""
    word: str = ""
    """What a person should do, in a sentence."""
    found: bool = False
    """True when the device is there again, or for the first time."""


class Device(ABC):
    """Reads until it is stopped; whatever it has to say is told from its own thread."""

    kind: str
    """What a person calls it."""

    def __init__(self, where: str, tell: Callable[[Saw], object], *, again: float = _AGAIN) -> None:
        self.where = where
        self.stopped = threading.Event()
        self._tell = tell
        self._again = again
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name=f"{self.kind} {where}", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self, patience: float = 1.0) -> None:
        """Let go of the device, and wait so many seconds for it."""
        self.stopped.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(patience)

    @abstractmethod
    def read(self) -> None:
        """Open the device and read it until it is stopped.

        Raises `Gone` or `NotInstalled`.
        """

    def tell(self, saw: Saw) -> None:
        """Pass something on, unless nobody wants it any more."""
        if not self.stopped.is_set():
            self._trouble = "" if saw.found else self._trouble
            self._tell(saw)

    def _run(self) -> None:
        while not self.stopped.is_set():
            try:
                self.read()
            except Gone as error:
                self._complain(str(error))
            except NotInstalled as error:
                self._complain(str(error))
                return
            self.stopped.wait(self._again)

    def _complain(self, sentence: str) -> None:
        """Say once what the matter is."""
        if sentence != self._trouble:
            self.tell(Saw(trouble=sentence))
            self._trouble = sentence
