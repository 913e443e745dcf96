"""The sentences over a summary's lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from checkin.domain.evenings import evening_title
from checkin.domain.ledger import ItemState
from checkin.domain.phrases import clock_time, day, listed, many
from checkin.domain.region import Region
from checkin.domain.summary import Summary

__all__ = ["notes_of"]


def notes_of(summary: Summary, region: Region, today: date) -> Iterator[str]:
    """Yield what is to be known before the lists are read."""
    if closing := summary.closing:
        by = f", {closing.trace.by}" if closing.trace.by else ""
        when = (
            f"{day(closing.trace.at.date())}, {clock_time(closing.trace.at)}, desk {closing.trace.desk}{by}"
        )
        yield f"Closed {when}: {closing.counted} boxes on the shelf, record and shelf agree"
        if closing.missing:
            yield f"Can't be found: {listed(closing.missing)}"
        if not closing.agrees:
            yield "Record and shelf disagree again since then: count once more"
    elif summary.meeting:
        yield "Not closed yet: no closing count was finished"
    owed = Counter(
        item.label for team in summary.teams for item in team.items if item.state is ItemState.OWED
    )
    if owed:
        told = listed([f"{label.lower()} of {many(count, 'team')}" for label, count in owed.items()])
        yield f"Left, but owed and not on the shelf: {told}"
    twice = sum(one.totals.expected for one in summary.divisions) - summary.totals.expected
    if twice:
        yield f"Coach in more than one division, and count once in the total: {twice}"
    why = Counter(one.expected for one in summary.came)
    if elsewhere := why["another evening"]:
        yield f"Came on another evening than their own: {elsewhere}"
    if others := why["not expected"]:
        yield f"Came and were not expected, such as team managers and referees: {others}"
    if summary.totals.walk_ins:
        yield f"Came and are in no file: {summary.totals.walk_ins}"
    for one in summary.loads:
        yield f"{one.person} took items of {len(one.teams)} teams: {listed(one.teams)}"
    yield f"Taken back: {summary.undone}"
    yield from _ahead(summary, region, today)


def _ahead(summary: Summary, region: Region, today: date) -> Iterator[str]:
    """Yield which evenings nobody can have missed yet."""
    meetings = (one for one in region.meetings if summary.meeting in (None, one.key))
    if ahead := [evening_title(one) for one in meetings if one.on > today]:
        yield f"Still ahead, who is expected there stands under no-shows: {'; '.join(ahead)}"
