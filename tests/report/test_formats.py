"""The summary in every format: what a person reads, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from checkin.cli import cli
from checkin.domain.phrases import beside
from checkin.report import FORMATS, put, put_all, rendered
from checkin.report.pace import pace
from tests.report.golden import AT, GOLDEN, NIGHT, NOTHING, READABLE, report

DRAWN = [one for one in FORMATS if one != "json"]


@pytest.mark.parametrize("name", READABLE)
def test_the_night_reads_as_somebody_approved_it(name: str) -> None:
    approved = (GOLDEN / f"summary{FORMATS[name]}").read_bytes()
    assert rendered(report(), name).replace(b"\r\n", b"\n") == approved.replace(b"\r\n", b"\n")


@pytest.mark.parametrize("name", DRAWN)
def test_an_empty_night_has_every_format(name: str) -> None:
    assert rendered(report(NOTHING), name)


def workbook() -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(rendered(report(), "xlsx")))


def test_another_program_reads_real_numbers_and_dates_from_the_workbook() -> None:
    book = workbook()
    assert book.sheet_names == ["Summary", *(one.title for one in report().tables)]
    arrivals = book.get_sheet_by_name("Arrivals").to_python()
    assert arrivals[1] == [
        "Dana Reyes",
        "12U-G03 Roadrunners",
        "expected",
        AT.replace(tzinfo=None),
        "A",
        "Maria",
    ]
    assert book.get_sheet_by_name("Evidence to verify").to_python()[1][3] == date(2026, 8, 1)
    divisions = book.get_sheet_by_name("Divisions").to_python()
    assert divisions[1][:4] == ["12U", 4.0, 5.0, 1.0]
    assert divisions[-1] == ["Total", *divisions[1][1:]]


def test_the_workbook_holds_no_formula_and_each_sheet_freezes_and_filters() -> None:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(rendered(report(), "xlsx"))) as parts:
        sheets = [parts.read(one).decode() for one in parts.namelist() if "worksheets/sheet" in one]
    assert not [one for one in sheets if "<f>" in one or "<hyperlink" in one]
    assert [("<autoFilter" in one, 'state="frozen"' in one) for one in sheets[1:]] == [(True, True)] * (
        len(sheets) - 1
    )
    given_out = workbook().get_sheet_by_name("Given out").to_python()
    assert given_out[1][-1] == "=1+1"


def test_a_name_that_looks_like_a_formula_stays_text_in_csv() -> None:
    cells = [
        one for row in csv.reader(io.StringIO(rendered(report(), "csv").decode("utf-8-sig"))) for one in row
    ]
    assert "'=HYPERLINK(A1) Ruiz" in cells
    assert "'+1 505 555 0101" in cells
    assert not [one for one in cells if one.startswith(("=", "+", "-", "@"))]


@given(st.text(st.characters(codec="utf-8"), max_size=20).map(lambda one: f"{one}x"))
def test_any_name_comes_back_from_csv_and_never_begins_a_formula(name: str) -> None:
    told = report(replace(NIGHT, no_shows=(replace(NIGHT.no_shows[0], person=name),)))
    alone = replace(told, tables=tuple(one for one in told.tables if one.key == "no-shows"))
    text = rendered(alone, "csv").decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert row[1].removeprefix("'") == name.removeprefix("'")
    assert not row[1].startswith(("=", "+", "-", "@", "\t", "\r"))


class Tags(HTMLParser):
    """Which elements are open, so that every one is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's
        self.seen.add(tag)
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag


def test_the_page_stands_alone_and_data_is_never_markup() -> None:
    page = rendered(report(), "html").decode()
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.seen & {"b", "script", "link", "img"}
    assert "O&#x27;Neil &lt;b&gt;Sam&lt;/b&gt; | Jr" in page
    assert not re.findall(r"https?://", page)


def test_a_chart_has_every_arrival_and_the_gaps_between() -> None:
    bars = list(pace([one.trace.at for one in NIGHT.came]))
    assert bars == [("6:45 pm", 2), ("7:00 pm", 1), ("7:15 pm", 0), ("7:30 pm", 2)]


@given(st.lists(st.integers(0, 60 * 24 * 3).map(lambda one: AT + timedelta(minutes=one)), max_size=30))
def test_the_bars_add_up_to_the_arrivals(arrivals: list[datetime]) -> None:
    assert sum(count for _, count in pace(arrivals)) == len(arrivals)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler reads the PDF back")
