"""The schema of what the store writes, and how what an older program wrote is read today.

A file is never rewritten: a log is the truth and stays as it was written, with its hashes. What it says is
brought up to date as it is read, one step after the other, and new records go into a log of the new schema
beside it. What a line says of itself (`id`, `act`, `nth`, `of`, `seq`, `prev`, `writer`) is the same in each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["EVENT_STEPS", "ROSTER_STEPS", "SCHEMA", "is_readable", "roster_today", "today"]

SCHEMA = 1

Record = dict[str, Any]
Tables = dict[str, list[Record]]

EVENT_STEPS: dict[int, Callable[[Record], Record]] = {}
"""How a record of a schema is one of the next; a change of schema adds a step, and a season to the tests."""
ROSTER_STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""The same for the tables of a roster file."""


def is_readable(schema: int, steps: Mapping[int, object]) -> bool:
    """Tell whether there is a step from each schema since that one."""
    return all(one in steps for one in range(schema, SCHEMA))


def today(record: Record, schema: int) -> Record:
    """Return a record as a program of today would have written it."""
    for one in range(schema, SCHEMA):
        record = EVENT_STEPS[one](record)
    return record


def roster_today(tables: Tables, schema: int) -> Tables:
    """Return a roster's tables as a program of today would have written them."""
    for one in range(schema, SCHEMA):
        tables = ROSTER_STEPS[one](tables)
    return tables
