"""Requests that write cells: appendCells, updateCells, repeatCell, setDataValidation."""

from __future__ import annotations

from collections.abc import Mapping

from tests.sheets import conditions, masks
from tests.sheets.a1 import Area
from tests.sheets.changes.register import request
from tests.sheets.discovery import document
from tests.sheets.formulas import compute
from tests.sheets.grid import BLANK, EMPTY, PLAIN, Cell, Sheet
from tests.sheets.masks import Mask
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

WRITTEN = ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns", "chipRuns")
"""The fields of a cell that are kept; the others follow from them."""


def cell_mask(text: str) -> Mask:
    mask = masks.for_update(text)
    schemas = document("sheets.v4")["schemas"]
    try:
        masks.check(mask, schemas["CellData"], schemas)
    except Invalid:
        raise Invalid(f"Invalid field: {text}") from None
    return {name: {} for name in WRITTEN} if masks.everything(mask) else mask


def rewritten(old: Cell, new: Mapping[str, Json], mask: Mask) -> Cell:
    """The cell after an update under `mask`."""
    cell = {name: one for name, one in masks.updated(old, new, mask).items() if name in WRITTEN}
    if cell.get("userEnteredValue") in ({}, {"stringValue": ""}):
        del cell["userEnteredValue"]
    return compute(cell) if cell else EMPTY


@request("appendCells")
def append_cells(book: Spreadsheet, body: Json) -> None:
    """After the last row with data, from column A on, whatever the headings say. The grid grows as needed."""
    if "tableId" in body:
        raise Invalid(f"No table with id: {body['tableId']}")
    sheet = book.sheet(body.get("sheetId", 0))
    mask = cell_mask(body.get("fields", ""))
    rows = body.get("rows", [])
    write(book, sheet, sheet.rows_with_data(), 0, rows, mask)


def write(book: Spreadsheet, sheet: Sheet, top: int, left: int, rows: list[Json], mask: Mask) -> None:
    """Put rows of cells at a place, growing the grid to hold them."""
    width = max((len(row.get("values", [])) for row in rows), default=0)
    area = Area(sheet.sheet_id, top, left, top + len(rows), left + width)
    book.guard(area)
    grow(sheet, area)
    for down, row in enumerate(rows):
        for across, new in enumerate(row.get("values", [])):
            old = sheet.cell(top + down, left + across)
            sheet.put(top + down, left + across, rewritten(old, new, mask))


def grow(sheet: Sheet, area: Area) -> None:
    """Add rows and columns at the end until the area fits."""
    sheet.rows.extend([BLANK] * ((area.bottom or 0) - len(sheet.rows)))
    sheet.columns.extend([PLAIN] * ((area.right or 0) - len(sheet.columns)))


@request("updateCells")
def update_cells(book: Spreadsheet, body: Json) -> None:
    """Write rows at `start`, or over `range`, of which whatever the rows do not reach is cleared."""
    mask = cell_mask(body.get("fields", ""))
    rows = body.get("rows", [])
    if "start" in body:
        start = body["start"]
        sheet = book.sheet(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        _inside(book, Area(sheet.sheet_id, top, left, top + len(rows), left + _width(rows)))
        write(book, sheet, top, left, rows, mask)
        return
    if "range" not in body:
        raise Invalid("Must specify either a range or a start.")
    area = book.cut(Area.of(body["range"]))
    book.guard(area)
    if len(rows) > (area.bottom or 0) - area.top or _width(rows) > (area.right or 0) - area.left:
        raise Invalid(f"Attempting to write past the range {book.said(area)}.")
    book.sheet(area.sheet_id).each(
        area, lambda old, row, column: rewritten(old, _at(rows, row - area.top, column - area.left), mask)
    )


def _width(rows: list[Json]) -> int:
    return max((len(row.get("values", [])) for row in rows), default=0)


def _at(rows: list[Json], down: int, across: int) -> Cell:
    values = rows[down].get("values", []) if down < len(rows) else []
    return values[across] if across < len(values) else EMPTY


def _inside(book: Spreadsheet, area: Area) -> None:
    """Raises Invalid unless the grid holds the whole area."""
    rows, columns = book.sheet(area.sheet_id).size
    if area.top >= rows or (area.bottom or 0) > rows:
        raise Invalid(f"Attempting to write row: {max(area.top, rows)}, beyond the last row: {rows - 1}")
    if area.left >= columns or (area.right or 0) > columns:
        raise Invalid(
            f"Attempting to write column: {max(area.left, columns)}, beyond the last requested column of: {columns - 1}"
        )


@request("repeatCell")
def repeat_cell(book: Spreadsheet, body: Json) -> None:
    mask = cell_mask(body.get("fields", ""))
    area = book.cut(Area.of(body["range"]))
    book.guard(area)
    new = body.get("cell", EMPTY)
    book.sheet(area.sheet_id).each(area, lambda old, row, column: rewritten(old, new, mask))


@request("setDataValidation")
def set_data_validation(book: Spreadsheet, body: Json) -> None:
    area = book.cut(Area.of(body["range"]))
    rule = body.get("rule")
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise Invalid("A data validation rule must have a condition.")
    if rule:
        conditions.check(rule["condition"], "data validation")
    new = {"dataValidation": rule} if rule else {}
    book.sheet(area.sheet_id).each(area, lambda old, row, column: rewritten(old, new, {"dataValidation": {}}))
