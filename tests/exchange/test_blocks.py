"""What is read by column and looked at by pattern says what cell by cell says."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checkin.exchange.blocks import Block
from checkin.exchange.cells import as_text
from checkin.exchange.inside import _beyond

CELLS = st.text(alphabet='ab |=#"é\u200b\t\n0', max_size=6) | st.sampled_from(
    ["#REF!", '="7"', 7.0, True, ""]
)


@given(st.lists(CELLS, min_size=1, max_size=8))
@example(["a", "b "])
@example(["a", " b"])
@example(["a", "=b"])
@example(["#N/A"])
def test_a_column_is_cleaned_as_its_cells_are(cells: list[object]) -> None:
    block = Block([(line, [cell]) for line, cell in enumerate(cells)])
    assert list(block.texts(0)) == [as_text(cell) for cell in cells]
    if block.is_clean(0):
        assert list(block.cells(0)) == list(block.texts(0))


@given(st.integers(0, 20_000_000), st.integers(0, 99_999_999), st.sampled_from([b"", b"A", b"xfd"]))
@example(769_230, 769_231, b"Z")
@example(99, 100, b"A")
def test_a_reference_beyond_a_row_is_found_and_no_other(row: int, other: int, column: bytes) -> None:
    found = _beyond(row).search(b'<c r="%s%d" t="s">' % (column, other))
    assert bool(found) == (other > row)
