"""The verb for the note at a change of shift."""

from __future__ import annotations

from dataclasses import asdict

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json

__all__ = ["handover"]


@click.command()
@as_json_option
@common
def handover(place: Place, *, as_json: bool) -> None:
    """Print what whoever takes over has to know: what is open, what was short, who was sent away.

    Example: checkin handover
    """
    with open_desk(place) as desk:
        told = desk.handover()
    if as_json:
        click.echo(to_json(asdict(told)))
        return
    lists = (
        ("Open", told.open),
        ("Short, wrong or owed", told.short),
        ("Sent away to do first", told.sent_away),
    )
    for title, lines in lists:
        click.echo(f"{title}: {len(lines) or 'none'}")
        for line in lines:
            click.echo(f"  {line}")
