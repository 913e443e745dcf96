"""The verb that puts the evening's list on paper, and the one that takes marked rows over."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from checkin.cli.ask import as_json_option, refuse
from checkin.cli.options import Place, common, open_desk
from checkin.cli.shapes import to_json
from checkin.domain.commands import Refused
from checkin.domain.evening_commands import EnterRow, PrintChecklist
from checkin.report import put

__all__ = ["checklist", "paper_row"]


@click.command()
@click.option("--meeting", metavar="KEY", help="Another meeting than today's; `all` for everybody.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The .pdf or .txt file to write.")
@as_json_option
@common
def checklist(place: Place, meeting: str | None, output: Path | None, *, as_json: bool) -> None:
    """Print the evening's list by division, with row numbers, for when the power goes.

    Example: checkin checklist -o checklist.pdf
    """
    from checkin.print.checklist import checklist_lines, checklist_pdf  # noqa: PLC0415  only this verb draws

    output = output or Path("checklist.pdf")
    if output.suffix.lower() not in (".pdf", ".txt"):
        raise click.BadParameter("Name a file that ends in .pdf or .txt.", param_hint="--output")
    with open_desk(place, desk="paper") as desk:
        known = {one.key for one in desk.region.meetings}
        if meeting not in (None, "all", *known):
            told = f"No meeting has the key {meeting}. Known here:"
            refuse(Refused("unknown-meeting", told, tuple(sorted(known))))
        today = desk.meeting()
        key = "" if meeting == "all" else meeting or (today.key if today else "")
        answer = desk.do(PrintChecklist(key))
        if isinstance(answer, Refused):
            refuse(answer)
        made = next(one.sheet for event in answer.events if (one := event.fact) and hasattr(one, "sheet"))
        told_list = desk.checklist(made)
    if told_list is None:
        return
    pdf = output.suffix.lower() == ".pdf"
    data = checklist_pdf(told_list) if pdf else "\n".join([*checklist_lines(told_list), ""]).encode()
    try:
        put(output, data)
    except OSError as error:
        click.echo(f"{output} can't be written: {error.strerror}. Choose another folder.", err=True)
        sys.exit(3)
    told = f"Wrote {output}: sheet {told_list.sheet}, {len(told_list.rows)} rows."
    shape = {**asdict(told_list), "as_of": told_list.as_of.isoformat(timespec="seconds"), "file": str(output)}
    click.echo(to_json(shape) if as_json else told)


@click.command("paper")
@click.argument("rows", metavar="ROW...", nargs=-1, required=True)
@click.option("--sheet", default="", help="Code of the printing; else the latest of tonight.")
@as_json_option
@common
def paper_row(place: Place, rows: tuple[str, ...], sheet: str, *, as_json: bool) -> None:
    """Take rows of the paper list over, each as it is read aloud; the first that is wrong ends it.

    Example: checkin record paper "14 a" "15 ab 19:20"
    """
    with open_desk(place, desk="script") as desk:
        for row in rows:
            answer = desk.do(EnterRow(row, sheet))
            if isinstance(answer, Refused):
                refuse(answer)
            events = [one.id for one in answer.events]
            told = {"act": answer.act, "events": events, "sentence": answer.sentence}
            click.echo(to_json(told, indent=None) if as_json else answer.sentence)
