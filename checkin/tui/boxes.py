"""Labels of boxes scanned at the table: the right one completes, a wrong one stops, a first one opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.domain.card import Card
from checkin.domain.commands import CheckIn, Collect, Command, Refused
from checkin.domain.ledger import ItemState
from checkin.domain.people import Team

if TYPE_CHECKING:
    from checkin.tui.evening import Evening

__all__ = ["Boxes"]


class Boxes:
    """What the table knows of boxes beside the card that lies on it."""

    def __init__(self, evening: Evening) -> None:
        self._evening = evening
        self._first = ""
        """Key of the team whose box was scanned before its person."""
        self._collector: Collect | None = None
        """Who else takes the box of the card, once its label is scanned."""

    def scanned(self, team: Team) -> None:
        """Hand the box over to the person on the card, stop a wrong one, or open its team."""
        card = self._evening.card
        if card is None or self._off or not _concerns(card, team.key):
            self._open(team)
            return
        command: Command = replace(self._normal(card), box=team.key)
        if self._collector and self._collector.person == card.person.key:
            command = replace(self._collector, box=team.key)
        self._do(command)

    def enter(self, card: Card) -> None:
        """Record what is normal for the card, with the box that was scanned before it."""
        self._do(self._normal(card))

    def collects(self, command: Command) -> None:
        """Remember who else takes the box: its label is scanned next."""
        if isinstance(command, Collect) and not self._off:
            self._collector = command

    def opened(self, card: Card) -> None:
        """Compare the card that came with the box that was scanned before it."""
        if self._collector and self._collector.person != card.person.key:
            self._collector = None
        if not self._first or self._off:
            return
        if any(one.team == self._first and one.items for one in card.teams):
            self._evening.say("The box in your hand is theirs: Enter hands it over.", "success")
        elif card.found_by in ("code", "id"):
            team, self._first = self._first, ""
            self._do(replace(self._normal(card), box=team))
        else:
            self._first = ""

    def closed(self) -> None:
        """Forget the box and who takes it: the card is off the table."""
        self._first, self._collector = "", None

    @property
    def _off(self) -> bool:
        return self._evening.desk.region.policy.two_scans == "off"

    def _normal(self, card: Card) -> CheckIn:
        mine = self._first if any(one.team == self._first for one in card.teams) else ""
        return CheckIn(card.person.key, card.found_by, box="" if self._off else mine)

    def _do(self, command: Command) -> None:
        answer = self._evening.record(command)
        if isinstance(answer, Refused) and answer.code == "wrong-box":
            self._evening.stop("WRONG BOX", answer.sentence.removeprefix("WRONG BOX: "))
        elif answer and not isinstance(answer, Refused):
            self._first = ""

    def _open(self, team: Team) -> None:
        """Show whose box it is, and who may take it."""
        self.closed()
        self._evening.show_team(team.key)
        self._first = team.key


def _concerns(card: Card, team: str) -> bool:
    """Tell whether a scanned box has to do with the card: it is theirs, or one of theirs still waits."""
    items = (item for one in card.teams for item in one.items)
    waits = any(one.labelled and one.state is ItemState.WAITING for one in items)
    return waits or any(one.team == team and one.items for one in card.teams)
