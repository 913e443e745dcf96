"""What is told of a mistake of the program: where it happened, and never what it was working on."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

__all__ = ["EXIT_CODE", "told_of"]

EXIT_CODE = 70
"""Of a program that stopped at a mistake of its own."""
_DEEPEST = 12
"""Places that are told of one error, the innermost."""


def told_of(error: BaseException) -> str:
    """Return what a volunteer can do, and the places in the program for whoever looks after it.

    The text of an error and the values around it may hold names and phone numbers: none of it is told.
    """
    return "\n".join(
        (
            "checkin stopped at a mistake of its own. What was shown as recorded is safe: open it again.",
            "If it comes back, send these lines to whoever looks after the program; no data is in them:",
            f"  checkin {version('checkin')}, Python {platform.python_version()}, {sys.platform}",
            *(f"  {place}" for place in _places(error)),
        )
    )


def _places(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or error.__context__
    if before is not None and before is not error:
        yield from _places(before)
    yield type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    yield from (f"  {Path(one.filename).name}, line {one.lineno}, in {one.name}" for one in frames)
