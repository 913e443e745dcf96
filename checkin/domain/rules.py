"""Judges what a person holds against what a role in a division requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from checkin.domain.desk_facts import EvidenceSeen, FieldSessionDone, SessionBooked
from checkin.domain.fact import Fact
from checkin.domain.findings import Finding, Scales, best, on_day
from checkin.domain.holdings import Part, course_of, serves
from checkin.domain.next_step import Way, course_steps, plain_steps, session_on, to_photograph
from checkin.domain.people import Assignment, Certificate, Person, Proof, Roster
from checkin.domain.region import Course, Division, Region, Requirement
from checkin.domain.states import SETTLED, Judgement, Standing, State, standing_of, worst
from checkin.domain.voice import ENGLISH, Voice

__all__ = ["SETTLED", "Judgement", "Standing", "State", "Witnessed", "judge", "standing_of", "worst"]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Something about a person's certificates that a desk wrote down, and when."""

    fact: Fact
    at: datetime


def judge(
    region: Region,
    roster: Roster,
    assignment: Assignment,
    on: date,
    witnessed: Sequence[Witnessed] = (),
    voice: Voice = ENGLISH,
) -> tuple[Judgement, ...]:
    """Return what the rules say of one assignment on a date, in the region's order, steps in that voice.

    A requirement that is off is left out; one that the role or division doesn't need is `not-required`.
    """
    case = _Case(region, roster, assignment, on, tuple(witnessed), voice)
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
        voice: Voice,
    ) -> None:
        self.region = region
        self.voice = voice
        self.on = on
        self.scales = Scales(on, region.season)
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
        label = course.label if course else requirement.label
        link = (course.link if course else "") or requirement.link
        step, *own = self._steps(requirement, course, finding)
        return Judgement(
            key=requirement.key,
            label=label,
            level=requirement.level,
            state=finding.state,
            completed_on=finding.completed_on,
            valid_until=finding.until,
            reason=finding.reason,
            source=requirement.source,
            next_step=step,
            link=link,
            to_photograph=tuple(to_photograph(label, one, link) for one in dict.fromkeys(filter(None, own))),
        )

    def _steps(self, requirement: Requirement, course: Course | None, finding: Finding) -> tuple[str, ...]:
        """Return the next step as the desk says it, then as the person does it, in full and in brief."""
        if course:
            way = Way(self.region, course, self.on, self._ever_held(), self.voice)
            return course_steps(way, finding.state, finding.until, finding.session)
        if requirement.kind == "course" and finding.state is State.UNKNOWN:
            return ("Tell the coordinator which division this is",)
        return plain_steps(requirement, finding.state, finding.until, self.voice)

    def _ever_held(self) -> frozenset[str]:
        """Return the keys of the courses that the person has ever held, or shown at the desk."""
        names = [one.name for one in self.held if one.proof is not Proof.NO]
        names += [one.fact.name for one in self.witnessed if isinstance(one.fact, EvidenceSeen)]
        return frozenset(found[0].key for name in names if (found := course_of(self.region, name)))

    def course(self) -> Course | None:
        """Return the course of the division."""
        return self.region.course(self.division.course) if self.division else None

    def best(self, requirement: Requirement, course: Course | None) -> Finding:
        """Return the best that any record supports."""
        if not self._applies(requirement):
            youth = requirement.adults and self.person.youth
            return Finding(State.NOT_REQUIRED, "only for adults" if youth else "not for this role")
        if requirement.kind == "registration":
            return self._registration()
        if requirement.kind == "course" and course is None:
            return Finding(State.UNKNOWN, f"no rule knows the division {self.spelling!r}")
        findings = [*(self._of_course(requirement, course) if course else self._of_certificate(requirement))]
        if findings:
            return best(findings)
        if not self.person.credentials:
            return Finding(State.UNKNOWN, "no credentials record")
        return Finding(State.MISSING, "nothing on record")

    def _applies(self, requirement: Requirement) -> bool:
        if requirement.adults and self.person.youth:
            return False
        by_role = not requirement.roles or self.role is None or self.role.key in requirement.roles
        known = self.division.key if self.division else None
        return by_role and (not requirement.divisions or known is None or known in requirement.divisions)

    def _registration(self) -> Finding:
        if self.person.registered:
            return Finding(State.MET, "in the volunteer export")
        return Finding(State.MISSING, "not in the volunteer export")

    def _of_certificate(self, requirement: Requirement) -> Iterator[Finding]:
        own = [one for one in self.held if serves(self.region, one.name, requirement)]
        role = self.role.key if self.role else ""
        yield from (self.scales.certificate(requirement, one, role) for one in own)
        yield from self._evidence(requirement, own)

    def _of_course(self, requirement: Requirement, course: Course) -> Iterator[Finding]:
        parts: dict[Part, list[Finding]] = {part: [] for part in Part}
        own: list[Certificate] = []
        for one in self.held:
            found = course_of(self.region, one.name)
            if found and found[0] is course:
                own.append(one)
                parts[found[1]].append(self.scales.certificate(requirement, one))
            elif found and found[1] is Part.FULL and self._is_higher(found[0], course):
                yield from self._higher(found[0], course, self.scales.certificate(requirement, one))
        parts[Part.FIELD] += self._field_sessions(requirement, course)
        yield from parts[Part.FULL]
        yield from self._halves(requirement, parts[Part.ONLINE], parts[Part.FIELD])
        yield from self._bookings(course)
        yield from self._evidence(requirement, own, course)

    def _halves(
        self, requirement: Requirement, online: list[Finding], field: list[Finding]
    ) -> Iterator[Finding]:
        """Yield what the halves of a course support, alone and together."""
        for halves, told in (
            (online, "online done, field session open"),
            (field, "field session done, online open"),
        ):
            for half in halves:
                good = half.state in SETTLED or half.state is State.PENDING
                reason = f"{told}{on_day(half.completed_on)}"
                yield replace(half, state=State.PARTIAL, reason=reason) if good else half
        for first in online:
            for second in field:
                if first.state in SETTLED and second.state in SETTLED:
                    done = max(filter(None, (first.completed_on, second.completed_on)), default=None)
                    yield self.scales.dated(requirement, done, None, "online and field session done")

    def _field_sessions(self, requirement: Requirement, course: Course) -> Iterator[Finding]:
        for one in self.witnessed:
            if isinstance(one.fact, FieldSessionDone) and one.fact.course == course.key:
                yield self.scales.dated(
                    requirement, one.fact.completed_on, None, "field session recorded at the desk"
                )

    def _is_higher(self, held: Course, needed: Course) -> bool:
        ladder = self.region.policy.ladder
        both = held.key in ladder and needed.key in ladder
        return both and ladder.index(held.key) > ladder.index(needed.key)

    def _higher(self, held: Course, needed: Course, finding: Finding) -> Iterator[Finding]:
        told = f"holds {held.label}, needs {needed.label}"
        if self.region.policy.course_match == "ladder":
            yield replace(finding, reason=f"holds {held.label}: {finding.reason}")
        elif finding.state in SETTLED:
            yield replace(finding, state=State.HIGHER_HELD, reason=told)

    def _bookings(self, course: Course) -> Iterator[Finding]:
        for one in self.witnessed:
            fact = one.fact
            if isinstance(fact, SessionBooked) and fact.course == course.key and fact.on >= self.on:
                told = session_on(self.region, course, fact.on)
                yield Finding(State.BOOKED, f"session booked: {told}", session=fact.on)

    def _evidence(
        self, requirement: Requirement, own: list[Certificate], course: Course | None = None
    ) -> Iterator[Finding]:
        """Yield what was shown at the desk, and whether newer data contradicts it by an explicit no."""
        refusals = [one.as_of for one in own if one.proof is Proof.NO and one.as_of]
        for one in self.witnessed:
            fact = one.fact
            if not isinstance(fact, EvidenceSeen) or fact.requirement != requirement.key:
                continue
            seen = f"seen at the desk, {fact.medium}{on_day(fact.completed_on)}"
            if any(as_of > one.at for as_of in refusals):
                yield Finding(State.MISSING, f"{seen}; the newer file says: not held", fact.completed_on)
                continue
            told = f"seen at the desk ({fact.medium})"
            finding = self.scales.dated(requirement, fact.completed_on, None, told)
            undated = requirement.valid == "file" and finding.state is State.PENDING
            if finding.state not in SETTLED and not undated:
                yield finding
            elif state := self._shown(fact.name, course):
                yield replace(finding, state=state, reason=seen)

    def _shown(self, name: str, course: Course | None) -> State | None:
        """Return what a certificate of that name supports when it is shown at the desk."""
        found = course_of(self.region, name) if course else None
        if course is None or found is None or found == (course, Part.FULL):
            return State.PROVISIONAL
        if found[0] is course:
            return State.PARTIAL
        if not self._is_higher(found[0], course):
            return None
        return State.PROVISIONAL if self.region.policy.course_match == "ladder" else State.HIGHER_HELD
