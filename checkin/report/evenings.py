"""The season's evenings as a report: a column for each, a row for each figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from checkin.domain.evenings import differences, evening_title, figures
from checkin.domain.region import Meeting, Region
from checkin.domain.summary import Summary
from checkin.report.page import Column, Kind, Report, Table

__all__ = ["evenings_report", "evenings_table"]


def evenings_report(
    evenings: Sequence[tuple[Meeting | None, Summary]], region: Region, made: datetime
) -> Report:
    """Return the report of several evenings, or of two with their difference."""
    table = evenings_table(evenings, region, made.date())
    return Report(f"Evenings · {region.season.label}", (), (table,), (), made)


def evenings_table(evenings: Sequence[tuple[Meeting | None, Summary]], region: Region, today: date) -> Table:
    """Return the figures of evenings side by side, as of a day; two of them with their difference."""
    items = [(one.key, one.label) for one in region.items if one.on]
    found = figures(evenings, items, today, region.meetings)
    columns = [Column("Figure"), *(Column(evening_title(one), Kind.NUMBER) for one, _ in evenings)]
    rows = [(one.name, *one.values) for one in found]
    if len(evenings) == 2:  # noqa: PLR2004  a pair
        columns.append(Column("Difference", Kind.NUMBER))
        rows = [(*row, change) for row, change in zip(rows, differences(found), strict=True)]
    return Table("evenings", "Evenings", tuple(columns), tuple(rows))
