"""The region's rules, and what they made of a person, in words."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.phrases import clock_time, day, full_day, listed, term
from checkin.domain.region import Course, Division, Item, Region, Requirement
from checkin.domain.states import Judgement

__all__ = ["described", "facts"]

_TERMS = {"life": "good for life", "file": "until the date in the file"}
_VERDICTS = {"passes": "passes", "waits": "is pending", "no": "doesn't pass"}


def described(region: Region) -> Iterator[str]:
    """Yield the rules, a line each, in the order of the file."""
    season = region.season
    yield f"{region.name} ({region.code}), {season.label}"
    yield f"Kickoff {full_day(season.kickoff)}, last games {full_day(season.ends)}."
    yield f"Times are those of {region.time_zone}."
    yield ""
    for one in region.requirements:
        yield from _requirement(one, region)
    yield ""
    match = "covers" if region.policy.course_match == "ladder" else "does not cover"
    yield f"A higher course {match} a lower division."
    for division in region.divisions:
        if course := region.course(division.course):
            yield from _course(division, course, region)
    needed = {one.course for one in region.divisions}
    for course in (one for one in region.courses if one.key not in needed):
        yield f"  {'any':<5} {'optional':<11} {course.label}: {course.hours}"
    yield ""
    for item in region.items:
        yield f"  {item.label}: {_item(item, region) if item.on else 'off'}"
    yield from _handing_over(region)
    pin = "is set" if region.policy.supervisor_pin else "is not set: `checkin rules pin` sets it"
    yield f"The supervisor's PIN {pin}."
    yield ""
    for meeting in sorted(region.meetings, key=lambda one: (one.on, one.starts)):
        divisions = listed(meeting.divisions) or "all divisions"
        when = f"{day(meeting.on)}, {clock_time(meeting.starts)}"
        yield f"  {when}: {meeting.title}, {divisions} ({meeting.key})"
    yield from _sessions(region)


def _handing_over(region: Region) -> Iterator[str]:
    policy = region.policy
    anyone = policy.who_collects == "anyone"
    yield f"Beside the coaches {'anyone by name' if anyone else 'only people of the team'} may collect."
    if policy.boxes_per_person:
        yield f"The desk warns when one person takes items of more than {policy.boxes_per_person} teams."
    scans = {"off": "is not asked for", "offered": "can be scanned", "required": "must be scanned"}
    yield f"At the hand-over the label on the box {scans[policy.two_scans]}."


def _item(item: Item, region: Region) -> str:
    way = "the team brings it in; " if item.comes_in else ""
    if item.hold:
        return f"{way}held back from somebody who is flagged"
    for_these = [one.label for one in region.requirements if item.key in one.holds]
    return (
        f"{way}held back from somebody flagged for {listed(for_these)}"
        if for_these
        else f"{way}never held back"
    )


def facts(one: Judgement) -> Iterator[str]:
    """Yield what a judgement rests on, a line each: the rule, the dates, the next step."""
    level = "" if one.level == "required" else f" ({one.level})"
    yield f"rule: {one.source}{level}"
    if one.completed_on:
        yield f"completed: {full_day(one.completed_on)}"
    if one.valid_until:
        yield f"last good day: {full_day(one.valid_until)}"
    if one.next_step:
        yield f"next step: {one.next_step}"
    if one.link:
        yield f"link: {one.link}"


def _requirement(one: Requirement, region: Region) -> Iterator[str]:
    if one.level == "off":
        yield f"{one.label}: off"
        yield f"    source: {one.source}"
        return
    labels = [role.label.lower() for role in region.roles if role.key in one.roles]
    who = listed(labels) or ("adults" if one.adults else "everybody")
    where = f" in {listed(one.divisions)}" if one.divisions else ""
    yield f"{one.label}: {one.level} for {who}{where}, {_TERMS.get(one.valid) or term(one.valid)}"
    yield f"    source: {one.source}"
    if one.adults and labels:
        yield "    minors don't need it"
    if one.names:
        yield f"    in files: {', '.join(one.names)}"
    if one.next_step:
        yield f"    next step: {one.next_step}"
    if one.link:
        yield f"    link: {one.link}"
    if held := [item.label.lower() for item in region.items if item.key in one.holds]:
        yield f"    holds back: {listed(held)}"
    for status in one.statuses:
        roles = [role.label.lower() for role in region.roles if role.key in status.roles]
        whose = f" for {listed(roles)}" if roles else ""
        yield f"    {status.name or 'blank'}: {_VERDICTS[status.verdict]}{whose} ({status.means})"


def _course(division: Division, course: Course, region: Region) -> Iterator[str]:
    ages = f"{min(division.ages)}U to {max(division.ages)}U" if division.ages else ""
    yield f"  {division.key:<5} {ages:<11} {course.label}: {course.hours}"
    before = region.course(course.requires) if course.requires else None
    if before:
        yield f"{'':20}after {before.label}"
    if course.online_names:
        what = (
            "a licence, or the online half alone,"
            if course.licence_means == "online"
            else "the online half alone"
        )
        yield f"{'':20}{what} is partial"


def _sessions(region: Region) -> Iterator[str]:
    for session in sorted(region.sessions, key=lambda one: (one.on, one.starts)):
        labels = [course.label for course in region.courses if course.key in session.courses]
        place = f", {session.place}" if session.place else ""
        yield f"  {day(session.on)}, {clock_time(session.starts)}: field session, {listed(labels)}{place}"
