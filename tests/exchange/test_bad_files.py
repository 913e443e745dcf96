"""A file that can't be imported is refused in a sentence that says what to do, and changes nothing."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from checkin.domain.people import Roster
from checkin.exchange import Answers, ImportRefused, plan_import, read_files
from tests.exchange.test_plan import NOW, SAMPLES, keys

HEADER = "Team,First Name,Last Name,Role\n"
GOOD = HEADER + "12U-G03,Dana,Reyes,Coach\n"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: list[list[object]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("One")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return data.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return out.getvalue()


XLSX = workbook([["Team", "First Name", "Last Name"], ["12U-G03", "Dana", "Reyes"]])


def sized(size: int) -> bytes:
    """Return a workbook that states another size for its sheet than it has."""
    true = len(zipfile.ZipFile(io.BytesIO(XLSX)).read(SHEET))
    return XLSX.replace(struct.pack("<I", true), struct.pack("<I", size))


FAR = changed(
    XLSX,
    SHEET,
    lambda xml: xml.replace(b'r="C2"', b'r="XFD1048576"').replace(b'<row r="2"', b'<row r="1048576"'),
)
BOMB = sized(600 << 20)
LYING = sized(10)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

BAD: list[tuple[str, str, bytes, str]] = [
    ("empty", "a.csv", b"", "empty"),
    ("blank lines only", "a.csv", b"\n\n , ,\n", "empty"),
    ("header only", "a.csv", HEADER.encode(), "no row below"),
    ("empty workbook", "a.xlsx", workbook([]), "empty"),
    ("header only in a workbook", "a.xlsx", workbook([["Team", "First Name", "Last Name"]]), "no row below"),
    ("no bytes named workbook", "a.xlsx", b"", "empty"),
    ("text named workbook", "a.xlsx", GOOD.encode(), "no workbook"),
    ("workbook named text", "a.csv", XLSX, "workbook"),
    ("a picture", "a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
    ("a PDF", "a.csv", b"%PDF-1.7 ...", "PDF"),
    ("a web page", "a.csv", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "web page"),
    ("a ZIP of something else", "a.xlsx", XLSX.replace(b"xl/workbook.xml", b"ab/workbook.xml"), "no XLSX workbook"),
    ("truncated workbook", "a.xlsx", XLSX[: len(XLSX) // 2], "damaged"),
    ("damaged inside", "a.xlsx", XLSX[:900] + b"\xff" * 40 + XLSX[940:], "damaged"),
    ("sheet is no XML", "a.xlsx", changed(XLSX, SHEET, lambda _: b"<worksheet><sheetData><row"), ""),
    ("password", "a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("old Excel", "a.xls", OLE, "old Excel"),
    ("unpacks to gigabytes", "a.xlsx", BOMB, "unpacks to"),
    ("says it is small and is not", "a.xlsx", LYING, "damaged"),
    ("a cell in the last corner", "a.xlsx", FAR, "far out"),
    ("NUL bytes", "a.csv", GOOD.encode() + b"\0\0\0", "not a text file"),
    ("bytes of no text", "a.csv", GOOD.encode() + b"\x81\x8d\xff", "not a text file"),
    ("a cell of 1,000,000 characters", "a.csv", (GOOD + "x" * 1_000_000 + ",a,b,c\n").encode(), "longer than"),
    ("the same in a workbook", "a.xlsx",
     changed(XLSX, "xl/sharedStrings.xml", lambda xml: xml.replace(b"Reyes", b"x" * 1_000_000)), "longer than"),
    ("an open quotation mark", "a.csv", (GOOD + '12U-G04,"Dana,Reyes,Coach\nTM 1,a,b,c\n').encode(), "quotation"),
    ("another table", "a.csv", b"Planet,Mass\nEarth,1\nMars,0.1\n", "No row of this file"),
    ("a letter", "a.csv", b"Dear all,\n\nwe meet on Tuesday.\n", "No row of this file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), [pytest.param(*one[1:], id=one[0]) for one in BAD])
def test_a_bad_file_is_refused_in_words_and_nothing_is_imported(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = Roster()
    with pytest.raises(ImportRefused) as refused:
        plan_import([SAMPLES / "volunteers.csv", path], before, new_key=keys(), now=NOW)
    assert words in refused.value.sentence
    assert refused.value.file == name
    assert refused.value.sentence.endswith(".")
    assert "Traceback" not in str(refused.value)
    assert before == Roster()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="doesn't exist"):
        read_files([tmp_path / "nowhere.csv"])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="folder"):
        read_files([tmp_path])


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(ImportRefused, match=r"1,024 MB; the limit is 128 MB"):
        read_files([path])


def test_a_needed_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = (
        (SAMPLES / "volunteers.csv")
        .read_text(encoding="utf-8-sig")
        .replace("Volunteer Last Name", "Surname?")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        ImportRefused, match=r'Volunteer Details, but the column "Volunteer Last Name" is missing'
    ):
        read_files([path])


def test_an_unknown_kind_is_answered_with_those_there_are() -> None:
    with pytest.raises(ImportRefused, match="admin-licenses"):
        read_files([SAMPLES / "licenses.csv"], Answers(kind="licences"))


def test_the_line_of_a_broken_row_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD + '12U-G04,"Dana,Reyes,Coach\n', encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_files([path])
    assert refused.value.line == 3