def test_the_paper_numbers_its_pages_repeats_headers_and_has_every_name(tmp_path: Path) -> None:
    many = tuple(replace(NIGHT.no_shows[0], person=f"Ana Ortíz {number}") for number in range(120))
    (tmp_path / "night.pdf").write_bytes(rendered(report(replace(NIGHT, no_shows=many)), "pdf"))
    line = ["pdftotext", "-layout", str(tmp_path / "night.pdf"), "-"]
    text = subprocess.run(line, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[:-1]
    assert [f"Page {number} of {len(pages)}" in one for number, one in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert {one.person for one in many} <= set(re.findall(r"Ana Ortíz \d+", text))
    listed = [one for one in pages if "Ana Ortíz" in one]
    assert len(listed) > 2
    assert all(re.search("Division +Name +Teams +Phone", one) for one in listed)
    assert "Signed" in pages[-1]


@pytest.fixture
def summary(season: Path, tmp_path: Path) -> Any:
    """Run verbs on the made-up region, one after the other."""
    assert tmp_path.exists()

    def told(*words: str | Path) -> Result:
        line = ["--season", season, "--now", "2026-08-25T19:00:00", "--by", "Maria", "--desk", "A", *words]
        return CliRunner().invoke(cli, [str(one) for one in line])

    return told


def test_the_lists_add_up_to_the_totals(summary: Any) -> None:
    came = json.loads(summary("find", "8u-b", "--json").stdout)[:3]
    for key in [one["person"]["id"] for one in came]:
        summary("record", "arrive", key)
    summary("record", "arrive", "Dana Reyes")
    card = json.loads(summary("show", "Dana Reyes", "--json").stdout)
    summary("record", "hand-over", card["assignments"][0]["team"], "uniform-box", "--to", "Dana Reyes")
    wrong = json.loads(summary("record", "refresher", "Dana Reyes", "--json").stdout)
    summary("record", "undo", wrong["act"], "--reason", "not hers")
    told = json.loads(summary("summary", "--json").stdout)
    totals = told["totals"]
    assert Counter(one["expected"] for one in told["came"]) == {"expected": 1, "another evening": len(came)}
    assert (totals["arrived"], totals["visitors"]) == (1 + len(came), len(came))
    assert sum(one["arrivals"] for one in told["volunteers"]) == totals["arrived"]
    assert sum(one["hand_overs"] for one in told["volunteers"]) == 1
    for key, item in totals["items"].items():
        lines = [one for team in told["teams"] for one in team["items"] if one["key"] == key]
        assert Counter(one["given"] is not None for one in lines) == Counter(
            {True: item["given"], False: item["left"]}
        )
    (back,) = told["taken_back"]
    assert (back["reason"], told["undone"], told["refreshers"]) == ("not hers", 1, [])
    assert Counter(one["division"] for one in told["no_shows"]).total() == totals["no_shows"]
    text = summary("summary", "--list", "given", "--format", "csv").stdout
    (given_out,) = csv.DictReader(io.StringIO(text))
    assert (given_out["Given to"], given_out["By"]) == ("Dana Reyes (head coach)", "Maria")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_written_in_the_format_that_its_name_ends_with(
    summary: Any, name: str, tmp_path: Path
) -> None:
    path = tmp_path / f"night{FORMATS[name]}"
    told = summary("summary", "-o", path)
    assert (told.exit_code, told.stdout) == (0, f"Wrote {path}\n")
    assert path.stat().st_size > 1000
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


@pytest.mark.parametrize(
    "words",
    [("--format", "xlsx"), ("-o", "night.doc"), ("--json", "--format", "csv"), ("--json", "--list", "left")],
)
def test_a_format_that_cannot_be_is_wrong_usage(summary: Any, words: tuple[str, ...]) -> None:
    assert summary("summary", *words).exit_code == 2


def test_a_missing_folder_and_a_full_disk_leave_the_old_file_whole(
    summary: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "night.html"
    path.write_text("the night before")
    told = summary("summary", "-o", tmp_path / "no" / "night.html")
    assert told.exit_code == 3
    assert "Choose another folder" in told.stderr

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        put(path, b"half")
    assert path.read_text() == "the night before"
    assert not list(tmp_path.glob(".night*"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_goes_on_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "shared.html").write_text("old")
    (tmp_path / "night.html").symlink_to(tmp_path / "shared.html")
    put(tmp_path / "night.html", b"new")
    assert (tmp_path / "shared.html").read_text() == "new"
    assert (tmp_path / "night.html").is_symlink()


def test_a_disk_that_fills_up_leaves_no_half_of_a_file_in_a_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes, write = [0], os.write

    def filling_up(handle: int, data: bytes) -> int:
        writes[0] += 1
        if writes[0] == 4:
            raise OSError(28, os.strerror(28))
        return write(handle, data[: len(data) // 2 + 1])

    monkeypatch.setattr(os, "write", filling_up)
    with pytest.raises(OSError, match="space"):
        put_all(tmp_path, [("one.eml", b"abc"), ("two.eml", b"defghi")])
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"one.eml": b"abc"}


def test_the_files_of_a_new_folder_are_on_the_disk_before_anybody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, synced = os.fsync, []

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    put_all(tmp_path, [("one.eml", b"abc"), ("two.eml", b"def")])
    there = [*sorted(tmp_path.iterdir()), tmp_path]
    assert synced == [one.stat().st_ino for one in there]


def test_a_phone_beside_a_name_that_runs_to_the_left_keeps_its_order() -> None:
    assert beside("Dana Reyes", "505 555 0100") == "Dana Reyes 505 555 0100"
    assert beside("שרה כהן", "505 555 0100") == "שרה כהן \u200e505 555 0100"
    assert beside("שרה כהן", "") == "שרה כהן"
