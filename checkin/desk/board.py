"""The live board: what changes slowly is kept, so that an update costs milliseconds at any size."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from checkin.desk.service import Desk
from checkin.domain.board import Board, board_of
from checkin.domain.holds import judged
from checkin.domain.region import Meeting
from checkin.domain.states import Standing, standing_of, worst
from checkin.domain.summary import Plan, plan_of

__all__ = ["LiveBoard"]


class LiveBoard:
    """The board of one meeting, of the whole season, or of whichever meeting is today's, kept up to date."""

    def __init__(self, desk: Desk, meeting: Meeting | None = None, *, whole: bool = False) -> None:
        self.desk = desk
        self._fixed, self._whole = meeting, whole
        self._plan = Plan({}, {})
        self._planned_for: tuple[Any, ...] = ()
        self._standings: dict[str, Standing] = {}
        self._seen = 0

    @property
    def meeting(self) -> Meeting | None:
        """Return the meeting that the board is about, none for the whole season."""
        return None if self._whole else self._fixed or self.desk.meeting()

    def moment(self) -> tuple[object, ...]:
        """Return what the board depends on: it is the same while nothing is to be drawn."""
        now = self.desk.local(self.desk.now())
        return (len(self.desk.night), now.date(), now.hour, now.minute, self.meeting)

    def update(self) -> Board:
        """Return the board at this moment."""
        meeting, basis = self.meeting, self.desk.basis_in("en")
        about = (self.desk.roster, self.desk.region, self._on(), meeting)
        if self._planned_for != about:
            self._planned_for, self._plan = about, plan_of(meeting, basis)
            self._standings, self._seen = {}, len(self.desk.night)
        self._forget()
        return board_of(meeting, self._at(), self._plan, self._standings, basis)

    def count(self, people: int) -> bool:
        """Count the standing of that many more people, and tell whether any are left."""
        basis, on = self.desk.basis_in("en"), self._on()
        todo = [one for keys in self._plan.people.values() for one in keys if one not in self._standings]
        for person in todo[:people]:
            rows = self.desk.roster.by_person.get(person, ())
            self._standings[person] = worst(standing_of(judged(row, on, basis)) for row in rows)
        return len(todo) > people

    def _forget(self) -> None:
        """Count those anew whom something was recorded of since the last time."""
        night = self.desk.night
        for event in night.since(self._seen):
            for one in (event, *map(night.get, getattr(event.fact, "events", ()))):
                self._standings.pop(getattr(one.fact, "person", None) or "", None) if one else None
        self._seen = len(night)

    def _at(self) -> datetime:
        """Return this moment, or the end of a meeting that is over."""
        now, meeting = self.desk.local(self.desk.now()), self.meeting
        if meeting is None or meeting.on >= now.date():
            return now
        came = self.desk.night.arrived_at(meeting.key).values()
        last = max((self.desk.local(one.when) for one in came), default=now)
        return last + timedelta(minutes=1)

    def _on(self) -> Any:
        return self.meeting.on if self.meeting else self.desk.today()
