"""Values through gspread: what is read back, what typing makes of them, where an appended row goes."""

from __future__ import annotations

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import InsertDataOption, ValueInputOption, ValueRenderOption

from tests.sheets.asking import appending, batch, got, posted

RAW, TYPED = ValueInputOption.raw, ValueInputOption.user_entered


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.add_worksheet("Weekly report", 10, 5)


def test_empty_cells_and_rows_at_the_end_are_left_out(tab: gspread.Worksheet, book: gspread.Spreadsheet) -> None:
    tab.update([["a", "", "c", ""], ["", "", ""], ["d"], ["", ""]], "A1")
    assert got(book, "/values/'Weekly report'!A1:E10") == {
        "range": "'Weekly report'!A1:E10",
        "majorDimension": "ROWS",
        "values": [["a", "", "c"], [], ["d"]],
    }
    assert "values" not in got(book, "/values/'Weekly report'!A4:B5")


def test_columns_may_come_first(tab: gspread.Worksheet, book: gspread.Spreadsheet) -> None:
    tab.update([["a", "b"], ["c"]], "A1")
    assert got(book, "/values/'Weekly report'", majorDimension="COLUMNS")["values"] == [["a", "c"], ["b"]]


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("00123", "123", 123),
        ("1,234.5", "1,234.50", 1234.5),
        ("12%", "12%", 0.12),
        ("£5", "£5", 5),
        ("e1", "e1", "e1"),
        ("7/9/2026", "07/09/2026", 46272),
        ("7 Sep 2026", "07/09/2026", 46272),
        ("2026-09-07", "07/09/2026", 46272),
        ("31/02/2026", "31/02/2026", "31/02/2026"),
        ("13:30", "13:30:00", 0.5625),
        ("7/9/2026 13:30", "07/09/2026 13:30:00", 46272.5625),
        ("true", "TRUE", True),
        ("'00123", "00123", "00123"),
        ('="a"', "a", "a"),
        ("Friday", "Friday", "Friday"),
        ("-", "-", "-"),
        ("1e3", "1000", 1000),
    ],
)
def test_typing_is_read_as_in_britain(tab: gspread.Worksheet, typed: str, shown: str, value: object) -> None:
    tab.update([[typed]], "B2", value_input_option=TYPED)
    assert tab.acell("B2").value == shown
    assert tab.acell("B2", ValueRenderOption.unformatted).value == value


@pytest.mark.parametrize("text", ["00123", "=1+1", "7/9/2026", "TRUE", "'quoted"])
def test_raw_text_stays_text(tab: gspread.Worksheet, text: str) -> None:
    tab.update([[text]], "A1", value_input_option=RAW)
    assert tab.acell("A1").value == tab.acell("A1", ValueRenderOption.unformatted).value == text


def test_a_column_of_plain_text_takes_a_date_as_text(tab: gspread.Worksheet) -> None:
    tab.format("A:A", {"numberFormat": {"type": "TEXT"}})
    tab.update([["7/9/2026"]], "A1", value_input_option=TYPED)
    assert tab.acell("A1", ValueRenderOption.unformatted).value == "7/9/2026"


def test_dates_come_as_serial_numbers_or_as_shown(tab: gspread.Worksheet, book: gspread.Spreadsheet) -> None:
    tab.update([["7/9/2026"]], "A1", value_input_option=TYPED)
    path = "/values/'Weekly report'!A1"
    assert got(book, path, valueRenderOption="UNFORMATTED_VALUE")["values"] == [[46272]]
    shown = got(book, path, valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="FORMATTED_STRING")
    assert shown["values"] == [["07/09/2026"]]


def test_a_formula_is_shown_when_formulas_are_asked_for(tab: gspread.Worksheet) -> None:
    tab.update([['="a"', "plain"]], "A1", value_input_option=TYPED)
    assert tab.get("A1:B1", value_render_option=ValueRenderOption.formula) == [['="a"', "plain"]]


def test_nulls_leave_a_cell_and_empty_text_clears_it(tab: gspread.Worksheet) -> None:
    tab.update([["a", "b", "c"]], "A1")
    tab.update([[None, "", "C"]], "A1")
    assert tab.row_values(1) == ["a", "", "C"]


@pytest.mark.parametrize(
    ("place", "values", "said"),
    [
        ("A11", [["x"]], "Range ('Weekly report'!A11) exceeds grid limits. Max rows: 10, max columns: 5"),
        ("A1:B1", [["x", "y", "z"]], "tried writing to column [C]"),
        ("A1:B1", [["x"], ["y"]], "tried writing to row [2]"),
        ("A1:", [["x"]], "Unable to parse range"),
        ("A1", [[{"a": 1}]], "Invalid values[0][0]: struct_value"),
    ],
)
def test_a_write_past_its_range_or_the_grid_is_refused(
    tab: gspread.Worksheet, place: str, values: list[list[object]], said: str
) -> None:
    with pytest.raises(APIError) as refused:
        tab.update(values, place)
    assert (refused.value.code, said in refused.value.error["message"]) == (400, True), refused.value.error


