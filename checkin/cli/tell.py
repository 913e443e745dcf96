"""The verb that sums up the night, in every format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from checkin.cli.answers import refuse
from checkin.cli.files import put_or_leave
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.desk import Desk
from checkin.domain.commands import Refused
from checkin.domain.region import Meeting
from checkin.report import (
    FORMATS,
    LISTS,
    PRINTED,
    RECIPIENTS,
    format_of,
    json_text,
    rendered,
    report_for,
    report_of,
)

__all__ = ["format_asked", "meeting_of", "put_or_print", "summary"]


@click.command()
@click.option(
    "--meeting", metavar="KEY", help="A meeting's key in region.toml; `season` for the whole season."
)
@click.option(
    "--format", "shape", type=click.Choice([*FORMATS]), help="How; else as the file's name ends, else text."
)
@click.option("--for", "recipient", type=click.Choice([*RECIPIENTS]), help="Only what this person works off.")
@click.option("--division", metavar="KEY", help="With --for: only this division.")
@click.option("--list", "only", type=click.Choice(LISTS), help="Only this list.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file instead of printing.")
@as_json_option
@common
def summary(
    place: Place,
    meeting: str | None,
    shape: str | None,
    recipient: str | None,
    division: str | None,
    only: str | None,
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print or write the pickup summary of a meeting: today's, else the season's.

    Example: checkin summary --meeting aug-25 --for coordinator --division 12U -o for-12u.pdf
    """
    chosen = format_asked(shape, output, as_json=as_json)
    if chosen == "json" and (only or recipient):
        raise click.UsageError("JSON always has every list. Leave --list and --for out.")
    if division and not recipient:
        raise click.UsageError("--division goes with --for.")
    with open_desk(place) as desk:
        told = desk.summary(meeting_of(meeting, desk))
        if chosen == "json":
            data = json_text(told).encode()
        else:
            made = desk.local(desk.now())
            if recipient:
                key = _division(division, desk) if division else ""
                report = report_for(recipient, told, desk.region, made, key)
            else:
                report = report_of(told, desk.region, made)
            if only:
                report = replace(report, tables=tuple(one for one in report.tables if one.key == only))
            data = rendered(report, chosen)
    put_or_print(output, data)


def format_asked(shape: str | None, output: Path | None, *, as_json: bool) -> str:
    """Return the format that the options ask for.

    Raises `click.UsageError` when they contradict each other or name none.
    """
    if as_json and shape not in (None, "json"):
        raise click.UsageError("--json and --format ask for two formats. Leave one of them out.")
    chosen = "json" if as_json else shape or (format_of(output) if output else "text")
    if chosen is None:
        endings = ", ".join(FORMATS.values())
        raise click.BadParameter(f"Name a file that ends in {endings}, or add --format.", param_hint="-o")
    if chosen not in PRINTED and output is None:
        ending = FORMATS[chosen]
        raise click.UsageError(
            f"A terminal can't show {ending}. Name a file, for example -o summary{ending}."
        )
    return chosen


def put_or_print(output: Path | None, data: bytes) -> None:
    """Write a file, or print it; leave with exit code 3 when it can't be written."""
    if output is None:
        click.echo(data.decode("utf-8").removeprefix("\ufeff"), nl=False)
        return
    put_or_leave(output, data, "A file that was there before is unchanged.")
    click.echo(f"Wrote {output}")


def meeting_of(key: str | None, desk: Desk) -> Meeting | None:
    """Return the meeting of an option, today's, or none for the season; else leave with those known."""
    if key is None:
        return desk.meeting()
    if key == "season":
        return None
    meetings = {one.key: one for one in desk.region.meetings}
    if key not in meetings:
        known = tuple(
            f"{one.key}  {one.on:%a %b} {one.on.day}  {', '.join(one.divisions)}" for one in meetings.values()
        )
        refuse(Refused("unknown-meeting", f"No meeting has the key {key}. These have one:", known))
    return meetings[key]


def _division(text: str, desk: Desk) -> str:
    found = desk.region.division_of(text)
    if found is None:
        known = tuple(one.key for one in desk.region.divisions)
        refuse(Refused("unknown-division", f"No division is called {text}. Known here:", known))
    return found.key
