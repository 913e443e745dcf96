"""The pickup summary as a report in every format."""

from checkin.report.evenings import evenings_report, evenings_table
from checkin.report.formats import FORMATS, PRINTED, format_of, rendered
from checkin.report.log import log_table
from checkin.report.page import Column, Kind, Report, Table
from checkin.report.put import put, put_all
from checkin.report.recipients import RECIPIENTS, report_for
from checkin.report.shape import json_text
from checkin.report.tables import LISTS, report_of

__all__ = [
    "FORMATS",
    "LISTS",
    "PRINTED",
    "RECIPIENTS",
    "Column",
    "Kind",
    "Report",
    "Table",
    "evenings_report",
    "evenings_table",
    "format_of",
    "json_text",
    "log_table",
    "put",
    "put_all",
    "rendered",
    "report_for",
    "report_of",
]
