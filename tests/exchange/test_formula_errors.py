"""A formula that fails is listed with its cell and its words; the reader itself gives such cells as empty."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from checkin.domain.people import Roster
from checkin.exchange import ImportRefused, Plan, plan_import
from tests.exchange.test_plan import NOW, keys

HEADER = ["Team", "First Name", "Last Name", "Role", "Notes"]


def planned(path: Path) -> Plan:
    return plan_import([path], Roster(), new_key=keys(), now=NOW)


def workbook(path: Path, errors: dict[str, str], *, sheets: tuple[str, ...] = ("U12 & up",)) -> Path:
    """Write a sheet whose rows are full but for these cells, the last sheet of several."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row("B2", HEADER)
            for row, first in enumerate(["Ann", "Ben", "Cem"], start=2):
                sheet.write_row(row, 1, [f"T{row}", first, "Stone", "Coach", "tall"])
        for place, error in errors.items():
            sheet.write_formula(place, "=A1" + "+A1" * 300, None, error)
    path.write_bytes(data.getvalue())
    return path


def told(plan: Plan) -> list[str]:
    return [f"{one.line} {one.column} {one.value}: {one.reason}" for one in (*plan.rejected, *plan.odd)]


@pytest.mark.parametrize("chunk", [700, 1 << 20])
def test_an_error_in_a_cell_that_is_used_is_listed_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """However much of the sheet is looked at in one piece."""
    monkeypatch.setattr("checkin.exchange.inside._CHUNK", chunk)
    path = workbook(tmp_path / "teams.xlsx", {"B3": "#REF!", "D4": "#N/A", "F5": "#NAME?"})
    plan = planned(path)
    assert told(plan) == [
        "3 Team #REF!: an error of the spreadsheet, counts as empty",
        "4 Last Name #N/A: Ben has no last name",
    ]
    assert [one.name for one in plan.roster.people.values()] == ["Ben", "Ann Stone", "Cem Stone"]


def test_a_row_of_nothing_but_errors_is_rejected_and_counts_as_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "teams.xlsx", dict.fromkeys(["B4", "C4", "D4", "E4", "F4"], "#VALUE!"))
    plan = planned(path)
    assert told(plan) == ["4 Team #VALUE!: nothing but errors of the spreadsheet: mend its formulas"]
    assert (plan.files[0].rows.read, plan.files[0].rows.rejected) == (3, 1)


def test_errors_belong_to_the_sheet_that_has_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "teams.xlsx", {"D3": "#DIV/0!"}, sheets=("10U", "12U <girls>"))
    assert [(one.file, one.line) for one in planned(path).odd] == [("teams.xlsx [12U <girls>]", 3)]


def test_the_same_words_in_a_text_file_are_errors_too(tmp_path: Path) -> None:
    path = tmp_path / "boxes.csv"
    path.write_text("Team,Shelf,Box\nT1,#N/A,4\n#REF!,A2,5\nT#3,A3,#6\n", encoding="utf-8")
    plan = planned(path)
    assert told(plan) == [
        "3 Team #REF!: no team",
        "2 Shelf #N/A: an error of the spreadsheet, counts as empty",
    ]
    assert (plan.roster.teams["T#3"].shelf, plan.roster.teams["T#3"].box) == ("A3", "#6")


def test_a_sheet_full_of_errors_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkin.exchange.formula_errors._MOST", 2)
    with pytest.raises(ImportRefused, match="mend its formulas"):
        planned(workbook(tmp_path / "teams.xlsx", dict.fromkeys(["D3", "D4", "D5"], "#REF!")))
