"""Turn the rows of one table into records, one for each spelling of a person, and into teams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from checkin.domain.names import fold, split_name, split_suffix
from checkin.domain.people import Id, IdKind, Proof
from checkin.exchange.cells import answer, as_date, as_email, as_id, as_text, proven_order
from checkin.exchange.mapping import CertificateColumns, DateOrder
from checkin.exchange.recognise import Layout
from checkin.exchange.records import CertificateLine, Record, Rejected, Role, TeamRow, is_sum, team_key

__all__ = ["RowReader"]

_NOBODY = frozenset(
    ["", "tbd", "tba", "vacant", "open", "none", "n a", "na", "no coach", "coach needed", "needed", "unknown",
     "unassigned", "volunteer needed", "no name"]
)  # fmt: skip
_LONGEST = max(map(len, _NOBODY)) + 4
"""Characters of a name above which nobody asks whether it is one of those words."""
_YOUTH = frozenset(["blue", "youth", "youth volunteer", "minor", "y", "yes", "true"])
_REFUSED = frozenset(["expired", "rejected", "declined", "invalid", "not uploaded"])
_LIST = re.compile(r"\s*(?:[,;\n]|\band\b)\s*")
_DAY = timedelta(days=1)
_ORDERS = {"us": "month/day/year", "eu": "day/month/year", "iso": "year-month-day"}


def _is_nobody(name: str) -> bool:
    return len(name) <= _LONGEST and fold(name) in _NOBODY


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


@dataclass(slots=True)
class RowReader:
    """Reads rows one after the other; `finish` settles what needs the whole file."""

    layout: Layout
    file: str
    as_of: datetime
    now: datetime
    records: dict[object, Record] = field(default_factory=dict)
    teams: dict[str, TeamRow] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    """Rows that can't be used."""
    odd: list[Rejected] = field(default_factory=list)
    """Values that can't be used, in rows that can."""
    notes: list[str] = field(default_factory=list)
    _at: dict[str, list[int]] = field(default_factory=dict)
    _certificates: list[_Parts] = field(default_factory=list)
    _raw: list[_Raw] = field(default_factory=list)
    _order: DateOrder = "us"
    _dates: dict[str, date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = self.layout.columns

        def places(part: str, place: int) -> list[int]:
            return [at for at, column in enumerate(columns) if (part, place) in (column.slots or ())]

        for name, headers in self.layout.mapping.columns.items():
            found = places(name, 0)
            order = {header.casefold(): rank for rank, header in enumerate(headers)}
            found.sort(key=lambda at: order.get(columns[at].header.casefold(), len(order)))
            self._at[name] = found
        for place, one in enumerate(self.layout.mapping.certificates):
            parts = [places(name, place) for name in ("name_from", "status", "date", "expires", "note")]
            if any(parts):
                self._certificates.append(_Parts(one, *parts))

    def read(self, line: int, row: list[object]) -> bool:
        """Take in one row; return False for a blank one."""
        if not any(row) or not any(map(as_text, row)):
            return False
        width = len(self.layout.columns)
        if len(row) > width and any(map(as_text, row[width:])):
            self._reject(line, width, row[width], f"the row has {len(row)} cells, the header {width}")
            return True
        row = row + [""] * (width - len(row))
        if self._at.get("team") and is_sum(name := self._text(row, "team")):
            self._reject(line, self._at["team"][0], name, "a sum, no team")
            return True
        team = self._team(line, row) if self._at.get("team") else None
        if not (self._at.get("last") or self._at.get("name")):
            if team is None:
                self._reject(line, self._at["team"][0], row[self._at["team"][0]], "no team")
            else:
                team.lines.append(line)
            return True
        first, last, suffix = self._name(row)
        if _is_nobody(f"{first} {last}"):
            at = (self._at.get("last") or self._at["name"])[0]
            if team is None:
                self._reject(line, at, row[at], "no name")
            else:
                team.lines.append(line)
                self.odd.append(self._odd(line, at, row[at], f"nobody is named for team {team.name}"))
            return True
        self._person(line, row, first, last, suffix, team)
        return True

    def finish(self, date_order: DateOrder | None) -> None:
        """Settle the order of day and month, and with it all certificates."""
        raw = [
            cell for one in self._raw for cell in (one.date, one.expires) if isinstance(cell, str) and cell
        ]
        usual = self.layout.mapping.date_order
        proven = None if date_order else proven_order(dict.fromkeys(raw))
        self._order = date_order or proven or usual
        if proven and proven != usual:
            self.notes.append(
                f"{self.file}: dates are read as {_ORDERS[proven]}, as some of them can only be that."
            )
        known: dict[tuple[object, ...], tuple[CertificateLine, ...]] = {}
        for one in self._raw:
            cells = (id(one.parts), *one[3:])
            lines = known.get(cells)
            if lines is None:
                odd = len(self.odd)
                lines = tuple(self._certificate(one))
                if len(self.odd) == odd:
                    known[cells] = lines
            for certificate in lines:
                one.record.certificates[certificate] = None
        self._raw.clear()

    def _text(self, row: list[object], name: str) -> str:
        for at in self._at.get(name, ()):
            if row[at] != "" and (text := as_text(row[at])):
                return text
        return ""

    def _name(self, row: list[object]) -> tuple[str, str, str]:
        first, last, suffix = (self._text(row, name) for name in ("first", "last", "suffix"))
        if not first and not last:
            first, last, found = split_name(self._text(row, "name"))
        elif not first and "," in last:
            first, last, found = split_name(last)
        else:
            last, found = split_suffix(last)
        return first, last, suffix or found

    def _team(self, line: int, row: list[object]) -> TeamRow | None:
        name = self._text(row, "team")
        key = team_key(name)
        if not key:
            return None
        mapping = self.layout.mapping
        team = self.teams.get(key)
        if team is None:
            team = TeamRow(mapping.kind, mapping.rank, self.file, key, name, "", self.as_of, line=line)
            self.teams[key] = team
        team.division = team.division or self._text(row, "division")
        for part in ("shelf", "box", "contents"):
            if self._at.get(part) and (text := self._text(row, part)):
                before = getattr(team, part)
                if before and before != text:
                    at = self._at[part][0]
                    self.odd.append(
                        self._odd(line, at, row[at], f"{name} has {part} {before} in a line above")
                    )
                    continue
                setattr(team, part, text)
        if self._at.get("pages") and (text := self._text(row, "pages")):
            if text.isascii() and text.isdecimal():
                team.pages = int(text)
            else:
                self.odd.append(self._odd(line, self._at["pages"][0], text, "no number of pages"))
        return team

    def _person(
        self, line: int, row: list[object], first: str, last: str, suffix: str, team: TeamRow | None
    ) -> None:
        ids = self._ids(line, row)
        emails = self._emails(line, row)
        identity = (first, last, suffix, ids, emails)
        record = self.records.get(identity)
        if record is None:
            mapping = self.layout.mapping
            record = Record(
                mapping.kind, mapping.rank, self.file, first, last, suffix, ids, emails,
                mapping.registered, mapping.credentials, self.as_of,
            )  # fmt: skip
            self.records[identity] = record
        record.lines.append(line)
        for at in self._at.get("phone", ()):
            if (phone := as_text(row[at])) and phone not in record.phones:
                record.phones.append(phone)
        if self._at.get("youth") and self._text(row, "youth").casefold() in _YOUTH:
            record.youth = True
        if team or self._at.get("role"):
            division, role = self._text(row, "division"), self._text(row, "role")
            if team or division or role:
                record.roles[Role(team.key if team else "", division, role)] = None
        for parts in self._certificates:
            self._collect(parts, record, line, row)

    def _ids(self, line: int, row: list[object]) -> tuple[Id, ...]:
        ids: dict[Id, None] = {}
        for at in self._at.get("id", ()):
            if row[at] != "" and (one := as_id(as_text(row[at]))):
                ids[one] = None
                if one.kind is IdKind.OTHER:
                    self.odd.append(self._odd(line, at, row[at], "neither an AYSO ID nor an Admin ID"))
        return tuple(ids)

    def _emails(self, line: int, row: list[object]) -> tuple[str, ...]:
        emails: dict[str, None] = {}
        for at in self._at.get("email", ()):
            if row[at] != "" and (text := as_text(row[at])):
                found = as_email(text)
                emails.update(dict.fromkeys(found))
                if not found:
                    self.odd.append(self._odd(line, at, text, "no e-mail address"))
        return tuple(emails)

    def _collect(self, parts: _Parts, record: Record, line: int, row: list[object]) -> None:
        name = as_text(_first(row, parts.name_from)) if parts.name_from else parts.columns.name
        if not name:
            return
        status = tuple([text for at in parts.status if (text := as_text(row[at]))]) if parts.status else ()
        note = as_text(_first(row, parts.note)) if parts.note else ""
        day, expires = _first(row, parts.date), _first(row, parts.expires)
        for one in [part for part in _LIST.split(name) if part] if parts.columns.many else [name]:
            self._raw.append(_Raw(parts, record, line, one, status, day, expires, note))

    def _certificate(self, raw: _Raw) -> Iterator[CertificateLine]:
        parts = raw.parts
        completed = self._date(raw.line, parts.date, raw.date)
        expires = self._date(raw.line, parts.expires, raw.expires)
        if completed and completed > self.now.date() + _DAY:
            self.odd.append(self._odd(raw.line, parts.date[0], raw.date, "a date in the future"))
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
                self.odd.append(self._odd(raw.line, at, text, "neither a yes, a no nor a date"))
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
            self.odd.append(self._odd(line, places[0], cell, f"no date as {_ORDERS[self._order]}"))
            return None
        if key:
            self._dates[key] = day
        return day

    def _reject(self, line: int, at: int, value: object, reason: str) -> None:
        self.rejected.append(self._odd(line, at, value, reason))

    def _odd(self, line: int, at: int, value: object, reason: str) -> Rejected:
        columns = self.layout.columns
        header = columns[at].header if at < len(columns) else f"column {at + 1}"
        return Rejected(self.file, line, header, as_text(value)[:80], reason)
