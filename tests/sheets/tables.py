"""Finding the table that `values.append` adds to: a rectangle of data with nothing around it."""

from __future__ import annotations

from tests.sheets.a1 import Area
from tests.sheets.grid import Sheet, has_value


def table_at(sheet: Sheet, area: Area) -> Area | None:
    """The last table that meets the range; None when there is no data in it or beside it."""
    cut = area.within(*sheet.size)
    found = [table for table in tables(sheet) if table.meets(cut)]
    return max(found, key=lambda table: (table.bottom, table.left), default=None)


def tables(sheet: Sheet) -> list[Area]:
    """Every rectangle of data whose whole border, corners too, is empty."""
    filled = {
        (row, column)
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line.cells)
        if has_value(cell)
    }
    found: list[Area] = []
    while filled:
        top, left = min(filled)
        bottom, right = top, left
        inside = {(top, left)}
        while True:
            near = {
                place for place in filled if top - 1 <= place[0] <= bottom + 1 and left - 1 <= place[1] <= right + 1
            }
            if near == inside:
                break
            inside = near
            top, bottom = min(row for row, _ in inside), max(row for row, _ in inside)
            left, right = min(column for _, column in inside), max(column for _, column in inside)
        filled -= inside
        found.append(Area(sheet.sheet_id, top, left, bottom + 1, right + 1))
    return found
