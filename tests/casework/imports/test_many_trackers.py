"""Trackers of many authorities: which moves come in, with which values, or why a row does not, and how it can."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from casework.imports.delimited import NotRows
from casework.imports.past_moves.preview import PastMoveState
from casework.imports.past_moves.table import read
from tests.casework.at_work import an_office
from tests.casework.imports.past_moves_files import HEADINGS, Cells, as_csv, as_xlsx, bring_in, move, seen
from tests.record.a_case import HOME, RECEIVING

PLUS = (*HEADINGS, "Attendance %", "UPN")
START, ATTENDS, BORN, YEAR = "starts_on", "attendance_this_year", "born_on", "year_group"


def formatted(number: object, number_format: str, heading: str = "Attendance %", *beside: Cells) -> bytes:
    """A workbook of one move whose cell under a heading is shown in this format."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*PLUS])
    row = {**move(), heading: number}
    sheet.append([row.get(each) for each in PLUS])
    for each in beside:
        sheet.append([each.get(name) for name in PLUS])
    sheet.cell(2, PLUS.index(heading) + 1).number_format = number_format
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def one(**instead: object) -> bytes:
    return as_xlsx(move(**instead), headings=PLUS)


def csv_of(sep: str = ",", encoding: str = "utf-8", **instead: object) -> bytes:
    return (
        as_csv(move(**instead), headings=PLUS)
        .decode()
        .replace(",", "\x00" if sep == "," else sep)
        .replace("\x00", ",")
        .encode(encoding)
    )


TAKEN: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a percentage by its format": (formatted(0.875, "0.0%"), {ATTENDS: 87.5}),
    "a percentage of whole numbers by its format": (formatted(0.8, "0%"), {ATTENDS: 80.0}),
    "a hundred by its format": (formatted(1, "0%"), {ATTENDS: 100.0}),
    "a percentage that is a number": (formatted(87.5, "General"), {ATTENDS: 87.5}),
    "a percentage that is text": (formatted("87.5%", "@"), {ATTENDS: 87.5}),
    "a number kept as text": (formatted("87.5", "@"), {ATTENDS: 87.5}),
    "a sign that is a mere word of the format": (formatted(87.5, '0.0" %"'), {ATTENDS: 87.5}),
    "nothing at all": (formatted(None, "0%"), {ATTENDS: None}),
    "a day that Excel counts": (formatted(45551, "General", "Start date"), {START: date(2024, 9, 16)}),
    "a day that is text": (formatted("16/09/2024", "@", "Start date"), {START: date(2024, 9, 16)}),
    "a day that is a day": (formatted(datetime(2024, 9, 16), "dd/mm/yyyy", "Start date"), {START: date(2024, 9, 16)}),
    "a day with a time": (formatted(datetime(2024, 9, 16, 8, 30), "dd/mm/yyyy", "Start date"), {START: date(2024, 9, 16)}),
    "a day in words": (one(Start_date="Monday 16th September 2024"), {START: date(2024, 9, 16)}),
    "a day of two figures a year": (one(Start_date="16.9.24"), {START: date(2024, 9, 16)}),
    "a year that is a number": (one(Yr_Group=9), {YEAR: "9"}),
    "a year that is text": (one(Yr_Group="Year  9"), {YEAR: "9"}),
    "a birthday that Excel counts": (one(DOB=40616), {BORN: date(2011, 3, 14)}),
    "a UPN with spaces seen and unseen": (one(UPN="B801 200\u200b005\u00a0001"), {"upn": "B801200005001"}),
    "the same in CSV": (csv_of(), {START: date(2024, 9, 16), YEAR: "9"}),
    "tabs": (as_csv(move(Pupil_name="Tobi Adeyemi"), headings=PLUS).decode().replace(",", "\t").encode(), {"legal_name": "Tobi Adeyemi"}),
    "Windows": (as_csv(move(Pupil_name="Zoë Adeyemi", FSM="Y"), headings=PLUS, encoding="cp1252"), {"legal_name": "Zoë Adeyemi"}),
    "a percentage in CSV": (as_csv({**move(), "Attendance %": "87.5%"}, headings=PLUS), {ATTENDS: 87.5}),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_each_value_is_what_the_tracker_shows(tmp_path: Path, name: str) -> None:
    content, right = TAKEN[name]
    found = seen(an_office(tmp_path), content)
    assert (list(found.troubles), list(found.remarks)) == ([], [])
    (the_move,) = found.moves
    assert {each: the_move.told.get(each) for each in right} == right


