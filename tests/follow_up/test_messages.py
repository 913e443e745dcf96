"""Messages after a meeting: one to a person, in files that mail programs open, never twice for one state."""

from __future__ import annotations

import csv
import email
import io
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from checkin.cli import cli
from checkin.domain.follow_up import FollowUp, Lacking, Open, Waiting
from checkin.domain.people import Person
from checkin.domain.region import Contact, Meeting
from checkin.domain.states import State
from checkin.domain.text import clean_text
from checkin.follow_up import address_of, eml, file_name, letter_of, mail_merge, voice_of
from checkin.follow_up.mail import text_of
from tests.report.golden import GOLDEN, REGION

DANA = Person("DANA1", "Dana", "Reyes", emails=("dana.reyes@example.org",), phones=("(505) 555-0199",))
MET = Meeting("aug-25", "Annual Coach Meeting", date(2026, 8, 25), time(18, 30), time(20, 30), ("12U",))
ABOUT = FollowUp(
    person=DANA,
    language="en",
    divisions=("12U",),
    open=(
        Open(
            "concussion",
            "CDC Concussion",
            State.EXPIRED,
            date(2026, 8, 10),
            "Take CDC Concussion Awareness online, under My Courses, before the first practice",
            "https://aysou.org",
        ),
        Open("coach-course", "12U Coach", State.PARTIAL, None, "Finish 12U Coach", ""),
        Open(
            "safe-haven",
            "Safe Haven",
            State.UNKNOWN,
            None,
            "Take AYSO's Safe Haven online, under My Courses",
            "",
        ),
    ),
    waiting=(
        Waiting("12U-G03 Roadrunners", ("roster", "uniform-box"), ("roster",)),
        Waiting("12U-G04 Owls", ("uniform-box",), (), ("uniform-box",)),
    ),
    lacking=(Lacking("12U-G05 Comets", "uniform-box", "2 YM, 1 YL"),),
    missed=MET,
    ahead=None,
    contacts=(
        Contact("Division Coordinator", "Ana Ortíz", "ana@example.org", "", ("12U",)),
        Contact("CVPA", "Lee"),
    ),
    state="0123456789abcdef",
    written=False,
)
CODE = "CA4P88P8VA8R"
AT = datetime(2026, 8, 27, 15, 0, tzinfo=UTC)


def letter(about: FollowUp = ABOUT, language: str = "en") -> Any:
    """The message, its steps in the voice of the language as the rules tell them."""
    voice = voice_of(language, REGION)
    told = tuple(replace(one, step=voice.own(one.step)) for one in about.open)
    return letter_of(replace(about, language=language, open=told), CODE, REGION, voice)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_message_reads_as_somebody_approved_it(language: str) -> None:
    path = GOLDEN / f"follow-up-{language}.txt"
    assert text_of(letter(language=language)) == path.read_text(encoding="utf-8")


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def test_a_mail_program_finds_address_text_page_and_a_code_that_scans() -> None:
    import zxingcpp
    from PIL import Image

    mail = parsed(eml(DANA, letter(), "desk@example.org", AT))
    assert (mail["To"], mail["From"]) == ("Dana Reyes <dana.reyes@example.org>", "desk@example.org")
    assert mail["Subject"] == "AYSO Albuquerque Region 104: still open before Sep 9, 2026"
    assert mail["X-Unsent"] == "1"
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert page
    assert plain.get_content().replace("\r\n", "\n") == text_of(letter())
    assert 'src="cid:code"' in page.get_content()
    (picture,) = [one for one in mail.walk() if one.get_content_type() == "image/png"]
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<code>", "inline")
    (seen,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.get_content())).convert("L"))
    assert seen.text == CODE


@given(st.text(max_size=40).map(clean_text).filter(bool))
def test_no_name_breaks_out_of_a_header_or_a_page(name: str) -> None:
    person = replace(DANA, first=name, last="<b>")
    mail = parsed(eml(person, letter(replace(ABOUT, person=person)), "", AT))
    (to,) = mail["To"].addresses
    assert to.addr_spec == "dana.reyes@example.org"
    page = mail.get_body(("html",))
    assert page
    assert "<b>" not in page.get_content()


