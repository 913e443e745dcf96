"""The group of verbs, and the one place where every error becomes a sentence."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from checkin.cli import ask, begin, write
from checkin.cli.options import Place, common
from checkin.cli.rules import rules
from checkin.domain.events import UnknownKind
from checkin.domain.region_text import RegionErrors
from checkin.exchange import ImportRefused
from checkin.store import StoreError

__all__ = ["cli", "main"]


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@common
@click.version_option(package_name="checkin")
def cli(place: Place) -> None:
    """Check coaches in, see what they still need, hand over rosters and uniform boxes.

    Without a verb the desk opens.
    """
    if click.get_current_context().invoked_subcommand is None:
        begin.open_screen(place)


for verb in (
    begin.demo,
    begin.init,
    begin.import_files,
    ask.find,
    ask.show,
    ask.summary,
    ask.log,
    write.record,
    write.badge,
    rules,
):
    cli.add_command(verb)


def main() -> NoReturn:
    """Run a verb and leave with its exit code: 0 done, 1 refused, 2 wrong usage, 3 not readable."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="checkin", obj=Place())
    except (StoreError, RegionErrors, ImportRefused, UnknownKind) as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)
