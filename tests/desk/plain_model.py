"""What a laptop knows, kept as plainly as can be: a set of ids, one list of facts, and a reading of it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from checkin.domain.desk_facts import (
    Arrived,
    BadgeIssued,
    BoxLabelIssued,
    HandedOver,
    RefresherTaken,
    Settled,
    Undone,
)
from checkin.domain.evening_facts import (
    BoxCounted,
    BoxMissing,
    ChecklistPrinted,
    NightClosed,
    NoteLeft,
    NoteRead,
    ShiftChanged,
    WalkedIn,
)
from checkin.domain.events import Event
from checkin.domain.fact import Fact, ItemFact
from checkin.domain.item_facts import (
    Exchanged,
    FoundShort,
    FoundWrongSize,
    HoldReleased,
    Owed,
    Returned,
    ToppedUp,
)
from tests.desk.test_any_evening import ITEMS, MEETING, PEOPLE, ROWS, TEAMS

__all__ = ["Account", "Model", "Noted", "Place", "noted"]

Place = tuple[str, str]
"""A team and an item."""
BOX = "uniform-box"
_UNASKED = (Undone, BadgeIssued, BoxLabelIssued, ChecklistPrinted, ShiftChanged)
"""What F8 never takes back by itself."""
ON_SHELF, OUT = ("waiting", "returned"), ("given", "short", "wrong-size", "exchanged")


@dataclass(frozen=True)
class Noted:
    """An event as the model keeps it: in one list that cannot crash."""

    id: str
    act: str
    laptop: int
    order: tuple[int, str, int, str]
    fact: Fact

    @property
    def undoes(self) -> frozenset[str]:
        return frozenset(self.fact.events) if isinstance(self.fact, Undone) else frozenset()

    @property
    def about(self) -> object:
        """What may be recorded once only: a person who came, an item that is out, a refresher."""
        match self.fact:
            case Arrived(person=person):
                return person
            case HandedOver(team, item):
                return team, item
            case RefresherTaken(person=person):
                return "refresher", person
            case _:
                return None


def noted(event: Event, laptop: int) -> Noted:
    return Noted(event.id, event.act, laptop, event.order, event.fact)


@dataclass
class Account:
    """Where one item is, and what it lacks."""

    out: list[str] = field(default_factory=list)
    """Ids of the hand-overs that stand; two of them are a contradiction."""
    resting: str = "waiting"
    """Where it is while nobody has it."""
    missing: dict[str, int] | None = None
    wanted: dict[str, int] | None = None
    exchanged: bool = False
    last: tuple[int, str, int, str] | None = None

    @property
    def state(self) -> str:
        if not self.out:
            return self.resting
        wrong = [
            name
            for name, found in (("short", self.missing), ("wrong-size", self.wanted))
            if found is not None
        ]
        return (*wrong, "exchanged" if self.exchanged else "given")[0]

    def enter(self, event: Noted) -> None:
        fact = event.fact
        if isinstance(fact, HandedOver):
            if not self.out:
                self.resting, self.missing, self.wanted, self.exchanged = "waiting", None, None, False
            self.out.append(event.id)
        elif isinstance(fact, Owed) and not self.out:
            self.resting = "owed"
        elif isinstance(fact, Returned) and set(self.out) & set(fact.hand_overs):
            self.out = [one for one in self.out if one not in fact.hand_overs]
            if not self.out:
                self.resting, self.missing, self.wanted, self.exchanged = "returned", None, None, False
        elif isinstance(fact, FoundShort) and self.out:
            self.missing = counted(fact.missing)
        elif isinstance(fact, FoundWrongSize) and self.out:
            self.wanted = counted(fact.wanted)
        elif isinstance(fact, Exchanged) and self.out:
            self.missing, self.wanted, self.exchanged = None, None, True
        elif isinstance(fact, ToppedUp) and self.out:
            self.top_up(counted(fact.parts))
        else:
            return
        self.last = event.order

    def top_up(self, given: dict[str, int]) -> None:
        """Take what was given from what is missing, and what is left of it from what has the wrong size."""
        if not given:
            self.missing = None
            return
        missing = self.missing or {}
        over = without(given, missing)
        self.missing = without(missing, given) or None
        if self.wanted is not None:
            self.wanted = without(self.wanted, over) or None

    def may_top_up(self, parts: Sequence[str]) -> bool:
        """Tell whether something is missing, and nothing else is given than that."""
        lacks = add(self.missing or {}, self.wanted or {})
        lacking = self.state == "short" or (self.state == "wrong-size" and bool(parts))
        return lacking and not (lacks and without(counted(parts), lacks))

    def is_marked(self, mark: str, parts: Sequence[str]) -> bool:
        found = self.missing if mark == "short" else self.wanted
        return bool(self.state == mark or found) and found == counted(parts)


def counted(parts: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for count, size in (one.split() for one in parts):
        found[size] = found.get(size, 0) + int(count)
    return found


def without(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    left = {size: count - others.get(size, 0) for size, count in some.items()}
    return {size: count for size, count in left.items() if count > 0}


def add(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return {size: some.get(size, 0) + others.get(size, 0) for size in {**some, **others}}


class Model:
    """What one laptop knows: a set of ids, and the one list of everything that was ever noted."""

    def __init__(self, everything: dict[str, Noted], *, hold: bool) -> None:
        self.everything = everything
        self.known: set[str] = set()
        self.hold = hold
        """True when the roster is held back from whoever is flagged, and here everybody is."""

    def events(self) -> list[Noted]:
        return sorted((self.everything[one] for one in self.known), key=lambda one: one.order)

    def undone(self) -> set[str]:
        """What was taken back; a taking back that was taken back itself takes nothing back."""
        events = self.events()
        void = {target for one in events for target in one.undoes}
        return {target for one in events if one.id not in void for target in one.undoes}

    def words(self) -> dict[str, Settled]:
        """The latest word on each event that contradicts another one."""
        undone = self.undone()
        return {
            target: one.fact
            for one in self.events()
            if isinstance(one.fact, Settled) and one.id not in undone
            for target in one.fact.about
        }

    def standing(self) -> list[Noted]:
        """What was neither taken back, nor settled against by the latest word on it."""
        undone, words = self.undone(), self.words()
        return [
            one
            for one in self.events()
            if one.id not in undone and not (one.id in words and one.id in words[one.id].taken)
        ]

    def of(self, kind: type[Fact]) -> list[Noted]:
        return [one for one in self.standing() if isinstance(one.fact, kind)]

    def about(self) -> dict[object, list[str]]:
        """The standing events of which one is enough, by what they are about, in order."""
        ended = {one for event in self.of(Returned) for one in getattr(event.fact, "hand_overs", ())}
        found: dict[object, list[str]] = {}
        for one in self.standing():
            if one.about is not None and one.id not in ended:
                found.setdefault(one.about, []).append(one.id)
        return found

    def doubled(self) -> set[frozenset[str]]:
        """What was recorded twice and nobody settled; the refresher may be taken twice."""
        words = self.words()
        return {
            frozenset(ids)
            for about, ids in self.about().items()
            if len(ids) > 1
            and not (isinstance(about, tuple) and about[0] == "refresher")
            and not (ids[0] in words and set(ids) <= set(words[ids[0]].about))
        }

    def last(self, laptop: int) -> set[str]:
        """What F8 takes back: the standing events of the latest act of that laptop."""
        standing = self.standing()
        mine = [one for one in standing if one.laptop == laptop and not isinstance(one.fact, _UNASKED)]
        return {one.id for one in standing if mine and one.act == mine[-1].act}

    def account(self, place: Place) -> Account:
        account = Account()
        for event in self.standing():
            fact = event.fact
            if isinstance(fact, ItemFact) and (fact.team, fact.item) == place:
                account.enter(event)
        return account

    def walk_ins(self) -> list[WalkedIn]:
        return [one.fact for one in self.of(WalkedIn) if isinstance(one.fact, WalkedIn)]

    def people(self) -> list[str]:
        return sorted({*PEOPLE, *(one.person for one in self.walk_ins())})

    def teams(self) -> list[str]:
        return sorted({*TEAMS, *(one.team for one in self.walk_ins() if one.team)})

    def rows(self) -> dict[tuple[str, str], bool]:
        """Each person on each team, and whether they collect for it; what the files say goes first."""
        found = {(one.person, one.team): "Coach" in one.role for one in ROWS}
        for one in self.walk_ins():
            if one.team:
                found.setdefault((one.person, one.team), True)
        return found

    def held(self, person: str, place: Place) -> bool:
        """Tell whether an item is held back from somebody of the team."""
        if not (self.hold and place[1] == "roster") or (person, place[0]) not in self.rows():
            return False
        released = [one.fact for one in self.of(HoldReleased) if isinstance(one.fact, HoldReleased)]
        return all((one.person, (one.team, one.item)) != (person, place) for one in released)

    def gives(self, person: str) -> set[Place]:
        """What Enter hands over to somebody."""
        mine = [team for (key, team), collects in self.rows().items() if key == person and collects]
        places = {(team, item) for team in mine for item in ITEMS}
        return {one for one in places if self.account(one).state == "waiting" and not self.held(person, one)}

    def notes(self, person: str) -> dict[str, str]:
        """The notes on somebody and on their teams, by id."""
        teams = {team for key, team in self.rows() if key == person}
        facts = {one.id: one.fact for one in self.of(NoteLeft)}
        return {
            key: one.text
            for key, one in facts.items()
            if isinstance(one, NoteLeft) and (one.person == person if one.person else one.team in teams)
        }

    def unread(self, person: str, team: str = "") -> set[str]:
        """The notes that must be seen before anything is recorded of somebody, or of a team."""
        read = {one for event in self.of(NoteRead) for one in getattr(event.fact, "notes", ())}
        facts = {one.id: one.fact for one in self.of(NoteLeft)}
        return {
            key
            for key, one in facts.items()
            if isinstance(one, NoteLeft)
            and one.must_see
            and key not in read
            and (key in self.notes(person) or (team and one.team == team))
        }

    def shelf(self, kind: type[BoxCounted | BoxMissing]) -> dict[str, Noted]:
        """The latest count of each box, or that it can't be found."""
        return {
            one.fact.team: one
            for one in self.of(kind)
            if isinstance(one.fact, BoxCounted | BoxMissing) and one.fact.evening == MEETING
        }

    def disagreements(self) -> set[tuple[str, Literal["given", "not counted"]]]:
        """The boxes on which record and shelf disagree."""
        counted, lost = self.shelf(BoxCounted), self.shelf(BoxMissing)
        found: set[tuple[str, Literal["given", "not counted"]]] = set()
        for team in self.teams():
            account, count = self.account((team, BOX)), counted.get(team)
            gone = min((self.everything[one].order for one in account.out), default=account.last)
            left = account.state in OUT or account.state == "owed"
            if count and left and gone and gone < count.order:
                found.add((team, "given"))
            elif not count and account.state in ON_SHELF and team not in lost:
                found.add((team, "not counted"))
        return found

    def closes(self) -> bool:
        """Tell whether the night may be closed now."""
        closed = [one.order for one in self.of(NightClosed)]
        counts = [one.order for kind in (BoxCounted, BoxMissing) for one in self.of(kind)]
        return not self.disagreements() and (not closed or max(counts, default=closed[-1]) > closed[-1])
