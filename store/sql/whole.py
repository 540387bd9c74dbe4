"""Everything the SQL store keeps, carried elsewhere: the same for SQLite, PostgreSQL and the local file of a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select

from record.valid_text import encodable, encodable_in
from store.contract import SavedEntry, TableRow
from store.sql.authorities import authority_for, las_of, of_every_authority, register, within
from store.sql.damage import carried_rows, carry, odd_texts, raw_damaged, raw_rows
from store.sql.database import Database, columns_of, next_mark, use_mark
from store.sql.entries import SqlEntries
from store.sql.schema import (
    SEALED,
    Instant,
    audit,
    authority_of,
    draft_answers,
    drafts,
    entries,
    erased,
    made_letters,
    marks,
    preferences,
    proofs,
    purposes,
    sign_ins,
    table_rows,
    tries,
    version,
)
from store.sql.sealed import SEAL, RowsOf
from store.sql.tables import SqlTables, standing
from store.upkeep import DamagedRow
from store.whole import OddText, Record, line_of

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
ROWS = {table: RowsOf(table) for table in SEALED}
DAMAGED = "damaged"
LEFT_BEHIND = (
    marks,  # counted anew
    authority_of,  # follows from the rows
    version,  # each store has been through its own changes
    sign_ins,  # ends by itself
    tries,  # ends by itself
    purposes,  # each store says it of itself: what is moved or restored never brings the mark along
)
"""What is no part of what is carried. Damaged rows are left behind with all the others."""
Tell = Callable[[DamagedRow], object]


@dataclass(frozen=True)
class SqlSnapshot:
    """One transaction that reads. `tell` is told of what cannot be read."""

    connection: Connection
    tell: Tell

    def part(self, part: str) -> Iterator[Record]:
        if part in ("tables", DAMAGED):
            yield from self._standing() if part == "tables" else self._damaged()
            return
        table = TABLES[part]
        own = OWN_AUTHORITY.get(part, ())
        order = [table.c.seq] if OWN_NUMBER in table.c and part != "erased" else list(table.primary_key)
        # A few thousand rows at a time: a store may hold more than a computer's memory.
        rows = ROWS[table]
        query = of_every_authority(select(*rows.columns)).order_by(*order).execution_options(stream_results=True)
        good = rows.good(self.connection.execute(query), self.tell)
        if part == "draft answers":
            good = self._with_their_draft(good)
        found = (_as_record(zip(rows.names, row, strict=True), own) for row in good)
        yield from _counted(found) if part == "audit" else found

    def count(self, part: str) -> int:
        if part in ("tables", DAMAGED):
            return sum(1 for _ in self.part(part))
        counting = of_every_authority(select(func.count()).select_from(TABLES[part]))
        return int(self.connection.execute(counting).scalar_one())

    def _standing(self) -> Iterator[Record]:
        """The newest row of each key that can be read, in the order their keys first appeared."""
        named = select(table_rows.c.table).group_by(table_rows.c.table).order_by(func.min(table_rows.c.seq))
        for table in self.connection.execute(named).scalars().all():
            for row in standing(self.connection, table, self.tell):
                yield _as_record(columns_of(row).items())

    def _with_their_draft(self, answers: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """An answer stands nowhere without its draft."""
        rows = ROWS[drafts]
        of_all = self.connection.execute(of_every_authority(select(*rows.columns)))
        readable = {row[:2] for row in rows.good(of_all, self.tell)}
        return (each for each in answers if each[:2] in readable)

    def _damaged(self) -> Iterator[Record]:
        """Every row that cannot be read, exactly as it lies there; also those that were carried here."""
        for table in SEALED:
            if table not in LEFT_BEHIND:
                found = list(raw_damaged(self.connection, ROWS[table]))
                yield from ({"named": asdict(named), "row": raw} for named, raw in found)
        yield from self._answers_without_draft()
        yield from ({"named": named, "row": row} for named, row in carried_rows(self.connection))

    def _answers_without_draft(self) -> Iterator[Record]:
        rows, query = ROWS[draft_answers], of_every_authority(select(*ROWS[draft_answers].columns))
        good = list(rows.good(self.connection.execute(query), self.tell))
        lost = {tuple(each[:3]) for each in good} - {tuple(each[:3]) for each in self._with_their_draft(good)}
        for la, draft_id, question in sorted(lost):
            its = and_(
                draft_answers.c.la == la, draft_answers.c.draft_id == draft_id, draft_answers.c.question == question
            )
            [(named, raw)] = raw_rows(self.connection, rows, its)
            yield {"named": asdict(replace(named, what="its draft cannot be read")), "row": raw}


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
        with self.reading_one_moment() as connection:
            yield SqlSnapshot(connection, self.tell_damaged)

    def odd_texts(self) -> Sequence[OddText]:
        with self.reading() as connection:
            return list(odd_texts(connection))

    def take(self, part: str, records: Sequence[Record]) -> None:
        taken: Mapping[str, Callable[[Connection, Sequence[Record]], None]] = {
            DAMAGED: _take_damaged,
            "entries": self._take_entries,
            "tables": self._take_rows,
            "drafts": _take_drafts,
            "draft answers": partial(_take_with_authority, table=draft_answers, of="draft_id"),
            "letters": partial(_take_with_authority, table=made_letters, of="reference"),
            "audit": _take_events,
        }
        with self.writing() as connection:
            if part in taken:
                taken[part](connection, records)
                for each in records if part == DAMAGED else ():
                    self.tell_damaged(DamagedRow(**each["named"]))
            else:
                _take_by_key(connection, records, TABLES[part])

    def _take_entries(self, connection: Connection, records: Sequence[Record]) -> None:
        saves = [record["save_id"] for record in records]
        its = within(entries, las_of(connection, saves)) & entries.c.save_id.in_(saves)
        there = set(connection.execute(select(entries.c.save_id).where(its)).scalars())
        new = [SavedEntry(**_values(each, entries)) for each in records if each["save_id"] not in there]
        self._append_all(connection, new)

    def _take_rows(self, connection: Connection, records: Sequence[Record]) -> None:
        standing = {
            (each["table"], each["key"]): each for each in SqlSnapshot(connection, self.tell_damaged).part("tables")
        }
        for record in records:
            if standing.get((record["table"], record["key"])) != record:
                self._append_row(connection, TableRow(**_values(record, table_rows)))


def _take_events(connection: Connection, records: Sequence[Record]) -> None:
    """Lines of the audit have no key: one is there already when as many like it are there as came before it."""
    for record in records:
        line = {name: value for name, value in record.items() if name != AGAIN}
        values = _values(line, audit)
        same = and_(audit.c.at == values["at"], audit.c.who == values["who"], audit.c.did == values["did"])
        columns = [each for each in audit.c if each.name not in (OWN_NUMBER, SEAL)]
        there = [_as_record(row.items()) for row in connection.execute(select(*columns).where(same)).mappings()]
        if there.count(line) <= record.get(AGAIN, 0):
            connection.execute(insert(audit).values(values))


def _take_damaged(connection: Connection, records: Sequence[Record]) -> None:
    """What a damaged entry was saved as is known here too: others may have been made from it."""
    for record in records:
        named, raw = DamagedRow(**record["named"]), record["row"]
        carry(connection, named, raw)
        if named.table == entries.name and isinstance(raw["la"], str) and isinstance(raw["save_id"], str):
            register(connection, raw["la"], raw["save_id"])


def _take_drafts(connection: Connection, records: Sequence[Record]) -> None:
    _take_by_key(connection, records, drafts)
    for each in records:
        register(connection, each["la"], each["draft_id"], each["reference"])


def _take_with_authority(connection: Connection, records: Sequence[Record], table: Table, of: str) -> None:
    """Records with the authority of their draft or case, which stands in none of them."""
    _take_by_key(connection, [{**each, "la": authority_for(connection, each[of])} for each in records], table)


def _take_by_key(connection: Connection, records: Sequence[Record], table: Table) -> None:
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


def _as_json(value: Any) -> Any:
    """A value as it is carried: a database that takes it in refuses NUL, a file halves of characters."""
    if isinstance(value, datetime):
        return value.isoformat()
    return encodable(value) if isinstance(value, str) else value


def _as_record(values: Iterable[tuple[Any, Any]], own: Collection[str] = ()) -> Record:
    return {str(name): _as_json(value) for name, value in values if name not in own}


def _values(record: Record, table: Table) -> dict[str, Any]:
    """A record as column values. Raises ValueError, KeyError where it is none of this table's."""
    return {
        name: datetime.fromisoformat(value) if value and isinstance(table.c[name].type, Instant) else value
        for name, value in encodable_in(record).items()
    }
