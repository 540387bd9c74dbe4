"""Requests about whole tabs and the spreadsheet: addSheet, deleteSheet, duplicateSheet, updateSheetProperties, updateSpreadsheetProperties."""

from __future__ import annotations

from zoneinfo import available_timezones

from tests.sheets import masks
from tests.sheets.a1 import Area
from tests.sheets.changes.dimensions import keep_one_unfrozen
from tests.sheets.changes.register import request
from tests.sheets.grid import Sheet
from tests.sheets.reading import sheet_properties
from tests.sheets.refused import Invalid, Json
from tests.sheets.shifting import Shift, shifted
from tests.sheets.spreadsheet import Spreadsheet

OWN = ("hidden", "tabColor", "tabColorStyle", "rightToLeft")
GRID_OWN = ("frozenRowCount", "frozenColumnCount", "hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter")
LONGEST_TITLE = 100
LOOKS = ("merges", "conditionalFormats")
"""What a duplicate of a tab takes with it beside its cells."""


@request("addSheet")
def add_sheet(book: Spreadsheet, body: Json) -> Json:
    given = body.get("properties", {})
    if given.get("sheetType", "GRID") != "GRID":
        raise Invalid("Only sheets of type GRID can be added.")
    taken = {sheet.sheet_id for sheet in book.sheets}
    sheet_id = given.get("sheetId", -1) if "sheetId" in given else book.new_id(taken)
    if sheet_id < 0:
        raise Invalid("sheetId must be non-negative.")
    if sheet_id in taken:
        raise Invalid(f"A sheet with the id {sheet_id} already exists. Please enter another id.")
    title = given.get("title") or _free_title(book)
    _check_title(book, title)
    grid = given.get("gridProperties", {})
    sheet = Sheet.blank(sheet_id, title, grid.get("rowCount", 1000), grid.get("columnCount", 26))
    _own_properties(sheet, given)
    book.sheets.insert(given.get("index", len(book.sheets)), sheet)
    return {"properties": sheet_properties(book, sheet)}


def _free_title(book: Spreadsheet) -> str:
    n = len(book.sheets) + 1
    while book.titled(f"Sheet{n}"):
        n += 1
    return f"Sheet{n}"


