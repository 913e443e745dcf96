"""The verb for the slip that a coach takes home."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from checkin.cli.answers import found_person
from checkin.cli.files import put_or_leave
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.codes.slip_page import slip_lines, slip_page
from checkin.domain.slip import Slip, slip_of

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
        found = found_person(person, desk)
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
    put_or_leave(output, text.encode())
