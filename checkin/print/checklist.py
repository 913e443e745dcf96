"""The evening's list on paper: what to mark with a pen when the power is gone."""

from __future__ import annotations

from itertools import groupby

from checkin.domain.checklist import Checklist, Row
from checkin.domain.phrases import clock_time, full_day
from checkin.print.pages import LINE, MARGIN, SIZE, Pages

__all__ = ["checklist_lines", "checklist_pdf"]

_BOX = "☐"
_TIME, _WHO = "___:___", "_____________"
_STRANGERS = 10
"""Lines for whoever is not on the list."""


def checklist_pdf(told: Checklist) -> bytes:
    """Return the list as a PDF, by division, each row with its number and boxes to mark."""
    pages = Pages(f"{told.title} · sheet {told.sheet}", told.as_of)
    pages.add_page()
    pages.put(MARGIN, pages.y + 5, told.title, size=16, style="B")
    pages.put(pages.w - MARGIN - 34, pages.y + 5, f"Sheet {told.sheet}", size=16, style="B")
    pages.y += 12
    for line in _head(told):
        pages.put(MARGIN, pages.y, line, size=SIZE + 1)
        pages.y += LINE + 1
    heads = ["Row", *(f"{letter} {label}" for letter, label in told.letters), "Time", "Who, if another"]
    heads += ["Name", "Team", "Shelf", "Box", "Missing"]
    for division, rows in groupby(told.rows, key=lambda one: one.division):
        pages.listing(division, heads, [_cells(one) for one in rows], right=(0,))
    blank = ["____________________", "____________________", "________________", "_______", _TIME]
    heads = ["Not on the list: name", "Team or division", "Phone", "Box given", "Time"]
    pages.listing("Walk-ins: take them down with Ctrl+N later", heads, [blank] * _STRANGERS)
    return bytes(pages.output())


def checklist_lines(told: Checklist) -> list[str]:
    """Return the list for a terminal."""
    lines = [f"{told.title} · sheet {told.sheet}", *_head(told)]
    for division, rows in groupby(told.rows, key=lambda one: one.division):
        lines += ["", division]
        for row in rows:
            marks = " ".join(
                f"{letter} {mark or _BOX}" for (letter, _), mark in zip(told.letters, row.marks, strict=True)
            )
            place = f", shelf {row.shelf or '?'}, box {row.box or '?'}" if row.has_team else ""
            lines.append(f"{row.number:>4}  {marks}  {row.name}, {row.team}{place}".rstrip())
    return lines


def _head(told: Checklist) -> list[str]:
    marks = ", ".join(f"{letter} = {label}" for letter, label in told.letters)
    when = f"{full_day(told.as_of.date())}, {clock_time(told.as_of)}"
    return [
        f"As of {when}, event {told.event or 'none'}: what was recorded until then stands as a time.",
        f"Mark with a pen: {marks}. Write the time down. Afterwards Ctrl+R takes it over: `14 ab 19:20`.",
    ]


def _cells(row: Row) -> list[str]:
    open_ones = any(not mark for mark in row.marks)
    return [
        str(row.number),
        *(mark or _BOX for mark in row.marks),
        _TIME if open_ones else "",
        _WHO if open_ones else "",
        f"{row.name}, {row.role.lower()}" if row.role else row.name,
        row.team,
        row.shelf,
        row.box,
        row.missing,
    ]
