"""Verbs that record, through the same service as the screen."""

from __future__ import annotations

import click

from checkin.cli.answers import found_person, needed_person, needed_team, record_and_tell, refuse
from checkin.cli.items import ITEM_VERBS
from checkin.cli.options import Place, as_json_option, common, needed_date, open_desk
from checkin.desk import Desk
from checkin.domain.commands import (
    BookSession,
    CheckIn,
    ChooseLanguage,
    Collect,
    HandOver,
    RecordEvidence,
    RecordFieldSession,
    RecordRefresher,
    Refused,
    TakeBack,
)

__all__ = ["record"]


@click.group()
@common
def record(place: Place) -> None:
    """Record what happens at the desk, from a script."""


@record.command()
@click.argument("person")
@as_json_option
@common
def arrive(place: Place, person: str, *, as_json: bool) -> None:
    """Record that a person came.

    Example: checkin record arrive 70123456
    """
    with open_desk(place, desk="script") as desk:
        found = found_person(person, desk)
        record_and_tell(CheckIn(found.person, found.found_by, hand_over=False), desk, as_json=as_json)


@record.command("hand-over")
@click.argument("team")
@click.argument("item")
@click.option("--to", "to", metavar="PERSON", required=True, help="Who takes it.")
@as_json_option
@common
def hand_over(place: Place, team: str, item: str, to: str, *, as_json: bool) -> None:
    """Record that a person took an item of a team.

    Example: checkin record hand-over 12UG-03 uniform-box --to 70123456
    """
    with open_desk(place, desk="script") as desk:
        command = HandOver(needed_team(team, desk), item, needed_person(to, desk))
        record_and_tell(command, desk, as_json=as_json)


@record.command()
@click.argument("person")
@click.option("--name", metavar="TEXT", required=True, help="Who really takes it.")
@click.option("--relation", metavar="TEXT", default="", help="For example spouse.")
@as_json_option
@common
def collect(place: Place, person: str, *, name: str, relation: str, as_json: bool) -> None:
    """Record that somebody else took what waits for a person's teams.

    Example: checkin record collect 70123456 --name "Ana Reyes" --relation spouse
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(Collect(needed_person(person, desk), name, relation), desk, as_json=as_json)


@record.command()
@click.argument("event")
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history.")
@as_json_option
@common
def undo(place: Place, event: str, reason: str, *, as_json: bool) -> None:
    """Take back an event, or all events of one act; nothing is deleted.

    Example: checkin record undo 7K2M9QXR4T1B --reason "wrong box"
    """
    with open_desk(place, desk="script") as desk:
        record_and_tell(TakeBack(event, reason), desk, as_json=as_json)


@record.command()
@click.argument("people", metavar="PERSON...", nargs=-1)
@click.option("--everyone-here", is_flag=True, help="All who have arrived at today's meeting.")
@as_json_option
@common
def refresher(place: Place, people: tuple[str, ...], *, everyone_here: bool, as_json: bool) -> None:
    """Record who took the Safe Haven refresher.

    Example: checkin record refresher --everyone-here
    """
    with open_desk(place, desk="script") as desk:
        keys = [*desk.here()] if everyone_here else []
        keys += [needed_person(person, desk) for person in people]
        record_and_tell(RecordRefresher(tuple(keys)), desk, as_json=as_json)


@record.command()
@click.argument("person")
@click.argument("requirement")
@click.argument("completed_on", metavar="DATE")
@click.option(
    "--name", metavar="TEXT", help="The certificate's own name, when it is not the division's course."
)
@click.option("--medium", type=click.Choice(["phone", "paper"]), default="phone", help="Where it was shown.")
@as_json_option
@common
def evidence(
    place: Place,
    person: str,
    requirement: str,
    completed_on: str,
    *,
    name: str | None,
    medium: str,
    as_json: bool,
) -> None:
    """Record a certificate that was shown, by the requirement's key.

    Example: checkin record evidence 70123456 concussion 2026-08-01
    """
    done = needed_date(completed_on)
    with open_desk(place, desk="script") as desk:
        key = needed_person(person, desk)
        judged = [one for team in desk.card(key).teams for one in team.requirements]
        label = next((one.label for one in judged if one.key == requirement), "")
        if not label:
            known = tuple(dict.fromkeys(one.key for one in judged))
            refuse(
                Refused("unknown-requirement", f"Nothing is required under {requirement}. Known here:", known)
            )
        record_and_tell(RecordEvidence(key, requirement, name or label, done, medium), desk, as_json=as_json)


@record.command("field-session")
@click.argument("person")
@click.argument("course")
@click.argument("completed_on", metavar="DATE")
@as_json_option
@common
def field_session(place: Place, person: str, course: str, completed_on: str, *, as_json: bool) -> None:
    """Record that a person did the field session of a course, by the course's key.

    Example: checkin record field-session 70123456 10u 2026-08-22
    """
    done = needed_date(completed_on)
    with open_desk(place, desk="script") as desk:
        record_and_tell(
            RecordFieldSession(needed_person(person, desk), _course(course, desk), done),
            desk,
            as_json=as_json,
        )


@record.command()
@click.argument("person")
@click.argument("course")
@click.argument("on", metavar="DATE")
@as_json_option
@common
def booking(place: Place, person: str, course: str, on: str, *, as_json: bool) -> None:
    """Record that a person has signed up for a session of a course, by the course's key.

    Example: checkin record booking 70123456 10u 2026-08-29
    """
    day = needed_date(on)
    with open_desk(place, desk="script") as desk:
        command = BookSession(needed_person(person, desk), _course(course, desk), day)
        record_and_tell(command, desk, as_json=as_json)


@record.command()
@click.argument("person")
@click.argument("code", metavar="LANGUAGE")
@as_json_option
@common
def language(place: Place, person: str, code: str, *, as_json: bool) -> None:
    """Record in which language a person is written to: en or es.

    Example: checkin record language 70123456 es
    """
    with open_desk(place, desk="script") as desk:
        command = ChooseLanguage(needed_person(person, desk), code)
        record_and_tell(command, desk, as_json=as_json)


def _course(key: str, desk: Desk) -> str:
    if desk.region.course(key) is None:
        known = tuple(one.key for one in desk.region.courses)
        refuse(Refused("unknown-course", f"No course has the key {key}. Known here:", known))
    return key


for verb in ITEM_VERBS:
    record.add_command(verb)
