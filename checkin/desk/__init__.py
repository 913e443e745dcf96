"""The service between the screens and the season: what it answers as recorded is on disk."""

from checkin.desk.known import random_code, utc_now
from checkin.desk.own_files import MAPPINGS, NICKNAMES, keep_mapping, own_nicknames, start_nicknames
from checkin.desk.service import Counts, Desk
from checkin.domain.history import Line
from checkin.lookup import Found

__all__ = [
    "MAPPINGS",
    "NICKNAMES",
    "Counts",
    "Desk",
    "Found",
    "Line",
    "keep_mapping",
    "own_nicknames",
    "random_code",
    "start_nicknames",
    "utc_now",
]
