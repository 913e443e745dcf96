"""What was recorded, as sentences: everything, or what concerns one person and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.basis import Basis
from checkin.domain.correct import Correctable, correctable
from checkin.domain.decide_undo import STANDING
from checkin.domain.desk_facts import Undone
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.phrases import clock_time, day
from checkin.domain.region import Meeting
from checkin.domain.summary_lists import of_meeting

__all__ = ["Line", "evening_history", "history_of", "parts_of_line"]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a history."""

    event: str
    """Its id, or that of the act when the line tells several events of one."""
    events: tuple[str, ...]
    """Ids of all that the line tells."""
    at: datetime
    """In the region's time zone."""
    desk: str
    by: str
    sentence: str
    taken_back: bool
    back: str = ""
    """When, why and, if somebody else did, by whom it was taken back; empty while it counts."""
    undoable: bool = False
    """True when it can be taken back from the history."""
    paper: str = ""
    """Sheet and row of the paper that it was taken over from."""
    correctable: Correctable | None = None
    """What of it can be corrected."""

    @property
    def where(self) -> str:
        """When, at which desk and by whom it was recorded: `7:12 pm, desk A, Maria`."""
        by = f", {self.by}" if self.by else ""
        paper = f", paper {self.paper}" if self.paper else ""
        return f"{clock_time(self.at)}, desk {self.desk}{by}{paper}"

    @property
    def told(self) -> str:
        """The whole sentence, as in `Box 47 handed to Ana Reyes; 7:20 pm taken back: wrong box`."""
        return f"{self.sentence.removesuffix('.')}; {self.back}." if self.back else self.sentence


def history_of(basis: Basis, person: str = "", *, whole: bool = False) -> tuple[Line, ...]:
    """Return everything recorded, or what concerns one person and their teams, oldest first.

    What one key press recorded is one line, and a taking back is told with what it took back, unless the
    history is `whole`.
    """
    night = basis.night
    teams = {one.team for one in basis.roster.by_person.get(person, ()) if one.team}
    events = [one for one in night if not person or _concerns(one, person, teams, night)]
    return _lines(events, basis, whole=whole)


def evening_history(meeting: Meeting | None, basis: Basis) -> tuple[Line, ...]:
    """Return what was recorded at a meeting, or all season, oldest first."""
    return _lines([one for one in basis.night if of_meeting(one, meeting, basis)], basis, whole=False)


def parts_of_line(line: Line, basis: Basis) -> tuple[Line, ...]:
    """Return the events of a line one by one, when it tells several."""
    events = [one for key in line.events if (one := basis.night.get(key))]
    return _lines(events, basis, whole=True) if len(events) > 1 else ()


def _lines(events: Iterable[Event], basis: Basis, *, whole: bool) -> tuple[Line, ...]:
    night, narrator = basis.night, basis.narrator()
    return tuple(
        Line(
            first.act if rest else first.id,
            tuple(one.id for one in (first, *rest)),
            basis.local(first.when),
            first.desk,
            first.by,
            narrator.act([first, *rest]),
            not night.counts(first),
            _back(first, basis),
            night.counts(first) and not all(isinstance(one.fact, STANDING) for one in (first, *rest)),
            first.paper,
            correctable([first, *rest]) if night.counts(first) else None,
        )
        for first, *rest in (([one] for one in events) if whole else _told_together(events, night))
    )


def _told_together(events: Iterable[Event], night: Night) -> Iterable[list[Event]]:
    """Yield what one key press recorded, apart from what of it was taken back, by whatever took it back."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if not _told_elsewhere(event, night):
            taker = night.taken_back_by(event)
            found.setdefault((event.act, taker.id if taker else ""), []).append(event)
    return found.values()


def _told_elsewhere(event: Event, night: Night) -> bool:
    """Tell whether a taking back stands beside everything that it took back."""
    return isinstance(event.fact, Undone) and all(night.get(one) for one in event.fact.events)


def _back(event: Event, basis: Basis) -> str:
    taker = basis.night.taken_back_by(event)
    if taker is None:
        return ""
    recorded, at = basis.local(event.at), basis.local(taker.at)
    when = clock_time(at) if at.date() == recorded.date() else f"{day(at.date())}, {clock_time(at)}"
    by = f" by {taker.by}" if taker.by and taker.by != event.by else ""
    desk = f" at desk {taker.desk}" if taker.desk != event.desk else ""
    reason = taker.fact.reason if isinstance(taker.fact, Undone) else ""
    return f"{when} taken back{by}{desk}" + (f": {reason}" if reason else "")


def _concerns(event: Event, person: str, teams: set[str], night: Night) -> bool:
    fact = event.fact
    targets = getattr(fact, "events", ())
    return (
        getattr(fact, "person", None) == person
        or getattr(fact, "team", None) in teams
        or any((one := night.get(target)) and _concerns(one, person, teams, night) for target in targets)
    )
