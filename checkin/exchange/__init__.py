"""Outside files in: what the region's systems export, and what people keep by hand."""

from checkin.exchange.calendar import is_calendar, published
from checkin.exchange.difference import Gone, Tally
from checkin.exchange.errors import ImportRefused
from checkin.exchange.explain import explain
from checkin.exchange.match import JoinedBy
from checkin.exchange.plan import FilePlan, Plan, plan_import
from checkin.exchange.read import Progress, SheetRead, read_files
from checkin.exchange.records import Rejected
from checkin.exchange.tables import roster_from_tables, roster_to_tables

__all__ = [
    "FilePlan",
    "Gone",
    "ImportRefused",
    "JoinedBy",
    "Plan",
    "Progress",
    "Rejected",
    "SheetRead",
    "Tally",
    "explain",
    "is_calendar",
    "plan_import",
    "published",
    "read_files",
    "roster_from_tables",
    "roster_to_tables",
]
