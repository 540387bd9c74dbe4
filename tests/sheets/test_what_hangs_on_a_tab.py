"""What hangs on a tab: protection, rules, filters, metadata, groups, looks; and set-up with gspread's own methods."""

from __future__ import annotations

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValidationConditionType

from tests.sheets.asking import area, batch, got, lines, refusal
from tests.sheets.server import Running


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.add_worksheet("Referral", 6, 4)


def test_ranges_follow_their_cells(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    [reply] = batch(
        book, {"addProtectedRange": {"protectedRange": {"range": area(tab, 1, 3, 1, 2), "warningOnly": True}}}
    )
    rule = {"ranges": [area(tab, 1, 3, 1, 2)], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}
    batch(book, {"addConditionalFormatRule": {"rule": rule, "index": 0}})
    batch(book, {"insertDimension": {"range": lines(tab, "ROWS", 0, 1)}})
    batch(book, {"deleteDimension": {"range": lines(tab, "COLUMNS", 0, 1)}})
    [sheet] = got(book, ranges="Referral", fields="sheets(protectedRanges,conditionalFormats)")["sheets"]
    assert sheet["protectedRanges"][0]["range"] == area(tab, 2, 4, 0, 1)
    assert sheet["conditionalFormats"][0]["ranges"] == [area(tab, 2, 4, 0, 1)]
    number = reply["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    batch(book, {"deleteProtectedRange": {"protectedRangeId": number}})
    assert refusal(book, {"deleteProtectedRange": {"protectedRangeId": number}}).endswith(
        f"No protected range with id: {number}"
    )


def test_metadata_goes_where_its_column_goes(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.update([["Reference", "UPN"], ["MM-TEST0001", "x"]], "A1")
    mark = {"metadataKey": "field", "metadataValue": "upn", "visibility": "DOCUMENT"}
    place = {"dimensionRange": lines(tab, "COLUMNS", 1, 2)}
    batch(book, {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": place}}})
    batch(book, {"moveDimension": {"source": lines(tab, "COLUMNS", 1, 2), "destinationIndex": 0}})
    lookup = {"developerMetadataLookup": {"metadataKey": "field"}}
    found = book.client.request(
        "post",
        f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/developerMetadata:search",
        json={"dataFilters": [lookup]},
    ).json()["matchedDeveloperMetadata"][0]["developerMetadata"]
    assert found["location"]["dimensionRange"] == lines(tab, "COLUMNS", 0, 1)
    [gone] = batch(book, {"deleteDeveloperMetadata": {"dataFilter": lookup}})
    assert gone["deleteDeveloperMetadata"]["deletedDeveloperMetadata"][0]["metadataValue"] == "upn"


def test_set_up_can_be_done_with_gspread_itself(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.freeze(rows=1)
    tab.update_title("Referrals")
    tab.update_tab_color("#336699")
    tab.hide_columns(0, 1)
    tab.add_protected_range("A1:A6", warning_only=True)
    tab.set_basic_filter()
    tab.update_note("B1", "Day the child starts")
    tab.merge_cells("C1:D1")
    tab.add_validation("B2:B6", ValidationConditionType.one_of_list, ["yes", "no"], showCustomUi=True)
    tab.columns_auto_resize(0, 2)
    tab.define_named_range("B1:B6", "starts")
    book.update_locale("en_US")
    found = got(book, includeGridData="true")
    sheet = found["sheets"][1]
    assert found["properties"]["locale"] == "en_US"
    assert sheet["properties"]["gridProperties"] == {"rowCount": 6, "columnCount": 4, "frozenRowCount": 1}
    assert sheet["data"][0]["columnMetadata"][0]["hiddenByUser"]
    assert [sorted(row.get("values", [{}, {}])[1]) for row in sheet["data"][0]["rowData"][:2]] == [
        ["note"],
        ["dataValidation"],
    ]
    assert tab.get_note("B1") == "Day the child starts"
    assert sheet["basicFilter"]["range"]["sheetId"] == tab.id
    assert sheet["merges"] == [area(tab, 0, 1, 2, 4)]
    assert [named["name"] for named in book.list_named_ranges()] == ["starts"]


def test_rows_are_grouped_bordered_copied_and_cleared_of_doubles(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a", "1"], ["b", "2"], ["A", "1"], ["a", "3"]], "A1")
    tab.add_dimension_group_rows(1, 4)
    tab.add_dimension_group_rows(2, 3)
    batch(book, {"insertDimension": {"range": lines(tab, "ROWS", 0, 1)}})
    [sheet] = got(book, ranges="Referral", fields="sheets.rowGroups")["sheets"]
    found = [(one["range"]["startIndex"], one["range"]["endIndex"], one["depth"]) for one in sheet["rowGroups"]]
    assert found == [(2, 5, 1), (3, 4, 2)]
    tab.delete_dimension_group_rows(2, 5)
    [reply] = batch(book, {"deleteDuplicates": {"range": area(tab, 1, 5, 0, 2)}})
    assert reply == {"deleteDuplicates": {"duplicatesRemovedCount": 1}}
    tab.copy_range("A2:B3", "C4")
    tab.cut_range("A4:B4", "A6")
    assert tab.get_all_values() == [
        ["", "", "", ""], ["a", "1", "", ""], ["b", "2", "", ""], ["", "", "a", "1"], ["", "", "b", "2"], ["a", "3", "", ""]
    ]  # fmt: skip
    line = {"style": "SOLID"}
    batch(book, {"updateBorders": {"range": area(tab, 0, 2, 0, 1), "top": line, "innerHorizontal": line}})
    fields = "sheets.data.rowData.values.userEnteredFormat.borders"
    [sheet] = got(book, ranges="Referral!A1:A2", fields=fields)["sheets"]
    borders = [sorted(row["values"][0]["userEnteredFormat"]["borders"]) for row in sheet["data"][0]["rowData"]]
    assert borders == [["bottom", "top"], ["top"]]


def test_a_tab_is_copied_to_another_spreadsheet(
    server: Running, book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a"]], "A1")
    other = server.shared_spreadsheet("Archive").spreadsheet_id
    assert tab.copy_to(other)["title"] == "Copy of Referral"
    assert [sheet.title for sheet in server.book(other).sheets] == ["Sheet1", "Copy of Referral"]
    twin = tab.duplicate(new_sheet_name="Twin")
    assert (twin.get_all_values(), tab.get_all_values()) == ([["a"]], [["a"]])


def test_filter_views_are_added_changed_and_deleted(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    view = {"title": "current entries", "range": {"sheetId": tab.id}}
    [reply] = batch(book, {"addFilterView": {"filter": view}})
    number = reply["addFilterView"]["filter"]["filterViewId"]
    batch(book, {"updateFilterView": {"filter": {"filterViewId": number, "title": "current"}, "fields": "title"}})
    [sheet] = got(book, ranges="Referral", fields="sheets.filterViews")["sheets"]
    assert [one["title"] for one in sheet["filterViews"]] == ["current"]
    batch(book, {"deleteFilterView": {"filterId": number}})
    assert got(book, ranges="Referral", fields="sheets.filterViews")["sheets"] == [{}]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("NUMBER_BETWEEN", ["1"], "needs 2 values and has 1"),
        ("ONE_OF_LIST", [], "needs 1 to 500 values and has 0"),
        ("TEXT_IS_EMAIL", ["a"], "needs 0 values and has 1"),
        ("BLANK", [], "is not supported by data validation"),
    ],
)
def test_a_condition_has_the_values_its_type_needs(
    book: gspread.Spreadsheet, tab: gspread.Worksheet, kind: str, values: list[str], said: str
) -> None:
    condition = {"type": kind, "values": [{"userEnteredValue": each} for each in values]}
    rule = {"range": area(tab, 0, 2, 0, 1), "rule": {"condition": condition}}

    assert said in refusal(book, {"setDataValidation": rule})


@pytest.mark.parametrize("name", ["1st", "two words", "AB12", "R1C1", "true", "a-b", ""])
def test_a_named_range_has_a_name_that_is_no_cell(tab: gspread.Worksheet, name: str) -> None:
    with pytest.raises(APIError, match="is not one for a named range"):
        tab.define_named_range("A1:B2", name)
    tab.define_named_range("A1:B2", f"_{name.replace('-', '').replace(' ', '')}_")


def test_a_merge_is_taken_apart_whole_or_not_at_all(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.merge_cells("A1:B2")
    with pytest.raises(APIError, match="select all cells in a merged range"):
        tab.unmerge_cells("A1:B1")
    tab.unmerge_cells("A1:C3")
    assert "merges" not in got(book, ranges="Referral", fields="sheets(merges)").get("sheets", [{}])[0]


def test_a_duplicate_of_a_tab_keeps_its_merges_and_its_colours(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["a", "b"]], "A1")
    tab.merge_cells("A3:B4")
    rule = {"ranges": [area(tab, 0, 2, 0, 1)], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}
    batch(book, {"addConditionalFormatRule": {"rule": rule, "index": 0}})
    again = tab.duplicate(new_sheet_name="Again")
    tab.unmerge_cells("A3:B4")

    [sheet] = got(book, ranges="Again", fields="sheets(merges,conditionalFormats)")["sheets"]
    assert sheet["merges"] == [area(again, 2, 4, 0, 2)]
    assert sheet["conditionalFormats"][0]["ranges"] == [area(again, 0, 2, 0, 1)]
    assert again.get("A1:B1") == [["a", "b"]]


def test_a_time_zone_is_one_there_is(book: gspread.Spreadsheet) -> None:
    book.update_timezone("Europe/London")
    with pytest.raises(APIError, match="Invalid time zone"):
        book.update_timezone("Nowhere/X")


def test_below_frozen_rows_one_always_stays(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.freeze(rows=1)
    for cut in (lambda: tab.delete_rows(2, 6), lambda: tab.resize(rows=1)):
        with pytest.raises(APIError, match="not possible to delete all non-frozen rows"):
            cut()
    tab.delete_rows(2, 5)
    tab.delete_rows(1)
    [sheet] = got(book, ranges="Referral", fields="sheets(properties(gridProperties))")["sheets"]
    assert sheet["properties"]["gridProperties"] == {"rowCount": 1, "columnCount": 4}, "nothing is frozen any more"
