"""What is done about rows that cannot be read: all are found and named, carried along as they lie there, kept when their place
is needed, and what the store can work out for itself is put right."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    except_,
    func,
    insert,
    select,
    true,
    type_coerce,
    union,
    update,
)
from sqlalchemy.types import NullType

from record.valid_text import encodable, encodable_in
from store.contract import CannotBeWritten
from store.sql.authorities import of_every_authority, register
from store.sql.database import Database
from store.sql.schema import (
    MARKS,
    SEALED,
    authority_of,
    carried,
    draft_answers,
    drafts,
    entries,
    erased,
    made_letters,
    marks,
    preferences,
    purposes,
    table_rows,
    tries,
    version,
)
from store.sql.sealed import MAY_BE_ODD, NUMBER, RowsOf, decode
from store.sql.upgrading import is_damaged
from store.upkeep import DamagedRow
from store.whole import OddText

Raw = Mapping[str, Any]
"""A row exactly as it lies there, by its columns: texts, numbers, and as `{"bytes": …}`, in hexadecimal, bytes and what is
no text, which would be replaced on its way."""
EVERY = tuple(RowsOf(table) for table in (*SEALED, tries, purposes))
AT_ONCE = 1000
PUT_RIGHT = "it did not say which authority has this: that is put right"
COUNTED_AGAIN = "the number could not be read: it was counted again"


class SqlDamage(Database):
    """Keeps the contract `Upkeep`, with the tables."""

    def __init__(self, place: str | Path) -> None:
        super().__init__(place)
        with suppress(CannotBeWritten), self.writing() as connection:
            for each in _counters_put_right(connection):
                self.tell_damaged(each)
        with self.reading() as connection:
            for named in _carried(connection):
                self.tell_damaged(DamagedRow(**named))

    def space(self) -> int | None:
        try:
            return shutil.disk_usage(self.file.parent).free if self.file else None
        except OSError:
            return 0  # it is gone

    def damaged(self) -> Sequence[DamagedRow]:
        return sorted(self._damaged.values(), key=lambda each: (each.table, each.key))

    def look_over(self) -> Sequence[DamagedRow]:
        found: list[DamagedRow] = []
        with suppress(CannotBeWritten), self.writing() as connection:
            found += [*_counters_put_right(connection), *_authorities_put_right(connection)]
        with self.reading_one_moment() as connection:
            for rows in self._looked_over():
                found += damaged_of(connection, rows)
            found += [DamagedRow(**named) for named in _carried(connection)]
            found += _version_damaged(connection)
        self._damaged = {(each.table, each.key): each for each in found}
        return self.damaged()

    def _looked_over(self) -> Iterable[RowsOf]:
        """The tables that are looked over: a store that has more of them says so here."""
        return EVERY


def damaged_of(connection: Connection, rows: RowsOf, where: ColumnElement[bool] | None = None) -> list[DamagedRow]:
    """The rows of one table that cannot be read."""
    query = of_every_authority(select(*rows.columns).where(true() if where is None else where))
    found: list[DamagedRow] = []
    for some in connection.execute(query.execution_options(stream_results=True)).partitions(AT_ONCE):
        for _ in rows.good(some, found.append):
            pass
    return found


def raw_damaged(
    connection: Connection, rows: RowsOf, where: ColumnElement[bool] | None = None
) -> Iterator[tuple[DamagedRow, Raw]]:
    """The same, each with itself exactly as it lies there."""
    if damaged_of(connection, rows, where):
        yield from raw_rows(connection, rows, where, damaged=True)


def raw_rows(
    connection: Connection, rows: RowsOf, where: ColumnElement[bool] | None = None, *, damaged: bool = False
) -> Iterator[tuple[DamagedRow, Raw]]:
    """Rows exactly as they lie there, and what each would be named; all of them, or the damaged ones."""
    raw, width = [_as_it_lies(connection, column) for column in rows.table.c], len(rows.columns)
    query = of_every_authority(select(*rows.columns, *raw).where(true() if where is None else where))
    for row in connection.execute(query).all():
        if not (damaged and rows.is_good(row[:width])):
            as_it_lies = zip(rows.table.c.keys(), row[width:], strict=True)
            yield rows.named(row[:width]), {name: _kept(value) for name, value in as_it_lies}


def set_aside(connection: Connection, rows: RowsOf, where: ColumnElement[bool]) -> None:
    """Keep damaged rows apart, exactly as they lie there, because their place is needed."""
    for named, raw in raw_damaged(connection, rows, where):
        carry(connection, named, raw)


def carry(connection: Connection, named: DamagedRow, raw: Raw) -> None:
    """Keep a damaged row that has no place of its own here; twice keeps it once."""
    its = asdict(named)
    query = select(carried.c.named, carried.c.row).where(carried.c.reference == named.reference)
    if (its, raw) not in [tuple(each) for each in connection.execute(query)]:
        connection.execute(insert(carried).values(reference=named.reference, named=its, row=raw))


def carried_rows(connection: Connection) -> Iterator[tuple[Mapping[str, Any], Raw]]:
    """Damaged rows that have no place of their own here."""
    for named, row in connection.execute(select(carried.c.named, carried.c.row).order_by(carried.c.number)):
        if isinstance(named, dict) and isinstance(row, dict):
            yield named, row


def _carried(connection: Connection) -> Iterator[Mapping[str, Any]]:
    known = DamagedRow.__dataclass_fields__.keys()
    for number, named in connection.execute(select(carried.c.number, carried.c.named)):
        if isinstance(named, dict) and {"table", "key", "what"} <= named.keys() <= known:
            yield named
        else:
            yield {"table": carried.name, "key": str(number), "what": "“named” cannot be read"}


def _as_it_lies(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if connection.dialect.name == "postgresql":
        return cast(column, Text)
    return type_coerce(column, NullType())


def _kept(value: Any) -> Any:
    if isinstance(value, str) and encodable(value) != value:
        value = value.encode("utf-8", "surrogateescape")
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _version_damaged(connection: Connection) -> Iterator[DamagedRow]:
    if is_damaged(connection.execute(select(version.c.version_num)).scalar()):
        yield DamagedRow(version.name, "version_num", "it does not say which release opened this last")


def _counters_put_right(connection: Connection) -> Iterator[DamagedRow]:
    """A counter that cannot be read, or that is behind what it counted, goes on after the last number there is."""
    reached = {"entries": _last(connection, entries, erased), "tables": _last(connection, table_rows), "drafts": 0}
    raw = select(marks.c.name, type_coerce(marks.c.value, NullType()))
    there = {row[0]: row[1] for row in connection.execute(raw)}
    for name in MARKS:
        value = there.get(name)
        if name not in there:
            connection.execute(insert(marks).values(name=name, value=reached[name]))
        elif not isinstance(value, int) or value < reached[name]:
            connection.execute(update(marks).where(marks.c.name == name).values(value=reached[name]))
        else:
            continue
        yield DamagedRow(marks.name, name, COUNTED_AGAIN)


def _last(connection: Connection, *tables: Table) -> int:
    numbers = [connection.execute(of_every_authority(select(func.max(each.c[NUMBER])))).scalar() for each in tables]
    return max((each for each in numbers if isinstance(each, int)), default=0)


def _authorities_put_right(connection: Connection) -> Iterator[DamagedRow]:
    """Whose a case, a save or a draft is follows from the rows themselves: what is missing is added."""
    whose = _whose().subquery()
    known = select(authority_of.c.id, authority_of.c.la)
    missing = connection.execute(of_every_authority(except_(select(whose.c.id, whose.c.la), known))).all()
    for la in {row.la for row in missing if row.la and isinstance(row.la, str)}:
        ids = [row.id for row in missing if row.la == la and isinstance(row.id, str)]
        register(connection, la, *ids)
        for each in ids:
            yield DamagedRow(authority_of.name, each, PUT_RIGHT)


def _whose() -> Any:
    pairs = [
        select(id_.label("id"), id_.table.c.la.label("la"))
        for id_ in (entries.c.reference, entries.c.save_id, drafts.c.reference, drafts.c.draft_id)
    ]
    return union(*pairs)


_WHERE = (
    (entries.c.answers, (entries.c.kind, entries.c.reference)),
    (entries.c.reasons, (entries.c.kind, entries.c.reference)),
    (draft_answers.c.value, (draft_answers.c.question, draft_answers.c.draft_id)),
    (table_rows.c["values"], (table_rows.c.table, table_rows.c.key)),
    (made_letters.c.said, (made_letters.c.letter, made_letters.c.reference)),
    (preferences.c.value, (preferences.c.name, preferences.c.whose)),
)


def odd_texts(connection: Connection) -> Iterator[OddText]:
    """Where text stands that cannot be encoded. Reads every row that may be one."""
    known = connection.execute(of_every_authority(select(drafts.c.draft_id, drafts.c.reference)))
    of_draft = {row.draft_id: row.reference for row in known}
    for column, (what, whose) in _WHERE:
        for raw, name, owner in connection.execute(_that_may_be(column, what, whose)):
            if _is_odd(raw):
                yield OddText(column.table.name, str(name), str(of_draft.get(owner, owner)))


def _that_may_be(column: Column[Any], *more: Column[Any]) -> Any:
    raw = cast(column, Text)
    return of_every_authority(select(raw, *more).where(raw.contains("\\u", autoescape=True)))


def _is_odd(raw: object) -> bool:
    """Whether there is one; what is no JSON at all is named as damaged."""
    if not isinstance(raw, str) or not MAY_BE_ODD.search(raw):
        return False
    try:
        return bool(encodable_in(decode(raw)) != decode(raw))
    except (ValueError, RecursionError):
        return False
