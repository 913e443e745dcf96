"""What is missing in a box: counts and sizes, as people type them and as the log keeps them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Part", "less", "parts_of", "told_parts", "typed_parts", "unknown_sizes"]

_SEPARATORS = re.compile(r"[,;+\n]|(?<![^\W\d])and\b|&", re.IGNORECASE)
_COUNT_FIRST = re.compile(r"(\d{1,3})(?!\d)([x\u00d7*]?)\s*(.*)", re.IGNORECASE)
_TIMES = re.compile(r"[x\u00d7*]\s+", re.IGNORECASE)
_COUNT_LAST = re.compile(r"(.*\D)\s*(?:[x\u00d7*:]\s*|\s)(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """So many pieces of one size."""

    count: int
    size: str
    """As the region or whoever typed it writes it; empty when nobody said."""

    def __str__(self) -> str:
        """Return it as people read it: `2 YM`."""
        return f"{self.count} {self.size}".strip()


def typed_parts(text: str, sizes: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what somebody typed, `2 YM, 1 yl` or `ym x2`, as the log keeps it, each size once.

    A size that the region knows is spelt as the region spells it.
    """
    known = {_folded(one): one for one in sizes}
    counts: dict[str, int] = {}
    for piece in filter(None, (one.strip(" .") for one in _SEPARATORS.split(text))):
        count, size = _part(piece, known)
        size = known.get(_folded(size), " ".join(size.split()).strip(" ."))
        counts[size] = counts.get(size, 0) + count
    return tuple(str(Part(count, size)) for size, count in counts.items() if count)


def unknown_sizes(parts: Iterable[Part], sizes: Sequence[str]) -> str:
    """Return which sizes nobody knows, and which there are, or nothing where all are known or none is."""
    known = {_folded(one) for one in sizes}
    strange = list(dict.fromkeys(one.size for one in parts if one.size and _folded(one.size) not in known))
    return f"No size {' or '.join(strange)} is known, only {', '.join(sizes)}." if known and strange else ""


def _part(piece: str, known: dict[str, str]) -> tuple[int, str]:
    if _folded(piece) in known:
        return 1, piece
    if match := _COUNT_FIRST.fullmatch(piece):
        count, mark, size = int(match[1]), match[2], match[3].strip()
        whole = piece[match.start(2) :].strip()
        if mark and (_folded(size) not in known or _folded(whole) in known):
            return count, whole
        return count, size if mark else _without_times(size, known)
    if match := _COUNT_LAST.fullmatch(piece):
        return int(match[2]), match[1].strip()
    return 1, _without_times(piece, known)


def _without_times(size: str, known: dict[str, str]) -> str:
    """Return the size of `x YM`; only a size that is known tells it from `X large`."""
    bare = _TIMES.sub("", size, count=1) if _TIMES.match(size) else size
    return bare if _folded(bare) in known and _folded(size) not in known else size


def parts_of(kept: Iterable[str]) -> tuple[Part, ...]:
    """Return what the log keeps as counts and sizes."""
    return tuple(
        Part(int(match[1]), (match[2] or "").strip())
        if (match := re.fullmatch(r"(\d+)( .*)?", one))
        else Part(1, one)
        for one in kept
    )


def told_parts(parts: Iterable[Part]) -> str:
    """Return parts as people read them: `2 YM, 1 YL`."""
    return ", ".join(map(str, parts))


def less(parts: Iterable[Part], given: Iterable[Part]) -> tuple[Part, ...]:
    """Return what is left of the parts when some were given."""
    counts: Counter[str] = Counter()
    for one in given:
        counts[_folded(one.size)] += one.count
    left = (Part(one.count - counts[_folded(one.size)], one.size) for one in parts)
    return tuple(one for one in left if one.count > 0)


def _folded(size: str) -> str:
    return "".join(size.split()).casefold()
