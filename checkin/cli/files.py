"""Writing the file that a verb was asked for, or saying why it can't be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from checkin.report import put

__all__ = ["put_or_leave", "unwritable"]


def put_or_leave(path: Path, data: bytes, after: str = "") -> None:
    """Write a file; leave with exit code 3 when it can't be written, and say what that means for the rest."""
    try:
        put(path, data)
    except OSError as error:
        unwritable(path, error, after)


def unwritable(path: Path, error: OSError, after: str = "") -> NoReturn:
    """Say that a file can't be written and what helps, and leave with exit code 3."""
    told = "Choose another folder, or close the program that has it open."
    click.echo(f"{path} can't be written: {error.strerror}. {told}{after and ' '}{after}", err=True)
    sys.exit(3)
