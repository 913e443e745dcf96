"""What all verbs that record have in common."""

from __future__ import annotations

from dataclasses import replace

import click

from checkin.cli.ask import refuse
from checkin.cli.shapes import to_json
from checkin.desk import Desk
from checkin.domain.commands import Command, Refused

__all__ = ["needed_person", "needed_team", "record_and_tell"]

_ALL_THE_SAME = {"unknown-size": " `--anyway` records it all the same."}
"""How a script says that something refused is right."""


def needed_person(text: str, desk: Desk) -> str:
    """Return the key of the person that is meant, or leave with the candidates."""
    found = desk.person(text)
    return refuse(found) if isinstance(found, Refused) else found.person


def needed_team(text: str, desk: Desk) -> str:
    """Return the key of the team that is meant, or leave with the candidates."""
    found = desk.team(text)
    return refuse(found) if isinstance(found, Refused) else found.key


def record_and_tell(command: Command, desk: Desk, *, as_json: bool) -> None:
    """Record, and print what was recorded; or leave with the reason why not."""
    answer = desk.do(command)
    if isinstance(answer, Refused):
        how = _ALL_THE_SAME.get(answer.code, "")
        refuse(replace(answer, sentence=f"{answer.sentence}{how}"))
    told = {
        "act": answer.act,
        "events": [one.id for one in answer.events],
        "sentence": answer.sentence,
        "warning": answer.warning or None,
    }
    click.echo(to_json(told) if as_json else answer.sentence)
    if answer.warning:
        click.echo(answer.warning, err=True)
