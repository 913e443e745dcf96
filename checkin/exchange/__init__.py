"""Outside files in: what the region's systems export, and what people keep by hand."""

from checkin.exchange.calendar import is_calendar, published
from checkin.exchange.circumstances import Circumstances
from checkin.exchange.columns import FIELDS, ColumnsRead, Heading, Unread, headings
from checkin.exchange.columns import amended as amended_columns
from checkin.exchange.columns import guess_from as guess_columns
from checkin.exchange.columns import mapping_of as columns_mapping
from checkin.exchange.columns import mapping_text as columns_text
from checkin.exchange.difference import Gone, Tally
from checkin.exchange.errors import ImportRefused, Stopped, Unclear
from checkin.exchange.explain import explain, explained, proposed
from checkin.exchange.likely import FoundFile, found_file, likely_files, likely_folders, paths_in
from checkin.exchange.mapping import Field
from checkin.exchange.mapping import Mapping as Columns
from checkin.exchange.mapping import titles as kind_titles
from checkin.exchange.plan import FilePlan, Plan, plan_import, regrouped
from checkin.exchange.progress import Progress
from checkin.exchange.read import Answers, SheetRead, read_files
from checkin.exchange.records import Rejected
from checkin.exchange.sets import JoinedBy
from checkin.exchange.tables import roster_from_tables, roster_to_tables

__all__ = [
    "FIELDS",
    "Answers",
    "Circumstances",
    "Columns",
    "ColumnsRead",
    "Field",
    "FilePlan",
    "FoundFile",
    "Gone",
    "Heading",
    "ImportRefused",
    "JoinedBy",
    "Plan",
    "Progress",
    "Rejected",
    "SheetRead",
    "Stopped",
    "Tally",
    "Unclear",
    "Unread",
    "amended_columns",
    "columns_mapping",
    "columns_text",
    "explain",
    "explained",
    "found_file",
    "guess_columns",
    "headings",
    "is_calendar",
    "kind_titles",
    "likely_files",
    "likely_folders",
    "paths_in",
    "plan_import",
    "proposed",
    "published",
    "read_files",
    "regrouped",
    "roster_from_tables",
    "roster_to_tables",
]
