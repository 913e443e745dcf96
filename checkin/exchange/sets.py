"""Records sorted into people: joined step by step, and never against somebody's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from checkin.domain.nicknames import Nicknames
from checkin.exchange.records import Record

__all__ = ["CONFIDENCE", "JoinedBy", "Sets"]


class JoinedBy(StrEnum):
    """What showed that two records are one person; `new` for a person that nothing else knows."""

    SETTLED = "somebody's word"
    AYSO = "AYSO ID"
    ADMIN = "Admin ID"
    EMAIL = "e-mail"
    NAME = "name"
    NICKNAME = "nickname"
    NEW = "new"


CONFIDENCE: Mapping[JoinedBy, str] = {
    JoinedBy.SETTLED: "certain",
    JoinedBy.AYSO: "certain",
    JoinedBy.ADMIN: "certain",
    JoinedBy.EMAIL: "very likely",
    JoinedBy.NAME: "likely",
    JoinedBy.NICKNAME: "a guess",
}
"""How sure each of them is, in words."""


class Sets:
    """Disjoint sets of records, with what joined them."""

    def __init__(
        self, records: Sequence[Record], decisions: Mapping[frozenset[str], bool], nicknames: Nicknames
    ) -> None:
        self.records = records
        self.nicknames = nicknames
        self.joined: dict[int, JoinedBy] = {}
        self._parent = list(range(len(records)))
        self._members: dict[int, list[int]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: dict[int, set[str]] = {}
        """Of each root, the keys that somebody has said something of."""
        if decisions:
            self._keep_to(decisions)

    def _keep_to(self, decisions: Mapping[frozenset[str], bool]) -> None:
        """Join those who were said to be one person, and remember who was said to be two."""
        for pair in (pair for pair, same in decisions.items() if not same):
            for key in pair:
                self._apart[key] |= pair - {key}
        places: defaultdict[str, list[int]] = defaultdict(list)
        said = frozenset().union(*decisions)
        for place, record in enumerate(self.records):
            if record.key in said:
                places[record.key].append(place)
                self._keys[place] = {record.key}
        for alike in places.values():
            for place in alike[1:]:
                self.join(alike[0], place, JoinedBy.SETTLED)
        for one, another in sorted(tuple(sorted(pair)) for pair, same in decisions.items() if same):
            if one in places and another in places:
                self.join(places[one][0], places[another][0], JoinedBy.SETTLED)

    def root(self, one: int) -> int:
        """Return the first record of the set that a record is in."""
        parent = self._parent
        while (above := parent[one]) != one:
            parent[one] = one = parent[above]
        return one

    def are_one(self, places: Sequence[int]) -> bool:
        """Tell whether these records are in one set."""
        if len(places) == 1:
            return True
        first = self.root(places[0])
        return all(self.root(place) == first for place in places)

    def all(self) -> list[Sequence[int]]:
        """Return the records of each set in their order, the set of the first record first."""
        return [
            sorted(self._members[place]) if place in self._members else (place,)
            for place, above in enumerate(self._parent)
            if place == above
        ]

    def members(self, root: int) -> list[int]:
        """Return the records of a set."""
        return self._members.get(root, [root])

    def join(self, one: int, other: int, by: JoinedBy) -> None:
        """Make two sets one, unless somebody said that they are two people."""
        one, other = self.root(one), self.root(other)
        if one == other or self.kept_apart(one, other):
            return
        if other < one:
            one, other = other, one
        for root in (one, other):
            for member in self.members(root):
                self.joined.setdefault(member, by)
        self._parent[other] = one
        self._members[one] = self.members(one) + self._members.pop(other, [other])
        if keys := self._keys.pop(other, set()):
            self._keys[one] = self._keys.get(one, set()) | keys

    def kept_apart(self, one: int, other: int) -> bool:
        """Tell whether somebody said that these are two people."""
        if not self._apart:
            return False
        theirs = self._keys.get(self.root(other), set())
        return any(self._apart[key] & theirs for key in self._keys.get(self.root(one), ()))

    def roots(self, places: Iterable[int]) -> list[int]:
        """Return the sets that these records are in."""
        roots = {self.root(one) for one in places}
        return sorted(roots) if len(roots) > 1 else list(roots)
