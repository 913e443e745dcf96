"""Who is not in the data any more: who leaves with new files, and whom a taken back import knew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkin.domain.people import Roster
from checkin.exchange.circumstances import Circumstances
from checkin.exchange.earlier import Renewal
from checkin.exchange.match import match
from checkin.exchange.records import Record, TeamRow

__all__ = ["Leaving", "known_before"]


class Leaving:
    """The people and teams that a new file of their kind no longer has.

    Of whom something is recorded stays, whatever is asked: the record would have nobody to stand for.
    """

    def __init__(
        self,
        renewal: Renewal,
        teams: Sequence[TeamRow],
        before: Roster,
        *,
        remove: bool,
        known: Circumstances,
    ) -> None:
        keys = [before.aliases.get(one.key, one.key) for one in renewal.gone]
        self.told = {key: known.recorded(key) for key in dict.fromkeys(keys)}
        """What is recorded of each person, by key."""
        self.given = {one.key: known.given(one.key) for one in teams}
        """What was given out for each team."""
        told = [(one, self.told[key]) for one, key in zip(renewal.gone, keys, strict=True)]
        self.stay = [one for one, words in told if words or not remove]
        self.leave = [one for one, words in told if remove and not words]
        self.teams = [one for one in teams if not remove or self.given[one.key]]

    def keep_keys(self, new: Sequence[Record], known: Circumstances) -> None:
        """Give records of another kind the keys of the people who leave this one: they are known, not new."""
        _take_keys(new, self.leave, (), known)


def known_before(
    new: Sequence[Record],
    kept: Sequence[Record],
    former: Iterable[Sequence[Record]],
    known: Circumstances,
) -> None:
    """Give new people the keys that they had in data that was taken back: what is recorded of them is theirs.

    `kept` are the people of the season, of whom a new record may be one.
    """
    for records in former:
        _take_keys(new, records, kept, known)


def _take_keys(
    new: Sequence[Record],
    gone: Sequence[Record],
    kept: Sequence[Record],
    known: Circumstances,
) -> None:
    """Give each new person who is one of those gone, and nobody else, that one's key."""
    if not gone or all(one.key for one in new):
        return
    used = {one.key for one in (*kept, *new)}
    records = [*new, *kept, *gone]
    first = len(new) + len(kept)
    for group in match(records, known.decisions, known.nicknames).people:
        keys = {records[one].key for one in group if one >= first} - used
        fresh = [one for one in group if one < len(new)]
        others = any(len(new) <= one < first or (one < len(new) and records[one].key) for one in group)
        if keys and not others:
            for place in fresh:
                records[place].key = min(keys)
