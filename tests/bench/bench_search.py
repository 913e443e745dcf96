"""What a key in the search box costs, and how often the right person comes first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

from checkin.demo.names import read_names
from checkin.domain.people import Person, Roster
from checkin.search import Index

SIZES = (415, 5_000, 100_000)
QUERIES = Path(__file__).parent.parent / "samples" / "hard-queries.toml"


def people(size: int, rng: Random) -> Iterator[Person]:
    """Yield made-up people; beyond all real combinations the last names are doubled."""
    names = read_names()
    firsts = [one for _, firsts, _ in names.origins for one in firsts]
    lasts = [one for _, _, lasts in names.origins for one in lasts]
    single = list(product(firsts, lasts))
    rng.shuffle(single)
    for number in range(size):
        first, last = single[number % len(single)]
        if number >= len(single):
            last = f"{last}-{rng.choice(lasts)}"
        yield Person(f"P{number:06}", first, last, phones=(f"505-555-{number % 10_000:04}",))


def keystrokes(index: Index, queries: list[str]) -> list[float]:
    """Return what each key of each query costs, in milliseconds."""
    spent = []
    for query in queries:
        for end in range(1, len(query) + 1):
            begun = perf_counter()
            index.find(query[:end])
            spent.append((perf_counter() - begun) * 1000)
    return spent


def main() -> None:
    """Print the tables."""
    hard = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"]
    wanted = {
        one["person"]: Person(f"W{place:05}", *one["person"].split(" ", 1)) for place, one in enumerate(hard)
    }
    print(f"{'people':>8} {'build s':>8} {'p50':>7} {'p99':>7} {'max':>7}  ms a key   recall at 1, at 5")
    for size in SIZES:
        everybody = [*people(size, Random(104)), *wanted.values()]
        begun = perf_counter()
        index = Index(Roster({one.key: one for one in everybody}))
        built = perf_counter() - begun
        spent = keystrokes(index, [one["text"] for one in hard])
        places = []
        for one in hard:
            keys = [hit.person for hit in index.find(one["text"])]
            names = [index._roster.people[key].name for key in keys]
            places.append(names.index(one["person"]) if one["person"] in names else 99)
        first, five = (sum(place < limit for place in places) / len(places) for limit in (1, 5))
        p99 = quantiles(spent, n=100)[98]
        told = f"{median(spent):>7.2f} {p99:>7.2f} {max(spent):>7.2f}"
        print(f"{size:>8} {built:>8.2f} {told}             {first:.0%}, {five:.0%} of {len(places)}")


if __name__ == "__main__":
    main()
