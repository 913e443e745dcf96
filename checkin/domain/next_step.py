"""The one thing a person does next about a requirement, in the region's own words."""

from __future__ import annotations

from datetime import date

from checkin.domain.phrases import clock_time, day, full_day
from checkin.domain.region import Course, FieldSession, Region, Requirement
from checkin.domain.states import State

__all__ = ["course_step", "plain_step"]

_ASK = "Not in the credentials file: ask for the certificate or the AYSO ID, and tell the coordinator"
_WAIT = "Nothing for the volunteer to do: an administrator must verify it"


def plain_step(requirement: Requirement, state: State, until: date | None) -> str:
    """Return the next step for a requirement that is no course."""
    how = requirement.next_step
    match state:
        case State.NOT_REQUIRED | State.MET:
            return ""
        case State.PROVISIONAL | State.PENDING:
            return how if requirement.kind == "risk-status" else _WAIT
        case State.EXPIRING:
            return _renew(until, how)
        case State.UNKNOWN:
            return f"{_ASK}. If there is none: {how}" if how else _ASK
        case _:
            return how


def course_step(
    region: Region, course: Course, state: State, until: date | None, on: date, held: frozenset[str]
) -> str:
    """Return the next step for a course, with the sessions still ahead of kickoff.

    `held` are the keys of the courses that the person has ever held.
    """
    match state:
        case State.NOT_REQUIRED | State.MET:
            return ""
        case State.PROVISIONAL | State.PENDING:
            return _WAIT
        case State.EXPIRING:
            return _renew(until, _take(region, course, on, held))
        case State.PARTIAL:
            return f"Finish {course.label} ({course.hours}){_sessions(region, course, on)}"
        case State.UNKNOWN:
            return f"{_ASK}. If there is none: {_take(region, course, on, held)}"
        case _:
            return _take(region, course, on, held)


def _take(region: Region, course: Course, on: date, held: frozenset[str]) -> str:
    """Return how to take a course, after the course that has to come first."""
    before = region.course(course.requires) if course.requires else None
    if before and not held & _from(region, before):
        return f"{_take(region, before, on, held)}. Then {course.label}"
    return f"Take {course.label}: {course.hours}{_sessions(region, course, on)}"


def _from(region: Region, course: Course) -> set[str]:
    """Return the course's key with those of every course that comes after it."""
    ladder = region.policy.ladder
    later = ladder[ladder.index(course.key) :] if course.key in ladder else ()
    return {course.key, *later}


def _sessions(region: Region, course: Course, on: date) -> str:
    dated = [one for one in region.sessions if course.key in one.courses]
    if not dated:
        return ""
    kickoff = region.season.kickoff
    ahead = sorted((one for one in dated if on <= one.on < kickoff), key=lambda one: (one.on, one.starts))
    if not ahead:
        return ". No field session left before kickoff: talk to the coordinator"
    left = f"{len(ahead) - 1} more" if len(ahead) > 1 else "the last"
    return f". Field session {_session(ahead[0])}; {left} before kickoff {kickoff:%b} {kickoff.day}"


def _session(session: FieldSession) -> str:
    starts = clock_time(session.starts).removesuffix(" am")
    return f"{day(session.on)}, {starts}" + (f", {session.place}" if session.place else "")


def _renew(until: date | None, how: str) -> str:
    return f"Renew before {full_day(until)}. {how}" if until else how
