"""The teams that the rows of one table tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checkin.exchange.blocks import Block, Row
from checkin.exchange.mapping import Field, Mapping
from checkin.exchange.records import TeamRow, is_sum, team_key
from checkin.exchange.troubles import Troubles

__all__ = ["TeamReader"]

_FACTS: tuple[Field, ...] = ("shelf", "box", "contents", "pages")


@dataclass(slots=True)
class TeamReader:
    """Reads the teams of some rows after the other."""

    mapping: Mapping
    at: dict[Field, list[int]]
    """Where the columns stand."""
    troubles: Troubles
    as_of: datetime
    teams: dict[str, TeamRow] = field(default_factory=dict)
    _named: dict[str, TeamRow | None] = field(default_factory=dict)
    """The team of each spelling; None for a word that means none yet."""
    _sums: dict[str, bool] = field(default_factory=dict)
    """Whether a name in the column of teams begins a row of sums."""

    def without_sums(self, block: Block) -> Block:
        """Return the rows that are no sums; those are rejected."""
        if not block.lines or not self.at["team"]:
            return block
        left: list[Row] = []
        for row, name in zip(block.rows, block.first(self.at["team"]), strict=True):
            if name not in self._sums:
                self._sums[name] = is_sum(name)
            if self._sums[name]:
                self.troubles.reject(row[0], self.at["team"][0], name, "a sum, no team")
            else:
                left.append(row)
        return block if len(left) == len(block.rows) else Block(left)

    def of_rows(self, block: Block) -> Sequence[TeamRow | None]:
        """Return the team of each row, after taking in what the row says of it."""
        if not self.at["team"]:
            return [None] * len(block.lines)
        names, divisions = block.first(self.at["team"]), block.first(self.at["division"])
        teams = [
            self._team(line, name, division)
            for line, name, division in zip(block.lines, names, divisions, strict=True)
        ]
        for part in _FACTS:
            if places := self.at[part]:
                for line, team, text in zip(block.lines, teams, block.first(places), strict=True):
                    if team and text:
                        self._tell(team, line, places[0], part, text)
        return teams

    def _team(self, line: int, name: str, division: str) -> TeamRow | None:
        if name in self._named:
            team = self._named[name]
        else:
            team = self._named[name] = self._new(line, name)
        if team is not None and not team.division:
            team.division = division
        return team

    def _new(self, line: int, name: str) -> TeamRow | None:
        if not (key := team_key(name)):
            return None
        kind, rank, file = self.mapping.kind, self.mapping.rank, self.troubles.file
        return self.teams.setdefault(key, TeamRow(kind, rank, file, key, name, "", self.as_of, line=line))

    def _tell(self, team: TeamRow, line: int, at: int, part: Field, text: str) -> None:
        if part == "pages":
            if text.isascii() and text.isdecimal():
                team.pages = int(text)
            else:
                self.troubles.strange(line, at, text, "no number of pages")
            return
        before = getattr(team, part)
        if before and before != text:
            self.troubles.strange(line, at, text, f"{team.name} has {part} {before} in a line above")
        else:
            setattr(team, part, text)