@pytest.mark.parametrize("range_name", ["No such tab!A1", "Weekly report!1A:", "'Weekly report"])
def test_a_range_that_means_nothing_is_named(
    tab: gspread.Worksheet, book: gspread.Spreadsheet, range_name: str
) -> None:
    with pytest.raises(APIError, match="Unable to parse range: "):
        book.values_get(range_name)


def test_a_tab_named_like_a_cell_is_quoted(book: gspread.Spreadsheet) -> None:
    book.add_worksheet("AB1", 2, 2).update([["here"]], "A1")
    assert book.values_get("'AB1'")["range"] == "'AB1'!A1:B2"
    assert book.worksheet("AB1").get_all_values() == [["here"]]


@pytest.mark.parametrize(("range_name", "goes"), [("Sheet1", "B7:C7"), ("A1", "A3:B3"), ("B4", "B7:C7"), ("C5:D5", "B7:C7"), ("B2:D4", "B7:C7"), ("A10", "A10:B10")])  # fmt: skip
def test_an_appended_row_goes_where_the_documentation_says(
    book: gspread.Spreadsheet, range_name: str, goes: str
) -> None:
    first = book.sheet1
    first.update([["x", "y", "z"], ["x", "y", "z"]], "A1")
    first.update([["x", "y"], ["x", "y"], ["x", "y"]], "B4")
    found = book.values_append(range_name, {"valueInputOption": "RAW"}, {"values": [["new", "row"]]})
    assert found["updates"]["updatedRange"] == f"Sheet1!{goes}"


def test_a_heading_left_blank_splits_the_table_for_append(tab: gspread.Worksheet) -> None:
    tab.update([["a", "", "c"]], "A1")
    tab.append_row(["new"])
    assert tab.get_all_values() == [["a", "", "c"], ["", "", "new"]]


def test_append_overwrites_or_inserts_as_asked(tab: gspread.Worksheet) -> None:
    tab.update([["a"], [""], ["below"]], "A1")
    tab.append_row(["1"], table_range="A1", insert_data_option=InsertDataOption.insert_rows)
    assert tab.col_values(1) == ["a", "1", "", "below"]
    tab.append_rows([["2"], ["3"]], table_range="A1", insert_data_option=InsertDataOption.overwrite)
    assert tab.col_values(1) == ["a", "1", "2", "3"]


def test_append_makes_the_grid_longer(tab: gspread.Worksheet) -> None:
    tab.append_rows([[str(n)] for n in range(12)])
    assert (len(tab.get_all_values()), tab.spreadsheet.worksheet("Weekly report").row_count) == (12, 12)


def test_clearing_takes_values_and_leaves_formats(tab: gspread.Worksheet, book: gspread.Spreadsheet) -> None:
    tab.update([["a", "b"]], "A1")
    tab.format("A1", {"textFormat": {"bold": True}})
    tab.batch_clear(["A1:B1"])
    found = got(book, ranges="'Weekly report'!A1:B1", fields="sheets.data.rowData.values.userEnteredFormat.textFormat")
    assert tab.get_all_values() in ([], [[]])
    assert found["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]["textFormat"] == {"bold": True}


def test_one_read_takes_every_tab_by_its_id_whatever_it_is_called(
    tab: gspread.Worksheet, book: gspread.Spreadsheet
) -> None:
    batch(book, appending(tab.id, ["Reference"], ["MM-TEST0001"]))
    filters = [{"gridRange": {"sheetId": tab.id}}, {"gridRange": {"sheetId": book.sheet1.id}}]
    tab.update_title("Renamed")
    found = posted(book, "/values:batchGetByDataFilter", {"dataFilters": filters})
    assert [one["dataFilters"] for one in found["valueRanges"]] == [[filters[0]], [filters[1]]]
    assert [one["valueRange"].get("values") for one in found["valueRanges"]] == [[["Reference"], ["MM-TEST0001"]], None]
    assert found["valueRanges"][0]["valueRange"]["range"] == "Renamed!A1:E10"


def test_a_read_of_a_tab_that_was_deleted_is_refused(tab: gspread.Worksheet, book: gspread.Spreadsheet) -> None:
    book.del_worksheet(tab)
    with pytest.raises(APIError, match=f"No grid with id: {tab.id}"):
        posted(book, "/values:batchGetByDataFilter", {"dataFilters": [{"gridRange": {"sheetId": tab.id}}]})


def test_several_ranges_are_written_at_once_or_not_at_all(tab: gspread.Worksheet) -> None:
    tab.batch_update([{"range": "A1", "values": [["a"]]}, {"range": "B2:C2", "values": [["b", "c"]]}])
    with pytest.raises(APIError, match=r"Invalid data\[1\]"):
        tab.batch_update([{"range": "A1", "values": [["lost"]]}, {"range": "A99", "values": [["b"]]}])
    assert tab.get_all_values() == [["a", "", ""], ["", "b", "c"]]
