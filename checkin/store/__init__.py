"""The season folder: the only room that knows TinyDB."""

from checkin.store.archive import read_backup, season_files
from checkin.store.backups import back_up, copies_of, copy_backup, restore, superseded
from checkin.store.errors import (
    CannotRead,
    CannotWrite,
    Damaged,
    DeskOpen,
    NotALog,
    NotASeason,
    NotRecorded,
    SeasonBusy,
    StoreError,
    TooNew,
    TooOld,
)
from checkin.store.files import Disk
from checkin.store.installation import default_season, writer_id
from checkin.store.journal import Problem
from checkin.store.merge import MergedLog
from checkin.store.purge import PURGED, people_files, strangers
from checkin.store.repair import Repaired
from checkin.store.season import Season
from checkin.store.verify import Break, Verified

__all__ = [
    "PURGED",
    "Break",
    "CannotRead",
    "CannotWrite",
    "Damaged",
    "DeskOpen",
    "Disk",
    "MergedLog",
    "NotALog",
    "NotASeason",
    "NotRecorded",
    "Problem",
    "Repaired",
    "Season",
    "SeasonBusy",
    "StoreError",
    "TooNew",
    "TooOld",
    "Verified",
    "back_up",
    "copies_of",
    "copy_backup",
    "default_season",
    "people_files",
    "read_backup",
    "restore",
    "season_files",
    "strangers",
    "superseded",
    "writer_id",
]
