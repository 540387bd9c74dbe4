"""The tab *Register*: a plain list of cases for people, written over by the app and read back by nobody.

The one tab whose cells the app changes. It says so in its first row.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from store.sheets.google.client import SheetsClient
from store.sheets.layout.set_up import REGISTER_SAYS
from store.sheets.layout.spreadsheet import read_book
from store.sheets.layout.tabs import REGISTER_TITLE
from store.sheets.sync.outbox import Outbox

WRITTEN = "register written"
"""The note of what the tab says."""
EVERY = 60.0
"""Seconds between two writings."""
_log = logging.getLogger(__name__)

Rows = Sequence[Sequence[str]]


class CaseListTab:
    """Keeps the tab up to date, once somebody has said what it lists. For one thread at a time."""

    def __init__(self, outbox: Outbox, clock: Callable[[], float] = time.monotonic) -> None:
        self._outbox, self._clock = outbox, clock
        self.rows: Callable[[], Rows] | None = None
        """A row of headings, then a row a case."""
        self._due = clock()

    def write_again(self, line: SheetsClient) -> None:
        """Write the list now: a case was erased. Raises StoreError."""
        self._due = self._clock()
        self.keep(line)

    def keep(self, line: SheetsClient) -> None:
        """Write the list if it changed, at most once a minute. Raises StoreError."""
        if self.rows is None or self._clock() < self._due:
            return
        self._due = self._clock() + EVERY
        try:
            wanted = [list(row) for row in self.rows()]
        except Exception:  # a fault in the list must not keep entries from being sent
            _log.exception("the Register could not be made")
            return
        written: Rows = self._outbox.note(WRITTEN) or []
        tab = read_book(line.tabs()).marked(REGISTER_TITLE) if wanted != written else None
        if tab:
            line.write(_requests(tab.gid, wanted, len(written)))
            self._outbox.keep_note(WRITTEN, wanted)


def _requests(gid: int, rows: Rows, before: int) -> list[Mapping[str, Any]]:
    """The first row, then the list, then blanks over what was longer before."""
    width = max((len(row) for row in rows), default=1)
    texts = [[REGISTER_SAYS], *rows, *[[] for _ in range(before - len(rows))]]
    cells = [{"values": [_text(row[at]) if at < len(row) else {} for at in range(width)]} for row in texts]
    grid = {"rowCount": max(200, len(texts) + 20), "columnCount": max(8, width)}
    properties = {"sheetId": gid, "gridProperties": grid}
    start = {"sheetId": gid, "rowIndex": 0, "columnIndex": 0}
    return [
        {"updateSheetProperties": {"properties": properties, "fields": "gridProperties(rowCount,columnCount)"}},
        {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}},
    ]


def _text(text: str) -> Mapping[str, Any]:
    return {"userEnteredValue": {"stringValue": text}} if text else {}
