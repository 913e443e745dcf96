"""Turns a summary into the tables of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from checkin.domain.ledger import ItemState
from checkin.domain.region import Region
from checkin.domain.summary import Summary, Totals
from checkin.domain.summary_items import Need
from checkin.domain.summary_lists import TeamItem
from checkin.report.notes import notes_of
from checkin.report.pace import pace
from checkin.report.page import Column, Kind, Report, Table
from checkin.report.rows import TRACE, counted_table, notes_table, table_of, traced

__all__ = ["LISTS", "report_of"]

LISTS = (
    "divisions",
    "no-shows",
    "left",
    "counted",
    "no-coach",
    "shorts-by-size",
    "shorts-by-team",
    "overrides",
    "gap-counts",
    "gaps",
    "elsewhere",
    "refreshers",
    "evidence",
    "anomalies",
    "taken-back",
    "notes",
    "volunteers",
    "given",
    "arrivals",
)
"""Keys of the lists, in the order they are read."""


def report_of(summary: Summary, region: Region, made: datetime) -> Report:
    """Return the report of a summary, made at that local time."""
    rows = _Rows(summary, region)
    return Report(
        title=f"Pickup summary · {summary.title}",
        notes=tuple(notes_of(summary, region, made.date())),
        tables=tuple(rows.table(key) for key in LISTS),
        chart=tuple(pace([one.trace.at for one in summary.came])),
        made=made,
    )


class _Rows:
    """The tables of one summary."""

    def __init__(self, summary: Summary, region: Region) -> None:
        self._summary = summary
        self._items = {one.key: one.label for one in region.items}
        self._sizes = {one.label: one.sizes for one in region.items}
        self._requirements = {one.key: one.label for one in region.requirements}

    def table(self, key: str) -> Table:
        """Return the list with that key."""
        drawn: Table = getattr(self, f"_{key.replace('-', '_')}")(key)
        return drawn

    def _divisions(self, key: str) -> Table:
        shorts = any(one.short for one in self._summary.totals.items.values())
        parts = ("given", "short", "left") if shorts else ("given", "left")
        heads = [
            f"{self._items.get(one, one)} {part}" for one in self._summary.totals.items for part in parts
        ]
        numbers = ["Expected", "Arrived", "No-shows", "Visitors", "Walk-ins", *heads]
        return Table(
            key,
            "Divisions",
            (Column("Division"), *(Column(one, Kind.NUMBER) for one in numbers)),
            tuple((one.division, *_counts(one.totals, parts)) for one in self._summary.divisions),
            ("Total", *_counts(self._summary.totals, parts)),
        )

    def _no_shows(self, key: str) -> Table:
        rows = (
            (one.division, one.person, ", ".join(one.teams), one.phone, one.came_on)
            for one in self._summary.no_shows
        )
        columns = ("Division", "Name", "Teams", "Phone", Column("Came instead", Kind.DATE))
        return table_of(key, "No-shows", columns, rows)

    def _left(self, key: str) -> Table:
        rows = (
            (
                team.division,
                team.team,
                item.label,
                _why(item),
                team.shelf,
                team.box,
                ", ".join(team.collectors),
            )
            for team in self._summary.teams
            for item in team.items
            if item.given is None
        )
        columns = ("Division", "Team", "Item", "State", "Shelf", "Box", "Who may collect")
        return table_of(key, "Left on the shelf", columns, rows)

    def _counted(self, key: str) -> Table:
        return counted_table(key, self._summary)

    def _notes(self, key: str) -> Table:
        return notes_table(key, self._summary)

    def _no_coach(self, key: str) -> Table:
        rows = (
            (team.division, team.team, team.shelf, team.box)
            for team in self._summary.teams
            if not team.collectors
        )
        return table_of(key, "Teams without a coach", ("Division", "Team", "Shelf", "Box"), rows)

    def _shorts_by_size(self, key: str) -> Table:
        found: defaultdict[tuple[str, str], list[Need]] = defaultdict(list)
        for one in self._summary.needs:
            found[one.item, _size(one)].append(one)
        rows = (
            (item, size, sum(one.count for one in needs), ", ".join(dict.fromkeys(one.team for one in needs)))
            for (item, size), needs in sorted(found.items(), key=lambda one: self._place(*one[0]))
        )
        columns = ("Item", "Size", Column("Pieces", Kind.NUMBER), "Teams")
        return table_of(key, "Shorts by size", columns, rows)

    def _place(self, item: str, size: str) -> tuple[str, int, str]:
        """Return where a size stands: in the region's order, then by the alphabet."""
        known = self._sizes.get(item, ())
        return item, known.index(size) if size in known else len(known), size

    def _shorts_by_team(self, key: str) -> Table:
        rows = (
            (
                one.division,
                one.team,
                one.item,
                one.box,
                one.state.value.replace("-", " "),
                _size(one),
                one.count or None,
                one.note,
                *traced(one.trace),
            )
            for one in self._summary.needs
        )
        columns = ("Division", "Team", "Item", "Box", "State", "Size", Column("Pieces", Kind.NUMBER), "Note")
        return table_of(key, "Shorts by team", (*columns, *TRACE), rows)

    def _overrides(self, key: str) -> Table:
        rows = (
            (
                one.person,
                one.team,
                self._items.get(one.item, one.item),
                one.name,
                one.reason,
                "fell: newer data says no" if one.fallen else "stands",
                *traced(one.trace),
            )
            for one in self._summary.overrides
        )
        columns = ("Name", "Team", "Item", "Released by", "Reason", "Now", *TRACE)
        return table_of(key, "Holds released", columns, rows)

    def _given(self, key: str) -> Table:
        rows = (
            (team.division, team.team, item.label, item.collector, *traced(item.given), item.note)
            for team in self._summary.teams
            for item in team.items
            if item.given
        )
        return table_of(key, "Given out", ("Division", "Team", "Item", "Given to", *TRACE, "Note"), rows)

    def _gap_counts(self, key: str) -> Table:
        people: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for gap in self._summary.gaps:
            people[self._requirement(gap.requirement), gap.state.value].add(gap.person)
        rows = ((*found, len(names)) for found, names in sorted(people.items()))
        columns = ("Requirement", "State", Column("People", Kind.NUMBER))
        return table_of(key, "Gaps by requirement", columns, rows)

    def _gaps(self, key: str) -> Table:
        rows = (
            (
                one.person,
                one.phone,
                one.team,
                self._requirement(one.requirement),
                one.state.value,
                one.next_step,
            )
            for one in self._summary.gaps
        )
        columns = ("Name", "Phone", "Team", "Requirement", "State", "Next step")
        return table_of(key, "Gaps by person", columns, rows)

    def _requirement(self, key: str) -> str:
        return self._requirements.get(key, key)

    def _elsewhere(self, key: str) -> Table:
        rows = (
            (
                one.person,
                ", ".join(one.teams),
                one.expected,
                one.own,
                ", ".join(one.took),
                *traced(one.trace),
            )
            for one in self._summary.came
            if one.expected != "expected"
        )
        columns = ("Name", "Teams", "Expected", Column("Their meeting", Kind.DATE), "Took here", *TRACE)
        return table_of(key, "Wrong evening, walk-ins", columns, rows)

    def _arrivals(self, key: str) -> Table:
        rows = (
            (one.person, ", ".join(one.teams), one.expected, *traced(one.trace)) for one in self._summary.came
        )
        return table_of(key, "Arrivals", ("Name", "Teams", "Expected", *TRACE), rows)

    def _refreshers(self, key: str) -> Table:
        rows = ((one.person, one.number, *traced(one.trace)) for one in self._summary.refreshers)
        return table_of(key, "Refreshers to enter", ("Name", "ID", *TRACE), rows)

    def _evidence(self, key: str) -> Table:
        rows = (
            (
                one.person,
                one.number,
                one.name,
                one.completed_on,
                one.medium,
                one.state.value if one.state else "",
                *traced(one.trace),
            )
            for one in self._summary.evidence
        )
        columns = ("Name", "ID", "Certificate", Column("Completed", Kind.DATE), "Shown on", "Stands", *TRACE)
        return table_of(key, "Evidence to verify", columns, rows)

    def _anomalies(self, key: str) -> Table:
        return table_of(key, "To be settled", ("What",), ((one,) for one in self._summary.anomalies))

    def _taken_back(self, key: str) -> Table:
        rows = (
            (one.sentence, one.reason, one.recorded.at, *traced(one.taken_back))
            for one in self._summary.taken_back
        )
        columns = ("What", "Reason", Column("Recorded", Kind.INSTANT), Column("Taken back", Kind.INSTANT))
        return table_of(key, "Taken back", (*columns, "Desk", "By"), rows)

    def _volunteers(self, key: str) -> Table:
        rows = (
            (one.name or "(no name)", one.desk, one.arrivals, one.hand_overs, one.other)
            for one in self._summary.helpers
        )
        numbers = (Column(one, Kind.NUMBER) for one in ("Arrivals", "Hand-overs", "Other"))
        return table_of(key, "Volunteers", ("Volunteer", "Desk", *numbers), rows)


def _size(need: Need) -> str:
    """Return the size, or why there is none."""
    return need.size or ("(all of it)" if need.state is ItemState.OWED else "(not counted)")


def _why(item: TeamItem) -> str:
    """Return why an item is left: it waits, is owed, or came back, with the note."""
    return ": ".join(filter(None, (item.state.value, item.note)))


def _counts(totals: Totals, parts: Iterable[str]) -> tuple[int, ...]:
    items = [getattr(one, part) for one in totals.items.values() for part in parts]
    people = (totals.expected, totals.arrived, totals.no_shows, totals.visitors, totals.walk_ins)
    return (*people, *items)
