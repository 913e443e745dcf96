"""What volunteers type in a hurry finds whom they mean: first, or among the first five."""

from __future__ import annotations

from random import Random

import pytest

from checkin.search import Index
from tests.bench.bench_search import roster_of
from tests.search.hard import Query, place_of, read_hard

HARD = read_hard()
ROSTER = roster_of(415, HARD)
INDEX = Index(ROSTER)


@pytest.mark.parametrize("query", HARD.queries, ids=lambda one: one.text)
def test_a_hard_query_finds_the_person_among_the_first_five(query: Query) -> None:
    assert place_of(query, INDEX, ROSTER) <= 5


def test_nearly_every_hard_query_finds_the_person_first() -> None:
    firsts = [place_of(one, INDEX, ROSTER) == 1 for one in HARD.queries]
    assert sum(firsts) / len(firsts) >= 0.97


def test_the_order_of_the_words_changes_nothing() -> None:
    chance = Random(104)
    for query in HARD.queries:
        words = query.text.replace(",", " ").split()
        if query.kind in {"phone", "together and apart", "id"}:
            continue
        chance.shuffle(words)
        turned = Query(" ".join(words), query.person, query.kind)
        assert place_of(turned, INDEX, ROSTER) <= 5, turned.text
