"""Verbs about the region's rules."""

from __future__ import annotations

import sys

import click

from checkin.cli.ask import as_json_option
from checkin.cli.options import Place, common
from checkin.cli.shapes import to_json
from checkin.domain.describe import described
from checkin.domain.region_text import RegionErrors, parse_region
from checkin.store import Season

__all__ = ["rules"]


@click.group(invoke_without_command=True)
@as_json_option
@common
def rules(place: Place, *, as_json: bool) -> None:
    """Print the region's rules in words; `rules check` finds every mistake in region.toml.

    Example: checkin rules
    """
    if click.get_current_context().invoked_subcommand is None:
        lines = [*described(parse_region(_text(place)))]
        click.echo(to_json(lines) if as_json else "\n".join(lines))


@rules.command()
@as_json_option
@common
def check(place: Place, *, as_json: bool) -> None:
    """Say everything that is wrong with region.toml, each mistake with its line.

    Example: checkin rules check
    """
    try:
        parse_region(_text(place))
    except RegionErrors as error:
        if as_json:
            found = [
                {"line": one.line, "key": one.key, "found": one.found, "allowed": one.allowed}
                for one in error.problems
            ]
            click.echo(to_json(found))
        else:
            click.echo(str(error), err=True)
        sys.exit(3)
    click.echo("[]" if as_json else "The rules can be used as they are.")


def _text(place: Place) -> str:
    season = Season.open(place.path, desk="", writer="")
    try:
        return season.region_text()
    finally:
        season.close()
