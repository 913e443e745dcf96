"""A region's rules and policy, as `region.toml` has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import Literal

from checkin.domain.region_follow_up import FollowUpRules, Translation
from checkin.domain.spellings import ages_in, plain, span_of_ages

__all__ = [
    "Calendar",
    "Contact",
    "Course",
    "Division",
    "FieldSession",
    "Item",
    "Meeting",
    "Policy",
    "Region",
    "Requirement",
    "RiskStatus",
    "Role",
    "Season",
    "Venue",
]


@dataclass(frozen=True, slots=True)
class Season:
    """The dates that rules rest on."""

    label: str
    year: int
    kickoff: date
    """First games."""
    ends: date
    """Last games: a certificate that runs out before is expiring."""


@dataclass(frozen=True, slots=True)
class Venue:
    """Where meetings are, unless a meeting says otherwise."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; fields to fill in."""

    role: str
    """For example `CVPA` or `Division Coordinator`."""
    name: str = ""
    email: str = ""
    phone: str = ""
    divisions: tuple[str, ...] = ()
    """Division keys; empty for all."""


@dataclass(frozen=True, slots=True)
class Division:
    """An age group that is judged alike."""

    key: str
    ages: tuple[int, ...]
    """The numbers that files use for it: 5 and 6 for 5U/6U."""
    course: str
    """Course key."""
    names: tuple[str, ...] = ()
    """Spellings without a number, if a file has any."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does for a team."""

    key: str
    label: str
    names: tuple[str, ...]
    """Spellings in files; capitals and punctuation don't matter."""
    collects: bool = False
    """True when the role may collect a team's items."""
    expected: bool = True
    """True when the role is expected at a meeting."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course and the names that files have for it."""

    key: str
    label: str
    names: tuple[str, ...]
    """Spellings of the whole course; `*` stands for anything."""
    hours: str
    """What it takes, in the region's words."""
    online_names: tuple[str, ...] = ()
    """Spellings of the online half only."""
    field_names: tuple[str, ...] = ()
    """Spellings of the field session only."""
    licence_means: Literal["full", "online"] = "full"
    """`online` when the licence alone proves only the online half."""
    requires: str = ""
    """Key of the course that comes before."""
    link: str = ""


