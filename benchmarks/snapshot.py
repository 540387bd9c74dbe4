"""A spreadsheet read: a live year of 1,000 cases and 10,000 rows, and five archived years of ten times as much together.

Ours is timed three times: on a computer that never saw the spreadsheet (everything is read, checked against its
fingerprint, and kept), after the app was started again on its own computer, and after a coordinator changed one row, from
the decoded rows on. The peer reads every tab by `get_all_records` into pandas at each look, as apps on gspread do, from
the same server without its quota. An archive is read in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from benchmarks import many_cases
from casework.reading.office import Office
from store.contract import SavedEntry
from store.sheets.layout.dressing import number_format
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import all_tabs, tab_titled
from store.sheets.layout.writing import entry_lines
from store.sheets.store import SheetStore
from store.sheets.sync.sending import FIELDS, typed
from tests.sheets.changes import apply
from tests.sheets.client import client_for
from tests.sheets.server import Running
from tests.store.sheets.serving import google_on_demand, open_by_turns, spreadsheet_of

TODAY = date(2026, 12, 10)
LIVE, ROWS_EACH, ARCHIVED = 1_000, 10, 10_000
YEARS = ("2021", "2022", "2023", "2024", "2025")
MOST_TURNS = 50
OURS = {each.title for each in all_tabs()}


@dataclass(frozen=True)
class Result:
    """Seconds, and megabytes of the process that read."""

    rows: int
    new_computer: float
    started_again: float
    one_row: float
    peer: float
    megabytes: float = 0.0


def measure(cases: int = LIVE, archived: bool = False) -> Result:
    """Fill a spreadsheet, read it in a process of its own, and read it as the peer does."""
    with google_on_demand() as google, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        years = YEARS if archived else ("",)
        for each in (folder, *(folder / year for year in years)):
            google.google.spreadsheets.get(spreadsheet_of(each))
        every = many_cases.cases(many_cases.told(TODAY), cases)
        books = [spreadsheet_of(folder / year) for year in years]
        rows = sum(_fill(google, book, islice(every, cases // len(years))) for book in books)
        command = [sys.executable, "-m", "benchmarks.snapshot", name, ",".join(years), str(cases)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        return Result(rows, **json.loads(told), peer=sum(_seconds_of_peer(google, book) for book in books))


def _fill(google: Running, spreadsheet: str, cases: Iterable[Sequence[SavedEntry]]) -> int:
    """Write the rows of these cases as the app does, without the requests: the server would need minutes."""
    book = google.book(spreadsheet)
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entries in cases:
        for each in _some(entries):
            rows[each.tab].append({"values": _in_order(each)})
    for title, some in rows.items():
        sheet = book.titled(title)
        assert sheet is not None
        apply(book, [{"appendCells": {"sheetId": sheet.sheet_id, "rows": some, "fields": FIELDS}}])
    return sum(map(len, rows.values()))


def _in_order(of: SheetRow) -> list[Mapping[str, Any]]:
    columns = tab_titled(of.tab).columns
    return [typed(of.cells[each.key], number_format(each.style)) if each.key in of.cells else {} for each in columns]


def _some(entries: Sequence[SavedEntry]) -> Iterator[SheetRow]:
    """The beginning of a case, as many rows as one of ten rows has."""
    left = ROWS_EACH
    for each in entries:
        lines = entry_lines(each)
        if len(lines) <= left:
            left -= len(lines)
            yield from lines


def _read(folder: Path, archives: Sequence[str], cases: int) -> Mapping[str, float]:
    """What the process that reads says: seconds of each way of reading, and its megabytes."""

    def opened() -> SheetStore:
        return open_by_turns(folder, archives=archives)

    with closing(opened()) as store:
        new_computer = _seconds(lambda: _all_cases(store, cases))
    with closing(opened()) as store:
        started_again = _seconds(lambda: _shown(store, cases))  # what it knows is shown at once
        _all_cases(store, cases)
        one_row = 0.0 if archives else _after_one_row(store, Office(store, lambda: TODAY))
    return {"new_computer": new_computer, "started_again": started_again, "one_row": one_row, "megabytes": _most()}


def _most() -> float:
    """Megabytes this program had at its most. (What getrusage says begins with those of the one that started it.)"""
    said = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(said.split()[1]) / 1000


def _all_cases(store: SheetStore, cases: int) -> None:
    """Look until everything is known: an archive is read when the year itself has been."""
    for _ in range(MOST_TURNS):
        store.worker.run_once()
        assert not store.standing().trouble, store.standing()
        if len(store.references_changed_since(0)[1]) == cases:
            break
    _shown(store, cases)


def _shown(store: SheetStore, cases: int) -> None:
    assert len(Office(store, lambda: TODAY).cases) == cases, "a benchmark that reads nothing is fast"


def _after_one_row(store: SheetStore, office: Office) -> float:
    """Median of several edits, each of one cell of one row, from the decoded rows to the cases as they stand."""
    worker = store.worker
    tabs, line = worker._tabs or {}, worker._require_line()
    before = len(office.cases)
    values = [[list(row) for row in tab] for tab in line.values([each.gid for each in tabs.values()])]
    at = list(tabs).index("Referral")
    column = values[at][0].index("Legal first and last names") if "Legal first and last names" in values[at][0] else 8
    times = []
    for number in range(7):
        row = values[at][1]
        row[column:] = [f"Robin Ash {number}", *row[column + 1 :]]
        seen = [[list(each) for each in tab] for tab in values]
        times.append(_seconds(lambda seen=seen: (worker._reader.read(tabs, seen), office.cases)))
    assert len(office.cases) == before
    return median(times)


def _seconds_of_peer(google: Running, spreadsheet: str) -> float:
    sheets = client_for(google).open_by_key(spreadsheet).worksheets()
    return _seconds(lambda: [pd.DataFrame(each.get_all_records()) for each in sheets if each.title in OURS])


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(_read(Path(sys.argv[1]), [each for each in sys.argv[2].split(",") if each], int(sys.argv[3]))))
