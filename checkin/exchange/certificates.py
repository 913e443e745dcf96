"""The certificates that a table tells of: verified, pending or not held, with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import repeat
from typing import NamedTuple

from checkin.domain.people import Proof
from checkin.exchange.blocks import Block
from checkin.exchange.cells import answer, as_date, as_text, proven_orders
from checkin.exchange.errors import Unclear
from checkin.exchange.mapping import CertificateColumns, DateOrder
from checkin.exchange.recognise import Layout
from checkin.exchange.records import CertificateLine, Record, in_order
from checkin.exchange.troubles import Troubles

__all__ = ["ORDERS", "CertificateReader"]

_REFUSED = frozenset(["expired", "rejected", "declined", "invalid", "not uploaded"])
_LIST = re.compile(r"\s*(?:[,;\n]|\band\b)\s*")
_PARTS = ("name_from", "status", "date", "expires", "note")
_DAY = timedelta(days=1)
_BOTH: tuple[DateOrder, DateOrder] = ("us", "eu")
ORDERS: Mapping[DateOrder, str] = {"us": "month/day/year", "eu": "day/month/year", "iso": "year-month-day"}
"""Each order of day and month in words."""


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
    """One certificate as the cells have it."""

    parts: _Parts
    line: int
    name: str
    status: tuple[str, ...]
    date: object
    expires: object
    note: str


_Cells = tuple[str, tuple[str, ...], object, object, str]
"""Name, status, date, expiry date and note of a certificate, as the cells have them."""


class CertificateReader:
    """Collects certificates as the rows come by; `finish` reads their dates, which needs the whole file."""

    def __init__(self, layout: Layout, now: datetime, troubles: Troubles) -> None:
        self._usual = layout.mapping.date_order
        self._now = now
        self._troubles = troubles
        self._told = 0
        self._order: DateOrder = self._usual
        self._dates: dict[str, date | None] = {}
        self._records: list[Record] = []
        self._lines: list[int] = []
        self._said: list[tuple[_Cells, ...]] = []
        """For each of these records and lines what the cells say; the same things once."""
        self._each: dict[tuple[_Cells, ...], tuple[_Cells, ...]] = {}
        self._parts = [
            _Parts(one, *(layout.places(part, place) for part in _PARTS))
            for place, one in enumerate(layout.mapping.certificates)
            if any(slot[1] == place and slot[0] in _PARTS for slot in layout.slots)
        ]

    def cells(self, block: Block) -> Iterable[tuple[_Cells, ...]]:
        """Return for each row what it says of each certificate; nothing when no column is about any."""
        columns = [_cells(parts, block) for parts in self._parts]
        return zip(*columns, strict=True) if columns else repeat((), len(block.lines))

    def collect(self, record: Record, line: int, cells: tuple[_Cells, ...]) -> None:
        """Take in what a row says of a person's certificates."""
        self._records.append(record)
        self._lines.append(line)
        self._said.append(self._each.setdefault(cells, cells))

    def finish(self, date_order: DateOrder | None, file: str) -> str:
        """Give every record its certificates; return the order of dates that the file proved, in words.

        The words are empty when it is the usual order. Raises `Unclear` for a file that proves two orders.
        """
        dates = (
            day for cells in self._each for one in cells if one[0] for day in one[2:4] if isinstance(day, str)
        )
        proofs = {} if date_order else proven_orders(dict.fromkeys(filter(None, dates)))
        if len(proofs) > 1:
            raise _two_orders(proofs, file)
        proven = next(iter(proofs), None)
        self._order = date_order or proven or self._usual
        known: dict[int, tuple[CertificateLine, ...]] = {}
        several: dict[int, tuple[Record, dict[CertificateLine, None]]] = {}
        for record, line, cells in zip(self._records, self._lines, self._said, strict=True):
            lines = known.get(id(cells))
            if lines is None:
                told = self._told
                lines = in_order(self._certificates(line, cells))
                if self._told == told:
                    known[id(cells)] = lines
            if not record.certificates:
                record.certificates = lines
            else:
                _, held = several.setdefault(id(record), (record, dict.fromkeys(record.certificates)))
                held.update(dict.fromkeys(lines))
        for record, held in several.values():
            record.certificates = in_order(held)
        return ORDERS[proven] if proven and proven != self._usual else ""

    def _certificates(self, line: int, cells: tuple[_Cells, ...]) -> Iterator[CertificateLine]:
        for parts, (names, status, day, expires, note) in zip(self._parts, cells, strict=True):
            for name in filter(None, _LIST.split(names) if parts.columns.many else (names,)):
                yield from self._certificate(_Raw(parts, line, name, status, day, expires, note))

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
        given = [text for text in raw.status if text]
        for text in given:
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
        elif answers or not given:
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
        self._troubles.strange(line, at, value, reason)


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


def _cells(parts: _Parts, block: Block) -> Iterator[_Cells]:
    names = block.first(parts.name_from) if parts.name_from else repeat(parts.columns.name)
    return zip(
        names,
        block.each(parts.status),
        _first(parts.date, block),
        _first(parts.expires, block),
        block.first(parts.note),
        strict=False,
    )


def _first(places: Sequence[int], block: Block) -> Iterable[object]:
    """Return for each row the first of these cells with anything in it, as the file has it."""
    if len(places) == 1:
        return block.cells(places[0])
    if not places:
        return repeat("", len(block.lines))
    rows = zip(*(block.cells(at) for at in places), strict=True)
    return [next((cell for cell in row if as_text(cell)), "") for row in rows]