LEFT: dict[str, tuple[bytes, str]] = {
    "a share that may be a percentage": (formatted(0.875, "General"), "Row 2: “0.875” under “Attendance %”: Is this 87.5 per cent? Write it as a number from 0 to 100. The row is imported without it."),
    "more than everything": (formatted(8.75, "0%"), "Row 2: “875%” under “Attendance %”: A percentage is a number from 0 to 100. The row is imported without it."),
    "a day where a percentage is": (formatted(datetime(2024, 9, 16), "dd/mm/yyyy", "Attendance %"), "Row 2: “2024-09-16” under “Attendance %”: Write a number in figures, for example 12. The row is imported without it."),
    "a UPN that is wrong": (one(UPN="A801200005001"), "Row 2: “A801200005001” under “UPN”: The first letter does not fit the digits. Check each character against your register. The row is imported without it."),
    "a day there is none of": (as_xlsx(move(Start_date="31/02/2024"), move(Pupil_name="Bea Cole"), headings=PLUS), "Row 2: “31/02/2024” under “Start date”: February 2024 has 29 days: check the day. The row is left out."),
    "a school that nobody knows": (one(From="Nowhere High"), "Row 2: “Nowhere High” under “From”: Say above which school it is. The row is left out."),
    "an outcome that nobody knows": (one(Outcome="Hurrah"), "Row 2: “Hurrah” under “Outcome”: Say above what it means. The row is left out."),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_cannot_be_read_is_told_with_its_words(tmp_path: Path, name: str) -> None:
    content, says = LEFT[name]
    found = seen(an_office(tmp_path), content)
    assert [*found.troubles, *found.remarks] == [says]


def test_the_numbers_of_each_year_begin_anew(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    ann, bob = move(Ref="1", Pupil_name="Ann Ash"), move(Ref="2", Pupil_name="Bob Birch")
    later = {
        "Date_of_referral": "01/09/2025",
        "Start_date": "15/09/2025",
        "Trial_end_date": "24/10/2025",
        "Outcome_date": "23/10/2025",
    }
    cat, dan = (
        move(Ref=n, Pupil_name=name, DOB=born, **later)
        for n, name, born in (("1", "Cat Cole", "1/2/2012"), ("2", "Dan Dean", "2/3/2012"))
    )
    assert bring_in(office, as_xlsx(ann, bob)).moves == 2
    assert bring_in(office, as_xlsx(cat, dan)).moves == 2
    assert len(office.cases) == 4


def test_one_number_on_one_day_is_two_moves_of_two_children(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    assert bring_in(office, as_xlsx(move(Ref="1"))).moves == 1
    assert bring_in(office, as_xlsx(move(Ref="1", Pupil_name="Cat Cole", DOB="1/2/2012"))).moves == 1


def test_a_move_is_the_child_and_the_first_day_whatever_its_number(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    first = as_xlsx(move(Ref="1"), move(Ref="9"))
    assert seen(office, first).troubles == ["Row 3: it is the same move as row 2. It is imported once."]
    bring_in(office, first)
    again = seen(office, as_xlsx(move(Ref="77"), move(Ref="1", Pupil_name="Tobi Adeyemi-Cole")))
    assert [each.state for each in again.moves] == [PastMoveState.THERE, PastMoveState.THERE]


def test_a_second_move_of_a_child_is_another(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    bring_in(office, as_xlsx(move(Ref="1", Outcome="returned home")))
    later = move(
        Ref="1", Date_of_referral="01/09/2025", Start_date="15/09/2025", Trial_end_date="", Outcome_date="23/10/2025"
    )
    assert [each.state for each in seen(office, as_xlsx(later)).moves] == [PastMoveState.NEW]


Write = Callable[..., bytes]


@pytest.mark.parametrize("write", [as_csv, as_xlsx], ids=["csv", "xlsx"])
def test_what_stands_above_and_beside_does_not_matter(tmp_path: Path, write: Write) -> None:
    turned = write(move(), headings=[*reversed(HEADINGS), "Whatever"])
    (the_move,) = seen(an_office(tmp_path), turned).moves
    assert (the_move.told.get("home"), the_move.told.get("receiving")) == (HOME, RECEIVING)


def test_what_is_no_tracker_is_refused_with_a_way_out() -> None:
    with pytest.raises(NotRows, match="there must be one row that says what each column holds"):
        read(b"hello,world\n1,2\n")
