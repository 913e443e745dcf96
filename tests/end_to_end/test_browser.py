"""A desk that is shown in a browser takes scans as one in a terminal does; what serves it sends packets, not keys."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pyte
import pytest

from checkin.desk import Desk

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a served desk reads packets from a Unix pipe"
)


class Browser:
    """The window, and the pipe to the program behind it: a kind, a size in four bytes, and what was typed."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self._program = program
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        out = self._program.stdout
        assert out
        while (line := out.readline()) and line != b"__GANGLION__\n":
            pass
        while kind := out.read(1):
            data = out.read(int.from_bytes(out.read(4), "big"))
            if kind == b"D":
                self._stream.feed(data)

    def send(self, text: str, kind: bytes = b"D") -> None:
        assert self._program.stdin
        data = text.encode()
        self._program.stdin.write(kind + len(data).to_bytes(4, "big") + data)
        self._program.stdin.flush()

    def shows(self, text: str) -> bool:
        """Wait until it is on the screen."""
        until = monotonic() + 20
        while monotonic() < until:
            if text in "\n".join(self._screen.display):
                return True
            sleep(0.05)
        return False


@contextmanager
def browser(season: Path) -> Iterator[Browser]:
    env = {
        **os.environ,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "COLUMNS": "80",
        "LINES": "24",
    }
    argv = [sys.executable, "-m", "checkin", "--season", str(season), "--desk", "W", "--by", "Maria"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as program:
        try:
            yield Browser(program)
        finally:
            program.kill()


def test_a_scan_in_a_browser_opens_its_card_with_its_keys_in_one_packet_or_each_in_its_own(
    season: Path,
) -> None:
    desk = Desk.open(season, desk="A", by="", writer="aaaa")
    desk.load()
    one, another = [key for key in sorted(desk.roster.people) if desk.roster.people[key].ids][:2]
    ids = {key: desk.roster.people[key].ids[-1].value for key in (one, another)}
    with browser(season) as window:
        assert window.shows("ready to scan")
        window.send(f"{ids[one]}\r")
        assert window.shows(desk.roster.people[one].name)
        for key in f"{ids[another]}\r":
            window.send(key)
            sleep(0.03)
        assert window.shows(desk.roster.people[another].name)
    desk.catch_up()
    assert not desk.night.arrivals(one)
    desk.close()
