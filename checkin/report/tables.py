"""Turns a summary into the tables of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from checkin.domain.ledger import ItemState
from checkin.domain.region import Region
from checkin.domain.summary import Summary, Totals
from checkin.domain.summary_items import Need
from checkin.domain.summary_lists import TeamItem, Trace
from checkin.report.notes import notes_of
from checkin.report.pace import pace
from checkin.report.page import Cell, Column, Kind, Report, Table

__all__ = ["LISTS", "report_of"]

LISTS = (
    "divisions",
    "no-shows",
    "left",
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
    "volunteers",
    "given",
    "arrivals",
)
"""Keys of the lists, in the order they are read."""

_TRACE = (Column("When", Kind.INSTANT), Column("Desk"), Column("By"))


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
        return _table(key, "No-shows", columns, rows)

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
        return _table(key, "Left on the shelf", columns, rows)

    def _no_coach(self, key: str) -> Table:
        rows = (
            (team.division, team.team, team.shelf, team.box)
            for team in self._summary.teams
            if not team.collectors
        )
        return _table(key, "Teams without a coach", ("Division", "Team", "Shelf", "Box"), rows)

    def _shorts_by_size(self, key: str) -> Table:
        found: defaultdict[tuple[str, str], list[Need]] = defaultdict(list)
        for one in self._summary.needs:
            found[one.item, _size(one)].append(one)
        rows = (
            (item, size, sum(one.count for one in needs), ", ".join(dict.fromkeys(one.team for one in needs)))
            for (item, size), needs in sorted(found.items(), key=lambda one: self._place(*one[0]))
        )
        columns = ("Item", "Size", Column("Pieces", Kind.NUMBER), "Teams")
        return _table(key, "Shorts by size", columns, rows)

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
                *_trace(one.trace),
            )
            for one in self._summary.needs
        )
        columns = ("Division", "Team", "Item", "Box", "State", "Size", Column("Pieces", Kind.NUMBER), "Note")
        return _table(key, "Shorts by team", (*columns, *_TRACE), rows)

    def _overrides(self, key: str) -> Table:
        rows = (
            (
                one.person,
                one.team,
                self._items.get(one.item, one.item),
                one.name,
                one.reason,
                "fell: newer data says no" if one.fallen else "stands",
                *_trace(one.trace),
            )
            for one in self._summary.overrides
        )
        columns = ("Name", "Team", "Item", "Released by", "Reason", "Now", *_TRACE)
        return _table(key, "Holds released", columns, rows)

    def _given(self, key: str) -> Table:
        rows = (
            (team.division, team.team, item.label, item.collector, *_trace(item.given), item.note)
            for team in self._summary.teams
            for item in team.items
            if item.given
        )
        return _table(key, "Given out", ("Division", "Team", "Item", "Given to", *_TRACE, "Note"), rows)

    def _gap_counts(self, key: str) -> Table:
        people: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for gap in self._summary.gaps:
            people[self._requirement(gap.requirement), gap.state.value].add(gap.person)
        rows = ((*found, len(names)) for found, names in sorted(people.items()))
        columns = ("Requirement", "State", Column("People", Kind.NUMBER))
        return _table(key, "Gaps by requirement", columns, rows)

    def _gaps(self, key: str) -> Table:
        rows = (
            (one.person, one.team, self._requirement(one.requirement), one.state.value, one.next_step)
            for one in self._summary.gaps
        )
        return _table(key, "Gaps by person", ("Name", "Team", "Requirement", "State", "Next step"), rows)

    def _requirement(self, key: str) -> str:
        return self._requirements.get(key, key)

    def _elsewhere(self, key: str) -> Table:
        rows = (
            (one.person, ", ".join(one.teams), one.expected, one.own, ", ".join(one.took), *_trace(one.trace))
            for one in self._summary.came
            if one.expected != "expected"
        )
        columns = ("Name", "Teams", "Expected", Column("Their meeting", Kind.DATE), "Took here", *_TRACE)
        return _table(key, "Wrong evening, walk-ins", columns, rows)

    def _arrivals(self, key: str) -> Table:
        rows = (
            (one.person, ", ".join(one.teams), one.expected, *_trace(one.trace)) for one in self._summary.came
        )
        return _table(key, "Arrivals", ("Name", "Teams", "Expected", *_TRACE), rows)

    def _refreshers(self, key: str) -> Table:
        rows = ((one.person, one.number, *_trace(one.trace)) for one in self._summary.refreshers)
        return _table(key, "Refreshers to enter", ("Name", "ID", *_TRACE), rows)

    def _evidence(self, key: str) -> Table:
        rows = (
            (
                one.person,
                one.number,
                one.name,
                one.completed_on,
                one.medium,
                one.state.value if one.state else "",
                *_trace(one.trace),
            )
            for one in self._summary.evidence
        )
        columns = ("Name", "ID", "Certificate", Column("Completed", Kind.DATE), "Shown on", "Stands", *_TRACE)
        return _table(key, "Evidence to verify", columns, rows)

    def _anomalies(self, key: str) -> Table:
        return _table(key, "To be settled", ("What",), ((one,) for one in self._summary.anomalies))

    def _taken_back(self, key: str) -> Table:
        rows = (
            (one.sentence, one.reason, one.recorded.at, *_trace(one.taken_back))
            for one in self._summary.taken_back
        )
        columns = ("What", "Reason", Column("Recorded", Kind.INSTANT), Column("Taken back", Kind.INSTANT))
        return _table(key, "Taken back", (*columns, "Desk", "By"), rows)

    def _volunteers(self, key: str) -> Table:
        rows = (
            (one.name or "(no name)", one.desk, one.arrivals, one.hand_overs, one.other)
            for one in self._summary.helpers
        )
        numbers = (Column(one, Kind.NUMBER) for one in ("Arrivals", "Hand-overs", "Other"))
        return _table(key, "Volunteers", ("Volunteer", "Desk", *numbers), rows)


def _table(key: str, title: str, columns: Iterable[str | Column], rows: Iterable[tuple[Cell, ...]]) -> Table:
    heads = (one if isinstance(one, Column) else Column(one) for one in columns)
    return Table(key, title, tuple(heads), tuple(rows))


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


def _trace(trace: Trace | None) -> tuple[Cell, Cell, Cell]:
    return (trace.at, trace.desk, trace.by) if trace else (None, "", "")
