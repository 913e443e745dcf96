"""A scan from any screen opens its card; whatever else is scanned is named, and nothing is recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events

from checkin.codes.scanner import clean
from checkin.desk import Found
from checkin.domain.commands import IssueBadge
from checkin.domain.payload import ALPHABET, Kind, Payload, encode, read, season_mark, trial_code
from checkin.tui.screens.desk import DeskScreen
from tests.tui.conftest import NARROW, Open, Table


def badge(at: Table, key: str) -> str:
    if not at.desk.badge(key):
        at.desk.do(IssueBadge(key))
    return at.desk.badge(key)


def recorded(at: Table) -> int:
    return sum(one.fact.kind != "badge-issued" for one in at.desk.night) - 1


async def test_the_closing_count_names_a_badge_and_takes_it_for_no_box(table: Open) -> None:
    async with table(NARROW) as at:
        code = badge(at, at.person(standing="clear", teams=1, tonight=True))
        before = recorded(at)
        await at.press("ctrl+k")
        await at.scan(code)
        assert "This is a coach's badge, not the label of a box." in at.screen()
        assert recorded(at) == before


async def test_the_same_code_twice_in_three_seconds_counts_once(
    table: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with table(NARROW) as at:
        code = badge(at, at.person(standing="clear", teams=1, tonight=True))
        opened: list[str] = []
        evening = at.app.evening
        assert evening
        original = evening.open

        def count(person: str, found_by: str) -> None:
            opened.append(person)
            original(person, found_by)

        monkeypatch.setattr(evening, "open", count)
        await at.scan(code)
        at._at -= 3.5
        await at.scan(code)
        assert len(opened) == 1
        await at.scan(code)
        assert len(opened) == 2


async def test_after_esc_the_same_code_counts_at_once(table: Open) -> None:
    async with table(NARROW) as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(badge(at, key))
        await at.press("escape")
        assert at.card() is None
        at._at -= 4.5
        await at.scan(badge(at, key))
        assert at.card()


async def test_what_else_is_scanned_is_named_and_the_box_is_ready_again(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        own = read(badge(at, key))
        assert isinstance(own, Payload)
        year = at.desk.region.season.year
        before = recorded(at)
        named = {
            encode(replace(own, kind=Kind.TEAM_BOX)): "This box label was never issued.",
            encode(
                replace(own, kind=Kind.TEAM_BOX, season=season_mark(year - 1))
            ): "This is last fall's box label.",
            encode(replace(own, kind=Kind.VOLUNTEER)): "This is a volunteer's badge.",
            encode(replace(own, kind=Kind.COMMAND)): "This is a command card.",
            encode(replace(own, season=season_mark(year - 1))): "This is last fall's badge.",
            encode(replace(own, season=season_mark(year - 3))): f"This is the {year - 3} fall's badge.",
            encode(replace(own, season=season_mark(year + 1))): "This is next fall's badge.",
            encode(
                replace(own, tag="ZZZZ" if own.tag != "ZZZZ" else "YYYY")
            ): "This badge was never issued here.",
            encode(replace(own, key="ZZZZZ")): "This badge was never issued here.",
            encode(own)[:6] + "9": "Only a part of a code was read.",
            encode(own) * 2: "Two codes ran together.",
            "https://example.org/badge?id=1": "This is a web address",
            "BEGIN:VCARD": "This is a contact card",
            "3f2b8c1e-7a55-4d0e-9c11-0123456789ab": "This is a ticket of another system",
            "4006381333931": "This is a product's bar code",
            "X9" * 300: "That is far too long for a badge.",
            trial_code(): "The scanner works. It ends with Enter.",
        }
        for code, told in named.items():
            await at.scan(code)
            assert told in at.screen().replace("\n", " "), code
            assert at.app.table.box.text == ""
            assert at.card() is None
            assert recorded(at) == before


async def test_a_badge_of_somebody_who_is_gone_is_named_with_who_they_were(table: Open) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        code, name = badge(at, key), at.name(key)
        await at.scan(code)
        await at.press("enter")
        roster = at.desk.roster
        people = {one: person for one, person in roster.people.items() if one != key}
        rows = tuple(row for row in roster.assignments if row.person != key)
        at.desk.roster = replace(roster, people=people, assignments=rows)
        answer = at.desk.look_up(code, scanned=True)
        assert getattr(answer, "code", "") == "removed-person"
        assert f"This is the badge of {name}, who is no longer in the files." in getattr(
            answer, "sentence", ""
        )


async def test_the_badge_of_a_record_that_was_joined_with_another_opens_the_person(table: Open) -> None:
    async with table() as at:
        old = at.person(standing="clear", teams=1, tonight=True)
        code = badge(at, old)
        roster = at.desk.roster
        new = next(one for one in roster.people if one != old)
        people = {one: person for one, person in roster.people.items() if one != old}
        at.desk.roster = replace(roster, people=people, aliases={old: new})
        at.desk.night = at.desk.night.renamed(at.desk.roster.now_called)
        answer = at.desk.look_up(code, scanned=True)
        assert answer == Found(new, "code")
        at.desk.do(IssueBadge(new))
        later = at.desk.look_up(code, scanned=True)
        assert getattr(later, "sentence", "").startswith(f"This is an old badge of {at.name(new)};")


async def test_a_contact_card_of_many_lines_is_named_once_and_finds_nobody(table: Open) -> None:
    async with table() as at:
        name = at.name(at.person(standing="clear", teams=1, tonight=True))
        at._at += 5
        for line in ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", name, "N:;", "TEL:505", "END:VCARD"):
            at._at -= 4.99
            await at.scan(line, "enter ctrl+j")
        assert "This is a contact card, not a badge." in at.screen()
        assert at.card() is None
        assert at.app.table.box.text == ""
        key = at.person(standing="clear", teams=1, tonight=True)
        at._at -= 4.9
        await at.scan(badge(at, key))
        assert at.card()


@pytest.mark.parametrize(
    "sent", ["f8 enter", "f8 a b c enter", "ctrl+q enter", "escape f8 enter", "ctrl+c", "ctrl+a 1 2"]
)
async def test_a_code_of_control_characters_presses_nothing(table: Open, sent: str) -> None:
    async with table() as at:
        key = at.person(standing="clear", teams=1, tonight=True)
        await at.scan(badge(at, key))
        await at.press("enter")
        await at.scan(badge(at, at.person(standing="flagged", teams=1, tonight=True)))
        before = len(at.desk.night)
        at._at += 5
        for one in ["x", *sent.split()] if sent == "ctrl+c" else sent.split():
            at._at += 0.001
            event = events.Key(one, one if len(one) == 1 else None)
            event.time = at._at
            at.app.post_message(event)
        await at.settle()
        assert len(at.desk.night) == before
        assert at.app._exit is False
        assert isinstance(at.app.screen, DeskScreen)
        await at.type("", "ctrl+u")
        await at.press("f8")
        assert "Taken back" in at.screen()


async def test_blanks_and_an_enter_leave_the_box_ready(table: Open) -> None:
    async with table() as at:
        await at.type("   ", "enter")
        assert at.app.table.box.text == ""
        assert at.card() is None


@pytest.mark.parametrize("foreign", ["BEGIN:VCARD", "4006381333931"])
async def test_a_foreign_code_never_answers_a_dialog(table: Open, foreign: str) -> None:
    async with table() as at:
        for key in ("f2", "f4", "ctrl+n"):
            await at.scan(
                badge(at, at.person(standing="flagged", teams=1, of="coach-course", state="expired"))
            )
            before = recorded(at)
            await at.press(key)
            await at.scan(foreign)
            assert recorded(at) == before
            assert "This is" in at.screen() or "That" in at.screen() or "code" in at.screen()
            await at.press("escape")
            if not isinstance(at.app.screen, DeskScreen):
                await at.press("escape")


def test_every_character_of_the_alphabet_is_its_own_reading() -> None:
    assert all(clean(one) == one for one in ALPHABET)
