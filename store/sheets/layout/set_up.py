"""Setting up a spreadsheet: what is missing is added, nothing that is there is changed, so it is safe to run again.

The app itself does it whenever it connects; for people, `steps` tells the exact missing step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from record.own_questions import OwnQuestions
from store.sheets.google.client import SheetsClient
from store.sheets.layout import witness
from store.sheets.layout.cells import plain
from store.sheets.layout.dressing import (
    CURRENT,
    HEADING_FIELDS,
    WARNING,
    Request,
    greying,
    heading_cell,
    helper_cells,
    looks,
)
from store.sheets.layout.finding import Headings, Values, find_headings
from store.sheets.layout.spreadsheet import MADE_AS, MARK, Book, TabNow, read_book
from store.sheets.layout.tabs import (
    AS_SAVED,
    AS_SAVED_TITLE,
    FINGERPRINT,
    NONE,
    REGISTER_TITLE,
    SUPERSEDED_TITLE,
    Tab,
    TabColumn,
    TabContent,
    all_tabs,
    with_own,
)

REGISTER_SAYS = "Written by the app. Nothing here is read back, and what you type here is written over."
LOCALE = "en_GB"
ROWS = 60
"""Of a new tab. Google adds more as they are needed."""


@dataclass(slots=True)
class Prepared:
    """A spreadsheet that has everything."""

    book: Book
    tabs: Mapping[str, TabNow]
    """By our title."""
    added: int = 0
    """How many requests it took; 0 when nothing was missing."""
    new: tuple[str, ...] = ()
    """The titles of the tabs that were added."""
    values: Sequence[Values] | None = None
    """What the tabs held, in the same order; None when something was added since they were read."""


def prepare(
    line: SheetsClient,
    remembered: Mapping[str, int] | None = None,
    orders: Mapping[str, Sequence[str]] | None = None,
    always_write: bool = False,
    own: OwnQuestions = NONE,
    is_new_here: bool = False,
) -> Prepared:
    """Add every tab, heading and look that is missing. `remembered` and `orders` are what the app knew of the
    spreadsheet last time: the number of each tab, and the keys of its columns in order. `always_write` asks for
    something even of a complete one, to know that it may be written to; to a computer it `is_new_here`, so that one which lost
    its rows is refused before anything is added. Raises NotAllowed, Away, Refused."""
    remembered, orders = remembered or {}, orders or {}
    book = read_book(line.tabs())
    ours, values = our_tabs(line, book, all_tabs(), remembered)
    if is_new_here:
        witness.refuse_lost(book, line.spreadsheet, values)
    requests = list(_missing(book, ours, values, orders, own, _unmarked_helpers(line, book)))
    if book.locale != LOCALE or always_write:
        properties = {"updateSpreadsheetProperties": {"properties": {"locale": LOCALE}, "fields": "locale"}}
        requests.append(properties)
    if not book.made_as:
        requests.append(_made_as(line.spreadsheet))
    if not requests:
        return Prepared(book, ours, values=list(values.values()))
    line.write(requests)
    book = read_book(line.tabs())
    new = tuple(each["addSheet"]["properties"]["title"] for each in requests if "addSheet" in each)
    return Prepared(book, book.ours(all_tabs(), remembered), len(requests), new=new)


def our_tabs(
    line: SheetsClient, book: Book, tabs: Sequence[Tab], remembered: Mapping[str, int]
) -> tuple[Mapping[str, TabNow], Mapping[str, Values]]:
    """Our tabs and what they hold, by our title. A tab that lost its mark is known by the heading of the fingerprints; one that
    is called like ours and has none is somebody's own. Raises StoreError."""
    marked = book.ours(tabs, remembered)
    called = {tab.title: now for tab in tabs if tab.title not in marked and (now := book.only_called(tab.title))}
    both = {**marked, **called}
    values = dict(zip(both, line.values([each.gid for each in both.values()]), strict=True))
    ours = {tab.title: both[tab.title] for tab in tabs if tab.title in marked or _is_written(tab, values)}
    return ours, {title: values[title] for title in ours}


def _is_written(tab: Tab, values: Mapping[str, Values]) -> bool:
    headings = find_headings(tab, values.get(tab.title, ()))
    return headings is not None and FINGERPRINT in headings.where


