"""What one cell says: a date, an id, an address, a yes or a no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from sys import intern
from typing import Literal

from checkin.domain.people import Id, IdKind
from checkin.domain.text import clean_text
from checkin.exchange.mapping import DateOrder

__all__ = ["Answer", "answer", "as_date", "as_email", "as_id", "as_text", "is_error", "proven_orders"]

Answer = Literal["yes", "no", "pending"]
"""What a status column says."""

_YES = frozenset(
    [
        "y",
        "yes",
        "true",
        "1",
        "x",
        "✓",
        "✔",
        "verified",
        "complete",
        "completed",
        "valid",
        "current",
        "approved",
        "passed",
        "ok",
        "si",
        "sí",
    ]
)
_NO = frozenset(
    [
        "n",
        "no",
        "false",
        "0",
        "-",
        "--",
        "n/a",
        "none",
        "not verified",
        "not uploaded",
        "not submitted",
        "not complete",
        "not completed",
        "incomplete",
        "missing",
        "expired",
        "rejected",
        "declined",
        "invalid",
    ]
)
_PENDING = frozenset(
    ["pending", "pending verification", "uploaded", "submitted", "in review", "awaiting verification"]
)
_ERRORS = frozenset(
    ["#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#error!", "#spill!", "#calc!",
     "#field!", "#blocked!", "#connect!", "#busy!", "#unknown!", "#getting_data"]
)  # fmt: skip

_MARKED = frozenset(["", " ", "=", "#"])
"""First characters of cells that are not plain text."""
_NUMERIC = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[ T,].*)?$")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?$")
_COMPACT = re.compile(r"(?:19|20)\d{6}$")
_WORDS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b %y", "%b %d %y")
_EXCEL_EPOCH = date(1899, 12, 30)
_PIVOT = 70
_FIRST_YEAR = 1950
_MONTHS = 12
_YEAR_DIGITS = 4

_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+")
_PLAIN_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9+_-]*(?:\.[a-z0-9+_-]+)*@[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z0-9]+"
)
_ADMIN = re.compile(r"(\d{5})[-\u2010-\u2015 ]?(\d{6})$")
_WHOLE = re.compile(r"(\d)\.(\d+)E\+?(\d+)$", re.IGNORECASE)
_AYSO = re.compile(r"\d{8,9}$")
_AYSO_DIGITS = (8, 9)


def as_text(cell: object) -> str:
    """Return a cell as clean text; a whole number has no decimals, an error of the spreadsheet is blank."""
    if type(cell) is str:
        if cell[:1] not in _MARKED and cell.isascii() and cell.isprintable() and "  " not in cell:
            return cell.rstrip()
        text = clean_text(cell)
        if text.startswith('="') and text.endswith('"'):
            text = text[2:-1].strip()
        return "" if is_error(text) else text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return clean_text(str(cell))


def is_error(cell: object) -> bool:
    """Tell whether a cell is what a spreadsheet shows for a formula that fails."""
    return isinstance(cell, str) and cell.lstrip()[:1] == "#" and cell.strip().casefold() in _ERRORS


def answer(text: str) -> Answer | None:
    """Return what a status means, or None for a word that isn't known."""
    word = text.casefold().rstrip(".")
    if word in _YES:
        return "yes"
    if word in _PENDING:
        return "pending"
    return "no" if not word or word in _NO else None


def proven_orders(texts: Iterable[str]) -> dict[DateOrder, str]:
    """Return the orders of day and month that text dates prove, each with the first that proves it."""
    proofs: dict[DateOrder, str] = {}
    for text in texts:
        if (found := _NUMERIC.match(text)) and len(found[1]) != _YEAR_DIGITS:
            if int(found[1]) > _MONTHS >= int(found[2]):
                proofs.setdefault("eu", text)
            if int(found[2]) > _MONTHS >= int(found[1]):
                proofs.setdefault("us", text)
    return proofs


def as_date(cell: object, order: DateOrder) -> date | None:
    """Return the date of a cell; the time of day is dropped, spreadsheets' zero dates are None.

    Raises `ValueError` for a text that is no date.
    """
    if isinstance(cell, datetime):
        day: date | None = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, float):
        day = _EXCEL_EPOCH + timedelta(days=int(cell))
    else:
        day = _from_text(as_text(cell), order)
    return day if day and day.year >= _FIRST_YEAR else None


def _from_text(text: str, order: DateOrder) -> date | None:
    if not text:
        return None
    if _SERIAL.match(text):
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    if _COMPACT.match(text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := _NUMERIC.match(text):
        return _numeric(found[1], found[2], found[3], order)
    return _in_words(text)


def _numeric(one: str, two: str, three: str, order: DateOrder) -> date:
    if len(one) == _YEAR_DIGITS:
        return date(int(one), int(two), int(three))
    if order == "iso" and len(three) != _YEAR_DIGITS:
        return date(_year(one), int(two), int(three))
    month, day = (two, one) if order == "eu" else (one, two)
    return date(_year(three), int(month), int(day))


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == _YEAR_DIGITS else number + (2000 if number < _PIVOT else 1900)


def _in_words(text: str) -> date:
    plain = re.sub(r"[\s,.-]+", " ", text).strip()
    for form in _WORDS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a date without a time
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date")


def as_id(text: str) -> Id | None:
    """Return an id by its shape: an AYSO ID, an Admin ID, or any other system's number; None when blank."""
    if len(text) in _AYSO_DIGITS and text.isdecimal() and text.isascii() and text[0] != "0":
        return Id(IdKind.AYSO, text)
    bare = text.strip("'\"` ").removesuffix(".0").strip()
    if (whole := _WHOLE.match(bare)) and len(whole[2]) == int(whole[3]):
        bare = whole[1] + whole[2]  # 7.0123456E+07 has all its digits
    digits = bare.replace(" ", "")
    if len(digits) == max(_AYSO_DIGITS) and digits[0] == "0":
        digits = digits[1:]  # padded to the length of newer ones
    if _AYSO.match(digits):
        return Id(IdKind.AYSO, digits)
    if found := _ADMIN.match(bare):
        return Id(IdKind.ADMIN, f"{found[1]}-{found[2]}")
    return Id(IdKind.OTHER, bare) if bare.strip("0-") else None


def as_email(text: str) -> list[str]:
    """Return the addresses in a cell, lower case."""
    if _PLAIN_EMAIL.fullmatch(text):
        return [intern(text)]
    return [one.strip(".'").lower() for one in _EMAIL.findall(text.removeprefix("mailto:"))]
