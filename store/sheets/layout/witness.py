"""What remembers, in the spreadsheet itself and outside its tabs, how many rows each tab was given: so that a computer which
never saw it tells one that lost its rows from a new one.

It names its spreadsheet: in a copy it says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from store.sheets.google.refusals import NotAllowed
from store.sheets.layout.cells import plain
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import Values, find_headings
from store.sheets.layout.rows import fingerprint_in
from store.sheets.layout.spreadsheet import KEPT, Book, TabNow
from store.sheets.layout.tabs import Tab, tab_titled

Request = Mapping[str, Any]
Counts = Mapping[str, int]
"""By our title of a tab: how many rows."""
VERSIONS = (
    "In Sheets choose “File”, “Version history”, “See version history”, pick the last version that has them and press "
    "“Restore this version”"
)
LOST = (
    "This spreadsheet has lost rows that were kept in it: {}. So it is not a new one: it was not opened, and nothing was changed. "
    f"{VERSIONS}; the site then goes on by itself. If you do want to continue with what is left: choose “File”, “Make a copy”, "
    "share the copy as this one was shared, and write its link into the site’s settings."
)
SPREADSHEET = {"spreadsheet": True}


def told(metadata: Iterable[Mapping[str, Any]], spreadsheet: str) -> Counts | None:
    """What is remembered of a spreadsheet, of all that is written there; None where nothing is."""
    found: dict[str, int] = {}
    said = [each for each in map(_read, metadata) if each.get("of") == spreadsheet]
    for each in said:
        for title, count in each["rows"].items():
            found[title] = max(count, found.get(title, 0))
    return found if said else None


def _read(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """What one piece says; nothing of what is not ours, or that somebody changed."""
    try:
        said = json.loads(metadata.get("metadataValue", "")) if metadata.get("metadataKey") == KEPT else {}
        rows = said["rows"] if said else {}
        return said if all(isinstance(each, int) for each in rows.values()) else {}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def remember(spreadsheet: str, counts: Counts, is_there: bool) -> Request:
    """The request that writes it, with whatever else is written at once."""
    said = json.dumps({"of": spreadsheet, "rows": {title: n for title, n in counts.items() if n}}, sort_keys=True)
    if is_there:
        where = {"developerMetadataLookup": {"metadataKey": KEPT, "metadataLocation": SPREADSHEET}}
        change = {"dataFilters": [where], "developerMetadata": {"metadataValue": said}, "fields": "metadataValue"}
        return {"updateDeveloperMetadata": change}
    mark = {"metadataKey": KEPT, "metadataValue": said, "location": SPREADSHEET, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": mark}}


def rows_in(title: str, values: Values) -> int:
    """How many rows stand in a tab, one that is there twice counted once, whatever became of its headings."""
    headings = find_headings(tab_titled(title), values)
    rows = [[*map(plain, row)] for at, row in enumerate(values, start=1) if not headings or at != headings.row]
    marks = {fingerprint_in(row) for row in rows} - {""}
    return len(marks) + sum(any(row) and not fingerprint_in(row) for row in rows if headings)


def refuse_lost(book: Book, spreadsheet: str, values: Mapping[str, Values], of: Sequence[Tab] = ()) -> None:
    """For a computer that never saw this spreadsheet. Raises NotAllowed where a tab lost more than half of its rows: any, or
    one `of` these."""
    asked = {each.title for each in of}
    lost = [
        f"“{title}” has {found:,} of {count:,}"
        for title, (found, count) in _missing(book, spreadsheet, values).items()
        if 2 * found < count and (not asked or title in asked)
    ]
    if lost:
        raise NotAllowed(LOST.format(", ".join(lost)), "tabs")


def fewer(
    book: Book, spreadsheet: str, values: Mapping[str, Values], tabs: Mapping[str, TabNow], known: Counts
) -> Iterable[SheetFault]:
    """What a computer that never saw this spreadsheet says of a tab that lost some rows; nothing where it knows what they said."""
    for title, (found, count) in _missing(book, spreadsheet, values).items():
        now = tabs.get(title)
        if now is None or known.get(title, 0) >= count:
            continue
        says = f"{count - found:,} of the {count:,} rows that were written here are gone"
        should = f"What they said does not count. {VERSIONS}; unless they were meant to be removed"
        yield SheetFault(SheetFaultKind.LOST, now.title, "", says, should, now.gid)


def _missing(book: Book, spreadsheet: str, values: Mapping[str, Values]) -> Mapping[str, tuple[int, int]]:
    """By tab: how many rows stand there, and how many were written, where these are more."""
    counts = told(book.metadata, spreadsheet) or {}
    both = {title: (rows_in(title, values.get(title, ())), count) for title, count in counts.items()}
    return {title: each for title, each in both.items() if each[0] < each[1]}


def all_gone(title: str, count: int, gid: int) -> SheetFault:
    """What a computer says that knows the rows: every one of a tab is gone."""
    says = f"All {count:,} rows that stood here are gone"
    should = f"They still count, and nothing is lost. {VERSIONS}. If you do not want that, decide about each below"
    return SheetFault(SheetFaultKind.LOST, title, "", says, should, gid)
