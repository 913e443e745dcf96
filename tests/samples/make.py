"""Writes the sample files beside it: `python -m tests.samples.make`. Everybody in them is made up."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent

VOLUNTEER_HEADER = (
    "Program Name,Division Name,Team Name,Volunteer Role,Volunteer First Name,Volunteer Last Name,"
    "Volunteer Street Address,Volunteer Address Unit,Volunteer City,Volunteer State,Volunteer Postal Code,"
    "Volunteer Email Address,Volunteer Telephone,Volunteer Cellphone,Volunteer Other Phone,Association Volunteer ID"
)
_FALL = "Fall 2026 Core"
_HOME = ["1 Example St", "", "Albuquerque", "NM", "87100"]


def _volunteer(
    division: str, team: str, role: str, name: str, email: str, phone: str, number: str
) -> list[str]:
    first, _, last = name.partition(" ")
    return [_FALL, division, team, role, first, last, *_HOME, email, "", phone, "", number]


VOLUNTEERS = [
    _volunteer(
        "12U Girls",
        "12U-G03 Roadrunners",
        "Head Coach",
        "Dana Reyes",
        "dana@example.org",
        "505-555-0101",
        "70123456",
    ),
    _volunteer(
        "08U Boys", "08U-B01", "Assistant Coach", "Dana Reyes", "dana@example.org", "505-555-0101", "70123456"
    ),
    _volunteer(
        "12U Girls",
        "12U-G03 Roadrunners",
        "Assistant Coach",
        "Luis Reyes",
        "dana@example.org",
        "505-555-0102",
        "70123457",
    ),
    _volunteer(
        "08U Boys", "08U-B01", "Head Coach", "William Smith", "wsmith@example.org", "505-555-0103", ""
    ),
    _volunteer(
        "10UB",
        "10UB - 03 - nuñez/o'brien",
        "Head Coach",
        "José Núñez García",
        "pepe@example.org",
        "505-555-0104",
        "12345-678901",
    ),
    _volunteer(
        "10UB",
        "10UB - 03 - nuñez/o'brien",
        "Assistant Coach",
        "Sean O'Brien",
        "sean@example.org",
        "505-555-0105",
        "12345-678902",
    ),
    _volunteer(
        "14U Girls",
        "14U-G01",
        "Head Coach",
        "Maria Lopez",
        "maria.one@example.org",
        "505-555-0106",
        "70123460",
    ),
    _volunteer(
        "14U Boys",
        "14U-B02",
        "Head Coach",
        "Maria Lopez",
        "maria.two@example.org",
        "505-555-0107",
        "70123461",
    ),
    _volunteer(
        "06U Coed", "06U-C07", "Head Coach", "[/red] Smith", "red@example.org", "505-555-0108", "70123462"
    ),
    _volunteer(
        "06U Coed", "Unallocated", "Assistant Coach", "Lupe Ortiz", "lupe@example.org", "505-555-0109", ""
    ),
    _volunteer(
        "12U Girls",
        "12U-G03 Roadrunners",
        "Team Manager",
        "Zoë Weiß",
        "zoe@example.org",
        "505-555-0110",
        "70123463",
    ),
    _volunteer("10UB", "10UB - 04", "Head Coach", "", "nobody@example.org", "", ""),
    _volunteer("Referee", "", "Referee", "Robert Young", "ryoung@example.org", "505-555-0111", "70123464"),
]

CREDENTIAL_GROUPS: list[tuple[str, list[str]]] = [
    ("", ["Admin ID", "Admin Alt ID", "First Name", "Last Name", "DOB", "Email", "Cell\nPhone"]),
    ("Coaching License", ["Level", "#", "Obtained"]),
    ("Risk", ["Status", "Expire\nDate"]),
    ("AYSOs Safe Haven", ["Verified", "Verified\nDate"]),
    ("Concussion\nAwareness", ["Verified", "Verified\nDate"]),
    ("SafeSport", ["Verified", "Verified\nDate", "Expire\nDate"]),
]
CREDENTIALS: list[list[Any]] = [
    ["11111-000001", 70123456.0, "Dana", "Reyes", date(1980, 1, 1), "dana@example.org", "505-555-0101",
     "12U Coach", "L1", datetime(2025, 8, 24, 10, 30),  # noqa: DTZ001  a cell knows no zones
        "Green", date(2027, 7, 31), "Y", date(2021, 8, 2), "Y", date(2026, 7, 30), "Y", date(2026, 1, 5), date(2027, 1, 5)],
    ["11111-000002", 70123457.0, "Luis", "Reyes", date(1979, 1, 1), "dana@example.org", "",
     "", "", "", "Gray", "", "N", "", "N", date(2026, 8, 1), "N", "", ""],
    ["11111-000003", "", "Bill", "Smith", date(1975, 1, 1), "bill.smith@work.example", "",
     "8U Coach", "L3", date(2023, 8, 24), "Green", date(2027, 7, 31), "Y", date(2019, 8, 2), "Y", date(2025, 8, 1), "N", "", ""],
    ["12345-678901", "", "JOSE", "NUNEZ GARCIA", date(1985, 1, 1), "jose@other.example", "",
     "Z-Online U-10 Coach", "L4", date(2026, 8, 1), "Green", date(2027, 7, 31), "Y", date(2022, 8, 2), "Y", date(2026, 8, 1), "Y", date(2026, 1, 5), date(2027, 1, 5)],
    ["11111-000006", 70123460.0, "Maria", "Lopez", date(1985, 2, 1), "maria.one@example.org", "",
     "Intermediate (14U) Coach", "L5", date(2025, 9, 1), "Green", date(2027, 7, 31), "Y", date(2022, 8, 2), "Y", date(2026, 8, 1), "N", "", ""],
    ["11111-000007", 70123461.0, "Maria", "Lopez", date(1986, 2, 1), "maria.two@example.org", "",
     "", "", "", "Blue", "", "N", "", "N", "", "N", "", ""],
    ["11111-000099", "", "Walter", "Unlisted", date(1986, 2, 1), "walter@example.org", "",
     "6U Coach", "L9", date(2026, 8, 2), "Green", date(2027, 7, 31), "Y", date(2026, 8, 2), "Y", date(2026, 8, 2), "Y", date(2026, 8, 2), date(2027, 8, 2)],
]  # fmt: skip

LICENSES = """\
Textbox7,Textbox80,Textbox9,Textbox17,Section,Area,Club_ID,Admin_ID,AdminID,AdminAltID,First_Name,Last_Name,DOB,Gender,Email,Address,City,PostalCode,LicenseLevel,Risk_Submit_Date
License Grade,2026,,,12,C,104,Region 104,11111-000001,70123456,Dana,Reyes,1/1/1980,F,dana@example.org,1 Example St,Albuquerque,87100,12U Coach,8/24/2025 12:00:00 AM
License Grade,2026,,,12,C,104,Region 104,11111-000001,70123456,Dana,Reyes,1/1/1980,F,dana@example.org,1 Example St,Albuquerque,87100,8U Coach,8/10/2024 12:00:00 AM
License Grade,2026,,,12,C,104,Region 104,12345-678901,,José,Núñez García,1/1/1985,M,jose@other.example,1 Example St,Albuquerque,87100,Z-Online U-10 Coach,8/1/26
License Grade,2026,,,12,C,104,Region 104,12345-678902,,Sean,O'Brien,1/1/1985,M,sean@example.org,1 Example St,Albuquerque,87100,10U Coach,2025-03-09
License Grade,2026,,,12,C,104,Region 104,11111-000003,,William,Smith,1/1/1975,M,bill.smith@work.example,1 Example St,Albuquerque,87100,8U Coach,
License Grade,2026,,,12,C,104,Region 104,,70123464,Bob,Young,1/1/1975,M,,1 Example St,Albuquerque,87100,Advanced (19U) Coach,the spring
"""

TEAM_SHEET = """\
Region 104 fall teams;;;;
;;;;
Team;First Name;Last Name;Role;Notes
12U-G03 Roadrunners;Dana;Reyes;Coach;
10UB-03 nuñez/o'brien;Pepe;Núñez García;Coach;orange shirts
TM 1;Guadalupe;Ortiz;TP (Team Parent);
TM 1;Maria;Lopez;Coach;
TM 2;TBD;;Coach;
;;;;
Total;;;;
"""

BOXES = """\
team,shelf,box
12U-G03 Roadrunners,C3,47
08U-B01,A1,2
10UB-03-nuñez/o'brien,B2,31
14U-G01,D1,60
14U-B02,D1,60
06U-C07,A2,9
99U-X01,Z9,99
,A4,5
"""

VERIFICATION = """\
Program Name,Division Name,User Id,Volunteer Id,Volunteer Role,Volunteer First Name,Volunteer Last Name,Volunteer Email Address,Volunteer Cellphone,Risk Status,Risk Expiry Date,Coaching Licence,SafeSport (Head Coach),SafeSport (Assistant Coach),Concussion Awareness (Head Coach),Concussion Awareness (Assistant Coach),AYSOs Safe Haven (Head Coach),AYSOs Safe Haven (Assistant Coach),Sudden Cardiac Arrest (Head Coach),Coaching Licence Number,Coaching Licence Expiry Date
Fall 2026,12U Girls,81234567,91234567,Head Coach,Dana,Reyes,DANA@example.org,505-555-0101,Green,2027-07-31,12U Coach,Verified,Not Uploaded,Verified,,Verified,,Not Verified,L1,
Fall 2026,12U Girls,81234568,91234568,Assistant Coach,Luis,Reyes,dana@example.org,505-555-0102,Gray,,,,Not Uploaded,,Pending Verification,,Not Verified,,,
Fall 2026,08U Boys,81234569,91234569,Head Coach,William,Smith,wsmith@example.org,505-555-0103,Green,2027-07-31,8U Coach,ask Ann,,Verified,,Verified,,,L3,
"""

INLEAGUE = """\
Team\tFirst Name\tLast Name\tTitle\tVol Comment\tStreet\tCity\tState\tZip\tEmail\tHome Phone\tCell Phone\tRisk Status\tRisk Status Expiration\tSafe Haven\tConcussion\tSafeSport\tCertifications
R0104-U12G-03\tDana\tReyes\tHead Coach\t\t1 Example St\tAlbuquerque\tNM\t87100\tdana@example.org\t505-555-0101\t\tGreen\t7/31/2027\tY\t7/30/2026\tY\t12U Coach, 8U Coach and Safe Haven Coach
R0104-U10B-03\tJosé\tNúñez García\tHead Coach\tlikes mornings\t1 Example St\tAlbuquerque\tNM\t87100\tpepe@example.org\t\t505-555-0104\tGreen\t7/31/2027\tN\tN\tN\tZ-Online U-10 Coach
"""

CREDENTIALS_CSV = """\
Textbox332,CertificateName,League,Club,ClubSID,RegDate,IDNUM1,AltID,FirstName,LastName,DOB,GenderCode,email,RiskStatus,RiskExpireDate,licLevel,licNum,LicObtainDate,ccVerified,ccVerifyBy,ccVerifyDate,ExpirationDateC
x,AYSOs Safe Haven,12/C/0104,104,1,8/1/2026,11111-000001,70123456,Dana,Reyes,1/1/1980,F,dana@example.org,Green,7/31/2027,12U Coach,L1,8/24/2025 12:00:00 AM,Y,admin,8/2/2021 12:00:00 AM,
x,Z-Online CDC Concussion Awareness Training,12/C/0104,104,1,8/1/2026,11111-000001,70123456,Dana,Reyes,1/1/1980,F,dana@example.org,Green,7/31/2027,12U Coach,L1,8/24/2025 12:00:00 AM,N,,7/30/2026 12:00:00 AM,7/30/2027 12:00:00 AM
x,AYSOs Safe Haven,12/C/0104,104,1,8/1/2026,11111-000007,70123461,Maria,Lopez,2/1/1986,F,maria.two@example.org,Blue,,,,,N,,,
"""

PLAIN_SHEET = """\
sep=;
COACH NAME;E-MAIL;Phone number;TEAM #;Age group;Position;Favourite colour
Reyes, Dana;Dana@Example.org;(505) 555-0101;12U-G03 Roadrunners;12U;Head;blue
Núñez García, José;not yet;505.555.0104;10UB-03 nuñez/o'brien;10U;Head;
"\x1b[31mEvil\u202e, [/red]";;;06U-C07;6U;Head;"two
lines"
Smith, Bob;;;08U-B01;8U;Asst;;one too many
"""


def _workbook(name: str) -> Any:
    """Return a new workbook that comes out the same every time."""
    book = xlsxwriter.Workbook(str(HERE / name))
    book.set_properties({"created": datetime(2026, 8, 1)})  # noqa: DTZ001  a workbook knows no zones
    return book


def volunteers() -> None:
    rows = [
        VOLUNTEER_HEADER,
        *(",".join(f'"{one}"' if "," in one else one for one in row) for row in VOLUNTEERS),
    ]
    (HERE / "volunteers.csv").write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8", newline="")
    book = _workbook("volunteers.xlsx")
    sheet = book.add_worksheet("Volunteer Details")
    for at, row in enumerate([VOLUNTEER_HEADER.split(","), *VOLUNTEERS]):
        sheet.write_row(at, 0, row)
    book.close()


def credentials() -> None:
    book = _workbook("credentials.xlsx")
    sheet = book.add_worksheet("Admin Credentials Status")
    day = book.add_format({"num_format": "mm/dd/yyyy"})
    sheet.write(0, 0, "Admin Credentials Status (Dynamic)")
    at = 0
    for group, names in CREDENTIAL_GROUPS:
        if group and len(names) > 1:
            sheet.merge_range(2, at, 2, at + len(names) - 1, group)
        for place, name in enumerate(names):
            sheet.write(3, at + place, name)
        at += len(names)
    for line, row in enumerate(CREDENTIALS, start=4):
        for place, cell in enumerate(row):
            sheet.write(line, place, cell, day if isinstance(cell, date) else None)
    book.close()


def licenses() -> None:
    """The XLSX form has a title row first, and real dates."""
    book = _workbook("licenses.xlsx")
    day = book.add_format({"num_format": "m/d/yyyy"})
    sheet = book.add_worksheet("AdminLicenseGrade")
    sheet.write(0, 0, "Admin License Grade")
    for at, row in enumerate(csv.reader(io.StringIO(LICENSES)), start=1):
        sheet.write_row(at, 0, row)
    sheet.write_datetime(2, 19, datetime(2025, 8, 24), day)  # noqa: DTZ001  a cell knows no zones
    sheet.write_number(3, 19, 45514)
    sheet.write_number(2, 9, 70123456)
    book.close()


def texts() -> None:
    (HERE / "licenses.csv").write_text(LICENSES, encoding="utf-8", newline="")
    (HERE / "team-sheet.csv").write_text(TEAM_SHEET, encoding="cp1252", newline="")
    (HERE / "verification.csv").write_text(VERIFICATION, encoding="utf-8", newline="")
    (HERE / "inleague.tsv").write_text(INLEAGUE, encoding="utf-16", newline="")
    (HERE / "credentials.csv").write_text("\ufeff" + CREDENTIALS_CSV, encoding="utf-8", newline="")
    (HERE / "plain-sheet.csv").write_text(PLAIN_SHEET, encoding="utf-8", newline="")
    (HERE / "boxes.csv").write_text(BOXES, encoding="utf-8", newline="")


if __name__ == "__main__":
    volunteers()
    credentials()
    licenses()
    texts()
