"""Which columns a kind of file has: data in TOML, read into records."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from checkin.exchange.errors import ImportRefused

__all__ = [
    "CertificateColumns",
    "DateOrder",
    "Field",
    "Mapping",
    "Slot",
    "column_letters",
    "header_keys",
    "load_mappings",
    "titles",
]

DateOrder = Literal["us", "iso", "eu"]

Field = Literal[
    "first", "last", "name", "suffix", "email", "phone", "id", "youth",
    "team", "division", "role", "shelf", "box", "contents", "pages",
]  # fmt: skip
"""What a column can say of a person or a team."""

Slot = tuple[str, int]
"""A field, or a part of a certificate with the certificate's place in the mapping."""

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_YEARLY = re.compile(
    r"^(?:20\d\d(?:\s*[-/]\s*\d{2,4})?|\d{4,})[\s:_-]+|[\s:_-]+(?:20\d\d(?:\s*[-/]\s*\d{2,4})?|\d{4,})$"
)


class CertificateColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns that together tell of one certificate."""

    name: str = ""
    """The certificate's name, when the file has a column for it."""
    name_from: tuple[str, ...] = ()
    """Headers of the column that names the certificate, when each row names its own."""
    many: bool = False
    """True when that column lists several in free text (`A, B and C`)."""
    status: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    expires: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    """Headers of a column whose text is kept as it is, for example a risk status colour."""


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One kind of file: its headers, and what a record in it means."""

    kind: str
    title: str
    """What people call it."""
    rank: int
    """The lowest one's spelling of names, phones and divisions is shown."""
    needs: tuple[str, ...]
    """Fields, or headers, without which it is not this kind; `a|b` for either."""
    columns: dict[Field, tuple[str, ...]]
    """Headers of each field, in any of their spellings."""
    certificates: tuple[CertificateColumns, ...] = ()
    ignored: tuple[str, ...] = ()
    """Headers that are known and not stored."""
    registered: bool = False
    """True when being in it means to be registered this season."""
    credentials: bool = False
    """True when being in it means that the credentials of the person are known."""
    date_order: DateOrder = "us"
    no_header: bool = False
    """True for a table that begins with data: its columns are called by their letters, `A` the first."""
    files: tuple[str, ...] = ()
    """Names of the files that it reads, with `*`; one of the season without a header reads no others."""
    own: bool = False
    """True for one of the season folder, which goes before a shipped one that fits as well."""

    @cached_property
    def slots(self) -> dict[str, tuple[Slot, ...]]:
        """What each header key stands for; an empty tuple for a column that isn't stored."""
        found: dict[str, dict[Slot, None]] = {}
        for header in self.ignored:
            found.setdefault(_first_key(header), {})
        for field, headers in self.columns.items():
            for header in headers:
                found.setdefault(_first_key(header), {})[field, 0] = None
        for place, one in enumerate(self.certificates):
            for part in ("name_from", "status", "date", "expires", "note"):
                for header in getattr(one, part):
                    found.setdefault(_first_key(header), {})[part, place] = None
        loose = {key.replace("_", ""): slots for key, slots in found.items()}
        return {key: tuple(slots) for key, slots in {**loose, **found}.items()}

    def missing(self, slots: set[Slot]) -> list[str]:
        """Return the needs that columns with these slots don't meet, in words."""
        return [
            need
            for need in (*self.needs, "last|name|team")
            if not any(self._met(one, slots) for one in need.split("|"))
        ]

    def _met(self, need: str, slots: set[Slot]) -> bool:
        if need in self.columns:
            return (need, 0) in slots
        return bool(slots & set(self.slots.get(_first_key(need), ())))

    def reads(self, file: str) -> bool:
        """Tell whether it is for a file of that name."""
        name = file.casefold()
        return not self.files or any(fnmatchcase(name, one.casefold()) for one in self.files)

    def headers_for(self, need: str) -> str:
        """Return the usual header of a need."""
        named = [next(iter(self.columns.get(one, (one,))), one) for one in need.split("|")]  # type: ignore[call-overload]
        return " or ".join(f'"{one}"' for one in named)


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls the column at that place, from 0: A, B, and after Z, AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=4096)  # each mapping asks for the same first rows
def header_keys(header: str) -> tuple[str, ...]:
    """Return what a header is looked up by: as written, without underscores, without a role or year."""
    plain = _ASIDE.sub("", header)
    bare = _YEARLY.sub("", plain)
    strict = [_key(one) for one in (header, plain, bare)]
    return tuple(dict.fromkeys(key for one in strict for key in (one, one.replace("_", "")) if key))


def _first_key(header: str) -> str:
    """Return the key of a header as it is written; empty for a blank one, which no column has."""
    return next(iter(header_keys(header)), "")


def _key(header: str) -> str:
    text = unicodedata.normalize("NFKD", header).casefold().replace("licence", "license")
    return "".join(one for one in text if one.isalnum() or one in "#_") or text.strip()


def load_mappings(extra: Path | None = None, mapping: Path | Mapping | None = None) -> list[Mapping]:
    """Return that one mapping, or else the shipped ones with those of a folder before them.

    Raises `ImportRefused` for a mapping file that can't be read.
    """
    if mapping:
        return [mapping if isinstance(mapping, Mapping) else _decode(_text_of(mapping), mapping.name)]
    own = sorted(extra.glob("*.toml")) if extra else []
    mappings = [msgspec.structs.replace(_decode(_text_of(path), path.name), own=True) for path in own]
    shipped = resources.files("checkin.exchange").joinpath("mappings")
    names = sorted(one.name for one in shipped.iterdir() if one.name.endswith(".toml"))
    mappings += [_decode(shipped.joinpath(name).read_text(encoding="utf-8"), name) for name in names]
    return mappings


def titles(extra: Path | None = None) -> dict[str, str]:
    """Return what people call each kind of file; the season's own word goes before a shipped one.

    Raises `ImportRefused` for a mapping file that can't be read.
    """
    return {one.kind: one.title for one in reversed(load_mappings(extra))}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused(
            "This mapping file can't be read. Check its path and save it as UTF-8.", path.name
        ) from error


def _decode(text: str, file: str) -> Mapping:
    try:
        return msgspec.convert(tomllib.loads(text), Mapping)
    except tomllib.TOMLDecodeError as error:
        raise ImportRefused(f"This mapping is not TOML: {error}.", file) from error
    except msgspec.ValidationError as error:
        raise ImportRefused(f"This mapping has a mistake: {error}.", file) from error
