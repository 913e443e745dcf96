"""The lists of a summary that one person needs: whom a coordinator calls, what an administrator verifies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.region import Region
from checkin.domain.rules import State
from checkin.domain.summary import Gap, Summary
from checkin.report.page import Report
from checkin.report.tables import report_of

__all__ = ["RECIPIENTS", "report_for"]

_TO_VERIFY = (State.PENDING, State.PROVISIONAL, State.UNKNOWN)
"""States that an administrator ends, by verifying or by finding the record."""

_Keep = Callable[[Gap, Region], bool]


@dataclass(frozen=True, slots=True)
class _Recipient:
    """Somebody who works a part of a summary off."""

    title: str
    lists: tuple[str, ...]
    gaps: _Keep = lambda _gap, _region: True
    """Which gaps are theirs."""


RECIPIENTS = {
    "coordinator": _Recipient(
        "Division Coordinator",
        ("no-shows", "left", "no-coach", "shorts-by-team", "gaps", "elsewhere", "notes"),
    ),
    "cvpa": _Recipient(
        "CVPA",
        ("no-shows", "gaps", "refreshers", "overrides", "notes"),
        lambda gap, region: (found := region.requirement(gap.requirement)) is None or found.kind != "course",
    ),
    "administrator": _Recipient(
        "Administrator",
        ("evidence", "refreshers", "gaps", "anomalies", "overrides"),
        lambda gap, _region: gap.state in _TO_VERIFY,
    ),
    "equipment": _Recipient("Equipment manager", ("shorts-by-size", "shorts-by-team", "left", "counted")),
}
"""Who gets lists of their own, by the word that asks for them."""


def report_for(
    recipient: str, summary: Summary, region: Region, made: datetime, division: str = ""
) -> Report:
    """Return the report of what one person works off, of one division when it is given."""
    who = RECIPIENTS[recipient]
    if division:
        summary = _of_division(summary, division)
    kept = replace(summary, gaps=tuple(one for one in summary.gaps if who.gaps(one, region)))
    whole = report_of(kept, region, made)
    tables = {one.key: one for one in whole.tables}
    title = " · ".join(filter(None, (f"For the {who.title}", division, summary.title)))
    return Report(title, (), tuple(tables[key] for key in who.lists), (), made)


def _of_division(summary: Summary, division: str) -> Summary:
    teams = {one.team for one in summary.teams if one.division == division}
    return replace(
        summary,
        teams=tuple(one for one in summary.teams if one.division == division),
        no_shows=tuple(one for one in summary.no_shows if one.division == division),
        gaps=tuple(one for one in summary.gaps if one.division == division),
        needs=tuple(one for one in summary.needs if one.division == division),
        overrides=tuple(one for one in summary.overrides if one.team in teams),
        notes=tuple(one for one in summary.notes if division in one.divisions),
        counted=tuple(one for one in summary.counted if one.division == division),
        came=tuple(one for one in summary.came if teams & {*one.teams}),
    )
