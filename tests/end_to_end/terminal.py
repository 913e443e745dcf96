"""A real pseudo-terminal with a program in it, read the way a person reads the window."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

__all__ = ["CTRL_Q", "ENTER", "ESCAPE", "F8", "Terminal"]

ENTER = "\r"
ESCAPE = "\x1b"
CTRL_Q = "\x11"
F8 = "\x1b[19~"


_ALTERNATE_SCREEN = 1049
_REACTION = 0.6
"""Seconds that a person takes to see and to press."""


class _Window(pyte.Screen):
    """A window that keeps what the shell had printed while a program fills the whole screen."""

    def __init__(self, width: int, height: int) -> None:
        self.shell: list[str] = []
        """What the full screen hides."""
        super().__init__(width, height)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        """Begin a full-screen program with an empty screen."""
        super().set_mode(*modes, **kwargs)
        if _ALTERNATE_SCREEN in modes:
            self.shell = [line.rstrip() for line in self.display]
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        """Put the shell's lines back when the program ends."""
        super().reset_mode(*modes, **kwargs)
        if _ALTERNATE_SCREEN in modes:
            self.erase_in_display(2)
            self.cursor_position()
            pyte.Stream(self).feed("\r\n".join(self.shell).rstrip() + "\r\n")


class Terminal:
    """One window of a terminal."""

    def __init__(self, width: int = 120, height: int = 36, env: Mapping[str, str] | None = None) -> None:
        self.width, self.height = width, height
        self._env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        for size in ("COLUMNS", "LINES"):
            self._env.pop(size, None)
        self._screen = _Window(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._program: pexpect.spawn[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self, argv: Sequence[str], cwd: Path | None = None) -> None:
        """Start a program in a fresh window."""
        self.kill()
        self._screen.reset()
        self._program = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            cwd=str(cwd) if cwd else None,
            env=self._env,
            dimensions=(self.height, self.width),
            encoding=None,
            echo=False,
        )
        self._program.delaybeforesend = None

    def screen(self) -> str:
        """Return what stands in the window now."""
        self._read(0)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def beneath(self) -> str:
        """Return what the shell had printed when the program took the whole screen."""
        return "\n".join(self._screen.shell)

    def wait_for(self, *texts: str, timeout: float = 20) -> str:
        """Return the window as soon as all these texts stand in it.

        Raises `AssertionError` with the window when they never do.
        """
        wanted = ", ".join(map(repr, texts))
        return self._wait(lambda shown: all(one in shown for one in texts), f"{wanted} never came", timeout)

    def wait_without(self, text: str, timeout: float = 20) -> str:
        """Return the window as soon as the text no longer stands in it."""
        return self._wait(lambda shown: text not in shown, f"{text!r} never went", timeout)

    def send(self, text: str, delay: float = 0) -> None:
        """Type a text: in one write, or key by key with seconds between them."""
        for part in text if delay else [text]:
            self._running.send(part.encode())
            if delay:
                time.sleep(delay)

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are, in one write."""
        self._running.send(data)

    def press(self, key: str) -> None:
        """Press a key as a person does, a moment after the window changed: at once it would belong to a scan."""
        time.sleep(_REACTION)
        self.send(key)

    def resize(self, width: int, height: int) -> None:
        """Change the window's size, as its corner is dragged."""
        self.width, self.height = width, height
        self._screen.resize(height, width)
        self._running.setwinsize(height, width)

    def wait_for_end(self, timeout: float = 20) -> int:
        """Return the exit code of the program once it has ended."""
        self._wait(lambda _: not self._running.isalive(), "The program never ended", timeout)
        return int(self._running.exitstatus if self._running.exitstatus is not None else -1)

    def kill(self) -> None:
        """Pull the plug: no program can notice that it is coming."""
        if self._program and self._program.isalive():
            self._program.kill(signal.SIGKILL)
            self._program.wait()
        if self._program:
            self._program.close(force=True)
        self._program = None

    @property
    def _running(self) -> pexpect.spawn[bytes]:
        assert self._program, "start a program first"
        return self._program

    def _wait(self, done: Callable[[str], bool], complaint: str, timeout: float) -> str:
        end = time.monotonic() + timeout
        while not done(shown := self.screen()):
            if time.monotonic() > end:
                message = f"{complaint} within {timeout:.0f} s. The window:\n{shown}"
                raise AssertionError(message)
            if not self._read(0.05) and not self._running.isalive() and not done(self.screen()):
                message = f"{complaint}; the program ended. The window:\n{self.screen()}"
                raise AssertionError(message)
        return shown

    def _read(self, timeout: float) -> bool:
        """Take in what the program has drawn; return whether there was anything."""
        seen = False
        try:
            while data := self._running.read_nonblocking(1 << 16, timeout=timeout):
                self._stream.feed(data)
                seen, timeout = True, 0
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass
        return seen
