"""A referral begins with what a school's own system knows: read whatever the version, shown first, nothing else kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from casework.imports import pupil_rows, transfer_file
from casework.imports.child import Child, filled, in_words
from casework.imports.delimited import NotRows
from casework.imports.transfer_file import NoTransferFile
from casework.reading.office import Office
from record.answers import read
from record.apart import FileRefused
from record.forms.referral import Referral
from tests.casework.at_work import AMINA, an_office, open_a_case, type_in
from tests.casework.imports.ctf import SEN_BESIDE, SEN_INSIDE, UPN, tomi
from tests.casework.imports.ctf import transfer_file as file_of

TODAY = date(2026, 12, 10)
ROW = "Legal Surname,Forename,UPN,Year Group,DOB,Gender,FSM,SEN Status,Attendance %\n"


def the_child(content: bytes) -> Child:
    found = transfer_file.children(content, TODAY)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("sex", ["Sex", "Gender"])
@pytest.mark.parametrize("sen", [SEN_BESIDE, SEN_INSIDE])
@pytest.mark.parametrize("version", ["19.0", "21", "25.0"])
def test_the_child_is_read_in_every_version_and_nesting_seen(sex: str, sen: str, version: str) -> None:
    known = the_child(file_of(tomi(sex=sex, sen=sen), version=version)).known

    assert (known.legal_name, known.preferred_name) == ("Tomi Ola Adeyemi & Søn", "Tom")
    assert (known.born_on, known.year_group, known.sex, known.upn) == (date(2012, 3, 14), "9", "male", UPN)
    assert (known.ethnicity, known.first_language) == ("Black African", "English")
    assert known.address == "4 Mill Lane\nRiverside\nRV3 1JK"
    assert (known.sen_stage, known.primary_need) == ("SEN support", "Social, emotional and mental health")
    assert (known.is_looked_after, known.has_free_meals, known.has_disability) == (False, True, None)
    assert (known.attendance_this_year, known.attendance_last_year) == (77.5, 90.0)
    assert known.previous_schools == "Millbrook Primary School, 5 September 2016 to 21 July 2023"
    mother, father = known.parents
    assert (mother.name, mother.relationship, mother.has_responsibility) == ("Mrs J. Adeyemi", "Mother", True)
    assert (mother.address, mother.phone, mother.email) == (known.address, "07700 900123", "j@family.example")
    assert (father.name, father.address, father.lives_with_child) == ("Mr K. Adeyemi", "9 Quay Street\nRV7 3LM", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_every_encoding_the_file_may_declare_is_read(encoding: str) -> None:
    assert "Søn" in str(the_child(file_of(tomi(), encoding=encoding)).known.legal_name)


def test_a_namespace_and_other_capitals_change_nothing() -> None:
    plain = the_child(file_of(tomi())).known

    assert the_child(file_of(tomi(), namespace="urn:made-up")).known == plain
    assert the_child(file_of(tomi(), root="CTFile")).known == plain


def test_a_code_that_nobody_knows_is_left_to_a_person() -> None:
    odd = tomi(upn="A801200005001").replace("BAFR", "ZZZZ").replace(">ENG<", ">QQQ<").replace(">K<", ">S<")
    child = the_child(file_of(odd))

    assert (child.known.upn, child.known.ethnicity, child.known.first_language, child.known.sen_stage) == (None,) * 4
    assert [each.split(":")[0] for each in child.left] == ["UPN", "Ethnicity", "First language", "SEN"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<CTfile><CTFpupilData><Pupil><Surname>&d;</Surname></Pupil></CTFpupilData></CTfile>"""
