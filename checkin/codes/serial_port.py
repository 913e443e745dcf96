"""A scanner in USB-serial mode: no keyboard layout, no Caps Lock, no window that must have the focus."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from checkin.codes.device import Device, Gone, NotInstalled, Saw

__all__ = ["SerialScanner"]

_BAUD = 9600
"""What scanners come with; USB ports don't care."""
_QUIET = 0.15
"""Seconds without a byte after which a scan without an end is whole."""
_ENDS = re.compile(rb"[\r\n\t\x03]+")
_MOST = 4096
"""Bytes of one scan that are kept."""
_INSTALL = 'A serial scanner needs one more part: pip install "checkin[serial]", then open the desk again.'


class SerialScanner(Device):
    """Reads `PORT` or `PORT@BAUD`; each scan is told as it ends, or when no more comes."""

    kind = "serial"

    def __init__(self, where: str, tell: Callable[[Saw], object], *, again: float = 1.0) -> None:
        super().__init__(where, tell, again=again)
        port, _, baud = where.partition("@")
        self._port, self._baud = port, int(baud) if baud.isdecimal() else _BAUD

    def read(self) -> None:
        """Read scans until the scanner is stopped or unplugged.

        Raises `Gone` or `NotInstalled`.
        """
        serial = _pyserial()
        try:
            with serial.Serial(self._port, self._baud, timeout=_QUIET) as port:
                self.tell(Saw(found=True))
                self._follow(port)
        except (OSError, ValueError) as error:  # what pyserial raises is an OSError too
            if not self.stopped.is_set():
                raise Gone(_gone(self._port)) from error

    def _follow(self, port: Any) -> None:
        kept = b""
        while not self.stopped.is_set():
            sent: bytes = port.read(max(port.in_waiting, 1))
            kept = (kept + sent)[-_MOST:]
            *whole, rest = _ENDS.split(kept)
            for one in whole if sent else (*whole, rest):
                self._scanned(one)
            kept = rest if sent else b""

    def _scanned(self, sent: bytes) -> None:
        text = sent.decode("utf-8", errors="replace").strip("\x02 ")
        if text:
            self.tell(Saw(code=text))


def _pyserial() -> Any:
    try:
        return import_module("serial")
    except ImportError:
        raise NotInstalled(_INSTALL) from None


def _gone(port: str) -> str:
    """Return that no scanner is there, and which ports are."""
    there = [one.device for one in import_module("serial.tools.list_ports").comports()]
    others = f" There is {', '.join(there)}." if there and port not in there else ""
    return f"No scanner can be read at {port}.{others} It is looked for every second."
