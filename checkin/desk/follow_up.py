"""Messages after a meeting: whom to write to, what each says, and the record that they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checkin.desk.service import Desk
from checkin.domain.commands import Answer, IssueBadges, RecordFollowUps
from checkin.domain.desk_facts import FollowUpWritten
from checkin.domain.follow_up import FollowUp, follow_ups
from checkin.domain.region import Meeting
from checkin.follow_up import Letter, letter_of, voice_of

__all__ = ["letters", "record_written", "whom_to_write"]


def whom_to_write(desk: Desk, meeting: Meeting | None, language: str = "") -> tuple[FollowUp, ...]:
    """Return whom to write to about a meeting, or about the whole season, by name."""
    bases = {one: desk.basis_in(one) for one in ("en", "es")}
    return tuple(follow_ups(meeting, desk.local(desk.now()), bases.__getitem__, language))


def letters(desk: Desk, about: Sequence[FollowUp]) -> Iterator[tuple[FollowUp, Letter]]:
    """Yield the message to each person, with a code: whoever has none is issued one.

    Raises `StoreError` when the disk fails.
    """
    if without := tuple(one.person.key for one in about if not desk.badge(one.person.key)):
        desk.do(IssueBadges(without))
    for one in about:
        code = desk.badge(one.person.key)
        yield one, letter_of(one, code, desk.region, voice_of(one.language, desk.region))


def record_written(desk: Desk, about: Iterable[FollowUp]) -> Answer:
    """Record that these messages were written, so that none is written twice.

    Raises `StoreError` when the disk fails.
    """
    written = tuple(FollowUpWritten(one.person.key, one.state, one.language) for one in about)
    return desk.do(RecordFollowUps(written))
