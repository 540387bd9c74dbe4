"""The tab *Register*: a plain list of cases for people, written over by the app and read back by nobody.

The one tab whose cells the app changes. It says so in its first row.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from store.outbox import Outbox
from store.sheets.book import read_book
from store.sheets.set_up import REGISTER_SAYS
from store.sheets.tabs import REGISTER_TITLE
from store.sheets.transport import Line

WANTED, WRITTEN = "register wanted", "register written"
EVERY = 60.0
"""Seconds between two writings."""

Rows = Sequence[Sequence[str]]


def want_register(outbox: Outbox, rows: Rows) -> None:
    """Say what the list should be; it is written within a minute if it changed."""
    wanted = [list(row) for row in rows]
    if outbox.note(WANTED) != wanted:
        outbox.keep_note(WANTED, wanted)


def keep_register(line: Line, outbox: Outbox, now: float | None = None) -> None:
    """Write the list if it changed and a minute has passed. Raises StoreError."""
    wanted = outbox.note(WANTED)
    written: Mapping[str, Any] = outbox.note(WRITTEN) or {}
    now = time.time() if now is None else now
    if wanted is None or wanted == written.get("rows") or 0 <= now - written.get("at", 0.0) < EVERY:
        return
    tab = read_book(line.tabs()).titled(REGISTER_TITLE)
    if tab:
        line.write(_requests(tab.gid, wanted, len(written.get("rows", ()))))
        outbox.keep_note(WRITTEN, {"rows": wanted, "at": now})


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
