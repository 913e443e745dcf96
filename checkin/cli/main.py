"""The group of verbs, and the one place where every error becomes a sentence."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from checkin.cli.options import Place, common, devices
from checkin.cli.screen import open_board, open_runner, open_screen

__all__ = ["cli", "main"]

_VERBS = {
    "demo": "begin:demo",
    "init": "begin:init",
    "import": "begin:import_files",
    "find": "ask:find",
    "show": "ask:show",
    "summary": "tell:summary",
    "export": "export:export",
    "evenings": "evenings:evenings",
    "follow-up": "follow_up:follow_up",
    "log": "ask:log",
    "record": "record:record",
    "badge": "badge:badge",
    "badges": "badges:badges",
    "labels": "badges:labels",
    "merge": "merge:merge",
    "settle": "settle:settle",
    "identity": "identity:identity",
    "verify": "verify:verify",
    "slip": "slip:slip",
    "handover": "handover:handover",
    "checklist": "checklist:checklist",
    "rules": "rules:rules",
    "purge": "purge:purge",
    "backup": "keep:backup",
    "restore": "keep:restore_backup",
}
"""Where each verb stands; it is loaded when it is asked for."""


class _Verbs(click.Group):
    """A group that loads a verb when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the verbs in the order of an evening."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """Return one verb."""
        if cmd_name not in _VERBS:
            return None
        module, name = _VERBS[cmd_name].split(":")
        found: click.Command = getattr(import_module(f"checkin.cli.{module}"), name)
        return found


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@devices
@click.option("--board", is_flag=True, help="Open the live board instead, on a second screen.")
@click.option("--runner", is_flag=True, help="Open the queue of boxes to fetch instead, by the shelves.")
@click.option("--meeting", metavar="KEY", default="", help="With --board: another meeting than today's.")
@common
@click.version_option(package_name="checkin")
def cli(place: Place, meeting: str, *, board: bool, runner: bool) -> None:
    """Check coaches in, see what they still need, hand over rosters and uniform boxes.

    Without a verb the desk opens.
    """
    if click.get_current_context().invoked_subcommand is None:
        if board:
            open_board(place, meeting)
        elif runner:
            open_runner(place)
        else:
            open_screen(place)
    elif board or meeting or runner:
        raise click.UsageError(
            "--board and --runner open a screen, without a verb; --meeting before a verb goes with --board."
        )


def main() -> NoReturn:
    """Run a verb and leave with its exit code: 0 done, 1 refused, 2 wrong usage, 3 not readable."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="checkin", obj=Place())
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except _unreadable() as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    except Exception as error:  # noqa: BLE001  the one outermost place
        _stop(error)
    sys.exit(0)


def _stop(error: Exception) -> NoReturn:
    """Leave at a mistake of the program, and tell no data; `CHECKIN_TRACEBACK` shows all of it."""
    from checkin.tui.crash import EXIT_CODE, told_of  # noqa: PLC0415  only a crash pays

    if os.environ.get("CHECKIN_TRACEBACK"):
        raise error
    click.echo(told_of(error), err=True)
    sys.exit(EXIT_CODE)


def _unreadable() -> tuple[type[Exception], ...]:
    """Return the errors that are a sentence about data or a file."""
    from checkin import tui  # noqa: PLC0415  only what fails pays for it
    from checkin.exchange import ImportRefused  # noqa: PLC0415  the same

    return (*tui.cannot_open(), ImportRefused)
