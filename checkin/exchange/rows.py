"""Turn the rows of one table into records, one for each spelling of a person, and into teams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from sys import intern

from checkin.domain.names import fold, split_name, split_suffix
from checkin.domain.people import Id, IdKind
from checkin.exchange.cells import as_email, as_id, as_text, is_error
from checkin.exchange.certificates import CertificateReader
from checkin.exchange.mapping import DateOrder
from checkin.exchange.recognise import Layout
from checkin.exchange.records import Record, Rejected, Role, TeamRow, is_sum, team_key

__all__ = ["RowReader"]

_NOBODY = frozenset(
    ["", "tbd", "tba", "vacant", "open", "none", "n a", "na", "no coach", "coach needed", "needed", "unknown",
     "unassigned", "volunteer needed", "no name"]
)  # fmt: skip
_LONGEST = max(map(len, _NOBODY)) + 4
"""Characters of a name above which nobody asks whether it is one of those words."""
_YOUTH = frozenset(["blue", "youth", "youth volunteer", "minor", "y", "yes", "true"])


def _is_nobody(name: str) -> bool:
    if name.isascii() and not any(map(str.isalpha, name)):
        return True  # a formula that was never worked out is a 0
    return len(name) <= _LONGEST and fold(name) in _NOBODY


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
    _roles: dict[tuple[str, str, str], Role] = field(default_factory=dict)
    """Each role once: many rows say the same."""
    _at: dict[str, list[int]] = field(default_factory=dict)
    _width: int = 0
    """Columns up to the last one with a name."""
    _certificates: CertificateReader = field(init=False)

    def __post_init__(self) -> None:
        columns = self.layout.columns
        self._width = max(at for at, one in enumerate(columns, start=1) if one.header)
        for name, headers in self.layout.mapping.columns.items():
            found = self.layout.places(name)
            order = {header.casefold(): rank for rank, header in enumerate(headers)}
            found.sort(key=lambda at: order.get(columns[at].header.casefold(), len(order)))
            self._at[name] = found
        self._certificates = CertificateReader(self.layout, self.now, self._strange)

    def read(self, line: int, row: list[object]) -> bool:
        """Take in one row; return False for a blank one."""
        if not any(row) or not any(map(as_text, row)):
            return False
        width = len(self.layout.columns)
        if len(row) > width and any(map(as_text, row[width:])):
            self._reject(line, width, row[width], f"the row has {len(row)} cells, the header {width}")
            return True
        cells = len(row)
        row = row + [""] * (width - cells)
        if self._at.get("team") and is_sum(name := self._text(row, "team")):
            self._reject(line, self._at["team"][0], name, "a sum, no team")
            return True
        if cells < self._width:
            lacking = f"the row has {cells} cells, the header {self._width}: what it lacks counts as empty"
            self._strange(line, cells, "", lacking)
        team = self._team(line, row) if self._at.get("team") else None
        if not (self._at.get("last") or self._at.get("name")):
            if team is None:
                self._reject(line, self._at["team"][0], row[self._at["team"][0]], "no team")
            else:
                team.lines.append(line)
            return True
        self._look_at_name(line, row)
        first, last, suffix = self._name(row)
        if _is_nobody(f"{first} {last}"):
            at = (self._at.get("last") or self._at["name"])[0]
            if team is None:
                self._reject(line, at, row[at], "no name")
            else:
                team.lines.append(line)
                self._strange(line, at, row[at], f"nobody is named for team {team.name}")
            return True
        self._person(line, row, first, last, suffix, team)
        return True

    def finish(self, date_order: DateOrder | None) -> None:
        """Settle the order of day and month, and with it all certificates.

        Raises `Unclear` for dates that prove two orders.
        """
        if order := self._certificates.finish(date_order, self.file):
            self.notes.append(f"{self.file}: dates are read as {order}, as some of them can only be that.")

    def only_errors(self, line: int, row: list[object]) -> bool:
        """Reject a row that has nothing but errors of formulas in it; return False for a blank one."""
        at = next((at for at, cell in enumerate(row) if is_error(cell)), None)
        if at is None:
            return False
        self._reject(line, at, row[at], "nothing but errors of the spreadsheet: mend its formulas")
        return True

    def list_errors(self, line: int, row: list[object]) -> None:
        """List the cells that are used and are errors of formulas, but for those that are listed already."""
        if self.rejected and self.rejected[-1].line == line:
            return
        listed = {one.column for one in self.odd if one.line == line}
        for at, (cell, column) in enumerate(zip(row, self.layout.columns, strict=False)):
            if column.slots and column.header not in listed and is_error(cell):
                self._strange(line, at, cell, "an error of the spreadsheet, counts as empty")

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

    def _look_at_name(self, line: int, row: list[object]) -> None:
        """List a name that has characters nobody sees in it, or lacks its second half."""
        lasts = self._at.get("last", ())
        for at in (*self._at.get("first", ()), *lasts, *self._at.get("name", ())):
            cell = row[at]
            if type(cell) is str and not cell.isprintable() and as_text(cell) not in " ".join(cell.split()):
                self._strange(line, at, cell, "characters that can't be seen are left out")
        if lasts and not self._text(row, "last") and not _is_nobody(first := self._text(row, "first")):
            self._strange(line, lasts[0], row[lasts[0]], f"{first} has no last name")

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
                    self._strange(line, at, row[at], f"{name} has {part} {before} in a line above")
                    continue
                setattr(team, part, text)
        if self._at.get("pages") and (text := self._text(row, "pages")):
            if text.isascii() and text.isdecimal():
                team.pages = int(text)
            else:
                self._strange(line, self._at["pages"][0], text, "no number of pages")
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
                mapping.kind, mapping.rank, self.file, intern(first), intern(last), suffix, ids, emails,
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
                said = (team.key if team else "", division, role)
                if said not in self._roles:
                    self._roles[said] = Role(*said)
                record.roles[self._roles[said]] = None
        self._certificates.collect(record, line, row)

    def _ids(self, line: int, row: list[object]) -> tuple[Id, ...]:
        ids: dict[Id, None] = {}
        for at in self._at.get("id", ()):
            if row[at] != "" and (one := as_id(as_text(row[at]))):
                ids[one] = None
                if one.kind is IdKind.OTHER:
                    self._strange(line, at, row[at], "neither an AYSO ID nor an Admin ID")
        return tuple(ids)

    def _emails(self, line: int, row: list[object]) -> tuple[str, ...]:
        emails: dict[str, None] = {}
        for at in self._at.get("email", ()):
            if row[at] != "" and (text := as_text(row[at])):
                found = as_email(text)
                emails.update(dict.fromkeys(found))
                if not found:
                    self._strange(line, at, text, "no e-mail address")
        return tuple(emails)

    def _reject(self, line: int, at: int, value: object, reason: str) -> None:
        self.rejected.append(self._odd(line, at, value, reason))

    def _strange(self, line: int, at: int, value: object, reason: str) -> None:
        self.odd.append(self._odd(line, at, value, reason))

    def _odd(self, line: int, at: int, value: object, reason: str) -> Rejected:
        columns = self.layout.columns
        header = columns[at].header if at < len(columns) else f"column {at + 1}"
        shown = str(value).strip() if is_error(value) else as_text(value)
        return Rejected(self.file, line, header, shown[:80], reason)
