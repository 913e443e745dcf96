"""A bar on the terminal for whatever takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

__all__ = ["bar"]

_PATIENCE = 1.0
"""Seconds after which a person wonders whether anything happens."""
_EVERY = 0.1
"""Seconds between two drawings."""
_WIDTH = 30
_LINE = 78
"""Columns of the line that is drawn on."""


@contextmanager
def bar() -> Iterator[Callable[[str, float], None]]:
    """Give what draws how far it is on standard error, where that is a terminal; nothing stays behind."""
    begun = drawn = monotonic()

    def tell(words: str, share: float) -> None:
        nonlocal drawn
        now = monotonic()
        if now - begun < _PATIENCE or now - drawn < _EVERY or not sys.stderr.isatty():
            return
        full = round(_WIDTH * share)
        line = f"{'━' * full}{'·' * (_WIDTH - full)} {share:4.0%}  {words}"
        click.echo(f"\r{line[:_LINE]:<{_LINE}}", nl=False, err=True)
        drawn = now

    try:
        yield tell
    finally:
        if drawn > begun:
            click.echo(f"\r{' ' * _LINE}\r", nl=False, err=True)
