"""Judges what a person holds against what a role in a division requires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from checkin.domain.events import EvidenceSeen, Fact, FieldSessionDone
from checkin.domain.holdings import Part, course_of, serves
from checkin.domain.next_step import course_step, plain_step
from checkin.domain.people import Assignment, Certificate, Person, Proof, Roster
from checkin.domain.phrases import full_day, term
from checkin.domain.region import Course, Division, Region, Requirement
from checkin.domain.states import SETTLED, Judgement, Standing, State, standing_of, worst
from checkin.domain.terms import last_good_day

__all__ = ["SETTLED", "Judgement", "Standing", "State", "Witnessed", "judge", "standing_of", "worst"]

_NEUTRAL = "Please see the coordinator"


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Something about a person's certificates that a desk wrote down, and when."""

    fact: Fact
    at: datetime


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one record supports."""

    state: State
    reason: str
    completed_on: date | None = None
    until: date | None = None


def judge(
    region: Region, roster: Roster, assignment: Assignment, on: date, witnessed: Sequence[Witnessed] = ()
) -> tuple[Judgement, ...]:
    """Return what the rules say of one assignment on a date, in the region's order.

    A requirement that is off is left out; one that the role or division doesn't need is `not-required`.
    """
    case = _Case(region, roster, assignment, on, tuple(witnessed))
    return tuple(case.judgement(one) for one in region.requirements if one.level != "off")


class _Case:
    """One assignment on one date."""

    def __init__(
        self,
        region: Region,
        roster: Roster,
        assignment: Assignment,
        on: date,
        witnessed: tuple[Witnessed, ...],
    ) -> None:
        self.region = region
        self.on = on
        self.person: Person = roster.people[assignment.person]
        self.held = roster.held.get(assignment.person, ())
        self.witnessed = witnessed
        self.role = region.role_of(assignment.role)
        self.division: Division | None = region.division_of(assignment.division)
        self.spelling = assignment.division

    def judgement(self, requirement: Requirement) -> Judgement:
        """Judge one requirement."""
        course = self.course() if requirement.kind == "course" else None
        finding = self.best(requirement, course)
        if course:
            keys = frozenset(found[0].key for one in self.held if (found := course_of(self.region, one.name)))
            step = course_step(self.region, course, finding.state, finding.until, self.on, keys)
        elif requirement.kind == "course" and finding.state is State.UNKNOWN:
            step = "Tell the coordinator which division this is"
        else:
            step = plain_step(requirement, finding.state, finding.until)
        return Judgement(
            key=requirement.key,
            label=course.label if course else requirement.label,
            level=requirement.level,
            state=finding.state,
            completed_on=finding.completed_on,
            valid_until=finding.until,
            reason=finding.reason,
            source=requirement.source,
            next_step=step,
            link=(course.link if course else "") or requirement.link,
        )

    def course(self) -> Course | None:
        """Return the course of the division."""
        return self.region.course(self.division.course) if self.division else None

    def best(self, requirement: Requirement, course: Course | None) -> _Finding:
        """Return the best that any record supports."""
        if not self._applies(requirement):
            return _Finding(State.NOT_REQUIRED, "not for this role")
        if requirement.kind == "registration":
            return self._registration()
        if requirement.kind == "course" and course is None:
            return _Finding(State.UNKNOWN, f"no rule knows the division {self.spelling!r}")
        findings = [*(self._of_course(requirement, course) if course else self._of_certificate(requirement))]
        if findings:
            return max(findings, key=_rank)
        if not self.person.credentials:
            return _Finding(State.UNKNOWN, "no credentials record")
        return _Finding(State.MISSING, "nothing on record")

    def _applies(self, requirement: Requirement) -> bool:
        by_role = not requirement.roles or self.role is None or self.role.key in requirement.roles
        known = self.division.key if self.division else None
        return by_role and (not requirement.divisions or known is None or known in requirement.divisions)

    def _registration(self) -> _Finding:
        if self.person.registered:
            return _Finding(State.MET, "in the volunteer export")
        return _Finding(State.MISSING, "not in the volunteer export")

    def _of_certificate(self, requirement: Requirement) -> Iterator[_Finding]:
        own = [one for one in self.held if serves(self.region, one.name, requirement)]
        weigh = self._risk if requirement.kind == "risk-status" else self._weighed
        yield from (weigh(requirement, one) for one in own)
        yield from self._evidence(requirement, own, {requirement.key})

    def _of_course(self, requirement: Requirement, course: Course) -> Iterator[_Finding]:
        parts: dict[Part, list[_Finding]] = {part: [] for part in Part}
        own: list[Certificate] = []
        for one in self.held:
            found = course_of(self.region, one.name)
            if found and found[0] is course:
                own.append(one)
                parts[found[1]].append(self._weighed(requirement, one))
            elif found and found[1] is Part.FULL and self._is_higher(found[0], course):
                yield from self._higher(found[0], course, self._weighed(requirement, one))
        parts[Part.FIELD] += self._field_sessions(requirement, course)
        yield from parts[Part.FULL]
        yield from self._halves(requirement, parts[Part.ONLINE], parts[Part.FIELD])
        yield from self._evidence(requirement, own, {requirement.key}, course)

    def _halves(
        self, requirement: Requirement, online: list[_Finding], field: list[_Finding]
    ) -> Iterator[_Finding]:
        """Yield what the halves of a course support, alone and together."""
        for halves, told in (
            (online, "online done, field session open"),
            (field, "field session done, online open"),
        ):
            for half in halves:
                good = half.state in SETTLED or half.state is State.PENDING
                reason = f"{told}{_on(half.completed_on)}"
                yield replace(half, state=State.PARTIAL, reason=reason) if good else half
        for first in online:
            for second in field:
                if first.state in SETTLED and second.state in SETTLED:
                    done = max(filter(None, (first.completed_on, second.completed_on)), default=None)
                    yield self._dated(requirement, done, None, "online and field session done")

    def _field_sessions(self, requirement: Requirement, course: Course) -> Iterator[_Finding]:
        for one in self.witnessed:
            if isinstance(one.fact, FieldSessionDone) and one.fact.course == course.key:
                yield self._dated(
                    requirement, one.fact.completed_on, None, "field session recorded at the desk"
                )

    def _is_higher(self, held: Course, needed: Course) -> bool:
        ladder = self.region.policy.ladder
        both = held.key in ladder and needed.key in ladder
        return both and ladder.index(held.key) > ladder.index(needed.key)

    def _higher(self, held: Course, needed: Course, finding: _Finding) -> Iterator[_Finding]:
        told = f"holds {held.label}, needs {needed.label}"
        if self.region.policy.course_match == "ladder":
            yield replace(finding, reason=f"holds {held.label}: {finding.reason}")
        elif finding.state in SETTLED:
            yield replace(finding, state=State.HIGHER_HELD, reason=told)

    def _evidence(
        self, requirement: Requirement, own: list[Certificate], keys: set[str], course: Course | None = None
    ) -> Iterator[_Finding]:
        """Yield what was shown at the desk, unless newer data says an explicit no."""
        refusals = [one.as_of for one in own if one.proof is Proof.NO and one.as_of]
        for one in self.witnessed:
            fact = one.fact
            if not isinstance(fact, EvidenceSeen) or fact.requirement not in keys:
                continue
            if any(as_of > one.at for as_of in refusals):
                continue
            shown = course_of(self.region, fact.name)
            if course and shown and shown != (course, Part.FULL):
                continue
            finding = self._dated(requirement, fact.completed_on, None, f"seen at the desk ({fact.medium})")
            seen = f"seen at the desk, {fact.medium}{_on(fact.completed_on)}"
            yield (
                replace(finding, state=State.PROVISIONAL, reason=seen)
                if finding.state in SETTLED
                else finding
            )

    def _weighed(self, requirement: Requirement, one: Certificate) -> _Finding:
        """Return what one line of a file supports."""
        if one.proof is Proof.NO:
            return _Finding(State.MISSING, "the file says: not held")
        if one.completed_on is None:
            return self._undated(requirement, one)
        finding = self._dated(requirement, one.completed_on, one.expires_on, "")
        if one.completed_on > self.on and (one.as_of is None or one.completed_on > one.as_of.date()):
            return replace(finding, reason=f"dated in the future: {full_day(one.completed_on)}")
        if one.proof is Proof.PENDING and finding.state in SETTLED:
            return replace(finding, state=State.PENDING, reason=f"to be verified{_on(one.completed_on)}")
        return finding

    def _undated(self, requirement: Requirement, one: Certificate) -> _Finding:
        if one.proof is Proof.PENDING:
            return _Finding(State.PENDING, "uploaded, to be verified")
        if requirement.valid == "life":
            return _Finding(State.MET, "verified, good for life")
        if requirement.valid == "file" and one.expires_on:
            return self._dated(requirement, None, one.expires_on, "")
        return _Finding(State.PENDING, "verified without a date")

    def _dated(
        self, requirement: Requirement, done: date | None, expires_on: date | None, told: str
    ) -> _Finding:
        """Return what a record of that date supports on the day of the desk."""
        prefix = f"{told}: " if told else ""
        if done and done > self.on:
            return _Finding(State.MISSING, f"{prefix}only on {full_day(done)}, after this date", done)
        until = last_good_day(requirement.valid, done, expires_on, self.region.season)
        if until is None:
            good = requirement.valid == "life"
            return _Finding(
                *((State.MET, f"{prefix}good for life") if good else (State.PENDING, "no date to go by")),
                done,
            )
        every = f" · {term(requirement.valid)}" if term(requirement.valid) else ""
        if until < self.on:
            return _Finding(State.EXPIRED, f"{prefix}ran out {full_day(until)}{every}", done, until)
        if until < self.region.season.ends:
            return _Finding(State.EXPIRING, f"{prefix}good tonight, runs out {full_day(until)}", done, until)
        return _Finding(State.MET, f"{prefix}good until {full_day(until)}", done, until)

    def _risk(self, requirement: Requirement, one: Certificate) -> _Finding:
        """Return what a risk status supports; why it doesn't pass is never shown."""
        status = one.note.strip().casefold()
        if status in {value.casefold() for value in requirement.waits}:
            return _Finding(State.PENDING, _NEUTRAL)
        if status not in {value.casefold() for value in requirement.passes}:
            return _Finding(State.MISSING, _NEUTRAL)
        until = one.expires_on or last_good_day(requirement.valid, one.completed_on, None, self.region.season)
        if until and until < self.on:
            return _Finding(State.EXPIRED, _NEUTRAL, None, until)
        if until and until < self.region.season.ends:
            return _Finding(State.EXPIRING, f"runs out {full_day(until)}", None, until)
        return _Finding(State.MET, "on file", None, until)


def _rank(finding: _Finding) -> tuple[int, date, date, str]:
    """Return what makes a finding better: the state, then the later last good day."""
    order = list(State)
    late = finding.until or (date.max if finding.state in SETTLED else date.min)
    return (-order.index(finding.state), late, finding.completed_on or date.min, finding.reason)


def _on(done: date | None) -> str:
    return f" ({full_day(done)})" if done else ""


def team_standing(region: Region, roster: Roster, team: str, on: date) -> Standing:
    """Return a team's standing over everybody who may collect for it."""
    rows: Iterable[Assignment] = roster.by_team.get(team, ())
    coaches = [one for one in rows if (role := region.role_of(one.role)) and role.collects]
    return worst(standing_of(judge(region, roster, one, on)) for one in coaches)
