"""The words of what was typed: names, pieces of teams and addresses, and numbers however they are grouped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkin.domain.names import fold
from checkin.domain.payload import as_ids
from checkin.domain.text import clean_text, digits_of

__all__ = ["Word", "joined", "shortened", "words_of"]

_LONGEST = 80
"""Characters that are looked at."""
_MOST = 6
"""Words that are looked at."""
_GROUPED = 7
"""Digits from which groups of them are one number."""
_NUMBER = re.compile(r"(?<![\w@.#/-])[+(]?\d[\d\s().+/-]*\d(?![\w@-])")
_SAYS_WHAT = frozenset(
    ("box", "caja", "team", "division", "phone", "tel", "id", "ayso", "admin", "coach", "email", "mail")
)
"""Words that say what the next one is, and are found with nobody."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of what was typed."""

    text: str
    """Folded for comparing; of a number its digits."""
    raw: str
    """In small letters, with its accents and marks."""
    number: bool = False


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words to look for, in the order they were typed."""
    plain = clean_text(text)[:_LONGEST]
    if ids := as_ids(plain):
        return (Word(digits_of(ids[0]), ids[0], number=True),)
    words: list[Word] = []
    end = 0
    for match in _NUMBER.finditer(plain):
        digits = digits_of(match[0])
        if len(digits) >= _GROUPED:
            words += [*_plain(plain[end : match.start()]), Word(digits, match[0].strip(), number=True)]
            end = match.end()
    return (*words, *_plain(plain[end:]))[:_MOST]


def joined(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Return the same with neighbours as one word, in each way there is: `o connor`, `van den berg`."""
    return [
        (*words[:place], _one(words[place : place + count]), *words[place + count :])
        for count in (2, 3)
        for place in range(len(words) - count + 1)
        if len({one.number for one in words[place : place + count]}) == 1
    ]


def shortened(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words without those that only say what the next one is."""
    return tuple(one for one in words if one.text not in _SAYS_WHAT)


def _one(words: tuple[Word, ...]) -> Word:
    raw = "".join(one.raw for one in words)
    return Word("".join(one.text for one in words), raw, number=words[0].number)


def _plain(text: str) -> list[Word]:
    words = []
    for raw in re.split(r"[\s,;]+", text.casefold()):
        if "@" in raw[1:]:
            words.append(Word(raw, raw))
        else:
            parts = fold(raw).split()
            words += [Word(one, raw if len(parts) == 1 else one, number=one.isdecimal()) for one in parts]
    return words
