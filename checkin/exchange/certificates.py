"""The certificates that a table tells of: verified, pending or not held, with their dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from checkin.domain.people import Proof
from checkin.exchange.cells import answer, as_date, as_text, proven_orders
from checkin.exchange.errors import Unclear
from checkin.exchange.mapping import CertificateColumns, DateOrder
from checkin.exchange.recognise import Layout
from checkin.exchange.records import CertificateLine, Record

__all__ = ["ORDERS", "CertificateReader"]

_REFUSED = frozenset(["expired", "rejected", "declined", "invalid", "not uploaded"])
_LIST = re.compile(r"\s*(?:[,;\n]|\band\b)\s*")
_PARTS = ("name_from", "status", "date", "expires", "note")
_DAY = timedelta(days=1)
_BOTH: tuple[DateOrder, DateOrder] = ("us", "eu")
ORDERS: Mapping[DateOrder, str] = {"us": "month/day/year", "eu": "day/month/year", "iso": "year-month-day"}
"""Each order of day and month in words."""


def _first(row: list[object], places: list[int]) -> object:
    """Return the first of these cells with anything in it."""
    if len(places) == 1:
        return row[places[0]]
    return next((row[at] for at in places if as_text(row[at])), "")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the columns of one certificate stand."""

    columns: CertificateColumns
    name_from: list[int]
    status: list[int]
    date: list[int]
    expires: list[int]
    note: list[int]


class _Raw(NamedTuple):
    """A certificate as the cells have it, until the file's date order is known."""

    parts: _Parts
    record: Record
    line: int
    name: str
    status: tuple[str, ...]
    date: object
    expires: object
    note: str


class CertificateReader:
    """Collects certificates as the rows come by; `finish` reads their dates, which needs the whole file."""

    def __init__(self, layout: Layout, now: datetime, odd: Callable[[int, int, object, str], None]) -> None:
        self._usual = layout.mapping.date_order
        self._now = now
        self._tell = odd
        self._told = 0
        self._order: DateOrder = self._usual
        self._dates: dict[str, date | None] = {}
        self._raw: list[_Raw] = []
        self._parts = [
            _Parts(one, *(layout.places(part, place) for part in _PARTS))
            for place, one in enumerate(layout.mapping.certificates)
            if any(slot[1] == place and slot[0] in _PARTS for slot in layout.slots)
        ]

    def collect(self, record: Record, line: int, row: list[object]) -> None:
        """Take in what a row says of a person's certificates."""
        for parts in self._parts:
            self._collect(parts, record, line, row)

    def _collect(self, parts: _Parts, record: Record, line: int, row: list[object]) -> None:
        name = as_text(_first(row, parts.name_from)) if parts.name_from else parts.columns.name
        if not name:
            return
        status = tuple([text for at in parts.status if (text := as_text(row[at]))]) if parts.status else ()
        note = as_text(_first(row, parts.note)) if parts.note else ""
        day, expires = _first(row, parts.date), _first(row, parts.expires)
        for one in [part for part in _LIST.split(name) if part] if parts.columns.many else [name]:
            self._raw.append(_Raw(parts, record, line, one, status, day, expires, note))

    def finish(self, date_order: DateOrder | None, file: str) -> str:
        """Give every record its certificates; return the order of dates that the file proved, in words.

        The words are empty when it is the usual order. Raises `Unclear` for a file that proves two orders.
        """
        raw = [
            cell for one in self._raw for cell in (one.date, one.expires) if isinstance(cell, str) and cell
        ]
        proofs = {} if date_order else proven_orders(dict.fromkeys(raw))
        if len(proofs) > 1:
            raise _two_orders(proofs, file)
        proven = next(iter(proofs), None)
        self._order = date_order or proven or self._usual
        known: dict[tuple[object, ...], tuple[CertificateLine, ...]] = {}
        for one in self._raw:
            cells = (id(one.parts), *one[3:])
            lines = known.get(cells)
            if lines is None:
                told = self._told
                lines = tuple(self._certificate(one))
                if self._told == told:
                    known[cells] = lines
            one.record.certificates.update(dict.fromkeys(lines))
        self._raw.clear()
        return ORDERS[proven] if proven and proven != self._usual else ""

    def _certificate(self, raw: _Raw) -> Iterator[CertificateLine]:
        parts = raw.parts
        completed = self._date(raw.line, parts.date, raw.date)
        expires = self._date(raw.line, parts.expires, raw.expires)
        if completed and completed > self._now.date() + _DAY:
            self._odd(raw.line, parts.date[0], raw.date, "a date in the future")
        if parts.note:
            proof = Proof.VERIFIED if raw.note else Proof.NO
            yield CertificateLine(raw.name, proof, completed, expires, raw.note)
        elif not parts.status:
            yield CertificateLine(raw.name, Proof.VERIFIED, completed, expires)
        else:
            yield from self._by_status(raw, completed, expires)

    def _by_status(
        self, raw: _Raw, completed: date | None, expires: date | None
    ) -> Iterator[CertificateLine]:
        answers = set()
        refused = ""
        for text in raw.status:
            meaning = answer(text)
            if meaning is None and (day := self._known_date(text)):
                completed, meaning = completed or day, "yes"
            if meaning is None:
                at = raw.parts.status[0]
                self._odd(raw.line, at, text, "neither a yes, a no nor a date")
                continue
            answers.add(meaning)
            refused = text if text.casefold() in _REFUSED else refused
        if "yes" in answers:
            yield CertificateLine(raw.name, Proof.VERIFIED, completed, expires)
        elif "pending" in answers or (completed and not refused):
            yield CertificateLine(raw.name, Proof.PENDING, completed, expires)
        elif answers or not raw.status:
            yield CertificateLine(raw.name, Proof.NO, completed, expires, refused)

    def _known_date(self, text: str) -> date | None:
        try:
            return as_date(text, self._order)
        except ValueError:
            return None

    def _date(self, line: int, places: list[int], cell: object) -> date | None:
        if cell == "":
            return None
        key = cell if isinstance(cell, str) else ""
        if key and key in self._dates:
            return self._dates[key]
        try:
            day = as_date(cell, self._order)
        except (ValueError, OverflowError):
            self._odd(line, places[0], cell, f"no date as {ORDERS[self._order]}")
            return None
        if key:
            self._dates[key] = day
        return day

    def _odd(self, line: int, at: int, value: object, reason: str) -> None:
        self._told += 1
        self._tell(line, at, value, reason)


def _two_orders(proofs: dict[DateOrder, str], file: str) -> Unclear:
    """Return the question of a file that writes some dates month first and others day first."""
    one, other = (f"{ORDERS[order]} ({proofs[order]})" for order in _BOTH)
    told = f"Some dates can only be {one}, others only {other}."
    return Unclear(
        f"{told} Say which this file means with --date-order us or --date-order eu; "
        "dates that don't fit are listed then.",
        file,
        None,
        about="date-order",
        question=f"{told} Which does this file mean? Dates that don't fit are listed and left out.",
        choices=(("us", ORDERS["us"]), ("eu", ORDERS["eu"])),
    )
