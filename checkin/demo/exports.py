"""Writes the made-up region as the files that really arrive."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from checkin.demo.cast import Cast, Volunteer
from checkin.demo.credentials import Credentials, Proof

__all__ = ["write_exports"]

_Credentials = Mapping[str, Credentials]

_DETAILS = (
    "Program Name", "Division Name", "Team Name", "Volunteer Role", "Volunteer First Name",
    "Volunteer Last Name",
    "Volunteer Street Address", "Volunteer Address Unit", "Volunteer City", "Volunteer State",
    "Volunteer Postal Code", "Volunteer Email Address", "Volunteer Telephone", "Volunteer Cellphone",
    "Volunteer Other Phone", "Association Volunteer ID",
)  # fmt: skip
_LICENCES = (
    "Textbox7", "Textbox80", "Textbox9", "Textbox17", "Section", "Area", "Club_ID", "Admin_ID", "AdminID",
    "AdminAltID", "First_Name", "Last_Name", "DOB", "Gender", "Email", "Address", "City", "PostalCode",
    "LicenseLevel", "Risk_Submit_Date",
)  # fmt: skip
_CERTIFICATE = ("Uploaded", "Verified", "Verified By", "Verified\nDate", "Expire\nDate")
_STATUS = (
    ("", ("Admin ID", "Admin Alt ID", "First Name", "Last Name", "DOB", "Email", "Photo\nUploaded")),
    ("Coaching License", ("Level", "#", "Obtained")),
    ("Referee Grade", ("", "Obtained", "Expire")),
    ("ID", ("Verified", "Verified By", "Verified\nDate")),
    ("Risk", ("Status", "Expire\nDate")),
    ("AYSOs\nSafe Haven", _CERTIFICATE),
    ("Concussion\nAwareness", _CERTIFICATE),
    ("SafeSport", _CERTIFICATE),
    ("Sudden\nCardiac Arrest", _CERTIFICATE),
)
"""Groups of the two-row header, with the fields below each."""
_NO_BOX, _NO_NUMBER = 50, 67
"""One team in that many is not on the box sheet yet, or has a shelf and no number."""


def write_exports(
    folder: Path, cast: Cast, held: _Credentials, now: datetime, program: str
) -> tuple[Path, ...]:
    """Write the four files, made some hours before now, and return their paths."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = now - timedelta(hours=5)
    details = folder / "Volunteer_Details.csv"
    _write_csv(details, [_DETAILS, *_detail_rows(cast, program)], encoding="utf-8")
    status = folder / "AdminCredentialsStatusDynamic.xlsx"
    _write_status(status, cast, held, made)
    licences = folder / "AdminLicenseGrade.csv"
    _write_csv(licences, [_LICENCES, *_licence_rows(cast, held)], encoding="utf-8-sig")
    boxes = folder / "uniform boxes.csv"
    _write_csv(boxes, [("Team", "Division", "Shelf", "Box", "Notes"), *_box_rows(cast)], encoding="cp1252")
    files = (details, status, licences, boxes)
    for one in files:
        one.chmod(0o600)
        os.utime(one, (made.timestamp(), made.timestamp()))
    return files


