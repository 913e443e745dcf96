"""Which codes are issued to people and to the boxes of teams."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import count

from checkin.domain.basis import Basis
from checkin.domain.commands import IssueBadge, IssueBadges, IssueBoxLabels, Refused
from checkin.domain.desk_facts import BadgeIssued, BoxLabelIssued
from checkin.domain.fact import Fact
from checkin.domain.payload import ALPHABET

__all__ = ["box_key", "decide_codes"]

_BOX_KEY = 7
"""Characters that stand for a team in the code of its box."""


def decide_codes(
    command: IssueBadge | IssueBadges | IssueBoxLabels, basis: Basis
) -> tuple[Fact, ...] | Refused:
    """Return the codes that are issued, or why none is."""
    match command:
        case IssueBadge(person):
            return _badges((person,), basis, reissue=True)
        case IssueBadges(people, reissue):
            return _badges(people, basis, reissue=reissue)
        case IssueBoxLabels(teams, reissue):
            return _box_labels(teams, basis, reissue=reissue)


def box_key(team: str, taken: Collection[str]) -> str:
    """Return what stands for a team in the code of its box: always the same, unless another team has that."""
    return next(one for one in _keys(team) if one not in taken)


def _keys(team: str) -> Iterator[str]:
    for turn in count():
        number = int.from_bytes(sha256(f"{turn} {team}".encode()).digest()[:8])
        yield "".join(ALPHABET[number >> 5 * place & 31] for place in range(_BOX_KEY))


def _badges(people: tuple[str, ...], basis: Basis, *, reissue: bool) -> tuple[Fact, ...] | Refused:
    for person in people:
        if refusal := basis.unknown(person):
            return refusal
    wanted = dict.fromkeys(one for one in people if reissue or basis.night.badge(one) is None)
    return tuple(BadgeIssued(one, basis.new_tag()) for one in wanted) or _none_lacks(
        "All of them have a badge"
    )


def _box_labels(teams: tuple[str, ...], basis: Basis, *, reissue: bool) -> tuple[Fact, ...] | Refused:
    for team in teams:
        if team not in basis.roster.teams:
            return Refused(
                "unknown-team", f"No team is called {team}. A part of the name shows which there are."
            )
    keys = basis.night.box_keys()
    facts = []
    for team in dict.fromkeys(one for one in teams if reissue or basis.night.box_label(one) is None):
        keys[team] = keys.get(team) or box_key(team, set(keys.values()))
        facts.append(BoxLabelIssued(team, keys[team], basis.new_tag()))
    return tuple(facts) or _none_lacks("All of these boxes have a label")


def _none_lacks(what: str) -> Refused:
    return Refused(
        "nothing-to-issue", f"{what}. Add --reissue for new ones: those from before are void then."
    )
