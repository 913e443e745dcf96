"""Verbs about a team's items after, or instead of, a plain hand-over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from checkin.cli.answers import needed_person, needed_team, record_and_tell
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.domain.commands import Mark, MarkItem, Release
from checkin.domain.parts import typed_parts

__all__ = ["ITEM_VERBS"]

_note = click.option("--note", metavar="TEXT", default="", help="A word for the next volunteer.")
_parts = click.argument("parts", metavar="[COUNT SIZE]...", nargs=-1)
_anyway = click.option("--anyway", is_flag=True, help="A size that the region doesn't know is right.")


def _about_item(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb a team, an item, a note and the common options."""
    return click.argument("team")(click.argument("item")(_note(as_json_option(common(verb)))))


def _mark(
    place: Place,
    team: str,
    item: str,
    mark: Mark,
    note: str,
    typed: str = "",
    *,
    as_json: bool,
    anyway: bool = False,
) -> None:
    with open_desk(place, desk="script") as desk:
        sizes = next((one.sizes for one in desk.region.items if one.key == item), ())
        parts = typed_parts(typed, sizes)
        command = MarkItem(needed_team(team, desk), item, mark, parts, note.strip(), anyway=anyway)
        record_and_tell(command, desk, as_json=as_json)


@click.command()
@_about_item
@_parts
@_anyway
def short(
    place: Place, team: str, item: str, parts: tuple[str, ...], note: str, *, as_json: bool, anyway: bool
) -> None:
    """Record that something is missing in an item that was given; sizes and counts, if known.

    Example: checkin record short 12UG-03 uniform-box "2 YM" "1 YL"
    """
    _mark(place, team, item, "short", note, ",".join(parts), as_json=as_json, anyway=anyway)


@click.command("wrong-size")
@_about_item
@_parts
@_anyway
def wrong_size(
    place: Place, team: str, item: str, parts: tuple[str, ...], note: str, *, as_json: bool, anyway: bool
) -> None:
    """Record that something in an item has a wrong size; the right sizes and counts, if known.

    Example: checkin record wrong-size 12UG-03 uniform-box "2 YM"
    """
    _mark(place, team, item, "wrong-size", note, ",".join(parts), as_json=as_json, anyway=anyway)


@click.command()
@_about_item
def owed(place: Place, team: str, item: str, note: str, *, as_json: bool) -> None:
    """Record that an item isn't there, so that the region owes it to the team.

    Example: checkin record owed 12UG-03 uniform-box --note "not in the delivery"
    """
    _mark(place, team, item, "owed", note, as_json=as_json)


@click.command("return")
@_about_item
def give_back(place: Place, team: str, item: str, note: str, *, as_json: bool) -> None:
    """Record that an item came back; it can be handed over again.

    Example: checkin record return 12UG-03 uniform-box --note "team folded"
    """
    _mark(place, team, item, "returned", note, as_json=as_json)


@click.command()
@_about_item
def exchange(place: Place, team: str, item: str, note: str, *, as_json: bool) -> None:
    """Record that an item was swapped for another one that is right.

    Example: checkin record exchange 12UG-03 uniform-box
    """
    _mark(place, team, item, "exchanged", note, as_json=as_json)


@click.command("top-up")
@_about_item
@_parts
def top_up(place: Place, team: str, item: str, parts: tuple[str, ...], note: str, *, as_json: bool) -> None:
    """Record that what was missing in an item was given: all of it, or so much.

    Example: checkin record top-up 12UG-03 uniform-box "1 YM"
    """
    _mark(place, team, item, "topped-up", note, ",".join(parts), as_json=as_json)


@click.command()
@click.argument("team")
@click.argument("item")
@click.option("--for", "person", metavar="PERSON", required=True, help="From whom the item is held back.")
@click.option("--name", metavar="TEXT", required=True, help="Who allows it.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, for every desk and the summary.")
@as_json_option
@common
def release(
    place: Place, team: str, item: str, *, person: str, name: str, reason: str, as_json: bool
) -> None:
    """Record that an item that is held back from a person may be given all the same.

    Example: checkin record release 12UG-03 roster --for 70123456 --name "Ana Lopez" --reason "on Saturday"
    """
    with open_desk(place, desk="script") as desk:
        command = Release(needed_person(person, desk), needed_team(team, desk), item, name, reason)
        record_and_tell(command, desk, as_json=as_json)


ITEM_VERBS = (short, wrong_size, owed, give_back, exchange, top_up, release)
"""In the order of the help."""
