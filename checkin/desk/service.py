"""The desk: everything that screens and command line ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checkin.codes.slip_page import slip_page
from checkin.desk.importing import ImportingBook
from checkin.domain.anomalies import Anomaly, anomalies_of
from checkin.domain.basis import Basis
from checkin.domain.card import Card
from checkin.domain.card_of import card_of
from checkin.domain.checklist import Checklist, checklist_of
from checkin.domain.commands import Recorded, Refused
from checkin.domain.confidential import reasons
from checkin.domain.evening_commands import CountPile, EnterRow
from checkin.domain.handover import Handover, handover_of
from checkin.domain.history import Line, evening_history, history_of, parts_of_line
from checkin.domain.identity import Doubted, doubted, open_doubts
from checkin.domain.paper_rows import Meaning, meaning_of, sheet_for
from checkin.domain.people import Doubt, Roster, Team
from checkin.domain.piles import pile_typed
from checkin.domain.region import Meeting
from checkin.domain.shelf import Shelf, shelf_of
from checkin.domain.slip import slip_of
from checkin.domain.summary import Summary, expected_at, summarize
from checkin.domain.voice import ENGLISH
from checkin.domain.whose_box import whose_box
from checkin.lookup import Found, LookUp
from checkin.search import Hit
from checkin.store import Problem

__all__ = ["Counts", "Desk"]


_Expected = tuple[frozenset[str], tuple[str, ...]]
"""Person keys and team keys."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers above the card, of today's meeting or else of the season."""

    expected: int
    arrived: int
    """Of those expected."""
    visitors: int
    """Arrived, but not expected at this meeting."""
    teams: int
    given: Mapping[str, int]
    """Items handed over, by item key."""


