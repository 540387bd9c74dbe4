"""A PostgreSQL with 1,000,000 entries: opening a case, what a rerun asks, and the list of an authority's live cases.

The entries are those of the sample, each case many times over, copied into the store's own tables. The peer is the same
question by hand: one statement over psycopg, and the rows as they come.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

import psycopg

from benchmarks.table import Line
from casework import sample
from casework.desk.board import board
from casework.desk.views import View
from casework.reading.office import Office
from record.person import Person, Role
from store.choose import open_store
from store.contract import SavedEntry
from store.sql.entries import entry_columns
from tests.store.postgres import QUICK, Server

ENTRIES = 1_000_000
AUTHORITIES = 150
ROUNDS = 200
TURNS = 5
TODAY = date(2026, 12, 10)
QUICKER = (*QUICK, "max_wal_size=4GB", "shared_buffers=512MB")

Works = Sequence[Callable[[], object]]


@dataclass(frozen=True)
class Pair:
    """Milliseconds, median: ours and by hand."""

    ours: float
    by_hand: float


@dataclass(frozen=True)
class Result:
    """What came of it."""

    filled: float
    """Seconds."""
    case: Pair
    changed: Pair
    schools_drafts: float
    board: float
    """Milliseconds of the coordinator's list over the live cases of one authority, all on the shelf."""


def measure(entries: int = ENTRIES) -> Result:
    """Fill a server of our own and ask it."""
    with _server() as server:
        began = time.perf_counter()
        references = fill(server.address, entries)
        filled = time.perf_counter() - began
        store = open_store(server.address)
        some = references[:: max(1, len(references) // ROUNDS)][:ROUNDS]
        with psycopg.connect(server.address.replace("+psycopg", "")) as line:
            mark = store.references_changed_since(entries)[0]
            case = _side_by_side(
                [lambda each=each: store.entries(each) for each in some],
                [lambda each=each: _case_by_hand(line, each) for each in some],
            )
            changed = _side_by_side(
                [lambda: store.references_changed_since(mark)] * ROUNDS,
                [lambda: _changed_by_hand(line, mark)] * ROUNDS,
            )
        drafts = _median([lambda: store.drafts("100001")] * ROUNDS)
        store.close()
        return Result(filled, case, changed, drafts, _board())


def fill(address: str, entries: int) -> Sequence[str]:
    """Copy so many entries into the store at an address; the references of their cases."""
    open_store(address).close()
    columns = [*entry_columns(_told()[0][0]), "seq"]
    references: dict[str, None] = {}
    with psycopg.connect(address.replace("+psycopg", "")) as line, line.cursor() as cursor:
        with cursor.copy(f"COPY entries ({', '.join(columns)}) FROM STDIN") as copy:
            for number, entry in enumerate(islice(_many(), entries), 1):
                copy.write_row([*map(_column, entry_columns(entry).values()), number])
                references[entry.reference] = None
        cursor.execute("INSERT INTO authority_of SELECT save_id, la FROM entries")
        cursor.execute("INSERT INTO authority_of SELECT DISTINCT reference, la FROM entries")
        cursor.execute("UPDATE marks SET value = %s WHERE name = 'entries'", [entries])
        line.commit()
        line.autocommit = True
        cursor.execute("VACUUM ANALYZE entries, authority_of")
    return [*references]


def _many() -> Iterator[SavedEntry]:
    """The sample's cases again and again, each time in another authority and under other ids."""
    told, turn = _told(), 0
    while True:
        for case in told:
            turn += 1
            la = f"{200 + turn % AUTHORITIES}"
            for each in case:
                names = {
                    name: f"{getattr(each, name)}-{turn}"
                    for name in ("save_id", "entry_id", "base")
                    if getattr(each, name)
                }
                yield replace(each, la=la, reference=f"MM-{turn:08}", **names)


@cache
def _told() -> Sequence[Sequence[SavedEntry]]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.sqlite")
        sample.fill(Office(store, lambda: TODAY))
        by_case: dict[str, list[SavedEntry]] = {}
        for each in store.entries():
            by_case.setdefault(each.reference, []).append(each)
        store.close()
    return [*by_case.values()]


def _column(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict) else value


def _case_by_hand(line: psycopg.Connection, reference: str) -> object:
    query = (
        "SELECT * FROM entries WHERE la = (SELECT la FROM authority_of WHERE id = %s) AND reference = %s ORDER BY seq"
    )
    return line.execute(query, [reference, reference]).fetchall()


def _changed_by_hand(line: psycopg.Connection, mark: int) -> object:
    query = "SELECT value FROM marks WHERE name = 'entries' UNION ALL SELECT count(*) FROM entries WHERE seq > %s"
    return line.execute(query, [mark]).fetchall()


def _board() -> float:
    """Of one authority as the store would give it to a process: its share of the cases, in a store of its own."""
    with _server() as server:
        share = ENTRIES // AUTHORITIES
        fill(server.address, share)
        store = open_store(server.address)
        office = Office(store, lambda: TODAY)
        la = next(iter(office.cases.values())).la
        person = Person("Tariq Mensah", Role.COORDINATOR, "", la)
        found = _median([lambda: board(office, person, View())] * 15)
        store.close()
    return found


@contextmanager
def _server() -> Iterator[Server]:
    server = Server(QUICKER)
    try:
        yield server
    finally:
        server.remove()


def _side_by_side(ours: Works, by_hand: Works) -> Pair:
    """Once for nothing, so that neither is the first to have the server read from its disk; then by turns."""
    for each in (ours, by_hand):
        _median(each)
    turns = [(_median(ours), _median(by_hand)) for _ in range(TURNS)]
    return Pair(*map(statistics.median, zip(*turns, strict=True)))


def _median(works: Works) -> float:
    times = []
    for work in works:
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def lines() -> Iterator[Line]:
    """For the table of `make bench`."""
    found = measure()
    case, changed = found.case, found.changed
    by_hand = "the same question by hand, over psycopg"
    work = f"a case read in PostgreSQL with {ENTRIES:,} entries"
    met = case.ours <= 2 * case.by_hand
    yield Line(work, case.ours, "ms", "twice the peer at most", met, case.by_hand, by_hand)
    work = "what changed since, asked at every rerun"
    yield Line(work, changed.ours, "ms", peer=changed.by_hand, peer_is=by_hand)
    yield Line("a school’s drafts", found.schools_drafts, "ms")
    work = f"the list of one authority’s cases, of {AUTHORITIES} that share those entries"
    yield Line(work, found.board, "ms", "300 ms", found.board <= 300)
    yield Line(f"{ENTRIES:,} entries copied in", found.filled, "s")


if __name__ == "__main__":
    print(measure())
