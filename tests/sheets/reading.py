"""What `spreadsheets.get` answers: a spreadsheet as JSON, with as much of its grids as is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sheets.a1 import Area
from tests.sheets.grid import Cell, Line, Sheet, has_value
from tests.sheets.masks import Mask, covers
from tests.sheets.refused import Json
from tests.sheets.showing import effective, formatted
from tests.sheets.spreadsheet import Spreadsheet

PARTS = ("conditionalFormats", "protectedRanges", "filterViews", "bandedRanges", "merges", "rowGroups", "columnGroups")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a spreadsheet an answer holds."""

    areas: tuple[Area, ...] = ()
    """Of which parts; empty for all."""
    grids: bool = False
    mask: Mask | None = None


def spreadsheet(book: Spreadsheet, wanted: Wanted, reader: str) -> Json:
    found: dict[str, Json] = {
        "spreadsheetId": book.spreadsheet_id,
        "properties": book.properties,
        "sheets": [_sheet(book, sheet, wanted, reader) for sheet in book.sheets if _wanted(sheet, wanted)],
        "spreadsheetUrl": book.url,
    }
    if book.named_ranges:
        found["namedRanges"] = book.named_ranges
    if book.metadata:
        found["developerMetadata"] = book.metadata
    return found


def _wanted(sheet: Sheet, wanted: Wanted) -> bool:
    return not wanted.areas or any(area.sheet_id == sheet.sheet_id for area in wanted.areas)


def _sheet(book: Spreadsheet, sheet: Sheet, wanted: Wanted, reader: str) -> Json:
    found: dict[str, Json] = {"properties": sheet_properties(book, sheet)}
    if wanted.grids and (wanted.mask is None or covers(wanted.mask, "sheets", "data")):
        areas = [area for area in wanted.areas if area.sheet_id == sheet.sheet_id] or [Area(sheet.sheet_id)]
        found["data"] = [grid_data(book, sheet, area, wanted.mask) for area in areas]
    for name in PARTS:
        if sheet.parts.get(name):
            found[name] = sheet.parts[name]
    if "protectedRanges" in found:
        found["protectedRanges"] = [protected(book, part, reader) for part in found["protectedRanges"]]
    if sheet.parts.get("basicFilter"):
        found["basicFilter"] = sheet.parts["basicFilter"][0]
    if sheet.metadata:
        found["developerMetadata"] = sheet.metadata
    return found


def protected(book: Spreadsheet, part: Json, reader: str) -> Json:
    """A protected range as this reader sees it."""
    may = reader == book.owner or part.get("warningOnly") or reader in part.get("editors", {}).get("users", [])
    return (
        {**part, "requestingUserCanEdit": True}
        if may
        else {name: one for name, one in part.items() if name != "editors"}
    )


def sheet_properties(book: Spreadsheet, sheet: Sheet) -> Json:
    rows, columns = sheet.size
    return {
        "sheetId": sheet.sheet_id,
        "title": sheet.title,
        "index": book.sheets.index(sheet),
        "sheetType": "GRID",
        "gridProperties": {"rowCount": rows, "columnCount": columns, **sheet.grid_properties},
        **sheet.properties,
    }


def grid_data(book: Spreadsheet, sheet: Sheet, area: Area, mask: Mask | None) -> Json:
    """The cells of an area, as far down and across as anything is there, and how high and wide its lines are."""
    cut = book.cut(area)
    assert cut.bottom is not None and cut.right is not None
    found: dict[str, Json] = {}
    if cut.top:
        found["startRow"] = cut.top
    if cut.left:
        found["startColumn"] = cut.left
    rows = [_row_data(book, sheet, n, cut.left, cut.right) for n in range(cut.top, cut.bottom)]
    while rows and not rows[-1]:
        rows.pop()
    if rows:
        found["rowData"] = rows
    if mask is None or covers(mask, "sheets", "data", "rowMetadata"):
        found["rowMetadata"] = [line(one) for one in sheet.lines("ROWS")[cut.top : cut.bottom]]
    if mask is None or covers(mask, "sheets", "data", "columnMetadata"):
        found["columnMetadata"] = [line(one) for one in sheet.columns[cut.left : cut.right]]
    return found


def line(one: Line) -> Json:
    found: dict[str, Json] = {"pixelSize": one.pixels}
    if one.hidden:
        found["hiddenByUser"] = True
    if one.metadata:
        found["developerMetadata"] = list(one.metadata)
    return found


def _row_data(book: Spreadsheet, sheet: Sheet, row: int, left: int, right: int) -> Json:
    cells = [cell_data(cell, book) for cell in sheet.rows[row].cells[left:right]]
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


def cell_data(cell: Cell, book: Spreadsheet) -> Json:
    found = dict(cell)
    if has_value(cell):
        found["effectiveValue"] = effective(cell)
        found["formattedValue"] = formatted(cell, book.locale)
    if "userEnteredFormat" in cell:
        found["effectiveFormat"] = {**book.properties["defaultFormat"], **cell["userEnteredFormat"]}
    return found
