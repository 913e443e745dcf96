"""Rows that may mean something else than they say: a header once more, two people in one, a team left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checkin.exchange.blocks import Block
from checkin.exchange.mapping import Field
from checkin.exchange.recognise import Layout
from checkin.exchange.records import TeamRow
from checkin.exchange.troubles import Troubles

__all__ = ["Suspect"]

_TWO = re.compile(r"\w[^\S\n]*[&+;][^\S\n]*\w|\w[^\S\n]+(?:and|AND|/)[^\S\n]+\w")
"""Two names in one cell."""
_BY_TEAM = "team-sheet"
"""The kind of file in which everybody is on a team."""


@dataclass(slots=True)
class Suspect:
    """Looks at some rows after the other; what it finds is listed, and nothing is guessed."""

    layout: Layout
    at: dict[Field, list[int]]
    """Where the columns stand."""
    troubles: Troubles
    _above: str = ""
    """The team that was named last."""

    def without_headers(self, block: Block) -> Block:
        """Return the rows that don't say the header once more, as each page of a report does."""
        columns = self.layout.columns
        used = [at for at, one in enumerate(columns) if one.slots and one.header]
        if len(used) < 2 or not block.lines or columns[used[0]].header not in block.texts(used[0]):  # noqa: PLR2004  one word may be a name
            return block
        headers = tuple(columns[at].header for at in used)
        again = [texts == headers for texts in block.each(used)]
        for (line, row), one in zip(block.rows, again, strict=True):
            if one:
                self.troubles.reject(line, used[0], row[used[0]], "the header once more")
        return Block([row for row, one in zip(block.rows, again, strict=True) if not one])

    def look_at(self, block: Block, teams: Sequence[TeamRow | None]) -> None:
        """List names of two people in one cell, and people beside whom a team may have been left out."""
        self._look_for_two(block)
        if self.layout.mapping.kind == _BY_TEAM and self.at["team"]:
            self._look_for_teamless(block, teams)

    def _look_for_two(self, block: Block) -> None:
        """List the names that look like those of two people in one cell."""
        for at in (at for part in ("first", "last", "name") for at in self.at[part]):
            texts = block.texts(at)
            for line, text in zip(block.lines, texts, strict=True) if _TWO.search("\n".join(texts)) else ():
                if _TWO.search(text):
                    told = "looks like two people, and is read as one: give each a row of their own"
                    self.troubles.strange(line, at, text, told)

    def _look_for_teamless(self, block: Block, teams: Sequence[TeamRow | None]) -> None:
        """List people beside whom no team stands, where it may be the one above; nothing is guessed."""
        said, names = block.first(self.at["team"]), block.first(self.at["last"] or self.at["name"])
        for line, team, text, name in zip(block.lines, teams, said, names, strict=True):
            if team:
                self._above = team.name
            elif self._above and name and not text:
                told = f"no team stands here; if it is {self._above} from above, write it into this row"
                self.troubles.strange(line, self.at["team"][0], text, told)