def _write_csv(path: Path, rows: Iterable[Sequence[str]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)


def _detail_rows(cast: Cast, program: str) -> Iterable[tuple[str, ...]]:
    """Yield a row for each duty of each person; no team is spelled `Unallocated`."""
    rows = sorted(
        ((duty, one) for one in cast.volunteers for duty in one.duties),
        key=lambda row: (row[0].division, row[0].team, row[0].role, row[1].admin_id),
    )
    for duty, one in rows:
        house = 100 + int(one.admin_id[-4:]) % 9000
        address = (f"{house} Made Up Rd NE", "", "Albuquerque", "NM", "87100")
        number = "" if one.called.without_id else one.admin_id
        team = duty.team or "Unallocated"
        yield (
            program, duty.division, team, duty.role, one.called.first, one.called.last,
            *address, one.email, "", one.phone, "", number,
        )  # fmt: skip


def _licence_rows(cast: Cast, held: _Credentials) -> Iterable[tuple[str, ...]]:
    """Yield a row for each licence; the platform's names lie: `Admin_ID` is the region's number."""
    titles = ("Admin License/Grade", "Region 104", "Coach", "License Level")
    for one in _on_record(cast, held):
        for licence in held[one.admin_id].every():
            yield (
                *titles, "12", "C", "0104", "104", one.admin_id, one.ayso_id,
                one.called.formal, one.called.last,
                f"{_born(one):%m/%d/%Y}", "", one.email, "", "Albuquerque", "87100",
                licence.name, f"{licence.on:%m/%d/%Y} 12:00:00 AM",
            )  # fmt: skip


def _box_rows(cast: Cast) -> Iterable[tuple[str, ...]]:
    """Yield a row for each box, as somebody typed them along the shelves."""
    for place, one in enumerate(cast.squads, start=1):
        if place % _NO_BOX:
            number = one.box if place % _NO_NUMBER else ""
            yield (
                one.name,
                one.division,
                one.shelf,
                number,
                "" if number else "¿número? ask at the depot",
            )


def _on_record(cast: Cast, held: _Credentials) -> list[Volunteer]:
    """Return everybody whom the platform knows, as it sorts them."""
    known = [one for one in (*cast.volunteers, *cast.former) if held[one.admin_id].known]
    return sorted(known, key=lambda one: (one.called.last.casefold(), one.called.formal, one.admin_id))


def _born(one: Volunteer) -> date:
    """Return a made-up birthday, which the import throws away."""
    youth = any(duty.role.startswith("Youth") for duty in one.duties)
    return date(2011 if youth else 1965 + int(one.admin_id[-2:]) % 35, 1 + int(one.admin_id[-1]), 15)


def _write_status(path: Path, cast: Cast, held: _Credentials, made: datetime) -> None:
    """Write the wide report: a title, the run's date, then the header in rows 3 and 4."""
    with xlsxwriter.Workbook(path, {"default_date_format": "mm/dd/yyyy"}) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet("AdminCredentialsStatusDynamic")
        wrapped = book.add_format({"text_wrap": True, "bold": True})
        sheet.write_string(0, 0, "Admin Credentials Status (Dynamic)")
        sheet.write_string(1, 0, f"Run {made:%m/%d/%Y}")
        column = 0
        for group, fields in _STATUS:
            if group:
                sheet.merge_range(2, column, 2, column + len(fields) - 1, group, wrapped)
            sheet.write_row(3, column, fields, wrapped)
            column += len(fields)
        for row, one in enumerate(_on_record(cast, held), start=4):
            for place, cell in enumerate(_status_row(one, held[one.admin_id])):
                if isinstance(cell, date):
                    sheet.write_datetime(row, place, cell)
                elif cell:
                    sheet.write_string(row, place, cell)


def _status_row(one: Volunteer, held: Credentials) -> list[str | date]:
    licence = held.highest
    youth = any(duty.role.startswith("Youth") for duty in one.duties)
    renewed = held.concussion.on or held.safe_haven.on
    risk: tuple[str, ...] = ("Blue" if youth else "Green",) if renewed else ("",)
    return [
        one.admin_id, one.ayso_id, one.called.formal, one.called.last, _born(one), one.email, "Y",
        *((licence.name, one.admin_id[-6:], licence.on) if licence else ("", "", "")),
        "", "", "",
        "Y", "Registrar", held.safe_haven.on or "",
        *risk, "",
        *_certificate(held.safe_haven),
        *_certificate(held.concussion),
        *_certificate(Proof(renewed, verified=True), years=1),
        *_certificate(Proof(renewed, verified=True)),
    ]  # fmt: skip


def _certificate(proof: Proof, years: int = 0) -> tuple[str | date, ...]:
    """Return the five cells of a certificate."""
    if proof.on is None:
        return ("N", "N", "", "", "")
    expires = proof.on + timedelta(days=365 * years) if years else ""
    return ("Y", "Y", "Registrar", proof.on, expires) if proof.verified else ("Y", "N", "", proof.on, "")
