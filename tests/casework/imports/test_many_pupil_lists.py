"""Pupil lists of the usual systems, in the dialects that spreadsheets write: what is taken, and what is told in its own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.imports.children import LEAVE_OUT, read, remember, remembered
from casework.imports.pupil_rows import children
from record.apart import FileRefused
from tests.casework.at_work import AMINA, PETER, an_office
from tests.casework.imports.ctf import UPN

BORN = date(2012, 9, 15)
AVA: dict[str, Any] = {
    "legal_name": "Ava Adams",
    "preferred_name": "Avie",
    "born_on": BORN,
    "year_group": "9",
    "sex": "female",
}
SIMS = (
    "Surname,Forename,Chosen Name,DOB,Gender,Year taught in,Reg,UPN,Ethnicity,FSM Eligibility,In LEA Care,SEN\n"
    f"Adams,Ava,Avie,15 Sep 2012,F,Year  9,9A,{UPN},WBRI - White - British,Yes,False,K - SEN support\n"
)
OF_SIMS = {
    **AVA,
    "upn": UPN,
    "ethnicity": "White British",
    "has_free_meals": True,
    "is_looked_after": False,
    "sen_stage": "SEN support",
}
SHORT = "Forename,Surname,{}\nAva,Adams,{}\n"
ZOE = f"Surname;Forename;UPN\nÖzil;Zoë;{UPN}\n"
OF_ZOE = {"legal_name": "Zoë Özil", "upn": UPN}
Right = tuple[bytes, dict[str, Any], list[str], list[str]]
"""The file, what is known of the child, what is left to do, and which columns nobody knows."""


def short(heading: str, word: str, **right: Any) -> Right:
    """A list with one column besides the name."""
    return SHORT.format(heading, word).encode(), right, [], []


LISTS: dict[str, Right] = {
    "SIMS": (SIMS.encode(), OF_SIMS, [], ["Reg"]),
    "SIMS, reported with a title above": (f"Pupil list,,,\nRun on 1/12/2026,,,\n\n{SIMS}".encode(), OF_SIMS, [], ["Reg"]),
    "Arbor": (
        (
            "Arbor ID,Legal First Name,Legal Middle Names,Legal Last Name,Preferred First Name,Date of birth,Year group,Form,Legal Sex,UPN,"
            "Ethnicity,SEN status,Free School Meals,Pupil Premium Recipient,In Care (Looked After),Attendance % 2026/2027,Native language(s)\n"
            f"77,Ava,May,Adams,Avie,15/09/2012,Year 9,9A,Female,{UPN},White - British,SEN Support (K),Eligible,Yes,No,91.4%,English\n"
        ).encode(),
        {
            **AVA, "legal_name": "Ava May Adams", "ethnicity": "White British", "sen_stage": "SEN support", "has_free_meals": True,
            "has_pupil_premium": True, "is_looked_after": False, "attendance_this_year": 91.4, "first_language": "English",
        },
        [],
        ["Arbor ID", "Form"],
    ),
    "Bromcom": (
        (
            "StudentID,FirstName,LastName,PreferredFirstName,PreferredLastName,DateOfBirth,YearGroup,TutorGroup,Gender,UPN,SENStatus,"
            "PupilPremium,EthnicityDescription,FirstLanguage,FSM\n"
            f"12,Ava,Adams,Avie,Adams,15/09/2012 00:00:00,9,9A,F,{UPN},K,True,White - British,English,False\n"
        ).encode(),
        {**AVA, "upn": UPN, "sen_stage": "SEN support", "has_pupil_premium": True, "has_free_meals": False, "ethnicity": "White British"},
        [],
        ["StudentID", "PreferredLastName", "TutorGroup"],
    ),
    "ScholarPack": (
        f'"Pupil Surname","Pupil Forename","Known Name","D.O.B.","NC Year","Gender","UPN","SEN Provision","LAC","Home Lang"\n"Adams","Ava","Avie","2012-09-15","9","F","{UPN}","E - EHCP","N","English"\n'.encode(),
        {**AVA, "sen_stage": "EHC plan", "is_looked_after": False, "first_language": "English"},
        [],
        [],
    ),
    "semicolons, as Windows writes": (ZOE.encode("cp1252"), OF_ZOE, [], []),
    "a mark of UTF-8": (ZOE.encode("utf-8-sig"), OF_ZOE, [], []),
    "UTF-16, as Excel calls Unicode text": (ZOE.replace(";", "\t").encode("utf-16"), OF_ZOE, [], []),
    "UTF-16 without its mark": (ZOE.replace(";", "\t").encode("utf-16-le"), OF_ZOE, [], []),
    "strokes between": (ZOE.replace(";", "|").encode(), OF_ZOE, [], []),
    "a line for Excel above": (f"sep=;\n{ZOE}".encode(), OF_ZOE, [], []),
    "a name in one cell, last name first": (b'Name,Year\n"Adams, Ava",Yr 9\n', {"legal_name": "Ava Adams", "year_group": "9"}, [], []),
    "old Mac lines": (ZOE.replace("\n", "\r").encode(), OF_ZOE, [], []),
    "a year of two figures": short("NC Year", "09", year_group="9"),
    "a year with its stage": short("Curriculum Year", "Curriculum Year  9", year_group="9"),
    "a birthday that a spreadsheet counts": short("DOB", "41167", born_on=BORN),
    "a birthday in ISO with a time": short("BirthDate", "2012-09-15T00:00:00", born_on=BORN),
    "a UPN with spaces seen and unseen": short("Unique Pupil Number", " b801 2000\u200b05001\u00a0", upn=UPN),
    "no special needs": short("SEN Status Description", "N - No Special Educational Need", sen_stage="none"),
    "not eligible": short("Eligible for free meals", "Not eligible", has_free_meals=False),
    "a share that may be a percentage": (
        SHORT.format("Attendance %", "0.952").encode(),
        {"attendance_this_year": None},
        ["Attendance this school year, %: “0.952”. Is this 95.2 per cent? Write it as a number from 0 to 100."],
        [],
    ),
    "more than everything": (
        SHORT.format("Attendance", "952").encode(),
        {"attendance_this_year": None},
        ["Attendance this school year, %: “952”. A percentage is a number from 0 to 100."],
        [],
    ),
    "a year that no referral has": (SHORT.format("Year", "13").encode(), {"year_group": None}, ["Year group: “13”. A year group is one from R to 11."], []),
    "a word of SEN that nobody knows": (
        SHORT.format("SEN", "Wave 2").encode(),
        {"sen_stage": None},
        ["Special educational needs: “Wave 2”. Say which stage it is."],
        ["Special educational needs"],
    ),
    "a UPN that is wrong": (
        SHORT.format("UPN", "A801200005001").encode(),
        {"upn": None},
        ["UPN: “A801200005001”. The first letter does not fit the digits. Check each character against your register."],
        [],
    ),
    "two columns of one heading": (b"Forename,Surname,SEN,SEN\nAva,Adams,K,E\n", {"sen_stage": "SEN support"}, [], ["SEN"]),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_taken_and_what_nobody_knows_is_told(name: str) -> None:
    content, right, left, unknown = LISTS[name]
    (child,) = children(content)
    assert {each: getattr(child.known, each) for each in right} == right
    assert (list(child.left), [each.heading for each in child.unknown]) == (left, unknown)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"UPN,Year\nB801200005001,9\n", "There is no column for the child"),
        (b"PK\x03\x04 nothing", "This zip file cannot be opened"),
        (b"Forename,Surname\n", "There are headings, but no row below them"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(content: bytes, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        children(content)
    assert says in str(refused.value)


def test_what_is_matched_once_is_known_from_then_on_and_names_no_child(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = b"Forename,Surname,Key stage group,House,SEN\nAva,Adams,Year 9,Red,Wave 2\n"
    (child,) = read(content, "2026-12-10", remembered(office, AMINA))
    assert [(each.heading, each.words) for each in child.unknown] == [
        ("Special educational needs", "Wave 2"),
        ("Key stage group", "Year 9"),
        ("House", "Red"),
    ]
    for unknown, means in zip(child.unknown, ("SEN support", "year_group", LEAVE_OUT), strict=True):
        remember(office, AMINA, unknown.key, means)
    remember(office, AMINA, "column notes", "Ava Adams")

    (again,) = read(content, "2026-12-10", remembered(office, AMINA))
    assert (again.known.year_group, again.known.sen_stage, again.left, again.unknown) == ("9", "SEN support", (), ())
    assert "Ava" not in str(remembered(office, AMINA))
    assert remembered(office, PETER) == {}, "another school has another system"
