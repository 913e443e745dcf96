"""What a coordinator prints: the PDF's pages and the HTML in a browser hold what the summary says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from checkin.cli import cli
from checkin.print.pages import Pages
from checkin.report import rendered
from tests.report.golden import NIGHT, NOTHING, report

EAST = ("李小龍 Wei", "陈静", "さくら", "김민준")
NAMES = ("Sunny 🌞 Day", "Ana ⚽🏆 Ortíz", "نور الهدى", "Đặng Thị Linh", "שלום כהן", "Zoë 👩🏽 ❤️ Ng", *EAST)
"""Names as people write them; skin tones and joiners are left out on paper."""
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def program(*words: str | Path) -> str:
    return subprocess.run([*map(str, words)], capture_output=True, check=True, timeout=60).stdout.decode()


@pytest.fixture
def night(season: Path, tmp_path: Path) -> Callable[..., Any]:
    """An evening of the made-up region, as JSON and as a file of that ending."""
    begin = ["--season", str(season), "--now", "2026-08-25T19:00:00", "--by", "Maria", "--desk", "A"]
    CliRunner().invoke(cli, [*begin, "record", "arrive", "Dana Reyes"])

    def told(ending: str) -> tuple[Any, Path]:
        path = tmp_path / f"night{ending}"
        assert CliRunner().invoke(cli, [*begin, "summary", "-o", str(path)]).exit_code == 0
        return json.loads(CliRunner().invoke(cli, [*begin, "summary", "--json"]).stdout), path

    return told


def holds_the_lists(text: str, told: Any) -> None:
    """Check a printed text against the summary: every no-show with the phone, every team, the totals."""
    words = " ".join(text.split())
    lines = text.splitlines()
    for one in told["no_shows"]:
        assert any(one["person"] in line and one["phone"] in line for line in lines), one
    assert {one["team"] for one in told["teams"] if one["team"] not in words} == set()
    totals = told["totals"]
    assert re.search(rf"Total {totals['expected']} {totals['arrived']} {totals['no_shows']} ", words)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler reads the PDF back")
def test_the_pdf_says_what_the_summary_says_and_stays_on_the_page(night: Any, tmp_path: Path) -> None:
    told, path = night(".pdf")
    holds_the_lists(program("pdftotext", "-layout", path, "-"), told)
    program("pdftoppm", "-r", "40", "-gray", "-png", path, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) > 5
    for page in pages:
        with Image.open(page) as drawn:
            left, top, right, bottom = drawn.point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
            margin = 40 * 12 / 25.4 - 2
            assert left >= margin
            assert right <= drawn.width - margin
            assert top > 0
            assert bottom < drawn.height
            ink = sum(drawn.histogram()[:128]) / (drawn.width * drawn.height)
            assert 0.001 < ink < 0.5


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler reads the PDF back")
def test_a_name_in_any_script_of_the_fonts_or_with_an_emoji_is_on_paper(tmp_path: Path) -> None:
    people = tuple(replace(NIGHT.no_shows[0], person=name) for name in NAMES)
    path = tmp_path / "night.pdf"
    path.write_bytes(rendered(report(replace(NIGHT, no_shows=people)), "pdf"))
    text = program("pdftotext", "-layout", path, "-")
    assert "□" not in text
    for letters in ("Sunny 🌞 Day", "Ana ⚽🏆 Ortíz", "Đặng Thị Linh", "Zoë 👩 ❤ Ng", *EAST):
        assert letters in text
    bare = re.sub(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text)
    assert "نور الهدى" in bare
    assert "שלום כהן" in bare
    fonts = program("pdffonts", path)
    for family in ("NotoEmoji", "WenQuanYiMicroHei"):
        assert re.search(rf"{family} +CID TrueType +Identity-H +yes yes yes", fonts)


def test_paper_carries_no_font_that_it_does_not_need() -> None:
    plain = rendered(report(NOTHING), "pdf")
    assert b"NotoEmoji" not in plain
    assert b"WenQuanYi" not in plain
    pages = Pages("List", datetime(2026, 8, 25, tzinfo=UTC))
    pages.add_page()
    pages.put(20, 20, "李小龍", size=8)
    assert b"NotoEmoji" not in bytes(pages.output())


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler reads the browser's print")
def test_the_page_prints_from_a_browser_with_every_list_and_the_chart(night: Any, tmp_path: Path) -> None:
    told, path = night(".html")
    printed = tmp_path / "printed.pdf"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}")
    program(str(BROWSER), *flags, "--no-pdf-header-footer", f"--print-to-pdf={printed}", path.as_uri())
    text = program("pdftotext", "-layout", printed, "-")
    holds_the_lists(text, told)
    assert "Arrivals over time" in text
    assert re.search(r"Signed.*Date", text)
    pages = [one for one in text.split("\f") if re.search(r"\(\d{3}\) 555-\d{4} *$", one, re.MULTILINE)]
    assert len(pages) > 2
    assert all(re.search("Division +Name +Teams +Phone", one) for one in pages[:2])


def test_no_head_breaks_in_a_column_as_wide_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages("List", datetime(2026, 8, 25, tzinfo=UTC))
    heads = (
        "Row",
        "a here",
        "r roster",
        "b box",
        "f first-aid kit",
        "Name",
        "Team",
        "Shelf",
        "Box",
        "Missing",
    )
    pages.add_page()
    drawn: list[str] = []
    monkeypatch.setattr(pages, "put", lambda *words, **_: drawn.append(words[2]))
    pages.listing("12U", heads, [[*"12345678", "", "so much that the others have no room to spare " * 9]])
    assert set(heads) <= set(drawn)
    pages.output()  # closes the fonts
