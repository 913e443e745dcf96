"""The slip that a coach takes home: what is still open and what to do, with nothing about the person."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.domain.card import Card
from checkin.domain.phrases import full_day
from checkin.domain.region import Region

__all__ = ["Slip", "Step", "slip_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    label: str
    """The certification's name."""
    state: str
    """In words, for example `ran out Aug 10, 2026`."""
    step: str
    link: str
    code: str
    """What a code of this step holds."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything to do, and whom to ask."""

    title: str
    steps: tuple[Step, ...]
    contacts: tuple[str, ...]


def slip_of(card: Card, region: Region) -> Slip:
    """Return the slip of a person's card; it has no step when nothing is left to do."""
    steps: dict[str, Step] = {}
    for one in (one for team in card.teams for one in team.requirements if one.to_photograph):
        told = f"{one.state.value.replace('-', ' ')} · {one.reason}"
        steps.setdefault(
            one.to_photograph[0],
            Step(one.label, told, _own(one.to_photograph[0], one.label), one.link, one.to_photograph[0]),
        )
    kickoff = full_day(region.season.kickoff)
    contacts = (
        ", ".join(filter(None, (f"{one.role}: {one.name}" if one.name else one.role, one.email, one.phone)))
        for one in region.contacts
        if one.name or one.email or one.phone
    )
    return Slip(f"{region.name}: to do before kickoff, {kickoff}", tuple(steps.values()), tuple(contacts))


def _own(code: str, label: str) -> str:
    """Return the step as the person reads it, without the label before it and the link under it."""
    return code.partition("\n")[0].removeprefix(f"{label}: ")
