"""Finding the table that `values.append` adds to: a rectangle of data with nothing around it."""

from __future__ import annotations

from tests.sheets.a1 import Area
from tests.sheets.grid import Sheet, has_value


def table_at(sheet: Sheet, area: Area) -> Area | None:
    """The last table that meets the range; None when there is no data in it."""
    cut = area.within(*sheet.size)
    found = [table for table in tables(sheet) if table.meets(cut)]
    return max(found, key=lambda table: (table.bottom, table.left), default=None)


def tables(sheet: Sheet) -> list[Area]:
    """Every rectangle of data whose whole border, corners too, is empty."""
    found: list[Area] = []
    for cluster in clusters(sheet):
        while touching := [other for other in found if beside(cluster, other)]:
            found = [other for other in found if other not in touching]
            cluster = around([cluster, *touching])
        found.append(cluster)
    return found


def clusters(sheet: Sheet) -> list[Area]:
    """The rectangle around each heap of filled cells that touch, by a side or a corner."""
    left = {(row, at) for row, line in enumerate(sheet.rows) for at, cell in enumerate(line.cells) if has_value(cell)}
    found: list[Area] = []
    while left:
        heap, edge = [], [left.pop()]
        while edge:
            row, column = edge.pop()
            heap.append(Area(sheet.sheet_id, row, column, row + 1, column + 1))
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= near
            edge.extend(near)
        found.append(around(heap))
    return found


def beside(one: Area, other: Area) -> bool:
    """Whether two rectangles overlap or touch."""
    wider = Area(one.sheet_id, one.top - 1, one.left - 1, (one.bottom or 0) + 1, (one.right or 0) + 1)
    return wider.meets(other)


def around(areas: list[Area]) -> Area:
    return Area(
        areas[0].sheet_id,
        min(area.top for area in areas),
        min(area.left for area in areas),
        max(area.bottom or 0 for area in areas),
        max(area.right or 0 for area in areas),
    )
