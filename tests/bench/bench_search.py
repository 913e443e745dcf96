"""What a key in the search box costs, and how often the right person comes first."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from statistics import median, quantiles
from time import perf_counter

from checkin.demo.names import read_names
from checkin.domain.people import Assignment, Person, Roster, Team
from checkin.search import Index
from tests.search.hard import Hard, place_of, read_hard

SIZES = (415, 5_000, 100_000)
_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ie", "oo"]
_ENDS = ["l", "n", "r", "s", "ck", "ll", "nd", "rt", "ska", "son", "ton", "ville", "mann", "ez", "o"]


def invented(rng: Random) -> str:
    """Return a surname that nobody has, so that there are as many surnames as in a large region."""
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((1, 2, 2)))
    ).capitalize() + rng.choice(_ENDS)


def people(size: int, rng: Random) -> Iterator[Person]:
    """Yield made-up people: half with names of the demo, half with a surname from tens of thousands."""
    names = read_names()
    firsts = [one for _, firsts, _ in names.origins for one in firsts]
    lasts = [one for _, _, lasts in names.origins for one in lasts]
    for number in range(size):
        last = rng.choice(lasts) if number % 2 else invented(rng)
        if rng.random() < 0.06:
            last = f"{last}-{rng.choice(lasts)}"
        mail = f"{last}{number}@example.com".casefold() if rng.random() < 0.5 else ""
        phone = f"505-{rng.randrange(200, 999)}-{rng.randrange(10_000):04}"
        yield Person(
            f"P{number:06}", rng.choice(firsts), last, phones=(phone,), emails=(mail,) if mail else ()
        )


def teams_of(size: int) -> Iterator[Team]:
    """Yield teams as regions name them, one for two people."""
    mascots = ("Hawks", "Comets", "Thunder", "Falcons", "Otters", "Badgers", "Kestrels")
    for number in range(size // 2):
        age, sex = (6, 8, 10, 12, 14)[number % 5], "BG"[number // 5 % 2]
        name = f"{age:02}U{sex}-{number // 10 + 1:02} {mascots[number % 7]}"
        yield Team(name.upper(), name, f"{age:02}U{sex}", f"A{number % 40}", str(number + 1))


def roster_of(size: int, hard: Hard, *, on_teams: bool = False) -> Roster:
    """Return so many made-up people with those whom the hard queries mean among them.

    On teams each key has as much to look through as there can be; without, a team means one person.
    """
    others = {one.key: one for one in people(size, Random(104))}
    teams = list(teams_of(size)) if on_teams else []
    rows = (
        Assignment(key, (team := teams[place // 2]).key, team.division, "Head Coach")
        for place, key in enumerate(others)
        if place // 2 < len(teams)
    )
    return Roster(
        {**others, **hard.roster.people},
        {**{one.key: one for one in teams}, **hard.roster.teams},
        (*rows, *hard.roster.assignments),
    )


def keystrokes(index: Index, queries: list[str]) -> list[float]:
    """Return what each key of each query costs, in milliseconds: the best of three, what the machine does aside."""
    best: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for _ in range(3):
        index._remembered.clear()
        for query in queries:
            for end in range(1, len(query) + 1):
                begun = perf_counter()
                index.find(query[:end])
                best[query, end].append((perf_counter() - begun) * 1000)
    return [min(one) for one in best.values()]


def missed(hard: Hard, index: Index, roster: Roster) -> Iterator[str]:
    """Yield the queries that don't have the right person first, and who has that place instead."""
    for one in hard.queries:
        place, first = place_of(one, index, roster), next(iter(index.find(one.text)), None)
        if place > 1 and first:
            where = f"place {place}" if place < 99 else "not in the list"
            yield f"{one.text!r} means {one.person}, {where}: {roster.people[first.person].name} ({first.why})"


def main() -> None:
    """Print the tables."""
    hard = read_hard()
    print(f"{'people':>8} {'build s':>8} {'p50':>7} {'p99':>7} {'max':>7}  ms a key   recall at 1, at 5")
    kinds: dict[int, dict[str, list[int]]] = {}
    for size in SIZES:
        begun = perf_counter()
        index = Index(roster_of(size, hard, on_teams=True))
        built = perf_counter() - begun
        gc.freeze()  # as the desk does once it is loaded
        spent = keystrokes(index, [one.text for one in hard.queries])
        roster = roster_of(size, hard)
        index = Index(roster)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for one in hard.queries:
            places[one.kind].append(place_of(one, index, roster))
        kinds[size] = places
        every = [place for found in places.values() for place in found]
        p99 = quantiles(spent, n=100)[98]
        told = f"{median(spent):>7.2f} {p99:>7.2f} {max(spent):>7.2f}"
        print(
            f"{size:>8} {built:>8.2f} {told}             {share(every, 1)}, {share(every, 5)} of {len(every)}"
        )
    print("\nrecall at 1, at 5      " + "".join(f"{size:>16}" for size in SIZES))
    for kind in kinds[SIZES[0]]:
        found = [kinds[size][kind] for size in SIZES]
        print(f"{kind:<22} " + "".join(f"{share(one, 1):>10}, {share(one, 5)}" for one in found))
    print("\nNot first among the most people:", *missed(hard, index, roster), sep="\n  ")


def share(places: list[int], within: int) -> str:
    """Return how many come among the first so many, in percent."""
    return f"{sum(place <= within for place in places) / len(places):.0%}"


if __name__ == "__main__":
    main()
