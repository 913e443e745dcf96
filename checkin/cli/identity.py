"""The verb that settles who is one person and who is two."""

from __future__ import annotations

from dataclasses import asdict

import click

from checkin.cli.answers import needed_person, record_and_tell
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.desk import Desk
from checkin.domain.commands import SettleIdentity
from checkin.domain.identity import Doubted, Side

__all__ = ["identity"]


@click.command()
@click.argument("person", required=False)
@click.argument("other", required=False)
@click.option("--same", "answer", flag_value="same", help="They are one person.")
@click.option("--two", "answer", flag_value="two", help="They are two people.")
@click.option("--reason", metavar="TEXT", default="", help="Who said so, for the history.")
@as_json_option
@common
def identity(
    place: Place, person: str | None, other: str | None, *, answer: str | None, reason: str, as_json: bool
) -> None:
    """Say whether two people of the files are one, for this import and every later one.

    Without PERSON and OTHER it lists who is doubtful. Say it again the other way to change it.

    Example: checkin identity K7Q2M 8RTX4 --same --reason "married in June"
    """
    with open_desk(place, desk="script") as desk:
        if person is None:
            doubts = [desk.doubted(one) for one in desk.doubts()]
            told = "\n\n".join(map(_told, doubts)) or "Nobody is doubtful: each person is one in the files."
            click.echo(to_json([asdict(one) for one in doubts]) if as_json else told)
            return
        if other is None or answer is None:
            raise click.UsageError("Name two people and say --same or --two: checkin identity A B --same")
        command = SettleIdentity(_key(person, desk), _key(other, desk), answer == "same", reason)
        record_and_tell(command, desk, as_json=as_json)


def _key(text: str, desk: Desk) -> str:
    """Return the key that a text is, also one that was joined to another, or whom it means."""
    known = {key for one in desk.doubts() for key in (one.one, one.another)}
    if text in desk.roster.people or text in desk.roster.now_called or text in known:
        return text
    return needed_person(text, desk)


def _told(doubted: Doubted) -> str:
    now = "one person now" if doubted.joined else "two people now"
    return "\n".join([*map(_side, (doubted.one, doubted.another)), f"  why: {doubted.why}; {now}"])


def _side(side: Side) -> str:
    parts = (", ".join(side.teams) or "no team", ", ".join(side.known_by), ", ".join(side.kinds))
    return f"{side.key}  {side.name}: {'; '.join(filter(None, parts))}"
