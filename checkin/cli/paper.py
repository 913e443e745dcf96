"""Cards, hits and history as plain text for a bare terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.desk import Line
from checkin.domain.card import Card, ItemLine, TeamCard
from checkin.domain.ledger import OUT, ItemState
from checkin.domain.people import IdKind, Roster
from checkin.domain.phrases import day
from checkin.domain.rules import Judgement, Standing, State
from checkin.search import Hit

__all__ = ["card_lines", "history_lines", "hit_lines"]

_MARKS = {Standing.CLEAR: "✔", Standing.ATTENTION: "●", Standing.FLAGGED: "✘", Standing.UNKNOWN: "?"}
_GOOD = (State.NOT_REQUIRED, State.MET)


def card_lines(card: Card) -> Iterator[str]:
    """Yield a card for reading in a terminal."""
    number = card.person.id_of(IdKind.AYSO) or card.person.id_of(IdKind.ADMIN)
    yield card.person.name + (f"   ID {number}" if number else "")
    yield f"{_MARKS[card.standing]} {card.standing.value.upper()}   {card.headline}"
    for note in card.notes:
        yield f"{'!! READ THIS: ' if note.unread else '! '}{note.sentence}"
    for banner in card.banners:
        yield f"! {banner.sentence}"
    for team in card.teams:
        yield ""
        yield from _team(team)


def _team(team: TeamCard) -> Iterator[str]:
    yield f"{team.name} · {team.division} · {team.role_label}"
    for one in team.requirements:
        yield from _requirement(one)
    for item in team.items:
        yield _item(item)


def _requirement(one: Judgement) -> Iterator[str]:
    mark = "✔" if one.state in _GOOD else "●" if one.state is State.EXPIRING else "✘"
    yield f"  {mark} {one.label:<18} {one.state.value:<13} {one.reason}"
    if one.next_step and one.state not in _GOOD:
        yield f"      next: {one.next_step}"


def _item(item: ItemLine) -> str:
    note = f"; {item.note}" if item.note else ""
    word = item.state.value.replace("-", " ")
    if item.state in OUT:
        told = "" if item.state is ItemState.GIVEN else f"{word}, "
        return f"  ▣ {item.label:<18} {told}given to {item.collected_by}, desk {item.desk}{note}"
    inside = f", {item.inside}" if item.inside else ""
    place = f"shelf {item.shelf or '?'}, box {item.box or '?'}{inside}"
    return f"  ▢ {item.label:<18} {'on hold' if item.held else word}, {place}{note}"


def hit_lines(hits: Sequence[Hit], roster: Roster) -> Iterator[str]:
    """Yield what `find` found, best first, each with the reason."""
    for hit in hits:
        rows = roster.by_person.get(hit.person, ())
        teams = ", ".join(
            dict.fromkeys(roster.teams[one.team].name for one in rows if one.team in roster.teams)
        )
        told = hit.tells_apart or teams or "no team"
        yield f"{hit.person}  {roster.people[hit.person].name:<28} {told:<32} {'≈ ' * hit.guess}{hit.why}"


def history_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Yield recorded events as sentences."""
    for line in lines:
        yield f"{line.event}  {day(line.at.date())}, {line.where}: {line.told}"
