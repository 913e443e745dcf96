"""The region's rules in words, for people who decide them."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.phrases import clock_time, day, full_day, listed, term
from checkin.domain.region import Region, Requirement

__all__ = ["described"]

_TERMS = {"life": "good for life", "file": "until the date in the file"}


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
        course = region.course(division.course)
        if course:
            ages = f"{min(division.ages)}U to {max(division.ages)}U"
            yield f"  {division.key:<5} {ages:<11} {course.label}: {course.hours}"
    yield ""
    for item in region.items:
        held = "held back from somebody who is flagged" if item.hold else "never held back"
        yield f"  {item.label}: {held if item.on else 'off'}"
    yield ""
    for meeting in sorted(region.meetings, key=lambda one: (one.on, one.starts)):
        divisions = listed(meeting.divisions) or "all divisions"
        when = f"{day(meeting.on)}, {clock_time(meeting.starts)}"
        yield f"  {when}: {meeting.title}, {divisions} ({meeting.key})"


def _requirement(one: Requirement, region: Region) -> Iterator[str]:
    if one.level == "off":
        yield f"{one.label}: off"
        return
    labels = [role.label.lower() for role in region.roles if role.key in one.roles]
    who = listed(labels) or "everybody"
    where = f" in {listed(one.divisions)}" if one.divisions else ""
    yield f"{one.label}: {one.level} for {who}{where}, {_TERMS.get(one.valid) or term(one.valid)}"
    yield f"    source: {one.source}"
    if one.next_step:
        yield f"    next step: {one.next_step}"