def _unmarked_helpers(line: SheetsClient, book: Book) -> Mapping[str, TabNow]:
    """The app's own tabs that have lost their mark; the list of cases and the helper of the greying had none in an earlier version."""
    called = {
        title: now
        for title in (REGISTER_TITLE, SUPERSEDED_TITLE, AS_SAVED_TITLE)
        if not book.marked(title) and (now := book.only_called(title))
    }
    firsts = {REGISTER_TITLE: REGISTER_SAYS, SUPERSEDED_TITLE: all_tabs()[0].title}
    firsts[AS_SAVED_TITLE] = AS_SAVED.columns[0].heading
    values = line.values([each.gid for each in called.values()])
    return {
        title: now
        for (title, now), rows in zip(called.items(), values, strict=True)
        if rows and rows[0] and plain(rows[0][0]) == firsts[title]
    }


def _missing(
    book: Book,
    ours: Mapping[str, TabNow],
    values: Mapping[str, Values],
    orders: Mapping[str, Sequence[str]],
    own: OwnQuestions,
    unmarked: Mapping[str, TabNow],
) -> Iterator[Request]:
    used = {each.gid for each in book.tabs}
    helper = book.marked(SUPERSEDED_TITLE) or unmarked.get(SUPERSEDED_TITLE)
    listed_in = helper.title if helper else _title(book, SUPERSEDED_TITLE)
    where: dict[str, tuple[str, int]] = {}
    for tab in (with_own(each, own) for each in all_tabs()):
        now = ours.get(tab.title)
        if now is None:
            gid = _free(tab.title, used)
            yield from _new_tab(book, tab, gid, listed_in)
            title, positions = _title(book, tab.title), {column.key: at for at, column in enumerate(tab.columns)}
        else:
            found = find_headings(tab, values[tab.title])
            yield from _what_a_tab_lacks(tab, now, values[tab.title], found, orders.get(tab.title, ()), listed_in)
            title, positions = now.title, {key: at[0] for key, at in found.where.items()} if found else {}
        if tab.holds is TabContent.ENTRIES and "@base" in positions:
            where[tab.title] = (title, positions["@base"])
    yield from _own_tabs(book, used, where, unmarked)


def _new_tab(book: Book, tab: Tab, gid: int, helper: str) -> Iterator[Request]:
    grid = {"rowCount": ROWS, "columnCount": len(tab.columns), "frozenRowCount": 1, "frozenColumnCount": 1}
    yield {"addSheet": {"properties": {"sheetId": gid, "title": _title(book, tab.title), "gridProperties": grid}}}
    yield _marked(tab.title, gid)
    yield from _headings(gid, [heading_cell(column) for column in tab.columns], 0, 0)
    yield from looks(tab, gid, {column.key: at for at, column in enumerate(tab.columns)}, 1)
    where = {column.key: at for at, column in enumerate(tab.columns)}
    yield from greying(tab, gid, where, 1, helper, view=True, grey=True)


def _what_a_tab_lacks(
    tab: Tab, now: TabNow, values: Values, found: Headings | None, order: Sequence[str], helper: str
) -> Iterator[Request]:
    if not now.marked:
        yield _marked(tab.title, now.gid)
    if found is None:
        yield from _headings_again(tab, now, values, order)
        return
    new = [tab.column(key) for key in found.missing(tab) if _is_new(key, values, found, order)]
    columns = [column for column in new if column]
    if columns:
        yield from _new_columns(tab, now, columns, found)
    elif WARNING not in now.warnings:
        yield from looks(tab, now.gid, {key: at[0] for key, at in found.where.items()}, found.row)
    if columns:
        return  # the columns have moved; what is not greyed yet is at the next start
    where = {key: at[0] for key, at in found.where.items()}
    yield from greying(tab, now.gid, where, found.row, helper, view=CURRENT not in now.views, grey=not now.is_greying)


def _new_columns(tab: Tab, now: TabNow, columns: Sequence[TabColumn], found: Headings) -> Iterator[Request]:
    """Before the last heading. Inserted, not written into what looks empty: somebody may just have typed there."""
    gid = now.gid
    if now.rows <= found.row:  # what is below the headings is to have a look, so something must be
        yield {"appendDimension": {"sheetId": gid, "dimension": "ROWS", "length": 1}}
    first = max(at for each in found.where.values() for at in each)
    place = {"sheetId": gid, "dimension": "COLUMNS", "startIndex": first, "endIndex": first + len(columns)}
    yield {"insertDimension": {"range": place, "inheritFromBefore": first > 0}}
    yield from _headings(gid, [heading_cell(each) for each in columns], found.row - 1, first)
    at = {column.key: first + position for position, column in enumerate(columns)}
    yield from looks(tab, gid, at, found.row)


