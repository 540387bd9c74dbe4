"""The log knows which cells that held something a request changed."""

from __future__ import annotations

from typing import Any

import gspread
import pytest

from tests.sheets.asking import appending, batch, refusal, typed
from tests.sheets.server import Running


def changed(server: Running) -> list[str]:
    return [str(cell) for cell in server.google.log.writes()[-1].changed]


@pytest.fixture
def filled(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    batch(book, appending(0, ["Reference", "Start"], ["MM-TEST0001", 46272]))
    return book


def test_appending_changes_no_cell(server: Running, filled: gspread.Spreadsheet) -> None:
    batch(filled, appending(0, ["MM-TEST0002"]), {"addSheet": {}}, appending(0, ["MM-TEST0003"]))
    assert server.google.log.that_changed_cells() == []
    assert server.google.log.writes()[-1].asks == ["appendCells", "addSheet", "appendCells"]


@pytest.mark.parametrize(
    ("request_", "cells"),
    [
        ({"updateCells": {"start": {"rowIndex": 1}, "rows": [{"values": [typed("x")]}], "fields": "userEnteredValue"}}, ["A2"]),
        ({"sortRange": {"range": {}, "sortSpecs": [{"dimensionIndex": 0}]}}, ["A1", "A2", "B1", "B2"]),
        ({"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}}}, ["A2", "B2"]),
        ({"insertDimension": {"range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}}, ["A1", "A2", "B1", "B2"]),
        ({"repeatCell": {"range": {}, "cell": {"note": "n"}, "fields": "note"}}, ["A1", "A2", "B1", "B2"]),
        ({"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 9, "endIndex": 10}}}, []),
        ({"updateSheetProperties": {"properties": {"gridProperties": {"frozenRowCount": 1}}, "fields": "gridProperties.frozenRowCount"}}, []),
    ],
)  # fmt: skip
def test_a_request_that_changes_cells_is_found(
    server: Running, filled: gspread.Spreadsheet, request_: dict[str, Any], cells: list[str]
) -> None:
    batch(filled, request_)
    assert sorted(cell.split(":")[0] for cell in changed(server)) == [f"Sheet1!{cell}" for cell in cells]
    assert len(server.google.log.that_changed_cells()) == bool(cells)


def test_a_format_alone_is_a_change_but_not_of_the_value(server: Running, filled: gspread.Spreadsheet) -> None:
    filled.sheet1.format("A1", {"textFormat": {"bold": True}})
    [cell] = server.google.log.writes()[-1].changed
    assert not cell.value_changed
    filled.sheet1.update([["other"]], "A1")
    [cell] = server.google.log.writes()[-1].changed
    assert cell.value_changed
    assert str(cell) == "Sheet1!A1: {'stringValue': 'Reference'} → {'stringValue': 'other'}"


def test_a_deleted_tab_is_a_change_of_all_its_cells(server: Running, filled: gspread.Spreadsheet) -> None:
    batch(filled, {"addSheet": {}}, {"deleteSheet": {}})
    assert len(changed(server)) == 4


def test_what_is_allowed_is_left_out_and_what_was_refused_changed_nothing(
    server: Running, filled: gspread.Spreadsheet
) -> None:
    filled.sheet1.clear()
    refusal(filled, {"deleteSheet": {}})
    [line] = server.google.log.that_changed_cells()
    assert line.method == "sheets.spreadsheets.values.clear"
    assert server.google.log.that_changed_cells(lambda one: one is line) == []
    assert [line.status for line in server.google.log.of("batchUpdate")] == [200, 400]