@pytest.mark.parametrize(
    "bad", ["", "dana", "a@b", "a b@example.org", "a@example.org\nBcc: all@x.org", "ä@example.org"]
)
def test_an_address_that_no_mail_program_takes_is_no_address(bad: str) -> None:
    assert address_of(replace(DANA, emails=(bad,))) == ""
    assert address_of(replace(DANA, emails=(bad, "good@example.org"))) == "good@example.org"


def test_a_file_has_a_name_that_every_system_takes() -> None:
    assert file_name(DANA) == "reyes-dana-DANA1.eml"
    assert file_name(replace(DANA, first="نور", last="../O'Đặng")) == "odang-DANA1.eml"
    assert file_name(replace(DANA, first="نور", last="الهدى")).endswith("DANA1.eml")


def test_the_mail_merge_has_a_row_for_each_and_computes_nothing() -> None:
    other = replace(DANA, first="=1+1", last="@x", emails=(), phones=("+1 505",))
    rows = list(
        csv.DictReader(io.StringIO(mail_merge([(DANA, letter()), (other, letter())]).decode("utf-8-sig")))
    )
    assert [one["Email"] for one in rows] == ["dana.reyes@example.org", ""]
    assert rows[0]["Missing"].startswith("CDC Concussion: ran out on Aug 10, 2026; 12U Coach: half done")
    assert (
        rows[0]["Not collected"] == "12U-G03 Roadrunners: Roster and Uniform box; 12U-G04 Owls: Uniform box"
    )
    assert (rows[1]["First name"], rows[1]["Last name"], rows[1]["Phone"]) == ("'=1+1", "'@x", "'+1 505")
    assert rows[0]["Message"].replace("\r\n", "\n") == text_of(letter())


def test_a_background_check_is_named_and_nothing_said_of_its_reason() -> None:
    check = Open(
        "background-check", "Background check", State.MISSING, None, "Please see the coordinator", ""
    )
    told = text_of(letter(replace(ABOUT, open=(check,))))
    assert "* Background check\n  Please see the coordinator\n" in told


Run = Callable[..., Result]


@pytest.fixture
def after(season: Path) -> Run:
    """Run verbs two days after the meeting of 12U and 14U."""

    def told(*words: str | Path) -> Result:
        return CliRunner().invoke(
            cli, [str(one) for one in ("--season", season, "--now", "2026-08-27T21:00", *words)]
        )

    return told


def messages(after: Run, *words: str) -> dict[str, Any]:
    told = json.loads(after("follow-up", "--meeting", "meeting-3", "--json", *words).stdout)
    return {one["person"]["id"]: one for one in told["messages"]}


def test_somebody_with_many_roles_gets_one_message_with_each_step_once(after: Run) -> None:
    told = json.loads(after("follow-up", "--meeting", "season", "--json").stdout)["messages"]
    people = [one["person"]["id"] for one in told]
    assert len(people) == len(set(people)) > 100
    assert max(len(one["not_collected"]) for one in told) > 1
    for one in told:
        steps = [(todo["requirement"], todo["next_step"]) for todo in one["open"]]
        assert len(steps) == len(set(steps))


def test_only_what_the_person_can_do_is_asked_of_them(after: Run) -> None:
    states = {todo["state"] for one in messages(after).values() for todo in one["open"]}
    assert {"expired", "missing"} <= states
    assert not states & {"met", "not-required", "pending", "provisional"}


def test_without_write_nothing_is_written(after: Run, season: Path) -> None:
    before = sorted(season.rglob("*"))
    assert "Nothing was written. Add --write." in after("follow-up", "--meeting", "meeting-3").stdout
    assert [one for one in sorted(season.rglob("*")) if one not in before and "log" not in one.parts] == []


