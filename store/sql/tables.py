"""Settings tables and the audit in SQL: both only ever appended to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic

from sqlalchemy import Connection, insert, select, update

from record.tables import ACCESS, STAFF
from store.contract import AuditEvent, CannotBeWritten, StoreError, TableRow
from store.sql.database import Database, columns_of, next_mark, use_mark
from store.sql.faults import again
from store.sql.long_texts import refuse_long_texts
from store.sql.schema import audit, marks, table_rows
from store.sql.sealed import RowsOf
from store.upkeep import DamagedRow

ROWS = RowsOf(table_rows, TableRow.__dataclass_fields__)
LET_IN = (ACCESS, STAFF)
TRIED_AGAIN = 5.0
"""Seconds after a line of the audit could not be written."""
MOST_WAITING = 5_000
"""Lines of the audit in memory: nobody sees more than could be written down."""
TOO_MANY_WAIT = (
    "The app cannot record what people look at, because the disk of this site is full or cannot be written to, and "
    "memory is full. So nothing more is shown. Tell the person who runs this site."
)
TRIED = "tried"
_TRIED = update(marks).where(marks.c.name == TRIED).values(value=marks.c.value + 1)
_MARK = select(marks.c.value).where(marks.c.name == "tables")
EVENTS = RowsOf(audit, AuditEvent.__dataclass_fields__)


class SqlTables(Database):
    """Keeps the contract `Tables`."""

    def put(self, row: TableRow) -> None:
        refuse_long_texts(row.values)
        with self.writing() as connection:
            self._append_row(connection, row)

    def _append_row(self, connection: Connection, row: TableRow) -> None:
        """Append in the caller's transaction: a store that must remember more of a new row does it here."""
        append_row(connection, row)

    @again
    def table(self, table: str) -> Sequence[TableRow]:
        with self.reading() as connection:
            return standing(connection, table, self.tell_damaged)

    @again
    def history(self, table: str, key: str) -> Sequence[TableRow]:
        with self.reading() as connection:
            return _history(connection, table, key, self.tell_damaged)

    @again
    def tables_mark(self) -> int:
        with self.reading() as connection:
            return mark_of_tables(connection)


def standing(connection: Connection, table: str, tell: Callable[[DamagedRow], object]) -> Sequence[TableRow]:
    """The rows of a settings table that stand; `tell` is told of those that cannot be read.

    The row before such a one stands; where rows let people in, none does: it may have shut somebody out.
    """
    query = select(*ROWS.columns).where(table_rows.c.table == table).order_by(table_rows.c.seq)
    newest: dict[str, TableRow | None] = {}  # a key keeps the place where it first appeared
    for row in connection.execute(query):
        if ROWS.is_good(row):
            newest[row.key] = TableRow(*row[:-1])
            continue
        tell(ROWS.named(row))
        if table in LET_IN:
            newest |= dict.fromkeys({str(row.key), str(ROWS.belongs_to(row))} & newest.keys())
    return [row for row in newest.values() if row and any(row.values.values())]


def _history(connection: Connection, table: str, key: str, tell: Callable[[DamagedRow], object]) -> Sequence[TableRow]:
    query = select(*ROWS.columns).where(table_rows.c.table == table).order_by(table_rows.c.seq)
    found: list[TableRow] = []
    for row in connection.execute(query):
        if not ROWS.is_good(row):
            tell(ROWS.named(row))
            if key in (str(row.key), str(ROWS.belongs_to(row))):
                found.clear()
        elif row.key == key:
            found.append(TableRow(*row[:-1]))
    return found


def mark_of_tables(connection: Connection) -> int:
    """Changes whenever any table changed."""
    return int(connection.execute(_MARK).scalar_one())


def append_row(connection: Connection, row: TableRow) -> None:
    """Append a row of a settings table under the next mark."""
    mark = next_mark(connection, "tables")
    connection.execute(insert(table_rows).values({"seq": mark, **columns_of(row)}))
    use_mark(connection, "tables", mark)


class _Waiting:
    """Lines of the audit that wait, for one thread at a time."""

    def __init__(self) -> None:
        self._lines: list[AuditEvent] = []
        self._turn = Lock()

    def __enter__(self) -> list[AuditEvent]:
        self._turn.acquire()
        return self._lines

    def __exit__(self, *_: object) -> None:
        self._turn.release()


class SqlAudit(Database):
    """Keeps the contract `Audit`."""

    def __init__(self, place: str | Path) -> None:
        self._waiting_lines, self._failed_at = _Waiting(), -inf
        super().__init__(place)

    def note(self, event: AuditEvent) -> None:
        self._write(event)

    def note_seen(self, event: AuditEvent) -> None:
        try:
            if not self.audit_waiting() or monotonic() - self._failed_at > TRIED_AGAIN:
                self._write(event)
                return
        except CannotBeWritten:
            self._failed_at = monotonic()
        with self._waiting_lines as waiting:
            if len(waiting) >= MOST_WAITING:
                raise CannotBeWritten(TOO_MANY_WAIT)
            waiting.append(event)

    def audit_waiting(self) -> int:
        with self._waiting_lines as waiting:
            return len(waiting)

    def try_writing(self) -> None:
        with self.writing() as connection:
            if not connection.execute(_TRIED).rowcount:
                connection.execute(insert(marks).values(name=TRIED, value=1))
        if self.audit_waiting():
            self._write()

    def close(self) -> None:
        if self.audit_waiting():
            with suppress(StoreError):
                self._write()
        super().close()

    def _write(self, *events: AuditEvent) -> None:
        """Append these, after those that wait."""
        with self._waiting_lines as waiting:
            taken, waiting[:] = list(waiting), []
        try:
            with self.writing() as connection:
                if taken or events:
                    connection.execute(insert(audit), [columns_of(each) for each in (*taken, *events)])
        except StoreError:
            with self._waiting_lines as waiting:
                waiting[:0] = taken
            raise

    @again
    def events(self, reference: str | None = None, limit: int = 1000) -> Sequence[AuditEvent]:
        query = select(*EVENTS.columns).order_by(audit.c.seq.desc()).limit(limit)
        if reference is not None:
            query = query.where(audit.c.reference == reference)
        with self.reading() as connection:
            return [AuditEvent(*row) for row in EVENTS.good(connection.execute(query), self.tell_damaged)]
