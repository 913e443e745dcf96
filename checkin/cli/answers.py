"""What verbs have in common: whom and what they are told of, and what they answer."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any, NoReturn

import click

from checkin.cli.shapes import to_json
from checkin.desk import Desk, Found
from checkin.domain.commands import Command, Recorded, Refused

__all__ = [
    "found_person",
    "needed_person",
    "needed_team",
    "record_and_tell",
    "recorded",
    "refuse",
    "tell",
]

_ALL_THE_SAME = {"unknown-size": " `--anyway` records it all the same."}
"""How a script says that something refused is right."""


def refuse(refused: Refused) -> NoReturn:
    """Say why not, with the candidates, and leave with exit code 1."""
    click.echo(refused.sentence, err=True)
    for candidate in refused.candidates:
        click.echo(f"  {candidate}", err=True)
    sys.exit(1)


def found_person(text: str, desk: Desk) -> Found:
    """Return the person that is meant, and how the words led there; or leave with the candidates."""
    found = desk.person(text)
    return refuse(found) if isinstance(found, Refused) else found


def needed_person(text: str, desk: Desk) -> str:
    """Return the key of the person that is meant, or leave with the candidates."""
    return found_person(text, desk).person


def needed_team(text: str, desk: Desk) -> str:
    """Return the key of the team that is meant, or leave with the candidates."""
    found = desk.team(text)
    return refuse(found) if isinstance(found, Refused) else found.key


def recorded(command: Command, desk: Desk) -> Recorded:
    """Record, or leave with the reason why not."""
    answer = desk.do(command)
    if isinstance(answer, Refused):
        how = _ALL_THE_SAME.get(answer.code, "")
        refuse(replace(answer, sentence=f"{answer.sentence}{how}"))
    return answer


def tell(answer: Recorded, *, as_json: bool, indent: int | None = 2, **more: Any) -> None:
    """Print what was recorded, and warn of what is unusual."""
    told = {
        "act": answer.act,
        "events": [one.id for one in answer.events],
        "sentence": answer.sentence,
        "warning": answer.warning or None,
        **more,
    }
    click.echo(to_json(told, indent=indent) if as_json else answer.sentence)
    if answer.warning:
        click.echo(answer.warning, err=True)


def record_and_tell(command: Command, desk: Desk, *, as_json: bool) -> None:
    """Record, and print what was recorded; or leave with the reason why not."""
    tell(recorded(command, desk), as_json=as_json)
