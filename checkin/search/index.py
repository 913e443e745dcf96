"""An index of words: a query's words are looked up one by one and their people ranked together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz

from checkin.domain.names import fold
from checkin.domain.nicknames import Nicknames, shipped
from checkin.domain.payload import as_ids
from checkin.domain.people import Roster
from checkin.search.found import Found, Postings, narrowed
from checkin.search.hit import Hit
from checkin.search.matches import Match
from checkin.search.reasons import Reasons
from checkin.search.terms import Terms
from checkin.search.typed import Word, joined, shortened, words_of
from checkin.search.vocabulary import GUESSES, Term, Vocabulary

__all__ = ["Index"]

_RANKED = 128
"""People whose whole names are compared."""
_WEIGHED = 400
"""People whose words are weighed one by one."""
_VAGUE, _LOOKED_AT = 20_000, 1_500
"""Where even the rarest word of several means more people than the one, only so many of them are looked at,
beside those whom every word means without a guess."""
_REMEMBERED = 24
"""Words whose people are kept: the words before the one that is being typed."""
_TWICE = 25
"""What a word loses that another word of the query stands for already."""
_WORTH = {"same": 50, "swapped": 48}
"""What a whole name gains."""
_EXACT = 100
"""What a whole id, phone or e-mail gains."""
_ONE_TEAM = 10
"""What the beginning of one team's name gains over words that stand for two teams."""
_UNFINISHED = 6
"""What the mere beginning of a word loses when another word was typed after it."""
_NOTHING = Match(0, "")
_LEFT_OUT = 30
"""What a hit loses for a word that had to be left out."""
_STRONG = 80
"""Score from which a match is no guess and no mere part."""


@dataclass(slots=True)
class _Weighed:
    """How well the query fits one person."""

    number: int
    score: float
    told: list[tuple[Word, int, Match]]


