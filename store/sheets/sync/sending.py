"""From lines to one request: everything that waits travels together, each row under the headings as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from record.own_questions import OwnQuestions
from store.sheets.layout.as_saved import texts_of
from store.sheets.layout.cells import Cell
from store.sheets.layout.dressing import number_format
from store.sheets.layout.finding import Headings
from store.sheets.layout.rows import Cells
from store.sheets.layout.spreadsheet import TabNow
from store.sheets.layout.tabs import NONE, Style, tab_titled, with_own
from store.sheets.sync.outbox import OutboxRow

FIELDS = "userEnteredValue,userEnteredFormat.numberFormat"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to Google at once."""

    lines: tuple[OutboxRow, ...]
    requests: tuple[Mapping[str, Any], ...]
    left: int
    """How many saves stay behind until a heading or a tab is put back."""


def pack(
    queued: Sequence[tuple[OutboxRow, Cells]],
    tabs: Mapping[str, TabNow],
    headings: Mapping[str, Headings],
    most_saves: int | None = None,
    own: OwnQuestions = NONE,
    as_saved: int | None = None,
) -> Parcel:
    """Pack whole saves, oldest first: `appendCells` for each tab, so that nothing that is there can be touched. `as_saved` is the
    number of the tab in which each line is written down once more."""
    by_save: dict[str, list[tuple[OutboxRow, Cells]]] = defaultdict(list)
    for line, cells in queued:
        by_save[line.save_id].append((line, cells))
    ready = [
        some for some in by_save.values() if all(_has_columns(line, cells, tabs, headings) for line, cells in some)
    ]
    chosen = ready[:most_saves]
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line, cells in (each for some in chosen for each in some):
        rows[line.tab].append({"values": _in_order(line.tab, cells, headings[line.tab], own)})
    appended = [(tabs[tab].gid, some) for tab, some in rows.items()]
    if as_saved is not None and appended:
        appended.append((as_saved, [row for some in chosen for each in some for row in _once_more(*each)]))
    requests = tuple({"appendCells": {"sheetId": gid, "rows": some, "fields": FIELDS}} for gid, some in appended)
    return Parcel(tuple(line for some in chosen for line, _ in some), requests, len(by_save) - len(ready))


def _once_more(line: OutboxRow, cells: Cells) -> Iterator[Mapping[str, Any]]:
    look = number_format(Style.TEXT)
    for texts in texts_of(line.tab, line.save_id, line.item, line.reference, cells):
        yield {"values": [typed(text, look) if text else blank(look) for text in texts]}


def _has_columns(line: OutboxRow, cells: Cells, tabs: Mapping[str, TabNow], headings: Mapping[str, Headings]) -> bool:
    return line.tab in tabs and line.tab in headings and all(key in headings[line.tab].where for key in cells)


def _in_order(title: str, cells: Cells, headings: Headings, own: OwnQuestions) -> list[Mapping[str, Any]]:
    """A row under its headings, blank cells with their look, too; nothing goes into a second column of the same heading."""
    tab = with_own(tab_titled(title), own)
    last = max(at for places in headings.where.values() for at in places)
    row: list[Mapping[str, Any]] = []
    for at in range(last + 1):
        key = headings.order[at]
        column = tab.column(key) if key else None
        look = number_format(column.style) if column else None
        is_first = look is not None and headings.where[key][0] == at
        row.append(typed(cells[key], look) if look and is_first and key in cells else blank(look))
    return row


def blank(look: Mapping[str, str] | None) -> Mapping[str, Any]:
    """A cell for people to type into, which keeps what they type as its column does."""
    return {"userEnteredFormat": {"numberFormat": look}} if look else {}


def typed(value: Cell, look: Mapping[str, str]) -> Mapping[str, Any]:
    """A typed cell: text stays text, whatever it begins with."""
    kind = "stringValue" if isinstance(value, str) else "boolValue" if isinstance(value, bool) else "numberValue"
    return {"userEnteredValue": {kind: value}, "userEnteredFormat": {"numberFormat": look}}
