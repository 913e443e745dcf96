"""What a name sounds like to an English or a Spanish ear, and which keys lie side by side."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

__all__ = ["beside", "sounds_of"]

_STEPS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(mc|mac)(?=[^aeiouy])", "mk"),
        (r"^h?u(?=[aei])|^gu(?=a)|^w", "b"),
        (r"^h(?=[aeiouy])", ""),
        (r"^kn|^gn|^pn|^ng(?=[uy])", "n"),
        (r"^wr", "r"),
        (r"^ps|^sch|^sc(?=[ei])|^z|^ts|^tz", "s"),
        (r"^x|^j(?=[aeiouy])|^g(?=[eiy])|^dj", "h"),
        (r"^h", ""),
        (r"ph", "f"),
        (r"kw", "k"),
        (r"tch|sch|sh|ch|cz", "x"),
        (r"(?<=[aeiou])ugh|gh(?=t|$|[aeiou])", ""),
        (r"th", "t"),
        (r"dg|(?<=[aeiourln])[jg](?=[ei])|(?<=[aeiourln])j|(?<=[aeiou])x(?=[aeiou])", "h"),
        (r"sc(?=[ei])|ss|[cz](?=[eiy])", "s"),
        (r"ck|qu|q|c", "k"),
        (r"z|[dt]s(?=$)|[dt]z|x(?=$)", "s"),
        (r"pt(?=$)|bt(?=$)", "t"),
        (r"v|w|b", "b"),
        (r"mb(?=$)", "m"),
        (r"ll|y|i(?=[aou])", "y"),
        (r"gu(?=[ei])", "g"),
        (r"(?<=.)[aeiouhy]+", ""),
        (r"^[aeiou]+", "a"),
    )
]
_ROWS = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Keys as they lie; each row stands about half a key to the right of the one above."""


def sounds_of(word: str) -> tuple[str, ...]:
    """Return the keys that words of one sound share; `word` is folded.

    An English ear hears `ll` as one l, a Spanish ear as y.
    """
    spanish = _sound(word)
    return (spanish, _sound(word.replace("ll", "l"))) if "ll" in word else (spanish,)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for pattern, sound in _STEPS:
        word = pattern.sub(sound, word)
    return "".join(letter for letter, _ in groupby(word))


def beside(one: str, other: str) -> bool:
    """Tell whether two letters lie side by side on the keyboard, where a finger slips."""
    return other in _NEIGHBOURS.get(one, "")


def _neighbours() -> dict[str, str]:
    places = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(
            other
            for other, (down, right) in places.items()
            if (down - row, right - column) in {(0, 1), (0, -1), (1, 0), (1, -1), (-1, 0), (-1, 1)}
        )
        for key, (row, column) in places.items()
    }


_NEIGHBOURS = _neighbours()
