"""The verb that puts the evening's list on paper, and the one that takes marked rows over."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from checkin.cli.answers import recorded, tell
from checkin.cli.files import put_or_leave
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.cli.tell import meeting_of
from checkin.domain.checklist import checklist_of
from checkin.domain.evening_commands import EnterRow, PrintChecklist
from checkin.domain.evening_facts import ChecklistPrinted
from checkin.domain.phrases import many

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
        chosen = None if meeting == "all" else meeting_of(meeting, desk)
        answer = recorded(PrintChecklist(chosen.key if chosen else ""), desk)
        made = next(
            checklist_of(one, one.fact, desk.basis_in("en"))
            for one in answer.events
            if isinstance(one.fact, ChecklistPrinted)
        )
    pdf = output.suffix.lower() == ".pdf"
    data = checklist_pdf(made) if pdf else "\n".join([*checklist_lines(made), ""]).encode()
    put_or_leave(output, data)
    told = f"Wrote {output}: sheet {made.sheet}, {many(len(made.rows), 'row')}."
    shape = {**asdict(made), "as_of": made.as_of.isoformat(timespec="seconds"), "file": str(output)}
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
            tell(recorded(EnterRow(row, sheet), desk), as_json=as_json, indent=None)
