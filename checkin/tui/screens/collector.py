"""Who collects for a coach who isn't here: somebody of the team, or anyone by name and relation."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from checkin.desk import Desk
from checkin.domain.card import Card, ItemState
from checkin.domain.commands import Collect
from checkin.domain.phrases import listed
from checkin.tui.begun import Begun
from checkin.tui.screens.question import Choosing
from checkin.tui.widgets.choices import Choices
from checkin.tui.widgets.line_box import LineBox

__all__ = ["CollectorScreen", "nothing_to_collect", "people_of", "told"]


def people_of(card: Card, desk: Desk) -> list[Collect]:
    """Return what the page records for each other person of the card's teams."""
    found: dict[str, Collect] = {}
    for team in (one.team for one in card.teams if one.items):
        for row in desk.roster.by_team.get(team, ()):
            person, role = desk.roster.people.get(row.person), desk.region.role_of(row.role)
            if person and person.key != card.person.key:
                label = role.label.lower() if role else row.role
                first = Collect(card.person.key, person.name, label, person.key)
                known = found.get(person.key, first)
                found[person.key] = replace(known, teams=(*known.teams, team))
    return list(found.values())


def nothing_to_collect(card: Card | None) -> str:
    """Return why nobody can collect anything now, and what to do."""
    if card is None:
        return "Who is it for? Open the coach's card first, then press F2."
    items = [one for team in card.teams for one in team.items if not one.comes_in]
    if any(one.held for one in items):
        return f"What waits for {card.person.name} is held back: F3 releases it."
    if any(one.state in {ItemState.OWED, ItemState.RETURNED} for one in items):
        return f"Nothing waits for {card.person.name}: F3 gives what is owed or came back."
    return f"Nothing waits for {card.person.name}, so there is nothing to collect."


def told(collect: Collect, card: Card) -> str:
    """Return who collects, and of which teams when the coach has others too."""
    theirs = [one.name for one in card.teams if one.items and one.team in collect.teams]
    part = len(theirs) < len([one for one in card.teams if one.items])
    return f"{collect.name}, {collect.relation}" + (f": only {listed(theirs)}" if part else "")


class CollectorScreen(Choosing[Collect | str]):
    """Gives who collects, or a code that was scanned meanwhile."""

    def __init__(self, card: Card, people: list[Collect], begun: Begun) -> None:
        super().__init__()
        self._card, self._people, self._begun = card, people, begun

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        teams = listed([one.name for one in self._card.teams if one.items])
        with Container(id="page"):
            yield Static(Content.styled(f"Who collects for {self._card.person.name}?", "bold"))
            yield Static(Content.styled(teams, "$quiet"))
            yield Choices([told(one, self._card) for one in self._people])
            yield LineBox("name, relation: Ana Reyes, spouse", id="name")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Wait for a name."""
        box = self.query_one(LineBox)
        self._begun.take_up("collects", self._card.person.key, box)
        box.focus()
        how = "Enter records the one chosen; or type" if self._people else "Type"
        self.hint(f"{how} a name and relation, then Enter. The coach stays not here. Esc goes back.")

    @on(LineBox.Submitted)
    def submitted(self, message: LineBox.Submitted) -> None:
        """Record the name; a scan goes to the desk."""
        if message.from_scanner:
            self._begun.keep("collects", self._card.person.key, message)
            self.dismiss(message.text)
            return
        name, _, relation = message.text.partition(",")
        if not name.strip():
            self.hint("Write the name first, then the relation: Ana Reyes, spouse.", "$warning")
            return
        self.dismiss(Collect(self._card.person.key, name.strip(), relation.strip()))

    @on(LineBox.Confirmed)
    @on(Choices.Clicked)
    def confirmed(self) -> None:
        """Take the chosen person of the team."""
        if self._people:
            self.dismiss(self._people[self.query_one(Choices).place])
        else:
            self.hint("Type the name of whoever takes it, then Enter.", "$warning")
