"""Requests about how a tab looks: borders, groups of rows and columns, banding."""

from __future__ import annotations

from tests.sheets import masks
from tests.sheets.a1 import Area
from tests.sheets.changes.dimensions import span
from tests.sheets.changes.register import request
from tests.sheets.grid import Cell, Dimension, Sheet
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

GROUPS: dict[Dimension, str] = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}


@request("updateBorders")
def update_borders(book: Spreadsheet, body: Json) -> None:
    """The sides given of a range's edge, and of the cells inside it."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)

    def change(old: Cell, row: int, column: int) -> Cell:
        sides = {
            "top": "top" if row == area.top else "innerHorizontal",
            "bottom": "bottom" if row == (area.bottom or 0) - 1 else "innerHorizontal",
            "left": "left" if column == area.left else "innerVertical",
            "right": "right" if column == (area.right or 0) - 1 else "innerVertical",
        }
        new = {side: body[given] for side, given in sides.items() if given in body}
        form = old.get("userEnteredFormat", {})
        return {**old, "userEnteredFormat": {**form, "borders": {**form.get("borders", {}), **new}}} if new else old

    book.sheet(area.sheet_id).each(area, change)


def _span_of(part: Json) -> tuple[int, int]:
    return part["range"]["startIndex"], part["range"]["endIndex"]


@request("addDimensionGroup")
def add_dimension_group(book: Spreadsheet, body: Json) -> Json:
    """A group inside another is one deeper; the reply lists every group of the dimension."""
    given = body.get("range", {})
    sheet = book.sheet(given.get("sheetId", 0))
    dimension, start, end = span(sheet, given)
    groups = sheet.parts.setdefault(GROUPS[dimension], [])
    groups.append({"range": {**given, "startIndex": start, "endIndex": end}, "depth": 1})
    return {"dimensionGroups": _deepened(sheet, dimension)}


def _deepened(sheet: Sheet, dimension: Dimension) -> list[Json]:
    """The groups by where they begin, the outer before the inner, each with its depth."""
    groups = sorted(sheet.parts.get(GROUPS[dimension], []), key=lambda one: (_span_of(one)[0], -_span_of(one)[1]))
    found = []
    for n, group in enumerate(groups):
        start, end = _span_of(group)
        outer = [one for one in groups[:n] if _span_of(one)[0] <= start and end <= _span_of(one)[1]]
        found.append({**group, "depth": len(outer) + 1})
    sheet.parts[GROUPS[dimension]] = found
    return found


@request("deleteDimensionGroup")
def delete_dimension_group(book: Spreadsheet, body: Json) -> Json:
    """The deepest group that covers exactly this span."""
    given = body.get("range", {})
    sheet = book.sheet(given.get("sheetId", 0))
    dimension, start, end = span(sheet, given)
    groups = sheet.parts.get(GROUPS[dimension], [])
    fitting = [n for n, group in enumerate(groups) if _span_of(group) == (start, end)]
    if not fitting:
        raise Invalid(f"No dimension group covers [{start}, {end}).")
    del groups[fitting[-1]]
    left = _deepened(sheet, dimension)
    return {"dimensionGroups": left} if left else {}


@request("updateDimensionGroup")
def update_dimension_group(book: Spreadsheet, body: Json) -> None:
    """Fold a group or unfold it."""
    given = body.get("dimensionGroup", {})
    mask = masks.for_update(body.get("fields", ""))
    sheet = book.sheet(given.get("range", {}).get("sheetId", 0))
    dimension, start, end = span(sheet, given["range"])
    groups = sheet.parts.get(GROUPS[dimension], [])
    for n, group in enumerate(groups):
        if _span_of(group) == (start, end) and group["depth"] == given.get("depth", 1):
            groups[n] = masks.updated(group, given, mask)
            return
    raise Invalid(f"No dimension group covers [{start}, {end}).")


@request("updateBanding")
def update_banding(book: Spreadsheet, body: Json) -> None:
    given = body.get("bandedRange", {})
    mask = masks.for_update(body.get("fields", ""))
    for sheet, part in list(book.all_parts("bandedRanges")):
        if part["bandedRangeId"] == given.get("bandedRangeId"):
            parts = sheet.parts["bandedRanges"]
            parts[parts.index(part)] = masks.updated(part, given, mask)
            return
    raise Invalid(f"No banded range with id: {given.get('bandedRangeId', 0)}")
