"""Everything the SQL store keeps, carried elsewhere: the same for SQLite, PostgreSQL and the local file of a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select

from store.contract import SavedEntry, TableRow
from store.sql.authorities import authority_for, las_of, of_every_authority, register, within
from store.sql.database import Database, next_mark, use_mark
from store.sql.entries import SqlEntries
from store.sql.schema import (
    Instant,
    audit,
    draft_answers,
    drafts,
    entries,
    erased,
    made_letters,
    preferences,
    proofs,
    table_rows,
)
from store.sql.tables import SqlTables
from store.whole import Record, line_of

TABLES: Mapping[str, Table] = {
    "erased": erased,
    "entries": entries,
    "drafts": drafts,
    "draft answers": draft_answers,
    "letters": made_letters,
    "keepsakes": preferences,
    "proofs": proofs,
    "audit": audit,
}
OWN_NUMBER = "seq"
"""The place of a row among the others, which each store gives anew."""
OWN_AUTHORITY = {"draft answers": ("la",), "letters": ("la",)}
"""Where the authority is known from the draft or the case."""
AGAIN = "again"
"""In a line of the audit: how many lines that say the same came before it."""
_STANDING = [column for column in table_rows.c if column.name != OWN_NUMBER]


@dataclass(frozen=True)
class SqlSnapshot:
    """One transaction that reads."""

    connection: Connection

    def part(self, part: str) -> Iterator[Record]:
        if part == "tables":
            yield from map(_as_record, self._standing())
            return
        table = TABLES[part]
        own = {OWN_NUMBER, *OWN_AUTHORITY.get(part, ())}
        columns = [column for column in table.c if column.name not in own]
        order = [table.c.seq] if OWN_NUMBER in table.c and part != "erased" else list(table.primary_key)
        # A few thousand rows at a time: a store may hold more than a computer's memory.
        query = of_every_authority(select(*columns)).order_by(*order).execution_options(stream_results=True)
        found = map(_as_record, self.connection.execute(query).mappings())
        yield from _counted(found) if part == "audit" else found

    def count(self, part: str) -> int:
        if part == "tables":
            return sum(1 for _ in self._standing())
        counting = of_every_authority(select(func.count()).select_from(TABLES[part]))
        return int(self.connection.execute(counting).scalar_one())

    def _standing(self) -> Iterator[Mapping[str, Any]]:
        """The newest row of each key, in the order their keys first appeared."""
        newest: dict[tuple[str, str], Mapping[str, Any]] = {}
        for row in self.connection.execute(select(*_STANDING).order_by(table_rows.c.seq)).mappings():
            newest[row["table"], row["key"]] = dict(row)
        return (row for row in newest.values() if any(row["values"].values()))


def _counted(found: Iterable[Record]) -> Iterator[Record]:
    """Records that may be there more than once, each with how many like it came before."""
    before: Counter[bytes] = Counter()
    for record in found:
        like = sha256(line_of(record)).digest()
        yield {**record, AGAIN: before[like]} if before[like] else record
        before[like] += 1


class SqlWhole(SqlEntries, SqlTables, Database):
    """Keeps the contract `Whole`."""

    @contextmanager
    def snapshot(self) -> Iterator[SqlSnapshot]:
        with self.reading() as connection:
            if connection.dialect.name == "postgresql":
                connection.rollback()
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield SqlSnapshot(connection)

    def take(self, part: str, records: Sequence[Record]) -> None:
        with self.writing() as connection:
            if part == "entries":
                self._take_entries(connection, records)
            elif part == "tables":
                self._take_rows(connection, records)
            elif part == "audit":
                _take_events(connection, records)
            elif part in OWN_AUTHORITY:
                of = "draft_id" if part == "draft answers" else "reference"
                _take_by_key(connection, TABLES[part], list(_with_authority(connection, records, of)))
            else:
                _take_by_key(connection, TABLES[part], records)
                if part == "drafts":
                    for each in records:
                        register(connection, each["la"], each["draft_id"], each["reference"])

    def _take_entries(self, connection: Connection, records: Sequence[Record]) -> None:
        saves = [record["save_id"] for record in records]
        its = within(entries, las_of(connection, saves)) & entries.c.save_id.in_(saves)
        there = set(connection.execute(select(entries.c.save_id).where(its)).scalars())
        new = [SavedEntry(**_values(each, entries)) for each in records if each["save_id"] not in there]
        self._append_all(connection, new)

    def _take_rows(self, connection: Connection, records: Sequence[Record]) -> None:
        standing = {(each["table"], each["key"]): each for each in SqlSnapshot(connection).part("tables")}
        for record in records:
            if standing.get((record["table"], record["key"])) != record:
                self._append_row(connection, TableRow(**_values(record, table_rows)))


def _take_events(connection: Connection, records: Sequence[Record]) -> None:
    """Lines of the audit have no key: one is there already when as many like it are there as came before it."""
    for record in records:
        line = {name: value for name, value in record.items() if name != AGAIN}
        values = _values(line, audit)
        same = and_(audit.c.at == values["at"], audit.c.who == values["who"], audit.c.did == values["did"])
        there = [_as_record(row) for row in connection.execute(select(audit).where(same)).mappings()]
        if there.count(line) <= record.get(AGAIN, 0):
            connection.execute(insert(audit).values(values))


def _take_by_key(connection: Connection, table: Table, records: Sequence[Record]) -> None:
    keys = list(table.primary_key)
    numbered = {OWN_NUMBER: _mark_of(connection)} if OWN_NUMBER in table.c else {}
    for record in records:
        values = _values(record, table)
        is_it = and_(*(column == values[column.name] for column in keys))
        if connection.execute(select(func.count()).select_from(table).where(is_it)).scalar_one() == 0:
            connection.execute(insert(table).values({**values, **numbered}))


def _mark_of(connection: Connection) -> int:
    mark = next_mark(connection, "entries")
    use_mark(connection, "entries", mark)
    return mark


def _with_authority(connection: Connection, records: Sequence[Record], of: str) -> Iterator[Record]:
    """Records with the authority of their draft or case, which stands in none of them."""
    for record in records:
        yield {**record, "la": authority_for(connection, record[of])}


def _as_record(row: Mapping[Any, Any]) -> Record:
    return {
        str(name): value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name != OWN_NUMBER
    }


def _values(record: Record, table: Table) -> dict[str, Any]:
    """A record as column values. Raises ValueError, KeyError where it is none of this table's."""
    return {
        name: datetime.fromisoformat(value) if value and isinstance(table.c[name].type, Instant) else value
        for name, value in record.items()
    }
