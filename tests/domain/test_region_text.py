"""The rules are data: every mistake in them is said at once, with its line."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from checkin.domain.region_text import RegionErrors, parse_region, region_104

TEMPLATE = resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
TEXT = region_104(TEMPLATE, date(2026, 7, 1))
OF = 'level = "of"'


def mistakes(text: str) -> list[str]:
    with pytest.raises(RegionErrors) as caught:
        parse_region(text)
    assert "Open it in a text editor" in str(caught.value)
    return [one.sentence for one in caught.value.problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("today", "year", "evenings", "saturdays"),
    [
        (date(2026, 8, 25), 2026, "08-18 08-20 08-25 08-27", "08-22 08-29 09-05"),
        (date(2026, 11, 14), 2026, "08-18 08-20 08-25 08-27", "08-22 08-29 09-05"),
        (date(2026, 11, 24), 2027, "08-17 08-19 08-24 08-26", "08-21 08-28 09-04"),
        (date(2028, 1, 1), 2028, "08-22 08-24 08-29 08-31", "08-19 08-26 09-02"),
    ],
)
def test_a_new_season_has_the_dates_of_the_next_one(
    today: date, year: int, evenings: str, saturdays: str
) -> None:
    region = parse_region(region_104(TEMPLATE, today))
    assert (region.season.year, region.season.kickoff) == (year, date(year, 9, 9))
    assert [f"{one.on:%m-%d}" for one in region.meetings] == evenings.split()
    assert [f"{one.on:%m-%d}" for one in region.sessions] == saturdays.split()


def test_an_unknown_key_is_a_mistake_with_a_suggestion() -> None:
    text = TEXT.replace("course_match", "coarse_match")
    assert mistakes(text) == [
        f"line {line_of(text, 'coarse_match')}: policy.coarse_match: nobody knows this key. "
        "Did you mean `course_match`?"
    ]


def test_all_mistakes_are_said_at_once_in_the_order_of_their_lines() -> None:
    text = TEXT.replace('level = "off"', 'level = "of"', 1).replace("starts = 18:30:00", "starts = 1830", 1)
    assert mistakes(text) == [
        f'line {line_of(text, OF)}: requirements[5].level: "of" doesn\'t fit. '
        'Allowed: "required" or "recommended" or "off".',
        f"line {line_of(text, 'starts = 1830')}: meetings[1].starts: 1830 doesn't fit. "
        "Allowed: a time such as 18:00:00.",
    ]


def test_what_contradicts_itself_is_said_beside_what_has_the_wrong_shape() -> None:
    text = TEXT.replace("course_match", "coarse_match").replace('course = "8u"', 'course = "8x"')
    text = text.replace('valid = "24 months"', 'valid = "2 years"').replace(
        "starts = 18:30:00", "starts = 1830", 1
    )
    places = [line_of(text, one) for one in ("coarse_match", '"8x"', '"2 years"', "starts = 1830")]
    assert [int(one.split(":")[0].removeprefix("line ")) for one in mistakes(text)] == sorted(places)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('course = "8u"', 'course = "8x"', "Known courses"),
        ('valid = "24 months"', 'valid = "2 years"', "a number of months such as 24 months"),
        ("America/Denver", "Denver", "such as America/Denver"),
        ('key = "roster"', 'key = "uniform-box"', "only once"),
        ('divisions = ["12U", "14U"]', 'divisions = ["12U", "14"]', "Did you mean `14U`?"),
        ("[venue]", "[[venue]]", "is not a table"),
        ("ends = 2026-11-14", "ends = 2026-08-14", "is before kickoff"),
        ('supervisor_pin = ""', 'supervisor_pin = "1234"', "`checkin rules pin`"),
    ],
)
def test_what_contradicts_itself_is_said(old: str, new: str, said: str) -> None:
    assert old in TEXT
    assert any(said in one for one in mistakes(TEXT.replace(old, new, 1)))


def test_a_text_that_is_no_toml_is_said_with_its_line() -> None:
    assert mistakes('name = "x"\ncode = Albuquerque\n')[0].startswith("line 2: TOML: ")
    assert mistakes("")[0].startswith("line 1: ")


def test_the_file_has_the_facts_of_the_regions_page() -> None:
    region = parse_region(TEXT)
    assert (region.code, region.time_zone) == ("12/C/0104", "America/Denver")
    assert "3901 Georgia St NE, Suite C3" in region.venue.address
    assert [one.key for one in region.items if one.on] == ["roster", "uniform-box"]
    assert not any(one.hold for one in region.items)


def test_labels_that_are_to_be_scanned_need_an_item_that_bears_one() -> None:
    text = TEXT.replace('two_scans = "off"', 'two_scans = "required"').replace(
        "labelled = true", "labelled = false"
    )
    with pytest.raises(RegionErrors, match="labelled = true"):
        parse_region(text)
