"""Badges and labels on every stock: what is drawn can be read, whatever the names."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.domain.commands import IssueBadges, IssueBoxLabels
from checkin.domain.payload import ALPHABET, Kind, Payload, encode, trial_code
from checkin.print import run as printing
from checkin.print import sheets as drawing
from checkin.print.readback import unread
from checkin.print.run import print_run
from checkin.print.sheets import spots, trial_sheet
from checkin.print.stocks import BADGES, LABELS, STOCKS, Spot, Stock
from checkin.print.tags import Tag, badge_of, in_order, label_of, teams_in_order
from tests.print.reading import DOTS, label, pages, read, sheets, wrong

MADE = datetime(2026, 8, 1, tzinfo=UTC)
NAMES = (
    "Dana Reyes",
    "María Fernanda Ortíz-Quintanilla y Sandoval de la Vega",
    "Bo",
    "محمد عبد الرحمن الهاشمي",
    "שרה כהן",
    "Christopherson-Throckmorton Wolfeschlegelsteinhausen",
    "W" * 60,
    "Zoë Ñandú III",
    "สมชาย รักดี",
    "[/red] Smith",
)
TEAMS = ("12U-G03 Scorpions, head coach", "14U-B01, assistant coach", "6U-C01, team manager", "M" * 70)
PLACE = "Shelf\u00a0A3, box\u00a047"
poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler reads the sheets back")


def tag(number: int) -> Tag:
    code = encode(Payload(Kind.COACH, "J", f"7K2{ALPHABET[number // 32]}{ALPHABET[number % 32]}", "Q7ZT"))
    name = NAMES[number % len(NAMES)]
    place = PLACE if number % 2 else ""
    return Tag(code, name, place, TEAMS[: number % 5], "AYSO Albuquerque Region 104 · Fall 2026")


def expected(tags: Sequence[Tag], stock: Stock, start: int = 1) -> list[tuple[Spot, str]]:
    places = spots(len(tags), stock, start)
    return [(spot, tag.code) for spot, tag in zip(places, tags, strict=True)]


@poppler
@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_every_kind_of_name_leaves_its_code_readable_on_every_stock(stock: Stock, tmp_path: Path) -> None:
    tags = [tag(number) for number in range(20)]
    pdf = sheets(tags, stock, title="Badges", made=MADE, start=stock.count)
    assert wrong(pdf, expected(tags, stock, stock.count), tmp_path) == []
    assert b"/Subtype /Image" not in pdf


@poppler
def test_a_used_sheet_keeps_its_first_labels_blank(tmp_path: Path) -> None:
    stock = STOCKS["5395"]
    (page,) = pages(sheets([tag(0)], stock, title="Badges", made=MADE, start=4), tmp_path)
    white = [label(page, stock.spot(number)).getextrema() == (255, 255) for number in range(stock.count)]
    assert white == [True, True, True, False, True, True, True, True]


@poppler
@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_nothing_stands_in_the_quiet_zone_of_a_code(stock: Stock, tmp_path: Path) -> None:
    import zxingcpp

    (page,) = pages(sheets([tag(6)], stock, title="Badges", made=MADE), tmp_path)
    own = label(page, stock.spot(0))
    (found,) = zxingcpp.read_barcodes(own)
    corner, far = found.position.top_left, found.position.bottom_right
    quiet = round((far.x - corner.x) / 21 * 4) - 3
    edges = (corner.x - quiet, corner.y - quiet, far.x + quiet, far.y + quiet)
    around = own.crop((max(0, edges[0]), max(0, edges[1]), *edges[2:]))
    around.paste(
        255,
        (
            corner.x - max(0, edges[0]) - 2,
            corner.y - max(0, edges[1]) - 2,
            *(far.x - max(0, edges[0]) + 3, far.y - max(0, edges[1]) + 3),
        ),
    )
    assert min(around.tobytes()) > 200


@poppler
@pytest.mark.parametrize("stock", [one for one in STOCKS.values() if not one.cut], ids=lambda one: one.key)
def test_nothing_is_printed_within_a_millimetre_of_a_labels_edge(stock: Stock, tmp_path: Path) -> None:
    tags = [tag(number) for number in range(stock.count)]
    (page,) = pages(sheets(tags, stock, title="Badges", made=MADE), tmp_path)
    for spot in spots(stock.count, stock):
        edges = (spot.left + 1, spot.top + 1, spot.left + spot.width - 1, spot.top + spot.height - 1)
        left, top, right, bottom = (round(one * DOTS / 25.4) for one in edges)
        page.paste(255, (left, top, right, bottom))
    assert page.getextrema() == (255, 255)


@poppler
def test_a_test_sheet_frames_every_label_and_shows_the_test_code(tmp_path: Path) -> None:
    stock, code = STOCKS["L7163"], trial_code()
    (page,) = pages(trial_sheet(code, stock, title="Test", made=MADE), tmp_path)
    assert [read(label(page, stock.spot(number))) for number in range(stock.count)] == [[code]] * stock.count


def test_plain_paper_has_cut_marks_and_bought_labels_have_none() -> None:
    def marks(stock: Stock) -> int:
        paper = drawing.TagSheets("Badges", MADE, stock)
        paper.set_compression(compress=False)
        paper.tag(tag(0), stock.spot(0))
        return len(re.findall(rb" l S\b", bytes(paper.output())))

    assert (marks(STOCKS["letter"]), marks(STOCKS["5392"])) == (3 * 5 * 2, 0)


def test_what_cannot_be_read_is_named_with_its_sheet_and_label(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = drawing.TagSheets._code

    def spoiled(paper: drawing.TagSheets, code: str, left: float, top: float, side: float) -> None:
        draw(paper, code, left, top, side)
        if code == tag(3).code:
            paper.put(left, top + side / 2, "X" * 9, size=40)

    monkeypatch.setattr(drawing.TagSheets, "_code", spoiled)
    run = print_run([tag(number) for number in range(8)], STOCKS["5392"], title="Badges", made=MADE, start=5)
    assert [(one.name, one.sheet, one.label) for one in run.faults] == [(NAMES[3], 2, 2)]
    assert run.missing == ()


def test_codes_that_changed_places_are_not_taken_for_good() -> None:
    tags, stock = [tag(0), tag(1)], STOCKS["5163"]
    pdf = sheets(tags[::-1], stock, title="Badges", made=MADE)
    assert unread(pdf, expected(tags, stock)) == [0, 1]


def test_without_its_packages_nothing_is_claimed_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "missing", lambda: ("zxing-cpp",))
    run = print_run([tag(0)], STOCKS["5392"], title="Badges", made=MADE)
    assert (run.missing, run.faults, run.free) == (("zxing-cpp",), (), 2)


def test_names_that_the_font_cannot_write_are_told() -> None:
    run = print_run([tag(0), tag(8)], STOCKS["5392"], title="Badges", made=MADE)
    assert run.odd == (NAMES[8],)


def season_tags(season: Path) -> tuple[list[Tag], list[Tag]]:
    """Badges of everybody and labels of every box of the made-up region."""
    desk = Desk.open(season, desk="badges", by="")
    desk.load()
    try:
        desk.do(IssueBadges(tuple(desk.roster.people)))
        desk.do(IssueBoxLabels(tuple(desk.roster.teams)))
        people = in_order(desk.roster.people.values(), desk.roster, desk.region)
        teams = teams_in_order(desk.roster.teams.values(), desk.region)
        return (
            [badge_of(one, desk.badge(one.key), desk.roster, desk.region) for one in people],
            [label_of(one, desk.box_label(one.key), desk.roster, desk.region) for one in teams],
        )
    finally:
        desk.close()


@poppler
def test_the_first_sheets_of_a_season_read_back(season: Path, tmp_path: Path) -> None:
    badges, labels = season_tags(season)
    for tags, stock in ((badges, STOCKS[BADGES]), (labels, STOCKS[LABELS])):
        pdf = sheets(tags[: 3 * stock.count], stock, title="Badges", made=MADE)
        assert wrong(pdf, expected(tags[: 3 * stock.count], stock), tmp_path) == []


@poppler
@pytest.mark.long
def test_a_whole_season_reads_back_on_every_stock(season: Path, tmp_path: Path) -> None:
    many = int(os.environ.get("CHECKIN_SHEETS", "1000"))
    badges, labels = season_tags(season)
    assert len(badges) > 400
    for stock in STOCKS.values():
        for tags in (badges, labels):
            pdf = sheets(tags, stock, title="Badges", made=MADE)
            assert wrong(pdf, expected(tags, stock), tmp_path, many) == [], stock.key
