"""Requests about rows and columns: append, insert, delete, move, hide, resize."""

from __future__ import annotations

from dataclasses import replace

from tests.sheets import masks
from tests.sheets.a1 import Area
from tests.sheets.changes.register import request
from tests.sheets.grid import BLANK, COLUMN_PIXELS, EMPTY, PLAIN, ROW_PIXELS, Cell, Dimension, Line, Row, Sheet, trimmed
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

WORD = {"ROWS": "row", "COLUMNS": "column"}
FROZEN = {"ROWS": "frozenRowCount", "COLUMNS": "frozenColumnCount"}


def dimension_of(body: Json) -> Dimension:
    if body.get("dimension") not in WORD:
        raise Invalid("The dimension must be ROWS or COLUMNS.")
    found: Dimension = body["dimension"]
    return found


def span(sheet: Sheet, given: Json) -> tuple[Dimension, int, int]:
    """The dimension and half-open span of a DimensionRange, cut to the grid where it is open."""
    dimension = dimension_of(given)
    size = len(sheet.lines(dimension))
    start, end = given.get("startIndex", 0), given.get("endIndex", size)
    if start < 0 or end <= start:
        raise Invalid(f"The {WORD[dimension]} range must begin before it ends: [{start}, {end}).")
    return dimension, start, end


def lines_area(sheet: Sheet, dimension: Dimension, start: int, end: int | None) -> Area:
    if dimension == "ROWS":
        return Area(sheet.sheet_id, start, 0, end, None)
    return Area(sheet.sheet_id, 0, start, None, end)


@request("appendDimension")
def append_dimension(book: Spreadsheet, body: Json) -> None:
    sheet, dimension, length = book.sheet(body.get("sheetId", 0)), dimension_of(body), body.get("length", 0)
    if length < 1:
        raise Invalid("The length must be greater than 0.")
    if dimension == "ROWS":
        sheet.rows.extend([BLANK] * length)
    else:
        sheet.columns.extend([PLAIN] * length)


@request("insertDimension")
def insert_dimension(book: Spreadsheet, body: Json) -> None:
    given = body.get("range", {})
    sheet = book.sheet(given.get("sheetId", 0))
    if "endIndex" not in given:
        raise Invalid("Both the start and end indexes must be bounded.")
    dimension, start, end = span(sheet, given)
    size, before = len(sheet.lines(dimension)), body.get("inheritFromBefore", False)
    if before and start == 0:
        raise Invalid("range.startIndex must be greater than 0 if inheritFromBefore is true.")
    if start > size or (start == size and not before):
        than = f"({size}) if inheritFromBefore is {str(before).lower()}"
        raise Invalid(f"range.startIndex[{start}] must be less than the grid size {than}.")
    if start < size:
        book.guard(lines_area(sheet, dimension, start, start + 1))
    book.insert(sheet, dimension, start, _new_lines(sheet, dimension, start - 1 if before else start, end - start))


def _new_lines(sheet: Sheet, dimension: Dimension, like: int, count: int) -> list[Row] | list[Line]:
    """Lines that take size and formats, but no values, from line `like`."""
    model = replace(sheet.lines(dimension)[like], metadata=(), hidden=False)
    if dimension == "COLUMNS":
        return [model] * count
    return [Row(trimmed(_only_format(cell) for cell in sheet.rows[like].cells), model)] * count


def _only_format(cell: Cell) -> Cell:
    kept = {name: cell[name] for name in ("userEnteredFormat", "dataValidation") if name in cell}
    return kept or EMPTY


@request("deleteDimension")
def delete_dimension(book: Spreadsheet, body: Json) -> None:
    given = body.get("range", {})
    sheet = book.sheet(given.get("sheetId", 0))
    dimension, start, end = span(sheet, given)
    size, word = len(sheet.lines(dimension)), WORD[dimension]
    if start >= size:
        raise Invalid(
            f"Cannot delete a {word} that doesn't exist. Tried to delete {word} index {start} but there are only {size} {word}s."
        )
    end = min(end, size)
    if end - start == size:
        raise Invalid(f"You can't delete all the {word}s on the sheet.")
    if end == size:
        keep_one_unfrozen(sheet, dimension, start)
    book.guard(lines_area(sheet, dimension, start, end))
    book.delete(sheet, dimension, start, end)
    _freeze_fewer(sheet, dimension, start, end)


def keep_one_unfrozen(sheet: Sheet, dimension: Dimension, left: int) -> None:
    """Raises Invalid when of a tab cut to `left` lines none would scroll any more."""
    if left <= sheet.grid_properties.get(FROZEN[dimension], 0):
        raise Invalid(f"Sorry, it is not possible to delete all non-frozen {WORD[dimension]}s.")


def _freeze_fewer(sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
    """Frozen lines that are deleted are frozen no more; what was below them is not frozen instead."""
    name = FROZEN[dimension]
    frozen = sheet.grid_properties.get(name, 0)
    left = frozen - max(0, min(end, frozen) - start)
    sheet.grid_properties = {**sheet.grid_properties, name: left} if left else _without(sheet.grid_properties, name)


def _without(properties: dict[str, Json], name: str) -> dict[str, Json]:
    return {each: value for each, value in properties.items() if each != name}


@request("moveDimension")
def move_dimension(book: Spreadsheet, body: Json) -> None:
    given = body.get("source", {})
    sheet = book.sheet(given.get("sheetId", 0))
    dimension, start, end = span(sheet, given)
    size, to = len(sheet.lines(dimension)), body.get("destinationIndex", 0)
    if end > size or not 0 <= to <= size:
        raise Invalid(f"The source or destination lies past the grid's {size} {WORD[dimension]}s.")
    book.guard(lines_area(sheet, dimension, min(start, to), max(end, to)))
    sheet.move(dimension, start, end, to)


@request("updateDimensionProperties")
def update_dimension_properties(book: Spreadsheet, body: Json) -> None:
    """Hide, show and set sizes."""
    given = body.get("range", {})
    sheet = book.sheet(given.get("sheetId", 0))
    mask = masks.for_update(body.get("fields", ""))
    dimension, start, end = span(sheet, given)
    new = body.get("properties", {})
    usual = ROW_PIXELS if dimension == "ROWS" else COLUMN_PIXELS
    for n, line in list(enumerate(sheet.lines(dimension)))[start:end]:
        if "hiddenByUser" in mask or "*" in mask:
            line = replace(line, hidden=bool(new.get("hiddenByUser", False)))
        if "pixelSize" in mask or ("*" in mask and "pixelSize" in new):
            line = replace(line, pixels=new.get("pixelSize", usual))
        sheet.set_line(dimension, n, line)


@request("autoResizeDimensions")
def auto_resize_dimensions(book: Spreadsheet, body: Json) -> None:
    """Columns as wide as their longest text, at seven pixels a character; rows at their usual height."""
    given = body.get("dimensions", {})
    sheet = book.sheet(given.get("sheetId", 0))
    dimension, start, end = span(sheet, given)
    for n in range(start, min(end, len(sheet.lines(dimension)))):
        pixels = ROW_PIXELS if dimension == "ROWS" else _width(sheet, n)
        sheet.set_line(dimension, n, replace(sheet.lines(dimension)[n], pixels=pixels))


def _width(sheet: Sheet, column: int) -> int:
    texts = (str(next(iter(row.cell(column).get("userEnteredValue", {"": ""}).values()))) for row in sheet.rows)
    return max(21, 7 * max(map(len, texts), default=0) + 10)
