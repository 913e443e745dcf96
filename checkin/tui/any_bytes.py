"""Lets a scanner send any bytes: a binary code, or one in another alphabet, must not end the program."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from importlib import import_module

__all__ = ["accept_any_bytes"]

_DRIVERS = ("textual.drivers.linux_driver", "textual.drivers.web_driver")
"""Modules that decode what the terminal sends, and stop at the first byte that is no UTF-8."""


def accept_any_bytes() -> None:
    """Read bytes that are no text as a sign that says so, instead of stopping."""
    for name in _DRIVERS:
        try:
            module = import_module(name)
        except ImportError:  # Windows has no terminal of this kind
            continue
        module.getincrementaldecoder = _lenient  # type: ignore[attr-defined]


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return lambda: codecs.getincrementaldecoder(encoding)(errors="replace")
