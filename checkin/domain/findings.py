"""What one record of a certificate supports on a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from checkin.domain.people import Certificate, Proof
from checkin.domain.phrases import full_day, term
from checkin.domain.region import Requirement, Season
from checkin.domain.states import SETTLED, State
from checkin.domain.terms import last_good_day

__all__ = ["Finding", "Scales", "best", "on_day"]

_NEUTRAL = "Please see the coordinator"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one record supports."""

    state: State
    reason: str
    completed_on: date | None = None
    until: date | None = None
    """Last good day."""
    session: date | None = None
    """Day of the session that is booked."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Weighs records on the day of the desk."""

    on: date
    season: Season

    def certificate(self, requirement: Requirement, one: Certificate, role: str = "") -> Finding:
        """Return what one line of a file supports for a role."""
        if requirement.kind == "risk-status":
            return self._risk(requirement, one, role)
        if one.proof is Proof.NO:
            return Finding(State.MISSING, "the file says: not held")
        if one.completed_on is None:
            return self._undated(requirement, one)
        finding = self.dated(requirement, one.completed_on, one.expires_on, "")
        if one.completed_on > self.on and (one.as_of is None or one.completed_on > one.as_of.date()):
            return replace(finding, reason=f"dated in the future: {full_day(one.completed_on)}")
        if one.proof is Proof.PENDING and finding.state in SETTLED:
            return replace(finding, state=State.PENDING, reason=f"to be verified{on_day(one.completed_on)}")
        return finding

    def dated(
        self, requirement: Requirement, done: date | None, expires_on: date | None, told: str
    ) -> Finding:
        """Return what a record of that date supports."""
        prefix = f"{told}: " if told else ""
        if done and done > self.on:
            return Finding(State.MISSING, f"{prefix}only on {full_day(done)}, after this date", done)
        until = last_good_day(requirement.valid, done, expires_on, self.season)
        if until is None:
            if requirement.valid == "life":
                return Finding(State.MET, f"{prefix}good for life", done)
            return Finding(State.PENDING, "no date to go by", done)
        every = f" · {term(requirement.valid)}" if term(requirement.valid) else ""
        if until < self.on:
            return Finding(State.EXPIRED, f"{prefix}ran out {full_day(until)}{every}", done, until)
        if until < self.season.ends:
            return Finding(State.EXPIRING, f"{prefix}good tonight, runs out {full_day(until)}", done, until)
        return Finding(State.MET, f"{prefix}good until {full_day(until)}", done, until)

    def _undated(self, requirement: Requirement, one: Certificate) -> Finding:
        if one.proof is Proof.PENDING:
            return Finding(State.PENDING, "uploaded, to be verified")
        if requirement.valid == "life":
            return Finding(State.MET, "verified, good for life")
        if requirement.valid == "file" and one.expires_on:
            return self.dated(requirement, None, one.expires_on, "")
        return Finding(State.PENDING, "verified without a date")

    def _risk(self, requirement: Requirement, one: Certificate, role: str) -> Finding:
        """Return what a risk status supports; why it doesn't pass is never in the reason."""
        verdict = requirement.verdict(one.note, role)
        if verdict != "passes":
            return Finding(State.PENDING if verdict == "waits" else State.MISSING, _NEUTRAL)
        until = one.expires_on or last_good_day(requirement.valid, one.completed_on, None, self.season)
        if until and until < self.on:
            return Finding(State.EXPIRED, _NEUTRAL, None, until)
        if until and until < self.season.ends:
            return Finding(State.EXPIRING, f"runs out {full_day(until)}", None, until)
        return Finding(State.MET, "on file", None, until)


def best(findings: list[Finding]) -> Finding:
    """Return the best finding: by state, then by the later last good day."""
    return max(findings, key=_rank)


_PLACE = {state: place for place, state in enumerate(State)}
"""From best to worst."""


def _rank(finding: Finding) -> tuple[int, date, date, str]:
    late = finding.until or (date.max if finding.state in SETTLED else date.min)
    return (-_PLACE[finding.state], late, finding.completed_on or date.min, finding.reason)


def on_day(done: date | None) -> str:
    """Return a date in brackets, with the blank before it, or nothing."""
    return f" ({full_day(done)})" if done else ""
