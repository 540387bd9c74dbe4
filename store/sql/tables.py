"""Settings tables and the audit in SQL: both only ever appended to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from store.contract import AuditEvent, TableRow, refuse_long_texts
from store.sql.database import Database, columns_of, next_mark, use_mark
from store.sql.faults import again
from store.sql.schema import audit, marks, table_rows

_ROW = [table_rows.c[name] for name in TableRow.__dataclass_fields__]
_MARK = select(marks.c.value).where(marks.c.name == "tables")
_EVENT = [audit.c[name] for name in AuditEvent.__dataclass_fields__]


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
            return standing(connection, table)

    @again
    def tables_mark(self) -> int:
        with self.reading() as connection:
            return mark_of_tables(connection)


def standing(connection: Connection, table: str) -> Sequence[TableRow]:
    """The rows of a settings table that stand."""
    query = select(*_ROW).where(table_rows.c.table == table).order_by(table_rows.c.seq)
    newest = {row["key"]: TableRow(**row) for row in connection.execute(query).mappings()}
    return [row for row in newest.values() if any(row.values.values())]  # a key keeps the place where it first appeared


def mark_of_tables(connection: Connection) -> int:
    """Changes whenever any table changed."""
    return int(connection.execute(_MARK).scalar_one())


def append_row(connection: Connection, row: TableRow) -> None:
    """Append a row of a settings table under the next mark."""
    mark = next_mark(connection, "tables")
    connection.execute(insert(table_rows).values({"seq": mark, **columns_of(row)}))
    use_mark(connection, "tables", mark)


class SqlAudit(Database):
    """Keeps the contract `Audit`."""

    def note(self, event: AuditEvent) -> None:
        with self.writing() as connection:
            connection.execute(insert(audit).values(columns_of(event)))

    @again
    def events(self, reference: str | None = None, limit: int = 1000) -> Sequence[AuditEvent]:
        query = select(*_EVENT).order_by(audit.c.seq.desc()).limit(limit)
        if reference is not None:
            query = query.where(audit.c.reference == reference)
        with self.reading() as connection:
            return [AuditEvent(**row) for row in connection.execute(query).mappings()]