class Index:
    """Everybody of a roster, by every word that is known of them."""

    def __init__(
        self,
        roster: Roster,
        division_of: Callable[[str], str] = str,
        nicknames: Nicknames | None = None,
    ) -> None:
        people = sorted(roster.people.values(), key=lambda one: (fold(one.name), one.key))
        terms = Terms(roster, division_of)
        self._roster = roster
        self._keys = [one.key for one in people]
        self._names = [fold(one.name) for one in people]
        having: defaultdict[Term, list[int]] = defaultdict(list)
        for number, person in enumerate(people):
            for term in set(terms.of(person)):
                having[term].append(number)
        self._terms = sorted(having)
        self._postings = Postings(having[term] for term in self._terms)
        of_person: list[list[int]] = [[] for _ in people]
        for place, term in enumerate(self._terms):
            for number in having[term]:
                of_person[number].append(place)
        self._of_person = [tuple(places) for places in of_person]
        self._vocabulary = Vocabulary(self._terms, nicknames or shipped())
        self._reasons = Reasons(roster, division_of)
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            for one in person.ids:
                self._ids[one.value].update((person.key,) if as_ids(one.value) else ())
        self._remembered: dict[Word, Found] = {}

    def by_id(self, value: str) -> tuple[str, ...]:
        """Return the keys of the people who have that AYSO or Admin id."""
        return tuple(sorted(self._ids.get(value, ())))

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return whom the text could mean, best first."""
        words = words_of(text)
        hits: dict[str, Hit] = {}
        for query in self._queries(words):
            if query:
                _keep_better(hits, self._ranked(query, limit))
            if any(not hit.guess for hit in hits.values()):
                break
        found = _best(hits, limit) or self._without_one(words, limit)
        return self._reasons.told_apart(found)

    def _queries(self, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
        """Yield the text as it stands, then as it may have been meant."""
        yield words
        if len(few := shortened(words)) < len(words):
            yield few
        yield from joined(few)
        for place, word in enumerate(few):
            for cut in range(2, len(word.text) - 1):
                one, two = word.text[:cut], word.text[cut:]
                if not word.number and self._vocabulary.knows(one) and self._vocabulary.knows(two):
                    yield (*few[:place], Word(one, one), Word(two, two), *few[place + 1 :])

    def _without_one(self, words: tuple[Word, ...], limit: int) -> list[Hit]:
        """Return whom all words but one could mean."""
        few = [*dict.fromkeys(shortened(words))]
        if len(few) < 2:  # noqa: PLR2004  nothing would be left
            return []
        hits: dict[str, Hit] = {}
        for left_out in few:
            query = tuple(one for one in few if one is not left_out)
            _keep_better(hits, self._ranked(query, limit, beside=left_out.raw))
        return _best(hits, limit)

    def _ranked(self, words: tuple[Word, ...], limit: int, beside: str = "") -> list[Hit]:
        found = [self._found(one) for one in words]
        if not all(one.terms for one in found):
            return []
        weighed = self._single(found[0]) if len(found) == 1 else self._several(found, words[-1])
        best = nsmallest(_RANKED, weighed, key=lambda one: (-one.score, one.number))
        whole = " ".join(one.text for one in words)
        for one in best:
            one.score = self._worth(one, words, whole) - _LEFT_OUT * bool(beside)
        best.sort(key=lambda one: -one.score)
        return [self._hit(one, words, whole, beside) for one in best[:limit]]

    def _found(self, word: Word) -> Found:
        if word not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[word] = Found(word, self._vocabulary.matches(word), self._postings)
        return self._remembered[word]

    def _single(self, found: Found) -> Iterator[_Weighed]:
        """Yield the people of one word, best first, until there are enough to be ranked."""
        seen: set[int] = set()
        for score, places in found.terms.best_first():
            enough = _WEIGHED + len(seen)
            people = {number for one in places for number in self._postings.of(one, enough)} - seen
            for number in sorted(people)[:_RANKED]:
                place, match = max(found.terms.among(self._of_person[number]), key=lambda one: one[1].score)
                yield _Weighed(number, score, [(found.word, place, match)])
            seen |= people
            if len(seen) >= _RANKED:
                return

    def _several(self, found: list[Found], last: Word) -> Iterator[_Weighed]:
        """Yield the people whom every word can mean."""
        of_person = self._of_person
        first, *others = sorted(found, key=lambda one: one.count)
        vague = first.count > _VAGUE
        people = narrowed(_first(first.people, _LOOKED_AT) if vague else first.people, others, of_person)
        if vague or len(people) > _WEIGHED:
            chosen = narrowed(first.people, (first, *others), of_person, _STRONG)
            rest = _first(people - chosen, _WEIGHED) if len(chosen) < _WEIGHED else ()
            people = {*_first(chosen, _WEIGHED), *rest}
        longest = sorted(found, key=lambda one: -len(one.word.text))
        for number in people:
            if weighed := self._weigh(number, longest, last):
                yield weighed

    def _weigh(self, number: int, found: list[Found], last: Word) -> _Weighed | None:
        used: set[int] = set()
        told, total = [], 0.0
        for one in found:
            best, chosen = -1.0, (-1, _NOTHING)
            for place, match in one.terms.among(self._of_person[number]):
                score = match.score - (_TWICE if place in used else 0)
                if match.way == "begins" and one.word is not last:
                    score -= _UNFINISHED
                if score > best:
                    best, chosen = score, (place, match)
            if chosen[0] < 0:
                return None
            used.add(chosen[0])
            total += best
            told.append((one.word, *chosen))
        return _Weighed(number, total / len(found), told)

    def _worth(self, weighed: _Weighed, words: tuple[Word, ...], whole: str) -> float:
        """Return how well a person fits by the whole name, accents included."""
        name = self._names[weighed.number]
        written = self._roster.people[self._keys[weighed.number]].name.casefold()
        likeness = fuzz.token_sort_ratio(whole, name) / 10
        accents = sum(word.raw in written for word in words) / len(words)
        order = _order(whole, name)
        exact = 0 if order else _EXACT * self._is_number(self._in_order(weighed, words))
        one_team = _ONE_TEAM * self._of_one_team(weighed, whole)
        return weighed.score + likeness + accents + one_team + _WORTH.get(order, exact)

    def _of_one_team(self, weighed: _Weighed, whole: str) -> bool:
        """Tell whether the words are the beginning of one team's name, not a word each of two teams."""
        if len(weighed.told) < 2 or all(self._terms[place][0] != "team" for _, place, _ in weighed.told):  # noqa: PLR2004  one word is of one team
            return False
        rows = self._roster.by_person.get(self._keys[weighed.number], ())
        teams = (self._roster.teams.get(row.team) for row in rows)
        return any(_joined(one.name).startswith(whole.replace(" ", "")) for one in teams if one)

    def _in_order(self, weighed: _Weighed, words: tuple[Word, ...]) -> list[tuple[Word, Term, Match]]:
        told = sorted(weighed.told, key=lambda one: words.index(one[0]))
        return [(word, self._terms[place], match) for word, place, match in told]

    def _hit(self, weighed: _Weighed, words: tuple[Word, ...], whole: str, beside: str) -> Hit:
        """Return a person as a hit, with the reason."""
        person = self._roster.people[self._keys[weighed.number]]
        order = _order(whole, self._names[weighed.number])
        told = self._in_order(weighed, words)
        return Hit(
            person.key,
            self._reasons.why(person, told, beside, swapped=order == "swapped"),
            not beside and (bool(order) or self._is_number(told)),
            _field(told),
            weighed.score,
            guess=bool(beside) or any(match.way in GUESSES for _, _, match in told),
        )

    def _is_number(self, told: list[tuple[Word, Term, Match]]) -> bool:
        """Tell whether one whole id, phone or e-mail was given and nothing else."""
        if len(told) != 1:
            return False
        word, (field, found), match = told[0]
        if field == "e-mail":
            return match.way == "whole"
        ten = len(found) >= 10  # noqa: PLR2004  digits of a phone with its area
        digits = word.text[-10:] if field == "phone" else word.text
        return found == digits and (field == "id" or (field == "phone" and ten))


def _first(people: set[int], most: int) -> set[int]:
    return set(sorted(people)[:most])


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")


def _order(whole: str, name: str) -> str:
    """Return whether a whole name was given, and in which order."""
    if whole == name:
        return "same"
    return "swapped" if sorted(whole.split()) == sorted(name.split()) else ""


def _keep_better(hits: dict[str, Hit], more: Iterable[Hit]) -> None:
    for hit in more:
        if hit.person not in hits or hits[hit.person].score < hit.score:
            hits[hit.person] = hit


def _best(hits: dict[str, Hit], limit: int) -> list[Hit]:
    return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]


def _field(told: Iterable[tuple[Word, Term, Match]]) -> str:
    fields = {"name" if field == "initials" else field for _, (field, _), _ in told}
    return next(one for one in ("id", "name", "phone", "e-mail", "team", "box", "division") if one in fields)
