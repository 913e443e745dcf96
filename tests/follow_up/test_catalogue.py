"""Nothing that a message can say is left in English by the Spanish catalogue."""

from __future__ import annotations

import re
from datetime import date, time

from checkin.domain.region import Region
from checkin.domain.region_follow_up import Translation
from checkin.follow_up import voice_of
from tests.follow_up.catalogue import FOLDER, catalogue, compiled, sentences
from tests.report.golden import REGION


def parts(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_every_sentence_is_translated_with_the_same_parts() -> None:
    known = {str(one.id): str(one.string) for one in catalogue() if one.id}
    wanted = {text for text, _ in sentences()}
    assert {text for text in wanted if not known.get(text)} == set()
    assert set(known) - wanted == set()
    assert {text for text in wanted if parts(text) != parts(known[text])} == set()


def test_the_compiled_catalogue_is_the_one_that_people_read() -> None:
    assert (FOLDER / "checkin.mo").read_bytes() == compiled(catalogue())


def test_dates_and_lists_are_told_as_the_language_tells_them() -> None:
    spanish = voice_of("es", REGION)
    assert spanish.day(date(2026, 8, 25)) == "mar 25 ago"
    assert spanish.full_day(date(2026, 8, 25)) == "25 ago 2026"
    assert spanish.clock_time(time(18, 30)).replace("\u202f", " ").replace("\xa0", " ") == "6:30 p.m."
    assert spanish.listed(("a", "b", "c")) == "a, b y c"
    assert voice_of("en", REGION).listed(("a", "b", "c")) == "a, b and c"


def test_the_words_of_a_region_come_before_the_shipped_ones() -> None:
    own = Translation("Roster", "Nómina")
    region = Region(
        **{name: getattr(REGION, name) for name in Region.__dataclass_fields__} | {"translations": (own,)}
    )
    assert voice_of("es", REGION).own("Roster") == "Lista del equipo"
    assert voice_of("es", region).own("Roster") == "Nómina"
    assert voice_of("es", region).own("Bring cones") == "Bring cones"
