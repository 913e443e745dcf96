"""What only a supervisor reads: why a background check doesn't pass."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.holdings import serves
from checkin.domain.people import Certificate, Roster
from checkin.domain.phrases import full_day
from checkin.domain.region import Region, Requirement

__all__ = ["reasons"]


def reasons(region: Region, roster: Roster, person: str) -> Iterator[str]:
    """Yield what the files say of a person's background check, a sentence each."""
    for requirement in (
        one for one in region.requirements if one.kind == "risk-status" and one.level != "off"
    ):
        records = [one for one in roster.held.get(person, ()) if serves(region, one.name, requirement)]
        yield from (_told(requirement, one) for one in records)
        if not records:
            yield f"{requirement.label}: no file has a status of this person."


def _told(requirement: Requirement, one: Certificate) -> str:
    status = requirement.status(one.note)
    means = status.means if status else "a status that region.toml doesn't know"
    until = f", until {full_day(one.expires_on)}" if one.expires_on else ""
    when = f" ({one.source} of {full_day(one.as_of.date())})" if one.as_of else f" ({one.source})"
    return f"{requirement.label}: {one.note or 'blank'}, {means}{until}{when}"
