"""A coordinator types into the sheet: how long until the app shows it, and how many reads a minute that takes.

In real time, against the test server with Google's quota and 200 ms for each request: 200 people look at the app once a
second, the app looks at the sheet as it always does, and an edit is made at every moment of its turn.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

from store.sheets.google.client import SheetsClient
from store.sheets.google.keys import read_key
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from store.sheets.sync.pacing import SyncPace
from tests.sheets import values
from tests.sheets.a1 import Area
from tests.sheets.faults import late
from tests.sheets.server import Running
from tests.sheets.spreadsheet import Spreadsheet
from tests.store.rows import entry
from tests.store.sheets.serving import KEY, ROOT, google_on_demand, spreadsheet_of

USERS, EDITS, LATENCY = 200, 10, 0.2
QUESTION = next(each.heading for each in tab_titled("Start").columns if each.key == "why_not")


@dataclass(frozen=True)
class Result:
    """Seconds until an edit is shown, and reads a minute."""

    median: float
    slowest: float
    reads_a_minute: float


def measure() -> Result:
    """Make the edits one after the other."""
    with google_on_demand() as google, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        google.google.faults.always(late(LATENCY))
        google.google.quota.on = True
        key, spreadsheet = read_key(os.environ[KEY]), spreadsheet_of(folder)
        store = SheetStore(
            folder / "sheet.sqlite", spreadsheet, lambda: SheetsClient(spreadsheet, key, os.environ[ROOT]), SyncPace()
        )
        store.save(entry("s1", entry_id="s1", kind="start", answers={"why_not": "as submitted"}))
        while store.waiting():
            time.sleep(0.1)
        with _looked_at(store):
            google.google.log.forget()
            began, chance = time.monotonic(), random.Random(7)
            waits = [_wait(google, store, spreadsheet, number, chance) for number in range(EDITS)]
            minutes = (time.monotonic() - began) / 60
        reads = len(google.google.log.of("values.batchGetByDataFilter"))
        store.close()
    return Result(median(waits), max(waits), reads / minutes)


def _wait(google: Running, store: SheetStore, spreadsheet: str, number: int, chance: random.Random) -> float:
    time.sleep(chance.uniform(0, 5))
    text = f"typed by hand {number}"
    google.google.edit(spreadsheet, lambda book: _type(book, text))
    began = time.monotonic()
    while store.entries("MM-AAAA1111")[-1].answers["why_not"] != text:
        time.sleep(0.02)
    return time.monotonic() - began


def _type(book: Spreadsheet, text: str) -> None:
    sheet = book.titled("Start")
    assert sheet is not None
    headings = [cell.get("userEnteredValue", {}).get("stringValue") for cell in sheet.rows[0].cells]
    column = headings.index(QUESTION)
    area = Area(sheet.sheet_id, 1, column, 2, column + 1)
    values.put(book, area, [[text]], {"valueInputOption": "USER_ENTERED"})


@contextmanager
def _looked_at(store: SheetStore) -> Iterator[None]:
    """Until the block ends, everybody's page asks for what is new."""
    over = Event()

    def look() -> None:
        while not over.wait(1 / USERS):
            store.references_changed_since(0)

    people = Thread(target=look, daemon=True)
    people.start()
    try:
        yield
    finally:
        over.set()
        people.join()
