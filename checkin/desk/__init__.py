"""The service between the screens and the season: what it answers as recorded is on disk."""

from checkin.desk.service import Counts, Desk, random_code, utc_now
from checkin.domain.history import Line
from checkin.lookup import Found

__all__ = ["Counts", "Desk", "Found", "Line", "random_code", "utc_now"]
