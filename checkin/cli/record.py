"""All verbs that record, in one group."""

from __future__ import annotations

from checkin.cli.evening import walk_in
from checkin.cli.write import record

__all__ = ["record"]

record.add_command(walk_in)
