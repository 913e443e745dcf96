"""What every test has in common: a fixed clock, fixed ids, a fixed locale and window, and a data folder of its own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from checkin.domain.payload import ALPHABET

MANY = int(os.environ.get("CHECKIN_EXAMPLES", "1"))
"""How many times as many examples a property is tried with, then other ones each time."""
settings.register_profile(
    "table",
    max_examples=50 * MANY,
    derandomize=MANY == 1,
    deadline=None,  # a test is never timed: machines are busy
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("table")

TONIGHT = datetime(2026, 8, 26, 1, 0, tzinfo=UTC)
"""Tuesday, August 25, 7 pm in Albuquerque."""


@dataclass
class Clock:
    """A clock that stands still until it is told otherwise."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **amount: float) -> None:
        """Go on by so many minutes, hours or days."""
        self.at += timedelta(**amount)


@pytest.fixture(autouse=True)
def fixed_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of this computer or its user shows in a test."""
    for name in ("CHECKIN_SEASON", "CHECKIN_DESK", "CHECKIN_BY", "NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    fixed = {
        "CHECKIN_DATA": f"{tmp_path}-data",
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Kathmandu",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "LINES": "24",
        "TEXTUAL_ANIMATIONS": "none",
    }
    for name, value in fixed.items():
        monkeypatch.setenv(name, value)
    _read_time_zone()
    yield
    monkeypatch.undo()
    _read_time_zone()


def _read_time_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at seven in the evening of a meeting."""
    return Clock(TONIGHT)


@pytest.fixture
def ids() -> Callable[[int], str]:
    """Ids that count up, the same in each run."""
    numbers = count(1)

    def following(length: int) -> str:
        number, letters = next(numbers), ""
        for _ in range(length):
            number, letter = divmod(number, len(ALPHABET))
            letters = ALPHABET[letter] + letters
        return letters

    return following


@pytest.fixture(scope="session")
def demo_season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up region at its full size, not to be written to."""
    from checkin.demo import make

    return make(tmp_path_factory.mktemp("demo") / "season", now=TONIGHT).path


@pytest.fixture
def season(demo_season: Path, tmp_path: Path) -> Path:
    """The made-up region in a folder of the test's own."""
    return Path(shutil.copytree(demo_season, tmp_path / "season"))


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a processor: half of the tests wait for a screen or a terminal."""
    return 2 * (os.cpu_count() or 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let somebody who has looked at new pictures approve them."""
    parser.addoption("--update-pictures", action="store_true", help="draw the pictures of the screens anew")
