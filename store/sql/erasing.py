"""Cases forgotten for good, in SQL: from every table, then from the database's own files."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from store.contract import AUDIT_LINES, BEGUN, FORMS, LETTERS, CaseErased, Counts, StoreError
from store.sql.authorities import OF_AN_AUTHORITY, forget, las_of, within
from store.sql.database import Database, next_mark, use_mark
from store.sql.faults import again
from store.sql.schema import audit, drafts, entries, erased, made_letters, refuse_removal

OF_A_CASE = {FORMS: entries, BEGUN: drafts, LETTERS: made_letters, AUDIT_LINES: audit}
"""Every table with rows of a case; the answers of a draft go with it."""
TRIES, A_MOMENT = 40, 0.25
"""How often, and how many seconds apart, the files are asked for while somebody else reads them."""
IN_USE = (
    "The cases are erased, but a copy is left in a file that is in use just now. Press “Finish” in a minute: "
    "it is removed then."
)


class SqlErasing(Database):
    """Keeps the contract `Erases`."""

    @again
    def held(self, reference: str) -> Counts:
        with self.reading() as connection:
            return self._count(connection, [reference])

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        removed = self.remove(references, drafts)
        self.leave_no_trace()
        return removed

    @again
    def erased(self) -> frozenset[str]:
        with self.reading() as connection:
            return frozenset(connection.execute(select(erased.c.reference)).scalars())

    def remove(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        """Remove the rows, in one transaction. What was removed."""
        with self.writing() as connection:
            mark = next_mark(connection, "entries")
            removed = self._count(connection, references, drafts)
            with removal_allowed(connection):
                self._remove(connection, references, drafts)
            known = set(connection.execute(select(erased.c.reference)).scalars())
            new = [{"reference": each, "seq": mark} for each in references if each not in known]
            if new:
                connection.execute(insert(erased), new)
            use_mark(connection, "entries", mark)
        return removed

    def _count(self, connection: Connection, references: Collection[str], draft_ids: Collection[str] = ()) -> Counts:
        found = {where: _rows_of(connection, table, references) for where, table in OF_A_CASE.items()}
        these = within(drafts, las_of(connection, draft_ids)) & drafts.c.draft_id.in_(draft_ids)
        apart = these & drafts.c.reference.not_in(references)
        found[BEGUN] += connection.execute(select(func.count()).select_from(drafts).where(apart)).scalar_one()
        return {where: count for where, count in found.items() if count}

    def _remove(self, connection: Connection, references: Collection[str], draft_ids: Collection[str]) -> None:
        """Within the caller's transaction: a store that keeps more of a case removes it here."""
        gone = [*references, *draft_ids, *_ids_of(connection, references)]
        for table in OF_A_CASE.values():
            connection.execute(delete(table).where(_is_of(connection, table, references)))
        these = within(drafts, las_of(connection, draft_ids)) & drafts.c.draft_id.in_(draft_ids)
        connection.execute(delete(drafts).where(these))
        forget(connection, gone)

    def leave_no_trace(self) -> None:
        """Write the database's files anew, so that nothing removed stands in a page that is free, or in a journal.

        Raises StoreError while somebody else reads the files.
        """
        for _ in range(TRIES):
            with self._turn:
                if self._written_anew():
                    return
            time.sleep(A_MOMENT)
        raise StoreError(IN_USE)

    def _written_anew(self) -> bool:
        with closing(self._engine.raw_connection()) as connection:
            try:
                if self._engine.dialect.name == "postgresql":
                    return _vacuum_tables(connection)
                return _vacuum_file(connection)
            except (DBAPIError, self._engine.dialect.loaded_dbapi.OperationalError):
                return False


def refuse_erased(connection: Connection, *references: str) -> None:
    """Raise CaseErased when nothing can be kept of one of these cases any more."""
    if connection.execute(select(erased.c.seq).where(erased.c.reference.in_(references))).first():
        raise CaseErased(
            "This case was erased because its time to be kept had ended, so nothing was saved. "
            "If the child is to move again, begin a new referral."
        )


@contextmanager
def removal_allowed(connection: Connection) -> Iterator[None]:
    """Lift, for the rest of this transaction alone, what refuses to remove rows. Nobody else sees it lifted."""
    refuse_removal(connection, refuse=False)
    yield
    refuse_removal(connection, refuse=True)


def _rows_of(connection: Connection, table: Table, references: Collection[str]) -> int:
    query = select(func.count()).select_from(table).where(_is_of(connection, table, references))
    return int(connection.execute(query).scalar_one())


def _ids_of(connection: Connection, references: Collection[str]) -> Sequence[str]:
    """The ids of every save and draft of these cases."""
    queries = [
        select(id_).where(_is_of(connection, id_.table, references)) for id_ in (entries.c.save_id, drafts.c.draft_id)
    ]
    return [each for query in queries for each in connection.execute(query).scalars()]


def _is_of(connection: Connection, table: Table, references: Collection[str]) -> ColumnElement[bool]:
    of_them = table.c.reference.in_(references)
    return within(table, las_of(connection, references)) & of_them if table in OF_AN_AUTHORITY else of_them


def _vacuum_file(connection: Any) -> bool:
    """SQLite: empty the journal, write the file again without its free pages, empty the journal of that."""
    cursor = connection.cursor()
    emptied = []
    for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        cursor.execute(statement)
        row = cursor.fetchone()
        emptied.append(row is None or row[0] == 0)
    cursor.close()
    return all(emptied)


def _vacuum_tables(connection: Any) -> bool:
    names = ", ".join(table.name for table in (*OF_A_CASE.values(), entries.metadata.tables["draft_answers"]))
    connection.dbapi_connection.autocommit = True
    try:
        connection.cursor().execute(f"VACUUM FULL {names}")
    finally:
        connection.dbapi_connection.autocommit = False
    return True