class Desk(ImportingBook):
    """One check-in table: everything that screens and command line ask for."""

    _expectation: tuple[Roster | None, str | None, _Expected] = (None, None, (frozenset(), ()))
    """Data and meeting that were last asked about, and who is expected there."""

    def counts(self) -> Counts:
        """Return the numbers above the card."""
        meeting = self.meeting()
        people, teams = self._expected(meeting)
        if meeting:
            arrived = set(self.night.arrived_at(meeting.key))
        else:
            arrived = {one for one in self.roster.people if self.night.arrivals(one)}
        items = [one.key for one in self.region.items if one.on]
        given = {item: sum(self.night.handed_over(one, item) is not None for one in teams) for item in items}
        return Counts(len(people), len(people & arrived), len(arrived - people), len(teams), given)

    def _expected(self, meeting: Meeting | None) -> _Expected:
        """Return who is expected and which teams are served: the same until the data or the day changes."""
        key = meeting.key if meeting else None
        roster, known, expected = self._expectation
        if roster is not self.roster or known != key:
            expected = expected_at(meeting, self._basis())
            self._expectation = (self.roster, key, expected)
        return expected

    def here(self) -> tuple[str, ...]:
        """Return the keys of those who are at today's meeting and have not taken the refresher there."""
        meeting = self.meeting()
        if meeting is None:
            return ()
        taken = self.night.refreshed_at(meeting.key)
        return tuple(one for one in self.night.arrived_at(meeting.key) if one not in taken)

    def look_up(self, text: str, *, scanned: bool = False) -> Found | Refused | None:
        """Return who a code or an id belongs to, a refusal, or None for text to search for."""
        return self._look.code(text, scanned=scanned)

    def person(self, text: str) -> Found | Refused:
        """Return whom an id, a code, a person key or an exact name means, for scripts."""
        return self._look.person(text)

    def team(self, text: str) -> Team | Refused:
        """Return which team a name means, for scripts."""
        return self._look.team(text)

    def box_named(self, text: str) -> Team | Refused:
        """Return whose box a label, a box number or a team's name means."""
        return self._look.box_named(text)

    def paper_row(self, command: EnterRow) -> Meaning | Refused:
        """Return what a row of the paper list stands for, before it counts."""
        return meaning_of(command, self._basis())

    def checklist(self, sheet: str = "") -> Checklist | None:
        """Return the printed list of that code, or the latest of tonight."""
        found = sheet_for(sheet, self._basis())
        return checklist_of(*found, self._basis()) if found else None

    def handover(self) -> Handover:
        """Return what whoever takes over has to know."""
        return handover_of(self.meeting(), self.by, self._basis())

    def shelf(self) -> Shelf:
        """Return what record and shelf disagree on this evening."""
        return shelf_of(self.meeting(), self._basis())

    def pile_typed(self, text: str) -> CountPile | None:
        """Return the count of what is no box that a text means, `roster 12u 14`, or nothing."""
        return pile_typed(text, self.shelf().piles, self._basis())

    def badge(self, person: str) -> str:
        """Return the text of a person's code, or an empty text when none was issued."""
        return self._look.badge(person)

    def box_label(self, team: str) -> str:
        """Return the text of the code on a team's box, or an empty text when none was issued."""
        return self._look.box_label(team)

    def scanned_box(self, text: str) -> Team | Refused | None:
        """Return the team whose box label a text is, a refusal, or None for any other text."""
        return self._look.box(text)

    def people_of(self, team: str) -> tuple[Hit, ...]:
        """Return the people of a team, the head coach first."""
        return self._look.people_of(team)

    def whose_box(self, team: str) -> str:
        """Return whose box it is, where it stands, and where it went, in a sentence."""
        return whose_box(team, self._basis())

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return who the text could mean, best first, each with the reason; of one team the head coach."""
        hits = self._index.find(text, limit)
        if not hits or hits[0].found_by != "team":
            return hits
        rows = [row for one in hits for row in self.roster.by_person.get(one.person, ()) if row.team]
        near = dict.fromkeys(row.team for row in rows)
        team = self._look.team(text, [self.roster.teams[one] for one in near])
        if isinstance(team, Refused):
            return hits
        order = {one.person: place for place, one in enumerate(self.people_of(team.key))}
        return tuple(sorted(hits, key=lambda one: order.get(one.person, len(order))))

    def card(self, person: str, found_by: str = "name", on: date | None = None) -> Card:
        """Return a person's card, judged on a date or else on the day of the desk."""
        return card_of(self.roster.people[person], found_by, on or self.today(), self._basis())

    def confidential(self, person: str) -> tuple[str, ...]:
        """Return what only a supervisor reads: why a background check doesn't pass."""
        return tuple(reasons(self.region, self.roster, person))

    def save_slip(self, card: Card) -> Path:
        """Write the slip of a card into the season folder and return its path.

        Raises `StoreError` when the disk fails.
        """
        page = slip_page(slip_of(card, self.region))
        return self.season.write_beside("slips", f"slip-{card.person.key}.html", page.encode())

    def last(self) -> Recorded | None:
        """Return what F8 would take back."""
        events = self.night.last_act(self.desk, self.season.writer)
        return Recorded(events[0].act, events, self._basis().narrator().act(events)) if events else None

    def history(self, person: str = "", *, whole: bool = False) -> tuple[Line, ...]:
        """Return everything recorded, or what concerns one person and their teams, oldest first."""
        return history_of(self._basis(), person, whole=whole)

    def parts(self, line: Line) -> tuple[Line, ...]:
        """Return what a line of the history tells, event by event; nothing when it tells but one."""
        return parts_of_line(line, self._basis())

    def history_of(self, meeting: Meeting | None) -> tuple[Line, ...]:
        """Return what was recorded at a meeting, or all season, oldest first."""
        return evening_history(meeting, self._basis())

    def summary(self, meeting: Meeting | None) -> Summary:
        """Return the summary of a meeting, or of the whole season when none is given."""
        return summarize(meeting, meeting.on if meeting else self.today(), self._basis())

    def problems(self) -> tuple[Problem, ...]:
        """Return the places in the logs that can't be read and that nobody has looked at yet."""
        known = self.night.set_aside()
        return tuple(one for one in self.season.problems if one.key not in known)

    def doubts(self) -> tuple[Doubt, ...]:
        """Return who may be one person, or two, until somebody says it."""
        return open_doubts(self.roster, self.night)

    def doubted(self, doubt: Doubt) -> Doubted:
        """Return such a pair with each side as the files have it."""
        return doubted(doubt, self.roster)

    def anomalies(self) -> tuple[Anomaly, ...]:
        """Return what was recorded twice and nobody has settled, oldest first."""
        return anomalies_of(self._basis())

    def basis_in(self, language: str) -> Basis:
        """Return what is known at this moment, its next steps in that language."""
        if language == ENGLISH.language:
            return self._basis()
        from checkin.follow_up import voice_of  # noqa: PLC0415  only who writes another language pays

        return replace(self._basis(), voice=voice_of(language, self.region))

    @property
    def _look(self) -> LookUp:
        return LookUp(self.region, self.roster, self.night, self._index)
