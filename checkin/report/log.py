"""What was recorded as a list, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.domain.history import Line
from checkin.report.page import Column, Kind, Table

__all__ = ["log_table"]


def log_table(lines: Sequence[Line]) -> Table:
    """Return what was recorded, oldest first, with what was taken back."""
    columns = (Column("When", Kind.INSTANT), Column("Desk"), Column("By"), Column("What"))
    rows = tuple((one.at, one.desk, one.by, one.told) for one in lines)
    return Table("log", "Everything recorded", columns, rows)
