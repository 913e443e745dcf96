"""The verb that settles what two desks recorded against each other."""

from __future__ import annotations

from dataclasses import asdict

import click

from checkin.cli.answers import record_and_tell
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.domain.commands import Settle

__all__ = ["settle"]


@click.command()
@click.argument("event", required=False)
@click.option("--both", is_flag=True, help="All of them happened; none is taken off the record.")
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history.")
@as_json_option
@common
def settle(place: Place, event: str | None, *, both: bool, reason: str, as_json: bool) -> None:
    """Say which of two records counts; without EVENT, list what was recorded twice, with both sides.

    `checkin record undo` of the act takes that back.

    Example: checkin settle 7K2M9QXR4T1B --reason "Ana brought hers back"
    """
    with open_desk(place, desk="script") as desk:
        if event is None:
            found = desk.anomalies()
            groups = (
                "\n".join(f"{side.event}  {side.what} ({side.where})" for side in one.sides) for one in found
            )
            told = "\n\n".join(groups) or "Nothing was recorded twice."
            click.echo(to_json([asdict(one)["sides"] for one in found]) if as_json else told)
            return
        record_and_tell(Settle(event, both, reason), desk, as_json=as_json)
