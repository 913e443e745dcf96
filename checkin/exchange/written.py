"""Comma-separated values that go out: what begins like a formula stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

__all__ = ["csv_bytes", "never_a_formula"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def never_a_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV, in UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([never_a_formula(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}".encode()
