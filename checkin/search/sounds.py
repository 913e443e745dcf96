"""What a name sounds like to an English or a Spanish ear."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["sound_of"]

_STEPS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^h(?=[aeiou])", ""),
        (r"^kn|^gn|^pn", "n"),
        (r"^wr", "r"),
        (r"^x|^j(?=[aeiou])|^g(?=[ei])", "h"),
        (r"^h", ""),
        (r"ph", "f"),
        (r"sch|sh|ch", "x"),
        (r"gh(?=t|$)", ""),
        (r"th", "t"),
        (r"ck|qu|q|c(?![eiy])", "k"),
        (r"[cz]", "s"),
        (r"v|w", "b"),
        (r"ll|y|i(?=[aou])", "y"),
        (r"[dt]z|x(?=$)", "s"),
        (r"gu(?=[ei])", "g"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouhy]+", ""),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """Return a key that words of one sound share; `word` is folded."""
    for pattern, sound in _STEPS:
        word = pattern.sub(sound, word)
    return word
