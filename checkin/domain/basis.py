"""Everything that a decision rests on: the rules, the data, the night so far, and who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from checkin.domain.commands import Refused
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.names import fold
from checkin.domain.nicknames import Nicknames, shipped
from checkin.domain.people import Assignment, Person, Roster
from checkin.domain.phrases import clock_time, day
from checkin.domain.region import Meeting, Region, Role
from checkin.domain.voice import ENGLISH, Voice
from checkin.domain.words import Narrator

__all__ = ["Basis"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known at the moment of a decision."""

    region: Region
    roster: Roster
    night: Night
    meeting: Callable[[str], Meeting | None]
    """Today's meeting for a person key, if there is one."""
    now: datetime
    """This moment, aware."""
    today: date
    local: Callable[[datetime], datetime]
    """An instant in the region's time zone."""
    desk: str
    writer: str
    new_tag: Callable[[], str]
    new_key: Callable[[], str]
    """A person key that nobody has."""
    nicknames: Nicknames = field(default_factory=shipped)
    """Which first names stand for one another in this region."""
    voice: Voice = ENGLISH
    """In whose words the next steps are told."""

    def narrator(self) -> Narrator:
        """Return who tells these events in sentences."""
        return Narrator(self.region, self.roster, self.night)

    def role(self, assignment: Assignment) -> Role | None:
        """Return what the assignment's role means in this region."""
        return self.region.role_of(assignment.role)

    def on_team(self, team: str, name: str) -> Person | None:
        """Return whoever of a team has that name, accents, marks and capitals aside."""
        people = [self.roster.people.get(row.person) for row in self.roster.by_team.get(team, ())]
        return next((one for one in people if one and fold(one.name) == fold(name)), None)

    def when(self, event: Event) -> str:
        """Return when an event was recorded, with the day unless it is today: `Tue Aug 25, 7:02 pm`."""
        at = self.local(event.at)
        return clock_time(at) if at.date() == self.today else f"{day(at.date())}, {clock_time(at)}"

    def who(self, event: Event) -> str:
        """Return when, where and by whom an event was recorded: `at 7:02 pm, desk A, by Maria`."""
        by = f", by {event.by}" if event.by else ""
        return f"at {clock_time(self.local(event.when))}, desk {event.desk}{by}"

    def unknown(self, person: str) -> Refused | None:
        """Return the refusal of a person whom the files don't know."""
        if person in self.roster.people:
            return None
        return Refused("unknown-person", "That person is not in the imported files. Look the name up again.")