def test_the_same_state_is_written_once_and_a_new_one_again(after: Run, season: Path, tmp_path: Path) -> None:
    assert after("record", "language", "Dana Reyes", "es").exit_code == 0
    first = messages(after, "--write")
    folder = next((season / "follow-up").iterdir())
    mails = {one.name: parsed(one.read_bytes()) for one in folder.glob("*.eml")}
    assert len(mails) == sum(one["email"] is not None for one in first.values())
    dana = next(key for key, one in first.items() if one["person"]["name"] == "Dana Reyes")
    assert "lo que falta" in str(mails[first[dana]["file"]]["Subject"])
    text = mails[first[dana]["file"]].get_body(("plain",))
    assert text
    assert "Haga el curso 12U Coach: 1 h en línea, 2 h de clase" in text.get_content()
    assert messages(after) == {}
    assert after("record", "evidence", "Dana Reyes", "coach-course", "2026-08-01").exit_code == 0
    (again,) = messages(after)
    assert again == dana
    assert len(messages(after, "--again")) == len(first)
    (tmp_path / "out").mkdir()
    assert after("follow-up", "--meeting", "meeting-3", "--write", "-o", tmp_path / "out").exit_code == 0
    assert sorted({one.suffix for one in (tmp_path / "out").iterdir()}) == [".csv", ".eml", ".pdf"]
    told = after("follow-up", "--meeting", "meeting-3", "--write", "--again", "-o", tmp_path / "out")
    assert (told.exit_code, "is not empty" in told.stderr) == (1, True)
    written = after("log", "--json").stdout.count('"follow-up-written"')
    told = after("follow-up", "--meeting", "meeting-3", "--write", "--again", "-o", tmp_path / "again")
    assert (told.exit_code, "All of these messages were written before." in told.stderr) == (0, True)
    assert after("log", "--json").stdout.count('"follow-up-written"') == written


def test_a_full_disk_records_nothing_so_that_it_can_be_run_again(
    after: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import checkin.cli.follow_up as verb

    def full(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
        raise OSError(28, os.strerror(28), str(folder), len([*files]))

    monkeypatch.setattr(verb, "put_all", full)
    told = after("follow-up", "--meeting", "meeting-3", "--write")
    assert (told.exit_code, "Nothing was recorded" in told.stderr) == (3, True)
    assert messages(after)


def test_a_meeting_that_is_still_ahead_asks_nobody_for_their_box(season: Path) -> None:
    words = [
        "--season",
        str(season),
        "--now",
        "2026-08-20T09:00",
        "follow-up",
        "--meeting",
        "meeting-3",
        "--json",
    ]
    told = json.loads(CliRunner().invoke(cli, words).stdout)["messages"]
    assert told
    assert all(one["open"] and one["missed"] is None for one in told)


def test_an_unknown_language_is_refused_with_those_known(after: Run) -> None:
    told = after("record", "language", "Dana Reyes", "fr")
    assert (told.exit_code, "es  Spanish" in told.stderr) == (1, True)


def test_who_is_written_to_about_a_short_box_is_told_with_what_is_missing(season: Path) -> None:
    def call(*words: str) -> str:
        place = ("--season", str(season), "--now", "2026-08-25T19:00")
        return CliRunner().invoke(cli, [*place, *words]).stdout

    (row,) = json.loads(call("show", "Dana Reyes", "--json"))["assignments"]
    call("record", "hand-over", row["team"], "uniform-box", "--to", "Dana Reyes")
    call("record", "short", row["team"], "uniform-box", "2 YM")
    (told,) = [one for one in call("follow-up").splitlines() if one.startswith("Dana Reyes ")]
    assert f"not right: {row['team']} uniform box (2 YM)" in told
    call("follow-up", "--write")
    assert "Nobody is to be written to." in call("follow-up")


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "A region: we missed you on Tue Aug 25"), ("es", "A region: le echamos de menos el mar 25 ago")],
)
def test_who_missed_an_evening_and_lacks_nothing_is_not_told_that_something_is_open(
    language: str, subject: str
) -> None:
    missed = letter(replace(ABOUT, open=(), waiting=(), lacking=()), language)
    assert missed.subject.replace(REGION.name, "A region") == subject
    assert not missed.sections