@dataclass(frozen=True, slots=True)
class RiskStatus:
    """One value of a background check; what it means is for a supervisor only."""

    name: str
    """As files have it, for example `Yellow`; empty when nothing was submitted."""
    verdict: Literal["passes", "waits", "no"]
    means: str
    roles: tuple[str, ...] = ()
    """Role keys that the verdict is about, it passes for others; empty for all."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something a role must hold."""

    key: str
    label: str
    kind: Literal["registration", "certificate", "course", "risk-status"]
    level: Literal["required", "recommended", "off"]
    valid: str
    """`life`, `season`, `membership-year` (from August 1), `file` (the file's own date) or `N months`."""
    source: str
    """Who says so."""
    roles: tuple[str, ...] = ()
    """Role keys; empty for all."""
    divisions: tuple[str, ...] = ()
    """Division keys; empty for all."""
    names: tuple[str, ...] = ()
    """Spellings in files; `*` stands for anything."""
    next_step: str = ""
    """What to do when it is missing, in the region's words."""
    link: str = ""
    adults: bool = False
    """True when a volunteer whom a file calls a minor doesn't need it."""
    holds: tuple[str, ...] = ()
    """Item keys held back from whoever is flagged for this requirement."""
    statuses: tuple[RiskStatus, ...] = ()
    """What each value means, for a risk status."""

    def verdict(self, value: str, role: str) -> Literal["passes", "waits", "no"]:
        """Return what a risk status means for a role; one that nobody knows never passes."""
        status = self.status(value)
        if status is None:
            return "no"
        return status.verdict if not status.roles or role in status.roles else "passes"

    def status(self, value: str) -> RiskStatus | None:
        """Return the risk status of that name."""
        wanted = value.strip().casefold()
        return next((one for one in self.statuses if one.name.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a team is handed."""

    key: str
    label: str
    on: bool = True
    hold: bool = False
    """True when it is held back from somebody who is flagged."""
    comes_in: bool = False
    """True when the team brings it to the desk; it is written down by F4, never by Enter."""
    labelled: bool = False
    """True when it stands on a shelf under a label of its team that can be scanned."""
    sizes: tuple[str, ...] = ()
    """Sizes of what is inside, as the region writes them; what is short is counted by them."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One evening of the annual coach meeting."""

    key: str
    title: str
    on: date
    starts: time
    ends: time
    divisions: tuple[str, ...] = ()
    """Division keys; empty for all."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class FieldSession:
    """A dated field session."""

    courses: tuple[str, ...]
    """Course keys."""
    on: date
    starts: time
    hours: float
    place: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which entries of a published calendar are ours; `*` stands for anything."""

    meetings: tuple[str, ...] = ("*coach*meeting*",)
    sessions: tuple[str, ...] = ("*field session*", "*live session*", "*coach course*")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the region decides where regions differ."""

    course_match: Literal["exact", "ladder"] = "exact"
    """`ladder` when a higher course covers a lower division."""
    ladder: tuple[str, ...] = ()
    """Course keys, lowest first."""
    who_collects: Literal["anyone", "team"] = "anyone"
    """Who may take a team's items beside its coaches: anyone by name, or only people of the team."""
    two_scans: Literal["off", "offered", "required"] = "off"
    """Whether the label of an item is scanned when it is handed over."""
    bell: bool = True
    """True when the terminal's bell rings at a stop."""
    boxes_per_person: int = 3
    """Teams whose items one person takes before the desk warns; 0 for any number."""
    supervisor_pin: str = ""
    """What is kept of the PIN before confidential reasons, from `hash_pin`; empty when none is set."""
    desk_pin: str = ""
    """The same for the PIN that opens a locked desk; a desk without one is never locked."""
    lock_after_minutes: int = 0
    """Minutes without a key after which a desk locks itself; 0 for never."""
    reason_after_minutes: int = 5
    """Minutes after which taking something back asks for a reason; another desk's always does."""
    backup_to: str = ""
    """A second folder for backups, such as one on a USB stick; empty for none."""


@dataclass(frozen=True)
class Region:
    """Everything a region decides."""

    name: str
    code: str
    time_zone: str
    season: Season
    venue: Venue
    divisions: tuple[Division, ...]
    roles: tuple[Role, ...]
    courses: tuple[Course, ...]
    requirements: tuple[Requirement, ...]
    items: tuple[Item, ...]
    meetings: tuple[Meeting, ...] = ()
    sessions: tuple[FieldSession, ...] = ()
    contacts: tuple[Contact, ...] = ()
    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=Calendar)
    follow_up: FollowUpRules = field(default_factory=FollowUpRules)
    translations: tuple[Translation, ...] = ()

    __hash__ = object.__hash__

    def role_of(self, text: str) -> Role | None:
        """Return what a file's spelling of a role means."""
        return _role_of(self, text)

    def division_of(self, text: str) -> Division | None:
        """Return which division a file's spelling means; `16U` is never `6U`."""
        return _division_of(self, text)

    def divisions_in(self, title: str) -> tuple[str, ...]:
        """Return the keys of every division that a title names, `10U - 14U` with those between."""
        ages, words = span_of_ages(title), f" {plain(title)} "
        named = {one.key for one in self.divisions for name in one.names if f" {plain(name)} " in words}
        return tuple(one.key for one in self.divisions if one.key in named or ages & set(one.ages))

    def course(self, key: str) -> Course | None:
        """Return the course with that key."""
        return next((one for one in self.courses if one.key == key), None)

    def requirement(self, key: str) -> Requirement | None:
        """Return the requirement with that key."""
        return next((one for one in self.requirements if one.key == key), None)

    def meeting_on(self, day: date) -> tuple[Meeting, ...]:
        """Return the meetings of a day."""
        return tuple(one for one in self.meetings if one.on == day)


@lru_cache(maxsize=4096)
def _role_of(region: Region, text: str) -> Role | None:
    wanted = plain(text)
    return next(
        (
            role
            for role in region.roles
            if wanted in {plain(one) for one in (role.key, role.label, *role.names)}
        ),
        None,
    )


@lru_cache(maxsize=4096)
def _division_of(region: Region, text: str) -> Division | None:
    """Return the one division that a spelling's numbers, or its name, stand for."""
    wanted = plain(text)
    for division in region.divisions:
        if wanted in {plain(one) for one in (division.key, *division.names)}:
            return division
    found = {_of_age(region, age) for age in ages_in(text)}
    return found.pop() if len(found) == 1 else None


def _of_age(region: Region, age: int) -> Division | None:
    return next((one for one in region.divisions if age in one.ages), None)
