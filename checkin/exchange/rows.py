"""Turn the rows of one table into records, one for each spelling of a person, and into teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from sys import intern
from typing import get_args

from checkin.domain.names import fold, split_name, split_suffix
from checkin.domain.people import Id, IdKind
from checkin.exchange.blocks import Block, Row, is_blank
from checkin.exchange.cells import as_email, as_id, as_text, is_error
from checkin.exchange.certificates import CertificateReader
from checkin.exchange.mapping import DateOrder, Field
from checkin.exchange.recognise import Layout
from checkin.exchange.records import Identity, Record, Role, TeamRow
from checkin.exchange.suspect import Suspect
from checkin.exchange.team_rows import TeamReader
from checkin.exchange.troubles import Troubles

__all__ = ["RowReader"]

_NOBODY = frozenset(
    ["", "tbd", "tba", "vacant", "open", "none", "n a", "na", "no coach", "coach needed", "needed", "unknown",
     "unassigned", "volunteer needed", "no name"]
)  # fmt: skip
_YOUTH = frozenset(["blue", "youth", "youth volunteer", "minor", "y", "yes", "true"])

_Name = tuple[str, str, str]
"""First and last name, and suffix."""


def _is_number(name: str) -> bool:
    """Tell whether a name has no letter: a formula that was never worked out is a 0."""
    return not name[:1].isalpha() and name.isascii() and not any(map(str.isalpha, name))


@dataclass(slots=True)
class _More:
    """What the rows of a person say who has several, each thing once."""

    lines: list[int]
    phones: dict[str, None]
    roles: dict[Role, None]


@dataclass(slots=True)
class RowReader:
    """Reads some rows after the other; `finish` settles what needs the whole file."""

    layout: Layout
    troubles: Troubles
    as_of: datetime
    now: datetime
    records: dict[Identity, Record] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _roles: dict[tuple[str, str, str], tuple[Role, ...]] = field(default_factory=dict)
    """Each role once: many rows say the same."""
    _more: dict[Identity, _More] = field(default_factory=dict)
    _at: dict[Field, list[int]] = field(default_factory=dict)
    _width: int = 0
    """Columns up to the last one with a name."""
    _teams: TeamReader = field(init=False)
    _certificates: CertificateReader = field(init=False)
    _suspect: Suspect = field(init=False)

    def __post_init__(self) -> None:
        columns = self.layout.columns
        self._width = max(at for at, one in enumerate(columns, start=1) if one.header)
        for name in get_args(Field):
            headers = self.layout.mapping.columns.get(name, ())
            found = self.layout.places(name)
            order = {header.casefold(): rank for rank, header in enumerate(headers)}
            found.sort(key=lambda at: order.get(columns[at].header.casefold(), len(order)))
            self._at[name] = found
        self._teams = TeamReader(self.layout.mapping, self._at, self.troubles, self.as_of)
        self._suspect = Suspect(self.layout, self._at, self.troubles)
        self._certificates = CertificateReader(self.layout, self.now, self.troubles)

    @property
    def teams(self) -> list[TeamRow]:
        """The teams that the rows have named so far."""
        return list(self._teams.teams.values())

    def read(self, rows: Sequence[Row], *, errors: bool = False) -> int:
        """Take in some rows, of which cells may be errors of formulas; return how many are not blank."""
        filled = [one for one in rows if not is_blank(one[1])]
        broken = [one for one in rows if is_blank(one[1]) and any(map(is_error, one[1]))] if errors else []
        block = self._teams.without_sums(self._suspect.without_headers(Block(list(self._as_wide(filled)))))
        if block.lines:
            self._lacking(filled, block)
            teams = self._teams.of_rows(block)
            if self._at["last"] or self._at["name"]:
                self._people_in(block, teams)
            else:
                self._only_teams_in(block, teams)
        if errors:
            self.troubles.list_errors(filled)
            self.troubles.reject_errors(broken)
        return len(filled) + len(broken)

    def finish(self, date_order: DateOrder | None) -> None:
        """Settle the order of day and month, and with it all certificates; sort what is odd by line.

        Raises `Unclear` for dates that prove two orders.
        """
        for identity, more in self._more.items():
            record = self.records[identity]
            record.lines, record.phones = tuple(more.lines), tuple(more.phones)
            record.roles = tuple(more.roles)
        if order := self._certificates.finish(date_order, self.troubles.file):
            self.notes.append(
                f"{self.troubles.file}: dates are read as {order}, as some of them can only be that."
            )
        self.troubles.sort()

    def _as_wide(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows with as many cells as the header; one that says more is rejected."""
        width = len(self.layout.columns)
        for line, row in rows:
            if len(row) == width:
                yield line, row
            elif len(row) > width and not is_blank(row[width:]):
                self.troubles.reject(
                    line, width, row[width], f"the row has {len(row)} cells, the header {width}"
                )
            else:
                yield line, (row + [""] * (width - len(row)))[:width]

    def _lacking(self, rows: Iterable[Row], block: Block) -> None:
        """List the rows that end before the header does."""
        short = {line: len(row) for line, row in rows if len(row) < self._width}
        for line in block.lines if short else ():
            if cells := short.get(line):
                lacks = f"the row has {cells} cells, the header {self._width}: what it lacks counts as empty"
                self.troubles.strange(line, cells, "", lacks)

    def _only_teams_in(self, block: Block, teams: Iterable[TeamRow | None]) -> None:
        at = self._at["team"][0]
        for line, team, cell in zip(block.lines, teams, block.cells(at), strict=True):
            if team is None:
                self.troubles.reject(line, at, cell, "no team")
            else:
                team.lines.append(line)

    def _people_in(self, block: Block, teams: Iterable[TeamRow | None]) -> None:
        teams = list(teams)
        self._suspect.look_at(block, teams)
        at = (self._at["last"] or self._at["name"])[0]
        rows = zip(
            block.lines,
            teams,
            self._names_in(block),
            block.cells(at),
            block.each(self._at["id"]),
            block.each(self._at["email"]),
            block.each(self._at["phone"]),
            block.first(self._at["youth"]),
            block.first(self._at["division"]),
            block.first(self._at["role"]),
            self._certificates.cells(block),
            strict=False,
        )
        for line, team, name, cell, ids, emails, phones, youth, division, role, certificates in rows:
            keys = fold(name[0]), fold(name[1])
            if " ".join(keys).strip() in _NOBODY or _is_number(name[0] + name[1]):
                self._nobody(line, team, at, cell)
                continue
            identity = (*name, self._ids(line, ids), self._emails(line, emails))
            roles = self._roles_of(team, division, role)
            record = self.records.get(identity)
            if record is None:
                record = self.records[identity] = self._record(line, identity, _each(phones), roles, keys)
            else:
                self._add(identity, record, line, phones, roles)
            if youth and youth.casefold() in _YOUTH:
                record.youth = True
            if certificates:
                self._certificates.collect(record, line, certificates)

    def _names_in(self, block: Block) -> Iterator[_Name]:
        """Yield the name in each row, and list those with a part missing or unseen characters."""
        firsts, lasts, suffixes, wholes = (
            block.first(self._at[part]) for part in ("first", "last", "suffix", "name")
        )
        places = [at for part in ("first", "last", "name") for at in self._at[part] if not block.is_clean(at)]
        for place, (first, last, suffix, whole) in enumerate(
            zip(firsts, lasts, suffixes, wholes, strict=False)
        ):
            for at in places:
                self._look_at(block.lines[place], at, block.cells(at)[place])
            if not last and self._at["last"] and fold(first) not in _NOBODY and not _is_number(first):
                at = self._at["last"][0]
                self.troubles.strange(
                    block.lines[place], at, block.cells(at)[place], f"{first} has no last name"
                )
            if first and " " not in last and "," not in last:
                yield first, last, suffix
            else:
                yield _taken_apart(first, last, suffix, whole)

    def _look_at(self, line: int, at: int, cell: object) -> None:
        """List a name that has characters nobody sees in it."""
        if type(cell) is str and not cell.isprintable() and as_text(cell) not in " ".join(cell.split()):
            self.troubles.strange(line, at, cell, "characters that can't be seen are left out")

    def _nobody(self, line: int, team: TeamRow | None, at: int, cell: object) -> None:
        if team is None:
            self.troubles.reject(line, at, cell, "no name")
        else:
            team.lines.append(line)
            self.troubles.strange(line, at, cell, f"nobody is named for team {team.name}")

    def _record(
        self,
        line: int,
        identity: Identity,
        phones: tuple[str, ...],
        roles: tuple[Role, ...],
        keys: tuple[str, str],
    ) -> Record:
        mapping = self.layout.mapping
        first, last, suffix, ids, emails = identity
        return Record(
            mapping.kind, mapping.rank, self.troubles.file, intern(first), last, suffix, ids, emails,
            mapping.registered, mapping.credentials, self.as_of, *keys, phones, lines=(line,), roles=roles,
        )  # fmt: skip

    def _add(
        self, identity: Identity, record: Record, line: int, phones: Iterable[str], roles: Iterable[Role]
    ) -> None:
        """Take in what another row of a person says."""
        more = self._more.get(identity)
        if more is None:
            more = _More([*record.lines], dict.fromkeys(record.phones), dict.fromkeys(record.roles))
            self._more[identity] = more
        more.lines.append(line)
        more.phones.update(dict.fromkeys(filter(None, phones)))
        more.roles.update(dict.fromkeys(roles))

    def _roles_of(self, team: TeamRow | None, division: str, role: str) -> tuple[Role, ...]:
        if not team and not (self._at["role"] and (division or role)):
            return ()
        said = (team.key if team else "", division, role)
        return self._roles.get(said) or self._roles.setdefault(said, (Role(*said),))

    def _ids(self, line: int, texts: Iterable[str]) -> tuple[Id, ...]:
        ids: list[Id] = []
        for at, text in zip(self._at["id"], texts, strict=True):
            if text and (one := as_id(text)) and one not in ids:
                ids.append(one)
                if one.kind is IdKind.OTHER:
                    self.troubles.strange(line, at, text, "neither an AYSO ID nor an Admin ID")
        return tuple(ids)

    def _emails(self, line: int, texts: Iterable[str]) -> tuple[str, ...]:
        emails: list[str] = []
        for at, text in zip(self._at["email"], texts, strict=True):
            if text:
                found = as_email(text)
                emails += found
                if not found:
                    self.troubles.strange(line, at, text, "no e-mail address")
        return tuple(dict.fromkeys(emails) if len(emails) > 1 else emails)


def _taken_apart(first: str, last: str, suffix: str, whole: str) -> _Name:
    if not first and not last:
        first, last, found = split_name(whole)
    elif not first and "," in last:
        first, last, found = split_name(last)
    else:
        last, found = split_suffix(last)
    return first, last, suffix or found


def _each(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return each text once, without empty ones."""
    if len(texts) == 1:
        return texts if texts[0] else ()
    return tuple(dict.fromkeys(filter(None, texts)))
