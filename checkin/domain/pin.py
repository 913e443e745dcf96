"""A PIN as a salted scrypt hash (RFC 7914): what is kept can't be turned back into the PIN."""

from __future__ import annotations

import hashlib
import hmac

__all__ = ["SHORTEST", "hash_pin", "pin_fits"]

SHORTEST = 4
"""Characters that a PIN has at least."""
_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY = 64 * 1024 * 1024
"""Bytes; scrypt takes 128 times cost times block of them."""


def hash_pin(pin: str, salt: bytes) -> str:
    """Return what is kept of a PIN: `scrypt$cost$block$lanes$salt$hash`."""
    found = _scrypt(pin, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${salt.hex()}${found.hex()}"


def pin_fits(pin: str, kept: str) -> bool:
    """Tell whether a PIN is the one that was kept; what can't be read fits nothing."""
    try:
        name, cost, block, lanes, salt, wanted = kept.strip().split("$")
        if name != "scrypt":
            return False
        found = _scrypt(pin, bytes.fromhex(salt), int(cost), int(block), int(lanes))
        return hmac.compare_digest(found, bytes.fromhex(wanted))
    except ValueError:
        return False


def _scrypt(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32)
