"""The way from the command line to the screen, as short as it can be."""

from __future__ import annotations

import os
import sys

import click

from checkin.cli.options import Place

__all__ = ["open_board", "open_runner", "open_screen"]


def open_screen(place: Place, notice: str = "") -> None:
    """Open the desk and leave with its exit code; in a pipe say which verbs work there."""
    _needs_terminal("The desk", place)
    from checkin import tui  # noqa: PLC0415  printing verbs don't pay for the screen

    sys.exit(
        tui.run(
            place.open,
            desk=place.desk,
            by=place.by,
            notice=notice,
            camera=place.camera,
            serial=place.serial,
        )
    )


def open_board(place: Place, meeting: str = "") -> None:
    """Open the live board and leave with its exit code."""
    _needs_terminal("The board", place)
    from checkin import tui  # noqa: PLC0415  printing verbs don't pay for the screen

    sys.exit(tui.run_board(lambda: place.open("board"), meeting=meeting))


def open_runner(place: Place) -> None:
    """Open the runner's screen and leave with its exit code."""
    _needs_terminal("The runner's screen", place)
    from checkin import tui  # noqa: PLC0415  printing verbs don't pay for the screen

    sys.exit(tui.run_runner(lambda: place.open("runner")))


def _needs_terminal(what: str, place: Place) -> None:
    served = "TEXTUAL_DRIVER" in os.environ  # a program that shows the screen in a browser sets it
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        told = f"{what} needs a terminal window. `checkin --help` lists the verbs that work here."
        click.echo(told, err=True)
        sys.exit(2)
    place.clock()  # an instant that can't be read is wrong usage, to be said before the screen opens
