"""Text that is made to fit does, and says so where something is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checkin.print.fit import LEAD, POINT, fitted, shrunk


def measure(text: str) -> float:
    return len(text) * 0.2


LETTERS = st.text(st.sampled_from("abcñ' -"), max_size=60).map(lambda one: " ".join(one.split())).filter(bool)


@given(LETTERS, st.floats(5, 120), st.floats(3, 60))
def test_any_name_stays_inside_its_place(text: str, width: float, height: float) -> None:
    found = fitted(text, width, height, measure, largest=40, smallest=6)
    assert max(measure(one) for one in found.lines) * found.size <= width + 0.01
    assert found.height <= max(height, 6 * LEAD * POINT) + 0.01
    if not any(one.endswith("…") for one in found.lines):
        assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")


@given(LETTERS, st.floats(5, 120))
def test_a_line_is_made_smaller_before_it_is_cut(text: str, width: float) -> None:
    found = shrunk(text, width, measure, largest=12, smallest=6)
    assert (found.lines == (text,)) == (measure(text) * 6 <= width)
    assert measure(found.lines[0]) * found.size <= width + 0.01


def test_a_long_name_breaks_between_words_and_a_double_first_name_stays_whole() -> None:
    found = fitted("Jean-Luc Ortíz-Quintanilla", 40, 9, measure, largest=40, smallest=6)
    assert found.lines == ("Jean-Luc", "Ortíz-Quintanilla")


def test_a_dash_between_words_stays_where_it_was() -> None:
    assert fitted("12U-G03 - reyes", 200, 20, measure, largest=12, smallest=6).lines == ("12U-G03 - reyes",)
    assert "-reyes" not in "".join(fitted("12U-G03 - reyes", 12, 30, measure, largest=12, smallest=6).lines)


def test_a_name_that_is_too_long_for_every_size_ends_in_an_ellipsis() -> None:
    found = fitted("W" * 80, 20, 5, measure, largest=40, smallest=6)
    assert (found.size, found.lines[0][-1]) == (6, "…")
