"""The plans of the samples read as the texts beside them."""

from __future__ import annotations

import pytest

from tests.exchange.golden import CASES, GOLDEN, shown
from tests.exchange.test_plan import plan


@pytest.mark.parametrize("name", CASES)
def test_a_sample_gives_the_plan_that_is_written_down(name: str) -> None:
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert shown(plan(CASES[name])) == expected
