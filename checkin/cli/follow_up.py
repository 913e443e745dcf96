"""The verb that writes to people after a meeting."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from checkin.cli.answers import refuse
from checkin.cli.bar import bar
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.cli.tell import meeting_of
from checkin.desk import Desk
from checkin.desk.follow_up import letters, record_written, whom_to_write
from checkin.domain.commands import Refused
from checkin.domain.follow_up import FollowUp
from checkin.domain.phrases import many
from checkin.domain.region import Meeting, Region
from checkin.domain.region_follow_up import LANGUAGES
from checkin.follow_up import address_of, eml, file_name, mail_merge
from checkin.report import RECIPIENTS, put_all, rendered, report_for

__all__ = ["files", "follow_up"]

_TABLE = "mail-merge.csv"
_MESSAGES = 0.9
"""Share of the work that the messages are; the rest are the lists."""
_File = tuple[str, bytes]
"""Name and content."""
_Tell = Callable[[str, float], None]
"""Says what is written, and which share of all is done."""


@click.command("follow-up")
@click.option(
    "--meeting", metavar="KEY", help="A meeting's key in region.toml; `season` for the whole season."
)
@click.option("--write", is_flag=True, help="Write the files; without it, only who would be written to.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Into this folder; else into one of its own in the season folder.",
)
@click.option("--language", type=click.Choice([*LANGUAGES]), help="For all, whatever was chosen for each.")
@click.option("--again", is_flag=True, help="Also what was written before, about the same state.")
@as_json_option
@common
def follow_up(
    place: Place,
    meeting: str | None,
    output: Path | None,
    language: str | None,
    *,
    write: bool,
    again: bool,
    as_json: bool,
) -> None:
    """Write one message to each person for whom something is open: what, the next step, how to collect.

    Each is an .eml file that a mail program opens as a draft, with the person's own code, and a row of
    mail-merge.csv. Beside them are lists as PDF: for each Division Coordinator, the CVPA, the administrator
    and the equipment manager. Nothing is sent. Without --write nothing is written, and the same state is
    never written twice.

    Example: checkin follow-up --meeting aug-25 --write
    """
    if output and not write:
        raise click.UsageError("Add --write: without it no file is written.")
    with open_desk(place, desk="follow-up") as desk:
        chosen = meeting_of(meeting, desk)
        found = whom_to_write(desk, chosen, language or "")
        due = [one for one in found if again or not one.written]
        folder = _written(desk, chosen, due, output) if write and due else None
        if as_json:
            messages = [_shape(one, written=folder is not None) for one in due]
            before = len(found) - len(due)
            told = {"meeting": chosen.key if chosen else None, "messages": messages, "written_before": before}
            click.echo(to_json({**told, "folder": str(folder) if folder else None}))
        else:
            click.echo("\n".join(_lines(due, len(found) - len(due), folder, desk.region)))


def _lines(due: Sequence[FollowUp], before: int, folder: Path | None, region: Region) -> Iterator[str]:
    for one in due:
        address = address_of(one.person)
        way = address or next(iter(one.person.phones), "") or "no address, no phone"
        yield f"{one.person.name:<26}  {one.language}  {way:<32}  {_open(one, region)}".rstrip()
    unreachable = sum(not address_of(one.person) for one in due)
    if due:
        yield ""
    who = many(len(due), "person has", "people have")
    yield f"{who} something open." if due else "Nobody is to be written to."
    if unreachable:
        yield f"Without an e-mail address: {unreachable}. They are in {_TABLE} only, with their phone."
    if before:
        yield f"Written before about the same state, left out: {before}. --again writes them too."
    if folder:
        yield f"Wrote {folder}: open the .eml files with a mail program and send them, or merge {_TABLE}."
    elif due:
        yield "Nothing was written. Add --write."


def _open(one: FollowUp, region: Region) -> str:
    labels = {item.key: item.label.lower() for item in region.items}
    waiting = [f"{row.team} {', '.join(labels.get(item, item) for item in row.items)}" for row in one.waiting]
    lacking = [
        f"{row.team} {labels.get(row.item, row.item)}{f' ({row.parts})' if row.parts else ''}"
        for row in one.lacking
    ]
    parts = (
        f"missed {one.missed.key}" if one.missed else "",
        f"open: {', '.join(dict.fromkeys(todo.label for todo in one.open))}" if one.open else "",
        f"not collected: {'; '.join(waiting)}" if waiting else "",
        f"not right: {'; '.join(lacking)}" if lacking else "",
    )
    return " · ".join(filter(None, parts))


def _shape(one: FollowUp, *, written: bool) -> dict[str, Any]:
    """Return a message as scripts read it."""
    return {
        "person": {"id": one.person.key, "name": one.person.name},
        "email": address_of(one.person) or None,
        "language": one.language,
        "missed": one.missed.key if one.missed else None,
        "open": [
            {"requirement": todo.key, "state": todo.state.value, "next_step": todo.step, "link": todo.link}
            for todo in one.open
        ],
        "not_collected": [
            {"team": row.team, "items": list(row.items), "held": list(row.held)} for row in one.waiting
        ],
        "state": one.state,
        "file": file_name(one.person) if written and address_of(one.person) else None,
    }


def _written(desk: Desk, meeting: Meeting | None, due: Sequence[FollowUp], output: Path | None) -> Path:
    """Write the files, then the record that they were written, and return the folder."""
    stamp = f"{desk.local(desk.now()):%Y-%m-%d-%H%M%S}"
    folder = output or desk.season.path / "follow-up" / stamp
    try:
        if output is None:
            folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if any(folder.iterdir()):
            told = f"{folder} is not empty: messages of two times would be mixed up. Choose another folder."
            refuse(Refused("folder-in-use", told))
        with bar() as tell:
            put_all(folder, files(desk, meeting, due, tell))
    except OSError as error:
        click.echo(
            f"{folder} can't be written: {error.strerror}. Nothing was recorded: mend it and run it again.",
            err=True,
        )
        sys.exit(3)
    answer = record_written(desk, due)
    if isinstance(answer, Refused):
        click.echo(answer.sentence, err=True)
    return folder


def files(desk: Desk, meeting: Meeting | None, due: Sequence[FollowUp], tell: _Tell) -> Iterator[_File]:
    """Yield each message, the table of all, and each list."""
    rows = []
    for place, (one, letter) in enumerate(letters(desk, due), 1):
        tell(f"{place} of {len(due)} messages", place / len(due) * _MESSAGES)
        rows.append((one.person, letter))
        if address_of(one.person):
            mail = eml(one.person, letter, desk.region.follow_up.sender, desk.local(desk.now()))
            yield file_name(one.person), mail
    yield _TABLE, mail_merge(rows)
    yield from _lists(desk, meeting, tell)


def _lists(desk: Desk, meeting: Meeting | None, tell: _Tell) -> Iterator[_File]:
    """Yield what each Division Coordinator, the CVPA, administrator and equipment manager work off."""
    summary, made = desk.summary(meeting), desk.local(desk.now())
    divisions = [one.division for one in summary.divisions if one.totals.expected]
    papers = [("coordinator", one) for one in divisions]
    papers += [(one, "") for one in RECIPIENTS if one != "coordinator"]
    for place, (recipient, division) in enumerate(papers):
        tell(f"list for {recipient} {division}", _MESSAGES + (1 - _MESSAGES) * place / len(papers))
        paper = report_for(recipient, summary, desk.region, made, division)
        name = re.sub(r"[^\w-]+", "-", f"{recipient}-{division}" if division else recipient).strip("-")
        yield f"for-{name}.pdf", rendered(paper, "pdf")
