"""batchUpdate: what each request does, that a batch is all or nothing, and that replies come in order."""

from __future__ import annotations

from typing import Any

import gspread
import pytest

from tests.sheets.asking import appending, area, batch, got, lines, refusal, typed


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.add_worksheet("Referral", 6, 4)


def test_cells_are_appended_after_the_last_row_with_data_from_the_first_column(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a"], [""], ["", "", "low"]], "A1")
    batch(book, appending(tab.id, ["x", None, "z"], ["y"]))
    assert tab.get_all_values()[2:] == [["", "", "low"], ["x", "", "z"], ["y", "", ""]]


def test_appended_cells_keep_their_type(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    batch(book, appending(tab.id, ["=1+1", "00123", "TRUE", 46272, True]))
    found = got(
        book, ranges="Referral", fields="sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue)"
    )
    cells = found["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert [cell["userEnteredValue"] for cell in cells] == [
        {"stringValue": "=1+1"},
        {"stringValue": "00123"},
        {"stringValue": "TRUE"},
        {"numberValue": 46272},
        {"boolValue": True},
    ]
    assert [cell["formattedValue"] for cell in cells] == ["=1+1", "00123", "TRUE", "46272", "TRUE"]
    assert all(cell["effectiveValue"] == cell["userEnteredValue"] for cell in cells)


def test_appending_makes_the_grid_larger(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    batch(book, appending(tab.id, *[["x"] * 6] * 9))
    now = book.worksheet("Referral")
    assert (now.row_count, now.col_count) == (9, 6)


def test_rows_that_hold_formats_alone_are_no_data(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.format("A1:D5", {"textFormat": {"bold": True}})
    batch(book, appending(tab.id, ["first"]))
    assert tab.acell("A1").value == "first"


def test_a_batch_is_all_or_nothing(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    said = refusal(book, appending(tab.id, ["lost"]), {"addSheet": {"properties": {"title": "Referral"}}})
    assert said.startswith('Invalid requests[1].addSheet: A sheet with the name "Referral" already exists.')
    assert tab.get_all_values() in ([], [[]])
    assert [sheet.title for sheet in book.worksheets()] == ["Sheet1", "Referral"]


def test_replies_come_in_order_and_empty_ones_too(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    replies = batch(book, appending(tab.id, ["x"]), {"addSheet": {"properties": {"title": "Start", "sheetId": 77}}})
    grid = {"rowCount": 1000, "columnCount": 26}
    sheet = {"sheetId": 77, "title": "Start", "index": 2, "sheetType": "GRID", "gridProperties": grid}
    assert replies == [{}, {"addSheet": {"properties": sheet}}]


def test_update_cells_clears_what_its_rows_do_not_reach(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.update([["a", "b"], ["c", "d"]], "A1")
    rows = [{"values": [typed("new")]}]
    batch(book, {"updateCells": {"range": area(tab, 0, 2, 0, 2), "rows": rows, "fields": "userEnteredValue"}})
    assert tab.get_all_values() == [["new"]]


def test_update_cells_from_a_start_leaves_the_rest(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.update([["a", "b"], ["c", "d"]], "A1")
    start = {"sheetId": tab.id, "rowIndex": 1, "columnIndex": 1}
    batch(book, {"updateCells": {"start": start, "rows": [{"values": [typed("D")]}], "fields": "userEnteredValue"}})
    assert tab.get_all_values() == [["a", "b"], ["c", "D"]]
    start["rowIndex"] = 6
    said = refusal(book, {"updateCells": {"start": start, "rows": [{"values": [typed("x")]}], "fields": "*"}})
    assert "beyond the last row" in said


def test_rows_are_inserted_with_the_format_of_their_neighbour(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["head"], ["one"]], "A1")
    tab.format("A1", {"textFormat": {"bold": True}})
    for like_before in (True, False):
        batch(book, {"insertDimension": {"range": lines(tab, "ROWS", 1, 2), "inheritFromBefore": like_before}})
    found = got(book, ranges="Referral!A1:A4", fields="sheets.data.rowData.values(formattedValue,userEnteredFormat)")
    cells = [row.get("values", [{}])[0] for row in found["sheets"][0]["data"][0]["rowData"]]
    assert [cell.get("formattedValue", "") for cell in cells] == ["head", "", "", "one"]
    assert ["userEnteredFormat" in cell for cell in cells] == [True, True, True, False]


def test_columns_are_inserted_deleted_and_moved_with_their_cells(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a", "b", "c"], ["1", "2", "3"]], "A1")
    batch(book, {"insertDimension": {"range": lines(tab, "COLUMNS", 1, 2)}})
    assert tab.get_all_values() == [["a", "", "b", "c"], ["1", "", "2", "3"]]
    batch(book, {"moveDimension": {"source": lines(tab, "COLUMNS", 0, 1), "destinationIndex": 3}})
    assert tab.get_all_values() == [["", "b", "a", "c"], ["", "2", "1", "3"]]
    batch(book, {"deleteDimension": {"range": lines(tab, "COLUMNS", 0, 1)}})
    assert tab.get_all_values() == [["b", "a", "c"], ["2", "1", "3"]]


def test_moving_rows_counts_as_the_documentation_says(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.update([[n] for n in range(5)], "A1")
    batch(book, {"moveDimension": {"source": lines(tab, "ROWS", 1, 3), "destinationIndex": 4}})
    assert tab.col_values(1) == ["0", "3", "1", "2", "4"]


def test_sorting_puts_numbers_before_text_and_blanks_last(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.update([["b", "1"], [2, "2"], ["", "3"], ["A", "4"], [True, "5"], [10, "6"]], "A1")
    tab.sort((1, "asc"), range="A1:B6")
    assert tab.col_values(2) == ["2", "6", "4", "1", "5", "3"]
    tab.sort((1, "des"), range="A1:B6")
    assert tab.col_values(2) == ["5", "1", "4", "6", "2", "3"]


def test_a_range_is_inserted_and_deleted_by_shifting_its_neighbours(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a", "b"], ["c", "d"]], "A1")
    batch(book, {"insertRange": {"range": area(tab, 0, 1, 0, 1), "shiftDimension": "ROWS"}})
    assert tab.get_all_values() == [["", "b"], ["a", "d"], ["c", ""]]
    batch(book, {"deleteRange": {"range": area(tab, 0, 1, 0, 1), "shiftDimension": "ROWS"}})
    batch(book, {"deleteRange": {"range": area(tab, 0, 1, 0, 1), "shiftDimension": "COLUMNS"}})
    assert tab.get_all_values() == [["b", ""], ["c", "d"]]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("deleteSheet", {"sheetId": 99}, "No sheet with id: 99"),
        ("appendCells", {"sheetId": 99, "fields": "*"}, "No grid with id: 99"),
        ("appendCells", {"rows": []}, "At least one field must be listed in 'fields'."),
        ("repeatCell", {"range": {}, "fields": "userEnteredFormatt"}, "Invalid field: userEnteredFormatt"),
        ("insertDimension", {"range": {"dimension": "ROWS", "startIndex": 1000, "endIndex": 1001}}, "range.startIndex[1000] must be less than the grid size (1000) if inheritFromBefore is false."),
        ("deleteDimension", {"range": {"dimension": "ROWS", "startIndex": 1000, "endIndex": 1001}}, "Cannot delete a row that doesn't exist. Tried to delete row index 1000 but there are only 1000 rows."),
        ("deleteDimension", {"range": {"dimension": "ROWS"}}, "You can't delete all the rows on the sheet."),
        ("updateSheetProperties", {"properties": {"gridProperties": {"frozenRowCount": 1000}}, "fields": "gridProperties.frozenRowCount"}, "You can't freeze all visible rows on the sheet."),
        ("updateSheetProperties", {"properties": {"hidden": True}, "fields": "hidden"}, ""),
        ("addSheet", {"properties": {"gridProperties": {"rowCount": 1_000_000, "columnCount": 11}}}, "above the limit of 10000000 cells"),
    ],
)  # fmt: skip
def test_what_sheets_refuses_is_refused(
    book: gspread.Spreadsheet, tab: gspread.Worksheet, name: str, body: dict[str, Any], said: str
) -> None:
    book.del_worksheet(tab)
    found = refusal(book, {name: body})
    assert found.startswith(f"Invalid requests[0].{name}: ")
    assert said in found


def test_a_cell_holds_fifty_thousand_characters_and_no_more(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    batch(book, appending(tab.id, ["x" * 50_000]))
    assert "maximum of 50000 characters" in refusal(book, appending(tab.id, ["x" * 50_001]))
