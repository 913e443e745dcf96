"""Whom a code, an id or a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checkin.codes import scanner
from checkin.domain.code_words import KINDS, whose_season
from checkin.domain.commands import Refused
from checkin.domain.desk_facts import BadgeIssued, BoxLabelIssued, HandedOver
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.payload import Kind, Payload, Unreadable, as_ids, encode, read, season_mark
from checkin.domain.people import Roster, Team
from checkin.domain.region import Region
from checkin.search import Hit, Index

__all__ = ["Found", "LookUp"]


@dataclass(frozen=True, slots=True)
class Found:
    """One person, and how the desk came to them."""

    person: str
    found_by: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """Everything that tells one person from another."""

    region: Region
    roster: Roster
    night: Night
    index: Index

    def code(self, text: str, *, scanned: bool = False) -> Found | Refused | None:
        """Return who a code or an id belongs to, a refusal, or None for text to search for.

        A scanned text that is no code of ours is refused by name, unless somebody can be found by it: over a
        slow line, or pasted, typed names come as fast as scans.
        """
        cleaned = scanner.clean(text)
        payload = read(cleaned)
        if isinstance(payload, Payload):
            owner = self._owner(payload)
            if scanned or isinstance(owner, Found) or owner.code == "old-badge":
                return owner
        ids = as_ids(cleaned)
        people = list(dict.fromkeys(one for value in ids for one in self.index.by_id(value)))
        if len(people) == 1:
            return Found(people[0], "id")
        if people:
            names = tuple(self.roster.people[one].name for one in people)
            return Refused("shared-id", f"{len(people)} people share this ID: type the name.", names)
        if ids:
            return Refused("unknown-id", f"Nobody in the files has the ID {ids[0]}. Type the name.")
        if scanned and isinstance(payload, Unreadable) and all(one.guess for one in self.index.find(text, 1)):
            return Refused(payload.code, payload.sentence)
        return None

    def person(self, text: str) -> Found | Refused:
        """Return whom an id, a code, a person key or an exact name means, for scripts."""
        if text in self.roster.people:
            return Found(text, "id")
        if (answer := self.code(text)) is not None:
            return answer
        hits = self.index.find(text)
        exact = [one for one in hits if one.exact]
        if len(exact) == 1:
            return Found(exact[0].person, exact[0].found_by)
        named = tuple(
            f"{one.person}  {self.roster.people[one.person].name}  ({one.why})" for one in exact or hits[:8]
        )
        if exact:
            return Refused("ambiguous", f"{len(exact)} people match {text!r}. Use one of these ids:", named)
        if named:
            return Refused(
                "not-exact", f"Nobody is called exactly {text!r}. It could be one of these:", named
            )
        answer = self.code(text, scanned=True) if scanner.is_scan(text, scanned=True) else None
        return answer or Refused(
            "unknown-person", f"Nobody in the files matches {text!r}. Check the spelling."
        )

    def team(self, text: str, among: Sequence[Team] | None = None) -> Team | Refused:
        """Return which team a name means, of all or of these, or its first words if no other begins so."""
        wanted = " ".join(text.split()).casefold()
        teams = self.roster.teams.values() if among is None else among
        exact = [one for one in teams if wanted in (one.name.casefold(), one.key.casefold())]
        exact = exact or [one for one in teams if _begins(one.name, wanted)]
        if len(exact) == 1:
            return exact[0]
        near = tuple(one.name for one in exact or teams if wanted in one.name.casefold())[:8]
        if near:
            return Refused("ambiguous", f"No single team is called {text!r}. It could be one of these:", near)
        return Refused(
            "unknown-team", f"No team is called {text!r}. A part of the name shows which there are."
        )

    def box(self, text: str) -> Team | Refused | None:
        """Return the team whose box label a text is, a refusal, or None for any other text."""
        payload = read(scanner.clean(text))
        if isinstance(payload, Payload) and payload.kind is Kind.TEAM_BOX:
            return self.labelled(payload)
        return None

    def people_of(self, team: str) -> tuple[Hit, ...]:
        """Return the people of a team whose box was scanned, the head coach first."""
        known = self.roster.people
        rows = [one for one in self.roster.by_team.get(team, ()) if one.person in known]
        order = list(self.region.roles)
        roles = {one.person: role for one in rows if (role := self.region.role_of(one.role))}
        roles = dict(sorted(roles.items(), key=lambda one: order.index(one[1])))
        people = dict.fromkeys((*roles, *(one.person for one in rows)))
        return tuple(
            Hit(key, roles[key].label.lower() if key in roles else "", exact=False, found_by="box", score=1.0)
            for key in people
        )

    def box_named(self, text: str) -> Team | Refused:
        """Return whose box a label, a box number or a team's name means."""
        if labelled := self.box(text):
            return labelled
        payload = read(scanner.clean(text))
        if isinstance(payload, Payload) and payload.kind is Kind.COACH:
            return Refused("wrong-kind", "This is a coach's badge, not the label of a box.")
        wanted = text.strip().casefold()
        found = [one for one in self.roster.teams.values() if one.box and one.box.casefold() == wanted]
        if len(found) > 1:
            names = tuple(f"{one.name}, shelf {one.shelf or '?'}" for one in found)
            return Refused("ambiguous", f"{len(found)} teams have a box {text}. Type the team:", names)
        return found[0] if found else self.team(text)

    def _owner(self, payload: Payload) -> Found | Refused:
        if payload.kind is Kind.TEST:
            return Refused("test-code", "The scanner works: this was the test code.")
        if payload.kind is not Kind.COACH:
            return self._other_kind(payload)
        if payload.season != season_mark(self.region.season.year):
            whose = whose_season(payload.season, self.region.season)
            return Refused("wrong-season", f"This is {whose} badge. Ask for the name and type it.")
        key = self.roster.now_called.get(payload.key, payload.key)
        if key not in self.roster.people:
            return self._nobody(payload)
        name = self.roster.people[key].name
        if self._tag(key) == payload.tag:
            return Found(key, "code")
        if all(_tag_of(one) != payload.tag for one in self.night.badges(key)):
            return Refused("unknown-badge", "This badge was never issued here. Type the name.")
        return Refused("old-badge", f"This is an old badge of {name}; a newer one was issued. Ask for an ID.")

    def _other_kind(self, payload: Payload) -> Refused:
        """Return what a code of ours is that stands for no coach."""
        kind = KINDS[payload.kind]
        team = self.labelled(payload) if payload.kind is Kind.TEAM_BOX else None
        of = f" of {team.name}" if isinstance(team, Team) else ""
        if isinstance(team, Refused) and team.code == "wrong-season":
            of = f", {whose_season(payload.season, self.region.season)}"
        return Refused("wrong-kind", f"This is a {kind}{of}. Scan the coach's badge, or type the name.")

    def _nobody(self, payload: Payload) -> Refused:
        """Return what the badge of somebody is whom the files don't have any more."""
        if all(_tag_of(one) != payload.tag for one in self.night.badges(payload.key)):
            return Refused("unknown-badge", "This badge was never issued here. Type the name.")
        facts = [one.fact for one in self.night if isinstance(one.fact, HandedOver)]
        name = next((one.collector for one in facts if one.person == payload.key and one.collector), "")
        whose = f"{name}, who" if name else "somebody who"
        told = f"This is the badge of {whose} is no longer in the files. Type the name, and ask for an ID."
        return Refused("removed-person", told)

    def _tag(self, person: str) -> str:
        event = self.night.badge(person)
        return _tag_of(event) if event else ""

    def badge(self, person: str) -> str:
        """Return the text of a person's code, or an empty text when none was issued."""
        tag = self._tag(person)
        mark = season_mark(self.region.season.year)
        return encode(Payload(Kind.COACH, mark, person, tag)) if tag else ""

    def box_label(self, team: str) -> str:
        """Return the text of the code on a team's box, or an empty text when none was issued."""
        event = self.night.box_label(team)
        if event is None or not isinstance(event.fact, BoxLabelIssued):
            return ""
        mark = season_mark(self.region.season.year)
        return encode(Payload(Kind.TEAM_BOX, mark, event.fact.key, event.fact.tag))

    def labelled(self, payload: Payload) -> Team | Refused:
        """Return the team whose box has that code."""
        if payload.season != season_mark(self.region.season.year):
            whose = whose_season(payload.season, self.region.season)
            return Refused("wrong-season", f"This is {whose} box label. Read the team's name.")
        found = [one for one in self.night.box_labels(payload.key) if _tag_of(one) == payload.tag]
        team = found[-1].fact.team if found and isinstance(found[-1].fact, BoxLabelIssued) else ""
        if not team:
            return Refused("unknown-label", "This box label was never issued. Type the team's name.")
        if team not in self.roster.teams:
            return Refused(
                "unknown-team", f"This is the box label of {team}, which is no longer in the files."
            )
        if self.night.box_label(team) != found[-1]:
            name = self.roster.teams[team].name
            return Refused("old-label", f"This is an old box label of {name}; a newer one was issued.")
        return self.roster.teams[team]


def _begins(name: str, words: str) -> bool:
    """Tell whether a team's name begins with these whole words, however they are divided: `12UG-03`."""
    letters = [re.escape(one) for one in words if one.isalnum()]
    return bool(letters and re.match(r"\W*".join(letters) + r"\b", name.casefold()))


def _tag_of(event: Event) -> str:
    return event.fact.tag if isinstance(event.fact, BadgeIssued | BoxLabelIssued) else ""
