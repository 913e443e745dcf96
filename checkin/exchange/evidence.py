"""What newer files say of the certificates that were shown at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.desk_facts import EvidenceSeen
from checkin.domain.holdings import course_of, serves
from checkin.domain.people import Certificate, Proof, Roster
from checkin.domain.phrases import full_day
from checkin.domain.region import Region

__all__ = ["Seen", "Verdict", "Word", "words_on"]

Seen = tuple[EvidenceSeen, datetime]
"""What was shown, and when it was written down."""


class Verdict(StrEnum):
    """What the files say of it, most wanted first."""

    CONTRADICTED = "contradicted"
    OTHER_DATE = "confirmed with another date"
    CONFIRMED = "confirmed"
    PENDING = "waits for an administrator"
    SILENT = "not in the files yet"


@dataclass(frozen=True, slots=True)
class Word:
    """One certificate that was shown, and what the files say of it."""

    person: str
    name: str
    """The person's name."""
    certificate: str
    verdict: Verdict
    told: str
    """The dates of both, or where the files have it."""


def words_on(
    evidence: Iterable[Seen], roster: Roster, kinds: Sequence[str], region: Region
) -> Iterator[Word]:
    """Yield what files of these kinds say of each certificate that was shown."""
    for fact, at in evidence:
        person = roster.people.get(fact.person)
        if person is None:
            continue
        held = [
            one
            for one in roster.held.get(person.key, ())
            if one.source in kinds and _about(fact, one, region)
        ]
        verdict, told = _verdict(fact, at, held)
        yield Word(person.key, person.name, fact.name, verdict, told)


def _about(fact: EvidenceSeen, one: Certificate, region: Region) -> bool:
    """Tell whether a certificate of a file is of the kind that was shown."""
    shown, course = course_of(region, fact.name), course_of(region, one.name)
    if shown or course:
        return bool(shown and course and shown[0] is course[0])
    requirement = region.requirement(fact.requirement)
    return requirement is not None and serves(region, one.name, requirement)


def _verdict(fact: EvidenceSeen, at: datetime, held: Sequence[Certificate]) -> tuple[Verdict, str]:
    shown = f"shown {full_day(fact.completed_on)}"
    verified = [one for one in held if one.proof is Proof.VERIFIED]
    dates = sorted({one.completed_on for one in verified if one.completed_on})
    if fact.completed_on in dates or (verified and not dates):
        return Verdict.CONFIRMED, shown
    if dates:
        return Verdict.OTHER_DATE, f"{shown}, the file says {full_day(dates[-1])}"
    if any(one.proof is Proof.NO and one.as_of and one.as_of > at for one in held):
        return Verdict.CONTRADICTED, f"{shown}, the newer file says that it is not held"
    if any(one.proof is Proof.PENDING for one in held):
        return Verdict.PENDING, shown
    return Verdict.SILENT, shown
