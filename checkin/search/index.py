"""An index of words: a query's words are looked up one by one and their people ranked together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from checkin.domain.names import fold
from checkin.domain.nicknames import nicknames_of
from checkin.domain.payload import as_ids
from checkin.domain.people import IdKind, Person, Roster
from checkin.search.sounds import sound_of

__all__ = ["Hit", "Index"]

_LONGEST = 80
"""Characters of a query that are looked at."""
_MOST_WORDS = 6
_RANKED = 128
"""People whose whole names are compared."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whom a text could mean."""

    person: str
    """Person key."""
    why: str
    exact: bool
    """True for a whole id, e-mail, phone or name, accents aside; never for a part or a guess."""
    found_by: str
    """`id`, `name`, `team`, `phone`, `e-mail`, `box` or `division`."""
    score: float
    tells_apart: str = ""
    """Team and phone, when another hit has the same name."""


@dataclass(frozen=True, slots=True)
class _Match:
    """How one word of the query matches one person."""

    score: float
    why: str
    field: str


class Index:
    """Everybody of a roster, by every word that is known of them."""

    def __init__(self, roster: Roster, division_of: Callable[[str], str] = str) -> None:
        self._roster = roster
        self._names: dict[str, str] = {}
        self._words: dict[str, defaultdict[str, set[str]]] = {
            field: defaultdict(set) for field in ("name", "team", "division", "e-mail", "box")
        }
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._phones: dict[str, set[str]] = {}
        for person in roster.people.values():
            self._add(person, division_of)
        self._sorted = {field: sorted(words) for field, words in self._words.items()}
        self._lengths: defaultdict[int, list[str]] = defaultdict(list)
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._sorted["name"]:
            self._lengths[len(word)].append(word)
            self._sounds[sound_of(word)].append(word)

    def by_id(self, value: str) -> tuple[str, ...]:
        """Return the keys of the people who have that AYSO or Admin id."""
        return tuple(sorted(self._ids.get(value, ())))

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return whom the text could mean, best first."""
        plain = text.strip()[:_LONGEST]
        hits = [*self._by_number(plain), *self._by_mail(plain)] or [*self._by_words(plain)]
        hits.sort(key=lambda hit: (-hit.score, self._names[hit.person], hit.person))
        return self._told_apart(hits[:limit])

    def _add(self, person: Person, division_of: Callable[[str], str]) -> None:
        self._names[person.key] = fold(person.name)
        for word in fold(f"{person.first} {person.last} {person.suffix}").split():
            self._words["name"][word].add(person.key)
        for mail in person.emails:
            self._words["e-mail"][mail].add(person.key)
        for one in person.ids:
            if one.kind is not IdKind.OTHER:
                self._ids[one.value].add(person.key)
        for phone in person.phones:
            self._phones.setdefault(_digits(phone)[-10:], set()).add(person.key)
        self._add_teams(person, division_of)

    def _add_teams(self, person: Person, division_of: Callable[[str], str]) -> None:
        for row in self._roster.by_person.get(person.key, ()):
            for word in {fold(row.division), fold(division_of(row.division))} - {""}:
                self._words["division"][word.replace(" ", "")].add(person.key)
            if team := self._roster.teams.get(row.team):
                for word in (*fold(team.name).split(), fold(team.name).replace(" ", "")):
                    self._words["team"][word].add(person.key)
                if team.box:
                    self._words["box"][fold(team.box)].add(person.key)

    def _by_number(self, text: str) -> Iterator[Hit]:
        """Yield the people with that id, phone or box number, or the beginning of one."""
        for value in as_ids(text):
            yield from (Hit(one, "id", exact=True, found_by="id", score=200) for one in self.by_id(value))
        if not re.fullmatch(r"[\d\s().+/-]+", text) or not (digits := _digits(text)):
            return
        found: set[str] = set()
        wanted = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits  # noqa: PLR2004  1 and ten digits
        for phone, people in self._phones.items():
            if len(wanted) >= 4 and wanted in phone:  # noqa: PLR2004  fewer say nothing
                whole = wanted == phone
                found |= people
                why = f"phone …{phone[-4:]}"
                yield from (
                    Hit(one, why, exact=whole, found_by="phone", score=90 + whole * 90) for one in people
                )
        for value in self._ids:
            if len(digits) >= 3 and _digits(value).startswith(digits) and not as_ids(text):  # noqa: PLR2004
                yield from (
                    Hit(one, f"id {value}", exact=False, found_by="id", score=85) for one in self._ids[value]
                )
        for one in self._words["box"].get(digits, set()) - found:
            yield Hit(one, f"box {digits}", exact=False, found_by="box", score=95)

    def _by_mail(self, text: str) -> Iterator[Hit]:
        if "@" not in text:
            return
        wanted = text.casefold()
        for mail in _beginning(self._sorted["e-mail"], wanted):
            for one in self._words["e-mail"][mail]:
                yield Hit(
                    one,
                    "e-mail",
                    exact=mail == wanted,
                    found_by="e-mail",
                    score=180 if mail == wanted else 90,
                )

    def _by_words(self, text: str) -> Iterator[Hit]:
        words = fold(text).split()[:_MOST_WORDS]
        if not words:
            return
        found: list[dict[str, _Match]] = []
        for word in sorted(words, key=len, reverse=True):
            matches = self._matches(word)
            found.append(
                {one: matches[one] for one in matches.keys() & found[-1].keys()} if found else matches
            )
        people = found[-1].keys()
        scores = {one: sum(matches[one].score for matches in found) / len(words) for one in people}
        whole = " ".join(words)
        best = sorted(scores, key=lambda one: (-scores[one], self._names[one]))[:_RANKED]
        swapped = " ".join(sorted(words))
        for one in best:
            name = self._names[one]
            exact = whole == name or swapped == " ".join(sorted(name.split()))
            likeness = fuzz.token_sort_ratio(whole, name) / 10
            told = [matches[one] for matches in found]
            yield Hit(
                one, "name" if exact else _why(told), exact, _field(told), scores[one] + likeness + 50 * exact
            )

    def _matches(self, word: str) -> dict[str, _Match]:
        """Return how a word matches each person, the best way for each."""
        matches: dict[str, _Match] = {}
        for field, found, match in self._ways(word):
            for person in self._words[field].get(found, ()):
                before = matches.get(person)
                if before is None or before.score < match.score:
                    matches[person] = match
        return matches

    def _ways(self, word: str) -> Iterator[tuple[str, str, _Match]]:
        """Yield the indexed words that a word of the query can stand for, with the reason."""
        for found in _beginning(self._sorted["name"], word):
            yield "name", found, _Match(100 if found == word else 80 + len(word), "name", "name")
        for name in nicknames_of(word):
            yield "name", name, _Match(85, f"{word.capitalize()} = {name.capitalize()}", "name")
        yield from self._guesses(word)
        for field in ("team", "division", "box"):
            for found in _beginning(self._sorted[field], word):
                if field == "team" or found == word:
                    score = 88 if found == word else 70
                    yield field, found, _Match(score, f"{field} {found.upper()}", field)

    def _guesses(self, word: str) -> Iterator[tuple[str, str, _Match]]:
        if len(word) < 4:  # noqa: PLR2004  anything is one letter off
            return
        for found in self._sounds.get(sound_of(word), ()):
            if OSA.distance(word, found) > len(word) // 3:
                continue
            yield "name", found, _Match(66, f"sounds like {found.capitalize()}", "name")
        known = word in self._words["name"]
        reach = 1 if known or len(word) < 6 else 2  # noqa: PLR2004  long words bear two
        for length in range(len(word) - reach, len(word) + reach + 1):
            near = process.extract(
                word, self._lengths.get(length, ()), scorer=OSA.distance, score_cutoff=reach, limit=None
            )
            for found, distance, _ in near:
                if distance:
                    told = "one letter off" if distance == 1 else "two letters off"
                    yield (
                        "name",
                        found,
                        _Match(72 - 12 * (distance - 1), f"{told}: {found.capitalize()}", "name"),
                    )

    def _told_apart(self, hits: list[Hit]) -> tuple[Hit, ...]:
        twins = {
            name for name, count in Counter(self._names[hit.person] for hit in hits).items() if count > 1
        }
        return tuple(
            replace(hit, tells_apart=self._apart(hit.person)) if self._names[hit.person] in twins else hit
            for hit in hits
        )

    def _apart(self, key: str) -> str:
        rows = self._roster.by_person.get(key, ())
        teams = [self._roster.teams[row.team].name for row in rows if row.team in self._roster.teams]
        phone = next(iter(self._roster.people[key].phones), "")
        return " · ".join(filter(None, (*teams[:2], f"…{_digits(phone)[-4:]}" if phone else "")))


def _beginning(words: list[str], start: str) -> Iterator[str]:
    """Yield the sorted words that begin so."""
    place = bisect_left(words, start)
    while place < len(words) and words[place].startswith(start):
        yield words[place]
        place += 1


def _why(matches: list[_Match]) -> str:
    told = dict.fromkeys(one.why for one in matches if one.why != "name")
    return ", ".join(told) or "name"


def _field(matches: list[_Match]) -> str:
    fields = {one.field for one in matches}
    return "name" if "name" in fields else next(iter(sorted(fields)))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
