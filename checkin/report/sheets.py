"""A report for spreadsheets: a workbook with a sheet for each list, and comma-separated values.

What begins like a formula is text in both: a name from a file never computes anything.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from checkin.domain.phrases import clock_time, full_day
from checkin.exchange.written import never_a_formula
from checkin.report.page import Cell, Kind, Report, Table, shown

__all__ = ["csv_text", "xlsx"]

_WIDEST = 60
_TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def csv_text(report: Report) -> str:
    """Return a report as CSV: one list alone is a plain table, several stand under their titles."""
    out = io.StringIO()
    writer = csv.writer(out)
    several = len(report.tables) > 1
    if several:
        writer.writerow([never_a_formula(report.title)])
    for table in report.tables:
        if several:
            writer.writerow([])
            writer.writerow([never_a_formula(table.title)])
        writer.writerow([one.title for one in table.columns])
        writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
        if table.total and several:
            writer.writerow([_csv_cell(cell) for cell in table.total])
    return f"\ufeff{out.getvalue()}"


def _csv_cell(cell: Cell) -> str | int:
    match cell:
        case int():
            return cell
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case _:
            return never_a_formula(cell or "")


def xlsx(report: Report) -> bytes:
    """Return a report as an Excel workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_ONLY) as book:
        book.set_properties({"title": report.title, "created": report.made.replace(tzinfo=None)})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True}),
            "total": book.add_format({"bold": True, "top": 1}),
            "title": book.add_format({"bold": True, "font_size": 16}),
            Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            Kind.INSTANT: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        }
        _front(book, report, styles)
        for table in report.tables:
            _sheet(book, table, styles)
    return out.getvalue()


def _front(book: Any, report: Report, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.write_string(0, 0, report.title, styles["title"])
    made = f"Made {full_day(report.made)}, {clock_time(report.made)}"
    for row, line in enumerate((made, *report.notes), start=1):
        sheet.write_string(row, 0, line)
    if not report.chart:
        return
    begin = len(report.notes) + 3
    sheet.write_string(begin, 0, "Arrivals over time", styles["head"])
    sheet.write_string(begin, 1, "Arrived", styles["head"])
    for row, (under, count) in enumerate(report.chart, start=begin + 1):
        sheet.write_string(row, 0, under)
        sheet.write_number(row, 1, count)
    sheet.set_column(0, 0, 20)
    last = begin + len(report.chart)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"categories": ["Summary", begin + 1, 0, last, 0], "values": ["Summary", begin + 1, 1, last, 1]}
    )
    chart.set_title({"name": "Arrivals over time"})
    chart.set_legend({"none": True})
    sheet.insert_chart(begin, 3, chart)


def _sheet(book: Any, table: Table, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.title)
    last = len(table.columns) - 1
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, styles["head"])
        cells = [shown(row[place]) for row in table.rows]
        longest = max(map(len, [column.title, *cells]))
        sheet.set_column(place, place, min(longest + 2, _WIDEST))
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, styles.get(table.columns[place].kind))
    for place, cell in enumerate(table.total):
        _write(sheet, len(table.rows) + 1, place, cell, styles["total"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), last)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L&A")
    sheet.set_footer("&RPage &P of &N")


def _write(sheet: Any, row: int, place: int, cell: Cell, style: Any) -> None:
    match cell:
        case datetime():
            sheet.write_datetime(row, place, cell.replace(tzinfo=None), style)
        case date():
            sheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001  a day
        case int():
            sheet.write_number(row, place, cell, style)
        case _:
            sheet.write_string(row, place, cell or "", style)
