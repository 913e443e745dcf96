"""How many of a hundred bad pictures of badges can be read, and what drawing and reading back costs.

Run by `python -m tests.bench.bench_codes`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from checkin.domain.payload import ALPHABET, Kind, Payload, encode
from checkin.print.readback import unread
from checkin.print.sheets import spots
from checkin.print.stocks import STOCKS
from checkin.print.tags import Tag
from tests.print.degraded import LEVELS, shots
from tests.print.reading import sheets

PEOPLE = 415


def main() -> None:
    """Print both tables."""
    seen: defaultdict[str, list[list[bool]]] = defaultdict(lambda: [[] for _ in range(LEVELS)])
    times, misread = [], 0
    for shot in shots():
        begun = perf_counter()
        found = shot.read
        times.append(perf_counter() - begun)
        misread += any(one != shot.code for one in found)
        seen[shot.trouble][shot.level - 1].append(found == [shot.code])
    print(f"{'read of three':<14}{''.join(f'  level {one + 1}' for one in range(LEVELS))}")
    for trouble, levels in seen.items():
        print(f"{trouble:<14}{''.join(f'{sum(one):>9}' for one in levels)}")
    right = sum(sum(one) for levels in seen.values() for one in levels)
    print(f"\n{right} of {len(times)} read, {misread} misread, {median(times) * 1000:.1f} ms a picture\n")
    tags = [tag(number) for number in range(PEOPLE)]
    print(f"{PEOPLE} badges   drawn   read back   sheets")
    for key, stock in STOCKS.items():
        begun = perf_counter()
        pdf = sheets(tags, stock, title="Badges", made=datetime(2026, 8, 1, tzinfo=UTC))
        drawn = perf_counter()
        places = spots(PEOPLE, stock)
        failed = unread(pdf, [(spot, one.code) for spot, one in zip(places, tags, strict=True)])
        told = f"{drawn - begun:>9.2f} s{perf_counter() - drawn:>9.2f} s{places[-1].sheet + 1:>9}"
        print(f"{key:<10}{told}{f'   {len(failed)} not read' if failed else ''}")


def tag(number: int) -> Tag:
    """Return a badge of some length."""
    key = "".join(ALPHABET[number >> 5 * place & 31] for place in range(5))
    name = ("Dana Reyes", "María Fernanda Ortíz-Quintanilla", "Bo Li", "Samir Al-Masri")[number % 4]
    code = encode(Payload(Kind.COACH, "J", key, "Q7ZT"))
    return Tag(code, name, lines=("12U-G03 Scorpions, head coach",) * (1 + number % 3), foot="Fall 2026")


if __name__ == "__main__":
    main()
