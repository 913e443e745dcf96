"""The way from the command line to the screen, as short as it can be."""

from __future__ import annotations

import sys

import click

from checkin.cli.options import Place

__all__ = ["open_screen"]


def open_screen(place: Place, notice: str = "") -> None:
    """Open the desk and leave with its exit code; in a pipe say which verbs work there."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(
            "The desk needs a terminal window. `checkin --help` lists the verbs that work here.", err=True
        )
        sys.exit(2)
    from checkin import tui  # noqa: PLC0415  printing verbs don't pay for the screen

    place.clock()  # an instant that can't be read is wrong usage, to be said before the screen opens
    sys.exit(tui.run(place.open, desk=place.desk, by=place.by, notice=notice))
