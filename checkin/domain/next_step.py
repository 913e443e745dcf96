"""The one thing a person does next about a requirement, in the region's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkin.domain.region import Course, FieldSession, Region, Requirement
from checkin.domain.states import State
from checkin.domain.voice import ENGLISH, Voice

__all__ = ["Way", "course_steps", "plain_steps", "session_on", "to_photograph"]

_ASK = "Not in the credentials file: ask for the certificate or the AYSO ID, and tell the coordinator"
_WAIT = "Nothing for the volunteer to do: an administrator must verify it"


@dataclass(frozen=True, slots=True)
class Way:
    """What decides how a person comes to a course."""

    region: Region
    course: Course
    on: date
    held: frozenset[str]
    """Keys of the courses that the person has ever held."""
    voice: Voice = ENGLISH


def plain_steps(
    requirement: Requirement, state: State, until: date | None, voice: Voice = ENGLISH
) -> tuple[str, ...]:
    """Return the next step for no course: as the desk says it, then the person's own."""
    how = voice.own(requirement.next_step)
    match state:
        case State.NOT_REQUIRED | State.MET:
            return ("",)
        case State.PROVISIONAL | State.PENDING:
            return (how if requirement.kind == "risk-status" else _WAIT,)
        case State.EXPIRING:
            return (_renew(until, how, voice),) * 2
        case State.UNKNOWN:
            return (f"{_ASK}. If there is none: {how}" if how else _ASK, how)
        case _:
            return (how, how)


def course_steps(way: Way, state: State, until: date | None, session: date | None = None) -> tuple[str, ...]:
    """Return the next step for a course, with the sessions still ahead of kickoff.

    As the desk says it, then the person's own in full and without the hours; `session` is booked.
    """
    take, brief = _take(way, way.course), _take(way, way.course, hours=False)
    match state:
        case State.NOT_REQUIRED | State.MET:
            return ("",)
        case State.PROVISIONAL | State.PENDING:
            return (_WAIT,)
        case State.EXPIRING:
            full = _renew(until, take, way.voice)
            return (full, full, _renew(until, brief, way.voice))
        case State.BOOKED if session:
            return (_attend(way, session),) * 2
        case State.PARTIAL:
            rest, label, hours = _sessions(way, way.course), way.course.label, way.voice.own(way.course.hours)
            full = way.voice.say("Finish {course} ({hours})", course=label, hours=hours) + rest
            return (full, full, way.voice.say("Finish {course}", course=label) + rest)
        case State.UNKNOWN:
            return (f"{_ASK}. If there is none: {take}", take, brief)
        case _:
            return (take, take, brief)


def to_photograph(label: str, step: str, link: str) -> str:
    """Return a step as a code holds it, with requirement and link, and nothing about a person."""
    return "\n".join(filter(None, (step if label in step else f"{label}: {step}", link)))


def session_on(region: Region, course: Course, on: date, voice: Voice = ENGLISH) -> str:
    """Return a day of a course's session, with time and place where the region has them."""
    planned = [one for one in region.sessions if one.on == on and course.key in one.courses]
    return _session(min(planned, key=lambda one: one.starts), voice) if planned else voice.day(on)


def _take(way: Way, course: Course, *, hours: bool = True) -> str:
    """Return how to take a course, after the course that has to come first."""
    say = way.voice.say
    before = way.region.course(course.requires) if course.requires else None
    if before and not way.held & _from(way.region, before):
        return say("{first}. Then {course}", first=_take(way, before, hours=hours), course=course.label)
    what = f": {way.voice.own(course.hours)}" if hours else ""
    return say("Take {course}", course=course.label) + what + _sessions(way, course)


def _attend(way: Way, session: date) -> str:
    what = session_on(way.region, way.course, session, way.voice)
    told = way.voice.say(
        "Go to the {course} session that is booked: {session}", course=way.course.label, session=what
    )
    late = session >= way.region.season.kickoff
    return told + (way.voice.say(", after kickoff: talk to the coordinator") if late else "")


def _from(region: Region, course: Course) -> set[str]:
    """Return the course's key with those of every course that comes after it."""
    ladder = region.policy.ladder
    later = ladder[ladder.index(course.key) :] if course.key in ladder else ()
    return {course.key, *later}


def _sessions(way: Way, course: Course) -> str:
    dated = [one for one in way.region.sessions if course.key in one.courses]
    if not dated:
        return ""
    kickoff, say = way.region.season.kickoff, way.voice.say
    ahead = sorted((one for one in dated if way.on <= one.on < kickoff), key=lambda one: (one.on, one.starts))
    if not ahead:
        return say(". No field session left before kickoff: talk to the coordinator")
    first, starts = _session(ahead[0], way.voice), way.voice.short_day(kickoff)
    if len(ahead) == 1:
        return say(". Field session {first}; the last before kickoff {kickoff}", first=first, kickoff=starts)
    return say(
        ". Field session {first}; {left} more before kickoff {kickoff}",
        first=first,
        left=str(len(ahead) - 1),
        kickoff=starts,
    )


def _session(session: FieldSession, voice: Voice) -> str:
    starts = voice.clock_time(session.starts).removesuffix(" am")
    return f"{voice.day(session.on)}, {starts}" + (f", {session.place}" if session.place else "")


def _renew(until: date | None, how: str, voice: Voice) -> str:
    return voice.say("Renew before {day}. {how}", day=voice.full_day(until), how=how) if until else how
