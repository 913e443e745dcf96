"""Everything the desk says about one person, ready to be drawn or printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.ledger import ItemState
from checkin.domain.notes import Note
from checkin.domain.people import Person
from checkin.domain.rules import Judgement, Standing, State, worst

__all__ = ["Arrival", "Banner", "Card", "ItemLine", "ItemState", "TeamCard", "Teammate"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """When and where a person came."""

    event: str
    meeting: str | None
    at: datetime
    desk: str
    by: str
    found_by: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of one team."""

    key: str
    label: str
    state: ItemState
    held: bool
    comes_in: bool
    """True when the team brings it to the desk."""
    shelf: str
    box: str
    collected_by: str = ""
    """Who has it, in the words the desk was told."""
    at: datetime | None = None
    desk: str = ""
    by: str = ""
    labelled: bool = False
    """True when its label can be scanned."""
    note: str = ""
    """What it lacks, and what somebody wrote."""
    missing: str = ""
    """What would complete it: `2 YM, 1 YL`."""
    inside: str = ""
    """What the lists say is in it: `14 shirts`, `3 pages`."""
    released: str = ""
    """Who released a hold on it, and why; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody else who may collect for the team."""

    name: str
    role: str
    here_since: datetime | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class TeamCard:
    """One assignment of the person: what is required, and what waits on the shelf."""

    team: str
    """Team key, empty when no team is allocated."""
    name: str
    """As the file names it, or `no team yet`."""
    division: str
    """Division key, or the file's spelling when no rule knows it."""
    role: str
    """Role key."""
    role_label: str
    standing: Standing
    requirements: tuple[Judgement, ...]
    items: tuple[ItemLine, ...]
    """Empty for a role that collects nothing."""
    shelf: str
    box: str
    others: tuple[Teammate, ...]

    @property
    def team_standing(self) -> Standing:
        """The worst standing of everybody who may collect for the team."""
        return worst((self.standing, *(one.standing for one in self.others)))


@dataclass(frozen=True, slots=True)
class Banner:
    """Something to know that never costs a second key."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Card:
    """A person at the desk."""

    person: Person
    found_by: str
    standing: Standing
    headline: str
    """The verdict in a sentence, for example `1 certification ran out. Roster and box may be handed over.`"""
    arrived: Arrival | None
    """This meeting's arrival."""
    refresher: Arrival | None
    """The season's Safe Haven refresher."""
    teams: tuple[TeamCard, ...]
    banners: tuple[Banner, ...]
    notes: tuple[Note, ...]
    """On the person and their teams, those first that must be seen."""
    proposal: str
    """What Enter will record, for example `check in, hand over`; empty when nothing is left to do."""

    @property
    def unread(self) -> bool:
        """Tell whether a note must be seen before anything is recorded."""
        return any(one.unread for one in self.notes)

    @property
    def gives(self) -> bool:
        """Tell whether anything waits that may be handed over."""
        items = (one for team in self.teams for one in team.items)
        return any(one.state is ItemState.WAITING and not one.held and not one.comes_in for one in items)

    @property
    def to_photograph(self) -> tuple[str, ...]:
        """The next step of the worst requirement as texts for a code, the fullest first."""
        order = list(State)
        open_ones = [one for team in self.teams for one in team.requirements if one.to_photograph]
        worst = max(open_ones, key=lambda one: order.index(one.state), default=None)
        return worst.to_photograph if worst else ()
