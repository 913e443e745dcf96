"""Bad pictures of badges: most can be read, none is ever read as something else."""

from __future__ import annotations

from collections import Counter

from tests.print.degraded import LEVELS, TROUBLES, shots

READ = 76
"""Of 108; the bench prints them by trouble and level."""


def test_most_bad_pictures_are_read_and_none_is_read_wrongly() -> None:
    read: Counter[str] = Counter()
    slight = 0
    for shot in shots():
        found = shot.read
        assert found in ([], [shot.code])
        read[shot.trouble] += bool(found)
        slight += bool(found) and shot.level <= LEVELS // 2
    assert sum(read.values()) >= READ
    assert set(read) == set(TROUBLES)
    assert slight >= 50
