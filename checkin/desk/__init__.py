"""The service between the screens and the season: what it answers as recorded is on disk."""

from checkin.desk.book import random_code, utc_now
from checkin.desk.own_files import NICKNAMES, own_nicknames, start_nicknames
from checkin.desk.service import Counts, Desk
from checkin.domain.history import Line
from checkin.lookup import Found

__all__ = [
    "NICKNAMES",
    "Counts",
    "Desk",
    "Found",
    "Line",
    "own_nicknames",
    "random_code",
    "start_nicknames",
    "utc_now",
]
