"""Plans as text that a person can read: `python -m tests.exchange.golden` writes them beside the samples."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.people import Roster
from checkin.exchange import Plan
from tests.exchange.test_plan import FIVE, SAMPLES, plan

GOLDEN = SAMPLES / "golden"

CASES: dict[str, list[str]] = {
    "five-files": FIVE,
    "verification": ["volunteers.csv", "verification.csv"],
    "inleague": ["inleague.tsv"],
    "credentials-csv": ["volunteers.csv", "credentials.csv"],
    "licenses-xlsx": ["licenses.xlsx"],
    "plain-sheet": ["volunteers.csv", "plain-sheet.csv"],
    "boxes-first": ["boxes.csv"],
}


def shown(plan: Plan) -> str:
    """Return a plan, and the roster it makes, as text."""
    return "\n".join([*plan.lines(), "", "=" * 40, "", *_roster(plan.roster)]) + "\n"


def _roster(roster: Roster) -> Iterator[str]:
    for key, one in roster.people.items():
        flags = [name for name in ("registered", "credentials", "youth") if getattr(one, name)]
        yield f"{one.name}  ({', '.join(flags)})"
        yield f"    ids {', '.join(f'{id_.kind} {id_.value}' for id_ in one.ids) or '-'}"
        yield f"    reach {', '.join((*one.emails, *one.phones)) or '-'}"
        for row in roster.by_person.get(key, ()):
            yield f"    {row.role or '(no role)'}, {row.team or 'no team'}, {row.division or 'no division'}"
        for held in roster.held.get(key, ()):
            dates = f"{held.completed_on or '-'} to {held.expires_on or '-'}"
            yield f"    {held.source}: {held.name}: {held.proof}, {dates} {held.note}".rstrip()
        yield ""
    for team in roster.teams.values():
        yield f"{team.name}, {team.division or 'no division'}, shelf {team.shelf or '-'}, box {team.box or '-'}"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, files in CASES.items():
        (GOLDEN / f"{name}.txt").write_text(shown(plan(files)), encoding="utf-8", newline="\n")
