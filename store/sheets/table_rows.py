"""From the lines of a row of a settings table back to the row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

from store.base import TableRow
from store.sheets.assembling import NotAnEntry, RowCells, in_parts
from store.sheets.cells import Cell, plain, read_stamp, serial
from store.sheets.tabs import MORE_TITLE, Tab

_DAY_0 = date(1899, 12, 30)
_DATES = ("first", "last")


def table_row(tab: Tab, said: Sequence[RowCells]) -> TableRow:
    """The row of a settings table that these lines say. Raises NotAnEntry when it has no key."""
    main = next(each for each in said if each.tab == tab.title)
    key = plain(main.cells.get("@key", ""))
    if not key:
        raise NotAnEntry("it has no key")
    values = {
        column.key: _as_text(column.key, main.cells.get(column.key, ""))
        for column in tab.columns
        if not column.key.startswith("@") and plain(main.cells.get(column.key, ""))
    }
    for parts in in_parts(each for each in said if each.tab == MORE_TITLE):
        name, value = json.loads("".join(str(each.cells.get("@text", "")) for each in parts))
        values[name] = value
    try:
        changed_at = read_stamp(main.cells.get("@changed_at", ""))
    except ValueError:
        raise NotAnEntry("it does not say when it was written") from None
    return TableRow(tab.name, key, values, changed_at, plain(main.cells.get("@changed_by", "")))


def _as_text(name: str, cell: Cell) -> str:
    """A setting as text: a day typed as a day is written as people write it."""
    if name in _DATES and isinstance(cell, int | float) and not isinstance(cell, bool):
        day = _DAY_0 + timedelta(days=int(cell))
        return f"{day.day}/{day.month}/{day.year}" if 0 < cell <= serial(date(2100, 12, 31)) else plain(cell)
    return plain(cell)
