"""One line of a log: a JSON object that ends in a sum of itself, followed by the hash of the line before it.

The sum shows a changed line even where it is the last one; the hash shows that one is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

__all__ = ["break_key", "line_hash", "read_line", "read_object", "written"]

_SUM = b',"sum":"'
_END = b'"}'


def written(document: Mapping[str, Any]) -> bytes:
    """Return the line of a document, without its end."""
    return _sealed(msgspec.json.encode(document))


def line_hash(line: bytes) -> str:
    """Return the hash that the next line carries as `prev`."""
    return sha256(line).hexdigest()[:32]


def break_key(kind: str, *parts: bytes) -> str:
    """Return a name of a break that is the same on each laptop, from what is broken there."""
    return sha256(b"\n".join((kind.encode(), *parts))).hexdigest()[:12]


def read_object(line: bytes) -> dict[str, Any] | None:
    """Return the object of a line whose sum fits, or None; a line of before there were sums has none."""
    body, mark, _ = line.rpartition(_SUM)
    if mark and _sealed(body + b"}") != line:
        return None
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if isinstance(found, dict) else None


def read_line(line: bytes) -> dict[str, Any] | None:
    """Return the event of a line, or None where it is damaged."""
    found = read_object(line)
    return found if found and isinstance(found.get("id"), str) else None


def _sealed(body: bytes) -> bytes:
    return body[:-1] + _SUM + sha256(body).hexdigest()[:16].encode() + _END
