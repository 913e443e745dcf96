"""The verb that gives back what was recorded, in the columns of the region's systems."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.cli.tell import meeting_of, put_or_print
from checkin.exchange.exports import EXPORTS, columns_of, rows_of
from checkin.exchange.written import csv_bytes

__all__ = ["export"]


@click.command()
@click.argument("what", type=click.Choice([*EXPORTS]))
@click.option(
    "--meeting", metavar="KEY", help="A meeting's key in region.toml; `season` for the whole season."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file instead of printing.")
@as_json_option
@common
def export(place: Place, what: str, meeting: str | None, output: Path | None, *, as_json: bool) -> None:
    """Give arrivals, hand-overs, refreshers or evidence back as CSV for the region's systems.

    Arrivals and hand-overs have the columns of Sports Connect's Volunteer Details, refreshers and evidence
    those of the Association Platform's Admin Credentials Status; evidence is pending until it is verified.

    Example: checkin export refreshers --meeting aug-25 -o refreshers.csv
    """
    with open_desk(place) as desk:
        rows = rows_of(what, meeting_of(meeting, desk), desk.basis_in("en"))
    columns = columns_of(what)
    if as_json:
        told = to_json([dict(zip(columns, row, strict=True)) for row in rows])
        put_or_print(output, f"{told}\n".encode())
    else:
        put_or_print(output, csv_bytes(columns, rows))
