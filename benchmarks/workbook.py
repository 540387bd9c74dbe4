"""The workbook of 2,000 cases written, read again, and held beside the cases; beside openpyxl writing the same cells with no format.

The cases are those of a made-up school year, each many times over.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from openpyxl import Workbook, load_workbook

from casework.keeping.workbook import changes
from casework.keeping.workbook.reading import read
from casework.keeping.workbook.writing import workbook
from casework.reading.office import Office
from record.tables import SCHOOLS
from store.choose import open_store
from store.contract import SavedEntry
from store.whole import Record, Whole, take_all
from tests.casework.at_work import LA, TARIQ, put
from tests.casework.figures import a_school_year

CASES = 2_000
TODAY = date(2026, 10, 1)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Measured:
    """Seconds."""

    written: float
    given_back: float
    plainly_written: float
    plainly_read: float
    rows: int
    """Of forms."""


def measure() -> Measured:
    """One round, out and back, with nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(open_store(f"sqlite:///{Path(folder) / 'store.sqlite'}"), lambda: TODAY)
        for urn, name in a_school_year.NAMES.items():
            put(office, SCHOOLS, urn, name=name, area="North", la=LA)
        assert isinstance(office.store, Whole)
        take_all(office.store, "entries", map(_record, _entries()))
        assert len(office.cases) == CASES
        written, content = _timed(lambda: workbook(office, TARIQ, only_live=False))
        given_back, found = _timed(lambda: changes.compare(office, TARIQ, read(content)))
        assert found.revised == () and found.troubles == ()
        plainly_read, book = _timed(lambda: load_workbook(io.BytesIO(content)))
        plainly_written, _ = _timed(lambda: _plainly(book))
        office.store.close()
    return Measured(written, given_back, plainly_written, plainly_read, found.rows)


def _entries() -> Iterator[SavedEntry]:
    """The year again and again, under references and ids of their own."""
    year, number = [*a_school_year.entries()], 0
    references = [*dict.fromkeys(each.reference for each in year)]
    while number < CASES:
        wanted = references[: CASES - number]
        for each in (one for one in year if one.reference in wanted):
            own = f"-{number}"
            yield replace(
                each,
                reference=f"MM-W{number + references.index(each.reference):06}",
                entry_id=each.entry_id + own,
                save_id=each.save_id + own,
            )
        number += len(wanted)


def _record(entry: SavedEntry) -> Record:
    kept = asdict(entry) | {"saved_at": entry.saved_at.isoformat()}
    return {name: value for name, value in kept.items() if name not in ("edited_by_hand", "unreadable_cells")}


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    began = perf_counter()
    found = work()
    return perf_counter() - began, found


def _plainly(book: Workbook) -> None:
    """The same values in a new workbook, without a format."""
    made = Workbook(write_only=True)
    for sheet in book.worksheets:
        into = made.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            into.append(row)
    made.save(io.BytesIO())


if __name__ == "__main__":
    print(measure())
