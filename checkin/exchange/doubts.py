"""Who may be one person and who may be two, for somebody who knows them to settle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from checkin.domain.names import first_names_agree, fold, one_letter_off
from checkin.domain.nicknames import Nicknames
from checkin.domain.people import Doubt, Person, Roster
from checkin.exchange.match import Matching
from checkin.exchange.records import Record

__all__ = ["aliases_of", "doubts_of", "own_keys", "settled_keys"]

_GUESSED = "taken for one person, for a nickname or a middle name"
_LIKE = "on one team, with names alike; only one is in the volunteer export"


def settled_keys(decisions: Mapping[frozenset[str], bool]) -> frozenset[str]:
    """Return the keys that somebody has said something of."""
    return frozenset().union(*decisions)


def own_keys(
    records: Sequence[Record],
    matching: Matching,
    keys: Sequence[str],
    settled: Collection[str],
    new_key: Callable[[], str],
) -> dict[int, str]:
    """Return the key that a record would have by itself, where it was joined on a word or a guess.

    With it the parts of a person can be told apart again.
    """
    own = {
        place: record.key
        for place, record in enumerate(records)
        if record.key in settled and record.key != keys[place]
    }
    for sides in matching.guesses:
        part = max(sides, key=lambda side: _by_itself(side, records, keys))
        had = sorted({records[one].key for one in part} - {"", keys[part[0]]})
        key = had[0] if had else new_key()
        own |= dict.fromkeys(part, key)
    return own


def _by_itself(
    side: Sequence[int], records: Sequence[Record], keys: Sequence[str]
) -> tuple[bool, int, list[tuple[str, str]]]:
    """Return what makes a side the part that was added to the other one; never the order of the records."""
    holds = any(records[one].key == keys[one] for one in side)
    names = sorted((records[one].first_key, records[one].kind) for one in side)
    return not holds, min(records[one].rank for one in side), names


def aliases_of(people: Collection[str], *renamed: Mapping[str, str]) -> dict[str, str]:
    """Return where each former key has gone to, in one step; keys that are in use again are none."""
    found = {old: new for one in renamed for old, new in one.items()}
    final: dict[str, str] = {}
    for old in sorted(found):
        key, seen = old, {old}
        while key not in people and key in found and found[key] not in seen:
            key = found[key]
            seen.add(key)
        if old not in people and key in people:
            final[old] = key
    return final


def doubts_of(
    roster: Roster,
    matching: Matching,
    keys: Sequence[str],
    own: Mapping[int, str],
    decisions: Mapping[frozenset[str], bool],
    nicknames: Nicknames | None = None,
) -> tuple[Doubt, ...]:
    """Return each pair once, those of people taken for one first."""
    found: dict[frozenset[str], Doubt] = {}
    guessed = ((keys[left[0]], _part(left, right, own), _GUESSED) for left, right in matching.guesses)
    apart = ((keys[a], keys[b], why) for a, b, why in matching.doubts)
    for joined, pairs in ((True, guessed), (False, apart), (False, _alike(roster, nicknames))):
        for one, another, why in pairs:
            pair = frozenset((one, another))
            if len(pair) > 1 and pair not in decisions:
                found.setdefault(pair, Doubt(min(pair), max(pair), why, joined))
    order = {key: place for place, key in enumerate(roster.people)}
    last = len(order)
    return tuple(
        sorted(
            found.values(), key=lambda one: (not one.joined, order.get(one.one, last), one.one, one.another)
        )
    )


def _part(left: Sequence[int], right: Sequence[int], own: Mapping[int, str]) -> str:
    return next((own[one] for one in (*left, *right) if one in own), "")


def _alike(roster: Roster, nicknames: Nicknames | None) -> Iterator[tuple[str, str, str]]:
    """Yield people of one team with names alike, of whom one is not in the volunteer export."""
    if not any(one.registered for one in roster.people.values()):
        return
    for rows in roster.by_team.values():
        people = _people(roster, (row.person for row in rows))
        outside = [one for one in people if not one.registered]
        for one in outside:
            yield from (
                (one.key, other.key, _LIKE)
                for other in people
                if other.registered and _like(one, other, nicknames)
            )


def _people(roster: Roster, keys: Iterable[str]) -> list[Person]:
    return [roster.people[key] for key in dict.fromkeys(keys)]


def _like(one: Person, other: Person, nicknames: Nicknames | None) -> bool:
    """Tell whether two names are one but for a letter, a nickname or a last name more or less."""
    first, last = fold(one.first), fold(one.last)
    theirs, family = fold(other.first), fold(other.last)
    near = last == family or one_letter_off(last, family) or bool({*last.split()} & {*family.split()})
    return near and bool(first_names_agree(first, theirs, nicknames))
