"""Every request is held to Google's discovery document, and what breaks it is named as Google names it."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError

from tests.sheets import discovery, masks
from tests.sheets.asking import appending, batch, got, refusal
from tests.sheets.refused import Invalid
from tests.sheets.server import Running


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"appendCels": {}}, "Unknown name \"appendCels\" at 'requests[0]': Cannot find field."),
        ({"addSheet": {"properties": {"titel": "x"}}}, "Unknown name \"titel\" at 'requests[0].add_sheet.properties': Cannot find field."),
        ({"appendCells": {"sheetId": "x"}}, "Invalid value at 'requests[0].append_cells.sheet_id' (TYPE_INT32), \"x\""),
        ({"appendCells": {"sheetId": 2**31}}, "(TYPE_INT32), 2147483648"),
        ({"appendCells": {"sheetId": 1.5}}, "(TYPE_INT32), 1.5"),
        ({"addSheet": {"properties": {"hidden": "yes"}}}, "(TYPE_BOOL), \"yes\""),
        ({"addSheet": {"properties": {"title": 5}}}, "(TYPE_STRING), 5"),
        ({"appendDimension": {"dimension": "ROW"}}, "'requests[0].append_dimension.dimension'"),
        ({"addSheet": {}, "deleteSheet": {}}, "oneof field 'kind' is already set. Cannot set 'deleteSheet'"),
        ({"appendCells": {"rows": [{"values": [{"userEnteredValue": {"stringValue": "x", "numberValue": 1}}]}]}}, "oneof field 'value' is already set"),
        ({"addSheet": []}, "Invalid value at 'requests[0].add_sheet'"),
        ({}, "Invalid requests[0]: No request set."),
    ],
)  # fmt: skip
def test_a_body_that_breaks_the_schema_is_refused(
    book: gspread.Spreadsheet, request_: dict[str, Any], said: str
) -> None:
    assert said in refusal(book, request_)


def test_every_wrong_place_is_named_at_once(book: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError) as refused:
        batch(book, {"addSheet": {"titel": "x"}}, {"deleteSheet": {"sheetId": "x"}})
    [detail] = refused.value.error["details"]
    assert detail["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert [one["field"] for one in detail["fieldViolations"]] == [
        "requests[0].add_sheet",
        "requests[1].delete_sheet.sheet_id",
    ]


def test_numbers_may_come_as_text_and_names_with_underscores(book: gspread.Spreadsheet) -> None:
    batch(book, {"add_sheet": {"properties": {"sheet_id": "12", "title": "Start"}}})
    assert book.get_worksheet_by_id(12).title == "Start"


def test_an_unknown_query_parameter_or_a_bad_one_is_refused(book: gspread.Spreadsheet) -> None:
    for params, said in (
        ({"field": "x"}, 'Unknown name "field": Cannot bind query parameter.'),
        ({"includeGridData": "perhaps"}, "Invalid value at 'include_grid_data' (TYPE_BOOL)"),
    ):
        with pytest.raises(APIError, match="400") as refused:
            got(book, **params)
        assert said in refused.value.error["message"]
    with pytest.raises(APIError, match="value_render_option"):
        got(book, "/values/A1", valueRenderOption="PRETTY")


@pytest.mark.parametrize("mask", ["sheets.propertis", "sheets.properties, spreadsheetId", "sheets(properties", "", ","])
def test_a_mask_google_cannot_read_is_refused(book: gspread.Spreadsheet, mask: str) -> None:
    if not mask:
        assert "sheets" in got(book, fields=mask)
        return
    with pytest.raises(APIError, match="Request contains an invalid argument") as refused:
        got(book, fields=mask)
    assert (
        "Error expanding 'fields' parameter." in refused.value.error["details"][0]["fieldViolations"][0]["description"]
    )


def test_a_mask_chooses_what_is_answered(book: gspread.Spreadsheet) -> None:
    batch(book, appending(0, ["a"]))
    found = got(book, fields="sheets(properties(sheetId,title),data/rowData/values/formattedValue),spreadsheetId")
    properties = {"sheetId": 0, "title": "Sheet1"}
    assert found == {
        "spreadsheetId": book.id,
        "sheets": [{"properties": properties, "data": [{"rowData": [{"values": [{"formattedValue": "a"}]}]}]}],
    }
    assert "data" not in got(book)["sheets"][0]
    assert "data" in got(book, fields="*")["sheets"][0]


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("a", {"a": {}}),
        ("a.b,a.c", {"a": {"b": {}, "c": {}}}),
        ("a(b,c/d),e", {"a": {"b": {}, "c": {"d": {}}}, "e": {}}),
        ("a,a.b", {"a": {}}),
        ("user_entered_value", {"userEnteredValue": {}}),
    ],
)
def test_masks_are_read(text: str, mask: dict[str, Any]) -> None:
    assert masks.parse(text) == mask


@pytest.mark.parametrize("text", ["a b", "a(", "a)", ".a", "a..b", "a(b,)", "é"])
def test_masks_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        masks.parse(text)


def test_a_path_google_does_not_have_is_not_found(server: Running) -> None:
    for verb, path in (("GET", "/v4/spreadsheet/x"), ("DELETE", "/v4/spreadsheets/x"), ("GET", "/")):
        assert requests.request(verb, server.root + path, timeout=5).status_code == 404


def test_reads_that_are_posts_count_as_reads() -> None:
    writes = {method.id for method in discovery.methods() if method.api == "sheets" and method.writes}
    assert writes == {
        "sheets.spreadsheets." + name
        for name in ("create", "batchUpdate", "sheets.copyTo", "values.append", "values.update", "values.clear", "values.batchClear", "values.batchUpdate", "values.batchClearByDataFilter", "values.batchUpdateByDataFilter")
    }  # fmt: skip
