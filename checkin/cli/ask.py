"""Verbs that only ask: find, show, log."""

from __future__ import annotations

import click

from checkin.cli.answers import found_person, needed_person
from checkin.cli.options import Place, as_json_option, common, on_date, open_desk
from checkin.cli.paper import card_lines, history_lines, hit_lines
from checkin.cli.shapes import card_shape, event_shape, hit_shape, to_json
from checkin.domain.card_of import arrival_of

__all__ = ["find", "log", "show"]


@click.command()
@click.argument("text", nargs=-1, required=True)
@as_json_option
@common
def find(place: Place, text: tuple[str, ...], *, as_json: bool) -> None:
    """Look people up by name, id, phone, e-mail, team or box number.

    Example: checkin find garcia 12u
    """
    with open_desk(place) as desk:
        hits = desk.find(" ".join(text))
        if as_json:
            click.echo(to_json([hit_shape(one, desk.roster) for one in hits]))
        elif hits:
            click.echo("\n".join(hit_lines(hits, desk.roster)))
        else:
            click.echo("Nobody found. Try a part of the name, the team or the phone number.")


@click.command()
@click.argument("person")
@click.option("--on", "on", metavar="DATE", help="Judge on another date, for example 2026-08-25.")
@as_json_option
@common
def show(place: Place, person: str, *, on: str | None, as_json: bool) -> None:
    """Show one person's card: what is missing, what to do next, what waits on the shelf.

    Example: checkin show 70123456 --on 2026-08-25
    """
    date = on_date(on)
    with open_desk(place) as desk:
        found = found_person(person, desk)
        card = desk.card(found.person, found.found_by, date)
        arrivals = desk.night.arrivals(found.person)
        latest = arrival_of(arrivals[-1]) if arrivals else None
        click.echo(to_json(card_shape(card, latest)) if as_json else "\n".join(card_lines(card)))


@click.command()
@click.argument("person", required=False)
@as_json_option
@common
def log(place: Place, person: str | None, *, as_json: bool) -> None:
    """Print what was recorded, oldest first: everything, or what concerns one person.

    Example: checkin log --json
    """
    with open_desk(place) as desk:
        key = ""
        if person is not None:
            key = needed_person(person, desk)
        lines = desk.history(key, whole=as_json)
        if as_json:
            events = (desk.night.get(line.event) for line in lines)
            for event in filter(None, events):
                click.echo(to_json(event_shape(event), indent=None))
        else:
            click.echo("\n".join(history_lines(lines)) or "Nothing is recorded yet.")
