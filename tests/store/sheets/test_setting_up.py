"""What setting up makes of a spreadsheet, and that doing it again only adds what has gone missing or come new."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.sheets.layout.dressing import CURRENT, WARNING
from store.sheets.layout.faults import LARGE, SheetFaultKind
from store.sheets.layout.steps import set_up
from store.sheets.layout.tabs import TabColumn, TabContent, all_tabs, tab_titled
from tests.sheets.grid import Sheet
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, open_by_turns, spreadsheet_of

TAB = "Meeting record"


@pytest.fixture(scope="module")
def made(google: Running) -> str:
    """The id of a spreadsheet in the American style that was set up."""
    book = google.google.new_spreadsheet("Managed moves", locale="en_US")
    google.google.share(book.spreadsheet_id)
    assert told(google, book.spreadsheet_id).startswith("The tabs are there. Added: Before you start")
    return book.spreadsheet_id


def told(google: Running, spreadsheet: str) -> str:
    steps = set_up(spreadsheet, os.environ[KEY], google.root)
    assert all(step.done for step in steps)
    return steps[-1].sentence


def sheet_of(google: Running, spreadsheet: str, title: str = TAB) -> Sheet:
    return next(each for each in google.book(spreadsheet).sheets if each.title == title)


def columns() -> Sequence[TabColumn]:
    return tab_titled(TAB).columns


def test_headings_are_bold_frozen_and_say_what_is_asked(google: Running, made: str) -> None:
    sheet = sheet_of(google, made)

    assert sheet.grid_properties["frozenRowCount"] == 1
    cells = sheet.rows[0].cells
    assert [cell["userEnteredValue"]["stringValue"] for cell in cells] == [each.heading for each in columns()]
    assert [cell.get("note", "") for cell in cells] == [each.note for each in columns()]
    assert sum(1 for each in columns() if each.question and each.note) > 5, "hints are there to be read"
    assert all(cell["userEnteredFormat"]["textFormat"]["bold"] for cell in cells)


def test_dates_are_british_and_choices_drop_down(google: Running, made: str) -> None:
    sheet = sheet_of(google, made)
    below = sheet.rows[1].cells
    styles = {each.key: below[at] for at, each in enumerate(columns())}

    assert google.book(made).properties["locale"] == "en_GB"
    assert styles["starts_on"]["userEnteredFormat"]["numberFormat"] == {"type": "DATE", "pattern": "d mmm yyyy"}
    offered = styles["outcome"]["dataValidation"]
    column = tab_titled(TAB).column("outcome")
    assert column and column.question
    assert [each["userEnteredValue"] for each in offered["condition"]["values"]] == list(column.question.choices)
    assert not offered.get("strict"), "a person may always type something else"


def test_every_form_greys_what_no_longer_counts_and_can_hide_it(google: Running, made: str) -> None:
    for tab in all_tabs():
        parts = sheet_of(google, made, tab.title).parts
        assert {each.get("description") for each in parts["protectedRanges"]} == {WARNING}
        assert all(each["warningOnly"] for each in parts["protectedRanges"])
        if tab.holds is TabContent.ENTRIES:
            assert [each["title"] for each in parts["filterViews"]] == [CURRENT]
            assert len(parts["conditionalFormats"]) == 1


def test_setting_up_again_changes_nothing(google: Running, made: str) -> None:
    google.google.log.forget()

    assert told(google, made) == "The tabs are there. Nothing was missing."
    assert google.google.log.that_changed_cells() == []


def test_a_copy_of_a_spreadsheet_is_known_as_one_until_somebody_says_that_it_is_the_one(
    google: Running, made: str, tmp_path: Path
) -> None:
    copy = google.book(made).copy()
    copy.spreadsheet_id = spreadsheet_of(tmp_path)
    google.google.spreadsheets[copy.spreadsheet_id] = copy
    store = open_by_turns(tmp_path)
    store.worker.run_once()
    (fault,) = store.faults()

    assert fault.sort is SheetFaultKind.COPY and made in fault.says
    store.ignore(fault.row)
    assert store.faults() == ()
    store.close()


def test_a_spreadsheet_that_grows_large_says_so_in_time(google: Running, tmp_path: Path) -> None:
    AtTheSheet(google, spreadsheet_of(tmp_path)).do(
        "appendDimension", TAB, lambda gid: {"sheetId": gid, "dimension": "ROWS", "length": LARGE // len(columns())}
    )
    store = open_by_turns(tmp_path)
    store.worker.run_once()
    (fault,) = store.faults()

    assert fault.sort is SheetFaultKind.LARGE and "of the 10,000,000 cells" in fault.says
    store.close()


def test_a_field_of_a_later_version_gets_its_column_in_a_sheet_in_use(google: Running, made: str) -> None:
    """A spreadsheet that an earlier version made has no such column, and has rows."""
    her = AtTheSheet(google, made)
    heading = next(each.heading for each in columns() if each.key == "starts_on")
    at = [each.heading for each in columns()].index(heading)
    her.do("deleteDimension", TAB, lambda gid: {"range": column(gid, at)})
    her.type(TAB, "Reference", 2, "MM-AAAA1111")
    google.google.log.forget()

    assert told(google, made) == "The tabs are there. What was missing has been added."
    assert heading in her.rows(TAB)[0]
    assert her.rows(TAB)[1][0] == "MM-AAAA1111"


def column(gid: int, at: int) -> dict[str, object]:
    return {"sheetId": gid, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
