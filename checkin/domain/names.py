"""People's names, folded and taken apart so that two files' spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from checkin.domain.nicknames import Nicknames, shipped

__all__ = ["Name", "first_names_agree", "fold", "one_letter_off", "split_name", "split_suffix"]

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ħ": "h"}
)
_DROPPED = re.compile("['\u2018\u2019\u02bc\u00b4`.\u02bb]+")
_BETWEEN = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"[\s,]+(jr|sr|ii|iii|iv|esq|md|phd|dds)\.?$", re.IGNORECASE)
_TYPO_LENGTH = 5


class Name(NamedTuple):
    """A name taken apart."""

    first: str
    last: str
    suffix: str = ""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text for comparing: no accents, lower case, no apostrophes, other marks one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = "".join(one for one in text if not unicodedata.combining(one))
    return _BETWEEN.sub(" ", _DROPPED.sub("", text.lower())).strip()


def split_suffix(last: str) -> tuple[str, str]:
    """Return a last name without its suffix, and the suffix: `Ortiz Jr.` gives `Ortiz` and `Jr.`."""
    found = _SUFFIX.search(last)
    if not found or not (rest := last[: found.start()].strip(" ,")):
        return last, ""
    return rest, last[found.start() :].strip(" ,")


def split_name(text: str) -> Name:
    """Return a full name taken apart, written `First Last` or `Last, First`.

    The first word is taken for the first name, unless there is a comma.
    """
    whole, suffix = split_suffix(text.strip())
    if "," in whole:
        last, _, first = whole.partition(",")
        bare, inner = split_suffix(last.strip())
        return Name(first.strip(" ,"), bare, suffix or inner)
    first, _, last = whole.partition(" ")
    return Name(first, last.strip(), suffix) if last else Name("", first, suffix)


def first_names_agree(one: str, other: str, nicknames: Nicknames | None = None) -> str:
    """Return why two folded first names may be one person's, or an empty text.

    The reason is `same`, `nickname`, `initial`, `part` (a middle name more or less) or `typo`. Nicknames are
    those of the region, else those that come with the program.
    """
    if one == other:
        return "same"
    if not one or not other:
        return ""
    if (a := one.split()) and (b := other.split()) and (a[0] == b[0] and len(a[0]) > 1):
        return "part"
    table = nicknames or shipped()
    if b[0] in table.of(a[0]) or other in table.of(one):
        return "nickname"
    if a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])):
        return "initial"
    return "typo" if one_letter_off(one, other) else ""


def one_letter_off(one: str, other: str) -> bool:
    """Tell whether one letter was changed, added, dropped or swapped with the next."""
    short, long = sorted((one, other), key=len)
    if len(short) < _TYPO_LENGTH or len(long) - len(short) > 1:
        return False
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    swapped = long[:at] + long[at + 1 : at + 2] + long[at : at + 1] + long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or short == swapped
