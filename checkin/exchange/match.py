"""Which records are one person: by id, e-mail, folded name, nickname, in that order of trust.

The answer depends on the set of records only, never on their order, so files give the same season
whether they are imported one after the other or at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from checkin.domain.names import first_names_agree, fold
from checkin.domain.nicknames import Nicknames, shipped
from checkin.domain.people import IdKind
from checkin.exchange.records import Record
from checkin.exchange.sets import JoinedBy, Sets

__all__ = ["Matching", "match"]

_CROWD = 12
"""More different people behind one id or e-mail than this make it a placeholder."""


_Families = Mapping[str, Mapping[str, list[int]]]


@dataclass(slots=True)
class Matching:
    """The records of each person, and what a volunteer should look at."""

    people: list[Sequence[int]] = field(default_factory=list)
    """Places in the list of records, first seen first."""
    joined: dict[int, JoinedBy] = field(default_factory=dict)
    """How each record came to another one; missing for a record alone."""
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[int, int, str]] = field(default_factory=list)
    """Pairs of records that may be one person and are kept apart, and why."""
    guesses: list[tuple[list[int], list[int]]] = field(default_factory=list)
    """Records that were joined for a nickname: those of either side."""


def match(
    records: Sequence[Record],
    decisions: Mapping[frozenset[str], bool] | None = None,
    nicknames: Nicknames | None = None,
) -> Matching:
    """Return which records are one person, never against what somebody has said of two keys."""
    sets = Sets(records, decisions or {}, nicknames or shipped())
    found = Matching(joined=sets.joined)
    _by_id(sets, found)
    _by_email(sets)
    families = _families(records)
    _by_name(sets, families, found)
    _by_nickname(sets, families, found)
    found.people = sets.all()
    return found


def _by_id(sets: Sets, found: Matching) -> None:
    for kind, by in ((IdKind.AYSO, JoinedBy.AYSO), (IdKind.ADMIN, JoinedBy.ADMIN)):
        shared = _shared(
            (one.value, place)
            for place, record in enumerate(sets.records)
            for one in record.ids
            if one.kind is kind
        )
        for places in shared.values():
            _join_agreeing(sets, places, by, _one_person_by_id)
        for value in sorted(value for value, places in shared.items() if not sets.are_one(places)):
            apart = sets.roots(shared[value])
            people = f"{len(apart)} different people, who are kept apart"
            found.notes.append(f"{by.value} {value} is on {people}: {_named(sets, apart)}.")
            _doubt(sets, apart, f"the same {by.value}, other names", found)


def _by_email(sets: Sets) -> None:
    shared = _shared((email, place) for place, record in enumerate(sets.records) for email in record.emails)
    for places in shared.values():
        if not sets.are_one(places):
            _join_agreeing(sets, places, JoinedBy.EMAIL, _one_person_by_email)


def _shared(holders: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the places of each value that stands in several."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for value, place in holders:
        if (other := first.setdefault(value, place)) != place:
            shared.setdefault(value, [other]).append(place)
    return shared


def _join_agreeing(
    sets: Sets, places: Sequence[int], by: JoinedBy, agree: Callable[[Record, Record, Nicknames], bool]
) -> None:
    """Join all records that agree in name; a value that a crowd shares is a placeholder and joins nobody."""
    first = sets.records[places[0]]
    if all(_same_name(first, sets.records[place]) for place in places):
        for place in places[1:]:
            sets.join(places[0], place, by)
        return
    spelled: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place in places:
        record = sets.records[place]
        spelled[record.first_key, record.last_key, fold(record.suffix)].append(place)
    if len(spelled) > _CROWD:
        return
    for same in spelled.values():
        for place in same[1:]:
            sets.join(same[0], place, by)
    for one, other in combinations(sorted(spelled), 2):
        a, b = spelled[one][0], spelled[other][0]
        if agree(sets.records[a], sets.records[b], sets.nicknames):
            sets.join(a, b, by)


def _same_name(one: Record, other: Record) -> bool:
    names = one.first_key == other.first_key and one.last_key == other.last_key
    return names and one.suffix == other.suffix


def _suffixes_differ(one: Record, other: Record) -> bool:
    return bool(one.suffix and other.suffix and fold(one.suffix) != fold(other.suffix))


def _one_person_by_id(one: Record, other: Record, nicknames: Nicknames) -> bool:
    if _suffixes_differ(one, other):
        return False
    tokens = {*one.first_key.split(), *one.last_key.split()}
    swapped = tokens == {*other.first_key.split(), *other.last_key.split()}
    return swapped or bool(first_names_agree(one.first_key, other.first_key, nicknames))


def _one_person_by_email(one: Record, other: Record, nicknames: Nicknames) -> bool:
    if _suffixes_differ(one, other):
        return False
    agreed = first_names_agree(one.first_key, other.first_key, nicknames)
    return agreed == "same" or bool(agreed and one.last_key == other.last_key)


def _families(records: Sequence[Record]) -> _Families:
    """Return the places of each first name, by last name; without the last names that stand only once."""
    shared = _shared((record.last_key, place) for place, record in enumerate(records))
    families: dict[str, dict[str, list[int]]] = {}
    for last, places in shared.items():
        family = families[last] = {}
        for place in places:
            family.setdefault(records[place].first_key, []).append(place)
    return families


def _by_name(sets: Sets, families: _Families, found: Matching) -> None:
    apart = [
        (last, first)
        for last, family in families.items()
        for first, places in family.items()
        if not sets.are_one(places)
    ]
    for last, first in sorted(apart):
        roots = sets.roots(families[last][first])
        if len(roots) == 1:
            continue
        if all(sets.kept_apart(a, b) for a, b in combinations(roots, 2)):
            continue
        if len(roots) <= _CROWD and all(_may_be_one(sets, a, b) for a, b in combinations(roots, 2)):
            for other in roots[1:]:
                sets.join(roots[0], other, JoinedBy.NAME)
        else:
            if _is_news(sets, roots):
                told = f"{len(roots)} people have one name and are kept apart: {_named(sets, roots)}."
                found.notes.append(told)
            _doubt(sets, roots, "the same name", found)


def _by_nickname(sets: Sets, families: _Families, found: Matching) -> None:
    for last in sorted(last for last, family in families.items() if last and len(family) > 1):
        _family(sets, {first: places for first, places in families[last].items() if first}, found)


def _family(sets: Sets, firsts: dict[str, list[int]], found: Matching) -> None:
    """Join two people of one last name when one's first name is the other's nickname, and nobody else's."""
    edges: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in _related(firsts, sets.nicknames):
        for a in sets.roots(firsts[one]):
            for b in sets.roots(firsts[other]):
                if a != b and not _share_a_kind(sets, a, b):
                    edges[a].add(b)
                    edges[b].add(a)
    for a in sorted(edges):
        for b in sorted(edges[a]):
            if a > b:
                continue
            if sets.kept_apart(a, b):
                continue
            if edges[a] == {b} and edges[b] == {a} and _may_be_one(sets, a, b):
                found.guesses.append((list(sets.members(a)), list(sets.members(b))))
                sets.join(a, b, JoinedBy.NICKNAME)
            else:
                if _is_news(sets, [a, b]):
                    told = f"These may be one person and are kept apart: {_named(sets, [a, b])}."
                    found.notes.append(told)
                _doubt(sets, [a, b], "a nickname, or a middle name", found)


