"""Workbooks as they come back: percentages, telephone numbers, renamed sheets, copied rows; each cell has its exact value, or is asked
about."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from casework.keeping.workbook import changes
from casework.keeping.workbook.changes import COPIED, NONE_OF_OURS, WorkbookPreview
from casework.keeping.workbook.reading import read
from casework.keeping.workbook.writing import workbook
from casework.reading.office import Office
from record.forms.referral import Intervention
from tests.casework.at_work import REFERENCE, TARIQ, an_office
from tests.record.a_case import answered, asked, met, referred

Edit = Callable[[Workbook], None]
REFERRAL, PARENTS, MEETING, TRIED = "Referral", "Referral – parents", "Meeting record", "Referral – interventions"
ATTENDANCE, DAYS, PHONE = "Attendance this school year, %", "Days suspended this school year in all", "Phone"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One case. Nothing is applied here: the tests share it."""
    tried = Intervention(what="A buddy", began_on=date(2026, 3, 18))
    said = {"attendance_this_year": 90.0, "sen_stage": "SEN support", "interventions": (tried,)}
    return an_office(tmp_path_factory.mktemp("office"), *referred(**said), asked(), answered(), met())


@pytest.fixture(scope="module")
def content(office: Office) -> bytes:
    """Its workbook, less the sheets that no test changes."""
    book = load_workbook(io.BytesIO(workbook(office, TARIQ, only_live=False)))
    for title in set(book.sheetnames) - {REFERRAL, PARENTS, MEETING, TRIED}:
        del book[title]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def edited(content: bytes, edit: Edit) -> bytes:
    book = load_workbook(io.BytesIO(content))
    edit(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def cell(book: Workbook, sheet: str, heading: str, row: int = 2) -> Any:
    place = next(each.column for each in book[sheet][1] if each.value == heading)
    return book[sheet].cell(row, place)


def typed(sheet: str, heading: str, value: object, number_format: str = "") -> Edit:
    """Somebody types into the first row."""

    def edit(book: Workbook) -> None:
        into = cell(book, sheet, heading)
        into.value = value
        into.number_format = number_format or into.number_format

    return edit


def seen(office: Office, content: bytes) -> WorkbookPreview:
    return changes.compare(office, TARIQ, read(content))


Told = list[tuple[str, object]]
CHANGED: dict[str, tuple[Edit, Told]] = {
    "a percentage by its format": (typed(REFERRAL, ATTENDANCE, 0.798, "0.0%"), [(ATTENDANCE, "79.8")]),
    "a percentage without tenths": (typed(REFERRAL, ATTENDANCE, 0.8, "0%"), [(ATTENDANCE, "80")]),
    "a percentage as text": (typed(REFERRAL, ATTENDANCE, "79.8%", "@"), [(ATTENDANCE, "79.8")]),
    "a number": (typed(REFERRAL, ATTENDANCE, 79.8, "General"), [(ATTENDANCE, "79.8")]),
    "a number as text": (typed(REFERRAL, ATTENDANCE, "79.8", "@"), [(ATTENDANCE, "79.8")]),
    "less than a day": (typed(REFERRAL, DAYS, 0.5), [(DAYS, "0.5")]),
    "a telephone number that lost its nought": (typed(PARENTS, PHONE, 7700900123), [(PHONE, "07700900123")]),
    "one of ten figures": (typed(PARENTS, PHONE, 1632960999), [(PHONE, "01632960999")]),
    "one that is text": (typed(PARENTS, PHONE, "07700 900123"), [(PHONE, "07700 900123")]),
    "one from abroad": (typed(PARENTS, PHONE, "+33 1 99 00 12 34"), [(PHONE, "+33 1 99 00 12 34")]),
    "a number that is no telephone number": (typed(PARENTS, PHONE, 12345), [(PHONE, "12345")]),
    "a day": (typed(TRIED, "From", datetime(2026, 3, 19)), [("From", "19/3/2026")]),
    "a day that Excel counts": (typed(TRIED, "From", 46100, "General"), [("From", "19/3/2026")]),
    "a day as text": (typed(TRIED, "From", "19 March 2026", "@"), [("From", "19/3/2026")]),
    "a time": (typed(MEETING, "Time on the first day", time(8, 45)), [("Time on the first day", "8:45")]),
    "yes as Excel has it": (typed(REFERRAL, "Free school meals?", True), [("Free school meals?", "yes")]),
    "a choice in capitals": (typed(REFERRAL, "Special educational needs", "SEN SUPPORT"), []),
    "a sheet with another name": (
        lambda book: (typed(REFERRAL, ATTENDANCE, 79.8)(book), setattr(book[REFERRAL], "title", "Referrals Dec"))[0],
        [(ATTENDANCE, "79.8")],
    ),
    "columns in another order": (
        lambda book: (typed(REFERRAL, ATTENDANCE, 79.8)(book), book[REFERRAL].move_range(f"B1:B{book[REFERRAL].max_row}", cols=200))[0],
        [(ATTENDANCE, "79.8")],
    ),
    "a title above the headings": (lambda book: (typed(REFERRAL, ATTENDANCE, 79.8)(book), book[REFERRAL].insert_rows(1, 3))[0], [(ATTENDANCE, "79.8")]),
    "nothing": (lambda book: None, []),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_each_cell_has_the_value_that_it_shows(office: Office, content: bytes, name: str) -> None:
    edit, right = CHANGED[name]
    found = seen(office, edited(content, edit))
    assert [(each.question, str(each.typed)) for form in found.revised for each in form.changes] == right
    assert found.troubles == ()


def copy_of_the_first_row(book: Workbook) -> None:
    sheet = book[REFERRAL]
    for each in list(sheet[2]):
        sheet.cell(sheet.max_row if each.column > 1 else sheet.max_row + 1, each.column).value = each.value


def with_another(heading: str, value: object) -> Edit:
    def edit(book: Workbook) -> None:
        copy_of_the_first_row(book)
        cell(book, REFERRAL, heading, book[REFERRAL].max_row).value = value

    return edit


def a_sheet_of_their_own(book: Workbook) -> None:
    book.create_sheet("My notes").append(["Ring Oakfield", "on Monday"])


def a_copied_sheet(book: Workbook) -> None:
    book.copy_worksheet(book[REFERRAL]).title = "Referral (2)"


ASKED: dict[str, tuple[Edit, list[tuple[str, str]]]] = {
    "a share that may be a percentage": (typed(REFERRAL, ATTENDANCE, 0.798, "General"), [("0.798", "Is this 79.8 per cent? Write it as a number from 0 to 100")]),
    "more than everything": (typed(REFERRAL, ATTENDANCE, 798), [("798", "A percentage is a number from 0 to 100")]),
    "a percentage that became a day": (typed(REFERRAL, ATTENDANCE, datetime(2026, 3, 19)), [("46100", "A percentage is a number from 0 to 100")]),
    "a day that may be two": (typed(TRIED, "From", "3/4/2026", "@"), [("3/4/2026", "Is this 3 April 2026 or 4 March 2026? Write the month as a word")]),
    "a row copied for another child": (with_another("Reference", "MM-AAAA-AAAA"), [("MM-AAAA-AAAA", COPIED)]),
    "a row copied, and another name in it": (with_another("Legal name", "Somebody Else"), [(REFERENCE, COPIED)]),
    "a row copied as it is": (copy_of_the_first_row, [(REFERENCE, COPIED)]),
    "a sheet of their own": (a_sheet_of_their_own, [("", NONE_OF_OURS)]),
    "a copied sheet": (a_copied_sheet, [("", NONE_OF_OURS)]),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_nobody_can_tell_is_asked_and_changes_nothing(office: Office, content: bytes, name: str) -> None:
    edit, right = ASKED[name]
    found = seen(office, edited(content, edit))
    assert [(each.says, each.should) for each in found.troubles] == right
    assert found.revised == ()