def _is_new(key: str, values: Values, found: Headings, order: Sequence[str]) -> bool:
    """Whether a missing column never was there. One that was renamed or deleted is for a person to put back."""
    if order:
        return key not in order
    strangers = any(text and not found.order[at] for at, text in enumerate(found.texts))
    rows = sum(1 for row in values if any(cell != "" for cell in row))
    return rows <= 1 or not strangers


def _headings_again(tab: Tab, now: TabNow, values: Values, order: Sequence[str]) -> Iterator[Request]:
    """A new first row with the headings as they last stood; in a tab without rows, as they first stand."""
    keys = list(order) or [column.key for column in tab.columns]
    columns = [tab.column(key) if key else None for key in keys]
    cells = [heading_cell(column) if column else {} for column in columns]
    if any(cell != "" for row in values for cell in row):
        place = {"sheetId": now.gid, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
        yield {"insertDimension": {"range": place, "inheritFromBefore": False}}
    if len(cells) > now.columns:
        yield {"appendDimension": {"sheetId": now.gid, "dimension": "COLUMNS", "length": len(cells) - now.columns}}
    yield from _headings(now.gid, cells, 0, 0)


def _headings(gid: int, cells: Sequence[Mapping[str, Any]], row: int, column: int) -> Iterator[Request]:
    start = {"sheetId": gid, "rowIndex": row, "columnIndex": column}
    yield {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": HEADING_FIELDS}}


def _own_tabs(
    book: Book, used: set[int], where: Mapping[str, tuple[str, int]], unmarked: Mapping[str, TabNow]
) -> Iterator[Request]:
    """The list of cases, the helper of the greying and what was saved: the tabs that are the app's alone."""
    yield from (_marked(title, now.gid) for title, now in unmarked.items())
    if not book.marked(REGISTER_TITLE) and REGISTER_TITLE not in unmarked:
        gid = _free(REGISTER_TITLE, used)
        grid = {"rowCount": 200, "columnCount": 8, "frozenRowCount": 2}
        properties = {"sheetId": gid, "title": _title(book, REGISTER_TITLE), "gridProperties": grid}
        yield {"addSheet": {"properties": properties}}
        yield _marked(REGISTER_TITLE, gid)
        yield from _headings(gid, [{"userEnteredValue": {"stringValue": REGISTER_SAYS}}], 0, 0)
    if not book.marked(SUPERSEDED_TITLE) and SUPERSEDED_TITLE not in unmarked:
        gid = _free(SUPERSEDED_TITLE, used)
        yield {"addSheet": {"properties": {"sheetId": gid, "title": _title(book, SUPERSEDED_TITLE), "hidden": True}}}
        yield _marked(SUPERSEDED_TITLE, gid)
        start = {"sheetId": gid, "rowIndex": 0, "columnIndex": 0}
        yield {"updateCells": {"start": start, "rows": helper_cells(where), "fields": "userEnteredValue"}}
    if not book.marked(AS_SAVED_TITLE) and AS_SAVED_TITLE not in unmarked:
        gid = _free(AS_SAVED_TITLE, used)
        grid = {"rowCount": ROWS, "columnCount": len(AS_SAVED.columns), "frozenRowCount": 1}
        shown = {"title": _title(book, AS_SAVED_TITLE), "hidden": True, "gridProperties": grid}
        yield {"addSheet": {"properties": {"sheetId": gid, **shown}}}
        yield _marked(AS_SAVED_TITLE, gid)
        yield from _headings(gid, [heading_cell(column) for column in AS_SAVED.columns], 0, 0)


def _made_as(spreadsheet: str) -> Request:
    mark = {"metadataKey": MADE_AS, "metadataValue": spreadsheet, "location": {"spreadsheet": True}}
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "visibility": "DOCUMENT"}}}


def _marked(title: str, gid: int) -> Request:
    mark = {"metadataKey": MARK, "metadataValue": title, "location": {"sheetId": gid}, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": mark}}


def _title(book: Book, title: str) -> str:
    """The title, or one beside it when somebody's own tab is called so."""
    taken = {each.title for each in book.tabs}
    return title if title not in taken else next(t for n in range(2, 99) if (t := f"{title} {n}") not in taken)


def _free(title: str, used: set[int]) -> int:
    gid = crc32(title.encode()) & 0x7FFFFFFF
    while gid in used:
        gid = (gid + 1) & 0x7FFFFFFF
    used.add(gid)
    return gid
