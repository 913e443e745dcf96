"""Verbs that record what happens of an evening beside arrivals and hand-overs."""

from __future__ import annotations

import click

from checkin.cli.answers import needed_person, needed_team, record_and_tell, recorded, refuse, tell
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.shapes import to_json
from checkin.desk import Desk
from checkin.domain.commands import Recorded, Refused
from checkin.domain.evening_commands import (
    CloseNight,
    Correct,
    CountBox,
    CountPile,
    LeaveNote,
    MissBox,
    ReadNotes,
    WalkIn,
)
from checkin.domain.evening_facts import WalkedIn

__all__ = ["close", "correct", "count", "left", "missing", "note", "read", "walk_in"]


@click.command("walk-in")
@click.argument("name")
@click.option("--team", default="", help="Their team, known or new, or only the division.")
@click.option("--role", default="", help="For example assistant coach; else head coach.")
@click.option("--contact", metavar="TEXT", default="", help="Phone or e-mail.")
@click.option("--same-as", metavar="PERSON", default="", help="It is this person, on a team more.")
@click.option("--new", is_flag=True, help="It is nobody of those whom the files know.")
@as_json_option
@common
def walk_in(
    place: Place, name: str, *, team: str, role: str, contact: str, same_as: str, new: bool, as_json: bool
) -> None:
    """Record that somebody came whom no file knows; the next import joins them.

    Example: checkin record walk-in "Ana Reyes" --team 12U-G09 --contact "505 555 0142"
    """
    with open_desk(place, desk="script") as desk:
        known = needed_person(same_as, desk) if same_as else ""
        command = WalkIn(name, team, role, contact, sure=new, same_as=known)
        answer = recorded(command, desk)
        facts = (one.fact for one in answer.events)
        key = next(one.person for one in facts if isinstance(one, WalkedIn))
        code = desk.badge(key)
        tell(answer, as_json=as_json, person=key, code=code)
        if code and not as_json:
            click.echo(f"Temporary code: {code}")


@click.command()
@click.argument("about", metavar="PERSON")
@click.argument("text")
@click.option("--team", "on_team", is_flag=True, help="PERSON is a team's name.")
@click.option("--must-see", is_flag=True, help="Nothing is recorded of them before it was read.")
@as_json_option
@common
def note(place: Place, about: str, text: str, *, on_team: bool, must_see: bool, as_json: bool) -> None:
    """Leave a note on a person, or on a team, for whoever sees them next.

    Example: checkin record note 70123456 "owes the form of last season" --must-see
    """
    with open_desk(place, desk="script") as desk:
        person, team = ("", needed_team(about, desk)) if on_team else (needed_person(about, desk), "")
        record_and_tell(LeaveNote(text, person, team, must_see=must_see), desk, as_json=as_json)


@click.command()
@click.argument("event")
@click.argument("text")
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history.")
@as_json_option
@common
def correct(place: Place, event: str, text: str, *, reason: str, as_json: bool) -> None:
    """Correct an entry: who took it and their relation, a date, a note's words, a walk-in's name.

    Example: checkin record correct 7K2M9QXR4T1B "Ana Reyes, spouse" --reason "wrong coach"
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(Correct(event, text, reason), desk, as_json=as_json)


@click.command()
@click.argument("person")
@as_json_option
@common
def read(place: Place, person: str, *, as_json: bool) -> None:
    """Record that the notes on a person, and on their teams, were read.

    Example: checkin record read 70123456
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(ReadNotes(needed_person(person, desk)), desk, as_json=as_json)


@click.command()
@click.argument("boxes", metavar="BOX...", nargs=-1, required=True)
@as_json_option
@common
def count(place: Place, boxes: tuple[str, ...], *, as_json: bool) -> None:
    """Record that boxes are on the shelf, by their labels, numbers or teams.

    Example: checkin record count 47 48 12U-G03
    """
    with open_desk(place, desk="script") as desk:
        teams = [_box(one, desk) for one in boxes]
        answers = [desk.do(CountBox(one)) for one in teams]
        done = [one for one in answers if isinstance(one, Recorded)]
        told = [one.sentence for one in answers]
        events = [event.id for one in done for event in one.events]
        click.echo(to_json({"events": events, "sentences": told}) if as_json else "\n".join(told))


@click.command()
@click.argument("item")
@click.argument("number", type=int)
@click.option("--division", metavar="KEY", default="", help="Of which division; needed where there are more.")
@as_json_option
@common
def left(place: Place, item: str, number: int, *, division: str, as_json: bool) -> None:
    """Record how many of an item that is no box were counted at closing, rosters for example.

    Example: checkin record left roster 14 --division 12U
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(CountPile(item, division, number), desk, as_json=as_json)


@click.command()
@click.argument("box")
@click.option("--note", "told", metavar="TEXT", default="", help="What is known of it.")
@click.option("--item", metavar="ITEM", default="", help="Another item of that team, roster for example.")
@as_json_option
@common
def missing(place: Place, box: str, *, told: str, item: str, as_json: bool) -> None:
    """Record that a box, or another item of a team, should be there and can't be found.

    Example: checkin record missing 47 --note "perhaps in the van"
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(MissBox(_box(box, desk), told, item), desk, as_json=as_json)


@click.command()
@as_json_option
@common
def close(place: Place, *, as_json: bool) -> None:
    """Close the night when record and shelf agree; else list, box by box, what they disagree on.

    Example: checkin record close
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(CloseNight(), desk, as_json=as_json)


def _box(text: str, desk: Desk) -> str:
    found = desk.box_named(text)
    return refuse(found) if isinstance(found, Refused) else found.key
