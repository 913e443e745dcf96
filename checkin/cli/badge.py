"""The verb that shows one person's code."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checkin.cli.answers import needed_person, recorded
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.codes import qr
from checkin.desk import Desk
from checkin.domain.commands import IssueBadge

__all__ = ["badge"]


@click.command()
@click.argument("person")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a .png or .svg file as well.")
@click.option("--reissue", is_flag=True, help="Make a new code; the lost one is void from then on.")
@as_json_option
@common
def badge(place: Place, person: str, output: Path | None, *, reissue: bool, as_json: bool) -> None:
    """Show a coach's code, and write it with the name as PNG or SVG, for e-mail.

    Example: checkin badge 70123456 -o reyes.png
    """
    if output and output.suffix.lower() not in (".png", ".svg"):
        raise click.BadParameter("Name a file that ends in .png or .svg.", param_hint="--output")
    with open_desk(place, desk="badges") as desk:
        key = needed_person(person, desk)
        if reissue or not desk.badge(key):
            recorded(IssueBadge(key), desk)
        code = desk.badge(key)
        name = desk.roster.people[key].name
        if output:
            _write(output, key, desk)
    if as_json:
        click.echo(
            to_json({"person": {"id": key, "name": name}, "code": code, "file": output and str(output)})
        )
        return
    click.echo(name)
    click.echo(qr.terminal(code, ansi=sys.stdout.isatty()), color=True)
    click.echo(code)
    if output:
        click.echo(f"Wrote {output}")


def _write(output: Path, person: str, desk: Desk) -> None:
    from checkin.cli.files import put_or_leave  # noqa: PLC0415  only who writes a file pays for it
    from checkin.print.picture import png, svg  # noqa: PLC0415  the same
    from checkin.print.tags import badge_of  # noqa: PLC0415  the same

    tag = badge_of(desk.roster.people[person], desk.badge(person), desk.roster, desk.region)
    data = png(tag) if output.suffix.lower() == ".png" else svg(tag).encode()
    put_or_leave(output, data)
