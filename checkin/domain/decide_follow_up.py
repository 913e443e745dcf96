"""What follows from writing to people: each message on record once, and the language it is in."""

from __future__ import annotations

from checkin.domain.basis import Basis
from checkin.domain.commands import ChooseLanguage, RecordFollowUps, Refused
from checkin.domain.desk_facts import FollowUpWritten, LanguageChosen
from checkin.domain.fact import Fact
from checkin.domain.region_follow_up import LANGUAGES

__all__ = ["decide_follow_up", "written_before"]


def decide_follow_up(command: ChooseLanguage | RecordFollowUps, basis: Basis) -> tuple[Fact, ...] | Refused:
    """Return the facts that such a command leads to, or why it is refused."""
    match command:
        case ChooseLanguage(person, language):
            return basis.unknown(person) or _choose(person, language, basis)
        case RecordFollowUps(written):
            fresh = tuple(one for one in written if not written_before(one.person, one.state, basis))
            return fresh or Refused("already-written", "All of these messages were written before.")


def written_before(person: str, state: str, basis: Basis) -> bool:
    """Tell whether a message to a person was about the same state."""
    facts = (one.fact for one in basis.night.follow_ups(person))
    return any(isinstance(one, FollowUpWritten) and one.state == state for one in facts)


def _choose(person: str, language: str, basis: Basis) -> tuple[Fact, ...] | Refused:
    if language not in LANGUAGES:
        known = tuple(f"{key}  {name}" for key, name in LANGUAGES.items())
        return Refused("unknown-language", f"Nobody is written to in {language!r}. These can be:", known)
    if basis.night.language(person) == language:
        name = basis.roster.people[person].name
        return Refused("already-chosen", f"{name} is written to in {LANGUAGES[language]} already.")
    return (LanguageChosen(person, language),)
