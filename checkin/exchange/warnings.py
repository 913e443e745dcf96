"""What a volunteer should look at before believing an import."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from checkin.domain.people import Roster
from checkin.domain.phrases import listed, many
from checkin.exchange.build import Built
from checkin.exchange.read import SheetRead
from checkin.exchange.records import Record, TeamRow

__all__ = ["warnings"]

_SHOWN = 3
"""Contradictions that are told one by one."""


def warnings(
    built: Built,
    records: Sequence[Record],
    teams: Sequence[TeamRow],
    reads: Sequence[SheetRead],
    before: Roster,
) -> Iterator[str]:
    """Yield a sentence for each thing that looks wrong."""
    for one in reads:
        yield from one.notes
    yield from _older(reads, before)
    yield from _other_teams(teams, reads, before)
    yield from built.matching.notes
    for key, kept in ((key, kept) for key, kept in built.merged.items() if key in before.people):
        name = built.roster.people[kept].name
        yield f"{name} was known twice, as {key} and {kept}; records of {key} stay under that key."
    yield from _not_registered(built, records)
    yield from _teams_without_export(built, teams)
    yield from _divisions_by_name(built, teams)
    yield from _contradictions(teams)
    yield from _shared_boxes(built.roster)
    yield from _two_exports(built, records, reads)


def _older(reads: Sequence[SheetRead], before: Roster) -> Iterator[str]:
    newest: dict[str, datetime] = {}
    for source in before.sources:
        newest[source.kind] = max(source.as_of, newest.get(source.kind, source.as_of))
    for one in reads:
        if one.kind in newest and one.as_of < newest[one.kind]:
            yield (
                f"{one.name} is from {one.as_of:%Y-%m-%d %H:%M} UTC, older than the {one.mapping.title} "
                f"imported before ({newest[one.kind]:%Y-%m-%d %H:%M} UTC)."
            )


def _other_teams(teams: Sequence[TeamRow], reads: Sequence[SheetRead], before: Roster) -> Iterator[str]:
    """Yield which files take the place of one of their kind that is about other teams."""
    for kind in dict.fromkeys(one.kind for one in reads):
        new = dict.fromkeys(one.file for one in reads if one.kind == kind and one.teams)
        old = {one.file for one in before.sources if one.kind == kind}
        known = [one for one in before.sightings if one.kind == kind and one.team]
        gone = [one for one in teams if one.kind == kind and one.earlier]
        in_part = bool(old & new.keys() and old - new.keys())
        if new and gone and (in_part or len(gone) == len(known)):
            place = listed(sorted(old - new.keys())) or "the file before"
            yield (
                f"{listed(list(new))} takes the place of {place}, which has other teams: who is in both "
                "moves to the new ones. If both are true, import them together."
            )


def _not_registered(built: Built, records: Sequence[Record]) -> Iterator[str]:
    if not any(one.registered for one in records):
        return
    for group in built.matching.people:
        if any(records[one].registered for one in group):
            continue
        for one in group:
            if records[one].roles and not records[one].earlier:
                yield f"{records[one].name} ({records[one].place}) is not in the volunteer export."


def _teams_without_export(built: Built, teams: Sequence[TeamRow]) -> Iterator[str]:
    by_key: defaultdict[str, list[TeamRow]] = defaultdict(list)
    for one in teams:
        by_key[built.teams[one.key]].append(one)
    others = {one.kind for one in teams if one.division or not _of_box(one)}
    for key in sorted(by_key):
        rows = by_key[key]
        if (
            all(map(_of_box, rows))
            and others
            and (row := next((one for one in rows if not one.earlier), None))
        ):
            yield f"No other file knows the team {row.name} ({row.file}, line {row.line})."
        spelled = sorted({one.name for one in rows if not one.earlier} - {built.roster.teams[key].name})
        if any(one.upper() != built.roster.teams[key].name.upper() for one in spelled):
            verb = "are" if len(spelled) > 1 else "is"
            yield f"{' and '.join(spelled)} {verb} taken for the team {built.roster.teams[key].name}."


def _divisions_by_name(built: Built, teams: Sequence[TeamRow]) -> Iterator[str]:
    told = {built.teams[one.key] for one in teams if one.division}
    read = [one for one in built.roster.teams.values() if one.division and one.key not in told]
    if read:
        some = ", ".join(f"{one.name} is {one.division}" for one in read[:3])
        yield f"No file tells the division of {many(len(read), 'team')}; it is read from the name: {some}."
    none = [one.name for one in built.roster.teams.values() if not one.division]
    if none:
        yield f"No division is known for {many(len(none), 'team')}: {', '.join(none[:5])}."


def _of_box(one: TeamRow) -> bool:
    return bool(one.shelf or one.box or one.contents or one.pages is not None)


def _contradictions(teams: Sequence[TeamRow]) -> Iterator[str]:
    said: dict[str, TeamRow] = {}
    for one in filter(_of_box, teams):
        other = said.setdefault(one.key, one)
        if (other.shelf, other.box) != (one.shelf, one.box) and not other.earlier:
            yield f"{one.name} is {_place(other)} and {_place(one)}: the newer file counts."


def _place(one: TeamRow) -> str:
    where = f"{one.file}, line {one.line}" if one.file else f"earlier {one.kind}"
    return f"on shelf {one.shelf or '?'} box {one.box or '?'} ({where})"


def _two_exports(built: Built, records: Sequence[Record], reads: Iterable[SheetRead]) -> Iterator[str]:
    """Yield where two new files of one kind say different things of one person on one team."""
    files = Counter(kind for kind, _ in {(one.kind, one.file) for one in reads})
    if max(files.values()) == 1:
        return
    said: dict[tuple[str, str, str], tuple[Record, str]] = {}
    against: list[str] = []
    for key, record in zip(built.keys, records, strict=True):
        for role in () if record.earlier else record.roles:
            if not role.team:
                continue
            other, word = said.setdefault((key, record.kind, role.team), (record, role.role))
            if other.file != record.file and word != role.role:
                against.append(
                    f"{record.name} is {word or 'without a role'} in {other.place}, "
                    f"and {role.role or 'without a role'} in {record.place}"
                )
    if against:
        more = f"; and {len(against) - _SHOWN} more" if len(against) > _SHOWN else ""
        yield (
            f"Two files of one kind contradict each other: {'; '.join(against[:_SHOWN])}{more}. "
            "Both are read; import only the newer one."
        )


def _shared_boxes(roster: Roster) -> Iterator[str]:
    holders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for team in roster.teams.values():
        if team.box:
            holders[team.shelf, team.box].append(team.name)
    for (shelf, box), names in sorted(holders.items()):
        if len(names) > 1:
            where = f"shelf {shelf} box {box}" if shelf else f"box {box}"
            yield f"{' and '.join(names)} have the same place: {where}."
