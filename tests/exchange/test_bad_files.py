"""A file that can't be imported is refused in a sentence that says what to do, and changes nothing."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from checkin.domain.people import Roster
from checkin.exchange import Answers, ImportRefused, open_file, plan_import, read_files
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

SPARSE = workbook(
    [
        ["Team", "First Name", "Last Name"],
        ["12U-G03", "Dana", "Reyes"],
        *[list[object]()] * 19_000,
        [*[""] * 1_000, "far"],
    ]
)
LONG = changed(XLSX, "xl/sharedStrings.xml", lambda xml: xml.replace(b"Reyes", b"x" * 30_000))
REPEATED = changed(
    LONG,
    SHEET,
    lambda xml: xml.replace(
        b"</sheetData>",
        b"".join(b'<row r="%d"><c r="A%d" t="s"><v>5</v></c></row>' % (row, row) for row in range(3, 4000))
        + b"</sheetData>",
    ),
)

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
    ("a cell far out in a small file", "a.xlsx", SPARSE, "far out"),
    ("one long text in thousands of cells", "a.xlsx", REPEATED, "Very long texts"),
    ("a line of five million commas", "a.csv", GOOD.encode() + b"," * 5_000_000, "more than any table's row"),
    ("a row of a million cells", "a.csv", GOOD.encode() + b"x," * 1_000_000, "as in a spreadsheet"),
    ("a ZIP file", "a.zip", XLSX, "Take the export out of it"),
    ("another program's spreadsheet", "a.ods", XLSX, "save it as XLSX or CSV"),
    ("a quotation mark open over many lines", "a.csv", (GOOD + '"' + "a\n" * 6000).encode(), "quotation"),
    ("cells of line breaks without end", "a.csv", (GOOD + '"' + '\n","' * 6000 + '"\n').encode(), "quotation"),
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


def test_a_table_of_more_rows_than_any_region_has_is_refused_before_anything_is_made_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_file, "MAX_ROWS", 100)
    rows = [["Team", "First Name", "Last Name"], *(["T1", "Ann", f"One{number}"] for number in range(130))]
    for name, data in (
        ("a.csv", "\n".join(",".join(row) for row in rows).encode()),
        ("a.xlsx", workbook([list[object](row) for row in rows])),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ImportRefused, match="more than 100 rows"):
            read_files([path])
    (tmp_path / "a.csv").write_text(HEADER + "T1,Ann,One,\n" * 90 + "\n" * 90, encoding="utf-8")
    assert read_files([tmp_path / "a.csv"])[0].rows == 90


WATCHED = """
import resource, sys, zipfile
from pathlib import Path
from checkin.exchange import ImportRefused, read_files

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform == "darwin" else 1 / 1024)

path = Path(sys.argv[1])
size = path.stat().st_size
if zipfile.is_zipfile(path):
    size = sum(one.file_size for one in zipfile.ZipFile(path).infolist())
before = peak()
try:
    read_files([path])
except ImportRefused:
    pass
used = peak() - before
assert used <= 10 * size + 100 * 2**20, (used // 2**20, size // 2**20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measured where the system tells the peak")
@pytest.mark.parametrize(
    "kind", ["commas", "columns", "tiny rows", "far cell", "repeated text", "a plain export"]
)
def test_the_memory_of_a_reading_is_bounded_by_what_the_file_holds(tmp_path: Path, kind: str) -> None:
    export = "Team,First Name,Last Name,Role,Email,Street\n" + "".join(
        f"12U-G{row:05},Dana,Reyes{row},Head Coach,dana{row}@example.org,{row} Example Street NE Apartment 7\n"
        for row in range(20_000)
    )
    data = {
        "commas": ("a.csv", (GOOD + "," * 30_000_000).encode()),
        "columns": ("a.csv", (b"Team,Last Name" + b",x" * 4000 + b"\n") * 30),
        "tiny rows": ("a.csv", b"Team,Last Name\n" + b"T1,A\n" * 2_000_000),
        "far cell": ("a.xlsx", SPARSE),
        "repeated text": ("a.xlsx", REPEATED),
        "a plain export": ("a.csv", export.encode()),
    }
    name, content = data[kind]
    path = tmp_path / name
    path.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, str(path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


PLANNED = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from checkin.domain.people import Roster
from checkin.exchange import plan_import

path, keys, unit = Path(sys.argv[1]), count(1), 1 if sys.platform == "darwin" else 1024
before = getrusage(RUSAGE_SELF).ru_maxrss
plan = plan_import([path], Roster(), new_key=lambda: f"{next(keys):X}", now=datetime.now(UTC))
used, size = (getrusage(RUSAGE_SELF).ru_maxrss - before) * unit, path.stat().st_size
assert len(plan.roster.people) == int(sys.argv[2])
assert used <= 10 * size + 100 * 2**20, (used // 2**20, size // 2**20)
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="measured where the system tells the peak")
def test_the_memory_of_a_plan_is_bounded_for_as_many_short_rows_as_a_table_may_have(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    rows = (f"Ann{row % 977},Bell{row},12U-G{row % 3000:04}\n" for row in range(open_file.MAX_ROWS))
    path.write_text("First Name,Last Name,Team\n" + "".join(rows), encoding="utf-8")
    command = [sys.executable, "-c", PLANNED, str(path), str(open_file.MAX_ROWS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