def _doubt(sets: Sets, roots: Sequence[int], why: str, found: Matching) -> None:
    """Note each pair of these that nobody has settled."""
    if len(roots) <= _CROWD:
        found.doubts += [
            (a, b, why)
            for a, b in combinations(roots, 2)
            if not sets.kept_apart(a, b) and not _father_and_son(sets, a, b)
        ]


def _father_and_son(sets: Sets, a: int, b: int) -> bool:
    """Tell whether their suffixes make two people of them, beyond doubt."""
    left, right = (
        next((fold(sets.records[one].suffix) for one in sets.members(root) if sets.records[one].suffix), "")
        for root in (a, b)
    )
    return bool(left and right and left != right)


def _is_news(sets: Sets, roots: Sequence[int]) -> bool:
    """Tell whether any of these people is in a new file."""
    return any(not sets.records[one].earlier for root in roots for one in sets.members(root))


def _related(firsts: dict[str, list[int]], nicknames: Nicknames) -> Iterator[tuple[str, str]]:
    heads: defaultdict[str, list[str]] = defaultdict(list)
    for first in firsts:
        heads[first.split()[0]].append(first)
    for first in sorted(firsts):
        head = first.split()[0]
        nicks = (full for nick in nicknames.of(head) for full in heads.get(nick, ()))
        for other in (*heads[head], *nicks):
            if first < other:
                yield first, other


def _share_a_kind(sets: Sets, a: int, b: int) -> bool:
    kinds = {(sets.records[one].kind, sets.records[one].version) for one in sets.members(a)}
    return any((sets.records[one].kind, sets.records[one].version) in kinds for one in sets.members(b))


def _may_be_one(sets: Sets, a: int, b: int) -> bool:
    """Tell whether nothing speaks against one person: no word, no other id or address in the same file."""
    if sets.kept_apart(a, b):
        return False
    left = [sets.records[one] for one in sets.members(a)]
    right = [sets.records[one] for one in sets.members(b)]
    if any(_suffixes_differ(one, other) for one in left for other in right):
        return False
    for kind in (IdKind.AYSO, IdKind.ADMIN):
        ours = {one.value for record in left for one in record.ids if one.kind is kind}
        theirs = {one.value for record in right for one in record.ids if one.kind is kind}
        if ours and theirs and not ours & theirs:
            return False
    return not any(
        one.kind == other.kind
        and one.version == other.version
        and one.emails
        and other.emails
        and not set(one.emails) & set(other.emails)
        for one in left
        for other in right
    )


def _named(sets: Sets, roots: Sequence[int]) -> str:
    chosen = [
        min((sets.records[one] for one in sets.members(root)), key=lambda one: one.rank) for root in roots
    ]
    return "; ".join(f"{one.name} ({one.place})" for one in sorted(chosen, key=_by_place))


def _by_place(one: Record) -> tuple[object, ...]:
    """Return what puts people in one order at each import, whatever keys they have."""
    ids = [id_.value for id_ in one.ids]
    return one.rank, one.file, one.lines[:1], one.name, ids, one.emails, one.phones
