"""As many cases as are asked for: those of the sample, each many times over, under schools and references of their own."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice

from casework import sample
from casework.reading.office import Office
from record.identifiers import new_reference
from record.tables import MADE_UP, SCHOOLS, SETTINGS
from store.contract import SavedEntry, Store, TableRow
from store.sql.database import next_mark
from store.sql.entries import insert_entries
from store.sql.store import SqlStore

TABLES = ("Schools", "Staff", "Settings", "Areas", "Term dates")
_SCHOOL = re.compile(r"\b9000(\d\d)\b")
_MARKS = {"upn", "legal_name", "preferred_name"}
"""What a child is recognised by."""


@dataclass(frozen=True)
class Told:
    """The sample as the store has it: its entries by case, and its tables."""

    entries: Mapping[str, Sequence[SavedEntry]]
    rows: Sequence[TableRow]


def told(today: date) -> Told:
    """The sample, dated back from a day."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/store.sqlite")
        sample.fill(Office(store, lambda: today))
        by_case: dict[str, list[SavedEntry]] = {}
        for each in store.entries():
            by_case.setdefault(each.reference, []).append(each)
        rows = [row for table in TABLES for row in store.table(table) if (table, row.key) != (SETTINGS, MADE_UP)]
        store.close()
    return Told(by_case, rows)


def cases(of: Told, number: int) -> Iterator[Sequence[SavedEntry]]:
    """The entries of so many cases; those of one copy of the sample stay together."""
    every = (_copy_of_case(entries, copy) for copy in count() for entries in of.entries.values())
    return islice(every, number)


def _copy_of_case(entries: Sequence[SavedEntry], copy: int) -> Sequence[SavedEntry]:
    reference = new_reference() if copy else entries[0].reference
    return [_copied(each, reference, copy) for each in entries]


def schools(of: Told, copies: int) -> Iterator[TableRow]:
    """The tables, with the schools of so many copies."""
    for row in of.rows:
        yield row
        for copy in range(1, copies) if row.table == SCHOOLS else ():
            name = f"{row.values.get('name', '')} {copy}"
            yield replace(row, key=_in_copy(row.key, copy), values={**row.values, "name": name})


def put(store: Store, rows: Iterator[TableRow], entries: Iterator[Sequence[SavedEntry]]) -> None:
    """Keep all of it; at once where a database takes it. Raises StoreError."""
    for row in rows:
        store.put(row)
    every = [each for case in entries for each in case]
    if type(store) is SqlStore:
        with store.writing() as connection:
            insert_entries(connection, every, next_mark(connection, "entries"))
        return
    for each in every:
        store.save(each)


def _copied(entry: SavedEntry, reference: str, copy: int) -> SavedEntry:
    if not copy:
        return entry
    answers = json.loads(_in_copy(json.dumps(entry.answers, default=dict), copy))
    named = {name: f"{value}-{copy}" if name in _MARKS and value else value for name, value in answers.items()}
    return replace(
        entry,
        reference=reference,
        entry_id=f"{entry.entry_id}-{copy}",
        save_id=f"{entry.save_id}-{copy}",
        base=f"{entry.base}-{copy}" if entry.base else None,
        saved_for=_in_copy(entry.saved_for, copy),
        answers=named,
    )


def _in_copy(text: str, copy: int) -> str:
    """The same text, with the schools of a copy in it."""
    return _SCHOOL.sub(lambda found: f"{900_000 + 100 * copy + int(found[1])}", text)
