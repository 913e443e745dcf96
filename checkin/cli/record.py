"""All verbs that record, in one group."""

from __future__ import annotations

from checkin.cli.checklist import paper_row
from checkin.cli.evening import close, correct, count, left, missing, note, read, walk_in
from checkin.cli.write import record

__all__ = ["record"]

for one in (walk_in, note, read, count, left, missing, close, paper_row, correct):
    record.add_command(one)