STEALS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<CTfile><CTFpupilData><Pupil><Surname>&a;</Surname></Pupil></CTFpupilData></CTfile>"""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a transfer file"),
        (b"<CTfile>", "not a transfer file"),
        (b"<html></html>", "not a Common Transfer File"),
        (file_of(), "no pupil in this file"),
        (file_of(*["<Pupil/>"] * 3001), "holds more than 3,000 pupils"),
        (BOMB, "declares a document type"),
        (STEALS, "declares a document type"),
        (b" " * 30_000_001, "more than 30 megabytes"),
        (b"<CTfile>" + b"<a>" * 1000, "more than a transfer file of one school"),
    ],
)
def test_something_else_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NoTransferFile, match=sentence):
        transfer_file.children(content, TODAY)


@given(st.binary(max_size=60), st.integers(0, 4000))
def test_no_bytes_make_it_fail_otherwise_than_with_a_sentence(noise: bytes, at: int) -> None:
    whole = file_of(tomi())
    for content in (noise, whole[:at] + noise + whole[at:], whole[:at], ROW.encode() + noise):
        for reads in (lambda given: transfer_file.children(given, TODAY), pupil_rows.children):
            try:
                assert all(isinstance(each, Child) for each in reads(content))
            except FileRefused as problem:
                assert str(problem).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        ROW + f"Adeyemi,Tomi,{UPN},Year 9,14/03/2012,M,Y,K,77.5%\n",
        ROW.replace(",", "\t") + f"Adeyemi\tTomi\t{UPN}\t9\t14-03-2012\tMale\tTrue\tSEN Support\t77.5\n",
        ROW.replace("Legal Surname", "LastName").replace("Forename", "FirstName").replace("Year Group", "YearGroup")
        + f"Adeyemi,Tomi,{UPN.lower()},09,14 Mar 2012,m,yes,k,77.5\n",
    ],
)
def test_a_row_of_any_usual_system_is_read(text: str) -> None:
    known = pupil_rows.children(text.encode())[0].known

    assert (known.legal_name, known.born_on, known.year_group) == ("Tomi Adeyemi", date(2012, 3, 14), "9")
    assert (known.sex, known.upn, known.has_free_meals) == ("male", UPN, True)
    assert (known.sen_stage, known.attendance_this_year) == ("SEN support", 77.5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Adeyemi,Tomi\n", "no column for the child’s name"),
        (ROW, "no row below"),
        (ROW + "A,B\n" * 3001, "more than 3,000 rows"),
    ],
)
def test_rows_that_cannot_be_used_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(NotRows, match=sentence):
        pupil_rows.children(text.encode())


def a_referral(office: Office, **typed: Any) -> OpenDraft:
    paper = drafts.begin(office, AMINA, Referral, open_a_case(office))
    return type_in(office, AMINA, paper, typed) if typed else paper


def test_what_is_filled_in_reads_back_as_the_file_said_it(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper, child = a_referral(office), the_child(file_of(tomi()))
    found = filled(paper, child)
    again = type_in(office, AMINA, paper, found.fresh)

    assert found.other == {}
    entry = read(Referral, again.typed, again.facts).entry
    assert entry.model_dump(exclude_defaults=True).items() >= child.known.model_dump(exclude_defaults=True).items()
    assert filled(again, child).fresh == {}, "filled in again, nothing is left to do"


def test_what_was_typed_stays_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = a_referral(
        office, legal_name="Tomi Adeyemi", year_group="9", parents=["a1"], **{"parents.a1.name": "Mrs Adeyemi"}
    )
    found = filled(paper, the_child(file_of(tomi())))

    assert found.other == {"legal_name": "Tomi Ola Adeyemi & Søn"}
    assert not [name for name in found.fresh if name.startswith(("parents", "year_group", "legal_name"))]


def test_everything_that_is_filled_in_is_shown_before(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = a_referral(office)
    found = filled(paper, the_child(file_of(tomi())))
    said = in_words(found.fresh, paper)

    assert set(found.fresh) - set(said) == {"parents"}
    assert ("Parents and carers 1: Name", "Mrs J. Adeyemi") in said.values()
    assert said["primary_need"] == ("Primary need", "Social, emotional and mental health")
