"""Every stock is a sheet that could be printed on."""

from __future__ import annotations

import pytest

from checkin.print.stocks import STOCKS, Stock

SOLD = {"5160": 30, "5163": 10, "5392": 6, "5395": 8, "L7160": 21, "L7163": 14, "letter": 8, "a4": 8}


def test_a_sheet_has_as_many_labels_as_the_packet_says() -> None:
    assert {key: one.count for key, one in STOCKS.items()} == SOLD


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_the_labels_stand_in_the_middle_of_the_sheet_and_never_overlap(stock: Stock) -> None:
    width, height = stock.paper
    last = stock.spot(stock.count - 1)
    assert stock.left == pytest.approx(width - last.left - last.width, abs=0.1)
    assert stock.top == pytest.approx(height - last.top - last.height, abs=0.2)
    assert min(stock.left, stock.top) > 0
    assert stock.width <= stock.across + 1e-9
    assert stock.height <= stock.down + 1e-9


def test_a_printer_that_is_off_is_made_up_for() -> None:
    stock = STOCKS["5160"]
    moved = stock.shifted(1.5, -1)
    assert (moved.spot(4).left, moved.spot(4).top) == pytest.approx(
        (stock.spot(4).left + 1.5, stock.spot(4).top - 1)
    )
    assert (moved.spot(4).width, moved.count) == (stock.spot(4).width, stock.count)


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_labels_go_row_by_row_and_on_to_the_next_sheet(stock: Stock) -> None:
    first, second, over = stock.spot(0), stock.spot(1), stock.spot(stock.count)
    assert (first.left, first.top, first.sheet) == (stock.left, stock.top, 0)
    assert second.top == first.top
    assert second.left == pytest.approx(first.left + stock.across)
    assert (over.left, over.top, over.sheet) == (first.left, first.top, 1)