def _check_title(book: Spreadsheet, title: str, mine: Sheet | None = None) -> None:
    if not title:
        raise Invalid("Sheet names cannot be empty.")
    if len(title) > LONGEST_TITLE:
        raise Invalid(f"Sheet names cannot be longer than {LONGEST_TITLE} characters.")
    other = book.titled(title)
    if other is not None and other is not mine:
        raise Invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _own_properties(sheet: Sheet, given: Json) -> None:
    sheet.properties = {name: given[name] for name in OWN if given.get(name)}
    grid = given.get("gridProperties", {})
    sheet.grid_properties = {name: grid[name] for name in GRID_OWN if grid.get(name)}
    if grid.get("frozenRowCount", 0) >= len(sheet.rows):
        raise Invalid("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= len(sheet.columns):
        raise Invalid("You can't freeze all visible columns on the sheet.")


@request("deleteSheet")
def delete_sheet(book: Spreadsheet, body: Json) -> None:
    sheet = book.sheet(body.get("sheetId", 0), "sheet")
    book.guard(sheet.everything)
    left = [one for one in book.sheets if one is not sheet]
    if not any(not one.properties.get("hidden") for one in left):
        raise Invalid("You can't remove all the visible sheets in a document.")
    book.sheets = left
    gone = Shift.delete(sheet.sheet_id, "ROWS", 0, len(sheet.rows))
    book.named_ranges = [
        named for named in shifted(book.named_ranges, gone) if named["range"].get("sheetId", 0) != sheet.sheet_id
    ]


@request("duplicateSheet")
def duplicate_sheet(book: Spreadsheet, body: Json) -> Json:
    source = book.sheet(body.get("sourceSheetId", 0), "sheet")
    title = body.get("newSheetName") or f"Copy of {source.title}"
    _check_title(book, title)
    taken = {sheet.sheet_id for sheet in book.sheets}
    sheet = source.copy()
    sheet.sheet_id, sheet.title = body.get("newSheetId", book.new_id(taken)), title
    if sheet.sheet_id in taken:
        raise Invalid(f"A sheet with the id {sheet.sheet_id} already exists. Please enter another id.")
    sheet.parts = {name: [_on(sheet.sheet_id, part) for part in source.parts.get(name, [])] for name in LOOKS}
    book.sheets.insert(body.get("insertSheetIndex", 0), sheet)
    return {"properties": sheet_properties(book, sheet)}


def _on(sheet_id: int, part: Json) -> Json:
    """A merge or a rule of another tab, on this one."""
    if isinstance(part, list):
        return [_on(sheet_id, one) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: sheet_id if name == "sheetId" else _on(sheet_id, one) for name, one in part.items()}


def copied_tab(source: Sheet, book: Spreadsheet) -> Json:
    """A tab of another spreadsheet, put at the end of this one; the answer is its properties."""
    title, n = f"Copy of {source.title}", 1
    while book.titled(title):
        n, title = n + 1, f"Copy of {source.title} {n}"
    sheet = source.copy()
    sheet.sheet_id, sheet.title = book.new_id({one.sheet_id for one in book.sheets}), title
    sheet.parts = {name: [_on(sheet.sheet_id, part) for part in source.parts.get(name, [])] for name in LOOKS}
    book.sheets.append(sheet)
    book.check_size()
    return sheet_properties(book, sheet)


@request("updateSheetProperties")
def update_sheet_properties(book: Spreadsheet, body: Json) -> None:
    given = body.get("properties", {})
    mask = masks.for_update(body.get("fields", ""))
    sheet = book.sheet(given.get("sheetId", 0), "sheet")
    known = (*OWN, "title", "index", "gridProperties", "sheetId", "sheetType", "*")
    if unknown := [name for name in mask if name not in known]:
        raise Invalid(f"Invalid field: {unknown[0]}")
    if "*" in mask:
        mask = {name: {inside: {} for inside in one} if name == "gridProperties" else {} for name, one in given.items()}
    old = sheet_properties(book, sheet)
    new = masks.updated(old, given, mask)
    _resize(book, sheet, old["gridProperties"], new.get("gridProperties", {}))
    _check_title(book, new.get("title", ""), sheet)
    sheet.title = new["title"]
    _own_properties(sheet, new)
    _still_visible(book)
    if "index" in mask:
        _move(book, sheet, given.get("index", len(book.sheets)))


def _resize(book: Spreadsheet, sheet: Sheet, old: Json, new: Json) -> None:
    rows, columns = new.get("rowCount", 0), new.get("columnCount", 0)
    if 0 < rows < old["rowCount"]:
        keep_one_unfrozen(sheet, "ROWS", rows)
    if 0 < columns < old["columnCount"]:
        keep_one_unfrozen(sheet, "COLUMNS", columns)
    if rows < old["rowCount"]:
        book.guard(Area(sheet.sheet_id, rows))
    if columns < old["columnCount"]:
        book.guard(Area(sheet.sheet_id, 0, columns))
    sheet.resize(rows, columns)


def _still_visible(book: Spreadsheet) -> None:
    if all(sheet.properties.get("hidden") for sheet in book.sheets):
        raise Invalid("You can't hide all the sheets in a document.")


def _move(book: Spreadsheet, sheet: Sheet, index: int) -> None:
    """`index` counts before the move: to the tab's own place or the next one means staying."""
    now = book.sheets.index(sheet)
    if not 0 <= index <= len(book.sheets):
        raise Invalid(f"The index {index} is out of range.")
    if index in (now, now + 1):
        return
    book.sheets.remove(sheet)
    book.sheets.insert(index if index < now else index - 1, sheet)


@request("updateSpreadsheetProperties")
def update_spreadsheet_properties(book: Spreadsheet, body: Json) -> None:
    given = body.get("properties", {})
    mask = masks.for_update(body.get("fields", ""))
    for name in ("title", "locale", "timeZone"):
        if name in mask and not given.get(name):
            raise Invalid(f"Invalid {name}: ")
    if "timeZone" in mask and given["timeZone"] not in available_timezones():
        raise Invalid(f"Invalid time zone: {given['timeZone']}")
    book.properties = {"defaultFormat": book.properties["defaultFormat"], **masks.updated(book.properties, given, mask)}
