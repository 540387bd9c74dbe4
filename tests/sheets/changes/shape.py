"""Requests that move cells about within a tab: sortRange, insertRange, deleteRange, mergeCells, unmergeCells."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sheets.a1 import Area
from tests.sheets.changes.dimensions import dimension_of
from tests.sheets.changes.register import request
from tests.sheets.grid import EMPTY, Cell, Sheet, has_value
from tests.sheets.refused import Invalid, Json
from tests.sheets.showing import effective
from tests.sheets.spreadsheet import Spreadsheet

Block = list[list[Cell]]


def block(sheet: Sheet, area: Area) -> Block:
    """The cells of an area whose sides are all given, row by row."""
    return [
        [sheet.cell(row, column) for column in range(area.left, area.right or 0)]
        for row in range(area.top, area.bottom or 0)
    ]


def lay(sheet: Sheet, area: Area, cells: Block) -> None:
    """Put a block back over an area of its size."""
    sheet.each(area, lambda old, row, column: cells[row - area.top][column - area.left])


@request("sortRange")
def sort_range(book: Spreadsheet, body: Json) -> None:
    """Rows by the columns given; blanks last either way, equals in their old order. Whole cells move, formats too."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    rows = block(sheet, area)
    for spec in reversed(body.get("sortSpecs", [])):
        at = spec.get("dimensionIndex", 0)
        if not area.left <= at < (area.right or 0):
            raise Invalid(f"dimensionIndex {at} is not in the range to sort.")
        rows = sorted_rows(rows, at - area.left, spec.get("sortOrder") == "DESCENDING")
    lay(sheet, area, rows)


def sorted_rows(rows: Block, column: int, descending: bool) -> Block:
    filled = [row for row in rows if has_value(row[column])]
    blank = [row for row in rows if not has_value(row[column])]
    filled.sort(key=lambda row: order(row[column]), reverse=descending)
    return filled + blank


def order(cell: Cell) -> tuple[int, float, str]:
    """Numbers, then text whatever its case, then FALSE and TRUE, then errors."""
    value = effective(cell)
    if "numberValue" in value:
        return 0, float(value["numberValue"]), ""
    if "stringValue" in value:
        return 1, 0.0, str(value["stringValue"]).casefold()
    if "boolValue" in value:
        return 2, float(value["boolValue"]), ""
    return 3, 0.0, ""


@request("insertRange")
def insert_range(book: Spreadsheet, body: Json) -> None:
    """Push cells down or right; the grid grows when data would fall off its edge."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    if dimension_of({"dimension": body.get("shiftDimension")}) == "ROWS":
        height = (area.bottom or 0) - area.top
        rest = Area(area.sheet_id, area.top, area.left, len(sheet.rows), area.right)
        cells = block(sheet, rest)
        lost = next((n for n in range(height) if any(map(has_value, cells[len(cells) - 1 - n]))), None)
        if lost is not None:
            sheet.resize(len(sheet.rows) + height - lost, len(sheet.columns))
            rest = Area(area.sheet_id, area.top, area.left, len(sheet.rows), area.right)
        gap = [[EMPTY] * ((area.right or 0) - area.left)] * height
        lay(sheet, rest, (gap + cells + gap)[: len(sheet.rows) - area.top])
        return
    width = (area.right or 0) - area.left
    rest = Area(area.sheet_id, area.top, area.left, area.bottom, len(sheet.columns))
    cells = [[*[EMPTY] * width, *row] for row in block(sheet, rest)]
    reach = max((n + 1 for row in cells for n, cell in enumerate(row) if has_value(cell)), default=0)
    sheet.resize(len(sheet.rows), max(len(sheet.columns), area.left + reach))
    lay(
        sheet,
        Area(area.sheet_id, area.top, area.left, area.bottom, len(sheet.columns)),
        [[*row, *[EMPTY] * width] for row in cells],
    )


@request("deleteRange")
def delete_range(book: Spreadsheet, body: Json) -> None:
    """Pull cells up or left into the place of those deleted."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    height, width = (area.bottom or 0) - area.top, (area.right or 0) - area.left
    if dimension_of({"dimension": body.get("shiftDimension")}) == "ROWS":
        rest = Area(area.sheet_id, area.top, area.left, len(sheet.rows), area.right)
        cells = block(sheet, rest)[height:] + [[EMPTY] * width] * height
    else:
        rest = Area(area.sheet_id, area.top, area.left, area.bottom, len(sheet.columns))
        cells = [[*row[width:], *[EMPTY] * width] for row in block(sheet, rest)]
    lay(sheet, rest, cells)


@request("mergeCells")
def merge_cells(book: Spreadsheet, body: Json) -> None:
    """Cells under one; only the first keeps its value."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    for one in merged(area, body.get("mergeType", "MERGE_ALL")):
        if any(Area.of(part).meets(one) for part in sheet.parts.get("merges", [])):
            raise Invalid("You can't merge cells that are part of another merge.")
        for cell, (row, column) in list(places(sheet, one))[1:]:
            sheet.put(row, column, _without_value(cell))
        sheet.parts.setdefault("merges", []).append(grid_range(one))


def places(sheet: Sheet, area: Area) -> Iterator[tuple[Cell, tuple[int, int]]]:
    """Every cell of an area whose sides are given, and where it is, the first cell first."""
    for row in range(area.top, area.bottom or 0):
        for column in range(area.left, area.right or 0):
            yield sheet.cell(row, column), (row, column)


def _without_value(cell: Cell) -> Cell:
    return {name: one for name, one in cell.items() if name not in ("userEnteredValue", "effectiveValue")} or EMPTY


def merged(area: Area, kind: str) -> list[Area]:
    if kind == "MERGE_COLUMNS":
        return [Area(area.sheet_id, area.top, n, area.bottom, n + 1) for n in range(area.left, area.right or 0)]
    if kind == "MERGE_ROWS":
        return [Area(area.sheet_id, n, area.left, n + 1, area.right) for n in range(area.top, area.bottom or 0)]
    return [area]


def grid_range(area: Area) -> Json:
    return {
        "sheetId": area.sheet_id,
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }


@request("unmergeCells")
def unmerge_cells(book: Spreadsheet, body: Json) -> None:
    """Every merge in the range, which must hold each of them whole."""
    area = book.cut(Area.of(body.get("range", {})))
    sheet = book.sheet(area.sheet_id)
    met = [part for part in sheet.parts.get("merges", []) if Area.of(part).meets(area)]
    if any(not _holds(area, Area.of(part)) for part in met):
        raise Invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.parts["merges"] = [part for part in sheet.parts.get("merges", []) if part not in met]


def _holds(area: Area, part: Area) -> bool:
    below, beside = area.bottom or 0, area.right or 0
    return (
        area.top <= part.top and area.left <= part.left and (part.bottom or 0) <= below and (part.right or 0) <= beside
    )
