"""The verb for the slip that a coach takes home."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from checkin.cli.ask import as_json_option, refuse
from checkin.cli.options import Place, common, open_desk
from checkin.cli.shapes import to_json
from checkin.codes.slip_page import slip_lines, slip_page
from checkin.domain.commands import Refused
from checkin.domain.slip import Slip, slip_of
from checkin.report import put

__all__ = ["slip"]


@click.command()
@click.argument("person")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a .html page to print, or a .txt."
)
@as_json_option
@common
def slip(place: Place, person: str, output: Path | None, *, as_json: bool) -> None:
    """Print what one person still has to do; a page has a code to photograph for each step.

    Example: checkin slip 70123456 -o slip.html
    """
    if output and output.suffix.lower() not in (".html", ".txt"):
        raise click.BadParameter("Name a file that ends in .html or .txt.", param_hint="--output")
    with open_desk(place) as desk:
        found = desk.person(person)
        if isinstance(found, Refused):
            refuse(found)
        made = slip_of(desk.card(found.person, found.found_by), desk.region)
    if output:
        _write(output, made)
        click.echo(f"Wrote {output}", err=as_json)
    if as_json:
        click.echo(to_json(asdict(made)))
    elif not output:
        click.echo("\n".join(slip_lines(made)) if made.steps else "Nothing is left to do.")


def _write(output: Path, made: Slip) -> None:
    page = output.suffix.lower() == ".html"
    text = slip_page(made) if page else "\n".join([*slip_lines(made), ""])
    try:
        put(output, text.encode())
    except OSError as error:
        click.echo(f"{output} can't be written: {error.strerror}. Choose another folder.", err=True)
        sys.exit(3)
