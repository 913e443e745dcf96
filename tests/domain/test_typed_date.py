"""A date read aloud at the table is understood, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.domain.typed_date import typed_date

TODAY = date(2026, 8, 25)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8/1/2026", date(2026, 8, 1)),
        ("08/01/26", date(2026, 8, 1)),
        ("2026-08-01", date(2026, 8, 1)),
        ("8/1", date(2026, 8, 1)),
        ("12/6", date(2025, 12, 6)),
        ("8.1.26", date(2026, 8, 1)),
        ("2/29/2025", None),
        ("13/1/2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_typed_date_is_the_us_one_and_the_latest(text: str, meant: date | None) -> None:
    assert typed_date(text, TODAY) == meant
