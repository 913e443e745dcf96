"""The verb that puts the season's evenings beside each other."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.cli.tell import format_asked, meeting_of, put_or_print
from checkin.report import FORMATS, evenings_report, rendered
from checkin.report.shape import totals_shape

__all__ = ["evenings"]


@click.command()
@click.argument("keys", metavar="[MEETING...]", nargs=-1)
@click.option(
    "--format", "shape", type=click.Choice([*FORMATS]), help="How; else as the file's name ends, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file instead of printing.")
@as_json_option
@common
def evenings(
    place: Place, keys: tuple[str, ...], shape: str | None, output: Path | None, *, as_json: bool
) -> None:
    """Show the figures of every evening and of the season side by side; of two, what differs.

    MEETING is a meeting's key in region.toml, or `season`.

    Example: checkin evenings meeting-1 meeting-3
    """
    chosen = format_asked(shape, output, as_json=as_json)
    with open_desk(place) as desk:
        wanted = [meeting_of(one, desk) for one in keys]
        meetings = wanted or [*sorted(desk.region.meetings, key=lambda one: (one.on, one.starts)), None]
        found = [(one, desk.summary(one)) for one in meetings]
        if chosen == "json":
            rows = [
                {"meeting": one.key if one else None, **totals_shape(summary.totals)}
                for one, summary in found
            ]
            data = f"{to_json(rows)}\n".encode()
        else:
            data = rendered(evenings_report(found, desk.region, desk.local(desk.now())), chosen)
    put_or_print(output, data)
