"""The supervisor's PIN: what is kept of it says nothing, and only the PIN fits it."""

from __future__ import annotations

import pytest

from checkin.domain.pin import hash_pin, pin_fits

KEPT = hash_pin("4711", b"0123456789abcdef")


def test_only_the_pin_fits_what_was_kept() -> None:
    assert [pin_fits(pin, KEPT) for pin in ("4711", "4712", "", "04711")] == [True, False, False, False]


def test_what_is_kept_has_no_pin_in_it_and_differs_with_the_salt() -> None:
    assert "4711" not in KEPT.rpartition("$")[2]
    assert hash_pin("4711", b"fedcba9876543210") != KEPT


@pytest.mark.parametrize(
    "kept", ["", "4711", "scrypt$1$2", "plain$1$1$1$00$00", "scrypt$3$8$1$00$00", "scrypt$x$8$1$zz$00"]
)
def test_what_cannot_be_read_fits_nothing(kept: str) -> None:
    assert not pin_fits("4711", kept)
