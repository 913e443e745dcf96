"""All verbs that record, in one group."""

from __future__ import annotations

from checkin.cli.evening import close, count, missing, note, read, walk_in
from checkin.cli.write import record

__all__ = ["record"]

for one in (walk_in, note, read, count, missing, close):
    record.add_command(one)
